"""Pages of other sites send what they like with the cookies of somebody who is signed in."""

from __future__ import annotations

import json
from urllib.error import HTTPError
from urllib.parse import urljoin
from urllib.request import Request

import pytest

from tests.hub.test_several_services import HOME, Browser

API = f"{HOME}jupyter-codemm/api/"
CROSS = {"Origin": "https://evil.example", "Referer": "https://evil.example/"}
BODY = b'{"code": "no-such-code"}'


class SignedIn(Browser):
    """Has the cookies of the service, and sends what a page tells it to."""

    def send(self, method: str, url: str, body: bytes | None = None, **headers: str):
        """Return the status and the text."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            answer = self._opener.open(Request(url, body, named, method=method), timeout=60)
        except HTTPError as error:
            answer = error
        with answer:
            return answer.status, answer.read().decode()


@pytest.fixture(scope="module")
def browser(hub, prof):
    opened = SignedIn()
    opened.sign_in_to_hub(hub, "prof")
    back = opened.led_back(hub, opened.begin(hub.url))
    assert opened.get(urljoin(hub.url, back))[0] == 302
    return opened


@pytest.mark.parametrize("site", ["cross-site", "same-site", "same-origin"])
@pytest.mark.parametrize("kind", ["text/plain", "application/json", "multipart/form-data"])
def test_nothing_is_done_for_a_page_without_the_token(hub, browser, site, kind):
    headers = CROSS | {"Content_Type": kind, "Sec_Fetch_Site": site, "Sec_Fetch_Mode": "no-cors"}
    for method, path, body in (
        ("POST", "classes/join", BODY),
        ("POST", "classes/join?_xsrf=2|guess", BODY),
        ("POST", "classes/x/bundles", b" " * 300_000),
        ("POST", "me/erase", b'{"confirm": "erase everything about me"}'),
        ("PATCH", "me/recording", b'{"research": true}'),
        ("PUT", "classes/x/llm", b"{}"),
        ("DELETE", "classes/x", None),
    ):
        status, told = browser.send(method, f"{hub.url}{API}{path}", body, **headers)
        assert status == 403, (method, path, told)
    token = browser.cookie("_xsrf", HOME)
    status, told = browser.send("POST", f"{hub.url}{API}classes/join", BODY, X_XSRFToken=token)
    assert (status, json.loads(told)["error"]["code"]) == (404, "not_found")


@pytest.mark.parametrize("mode", ["cors", "no-cors", "same-origin"])
def test_nothing_is_told_to_a_page_without_the_token(hub, browser, mode):
    headers = CROSS | {"Sec_Fetch_Mode": mode, "Sec_Fetch_Site": "cross-site"}
    for path in ("classes", "me/export", "me"):
        status, told = browser.send("GET", f"{hub.url}{API}{path}", **headers)
        assert status in {403, 404}, (path, told)
        assert "prof" not in told, path

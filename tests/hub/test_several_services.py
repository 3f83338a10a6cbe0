"""Several processes of the class service on one PostgreSQL: a balancer may ask any of them.

The browser here is the balancer: it asks the process that each step names.
"""

from __future__ import annotations

import json
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener

import pytest

from tests.hub.hubs import PASSWORD, SERVICE, missing_hub, running_hub

HOME = f"/services/{SERVICE}/"
TEACH = f"{HOME}teach/classes?tab=live"


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


class Browser:
    """Has cookies, and follows nothing by itself. They go by the host, whatever the port."""

    def __init__(self) -> None:
        self.jar = CookieJar()
        self._opener = build_opener(HTTPCookieProcessor(self.jar), _Stay)

    def get(self, url: str, form: dict[str, str] | None = None, **headers: str):
        """Return the status, where it leads to, and the text."""
        data = None if form is None else urlencode(form).encode()
        try:
            answer = self._opener.open(Request(url, data, headers), timeout=60)
        except HTTPError as error:
            answer = error
        with answer:
            return answer.status, answer.headers.get("Location", ""), answer.read().decode()

    def cookie(self, name: str, path: str) -> str:
        return next(one.value for one in self.jar if (one.name, one.path) == (name, path))

    def sign_in_to_hub(self, hub, user: str) -> None:
        self.get(f"{hub.url}/hub/login")
        form = {"username": user, "password": PASSWORD, "_xsrf": self.cookie("_xsrf", "/hub/")}
        assert self.get(f"{hub.url}/hub/login?next=/hub/home", form)[0] == 302

    def begin(self, service: str) -> str:
        """Ask a process for the pages and return where the Hub is to be asked."""
        status, to, _ = self.get(service + TEACH)
        assert (status, "/hub/api/oauth2/authorize" in to) == (302, True), to
        return to

    def led_back(self, hub, to: str) -> str:
        """Ask the Hub until it leads back to the service; return the path there."""
        while "/oauth_callback" not in to:
            status, to, text = self.get(urljoin(hub.url, to))
            assert status == 302, text
        return to[to.index(HOME) :]


@pytest.fixture(scope="module")
def two(tmp_path_factory, postgres_cluster):
    """A Hub with two processes of the service, where prof is staff."""
    if reason := missing_hub():
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("two")
    options = {"managed": False, "processes": 2, "database": postgres_cluster.database()}
    with running_hub(folder, **options) as hub:
        yield hub


@pytest.fixture
def browser(two):
    opened = Browser()
    opened.sign_in_to_hub(two, "prof")
    return opened


def test_a_sign_in_may_begin_at_one_end_at_the_other_and_holds_at_both(two, browser):
    first, second = two.services
    back = browser.led_back(two, browser.begin(first))
    status, to, text = browser.get(second + back)
    assert (status, to) == (302, TEACH), text
    for service in (first, second):
        status, _, page = browser.get(service + TEACH)
        assert (status, 'data-user="prof"' in page or "were not built" in page) in {
            (200, True),
            (503, True),
        }, page
        headers = {"X-XSRFToken": browser.cookie("_xsrf", HOME), "Sec-Fetch-Mode": "cors"}
        status, _, told = browser.get(f"{service}{HOME}jupyter-codemm/api/me", **headers)
        assert (status, json.loads(told)["user"]) == (200, "prof")


def test_two_sign_ins_at_once_both_end(two, browser):
    first, second = two.services
    ways = [browser.begin(first), browser.begin(second)]
    states = [parse_qs(urlsplit(way).query)["state"][0] for way in ways]
    assert states[0] != states[1]
    status, to, text = browser.get(first + browser.led_back(two, ways[1]))
    assert (status, to) == (302, TEACH), text
    # The other one finds somebody who is signed in, and leads on to where it was going.
    status, to, text = browser.get(second + browser.led_back(two, ways[0]))
    assert (status, to) == (302, TEACH), text


def test_a_state_tells_nothing_and_is_refused_without_its_cookie(two, browser):
    first, second = two.services
    back = browser.led_back(two, browser.begin(first))
    assert "teach" not in parse_qs(urlsplit(back).query)["state"][0]
    stranger = Browser()
    assert stranger.get(second + back)[0] == 403
    assert not [one for one in stranger.jar if one.name == f"service-{SERVICE}"]


def test_one_key_is_all_that_is_shared(two):
    (kept,) = (two.folder / "service").rglob("*.key")
    assert kept.stat().st_mode & 0o777 == 0o600
    assert len([*(two.folder / "service").glob("runtime*")]) == len(two.services)

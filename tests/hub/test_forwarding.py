"""A server that hands everything on: to a real one of its own, and to one that is not there."""

from __future__ import annotations

import asyncio
import json

import pytest
from tornado.httpclient import HTTPClientError

from jupyter_codemm.errors import InvalidInputError, MissingToolError
from jupyter_codemm.handlers.routes import PREFIX
from jupyter_codemm.hub import service_client
from jupyter_codemm.hub.client import TOKEN_ENV
from tests.hub.hubs import free_ports
from tests.ui.lab import TOKEN, running_lab


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    """A server with the product, which stands for the service: it takes its token as the Hub's."""
    with running_lab(tmp_path_factory.mktemp("service") / "home") as lab:
        yield lab


@pytest.fixture
def service_url(service):
    return service.url


@pytest.fixture
def jp_server_config(service_url, monkeypatch):
    monkeypatch.setenv(TOKEN_ENV, TOKEN)
    return {
        "ServerApp": {"jpserver_extensions": {"jupyter_codemm": True}},
        "JupyterCodemm": {"service_url": service_url},
    }


@pytest.fixture
def ask(jp_fetch):
    async def call(method: str, path: str, body: object = None, **more):
        text = None if body is None else json.dumps(body)
        answer = await jp_fetch(PREFIX, *path.split("/"), method=method, body=text, **more)
        return json.loads(answer.body) if answer.body else None

    return call


async def refused(ask, *given, **more) -> tuple[int, str]:
    with pytest.raises(HTTPClientError) as caught:
        await ask(*given, **more)
    return caught.value.code, json.loads(caught.value.response.body)["message"]


async def test_what_is_asked_and_refused_comes_from_the_service(ask, service):
    made = await ask("POST", "sessions", {"learning_mode": "practice"})
    assert made["id"] in {one["id"] for one in service.api("GET", "sessions")["sessions"]}
    assert await refused(ask, "GET", "sessions/none") == (404, "There is no session none.")
    code, message = await refused(ask, "POST", "sessions", {"learning_mode": "sleep"})
    assert (code, message.split(":")[0]) == (422, "learning_mode")


async def test_a_credential_in_an_address_stays_here(ask, jp_serverapp):
    own = jp_serverapp.identity_provider.token
    assert own != TOKEN  # the service would refuse it
    assert (await ask("GET", "me", params={"token": own}))["user"] == "local"


async def test_events_come_as_they_happen(ask, jp_fetch):
    session = (await ask("POST", "sessions", {"learning_mode": "practice"}))["id"]
    begun = asyncio.get_running_loop().create_future()

    def first(piece: bytes) -> None:
        if not begun.done():
            begun.set_result(piece)

    stream = asyncio.ensure_future(
        jp_fetch(
            PREFIX,
            "events",
            params={"topics": f"session:{session}"},
            streaming_callback=first,
            request_timeout=30,
        )
    )
    assert await begun == b": ready\n\n"
    assert not stream.done()
    stream.cancel()


async def test_a_notebook_is_written_where_one_works(ask, service, jp_root_dir):
    made = service.generate("1 easy Python problem on loops that returns its result")
    path = f"activities/{made['id']}/notebook"
    written = await ask("POST", path, {"directory": "work"})
    assert (jp_root_dir / written["path"]).is_file()
    assert not (service.files / written["path"]).exists()
    again = await ask("POST", path, {"directory": "work"})
    assert again["path"] != written["path"]
    (line,) = (await ask("GET", "activities"))["activities"]
    assert line["notebook"] == again["path"]
    assert (await refused(ask, "POST", "activities/none/notebook", {}))[0] == 404


class TestWithoutTheService:
    @pytest.fixture
    def service_url(self):
        return f"http://127.0.0.1:{free_ports(1)[0]}/services/codemm/"

    async def test_it_is_said_in_a_sentence(self, ask):
        code, message = await refused(ask, "GET", "sessions")
        assert code == 503
        assert message.startswith("The class service does not answer.")

    async def test_what_the_service_would_not_take_is_not_handed_on(self, ask):
        large = {"source": "x" * (2 << 20)}
        assert (await refused(ask, "POST", "run", large))[0] == 413
        for path in ("classes/c1/bundles", "activities/a1/documents"):
            assert (await refused(ask, "POST", path, large))[0] == 503


@pytest.mark.parametrize(
    ("url", "environ", "error", "message"),
    [
        ("hub", {TOKEN_ENV: "x"}, InvalidInputError, "must begin with http"),
        ("https://hub", {}, MissingToolError, TOKEN_ENV),
    ],
)
def test_a_setting_that_cannot_work_is_refused(url, environ, error, message):
    with pytest.raises(error, match=message):
        service_client(url, environ)


async def test_pages_are_told_where_those_who_teach_go(jp_serverapp, service):
    """By its path behind the proxy: the host of the service may be one that no browser reaches."""
    options = jp_serverapp.web_app.settings["page_config_data"]
    assert options["codemmClassroom"] is True
    assert options["codemmTeach"] == "/teach"
    assert service.url not in str(options)

"""Where a sign-in leads that began at an address, however long that is."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from tornado.web import create_signed_value
from traitlets import Any
from traitlets.config import Configurable

from tests.hub.hubs import SERVICE

pytest.importorskip("jupyterhub")

HOME = f"/services/{SERVICE}/"
SECRET = b"s" * 32
VERIFIER = "v" * 128
COOKIE = f"service-{SERVICE}-oauth-state-AbCdEfGh"
MOST_COOKIE = 4096  # what every browser keeps of a name and a value


class Server(Configurable):
    web_app = Any(SimpleNamespace(settings={"cookie_secret": SECRET}))


@pytest.fixture
def auth():
    from jupyter_codemm.hub.signing_in import ServiceAuth  # noqa: PLC0415 - needs JupyterHub

    identity = Configurable(parent=Server())
    return ServiceAuth(parent=identity, base_url=HOME)


@pytest.mark.parametrize(
    ("address", "is_kept"),
    [
        (f"{HOME}teach", True),
        (f"{HOME}teach/classes?q={'x' * 1_500}", True),
        (f"{HOME}teach/classes?q={'x' * 2_100}", False),
        (f"{HOME}teach/classes?q={'x' * 60_000}", False),
        # A byte that is no ASCII takes six characters in a state.
        (f"{HOME}teach/classes?q={'ÿ' * 500}", False),
    ],
)
def test_a_sign_in_goes_back_where_it_began_or_to_the_start_page(auth, address, is_kept):
    state = auth.generate_state(address, code_verifier=VERIFIER, cookie_name=COOKIE)
    kept = create_signed_value(SECRET, COOKIE, state)
    assert len(COOKIE) + len(kept) <= MOST_COOKIE
    assert auth.get_next_url(state) == (address if is_kept else HOME)
    assert auth.get_code_verifier(state) == VERIFIER
    assert auth.get_state_cookie_name(state) == COOKIE


@pytest.mark.parametrize(
    "address",
    ["//evil.example/services", "http://evil.example/", "/hub/logout", "\\\\evil.example", "/", ""],
)
def test_a_sign_in_leads_nowhere_outside_of_the_service(auth, address):
    state = auth.generate_state(address, code_verifier=VERIFIER)
    assert auth.get_next_url(state) == HOME
    assert auth.get_code_verifier(state) == VERIFIER


def test_a_state_that_was_changed_leads_to_the_start_page(auth):
    state = auth.generate_state(f"{HOME}teach/classes")
    assert auth.get_next_url(state[:-1]) == auth.get_next_url("") == HOME

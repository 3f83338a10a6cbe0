"""A Hub for a whole run of tests and who is on it, for every folder that needs one."""

from __future__ import annotations

import pytest

from tests.hub.hubs import ACCESS, OWN_SERVER, STAFF, missing_hub, running_hub
from tests.hub.teaching import founded

__all__ = ["alice", "hub", "north", "own", "prof"]


@pytest.fixture(scope="session")
def hub(tmp_path_factory):
    """A real Hub, one for all tests."""
    if reason := missing_hub():
        pytest.skip(reason)
    with running_hub(tmp_path_factory.mktemp("hub")) as running:
        yield running


@pytest.fixture(scope="session")
def alice(hub) -> str:
    """A token for alice's own server, which runs."""
    hub.spawn("alice")
    return hub.token("alice", OWN_SERVER.format("alice"))


@pytest.fixture(scope="session")
def prof(hub) -> str:
    """What the pages of the service act with when prof has signed in there."""
    hub.add("prof")
    return hub.token("prof", ACCESS, STAFF)


@pytest.fixture(scope="session")
def own(hub, prof) -> str:
    """A token for prof's own server, which runs; it does not act as staff."""
    hub.spawn("prof")
    return hub.token("prof", OWN_SERVER.format("prof"))


@pytest.fixture(scope="session")
def north(hub) -> str:
    """An organisation whose admin is prof, founded by its command; returns its id."""
    return founded(hub)

"""A database in use at any earlier revision is brought to the newest one and reads as it did."""

from __future__ import annotations

import asyncio

import pytest

from jupyter_codemm.errors import StoreError
from jupyter_codemm.store import described, open_store
from jupyter_codemm.store.schema import known_revisions, newest_revision
from tests.store import filled
from tests.store.earlier import as_it_was

REVISIONS = sorted(known_revisions())


@pytest.fixture(scope="module")
def school(tmp_path_factory):
    """A filled database at the newest revision, and what it tells."""
    path = tmp_path_factory.mktemp("school") / "codemm.db"
    return path, filled.make(path)


def run(store, *works):
    async def all_of_them():
        try:
            return [await store.transact(work) for work in works]
        finally:
            await store.close()

    return asyncio.run(all_of_them())


@pytest.mark.parametrize("revision", REVISIONS)
def test_what_was_there_reads_as_before_and_all_that_is_newer_can_be_done(place, revision, school):
    newest, told = school
    address, engine = place
    as_it_was(engine, revision, newest, may_be_empty=("erasures",))
    if revision != newest_revision():
        with pytest.raises(StoreError, match="is behind: run"):
            open_store(address, upgrade=False)
    since = {name for name, part in filled.PARTS.items() if part.since <= revision}
    later = [name for name, part in filled.PARTS.items() if name not in since and part.fill]

    def kept(tx):
        return filled.told(tx, since)

    def goes_on(tx):
        filled.fill(tx, later)
        return filled.told(tx, later)

    first, second = run(open_store(address), kept, goes_on)
    assert first == {name: told[name] for name in since}
    assert second == {name: told[name] for name in later}
    assert described(address).state == "current"

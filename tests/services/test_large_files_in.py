"""What somebody sends is read on a thread: a megabyte of it would hold everybody else up."""

from __future__ import annotations

import threading
from dataclasses import replace

from jupyter_codemm.services import classes
from jupyter_codemm.services.bundles import bundle, read_bundle, take_in
from tests.services.schools import EVE, School, run


class Watched(bytes):
    """Bytes that know on which threads somebody made text of them."""

    threads: set[int]

    def decode(self, *args: str) -> str:
        self.threads.add(threading.get_ident())
        return super().decode(*args)


def test_a_list_of_people(tmp_path):
    async def scenario(one: School) -> None:
        content = Watched(b"user\nfay\n")
        content.threads = set()
        told = await classes.import_roster(one.ctx, EVE, one.class_id, content, apply=False)
        assert told.enrolled == ("fay",)
        assert content.threads
        assert threading.get_ident() not in content.threads

    run(tmp_path, scenario)


def test_a_bundle(tmp_path):
    async def scenario(one: School) -> None:
        threads: dict[str, int] = {}

        def new_id(prefix: str) -> str:
            threads[prefix] = threading.get_ident()
            return one.ctx.new_id(prefix)

        await one.give()
        content = (await bundle(one.ctx, EVE, one.challenge_id)).content
        given = await read_bundle(one.ctx, EVE, one.class_id, content)
        await take_in(replace(one.ctx, new_id=new_id), EVE, one.class_id, given)
        assert set(threads) == {"problem", "activity", "challenge"}
        assert threading.get_ident() not in threads.values()

    run(tmp_path, scenario)

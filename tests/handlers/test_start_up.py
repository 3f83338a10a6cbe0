"""A start that fails leaves nothing open and tells strangers nothing; an end closes all."""

from __future__ import annotations

import asyncio
import json
import os

import pytest
from tornado.httpclient import HTTPClientError

from jupyter_codemm.app import AppWiring, Settings
from jupyter_codemm.errors import InvalidInputError, StoreError
from jupyter_codemm.handlers import Once
from jupyter_codemm.handlers.routes import PREFIX
from jupyter_codemm.services.judging import QueueSize
from jupyter_codemm.store import open_store
from tests.fakes.bare_sandbox import BareSandbox
from tests.fakes.contexts import make_context
from tests.fakes.parts import parts_of
from tests.sandbox.boxes import limits, plan, python


class ClosingSandbox(BareSandbox):
    """Remembers whether it was closed."""

    closed = False

    async def close(self):
        self.closed = True
        await super().close()


class BusyStore:
    """A database that another process does not let go of."""

    closed = False

    async def transact(self, work):
        del work
        raise StoreError("busy")

    async def close(self):
        self.closed = True


def test_a_wrong_setting_is_told_before_anything_is_opened(tmp_path):
    settings = Settings(
        database=tmp_path / "codemm.sqlite",
        sandbox="local",
        environ={"OPENAI_MODEL": "m", "OPENAI_BASE_URL": "not an address"},
    )
    wiring = AppWiring(settings)
    once = Once(lambda: wiring.parts("local", "auto"))

    async def scenario():
        for _ in range(2):
            with pytest.raises(InvalidInputError, match="base_url"):
                await once.get()
        assert not settings.database.exists()

    asyncio.run(scenario())


def test_as_many_programs_run_at_once_as_there_are_judge_workers(tmp_path):
    wanted = 1 + (os.cpu_count() or 1)
    size = QueueSize(workers=wanted)
    wiring = AppWiring(Settings(database=tmp_path / "codemm.sqlite", queue=size))
    endless = python(
        "print(1, flush=True)\nimport time\ntime.sleep(60)", limits=limits(wall_ms=60_000)
    )

    async def scenario():
        sandbox = await wiring.sandbox("local")
        all_run, heard = asyncio.Event(), []

        def listen(*_what):
            heard.append(1)
            if len(heard) == wanted:
                all_run.set()

        tasks = [
            asyncio.create_task(sandbox.execute(plan(endless, total_ms=60_000), listen))
            for _ in range(wanted)
        ]
        try:
            await asyncio.wait_for(all_run.wait(), 30)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await sandbox.close()

    asyncio.run(scenario())


def test_a_busy_database_keeps_nothing_else_from_being_closed():
    async def scenario():
        store, sandbox = BusyStore(), ClosingSandbox()
        ctx = make_context(store, sandbox=sandbox)
        with pytest.raises(StoreError):
            await parts_of(ctx).close()
        assert sandbox.closed
        assert store.closed

    asyncio.run(scenario())


def test_once_gives_the_same_parts_to_all_and_closes_them(tmp_path):
    async def scenario():
        sandbox = ClosingSandbox()
        ctx = make_context(open_store(tmp_path / "codemm.sqlite"), sandbox=sandbox)

        async def make():
            return parts_of(ctx)

        once = Once(make)
        first, second = await asyncio.gather(once.get(), once.get())
        assert first is second
        await once.stop()
        assert sandbox.closed

    asyncio.run(scenario())


class TestBrokenDatabase:
    @pytest.fixture
    def jp_server_config(self, jp_server_config, tmp_path):
        path = tmp_path / "broken.sqlite"
        path.write_bytes(b"this is no database" * 100)
        jp_server_config["JupyterCodemm"]["database"] = str(path)
        jp_server_config["ServerApp"]["allow_unauthenticated_access"] = True
        return jp_server_config

    async def test_only_who_may_enter_hears_what_is_wrong(self, jp_fetch, jp_serverapp):
        with pytest.raises(HTTPClientError) as mine:
            await jp_fetch(PREFIX, "sessions")
        assert mine.value.code == 503
        assert "broken.sqlite" in json.loads(mine.value.response.body)["message"]
        with pytest.raises(HTTPClientError) as theirs:
            await jp_fetch(PREFIX, "sessions", headers={"Authorization": "token nonsense"})
        assert theirs.value.code == 403
        assert b"broken.sqlite" not in theirs.value.response.body

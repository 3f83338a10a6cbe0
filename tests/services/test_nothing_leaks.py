"""A whole generation, with every reference kept in memory and searched for everywhere else."""

from __future__ import annotations

import asyncio
import json
import logging
import sqlite3
from dataclasses import replace

import pytest

from jupyter_codemm.authoring.builtin.catalogue import topics_for
from jupyter_codemm.cli.emit import emit
from jupyter_codemm.services.activities import get_activity
from jupyter_codemm.services.authoring import get_session
from jupyter_codemm.services.generating import Generations
from jupyter_codemm.store import open_store
from tests.fakes.bare_sandbox import BareSandbox
from tests.fakes.contexts import OWNER, generated, make_context, ready_session
from tests.fakes.remembering import RememberingAuthor, leaks, texts_in
from tests.fakes.spoiling import SpoilingAuthor

pytestmark = (
    pytest.mark.one_engine
)  # it reads the file of a SQLite; what is written is the same text on any engine
TOOLS = {"python": "python", "sql": "python", "java": "java", "cpp": "cpp"}


def works(language):
    return any(h.ok for h in asyncio.run(BareSandbox().languages()) if h.language == language)


async def generate_activity(database, author, language, mode):
    """Return the events, the activity, and all texts of the database while it was still open.

    Its notebook is written beside the database.
    """
    store = open_store(database)
    ctx = replace(make_context(store, author=author, sandbox=BareSandbox()), key=await store.key())
    generations = Generations(ctx)
    try:
        style = "stdout" if language == "sql" else "return"
        topics = list(topics_for(language)[:3])
        session = await ready_session(
            ctx, 2, mode, language=language, topic_tags=topics, problem_style=style
        )
        events = await generated(generations, ctx, session.id, seed=11)
        assert events[-1].event.type == "generation_completed", events
        assert events[-1].event.failed == 0, events
        after = await get_session(ctx, OWNER, session.id)
        activity = await get_activity(ctx, OWNER, after.activity_id)
        await emit(ctx, activity, database.parent)
        wal = database.with_name(f"{database.name}-wal")
        assert wal.stat().st_size > 0
        return events, activity, list(texts_in(database))
    finally:
        await generations.close()
        await store.close()


@pytest.mark.slow
@pytest.mark.timeout(900)  # the wrong programs of compiled languages take a busy machine long
@pytest.mark.parametrize("mode", ["practice", "guided"])
@pytest.mark.parametrize("language", TOOLS)
def test_no_reference_in_database_notebook_events_or_log(tmp_path, caplog, language, mode):
    if not topics_for(language):
        pytest.skip(f"the built-in author writes no {language} yet")
    if not works(language):
        pytest.skip(f"no toolchain for {language}")
    author = SpoilingAuthor()
    database = tmp_path / "codemm.sqlite"
    with caplog.at_level(logging.DEBUG):
        events, activity, live = asyncio.run(generate_activity(database, author, language, mode))
    assert len(activity.problems) == 2
    assert len(author.drafts) >= 6  # refused, no draft, good: twice
    assert list(tmp_path.glob("*.ipynb"))
    said = "\n".join(event.model_dump_json() for event in events)
    texts = {text for text in (*texts_in(database), *live) if len(text) > 20}
    assert any('"leak_sketch"' in text for text in texts)
    assert leaks(author.drafts, [*texts, said, caplog.text]) == []


def test_the_search_finds_what_it_looks_for(tmp_path):
    """The same search on a database that does hold a reference."""
    author = RememberingAuthor()
    database = tmp_path / "codemm.sqlite"
    asyncio.run(generate_activity(database, author, "python", "practice"))
    draft = author.drafts[0]
    with sqlite3.connect(database) as connection:
        connection.execute("CREATE TABLE oops (document TEXT)")
        hidden = json.dumps({"a": [{"b": draft.reference.text}]})
        connection.execute("INSERT INTO oops VALUES (?)", (hidden,))
    connection.close()
    assert len(leaks([draft], texts_in(database))) >= 2

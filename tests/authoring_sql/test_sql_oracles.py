"""The oracle of every SQL family against its own query, on databases drawn by seed."""

from __future__ import annotations

import asyncio
import itertools
import sqlite3
from contextlib import closing

import pytest

from jupyter_codemm.authoring.builtin.imperative.randomness import stream
from jupyter_codemm.authoring.builtin.sql.families import FAMILIES
from jupyter_codemm.authoring.builtin.sql.query_family import databases
from jupyter_codemm.authoring.builtin.sql.seeding import script
from jupyter_codemm.authoring.builtin.sql.trial import comparable
from jupyter_codemm.authoring.builtin.sql.writing import written
from jupyter_codemm.judging import matches, observe
from tests.authoring_sql.asking import DIFFICULTIES, asked, cases
from tests.fakes.bare_sandbox import BareSandbox

DATABASES = 200
PER_TASK = 20


def disagreements(family, difficulty, seeds):
    """Return every database on which query and oracle differ, in either scan order."""
    found = []
    for seed in seeds:
        told = family.told(difficulty, seed)
        task, query = told.task, written(told.task.query)
        drawn = databases(stream("agree", family.name, seed), told.domain, task)
        for number, database in enumerate(itertools.islice(drawn, PER_TASK)):
            expected = comparable(task.oracle(database), ordered=task.ordered)
            text = script(told.domain, task.roles, database)
            with closing(sqlite3.connect(":memory:")) as connection:
                connection.executescript(text)
                connection.execute(f"PRAGMA reverse_unordered_selects = {number % 2}")
                got = comparable(connection.execute(query).fetchall(), ordered=task.ordered)
            if got != expected:
                found.append((query, text, expected, got))
    return found


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_query_and_oracle_agree_on_200_databases(family):
    levels = [d for d in DIFFICULTIES if d in family.difficulties]
    tasks = -(-DATABASES // PER_TASK)
    for place, difficulty in enumerate(levels):
        seeds = range(place, tasks, len(levels))
        assert disagreements(family, difficulty, seeds) == []


@pytest.mark.parametrize(("family", "difficulty"), cases()[::9])
def test_query_and_oracle_agree_where_learners_are_judged(family, difficulty):
    draft = asked(family, difficulty, 77)
    inputs = [candidate.input for candidate in draft.candidates]
    seen = asyncio.run(observe(draft.problem, draft.reference, inputs, BareSandbox()))
    assert seen.compiled
    for candidate, item in zip(draft.candidates, seen.items, strict=True):
        assert item.verdict == "accepted"
        assert candidate.claimed is not None
        assert matches(candidate.claimed, item.got, draft.problem)


def test_the_databases_hold_what_queries_stumble_over():
    told = next(f for f in FAMILIES if f.name == "without_partner").told("medium", 1)
    drawn = list(itertools.islice(databases(stream("mix"), told.domain, told.task), 40))
    rows = [row for database in drawn for row in (*database.who, *database.event)]
    assert any(row.number is None for row in rows)
    assert any(row.group is None for row in rows)
    assert any(not database.event for database in drawn)
    assert any(event.who is None for database in drawn for event in database.event)
    labels = [[row.label for row in database.who] for database in drawn]
    assert any(len(set(names)) < len(names) for names in labels)
    busy = [({event.who for event in d.event}, {row.id for row in d.who}) for d in drawn]
    assert any(ids - seen for seen, ids in busy if seen)

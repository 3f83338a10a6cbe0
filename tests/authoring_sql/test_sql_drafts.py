"""What every SQL draft promises: shape, words, reproducibility, and tests that bite."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from jupyter_codemm.authoring.builtin.sql.families import FAMILIES
from jupyter_codemm.authoring.builtin.sql.mutants import mutants
from jupyter_codemm.authoring.builtin.sql.query_family import slips
from jupyter_codemm.authoring.builtin.sql.trial import comparable
from jupyter_codemm.authoring.builtin.sql.wording import ANY_ORDER
from jupyter_codemm.authoring.scaffold import scaffolded
from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.gates import longest_shared_run
from tests.authoring_sql.asking import asked, cases, named

SEEDS = (0, 1)
SQL_WORDS = re.compile(r"\b(SELECT|FROM|WHERE|GROUP BY|HAVING|ORDER BY|JOIN|PARTITION|OVER)\b")
PRINT_DRAFTS = """
import hashlib
from tests.authoring_sql.asking import asked, cases
for family, difficulty in cases()[::5]:
    text = asked(family, difficulty, 11).model_dump_json()
    print(family.name, difficulty, hashlib.sha256(text.encode()).hexdigest())
"""

every_case = pytest.mark.parametrize(("family", "difficulty"), cases(), ids=named)


def drafts(family, difficulty):
    return [asked(family, difficulty, seed) for seed in SEEDS]


def fails(draft, query):
    """Return for each test whether a query gives another result, or an error."""
    found = []
    for test in draft.problem.tests:
        rows = test.expected.rows
        assert rows is not None
        ordered = test.expected.compare.rows.ordered
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.executescript(test.input.database)
            got = comparable(connection.execute(query).fetchall(), ordered=ordered)
        found.append(got != comparable(rows.rows, ordered=ordered))
    return found


@every_case
def test_a_draft_has_the_shape_that_was_agreed(family, difficulty):
    for draft in drafts(family, difficulty):
        problem = draft.problem
        assert ProblemDraft.parse(draft.model_dump_json()) == draft
        assert [test.name for test in problem.tests] == [f"test_case_{n}" for n in range(1, 9)]
        assert [test.visibility for test in problem.tests] == ["sample"] * 3 + ["hidden"] * 5
        assert len({test.category for test in problem.tests}) >= 4
        assert len({test.input.database for test in problem.tests}) == 8
        assert len(draft.candidates) >= 16
        assert all(candidate.claimed for candidate in draft.candidates)
        inputs = {test.input.database for test in problem.tests}
        assert not inputs & {candidate.input.database for candidate in draft.candidates}


@every_case
def test_a_statement_says_everything_in_few_words(family, difficulty):
    for draft in drafts(family, difficulty):
        text = draft.problem.statement
        assert 40 <= len(text.split()) <= 300
        expected = draft.problem.tests[0].expected
        assert expected.rows is not None
        for column in expected.rows.columns:
            assert f"`{column}`" in text
        assert any(rule in text for rule in ANY_ORDER) != expected.compare.rows.ordered
        assert ("Order the rows by " in text) == expected.compare.rows.ordered
        for table, body in re.findall(
            r"CREATE TABLE (\w+) \((.*?)^\);",
            draft.problem.tests[0].input.database,
            re.MULTILINE | re.DOTALL,
        ):
            line = next(line for line in text.splitlines() if f"`{table}`" in line)
            for column, kind in re.findall(r"^  (\w+) (TEXT|INTEGER)", body, re.MULTILINE):
                assert kind_told(line, column) == kind


def kind_told(line: str, column: str) -> str:
    """Return the type that a line of a statement gives a column, in any of its wordings."""
    name = f"`{column}`"
    before, after = line.split(name, 1)
    if match := re.match(r" \((TEXT|INTEGER)", after):
        return match[1]
    kinds = re.findall(r"(TEXT|INTEGER) columns", before)
    return kinds[-1] if kinds else re.findall(r" as (TEXT|INTEGER)", after)[0]


@every_case
def test_hints_and_goals_hold_no_sql(family, difficulty):
    for draft in drafts(family, difficulty):
        assert [hint.level for hint in draft.problem.hints] == [1, 2, 3]
        code = draft.reference.text
        for text in (*(hint.text for hint in draft.problem.hints), *draft.goals):
            assert not SQL_WORDS.search(text)
            assert longest_shared_run(code, text, "sql") < 6
        assert 3 <= len(draft.goals) <= 12


@every_case
def test_a_guided_starter_shows_every_goal_and_no_query(family, difficulty):
    draft = asked(family, difficulty, 0)
    starter = scaffolded(draft, 60).problem.starter
    assert all(line.startswith("--") for line in starter.splitlines())
    assert starter.count("TODO") == len(draft.goals)


@every_case
def test_samples_are_small_enough_to_read(family, difficulty):
    for draft in drafts(family, difficulty):
        for test in draft.problem.samples:
            with closing(sqlite3.connect(":memory:")) as connection:
                connection.executescript(test.input.database)
                for (name,) in connection.execute("SELECT name FROM sqlite_master").fetchall():
                    assert connection.execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0] <= 8
        assert draft.problem.tests[0].expected.rows.rows


@every_case
def test_wrong_queries_fail_two_tests_and_a_hidden_one(family, difficulty):
    for seed in SEEDS:
        told = family.told(difficulty, seed)
        draft = asked(family, difficulty, seed)
        wrong = slips(told.domain, told.task)
        pool = [item.kills for item in told.pool]
        for index, query in enumerate(wrong):
            failed = fails(draft, query)
            if sum(index in kills for kills in pool) >= 2:
                assert sum(failed) >= 2, query
                assert any(failed[3:]), query
        for query in wrong[-4:]:
            assert sum(fails(draft, query)) >= 2


def test_nearly_every_wrong_query_can_be_told_apart():
    queries = lost = 0
    for family, difficulty in cases():
        told = family.told(difficulty, 4)
        wrong = slips(told.domain, told.task)
        # Where no group is kept that has no rows, an outer join changes nothing.
        real = [i for i, query in enumerate(wrong) if "LEFT JOIN" not in query]
        queries += len(real)
        lost += sum(all(i not in item.kills for item in told.pool) for i in real)
    assert lost <= 0.01 * queries


@every_case
def test_a_mutant_differs_from_the_query_and_from_every_other(family, difficulty):
    task = family.told(difficulty, 0).task
    found = mutants(task.query)
    assert len(set(found)) == len(found) >= 1
    assert asked(family, difficulty, 0).reference.text not in found


def test_the_same_seed_gives_the_same_bytes_whatever_the_hash_seed():
    prints = [
        subprocess.run(
            [sys.executable, "-c", PRINT_DRAFTS],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert prints[0] == prints[1]
    assert prints[0].count("\n") == len(cases()[::5])


def test_another_seed_gives_another_problem():
    for family, difficulty in cases():
        texts = {asked(family, difficulty, seed).problem.statement for seed in range(4)}
        assert len(texts) > 1, family.name


def test_no_two_families_share_a_name_and_each_draw_is_told_by_it():
    names = [family.name for family in FAMILIES]
    assert len(set(names)) == len(names)
    draft = asked(FAMILIES[0], "easy", 5)
    assert (draft.family, draft.seed) == (FAMILIES[0].name, 5)

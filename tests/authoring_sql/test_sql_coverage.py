"""What the built-in author can write in SQL: every topic, every pair, and what the gates say."""

from __future__ import annotations

import asyncio
import itertools
import re

import pytest

from jupyter_codemm.authoring.builtin.author import BuiltinAuthor
from jupyter_codemm.contracts.base import DIFFICULTIES
from jupyter_codemm.contracts.plan import Slot
from jupyter_codemm.errors import UnsupportedTopicError
from jupyter_codemm.gates import verify
from jupyter_codemm.planning.topics import SQL_TOPICS
from jupyter_codemm.ports import DraftRequest
from tests.authoring_sql.asking import asked, cases, named
from tests.fakes.bare_sandbox import BareSandbox

DETECTORS = {
    "select": r"SELECT",
    "filtering": r"WHERE",
    "joins": r"JOIN",
    "grouping": r"GROUP BY",
    "having": r"HAVING",
    "subqueries": r"\(\s*SELECT",
    "window functions": r"OVER \(",
    "cte": r"^WITH \w+ AS \(",
    "null handling": r"IS (NOT )?NULL|COALESCE",
    "distinct": r"DISTINCT",
    "ordering": r"ORDER BY",
    "aggregation": r"(COUNT|SUM|AVG|MIN|MAX)\(",
}


def slot(topics, difficulty="medium", index=0):
    return Slot(index=index, language="sql", difficulty=difficulty, topics=topics, style="stdout")


def drafted(topics, difficulty="medium", *, seed=1, index=0, avoid=()):
    request = DraftRequest(
        problem_id=f"p-{index}", slot=slot(topics, difficulty, index), seed=seed, avoid=avoid
    )
    return asyncio.run(BuiltinAuthor().draft(request))


def exercises(draft, topic):
    return re.search(DETECTORS[topic], draft.reference.text) is not None


@pytest.mark.parametrize("difficulty", DIFFICULTIES)
@pytest.mark.parametrize("topic", SQL_TOPICS)
def test_every_topic_is_written_at_every_difficulty(topic, difficulty):
    for seed in range(4):
        draft = drafted((topic,), difficulty, seed=seed)
        assert draft.problem.topics == (topic,)
        assert draft.problem.difficulty == difficulty
        assert exercises(draft, topic)


@pytest.mark.parametrize("pair", list(itertools.combinations(SQL_TOPICS, 2)), ids=" and ".join)
def test_every_pair_of_topics_is_written_where_the_planner_asks_for_two(pair):
    draft = drafted(pair, "hard")
    assert all(exercises(draft, topic) for topic in pair)


@pytest.mark.parametrize("difficulty", DIFFICULTIES)
@pytest.mark.parametrize(
    "pair",
    [
        ("filtering", "grouping"),
        ("joins", "grouping"),
        ("joins", "filtering"),
        ("grouping", "having"),
        ("subqueries", "aggregation"),
        ("window functions", "ordering"),
        ("cte", "aggregation"),
    ],
    ids=" and ".join,
)
def test_common_pairs_are_written_at_every_difficulty(pair, difficulty):
    assert drafted(pair, difficulty).problem.topics == pair


@pytest.mark.parametrize(("family", "difficulty"), cases(), ids=named)
def test_every_topic_of_a_family_is_in_its_query(family, difficulty):
    for seed in range(3):
        draft = asked(family, difficulty, seed)
        missing = [topic for topic in family.topics if not exercises(draft, topic)]
        assert missing == []


def test_the_author_takes_the_names_that_people_use():
    asked_for = ("GROUP BY", "left joins", "subquery", "sorting", "null values", "ROW_NUMBER()")
    BuiltinAuthor().check([slot((topic,)) for topic in asked_for])


@pytest.mark.parametrize("topic", ["triggers", "self joins", "lag", "recursion", "like"])
def test_a_topic_that_no_family_exercises_is_refused_with_those_that_are(topic):
    with pytest.raises(UnsupportedTopicError, match="It can write: select, filtering, joins"):
        BuiltinAuthor().check([slot((topic,))])


def test_the_problems_of_an_activity_have_titles_of_their_own():
    for seed in range(5):
        used: tuple[str, ...] = ()
        titles = []
        for index in range(7):
            draft = drafted(("joins",), "medium", seed=seed, index=index, avoid=used)
            titles.append(draft.problem.title)
            used = (*used, draft.family, draft.problem.title)
        assert len(set(titles)) == len(titles)


@pytest.mark.parametrize(("family", "difficulty"), cases()[::7], ids=named)
def test_the_gates_accept_a_draft(family, difficulty):
    draft = asked(family, difficulty, 21)
    result = asyncio.run(verify(draft, BareSandbox()))
    assert result.rejection is None

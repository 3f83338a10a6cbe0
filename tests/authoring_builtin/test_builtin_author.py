from __future__ import annotations

import asyncio
from itertools import product

import pytest

from jupyter_codemm.authoring.builtin.author import BuiltinAuthor
from jupyter_codemm.contracts.plan import Scaffold, Slot
from jupyter_codemm.errors import UnsupportedTopicError
from jupyter_codemm.planning.topics import IMPERATIVE_TOPICS, SQL_TOPICS
from jupyter_codemm.ports import DraftRequest, Feedback

AUTHOR = BuiltinAuthor()
COMMON = ("loops", "conditionals", "lists", "strings", "maps", "functions")


def slot(*topics: str, language="python", difficulty="easy", style="return", scaffold=None) -> Slot:
    return Slot(
        index=0,
        language=language,
        difficulty=difficulty,
        topics=topics,
        style=style,
        scaffold=scaffold,
    )


def drafted(asked: Slot, seed: int = 1, **more):
    return asyncio.run(AUTHOR.draft(DraftRequest(asked, "p1", seed, **more)))


@pytest.mark.parametrize("topic", IMPERATIVE_TOPICS)
@pytest.mark.parametrize("language", ["python", "java", "cpp"])
def test_every_topic_can_be_written_at_every_difficulty_in_every_style(topic, language) -> None:
    for difficulty, style in product(("easy", "medium", "hard"), ("return", "stdout", "mixed")):
        asked = slot(topic, language=language, difficulty=difficulty, style=style)
        problem = drafted(asked).problem
        AUTHOR.check([asked])
        assert (problem.language, problem.difficulty, problem.style) == (
            language,
            difficulty,
            style,
        )
        assert problem.topics == (topic,)


@pytest.mark.parametrize("pair", [p for p in product(COMMON, COMMON) if p[0] < p[1]])
def test_common_topics_can_be_combined(pair) -> None:
    for difficulty in ("medium", "hard"):
        assert drafted(slot(*pair, difficulty=difficulty)).problem.topics == pair


@pytest.mark.parametrize("other", [topic for topic in SQL_TOPICS if topic != "select"])
def test_select_goes_with_every_topic_of_queries(other) -> None:
    for difficulty in ("easy", "medium", "hard"):
        asked = slot("select", other, language="sql", difficulty=difficulty, style="stdout")
        AUTHOR.check([asked])
        assert drafted(asked).problem.topics == ("select", other)


def test_other_names_of_a_topic_are_understood() -> None:
    assert drafted(slot("dictionaries")).problem.topics == ("maps",)


def test_two_names_of_one_topic_are_one_topic() -> None:
    assert drafted(slot("arrays", "vectors")).problem.topics == ("lists",)


@pytest.mark.parametrize("topic", ["graphs", "joins", "pointers"])
def test_a_topic_that_it_cannot_write_is_refused_by_naming_what_it_can(topic) -> None:
    with pytest.raises(UnsupportedTopicError) as refused:
        AUTHOR.check([slot("loops", language="java"), slot("loops", topic, language="java")])
    assert f"“{topic}”" in refused.value.message
    assert "“loops”" not in refused.value.message
    assert all(name in refused.value.message for name in IMPERATIVE_TOPICS)
    with pytest.raises(UnsupportedTopicError):
        drafted(slot(topic))


def test_a_combination_that_it_cannot_write_is_refused_by_naming_partners() -> None:
    assert not AUTHOR.fits(slot("queues", "recursion"))
    with pytest.raises(UnsupportedTopicError):
        AUTHOR.check([slot("queues", "recursion")])
    with pytest.raises(UnsupportedTopicError) as refused:
        drafted(slot("queues", "recursion"))
    assert "queues and recursion together" in refused.value.message
    assert "lists" in refused.value.message


def test_the_same_request_gives_the_same_draft() -> None:
    assert drafted(slot("strings"), 9) == drafted(slot("strings"), 9)


def test_seeds_give_variety() -> None:
    titles = {drafted(slot("loops"), seed).problem.title for seed in range(20)}
    assert len(titles) >= 12


@pytest.mark.parametrize("topic", IMPERATIVE_TOPICS)
@pytest.mark.parametrize("difficulty", ["easy", "medium", "hard"])
def test_no_two_problems_of_an_activity_have_one_title(topic, difficulty) -> None:
    avoid: list[str] = []
    titles = []
    for _ in range(7):
        draft = drafted(slot(topic, difficulty=difficulty), 4, avoid=tuple(avoid))
        titles.append(draft.problem.title)
        avoid += [draft.family, draft.problem.title]
    assert len(set(titles)) == 7


def test_fresh_families_come_before_used_ones() -> None:
    avoid: list[str] = []
    names = []
    for _ in range(7):
        draft = drafted(slot("loops", difficulty="medium"), 2, avoid=tuple(avoid))
        names.append(draft.family)
        avoid += [draft.family, draft.problem.title]
    assert len(set(names)) == 7


def test_feedback_moves_on_to_another_family() -> None:
    rejected = Feedback(attempt=1, gate="reference", evidence={})
    first = drafted(slot("loops"), 6)
    second = drafted(slot("loops"), 6, feedback=(rejected,))
    assert first.family != second.family


def test_the_learning_goal_of_a_guided_slot_is_kept() -> None:
    scaffold = Scaffold(level=60, learning_goal="loops without fear", hints_enabled=True)
    assert drafted(slot("loops", scaffold=scaffold)).problem.learning_goal == "loops without fear"

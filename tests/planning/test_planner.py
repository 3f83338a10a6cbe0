"""The planner's promises, for any spec."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from jupyter_codemm.contracts.base import DIFFICULTIES, LANGUAGES
from jupyter_codemm.contracts.spec import ActivitySpec, DifficultyCount
from jupyter_codemm.planning import plan

TOPICS = ("loops", "strings", "recursion", "maps", "sorting")


@st.composite
def specs(draw):
    counts = draw(
        st.lists(st.integers(0, 7), min_size=3, max_size=3).filter(lambda c: 1 <= sum(c) <= 7)
    )
    buckets = draw(st.permutations(list(zip(DIFFICULTIES, counts, strict=True))))
    language = draw(st.sampled_from(LANGUAGES))
    topics = draw(st.lists(st.sampled_from(TOPICS), min_size=1, max_size=5, unique=True))
    style = "stdout" if language == "sql" else draw(st.sampled_from(("return", "stdout", "mixed")))
    return ActivitySpec(
        language=language,
        problem_count=sum(counts),
        difficulty_plan=tuple(DifficultyCount(difficulty=d, count=c) for d, c in buckets),
        topic_tags=tuple(topics),
        problem_style=style,
    )


MASTERY = st.dictionaries(st.sampled_from(TOPICS), st.floats(0, 1))
MODES = st.sampled_from(("practice", "guided"))


@given(specs(), MODES, MASTERY)
def test_as_many_slots_of_each_difficulty_as_the_spec_says(spec, mode, mastery):
    slots = plan(spec, mode, mastery).slots
    counts = Counter(slot.difficulty for slot in slots)
    assert len(slots) == spec.problem_count
    assert all(counts[item.difficulty] == item.count for item in spec.difficulty_plan)


@given(specs(), MODES, MASTERY)
def test_easy_comes_before_medium_before_hard_and_indexes_count_up(spec, mode, mastery):
    slots = plan(spec, mode, mastery).slots
    ranks = [DIFFICULTIES.index(slot.difficulty) for slot in slots]
    assert ranks == sorted(ranks)
    assert [slot.index for slot in slots] == list(range(len(slots)))


@given(specs(), MODES, MASTERY)
def test_two_topics_only_in_hard_slots_with_a_choice(spec, mode, mastery):
    for slot in plan(spec, mode, mastery).slots:
        two = slot.difficulty == "hard" and len(spec.topic_tags) > 1
        assert len(slot.topics) == (2 if two else 1)
        assert len(set(slot.topics)) == len(slot.topics)
        assert set(slot.topics) <= set(spec.topic_tags)
        assert (slot.language, slot.style) == (spec.language, spec.problem_style)


@given(specs(), MODES, MASTERY)
def test_topics_take_turns(spec, mode, mastery):
    used = [topic for slot in plan(spec, mode, mastery).slots for topic in slot.topics]
    counts = Counter(used)
    assert max(counts.values()) - min(counts[t] for t in spec.topic_tags) <= 1
    assert all(a != b for a, b in pairwise(used)) or len(spec.topic_tags) == 1


@given(specs(), MODES, MASTERY)
def test_the_same_question_has_the_same_answer(spec, mode, mastery):
    again = ActivitySpec.parse(spec.to_json())
    assert plan(spec, mode, mastery) == plan(again, mode, dict(reversed(mastery.items())))


@given(specs(), MASTERY)
def test_practice_keeps_the_order_of_the_topics_and_ignores_mastery(spec, mastery):
    slots = plan(spec, "practice", mastery).slots
    assert slots == plan(spec, "practice", {}).slots
    assert slots[0].topics[0] == spec.topic_tags[0]
    assert all(slot.scaffold is None for slot in slots)


@given(specs(), MASTERY)
def test_guided_fades_by_position_and_starts_with_the_weakest_topic(spec, mastery):
    slots = plan(spec, "guided", mastery).slots
    assert [s.scaffold.level for s in slots] == [80, 60, 30, 10, 10, 10, 10][: len(slots)]
    weakest = min(spec.topic_tags, key=lambda t: (mastery.get(t, 0.5), t))
    assert slots[0].topics[0] == weakest
    mean = sum(mastery.get(t, 0.5) for t in spec.topic_tags) / len(spec.topic_tags)
    assert {s.scaffold.hints_enabled for s in slots} == {mean < 0.6}
    assert all(topic in s.scaffold.learning_goal for s in slots for topic in s.topics)


def test_a_plan_by_hand():
    spec = ActivitySpec(
        language="java",
        problem_count=4,
        difficulty_plan=(
            DifficultyCount(difficulty="hard", count=2),
            DifficultyCount(difficulty="easy", count=2),
        ),
        topic_tags=("strings", "loops", "maps"),
        problem_style="return",
    )
    practice = plan(spec, "practice", {})
    assert [s.topics for s in practice.slots] == [
        ("strings",),
        ("loops",),
        ("maps", "strings"),
        ("loops", "maps"),
    ]
    guided = plan(spec, "guided", {"strings": 0.9, "maps": 0.9, "loops": 0.1})
    assert [s.topics for s in guided.slots][:2] == [("loops",), ("maps",)]
    assert guided.slots[0].scaffold.hints_enabled is False


def test_a_weak_topic_is_known_under_any_of_its_names():
    spec = ActivitySpec(
        language="python",
        problem_count=2,
        difficulty_plan=(DifficultyCount(difficulty="easy", count=2),),
        topic_tags=("arrays", "dictionaries"),
        problem_style="return",
    )
    slots = plan(spec, "guided", {"maps": 0.2, "lists": 0.4}).slots
    assert [slot.topics for slot in slots] == [("dictionaries",), ("arrays",)]
    assert all(slot.scaffold.hints_enabled for slot in slots)
    strong = plan(spec, "guided", {"maps": 0.9, "lists": 0.6}).slots
    assert [slot.topics for slot in strong] == [("arrays",), ("dictionaries",)]
    assert not any(slot.scaffold.hints_enabled for slot in strong)


def test_the_learning_goal_says_how_much_help_there_is():
    spec = ActivitySpec(
        language="python",
        problem_count=5,
        difficulty_plan=(DifficultyCount(difficulty="easy", count=5),),
        topic_tags=("loops",),
        problem_style="return",
    )
    goals = [slot.scaffold.learning_goal for slot in plan(spec, "guided", {}).slots]
    assert len(set(goals)) == 4
    assert goals[3] == goals[4]


@given(specs(), MODES, MASTERY)
def test_topics_that_do_not_fit_together_get_slots_of_their_own(spec, mode, mastery):
    alone = plan(spec, mode, mastery, lambda slot: len(slot.topics) == 1)
    assert all(len(slot.topics) == 1 for slot in alone.slots)
    wished = plan(spec, mode, mastery).slots
    assert [slot.difficulty for slot in alone.slots] == [slot.difficulty for slot in wished]
    turn = [slot.topics[0] for slot in alone.slots]
    assert all(a != b for a, b in pairwise(turn)) or len(spec.topic_tags) == 1

"""Fields of the spec that are edited in place."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from jupyter_codemm.contracts.session import PatchOperation
from jupyter_codemm.errors import InvalidInputError, WrongStateError
from jupyter_codemm.spec import asking, edit_spec, new_session, take_turn

START = datetime(2026, 1, 2, tzinfo=UTC)
LATER = START + timedelta(minutes=1)


def setting(field: str, value: object) -> PatchOperation:
    return PatchOperation(op="replace", path=f"/{field}", value=value)


def counts(**numbers: int) -> list[dict[str, object]]:
    return [{"difficulty": name, "count": number} for name, number in numbers.items()]


def after(*messages: str):
    session = new_session(session_id="s1", owner="ada", now=START)
    for text in messages:
        session, _ = take_turn(session, text, None, START)
    return session


@pytest.fixture
def ready():
    session = after("three Python problems on loops, two easy and one medium", "return")
    assert session.state == "READY"
    return session


def test_a_field_changes_and_the_session_stays_ready(ready):
    changed, turn = edit_spec(ready, (setting("language", "java"),), None, LATER)
    assert changed.spec.language == "java"
    assert changed.spec.topic_tags == ready.spec.topic_tags
    assert (changed.state, turn.done, changed.updated_at) == ("READY", True, LATER)
    assert changed.messages[-1].text.startswith("Ready: Java, 3 problems")


def test_count_and_difficulties_change_together(ready):
    operations = (
        setting("problem_count", 5),
        setting("difficulty_plan", counts(easy=1, medium=0, hard=4)),
    )
    changed, _ = edit_spec(ready, operations, None, LATER)
    assert changed.spec.problem_count == 5
    assert [(i.difficulty, i.count) for i in changed.spec.difficulty_plan] == [
        ("easy", 1),
        ("hard", 4),
    ]


@pytest.mark.parametrize(
    ("operations", "where"),
    [
        ((setting("problem_count", 5),), "problem_count"),
        ((setting("language", "cobol"),), "language"),
        ((setting("topic_tags", []),), "topic_tags"),
        ((setting("language", "java"), setting("problem_style", "loud")), "problem_style"),
        ((setting("test_case_count", 9),), "test_case_count"),
    ],
)
def test_all_apply_or_none_and_the_field_is_named(ready, operations, where):
    with pytest.raises(InvalidInputError) as caught:
        edit_spec(ready, operations, None, LATER)
    assert caught.value.where == where


def test_the_first_field_by_hand_asks_for_the_next():
    changed, turn = edit_spec(after(), (setting("language", "python"),), None, LATER)
    assert (changed.state, turn.question_key) == ("CLARIFYING", "problem_count")
    assert changed.commitments[0].locked


def test_sql_takes_its_style_along(ready):
    changed, _ = edit_spec(ready, (setting("language", "sql"),), None, LATER)
    assert changed.spec.problem_style == "stdout"
    back, turn = edit_spec(changed, (setting("language", "cpp"),), None, LATER)
    assert (back.spec.problem_style, turn.question_key) == (None, "problem_style")


def test_what_waits_for_a_yes_on_the_field_is_dropped(ready):
    waiting = asking(ready, (setting("language", "cpp"),), "make it C++")
    changed, turn = edit_spec(waiting, (setting("language", "java"),), None, LATER)
    assert (changed.pending, turn.next_action) == ((), "ready")
    kept, turn = edit_spec(waiting, (setting("topic_tags", ["strings"]),), None, LATER)
    assert (kept.pending, turn.next_action) == (waiting.pending, "confirm")


def test_the_mode_changes_without_a_word():
    session = after()
    changed, turn = edit_spec(session, (), "guided", LATER)
    assert (changed.learning_mode, changed.state, changed.messages) == ("guided", "DRAFT", ())
    assert (turn.question, turn.quick_replies) == (session.question, session.quick_replies)


@pytest.mark.parametrize("state", ["GENERATING", "SAVED"])
def test_nothing_changes_under_a_generation_or_after_it(ready, state):
    with pytest.raises(WrongStateError):
        edit_spec(ready.updated(state=state), (setting("language", "java"),), None, LATER)

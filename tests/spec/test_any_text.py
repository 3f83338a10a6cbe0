"""What holds for every message whatever it says, and for every proposal whatever a model sends."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_codemm.contracts.session import SPEC_FIELDS, AuthoringSession, PatchOperation
from jupyter_codemm.contracts.spec import MAX_PROBLEMS, DraftSpec
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.spec import Proposal, new_session, strict_spec, take_turn
from jupyter_codemm.spec.gaps import gaps

NOW = datetime(2026, 1, 1, tzinfo=UTC)
WORDS = st.sampled_from(
    """easy medium hard all only 2 3 4 8 0 -1 two one a an the rest of them and , . : = ( ) x / - \n
    python java c++ sql javascript c go rust in on about topics loops functions strings recursion
    problems problem questions return print mixed both yes no you decide everything whatever not
    nothing instead of more fewer another add drop replace with make it actually sorry i mean guided
    mode fáciles und drei aufgaben 2d two-dimensional 17 20 ? 5.5 1,000 twenty five""".split(" ")
)
SENTENCES = st.lists(WORDS, min_size=1, max_size=14).map(" ".join)
TEXTS = SENTENCES | st.text(max_size=80)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.floats(0, 1) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
VALUES = JSON | st.sampled_from(
    ["python", "java", "sql", "return", ["loops"], [{"difficulty": "easy", "count": 2}], 2, 3]
)
PATHS = st.sampled_from([f"/{name}" for name in SPEC_FIELDS]) | st.text(max_size=20)
OPERATIONS = st.builds(
    PatchOperation, op=st.sampled_from(["add", "replace", "remove"]), path=PATHS, value=VALUES
)
PROPOSALS = st.none() | st.builds(
    Proposal, st.lists(OPERATIONS, max_size=6).map(tuple), st.text(max_size=30)
)


def fresh():
    return new_session(session_id="s", owner="o", now=NOW)


def taken(session, text, proposal=None):
    try:
        return take_turn(session, text, proposal, NOW)
    except InvalidInputError:
        return None


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(TEXTS, PROPOSALS), min_size=1, max_size=4))
def test_nothing_but_a_valid_session_or_our_error(steps):
    session = fresh()
    for text, proposal in steps:
        result = taken(session, text, proposal)
        if result is None:
            continue
        assert take_turn(session, text, proposal, NOW) == result
        session, turn = result
        assert AuthoringSession.parse(session.to_json()) == session
        assert DraftSpec.parse(turn.spec.to_json()) == turn.spec
        complete = strict_spec(turn.spec) is not None
        assert turn.done == (complete and not turn.pending)
        assert turn.state == ("READY" if turn.done else "CLARIFYING")
        assert turn.reply


@settings(max_examples=200, deadline=None)
@given(SENTENCES, PROPOSALS)
def test_a_proposal_changes_nothing_that_the_words_decided(text, proposal):
    alone = taken(fresh(), text)
    if alone is None:
        return
    session, turn = take_turn(fresh(), text, proposal, NOW)
    for commitment in alone[0].commitments:
        if commitment.locked:
            name = commitment.field
            assert getattr(turn.spec, name) == getattr(alone[1].spec, name)
            assert commitment in session.commitments


@settings(max_examples=200, deadline=None)
@given(st.lists(SENTENCES, min_size=1, max_size=5))
def test_quick_replies_answer_their_question(texts):
    session = fresh()
    for text in texts:
        result = taken(session, text)
        session = result[0] if result else session
    for answer in session.quick_replies:
        _, turn = take_turn(session, answer, None, NOW)
        assert turn.question_key != session.question_key, answer
        assert len(gaps(turn.spec)) <= len(gaps(session.spec)), answer


@given(st.integers(1, 7), st.integers(0, 7), st.integers(0, 7), st.sampled_from([":", "=", " x"]))
def test_every_mix_within_the_limits_is_read_exactly(easy, medium, hard, sign):
    text = f"easy{sign}{easy} medium{sign}{medium} hard{sign}{hard}"
    spec = take_turn(fresh(), text, None, NOW)[1].spec
    total = easy + medium + hard
    if total > MAX_PROBLEMS:
        assert spec.difficulty_plan is None
        assert spec.problem_count is None
    else:
        counts = {i.difficulty: i.count for i in spec.difficulty_plan}
        wanted = {"easy": easy, "medium": medium, "hard": hard}
        assert counts == {d: n for d, n in wanted.items() if n}
        assert spec.problem_count == total


@pytest.mark.parametrize("text", ["", "\0", "\ud800", "x" * 10_001])
def test_what_is_no_message_is_refused_naming_the_field(text):
    with pytest.raises(InvalidInputError) as caught:
        take_turn(fresh(), text, None, NOW)
    assert caught.value.where == "text"

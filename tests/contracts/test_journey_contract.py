"""Records of a journey, code states, and text at the door."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import get_args

import pytest
from pydantic import ValidationError

from jupyter_codemm.contracts.code_state import CodeState
from jupyter_codemm.contracts.journey import JourneyEvent, JourneyRecord
from jupyter_codemm.contracts.journey_talk import QueryAsked, QueryRouted, QuizResult
from jupyter_codemm.contracts.journey_work import ProgramRun, Submitted
from jupyter_codemm.contracts.recorded_text import MAX_OUTPUT, cleaned, clipped
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.errors import InvalidInputError

AT = datetime(2026, 3, 1, 9, tzinfo=UTC)
UNTRUSTED = ("", "\0", "\ud800", "\udfff\ud800", "é\ud83dx", "\x1b[31m", "😀", "a\r\nb")


@pytest.mark.parametrize("text", UNTRUSTED)
def test_any_text_survives_a_record(text):
    event = ProgramRun(verdict="runtime_error", stdin=text, stdout=text, stderr=text)
    record = JourneyRecord(id=1, at=AT, session_id="s1", event=event)
    assert JourneyRecord.parse(record.model_dump_json()) == record
    assert "\0" not in event.stdout


def test_cleaning_keeps_whole_characters_and_replaces_halves():
    assert cleaned("😀 \ud83d\ude00 \ud83d x\0") == "😀 😀 \ufffd x\ufffd"


def test_output_is_cut_at_its_cap_and_says_so():
    assert clipped("a" * MAX_OUTPUT) == ("a" * MAX_OUTPUT, False)
    assert clipped("a" * (MAX_OUTPUT + 1)) == ("a" * MAX_OUTPUT, True)
    with pytest.raises(ValidationError):
        ProgramRun(verdict="accepted", stdout="a" * (MAX_OUTPUT + 1))


@pytest.mark.parametrize("length", [1, 10_000])
def test_a_question_may_be_this_long(length):
    assert len(QueryAsked(query_id="q1", text="x" * length).text) == length


@pytest.mark.parametrize("text", ["", "x" * 10_001])
def test_a_question_may_not_be_empty_or_longer(text):
    with pytest.raises(ValidationError):
        QueryAsked(query_id="q1", text=text)


def test_every_event_has_its_own_type():
    members = get_args(get_args(JourneyEvent)[0])
    types = [member.model_fields["type"].default for member in members]
    assert len(set(types)) == len(types) == 24


def test_an_unknown_event_is_refused():
    bad = {"id": 1, "at": AT.isoformat(), "session_id": "s1", "event": {"type": "key_pressed"}}
    with pytest.raises(InvalidInputError, match="key_pressed"):
        JourneyRecord.parse(bad)


def test_counts_that_cannot_be_are_refused():
    with pytest.raises(ValidationError, match="9 of 8 passed"):
        Submitted(submission_id="s", verdict="wrong_answer", passed=9, total=8, score=50.0)
    with pytest.raises(ValidationError, match="6 of 5 correct"):
        QuizResult(quiz_id="q", language="python", topic="loops", correct=6, total=5)
    with pytest.raises(ValidationError, match="to itself"):
        QueryRouted(
            query_id="q",
            origin="debug",
            target="debug",
            query_type="debug",
            reason="why",
            method="rule",
        )


def test_the_same_code_has_the_same_address():
    one = CodeState.of(Source.single("x = 1\r\nprint(x)\n"), "python")
    two = CodeState.of(Source(files={"solution.py": "x = 1\nprint(x)\n"}), "python")
    assert one == two
    assert one.id != CodeState.of(Source.single("x = 1\n"), "python").id
    assert one.id != CodeState.of(Source.single(one.text), "sql").id
    assert CodeState.of(one.source, "python") == one


def test_an_address_is_that_of_the_files():
    state = CodeState.of(Source.single("x = 1\n"), "python")
    with pytest.raises(InvalidInputError, match="not the hash"):
        CodeState.parse(json.dumps(state.to_json() | {"files": {"solution.py": "x = 2\n"}}))


@pytest.mark.parametrize("text", UNTRUSTED)
def test_any_code_has_an_address_and_survives(text):
    state = CodeState.of(Source.single(text), "python")
    assert CodeState.parse(state.model_dump_json()) == state

"""JSON and CSV of a journey, pseudonyms, and free text without people."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta

import pytest

from jupyter_codemm.contracts.code_state import CodeState
from jupyter_codemm.contracts.journey import JourneyRecord
from jupyter_codemm.contracts.journey_talk import AnswerRated, StruggleResolved, TeacherViewed
from jupyter_codemm.journey import model_spending, timeline
from jupyter_codemm.journey.exports import (
    events_csv,
    journey_document,
    scrub,
    scrub_program,
    scrub_prose,
    subject_id,
)
from tests.fakes.diary import Diary
from tests.fakes.random_journeys import random_journey
from tests.fakes.thirteen import thirteen


def rows(text):
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


@pytest.mark.parametrize("diary", [thirteen(), random_journey(300, seed=8)], ids=["13", "random"])
def test_the_document_can_be_read_back_and_has_everything(diary):
    document = journey_document(diary.records, diary.codes.values(), subject="me")
    text = json.dumps(document, ensure_ascii=False)
    read = json.loads(text)
    assert (read["format"], read["version"], read["subject"]) == ("jupyter_codemm.journey", 1, "me")
    assert [JourneyRecord.parse(one) for one in read["records"]] == diary.records
    assert {s.id: s for s in map(CodeState.parse, read["code_states"])} == diary.codes
    text.encode()


@pytest.mark.parametrize("diary", [thirteen(), random_journey(300, seed=8)], ids=["13", "random"])
def test_the_table_has_a_row_for_each_record(diary):
    read = rows(events_csv(diary.records))
    assert [int(row["id"]) for row in read] == [record.id for record in diary.records]
    whole = [json.loads(row["event"]) for row in read]
    assert whole == [record.event.to_json() for record in diary.records]


def test_the_table_of_the_thirteen_agrees_with_the_other_views():
    diary = thirteen()
    read = rows(events_csv(diary.records))
    submits = [row for row in read if row["type"] == "submitted"]
    assert [(row["passed"], row["total"]) for row in submits] == [("6", "8"), ("8", "8")]
    calls = [json.loads(r["event"])["call"] for r in read if r["type"] == "query_answered"]
    (spent,) = model_spending(diary.records)
    assert sum(call["tokens_in"] + call["tokens_out"] for call in calls) == (
        spent.tokens_in + spent.tokens_out
    )
    assert sum(len(row.record_ids) for row in timeline(diary.records)) == len(read)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\tx", "\rx", " =1", "＝1", "\n=1"])  # noqa: RUF001
def test_no_cell_is_a_formula(text):
    diary = Diary()
    diary.open()
    diary.run(stdout=text)
    assert rows(events_csv(diary.records))[1]["stdout"] == "'" + text


def test_text_of_any_kind_survives_the_table():
    diary = Diary()
    diary.open()
    nasty = 'a "quoted", text\r\nwith lines; \u2028 and 😀'
    diary.run(stdout=nasty)
    assert rows(events_csv(diary.records))[1]["stdout"] == nasty


def test_a_pseudonym_is_of_a_course():
    one = subject_id(b"course 1", "ada")
    assert one == subject_id(b"course 1", "ada")
    assert one != subject_id(b"course 2", "ada")
    assert one != subject_id(b"course 1", "bob")
    assert "ada" not in one
    assert subject_id(b"k", "\ud800")
    with pytest.raises(ValueError, match="course key"):
        subject_id(b"", "ada")


@pytest.mark.parametrize(
    ("text", "scrubbed"),
    [
        ("Write to ada.l+x@uni-x.example.org!", "Write to [e-mail]!"),
        ("Call +351 912 345 678 please", "Call [phone] please"),
        ("Call (021) 345-6789", "Call [phone]"),
        ("I am Ada Lovelace", "I am [name] [name]"),
        ("adamant", "adamant"),
        ("1.5 and 2.25, 100000", "1.5 and 2.25, 100000"),
        ("for i in range(10)", "for i in range(10)"),
    ],
)
def test_prose_without_people(text, scrubbed):
    assert scrub_prose(text, ["Ada", "Lovelace", "x"]) == scrubbed


@pytest.mark.parametrize(
    ("text", "scrubbed"),
    [
        ("# by ada@example.org\nx = 12345678901", "# by [e-mail]\nx = 12345678901"),
        ("print('+351 912 345 678')", "print('[phone]')"),
        ("1 + 2345678", "1 + 2345678"),
    ],
)
def test_programs_keep_their_numbers(text, scrubbed):
    assert scrub_program(text) == scrubbed


def test_a_scrubbed_record_is_a_record():
    diary = Diary()
    asked = diary.ask("I am Ada, ada@example.org")
    assert scrub(asked, ["Ada"]).event.text == "I am [name], [e-mail]"
    rated = diary.add(AnswerRated(query_id="q", rating=1, comment="ring 021 345 67 89"))
    assert scrub(rated).event.comment == "ring [phone]"
    viewed = diary.add(TeacherViewed(viewer="bob"), after=timedelta(0).seconds)
    assert scrub(viewed).event.viewer == "[name]"
    known = {"trigger": "says_stuck", "topic": "loops"}
    dealt = diary.add(StruggleResolved(by="staff", actor="bob", **known))
    assert scrub(dealt).event.actor == "[name]"
    closed = diary.add(StruggleResolved(by="learner", **known))
    assert scrub(closed) == closed
    for record in diary.records:
        assert JourneyRecord.parse(scrub(record).model_dump_json()) == scrub(record)
    run = diary.run(stdout="12")
    assert scrub(run).event == run.event


@pytest.mark.parametrize("text", ["+" * 10_000, "1 " * 5_000, "a@" * 5_000, "0" * 10_000])
def test_any_text_is_scrubbed_at_once(text):
    assert isinstance(scrub_prose(text), str)
    assert isinstance(scrub_program(text), str)

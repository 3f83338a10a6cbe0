"""Datasets in ProgSnap2 v1.0."""

from __future__ import annotations

import pytest

from jupyter_codemm.contracts.journey_talk import StruggleReopened, StruggleResolved
from jupyter_codemm.journey.exports import SubjectJourney, progsnap2, subject_id
from jupyter_codemm.learning import rebuild
from tests.fakes.diary import Diary
from tests.fakes.random_journeys import random_journey
from tests.fakes.thirteen import RIGHT, thirteen
from tests.journey.progsnap_checker import problems, table


def dataset(*diaries, keep=True):
    codes = {}
    journeys = []
    for number, diary in enumerate(diaries):
        codes |= {key: state.text for key, state in diary.codes.items()}
        name = subject_id(b"course", f"user{number}")
        journeys.append(SubjectJourney(name, diary.records, rebuild(diary.records).steps))
    return progsnap2(journeys, codes.get if keep else lambda _id: None, course_id="course 1")


def test_the_thirteen_break_no_rule_and_are_all_there():
    files = dataset(thirteen())
    assert problems(files) == []
    main = table(files["MainTable.csv"])
    kinds = [row["EventType"] for row in main]
    assert [kind for kind in kinds if kind != "Run.Test"] == [
        "Session.Start",
        "Project.Open",
        "Resource.View",
        "X-Tutor.Ask",
        "X-Tutor.Route",
        "X-Tutor.Answer",
        "Run.Program",
        "X-Tutor.Ask",
        "X-Tutor.Route",
        "X-Tutor.Answer",
        "X-Tutor.RequestHint",
        "Intervention",
        "Run.Program",
        "File.Edit",
        "Submit",
        "Intervention",
        "Submit",
        "Intervention",
        "X-Tutor.Rate",
        "Session.End",
    ]
    submits = [row for row in main if row["EventType"] == "Submit"]
    assert [(row["Score"], row["Attempt"]) for row in submits] == [("0.75", "1"), ("1.0", "2")]
    tests = [row for row in main if row["EventType"] == "Run.Test"]
    assert len(tests) == 16
    assert sum(float(row["Score"]) for row in tests[:8]) / 8 == 0.75
    hints = [row for row in main if row["EventType"] == "Intervention"]
    assert [(h["InterventionCategory"], h["InterventionType"]) for h in hints] == [
        ("Hint", "L1:orientation:rule"),
        ("Hint", "L2:concept:rule"),
        ("Feedback", "L0:verdict:rule"),
    ]
    run = next(row for row in main if row["EventType"] == "Run.Program")
    assert files[run["ProgramInput"]] == "3\n"
    assert files[run["ProgramErrorOutput"]] == "NameError: valeus"
    assert run["ProgramOutput"] == ""
    codes = {row["CodeStateID"]: row["Code"] for row in table(files["CodeStates/CodeStates.csv"])}
    assert codes[submits[1]["CodeStateID"]] == RIGHT
    (step,) = table(files["LinkTables/LinkMastery.csv"])
    assert step["EventID"] == submits[1]["EventID"]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_random_journeys_of_two_learners_break_no_rule(seed):
    files = dataset(random_journey(400, seed=seed), random_journey(300, seed=seed + 50))
    assert problems(files) == []


def test_a_compilation_that_failed_is_told_with_its_message():
    diary = Diary()
    diary.open()
    failed = diary.run("SyntaxError", stderr="line 3: oops", error_line=3)
    changed = failed.event.updated(verdict="compile_error")
    diary.records[-1] = failed.updated(event=changed.to_json())
    sent = diary.submit(0, total=8, error="SyntaxError").event
    bare = sent.updated(verdict="compile_error", cases=[])
    diary.records[-1] = diary.records[-1].updated(event=bare.to_json())
    files = dataset(diary)
    assert problems(files) == []
    rows = [r for r in table(files["MainTable.csv"]) if r["EventType"].startswith("Compile")]
    assert [row["EventType"] for row in rows] == ["Compile", "Compile.Error"] * 2
    assert rows[1]["ParentEventID"] == rows[0]["EventID"]
    assert rows[3]["ParentEventID"] == rows[2]["EventID"]
    assert (rows[1]["SourceLocation"], rows[1]["CompileMessageData"]) == ("Text:3", "line 3: oops")


def test_code_that_is_no_longer_kept_is_unknown():
    files = dataset(thirteen(), keep=False)
    assert problems(files) == []
    assert {row["CodeStateID"] for row in table(files["MainTable.csv"])} == {""}


def test_no_name_and_no_hash_goes_out():
    diary = thirteen()
    sign = {"trigger": "says_stuck", "topic": "loops", "actor": "user0-teacher"}
    diary.add(StruggleResolved(by="staff", **sign))
    diary.add(StruggleReopened(**sign))
    files = dataset(diary)
    assert problems(files) == []
    text = "".join(files.values())
    assert "X-Struggle.Reopen" in text
    assert "user0" not in text
    assert not any(key in text for key in diary.codes)


def test_nobody_is_a_dataset_too():
    assert problems(dataset()) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "what"),
    [
        ("MainTable.csv", "Session.Start", "Session.Begin", "unknown event type"),
        ("MainTable.csv", "TestFailed", "Wrong", "ExecutionResult"),
        ("MainTable.csv", "GenericEdit", "", "needs EditType"),
        ("MainTable.csv", ",0.75,", ",75,", "score"),
        ("MainTable.csv", "SubjectID", "Subject", "SubjectID"),
        ("DatasetMetadata.csv", "Version,1.0", "Version,3", "Version"),
        ("DatasetMetadata.csv", "EventOrderScopeColumns,SubjectID", "", "names no columns"),
        ("CodeStates/CodeStates.csv", "c1,", "c9,", "code state c1 is nowhere"),
    ],
)
def test_the_checker_finds_what_is_broken(name, old, new, what):
    files = dataset(thirteen())
    assert old in files[name]
    files[name] = files[name].replace(old, new)
    try:
        found = problems(files)
    except KeyError as error:
        found = [str(error)]
    assert any(what in one for one in found), found

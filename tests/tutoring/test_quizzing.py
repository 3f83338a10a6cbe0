"""Quizzes: the bank is proven by running it, and a draw is the same for the same attempt."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import subprocess
import sys

import pytest

from jupyter_codemm.contracts.base import LANGUAGES
from jupyter_codemm.contracts.quiz import QUIZ_LENGTH
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.planning.topics import topics_of
from jupyter_codemm.tutoring.quizzing import bank_topic, catalogue, draw, questions_on
from jupyter_codemm.tutoring.quizzing.bank import bank
from jupyter_codemm.tutoring.quizzing.notation import in_plain_words
from jupyter_codemm.tutoring.quizzing.tables import TABLES, drawn

RUN_ALL = """
import contextlib, io, json, sys
shown = []
for program in json.load(sys.stdin):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(program, {"__name__": "quiz"})
    shown.append(out.getvalue().strip())
json.dump(shown, sys.stdout)
"""
QUERIES = [entry for held in bank("sql").values() for entry in held]
PROGRAMS = [entry for held in bank("python").values() for entry in held]
ALL = [*PROGRAMS, *QUERIES]


def outputs(programs):
    """Run trusted programs in a process of their own; return what each one prints."""
    done = subprocess.run(
        [sys.executable, "-I", "-c", RUN_ALL],
        input=json.dumps(programs),
        capture_output=True,
        text=True,
        check=True,
        timeout=20,
    )
    return json.loads(done.stdout)


def result(query):
    """Return the result of a query on the tables of the bank, as choices write it."""
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        for name, (columns, rows) in TABLES.items():
            connection.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
            marks = ", ".join("?" for _ in columns)
            connection.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)
        try:
            found = connection.execute(query).fetchall()
        except sqlite3.OperationalError:
            return "an error"
    told = [", ".join("NULL" if v is None else str(v) for v in row) for row in found]
    return "; ".join(told) or "no rows"


def test_every_program_of_the_bank_shows_its_right_choice():
    asked = [entry for entry in PROGRAMS if entry.kind == "output"]
    assert len(asked) > 40
    shown = outputs([entry.program for entry in asked])
    for entry, text in zip(asked, shown, strict=True):
        assert text == entry.choices[0], entry.id


def test_every_fault_is_one_and_its_repair_changes_the_line_that_is_named():
    faults = [entry for entry in PROGRAMS if entry.kind == "fault"]
    assert len(faults) >= 12
    wrong = outputs([entry.program for entry in faults])
    right = outputs([entry.better for entry in faults])
    for entry, before, after in zip(faults, wrong, right, strict=True):
        assert before != entry.should, entry.id
        assert after == entry.should, entry.id
        old, new = entry.program.strip("\n").split("\n"), entry.better.strip("\n").split("\n")
        assert len(old) == len(new), entry.id
        changed = [n for n, (a, b) in enumerate(zip(old, new, strict=True), 1) if a != b]
        named = int(entry.choices[0].removeprefix("Line "))
        assert named in changed, entry.id
        places = [int(choice.removeprefix("Line ")) for choice in entry.choices]
        assert max(places) <= len(old), entry.id


@pytest.mark.parametrize("entry", [e for e in QUERIES if e.program], ids=lambda e: e.id)
def test_every_query_of_the_bank_gives_its_right_choice(entry):
    if entry.kind == "output":
        assert result(entry.program) == entry.choices[0]
    else:
        assert result(entry.program) != entry.should
        assert result(entry.better) == entry.should
    assert all(name in TABLES for name in entry.tables)


@pytest.mark.parametrize("entry", ALL, ids=lambda e: e.id)
def test_every_question_is_whole(entry):
    assert entry.kind in ("output", "fault", "concept")
    assert 3 <= len(entry.choices) <= 4
    assert len(set(entry.choices)) == len(entry.choices)
    assert entry.why.endswith((".", "?"))
    assert len(entry.why) < 260
    assert bool(entry.program) == (entry.kind != "concept")
    assert (entry.kind == "fault") == bool(entry.should and entry.better)
    assert all(choice and len(choice) <= 120 for choice in entry.choices)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_topic_has_at_least_six_questions_in_every_language(language):
    held = bank(language)
    assert set(held) == set(topics_of(language)) == set(catalogue()[language])
    for topic, entries in held.items():
        assert len(entries) >= 6, topic
        assert len({entry.kind for entry in entries}) >= 2, topic


@pytest.mark.parametrize("language", ["java", "cpp"])
def test_others_read_the_programs_in_plain_words_line_by_line(language):
    for entries in bank(language).values():
        for entry in entries:
            told = entry.shown(language)
            assert told.count("\n") == entry.program.strip("\n").count("\n"), entry.id
            assert "print" not in told
            assert "def " not in told


def test_plain_words_keep_what_belongs_together():
    program = "x = 2 + 3 * 4\ny = (2 + 3) * 4\nz = 9 - (5 - 1)\nprint(len([1]) - 1)"
    assert in_plain_words(program).split("\n") == [
        "set x to 2 + 3 * 4",
        "set y to (2 + 3) * 4",
        "set z to 9 - (5 - 1)",
        "show (length of [1]) - 1",
    ]


@pytest.mark.parametrize(
    "program", ["with open('x') as f: pass", "print([x for x in y])", "x[1:2]"]
)
def test_what_has_no_plain_words_is_refused(program):
    with pytest.raises(InvalidInputError):
        in_plain_words(program)


def test_the_same_attempt_is_the_same_quiz_and_another_one_is_not():
    entries = questions_on("loops", "python")
    first = draw(entries, "python", "ada loops 1")
    assert first == draw(entries[::-1], "python", "ada loops 1")
    others = {draw(entries, "python", f"ada loops {n}") for n in range(2, 12)}
    assert len(others | {first}) == 11


def test_a_draw_holds_five_different_questions_whose_right_choice_is_marked():
    by_id = {entry.id: entry for entry in ALL}
    for seed in map(str, range(20)):
        drawn_now = draw(questions_on("lists", "python"), "python", seed)
        assert len({q.asked.id for q in drawn_now}) == len(drawn_now) == QUIZ_LENGTH
        for question in drawn_now:
            entry = by_id[question.asked.id]
            assert question.asked.choices[question.right] == entry.choices[0]
            assert set(question.asked.choices) == set(entry.choices)


def test_the_right_choice_stands_in_every_place():
    places = {
        question.right
        for seed in range(20)
        for question in draw(questions_on("maps", "python"), "python", str(seed))
    }
    assert places == {0, 1, 2, 3}


@pytest.mark.parametrize(
    ("topic", "language", "meant"),
    [
        ("loops", "python", "loops"),
        ("For Loops", "java", "loops"),
        ("sorting", "sql", "ordering"),
        ("group by", "sql", "grouping"),
        ("joins", "python", None),
        ("marmalade", "python", None),
        ("\ud800\0" * 20_000, "cpp", None),
    ],
)
def test_topics_are_known_by_their_other_names(topic, language, meant):
    assert bank_topic(topic, language) == meant


def test_a_table_is_drawn_with_its_unknown_values():
    assert drawn("owners") == (
        "owners:\nid | name | town\n1  | Ann  | Lund\n2  | Ben  | Oslo\n3  | Cid  | Lund"
    )
    assert "South | Tue | NULL" in drawn("sales")

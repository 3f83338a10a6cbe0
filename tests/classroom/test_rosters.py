"""Lists of people, however a school writes them."""

from __future__ import annotations

import pytest

from jupyter_codemm.classroom import read_roster
from jupyter_codemm.classroom.rosters import MOST_BYTES, MOST_LINES
from jupyter_codemm.errors import InvalidInputError

PLAIN = "username,email,role\nada,ada@x.org,student\nbob,,TA\n"


@pytest.mark.parametrize(
    "content",
    [
        PLAIN.encode(),
        PLAIN.encode("utf-8-sig"),
        PLAIN.encode("utf-16"),
        PLAIN.replace(",", ";").replace("\n", "\r\n").encode(),
        PLAIN.replace(",", "\t").encode(),
        PLAIN.replace("username", " Login ID ").encode(),
    ],
)
def test_all_ways_of_writing_it_are_the_same_list(content):
    roster = read_roster(content)
    assert [(one.user, one.role, one.line) for one in roster.people] == [
        ("ada", "learner", 2),
        ("bob", "assistant", 3),
    ]
    assert roster.problems == ()


def test_names_of_people_in_an_old_encoding_do_not_matter():
    assert len(read_roster("login;name\nada;Müller\n".encode("cp1252")).people) == 1


def test_a_line_that_cannot_be_taken_keeps_no_other_out():
    text = 'user,role\nada\n=cmd|x,\nada,student\n"bob","king"\n\n,,\nzoë,\n,student\n'
    roster = read_roster(text.encode())
    assert [one.user for one in roster.people] == ["ada", "zoë"]
    assert roster.problems == (
        "line 3: '=cmd|x' is no name of an account",
        "line 4: ada is in line 2 already",
        "line 5: 'king' is no role",
        "line 9: '' is no name of an account",
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\n \n", "empty"),
        (b"name,mail\nAda,a@x\n", "no column has names of accounts"),
        (b"user\nada\0\n", "no text"),
        (b"\xff\xfea", "encoding"),
        (b"x" * (MOST_BYTES + 1), "at most"),
        (b"user\n" + b"".join(b"u%d\n" % n for n in range(MOST_LINES + 1)), "several files"),
    ],
)
def test_what_is_no_list_is_refused_in_one_sentence(content, words):
    with pytest.raises(InvalidInputError, match=words) as refused:
        read_roster(content)
    assert refused.value.message.startswith("roster: ")

"""Names of folders that every file system takes."""

from __future__ import annotations

import pytest

from jupyter_codemm.classroom import folder_names


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("ada", "ada"),
        ("a b/c", "a%20b%2Fc"),
        ("..", "%2E%2E"),
        (".git", "%2Egit"),
        ("-rf", "%2Drf"),
        ("con", "%63on"),
        ("NUL.txt", "%4EUL.txt"),
        ("ends.", "ends%2E"),
        ("\ud83d", "%3F"),
        ("a\0b", "a%00b"),
    ],
)
def test_what_none_takes_is_written_as_in_a_url(name, folder):
    assert folder_names([name]) == (folder,)


def test_names_that_differ_by_case_alone_get_a_number_and_long_ones_a_digest():
    assert folder_names(["Ada", "ada", "ADA"]) == ("Ada", "ada~2", "ADA~3")
    long, other = folder_names(["x" * 300, "x" * 301])
    assert long != other
    assert max(len(long), len(other)) <= 120

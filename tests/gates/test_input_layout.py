"""Standard inputs are understood by what they have in common, or left alone."""

from __future__ import annotations

import pytest

from jupyter_codemm.gates.inputs.layout import common_layout

KNOWN = {
    "a number and its list": ["4\n1 2 3 4\n", "0\n\n", "2\n5 6\n"],
    "a grid behind its size": ["3 2\n1 2\n3 4\n5 6\n", "2 3\n1 2 3\n4 5 6\n", "1 1\n9\n"],
    "two blocks, one header": ["5 2\na b c d e\n1 2\n3 4\n", "1 1\nq\n1 1\n"],
    "two counted blocks": ["2\na b\nc d\n1\nx\n", "1\na b\n3\nx\ny\nz\n"],
    "commands to the end": ["10\nadd 5\nsub 3\nquit\n", "7\nquit\n"],
    "a text and a number": ["hello big world\n3\n", "\n0\n", "a b\n12\n"],
    "numbers with fractions": ["3 1\n2.5\n", "4 4\n3.75\n"],
    "no last line break": ["1 2\n3", "4 5\n6"],
}


@pytest.mark.parametrize("texts", KNOWN.values(), ids=KNOWN.keys())
def test_what_a_layout_reads_it_writes(texts: list[str]) -> None:
    layout = common_layout(texts)
    assert layout is not None
    for text in texts:
        assert layout.text(layout.values(text)).rstrip("\n") == text.rstrip("\n")


def test_counts_follow_from_what_they_count() -> None:
    layout = common_layout(KNOWN["a number and its list"])
    assert layout is not None
    assert layout.values("3\n7 8 9\n") == [[7, 8, 9]]
    assert layout.text([[7, 8]]) == "2\n7 8\n"
    layout = common_layout(KNOWN["two blocks, one header"])
    assert layout is not None
    assert layout.text([["x", "y"], [[1, 2], [3, 4], [5, 6]]]) == "2 3\nx y\n1 2\n3 4\n5 6\n"


def test_inputs_with_nothing_in_common_have_no_layout() -> None:
    nested = ["2\n3\n1 2 3\n2\n1 2\n", "1\n1\n5\n", "3\n1\n4\n2\n1 1\n1\n9\n"]
    assert common_layout(nested) is None

"""Pieces cover a text once, overlap, and are never more than they have to be."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_codemm.contracts.knowledge import CHUNK_OVERLAP, CHUNK_SIZE
from jupyter_codemm.knowledge import Reading, chunked

STRIDE = CHUNK_SIZE - CHUNK_OVERLAP
PROSE = "A loop repeats its body while the condition holds. " * 1000


def pieces(text, **more):
    return chunked("d1", Reading(text, **more))


@pytest.mark.parametrize("length", [0, 1, STRIDE, CHUNK_SIZE, CHUNK_SIZE + 1, 50_000])
@pytest.mark.parametrize("text", [PROSE, "x" * 50_000, "\N{GRINNING FACE}é" * 25_000])
def test_there_are_never_more_than_the_bound(text, length):
    found = pieces(text[:length])
    assert len(found) <= math.ceil(length / STRIDE)
    assert covered(found) == text[:length]


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=300),
    st.integers(4, 40),
    st.integers(0, 20),
)
def test_any_text_is_covered_once_and_within_the_bound(text, size, overlap):
    overlap = min(overlap, size // 2)
    found = chunked("d1", Reading(text), size, overlap)
    assert len(found) <= math.ceil(len(text) / (size - overlap))
    kept = {at for piece in found for at in range(piece.start, piece.end)}
    assert "".join(c for at, c in enumerate(text) if at not in kept).strip() == ""
    assert all(piece.text == text[piece.start : piece.end] for piece in found)
    assert all(len(piece.text) <= size for piece in found)


def test_neighbours_overlap_and_begin_between_words():
    found = pieces(PROSE)
    for before, after in itertools.pairwise(found):
        assert CHUNK_OVERLAP // 3 <= before.end - after.start <= CHUNK_OVERLAP
        assert PROSE[after.start - 1].isspace()
        assert PROSE[before.end - 1].isspace()


def test_each_piece_says_where_it_stands():
    text = Reading("x" * 3000, marks=((0, "page 1"), (1500, "page 2")))
    found = chunked("d1", text, size=1000, overlap=150)
    assert [piece.place for piece in found] == ["page 1", "page 1", "page 2", "page 2"]
    assert pieces("x", marks=((1, "later"),))[0].place == ""
    assert [piece.id for piece in found] == ["d1.0", "d1.1", "d1.2", "d1.3"]


def test_blanks_alone_are_no_piece():
    assert pieces(" " * 5000) == ()


def covered(found):
    text = ""
    for piece in found:
        assert piece.start <= len(text)
        text += piece.text[len(text) - piece.start :]
    return text

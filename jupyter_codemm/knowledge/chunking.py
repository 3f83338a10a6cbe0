"""A text cut once into pieces that overlap."""

from __future__ import annotations

from bisect import bisect_right

from jupyter_codemm.contracts.knowledge import CHUNK_OVERLAP, CHUNK_SIZE, Chunk
from jupyter_codemm.knowledge.reading import Reading


def chunked(
    document_id: str, reading: Reading, size: int = CHUNK_SIZE, overlap: int = CHUNK_OVERLAP
) -> tuple[Chunk, ...]:
    """Return the pieces of a document in order; together they hold every character of it.

    A piece has at most `size` characters. There are at most ⌈L / (size - overlap)⌉ of them for a
    text of L: each begins `size - overlap` characters or more after the one before it. Pieces begin
    and end between words where there is a gap near. A piece of blanks alone is left out.
    """
    text, marks = reading.text, [offset for offset, _ in reading.marks]
    pieces: list[Chunk] = []
    for start, end in _cuts(text, size, overlap):
        if not text[start:end].strip():
            continue
        known = bisect_right(marks, start)
        pieces.append(
            Chunk(
                id=f"{document_id}.{len(pieces)}",
                index=len(pieces),
                start=start,
                end=end,
                place=reading.marks[known - 1][1] if known else "",
                text=text[start:end],
            )
        )
    return tuple(pieces)


def _cuts(text: str, size: int, overlap: int) -> list[tuple[int, int]]:
    """Return where pieces begin and end; a third of the overlap is for finding gaps at each end."""
    slack, cuts, start = overlap // 3, [], 0
    while start < len(text):
        end = start + size
        if end < len(text):
            end = _gap_before(text, end, end - slack)
        cuts.append((start, min(end, len(text))))
        if end >= len(text):
            break
        start = _gap_after(text, start + size - overlap, start + size - overlap + slack)
    return cuts


def _gap_before(text: str, place: int, least: int) -> int:
    for at in range(place, least, -1):
        if text[at - 1].isspace():
            return at
    return place


def _gap_after(text: str, place: int, most: int) -> int:
    for at in range(place, most):
        if text[at - 1].isspace():
            return at
    return place

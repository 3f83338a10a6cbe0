"""What is good about a program: only what was measured."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from jupyter_codemm.tutoring.reviewing.shape import Shape

_MOST = 3
_SHORT_FUNCTION, _FLAT, _WORTH_SPLITTING, _WORTH_TELLING = 15, 2, 8, 10
_NAMES = frozenset(("short_name", "empty_name", "name_style"))


def strengths(shape: Shape, kinds: Collection[str], *, own: int, comments: bool) -> tuple[str, ...]:
    """Return up to three sentences about what is good, the most telling first.

    `kinds` are those of the notes on the program: what is noted is no strength. `own` is how many
    lines the learner wrote, and `comments` whether some are among them.
    """
    return tuple(_found(shape, kinds, own, comments=comments))[:_MOST]


def _found(shape: Shape, kinds: Collection[str], own: int, *, comments: bool) -> Iterator[str]:
    if len(shape.functions) > 1 and max(one.lines for one in shape.functions) <= _SHORT_FUNCTION:
        yield f"You split the work into {len(shape.functions)} short functions."
    if len(shape.names) > 1 and not _NAMES.intersection(kinds):
        yield "You gave your variables real names."
    if 0 < shape.depth <= _FLAT and own >= _WORTH_SPLITTING:
        yield "It stays flat: you never have to keep more than two conditions or loops in mind."
    if own >= _WORTH_TELLING and "repeated" not in kinds:
        yield "Nothing is written twice."
    if comments and "commented_code" not in kinds:
        yield "You left comments for the next reader."
    if not kinds:
        yield "Nothing in it is unused or odd."

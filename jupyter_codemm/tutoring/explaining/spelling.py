"""Which name was probably meant: the nearest of those that the program has."""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterable

from jupyter_codemm.contracts.base import Language

FARTHEST = 2
_SHORTEST = 3
_NAME = re.compile(r"[^\W\d]\w*")
_MOST_NAMES = 2000
_KNOWN: dict[Language, frozenset[str]] = {
    "python": frozenset(
        name
        for owner in (builtins, str, list, dict, set)
        for name in dir(owner)
        if name.islower() and not name.startswith("_")
    ),
    "java": frozenset(
        """System String Math List ArrayList Map HashMap Set HashSet Arrays Integer Deque ArrayDeque
        length size charAt substring add get put contains containsKey isEmpty equals""".split()
    ),
    "cpp": frozenset(
        """vector string map set queue stack algorithm size length push_back pop_back begin end sort
        max min std cout cin endl""".split()
    ),
    "sql": frozenset(),
}


def meant(name: str, source: str, language: Language) -> str | None:
    """Return the name of the program or the language at most two edits away, if there is one.

    A name that the language has is not misspelt, only out of place.
    """
    if len(name) < _SHORTEST or name in _KNOWN[language]:
        return None
    reach = FARTHEST if len(name) > _SHORTEST + 1 else 1
    best: tuple[int, str] | None = None
    for other in _names(source, language):
        if other == name or abs(len(other) - len(name)) > reach:
            continue
        distance = edits(name.casefold(), other.casefold())
        if distance <= reach and (best is None or distance < best[0]):
            best = (distance, other)
    return best[1] if best else None


def edits(one: str, other: str) -> int:
    """Return how many letters must be added, dropped, changed or swapped with a neighbour.

    The optimal string alignment distance.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, second in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != second))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == second:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]


def _names(source: str, language: Language) -> Iterable[str]:
    own = dict.fromkeys(_NAME.findall(source[:100_000])[: _MOST_NAMES * 5])
    return (*list(own)[:_MOST_NAMES], *sorted(_KNOWN[language]))

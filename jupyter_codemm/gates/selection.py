"""Which inputs become tests: those that the most wrong programs fail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jupyter_codemm.contracts.cases import Category

ROOM = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One input of a pool: the mutants (by index) that fail it, and what breaks ties."""

    kills: frozenset[int]
    category: Category
    size: int


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen inputs by index, the fixed ones first, and how well they tell mutants apart."""

    indexes: tuple[int, ...]
    killable: frozenset[int]
    survivors: tuple[int, ...]
    categories: frozenset[Category]

    @property
    def score(self) -> float:
        """The share of killable mutants that the chosen inputs kill; 1 when there are none."""
        if not self.killable:
            return 1.0
        return (len(self.killable) - len(self.survivors)) / len(self.killable)


def chosen(matrix: Sequence[Row], fixed: Sequence[int], room: int = ROOM) -> Choice:
    """Return the fixed inputs and at most `room` more, chosen greedily by what they kill.

    First counts how many mutants an input kills that none before it did; then how many of those
    that were killed only once, so that mutants that nobody made are killed too; then a category
    that is missing; then the smallest input, and the first of equal ones.
    """
    indexes = list(dict.fromkeys(fixed))
    while len(indexes) < len(set(fixed)) + room:
        rest = [index for index in range(len(matrix)) if index not in indexes]
        if not rest:
            break
        indexes.append(_best(matrix, indexes, rest))
    return _judged(matrix, indexes)


def _best(matrix: Sequence[Row], indexes: Sequence[int], rest: Sequence[int]) -> int:
    taken = [matrix[index] for index in indexes]
    once = _killed(taken, 1)
    twice = _killed(taken, 2)
    categories = {row.category for row in taken}

    def rank(index: int) -> tuple[int, int, bool, int, int]:
        row = matrix[index]
        first, second = len(row.kills - once), len(row.kills - twice)
        return (-first, -second, row.category in categories, row.size, index)

    return min(rest, key=rank)


def _killed(rows: Sequence[Row], times: int) -> frozenset[int]:
    """Return the mutants that fail so many of the rows."""
    everything = frozenset[int]().union(*(row.kills for row in rows))
    return frozenset(m for m in everything if sum(m in row.kills for row in rows) >= times)


def _judged(matrix: Sequence[Row], indexes: Sequence[int]) -> Choice:
    killable = frozenset[int]().union(*(row.kills for row in matrix))
    killed = _killed([matrix[index] for index in indexes], 1)
    return Choice(
        indexes=tuple(indexes),
        killable=killable,
        survivors=tuple(sorted(killable - killed)),
        categories=frozenset(matrix[index].category for index in indexes),
    )

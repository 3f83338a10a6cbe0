"""Which databases become the eight tests: three small ones to read, five hidden ones that bite."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from jupyter_codemm.authoring.builtin.imperative.randomness import shuffled
from jupyter_codemm.authoring.builtin.sql.seeding import Row
from jupyter_codemm.contracts.problem import Category

SAMPLES = 3
HIDDEN = 5
ATTEMPTS = 12
MIN_FAILS = 2
MIN_CATEGORIES = 4
MIN_OUTPUTS = 3
MIN_FILLED = 5
SAMPLE_ROWS = 8


@dataclass(frozen=True, slots=True)
class Scored:
    """A database with the right rows, and which wrong queries (by index) it tells apart."""

    category: Category
    script: str
    largest: int
    """The number of rows of its largest table."""
    rows: tuple[Row, ...]
    kills: frozenset[int]


def killable(pool: Sequence[Scored]) -> frozenset[int]:
    """Return the wrong queries that some database of the pool tells apart."""
    return frozenset[int]().union(*(item.kills for item in pool))


def rare(pool: Sequence[Scored], count: int) -> frozenset[int]:
    """Return the wrong queries, of so many, that too few databases of the pool tell apart."""
    kills = Counter(index for item in pool for index in item.kills)
    return frozenset(index for index in range(count) if kills[index] < MIN_FAILS)


def choose(pool: Sequence[Scored], rng: Random) -> tuple[Scored, ...]:
    """Return eight databases of the pool, samples first.

    Every killable wrong query fails two of them, a hidden one among them. Returns nothing when the
    pool holds no such choice.
    """
    wanted = killable(pool) - rare(pool, max(killable(pool), default=0) + 1)
    for _ in range(ATTEMPTS):
        order = shuffled(rng, pool)
        samples = _samples(order)
        chosen = (*samples, *_hidden(order, samples))
        if _good(chosen, wanted):
            return chosen
    return ()


def _samples(order: Sequence[Scored]) -> tuple[Scored, ...]:
    readable = [item for item in order if 0 < item.largest <= SAMPLE_ROWS]
    first = next((s for s in readable if s.rows and s.category == "typical"), readable[0])
    chosen = [first]
    while len(chosen) < SAMPLES:
        rest = [item for item in readable if item not in chosen]
        chosen.append(max(rest, key=lambda item: _gain(item, chosen, chosen)))
    return tuple(chosen)


def _hidden(order: Sequence[Scored], samples: Sequence[Scored]) -> list[Scored]:
    chosen: list[Scored] = []
    while len(chosen) < HIDDEN:
        rest = [item for item in order if item not in samples and item not in chosen]
        chosen.append(max(rest, key=lambda item: _gain(item, [*samples, *chosen], chosen)))
    return chosen


def _gain(item: Scored, chosen: Sequence[Scored], hidden: Sequence[Scored]) -> int:
    """Return what a database adds: kills that are missing, then another category and output."""
    fails = Counter(index for other in chosen for index in other.kills)
    seen = killable(hidden)
    new = sum(fails[index] < MIN_FAILS for index in item.kills)
    unseen = len(item.kills - seen)
    other = item.category not in {c.category for c in chosen}
    output = bool(item.rows) and item.rows not in [c.rows for c in chosen]
    return 3 * unseen + 2 * new + 2 * other + 3 * output


def _good(chosen: Sequence[Scored], wanted: frozenset[int]) -> bool:
    fails = Counter(index for item in chosen for index in item.kills)
    if any(fails[index] < MIN_FAILS for index in wanted):
        return False
    if not wanted <= killable(chosen[SAMPLES:]):
        return False
    outputs = Counter(item.rows for item in chosen)
    return (
        len({item.category for item in chosen}) >= MIN_CATEGORIES
        and len(outputs) >= MIN_OUTPUTS
        and len({item.rows for item in chosen[SAMPLES:]}) >= MIN_FAILS
        and sum(bool(item.rows) for item in chosen) >= MIN_FILLED
        and len({item.script for item in chosen}) == len(chosen)
    )

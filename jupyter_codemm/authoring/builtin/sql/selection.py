"""Which databases become the eight tests: three small ones to read, five hidden ones that bite."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
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
COMMON = 20

Worth = Mapping[int, int]


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
    worth = _worth(pool)
    for _ in range(ATTEMPTS):
        order = shuffled(rng, pool)
        samples = _samples(order, worth)
        chosen = (*samples, *_hidden(order, samples, worth))
        if _good(chosen, wanted):
            return chosen
    return ()


def _samples(order: Sequence[Scored], worth: Worth) -> tuple[Scored, ...]:
    """Return small databases to read, the first with a result, and leave what few can replace."""
    readable = [item for item in order if 0 < item.largest <= SAMPLE_ROWS]
    filled = [item for item in readable if item.rows] or readable
    first = next((item for item in filled if item.category == "typical"), filled[0])
    common = {index: value for index, value in worth.items() if value <= COMMON}
    chosen = [first]
    while len(chosen) < SAMPLES:
        chosen.append(_best(readable, chosen, chosen, common))
    return tuple(chosen)


def _hidden(order: Sequence[Scored], samples: Sequence[Scored], worth: Worth) -> list[Scored]:
    hidden: list[Scored] = []
    while len(hidden) < HIDDEN:
        hidden.append(_best(order, [*samples, *hidden], hidden, worth))
    return hidden


def _best(
    order: Sequence[Scored], chosen: Sequence[Scored], deciding: Sequence[Scored], worth: Worth
) -> Scored:
    """Return the database that adds most: kills that are missing, another category and output.

    `deciding` are those among the chosen ones in which every wrong query must fail once.
    """
    fails = Counter(index for item in chosen for index in item.kills)
    seen = killable(deciding)
    needed = {
        index: value * ((fails[index] < MIN_FAILS) + (index not in seen))
        for index, value in worth.items()
    }
    categories = {item.category for item in chosen}
    outputs = {item.rows for item in chosen}
    scripts = {item.script for item in chosen}

    def gain(item: Scored) -> int:
        fresh = bool(item.rows) and item.rows not in outputs
        missing = sum(needed.get(index, 0) for index in item.kills)
        return missing + 3 * (item.category not in categories) + 3 * fresh

    return max((item for item in order if item.script not in scripts), key=gain)


def _worth(pool: Sequence[Scored]) -> Worth:
    """Return what it is worth to tell a wrong query apart: more when few databases do."""
    kills = Counter(index for item in pool for index in item.kills)
    return {index: 1 + 2 * len(pool) // count for index, count in kills.items()}


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
        and bool(chosen[0].rows)
        and sum(bool(item.rows) for item in chosen) >= MIN_FILLED
        and len({item.script for item in chosen}) == len(chosen)
    )

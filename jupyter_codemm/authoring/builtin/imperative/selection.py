"""Which inputs become the eight tests: three samples to read, five hidden ones that bite."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from jupyter_codemm.authoring.builtin.imperative.randomness import shuffled
from jupyter_codemm.authoring.builtin.imperative.trivial import key, trivial_programs
from jupyter_codemm.contracts.problem import Category

SAMPLES = 3
HIDDEN = 5
ATTEMPTS = 100
SAMPLE_CHARACTERS = 90
MIN_FAILS = 2
MIN_CATEGORIES = 4
MIN_OUTPUTS = 3


@dataclass(frozen=True, slots=True)
class Scored:
    """An input with its right answer, and which pitfalls (by index) answer it wrongly."""

    category: Category
    args: tuple[Any, ...]
    result: Any
    kills: frozenset[int]


def choose(pool: Sequence[Scored], pitfalls: int, rng: Random) -> tuple[Scored, ...]:
    """Return eight inputs of the pool, samples first, or nothing when it holds no such choice.

    Every pitfall fails a hidden test; every trivial program fails two tests, one of them hidden.
    The first sample is a typical one, and its answer is not the one of an empty input if possible.
    """
    for _ in range(ATTEMPTS):
        order = shuffled(rng, pool)
        samples = _samples(order)
        chosen = (*samples, *_hidden(order, samples))
        if _good(chosen, pitfalls):
            return chosen
    return ()


def _samples(order: Sequence[Scored]) -> tuple[Scored, ...]:
    readable = [s for s in order if len(key(list(s.args))) <= SAMPLE_CHARACTERS] or list(order)
    first = _telling([s for s in readable if s.category == "typical"] or readable, order)
    chosen = [first]
    while len(chosen) < SAMPLES:
        rest = [s for s in readable if s not in chosen]
        chosen.append(max(rest, key=lambda s: _novelty(s, chosen, 1)))
    return tuple(chosen)


def _telling(readable: Sequence[Scored], order: Sequence[Scored]) -> Scored:
    """Return the first input whose answer is not what an empty input gives as well."""
    plain = {key(s.result) for s in order if s.category == "minimal"}
    return next((s for s in readable if key(s.result) not in plain), readable[0])


def _hidden(order: Sequence[Scored], samples: Sequence[Scored]) -> list[Scored]:
    chosen: list[Scored] = []
    while len(chosen) < HIDDEN:
        rest = [s for s in order if s not in samples and s not in chosen]
        killed = frozenset[int]().union(*(s.kills for s in chosen))
        chosen.append(
            max(rest, key=lambda s: 4 * len(s.kills - killed) + _novelty(s, [*samples, *chosen], 2))
        )
    return chosen


def _novelty(item: Scored, chosen: Sequence[Scored], weight: int) -> int:
    new_category = item.category not in {s.category for s in chosen}
    new_result = key(item.result) not in {key(s.result) for s in chosen}
    return weight * new_category + 2 * new_result


def _good(chosen: Sequence[Scored], pitfalls: int) -> bool:
    samples, hidden = chosen[:SAMPLES], chosen[SAMPLES:]
    killed = frozenset[int]().union(*(s.kills for s in hidden))
    outputs = [s.result for s in chosen]
    if len(killed) < pitfalls or len({key(o) for o in outputs}) < MIN_OUTPUTS:
        return False
    if len({s.category for s in chosen}) < MIN_CATEGORIES:
        return False
    pairs = [(s.args, s.result) for s in samples]
    for program in trivial_programs(pairs, outputs, len(chosen[0].args)):
        fails = [key(program(s.args)) != key(s.result) for s in chosen]
        if sum(fails) < MIN_FAILS or not any(fails[SAMPLES:]):
            return False
    return True

"""The stages of a proof that start a sandbox, each from a draft to what it tells of it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from jupyter_codemm.contracts.problem import Expected, Problem, ProblemDraft
from jupyter_codemm.contracts.spec import TEST_CASE_COUNT
from jupyter_codemm.gates.contract import SAMPLES
from jupyter_codemm.gates.execution import Claimed, Tried, margin_ms
from jupyter_codemm.gates.proving.entries import Entry, entries
from jupyter_codemm.gates.proving.expecting import Expecting
from jupyter_codemm.gates.proving.field import Fought, Ground, fought
from jupyter_codemm.gates.proving.opponents import MOST_MUTANTS, opponents
from jupyter_codemm.gates.proving.rights import Asked, rights
from jupyter_codemm.gates.proving.watching import Watched, watched
from jupyter_codemm.judging import Observation, Observations, patience_ms
from jupyter_codemm.ports import Sandbox

HIDDEN = TEST_CASE_COUNT - SAMPLES
# What a reference may take on all grounds together, so that all its opponents stay affordable; with
# slower ones there are fewer grounds, and in the end fewer opponents.
FIELD_MS = 600
FEWEST_MUTANTS = 10


@dataclass(frozen=True, slots=True, repr=False)
class Stood:
    """What came of the reference on all inputs.

    `grounds` are those that can become tests: it ended on them in good time, and whatever is left
    open by its language leads to the same result. `unstable` names own tests where it does not.
    `least_ms` is what the 8 quickest tests take.
    """

    reference: Observations
    tried: tuple[Tried, ...]
    claimed: tuple[Claimed, ...]
    grounds: tuple[Ground, ...]
    unstable: tuple[Tried, ...]
    least_ms: int = 0


async def stood(draft: ProblemDraft, sandbox: Sandbox, *, seed: int) -> Stood:
    """Run the reference on tests, candidates and new inputs."""
    found = await asyncio.to_thread(entries, draft, seed=seed)
    own = sum(not entry.is_new for entry in found)
    inputs = [entry.input for entry in found]
    seen = await watched(draft, inputs, own, sandbox)
    if not seen.reference.compiled:
        tests = tuple(Tried(t, seen.reference.items[0], right=False) for t in draft.problem.tests)
        return Stood(seen.reference, tests, (), (), ())
    return await _ruled(draft, found, seen, sandbox)


async def _ruled(
    draft: ProblemDraft, found: Sequence[Entry], seen: Watched, sandbox: Sandbox
) -> Stood:
    problem, items = draft.problem, seen.reference.items
    places = list(zip(found, items, strict=True))
    tests = [(test, entry, item) for entry, item in places for test in entry.tests]
    claims = [(claim, entry, item) for entry, item in places for claim in entry.claims]
    asked = [Asked(test.expected, entry.input, item) for test, entry, item in tests]
    asked += [Asked(claim, entry.input, item) for (_, claim), entry, item in claims]
    right = iter(await rights(problem, asked, sandbox))
    tried = tuple(Tried(test, item, next(right)) for test, _, item in tests)
    claimed = tuple(
        Claimed(number, entry.input, claim, item, next(right))
        for (number, claim), entry, item in claims
    )
    possible = await asyncio.to_thread(_possible, draft, places)
    grounds = _affordable(problem, possible)
    stable = await _stable(problem, grounds, found, seen, sandbox)
    open_inputs = [ground.entry for ground in grounds if ground not in stable]
    unstable = tuple(
        Tried(one.test, one.seen, right=False)
        for one in tried
        for entry in open_inputs
        if one.right and one.test in entry.tests
    )
    return Stood(seen.reference, tried, claimed, stable, unstable, _least_ms(possible))


def _possible(
    draft: ProblemDraft, places: Sequence[tuple[Entry, Observation]]
) -> tuple[Ground, ...]:
    problem = draft.problem
    claims = [one.claimed for one in draft.candidates if one.claimed is not None]
    expecting = Expecting(problem, draft.reference.text, claims)
    return tuple(
        Ground(entry, expected, item)
        for entry, item in places
        if (expected := expecting.of(entry, item)) is not None
        and not (entry.is_new and _says_nothing(problem, expected))
    )


def _says_nothing(problem: Problem, expected: Expected) -> bool:
    """Return whether a class that does nothing at all is right."""
    steps = expected.value if problem.kind == "class" else None
    return isinstance(steps, list) and all(step is None for step in steps)


def _affordable(problem: Problem, possible: Sequence[Ground]) -> tuple[Ground, ...]:
    """Return the grounds of which any 5, with the samples, leave time enough.

    Where there is more to run than can be paid for, new inputs and slow ones go first.
    """
    samples_ms = sum(ground.seen.time_ms for ground in possible if ground.entry.is_sample)
    slowest_ms = (margin_ms(problem) - samples_ms) / HIDDEN
    quick = [g for g in possible if g.entry.is_sample or g.seen.time_ms <= slowest_ms]
    kept, left_ms = set[int](), FIELD_MS
    for ground in sorted(quick, key=lambda g: (g.entry.rank > 0, g.seen.time_ms)):
        left_ms -= ground.seen.time_ms
        if left_ms >= 0 or ground.entry.tests:
            kept.add(id(ground))
    return tuple(ground for ground in quick if id(ground) in kept)


def _least_ms(possible: Sequence[Ground]) -> int:
    samples = [g.seen.time_ms for g in possible if g.entry.is_sample][:SAMPLES]
    others = sorted(g.seen.time_ms for g in possible if not g.entry.is_sample)
    return sum(samples) + sum(others[: TEST_CASE_COUNT - len(samples)])


async def _stable(
    problem: Problem,
    grounds: Sequence[Ground],
    found: Sequence[Entry],
    seen: Watched,
    sandbox: Sandbox,
) -> tuple[Ground, ...]:
    """Return the grounds on which everything that a well-ordered query gives is right."""
    places = {id(entry): place for place, entry in enumerate(found)}
    asked = [
        Asked(ground.expected, ground.entry.input, other.items[places[id(ground.entry)]])
        for ground in grounds
        for other in seen.others
    ]
    right = await rights(problem, asked, sandbox)
    others = len(seen.others)
    return tuple(
        ground
        for number, ground in enumerate(grounds)
        if all(right[number * others : (number + 1) * others])
    )


async def faced(
    draft: ProblemDraft, state: Stood, sandbox: Sandbox, *, seed: int
) -> tuple[Fought, ...]:
    """Run every opponent on every ground."""
    slowness = max(1, sum(ground.seen.time_ms for ground in state.grounds) / FIELD_MS)
    cap = max(FEWEST_MUTANTS, round(MOST_MUTANTS[draft.problem.language] / slowness))
    everyone = await asyncio.to_thread(opponents, draft, seed=seed, cap=cap)
    return await fought(
        draft,
        state.grounds,
        everyone,
        sandbox,
        budget_ms=patience_ms(state.reference),
    )

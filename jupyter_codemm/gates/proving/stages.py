"""The stages of a proof that start a sandbox, each from a draft to what it tells of it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from jupyter_codemm.contracts.problem import Problem, ProblemDraft
from jupyter_codemm.gates.execution import Claimed, Tried, margin_ms
from jupyter_codemm.gates.proving.entries import Entry, entries
from jupyter_codemm.gates.proving.expecting import Expecting
from jupyter_codemm.gates.proving.field import Fought, Ground, fought
from jupyter_codemm.gates.proving.opponents import opponents
from jupyter_codemm.gates.proving.rights import Asked, rights
from jupyter_codemm.gates.proving.watching import Watched, watched
from jupyter_codemm.judging import Observation, Observations, patience_ms
from jupyter_codemm.ports import Sandbox

# What takes a larger part of the time for all tests leaves too little for the others.
SLOWEST_SHARE = 0.5


@dataclass(frozen=True, slots=True, repr=False)
class Stood:
    """What came of the reference on all inputs.

    `grounds` are those that can become tests: it ended on them in good time, and whatever is left
    open by its language leads to the same result. `unstable` names own tests where it does not.
    """

    reference: Observations
    tried: tuple[Tried, ...]
    claimed: tuple[Claimed, ...]
    grounds: tuple[Ground, ...]
    unstable: tuple[Tried, ...]


async def stood(draft: ProblemDraft, sandbox: Sandbox, *, seed: int) -> Stood:
    """Run the reference on tests, candidates and new inputs."""
    found = await asyncio.to_thread(entries, draft, seed=seed)
    own = sum(not entry.is_new for entry in found)
    inputs = [entry.input for entry in found]
    seen = await watched(draft, inputs, own, sandbox)
    if not seen.reference.compiled:
        tests = tuple(Tried(t, seen.reference.items[0], False) for t in draft.problem.tests)
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
    grounds = await asyncio.to_thread(_grounds, problem, places)
    stable = await _stable(problem, grounds, found, seen, sandbox)
    open_inputs = [ground.entry for ground in grounds if ground not in stable]
    unstable = tuple(one for one in tried for e in open_inputs if one.test in e.tests)
    return Stood(seen.reference, tried, claimed, stable, unstable)


def _grounds(
    problem: Problem, places: Sequence[tuple[Entry, Observation]]
) -> tuple[Ground, ...]:
    expecting = Expecting(problem)
    slowest_ms = SLOWEST_SHARE * margin_ms(problem)
    return tuple(
        Ground(entry, expected, item)
        for entry, item in places
        if (expected := expecting.of(entry, item)) is not None
        and (entry.tests or item.time_ms <= slowest_ms)
    )


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
    everyone = await asyncio.to_thread(opponents, draft, seed=seed)
    return await fought(
        draft.problem,
        state.grounds,
        everyone,
        sandbox,
        budget_ms=patience_ms(state.reference),
    )

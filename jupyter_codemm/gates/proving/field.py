"""Reference and opponents on all inputs: who fails where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jupyter_codemm.contracts.problem import Expected, ProblemDraft
from jupyter_codemm.gates.proving.entries import Entry
from jupyter_codemm.gates.proving.opponents import Opponent
from jupyter_codemm.gates.proving.rights import Asked, rights
from jupyter_codemm.judging import Known, Observation, Observations, observe_many
from jupyter_codemm.ports import Sandbox


@dataclass(frozen=True, slots=True, repr=False)
class Ground:
    """An input that can become a test: what is expected, and what the reference did."""

    entry: Entry
    expected: Expected
    seen: Observation


@dataclass(frozen=True, slots=True, repr=False)
class Fought:
    """An opponent, what it did on each ground, and whether that was right; None where not run."""

    opponent: Opponent
    seen: tuple[Observation, ...]
    right: tuple[bool | None, ...]

    def fails(self, place: int) -> bool:
        """Return whether it was seen to fail on a ground."""
        return self.right[place] is False


async def fought(
    draft: ProblemDraft,
    grounds: Sequence[Ground],
    opponents: Sequence[Opponent],
    sandbox: Sandbox,
    *,
    budget_ms: int,
) -> tuple[Fought, ...]:
    """Run every opponent on every ground; those that do not compile are left out."""
    problem = draft.problem
    inputs = [ground.entry.input for ground in grounds]
    sources = [opponent.source for opponent in opponents]
    known = Known(draft.reference, Observations(tuple(ground.seen for ground in grounds)))
    many = await observe_many(problem, sources, inputs, sandbox, budget_ms=budget_ms, known=known)
    compiled = [(o, seen.items) for o, seen in zip(opponents, many, strict=True) if seen.compiled]
    asked = [
        Asked(ground.expected, ground.entry.input, item, ground.seen.got)
        for _, items in compiled
        for ground, item in zip(grounds, items, strict=True)
    ]
    said = iter(await rights(problem, asked, sandbox))
    return tuple(
        Fought(o, items, tuple(_fate(item, right=next(said)) for item in items))
        for o, items in compiled
    )


def _fate(seen: Observation, *, right: bool) -> bool | None:
    return None if seen.verdict in ("not_run", "judge_error") else right

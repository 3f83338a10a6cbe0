"""The inputs of a proof: the draft's own tests, its candidates, and new ones made from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from jupyter_codemm.contracts.problem import CaseInput, Category, Expected, ProblemDraft, TestCase
from jupyter_codemm.gates.inputs import assurances, corners, pool


@dataclass(frozen=True, slots=True)
class Entry:
    """One input, the own tests that give it, and the results claimed for it by candidate number."""

    input: CaseInput
    category: Category
    tests: tuple[TestCase, ...] = ()
    claims: tuple[tuple[int, Expected], ...] = ()
    proposed: bool = False

    @property
    def is_new(self) -> bool:
        """Whether nobody proposed it."""
        return not self.tests and not self.proposed

    @property
    def is_sample(self) -> bool:
        """Whether learners see it already."""
        return any(test.visibility == "sample" for test in self.tests)

    @property
    def rank(self) -> int:
        """Where it comes from, the author's own tests first."""
        return 0 if self.tests else 1 if self.proposed else 2


def entries(draft: ProblemDraft, *, seed: int, size: int | None = None) -> tuple[Entry, ...]:
    """Return every input once: of tests, then of candidates, then new ones that keep all promises.

    The same arguments give the same entries.
    """
    found: dict[str, Entry] = {}
    for test in draft.problem.tests:
        known = found.get(_key(test.input), Entry(test.input, test.category))
        found[_key(test.input)] = replace(known, tests=(*known.tests, test))
    for number, candidate in enumerate(draft.candidates):
        known = found.get(_key(candidate.input), Entry(candidate.input, candidate.category))
        claim = () if candidate.claimed is None else ((number, candidate.claimed),)
        found[_key(candidate.input)] = replace(known, claims=(*known.claims, *claim), proposed=True)
    for entry in _new(draft, seed, size):
        found.setdefault(_key(entry.input), entry)
    return tuple(found.values())


def _new(draft: ProblemDraft, seed: int, size: int | None) -> Iterator[Entry]:
    problem = draft.problem
    proposed = [candidate.input for candidate in draft.candidates]
    proposed += [test.input for test in problem.tests]
    promises = (*draft.constraints, *assurances(problem, proposed))
    for item in (
        *corners(problem.signature, proposed, draft.constraints, problem.statement),
        *pool(
            problem,
            draft.reference,
            draft.candidates,
            seed=seed,
            size=size,
            constraints=draft.constraints,
        ),
    ):
        if all(promise.is_kept(problem.signature, item.input) for promise in promises):
            yield Entry(item.input, item.category)


def _key(item: CaseInput) -> str:
    return item.model_dump_json()

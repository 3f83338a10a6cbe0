"""The programs that tests have to tell from the reference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.gates.mutation import Mutant, mutants, probes
from jupyter_codemm.gates.trivial import table_queries

# Where every program has to be compiled there is time for fewer.
MOST_MUTANTS: dict[Language, int] = {"python": 72, "sql": 72, "java": 56, "cpp": 56}
# Mutation itself may return more of the families that matter most.
MOST_PROGRAMS: dict[Language, int] = {"python": 144, "sql": 144, "java": 64, "cpp": 64}
OF_THE_AUTHOR = "author"


@dataclass(frozen=True, slots=True, repr=False)
class Opponent:
    """A program that is no solution. `name` is public; family, line and edit are private."""

    kind: Literal["mutant", "wrong", "probe", "trivial"]
    source: Source
    name: str = ""
    family: str = ""
    line: int = 0
    edit: str = ""
    guard: bool = False

    @property
    def counts(self) -> bool:
        """Whether it counts for the mutation score."""
        return self.kind in ("mutant", "wrong")


def opponents(draft: ProblemDraft, *, seed: int, cap: int) -> tuple[Opponent, ...]:
    """Return mutants, the author's wrong solutions, probes of blocks, and trivial queries."""
    return tuple(_opponents(draft, seed, cap))


def _opponents(draft: ProblemDraft, seed: int, cap: int) -> Iterator[Opponent]:
    problem, reference = draft.problem, draft.reference
    found = mutants(problem, reference, seed=seed, cap=cap)
    for mutant in _spread(found, min(MOST_PROGRAMS[problem.language], 3 * cap)):
        yield Opponent(
            "mutant", mutant.source, family=mutant.family, line=mutant.line, edit=mutant.edit
        )
    for number, wrong in enumerate(draft.wrong_solutions):
        name = f"wrong_solution_{number}"
        yield Opponent("wrong", wrong.source, name, OF_THE_AUTHOR, edit=wrong.mistake)
    for probe in probes(problem, reference):
        yield Opponent("probe", probe.source, line=probe.line, guard=probe.guard)
    for name, query in table_queries(problem).items():
        yield Opponent("trivial", Source.single(query), name)


def _spread(found: Sequence[Mutant], most: int) -> Sequence[Mutant]:
    """Return at most so many, of all families as there are."""
    if len(found) <= most:
        return found
    return [found[number * len(found) // most] for number in range(most)]

"""A reference for a problem whose own is gone: its author's, or the built-in author's again."""

from __future__ import annotations

from dataclasses import dataclass, field

from jupyter_codemm.authoring.builtin.rebuilding import rebuilt
from jupyter_codemm.contracts.artefacts import ProblemArtefacts
from jupyter_codemm.contracts.problem import Problem, ProblemDraft
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.errors import InvalidInputError, NotFoundError
from jupyter_codemm.ports import Transaction
from jupyter_codemm.services.edit_changes import more_than_text

GOALS = 12


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a problem's reference, and the version that it was the reference of."""

    artefacts: ProblemArtefacts | None = field(default=None, repr=False)
    origin: Problem | None = None


def kept_of(tx: Transaction, problem: Problem, owner: str) -> Kept:
    """Return what is kept of the reference of a problem."""
    found = tx.artefacts.get(problem.id, problem.version)
    if found is None:
        return Kept()
    if found.problem_version == problem.version:
        return Kept(found, problem)
    try:
        return Kept(found, tx.versions.problem(problem.id, found.problem_version, owner))
    except NotFoundError:
        return Kept(found)


def drafted_again(kept: Kept) -> ProblemDraft | None:
    """Return the draft that the built-in author made the problem from, if it did and still can."""
    known, origin = kept.artefacts, kept.origin
    if known is None or origin is None or known.family is None or known.seed is None:
        return None
    return rebuilt(origin, known.family, known.seed)


def solved(
    before: Problem, after: Problem, given: Source | None, again: ProblemDraft | None, kept: Kept
) -> ProblemDraft:
    """Return the changed problem with a reference: the given one, else the one that is made again.

    Raises InvalidInputError, naming `reference`, when there is none or it cannot be a solution.
    """
    goals = kept.artefacts.goals[:GOALS] if kept.artefacts else ()
    if given is not None:
        try:
            given.resolved(after.language, entry_file=after.entry_file)
        except InvalidInputError as error:
            where = error.where.replace("source", "reference", 1)
            message = error.message.replace("source", "reference", 1)
            raise type(error)(message, where=where or "reference") from None
        return ProblemDraft(problem=after, reference=given, goals=goals)
    if again is None:
        fields = " and ".join(more_than_text(before, after))
        raise InvalidInputError(
            f"reference: a change of {fields} needs a reference solution: give yours",
            where="reference",
        )
    same = after.tests == before.tests
    return ProblemDraft(
        problem=after,
        reference=again.reference,
        constraints=again.constraints if same else (),
        goals=again.goals,
        family=again.family,
        seed=again.seed,
    )

"""From a reference to its mutants."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Protocol

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.gates.mutation import braces, python, sql
from jupyter_codemm.gates.mutation.choosing import Place, chosen
from jupyter_codemm.gates.mutation.mutant import HELD_OUT, Mutant, Slip

CAP = 40
# What all programs that are tried may be together: far more than a reference that people can read.
MOST_TEXT = 1_500_000


class Workshop(Protocol):
    """What a language has to offer: the slips of one file, and how programs are compared."""

    def slips(self, code: str, problem: Problem) -> Iterator[Slip]:
        """Yield every place of a file that can go wrong; none for a file that cannot be read."""
        ...

    def meaning(self, code: str) -> Hashable | None:
        """Return what two texts of one program share, or None for a text that is no program."""
        ...


WORKSHOPS: dict[Language, Workshop] = {
    "python": python.PythonWorkshop(),
    "java": braces.BracesWorkshop(braces.JAVA),
    "cpp": braces.BracesWorkshop(braces.CPP),
    "sql": sql.SqlWorkshop(),
}


def mutants(
    problem: Problem, reference: Source, *, seed: int, cap: int = CAP, held_out: bool = False
) -> tuple[Mutant, ...]:
    """Return programs that differ from the reference by one fault of a learner's kind.

    The same arguments give the same mutants. No two are the same program, none is the reference,
    and all are well-formed. With `held_out` they are of the families of HELD_OUT, else of all
    others. `cap` bounds their number, but for the families of KEPT, which may take five times as
    many and leave the others at least three quarters of it. Faults are sought in every file; a file
    with a syntax error has none.

    Raises InvalidInputError for a source that the language does not allow, by names or by size.
    """
    language = problem.language
    files = reference.resolved(language, entry_file=problem.entry_file)
    places = [
        (name, slip)
        for name, text in sorted(files.items())
        for slip in WORKSHOPS[language].slips(text, problem)
        if (slip.family in HELD_OUT[language]) == held_out
    ]
    admission = _Admission(WORKSHOPS[language], reference, files)
    return tuple(chosen(places, seed=seed, cap=cap, admit=admission.admit))


class _Admission:
    """What was written already: every program once, and not too much of it."""

    def __init__(self, workshop: Workshop, reference: Source, files: dict[str, str]) -> None:
        self._workshop = workshop
        self._reference = reference
        self._files = files
        self._seen = {(name, workshop.meaning(text)) for name, text in files.items()}
        self._room = MOST_TEXT

    def admit(self, place: Place) -> Mutant | None:
        """Return the mutant of a slip, None if it is no program or one that there was."""
        if self._room <= 0:
            return None
        name, slip = place
        text = slip.write()
        self._room -= len(text)
        meaning = self._workshop.meaning(text)
        if meaning is None or (name, meaning) in self._seen:
            return None
        self._seen.add((name, meaning))
        edit = f"{name}: {slip.tell()}" if len(self._files) > 1 else slip.tell()
        return Mutant(self._with(name, text), slip.family, slip.line, edit)

    def _with(self, name: str, text: str) -> Source:
        if self._reference.files is None:
            return Source.single(text)
        return Source(files={**self._files, name: text})

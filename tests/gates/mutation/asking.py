"""What the tests of mutation share: problems to ask for, references, and every slip of a text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jupyter_codemm.authoring.builtin.catalogue import ALL_FAMILIES
from jupyter_codemm.authoring.builtin.family import FamilyRequest
from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.problem import Problem, ProblemDraft
from jupyter_codemm.gates.mutation import Mutant, mutants
from jupyter_codemm.gates.mutation.generating import WORKSHOPS
from tests.fakes.drafts import good_draft

PROGRAMS = Path(__file__).parent / "programs"
LANGUAGES: tuple[Language, ...] = ("python", "java", "cpp", "sql")


def problem_in(language: Language, database: str = "") -> Problem:
    """Return a problem of which only the language, and for SQL the database, matter."""
    problem = good_draft().problem
    if language != "sql":
        return problem.model_copy(update={"language": language, "signature": None})
    test = problem.tests[0]
    test = test.model_copy(update={"input": test.input.model_copy(update={"database": database})})
    changes = {"language": language, "kind": "query", "signature": None, "tests": (test,)}
    return problem.model_copy(update=changes)


@cache
def drafts(language: Language) -> tuple[ProblemDraft, ...]:
    """Return a draft of every family that writes in a language."""
    return tuple(
        family.draft(
            FamilyRequest(
                problem_id="p1",
                language=language,
                difficulty=min(family.difficulties),
                style=min(family.styles),
                topics=(min(family.topics),),
                seed=1,
            )
        )
        for family in ALL_FAMILIES
        if language in family.languages
    )


def all_mutants(language: Language) -> Iterator[tuple[ProblemDraft, Mutant]]:
    """Yield the mutants of all families' references, those that are held out too."""
    for draft in drafts(language):
        for held_out in (False, True):
            for one in mutants(draft.problem, draft.reference, seed=1, held_out=held_out):
                yield draft, one


def every_slip(language: Language, code: str, database: str = "") -> dict[str, set[str]]:
    """Return the texts of all slips of a code, by family, whatever a cap would leave of them."""
    found: dict[str, set[str]] = {}
    for slip in WORKSHOPS[language].slips(code, problem_in(language, database)):
        found.setdefault(slip.family, set()).add(slip.write())
    return found


def changed_programs(language: Language) -> Iterator[tuple[str, str, str]]:
    """Yield name, edit and text of every slip of the programs that use most of a language."""
    workshop = WORKSHOPS[language]
    for path in sorted((PROGRAMS / language).iterdir()):
        code = path.read_text(encoding="utf-8")
        for slip in workshop.slips(code, problem_in(language)):
            text = slip.write()
            if workshop.meaning(text) is not None:
                yield path.name, f"{slip.family} {slip.line}: {slip.tell()}", text

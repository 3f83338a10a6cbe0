"""A proven problem per language with its reference, from the built-in author."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.author import BuiltinAuthor
from jupyter_codemm.contracts.base import LANGUAGES, Language
from jupyter_codemm.contracts.plan import Slot
from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.ports import DraftRequest

TOPICS: dict[Language, str] = {
    "python": "loops",
    "java": "loops",
    "cpp": "loops",
    "sql": "grouping",
}


async def draft(language: Language, seed: int) -> ProblemDraft:
    """Return a draft of medium difficulty."""
    slot = Slot(
        index=0,
        language=language,
        difficulty="medium",
        topics=(TOPICS[language],),
        style="stdout" if language == "sql" else "return",
    )
    return await BuiltinAuthor().draft(DraftRequest(slot=slot, problem_id=f"b{seed}", seed=seed))


async def drafts() -> dict[Language, ProblemDraft]:
    """Return one draft per language."""
    return {language: await draft(language, 7) for language in LANGUAGES}

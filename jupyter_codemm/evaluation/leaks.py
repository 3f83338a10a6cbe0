"""What a run told of references and hidden tests, wherever it leaves something."""

from __future__ import annotations

import json
import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.plan import Slot
from jupyter_codemm.contracts.problem import Problem, ProblemDraft
from jupyter_codemm.evaluation.remains import Text
from jupyter_codemm.gates import leak_limit, public_code
from jupyter_codemm.ports import Author, DraftRequest
from jupyter_codemm.syntax.shared_runs import body, prose_readings

SHORTEST = 8
PRIVATE = frozenset({"database", "file"})
"""Where hidden tests belong."""

Run = tuple[str, ...]


class Heard(logging.Handler):
    """The log lines of one case."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[Text] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Remember a log line, and the error that comes with it."""
        self.texts.append(("log", record.getMessage()))
        if record.exc_info and record.exc_info[1] is not None:
            self.texts.append(("log", str(record.exc_info[1])))


@contextmanager
def all_logged() -> Iterator[None]:
    """Have everything of ours logged, also what only those see who look for mistakes of ours.

    The level is one for all cases, which overlap: it is for whoever starts them to set it.
    """
    own = logging.getLogger("jupyter_codemm")
    level = own.level
    own.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        own.setLevel(level)


@contextmanager
def listening() -> Iterator[Heard]:
    """Hear everything that is logged meanwhile, by whatever case."""
    root, heard = logging.getLogger(), Heard()
    root.addHandler(heard)
    try:
        yield heard
    finally:
        root.removeHandler(heard)


@dataclass(slots=True)
class Remembering:
    """An author whose drafts are remembered: their references must be nowhere else."""

    author: Author
    drafts: list[ProblemDraft] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name of the author behind it."""
        return self.author.name

    def fits(self, slot: Slot) -> bool:
        """Pass it on."""
        return self.author.fits(slot)

    def check(self, slots: Sequence[Slot]) -> None:
        """Pass it on."""
        self.author.check(slots)

    async def draft(self, request: DraftRequest) -> ProblemDraft:
        """Draft, and remember what was drafted."""
        draft = await self.author.draft(request)
        self.drafts.append(draft)
        return draft


def leaks(drafts: Iterable[ProblemDraft], problem: Problem | None, texts: list[Text]) -> list[str]:
    """Return where a reference or a hidden test of the problem is told; nothing when all is well.

    The measure is that of the gate on leaks. Hidden tests belong into the database alone.
    """
    forbidden: dict[Language, dict[int, set[Run]]] = defaultdict(lambda: defaultdict(set))
    for draft in drafts:
        language, public = draft.problem.language, public_code(draft.problem)
        limit = leak_limit(draft.reference.text, language, public=public)
        for part in body(draft.reference.text, language, public):
            forbidden[language][limit].update(_runs(part, limit))
    found = [
        f"{where}: reference"
        for where, text in texts
        for language, sought in forbidden.items()
        if _quotes(text, language, sought)
    ]
    hidden = list(_hidden(problem)) if problem else []
    found += [
        f"{where}: hidden test"
        for where, text in texts
        if where not in PRIVATE and any(one in text for one in hidden)
    ]
    return sorted(set(found))


def _quotes(text: str, language: Language, sought: dict[int, set[Run]]) -> bool:
    return any(
        not forbidden.isdisjoint(_runs(tokens, limit))
        for tokens in prose_readings(text, language)
        for limit, forbidden in sought.items()
    )


def _runs(tokens: Run, size: int) -> Iterator[Run]:
    return (tokens[start : start + size] for start in range(len(tokens) - size + 1))


def _hidden(problem: Problem) -> Iterator[str]:
    """Yield hidden inputs as JSON that are long enough to be told from chance."""
    for test in problem.tests:
        if test.visibility == "hidden":
            text = json.dumps(test.input.to_json())
            if len(text) >= SHORTEST:
                yield text

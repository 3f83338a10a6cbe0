"""What a learner's page asks about a problem while its notebook is open."""

from __future__ import annotations

from pydantic import Field

from jupyter_codemm.contracts.base import Contract, Identifier, Language
from jupyter_codemm.contracts.inquiry import HintLevel, HintSource
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.contracts.tutoring import HintKind, HintRuling


class ProblemView(Contract):
    """A problem as its answer cell needs it: nothing of its tests.

    `header` is the first line of its cell.
    """

    id: Identifier
    activity_id: Identifier
    title: str
    language: Language
    version: int
    header: str
    starter: str
    entry_file: str


class HintRequest(Contract):
    """Ask for a hint: the next one, or one of a level that was shown before.

    `source` is the program as it is now: working on it opens the next level. With `submission_id`
    it is the hint that comes with that verdict.
    """

    problem_id: Identifier
    level: int | None = Field(default=None, ge=1, le=4)
    source: Source | None = None
    submission_id: Identifier | None = None


class HintReply(Contract):
    """One hint. `ruling` says by which rule it is this one, `line` is in the learner's own code.

    How many are left is never told. `wording` is what is to be followed while a model puts it into
    other words.
    """

    problem_id: Identifier
    level: HintLevel
    text: str
    kind: HintKind
    source: HintSource
    line: int | None = None
    ruling: HintRuling
    wording: Identifier | None = None

"""What a page tells of a learner's work that the server would not see by itself."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from jupyter_codemm.contracts.base import Contract, Identifier
from jupyter_codemm.contracts.problem import MAX_TEXT
from jupyter_codemm.contracts.recorded_text import LineText
from jupyter_codemm.contracts.source import Source

NoteKind = Literal["opened", "saved", "autosaved", "reset", "ran", "gave_up", "closed"]
NEEDS_SOURCE = ("saved", "autosaved", "ran")


class KernelRun(Contract):
    """A cell that was run in the kernel: what was typed to it, what it printed, how it ended."""

    stdin: str = Field(default="", max_length=MAX_TEXT)
    stdout: str = Field(default="", max_length=MAX_TEXT)
    stderr: str = Field(default="", max_length=MAX_TEXT)
    error_name: LineText | None = None
    time_ms: int = Field(default=0, ge=0, le=86_400_000)


class Note(Contract):
    """Something that a learner did with a problem. `run` belongs to `ran`."""

    problem_id: Identifier
    what: NoteKind
    source: Source | None = None
    run: KernelRun | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.run is not None) != (self.what == "ran"):
            raise ValueError("run: belongs to ran, and to nothing else")
        if self.source is None and self.what in NEEDS_SOURCE:
            raise ValueError(f"source: is missing, and {self.what} needs it")
        return self


class Noted(Contract):
    """Whether a note was added to the journey: not while it is paused, nor when nothing changed."""

    recorded: bool
    paused: bool = False


class CurrentSolution(Contract):
    """The newest code of a problem that is kept, if there is any."""

    problem_id: Identifier
    source: Source | None = None
    origin: str = ""

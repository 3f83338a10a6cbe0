"""Code as the journey keeps it: addressed by its content, so that the same code is kept once."""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from jupyter_codemm.contracts.base import Contract, Language
from jupyter_codemm.contracts.recorded_text import cleaned
from jupyter_codemm.contracts.source import Source

CodeStateId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""The SHA-256 of the canonical text, in hexadecimal."""


class CodeState(Contract):
    """The files of a solution at one moment, in canonical form, under the hash of that form."""

    id: CodeStateId
    language: Language
    files: dict[str, str] = Field(min_length=1, max_length=30)

    @classmethod
    def of(cls, source: Source, language: Language, *, entry_file: str | None = None) -> Self:
        """Return the state of a source.

        Line ends become LF and what no store takes U+FFFD; nothing else of a program changes.
        Raises what `Source.resolved` raises.
        """
        resolved = source.resolved(language, entry_file=entry_file)
        files = {name: _canonical(resolved[name]) for name in sorted(resolved)}
        return cls(id=_address(language, files), language=language, files=files)

    @property
    def text(self) -> str:
        """All files one after another, each under its name when there are several."""
        if len(self.files) == 1:
            return next(iter(self.files.values()))
        return "\n".join(f"=== {name} ===\n{text}" for name, text in self.files.items())

    @property
    def source(self) -> Source:
        """The source that this state was made of, up to line ends."""
        return Source(files=dict(self.files))

    @model_validator(mode="after")
    def _addressed(self) -> Self:
        if self.id != _address(self.language, self.files):
            raise ValueError("the id is not the hash of the files")
        return self


def _canonical(text: str) -> str:
    return cleaned(text).replace("\r\n", "\n").replace("\r", "\n")


def _address(language: Language, files: dict[str, str]) -> str:
    """Return the hash; the language is in it, for a state is read with its language."""
    ordered = {name: cleaned(files[name]) for name in sorted(files)}
    text = json.dumps([language, ordered], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()

"""An answer, as it was when its cell was last run."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.signature import Signature
from jupyter_codemm.contracts.source import Source

_PUBLIC = re.compile(
    r"^[ \t]*public\s+(?:(?:final|abstract|sealed|strictfp)\s+)*"
    r"(?:class|interface|enum|record)\s+([A-Za-z_]\w*)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One version of an answer. `title` and `signature` are known after its first run."""

    problem_id: str
    language: Language
    source: Source
    cell: int
    ran_at: datetime
    title: str = ""
    signature: Signature | None = None

    @property
    def name(self) -> str:
        """The problem as a learner knows it."""
        return f"“{self.title}”" if self.title else self.problem_id

    @property
    def version(self) -> str:
        """Which version this is, in words."""
        return f"In [{self.cell}], run at {self.ran_at:%H:%M:%S}"

    def line(self, file: str, number: int) -> str:
        """Return a line of one of the answer's files, counted from 1, or "" when there is none."""
        text = (self.source.files or {}).get(file, "") if self.source.files else self.source.code
        lines = (text or "").splitlines()
        return lines[number - 1].strip() if 0 < number <= len(lines) else ""


def source_of(language: Language, code: str, extra: Mapping[str, str]) -> Source:
    """Return an entry file and its extra files as one source."""
    if not extra:
        return Source.single(code)
    return Source(files={entry_file(language, code): code, **extra})


def entry_file(language: Language, code: str) -> str:
    """Return the name of the entry file: in Java it is that of the public class."""
    public = _PUBLIC.search(code) if language == "java" else None
    return f"{public[1]}.java" if public else FACTS[language].entry_file

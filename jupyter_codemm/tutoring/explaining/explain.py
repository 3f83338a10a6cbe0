"""An error of a compiler, an interpreter or a database in plain language."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.tutoring import Explanation
from jupyter_codemm.judging.messages import clean
from jupyter_codemm.tutoring.explaining.messages import Message, message
from jupyter_codemm.tutoring.explaining.spelling import meant
from jupyter_codemm.tutoring.explaining.tables import Pattern, patterns

MOST_WORDS = 45
_LONGEST_GAP = 40
_LONGEST_RAW = 200
_GAP = re.compile(r"\{(\w+)\}")
_SPELT = "misspelt"
# Compilers quote in the manner of their locale.
_QUOTES = str.maketrans(
    {"\N{LEFT SINGLE QUOTATION MARK}": "'", "\N{RIGHT SINGLE QUOTATION MARK}": "'"}
)


@dataclass(frozen=True, slots=True)
class _Names:
    text: str
    language: Language

    def meant(self, name: str) -> str | None:
        return meant(name, self.text, self.language)


def explain(
    language: Language, output: str, source: str = "", *, names: str = ""
) -> Explanation | None:
    """Return what a message says in plain words; None where there is no message.

    `output` is what a compiler said, or an uncaught exception with its places. A message that is
    in no table is told as it is, with its line. Of a name that nobody knows the nearest that the
    source has is told; `names` is a further text that has names, such as that of the tables.
    """
    text = clean(output).translate(_QUOTES).strip()
    if not text:
        return None
    told = message(language, text)
    line = _within(told.line, source)
    for pattern in patterns(language):
        found = pattern.match.search(told.text)
        if found:
            return _filled(pattern, found, line, _Names(f"{source}\n{names}", language))
    return _as_it_is(told, line)


def _within(line: int | None, source: str) -> int | None:
    """Return a line that the source has; a file that ended is told by its last line."""
    if line is None or line < 1:
        return None
    return min(line, max(1, len(source.splitlines()))) if source else line


def _filled(pattern: Pattern, found: re.Match[str], line: int | None, known: _Names) -> Explanation:
    groups = {name.rstrip("2"): text for name, text in found.groupdict().items() if text}
    gaps = {name: _short(text) for name, text in groups.items()}
    gaps["line"] = f"line {line}" if line else "the line that the message names"
    causes = tuple(_told(cause, gaps) for cause in pattern.causes)
    name = groups.get("name") or groups.get("near")
    likely = known.meant(name.rpartition(".")[2]) if name else None
    if likely and any(_SPELT in cause for cause in causes):
        causes = (f"You may mean `{likely}`.",)
    return Explanation(
        pattern=pattern.id,
        what=_told(pattern.what, gaps),
        causes=causes,
        where=_told(pattern.where, gaps),
        line=line,
    )


def _told(text: str, gaps: dict[str, str]) -> str:
    return _GAP.sub(lambda gap: gaps.get(gap[1], "it"), text)


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST_GAP else plain[: _LONGEST_GAP - 1] + "…"


def _as_it_is(told: Message, line: int | None) -> Explanation:
    raw = next((one.strip() for one in told.text.splitlines() if one.strip()), "an error")
    raw = " ".join(raw[:_LONGEST_RAW].split()[: MOST_WORDS - 15])
    where = f"Look at line {line}." if line else "Read it slowly: which of its words do you know?"
    return Explanation(what=f"The message is: {raw}", where=where, line=line)

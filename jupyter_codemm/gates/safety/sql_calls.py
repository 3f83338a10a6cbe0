"""What a script of SQLite's is made of, and which of its calls ask for the time of the clock."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

# As SQLite reads: a backslash is a letter, two quotes are one, and names can be quoted, too. What
# is never closed goes on to the end, so that each letter is read once; SQLite takes none of it.
_WORD = re.compile(
    r"""'(?P<text>(?:[^']|'')*+)'?|"(?P<either>(?:[^"]|"")*+)"?
    |`(?P<name>[^`]*)`?|\[(?P<bracketed>[^\]]*)\]?
    |--[^\n]*|/\*.*?(?:\*/|\Z)|(?P<bare>\w+|\S)""",
    re.DOTALL | re.VERBOSE,
)
_DATES = frozenset("date time datetime julianday strftime unixepoch timediff".split())
# Instead of a time; a fraction of seconds is of now, too, when it stands there.
_NOW = frozenset("now subsec subsecond".split())


class Word(NamedTuple):
    """A word or a sign in lower case, and which of the kinds of quotes it stands in, if any."""

    text: str
    kind: str = "bare"

    @property
    def is_name(self) -> bool:
        """Whether it can be what something is called."""
        return self.kind != "text"

    @property
    def is_text(self) -> bool:
        """Whether it can be a value; what is no name in double quotes is one."""
        return self.kind in ("text", "either")


OPENING = Word("(")
_CLOSING, _COMMA = Word(")"), Word(",")


@dataclass(slots=True)
class _Call:
    """What stands between brackets so far; `name` stands before them."""

    name: str
    arguments: list[list[Word]] = field(default_factory=lambda: [[]])
    says_now: bool = False

    def asks_now(self) -> bool:
        """Return whether it is a date function that is asked for now, which needs no argument."""
        if self.name not in _DATES:
            return False
        times = self.arguments[1:] if self.name == "strftime" else self.arguments
        if self.says_now or not times or not times[0]:
            return True
        return len(times[0]) == 1 and times[0][0].is_text and times[0][0].text in _NOW


def words(script: str) -> list[Word]:
    """Return the words and signs of a script, without its comments."""
    return [
        Word(match[match.lastgroup].lower(), match.lastgroup)
        for match in _WORD.finditer(script)
        if match.lastgroup is not None
    ]


def asking_now(script: list[Word]) -> Iterator[str]:
    """Yield the date functions that a script asks for now."""
    before = Word("")
    calls = [_Call("")]
    for word in script:
        if word == OPENING:
            calls[-1].arguments[-1].append(word)
            calls.append(_Call(before.text if before.is_name else ""))
        elif word == _CLOSING and len(calls) > 1:
            ended = calls.pop()
            calls[-1].says_now |= ended.says_now
            if ended.asks_now():
                yield ended.name
        elif word == _COMMA:
            calls[-1].arguments.append([])
        else:
            calls[-1].arguments[-1].append(word)
            calls[-1].says_now |= word.is_text and word.text == "now"
        before = word

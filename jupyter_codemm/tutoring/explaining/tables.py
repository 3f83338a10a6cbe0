"""The tables of error patterns, read once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from jupyter_codemm.contracts.base import Language


@dataclass(frozen=True, slots=True)
class Pattern:
    """One kind of message, and the words for it; named groups of `match` fill the words' gaps."""

    id: str
    match: re.Pattern[str]
    what: str
    causes: tuple[str, ...]
    where: str


@cache
def patterns(language: Language) -> tuple[Pattern, ...]:
    """Return the patterns of a language, the special ones before the general ones."""
    folder = resources.files(__package__).joinpath("patterns")
    told = tomllib.loads(folder.joinpath(f"{language}.toml").read_text("utf-8"))
    return tuple(
        Pattern(
            id=one["id"],
            match=re.compile(one["match"]),
            what=one["what"],
            causes=tuple(one["causes"]),
            where=one["where"],
        )
        for one in told["pattern"]
    )

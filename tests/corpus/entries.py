"""The corpus as data: each file under `lines/` is one program that attacks, breaks or is odd.

A file is named `NNN-slug.toml`; a line that takes several programs has NNNa, NNNb, … Its keys are
the fields of `Entry`. Number 0 is the honest program of a language, judged after every other one.
Whatever a program leaves anywhere it names `corpus-…`, or keys with IPC_KEY: that is looked for.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, JsonValue, model_validator

from jupyter_codemm.contracts.base import Contract, Language
from jupyter_codemm.contracts.outcome import Tier, Verdict
from jupyter_codemm.contracts.problem import Limits, Problem
from jupyter_codemm.contracts.source import Source

HERE = Path(__file__).parent
TIERS: tuple[Tier, ...] = ("docker", "bwrap", "landlock", "rlimit")
UNCONFINED: tuple[Language, ...] = ("python", "sql")
LAST = 130
IPC_KEY = 0x636F7270
SHORT_MS, ROOMY_MS = 1000, 8000


class Piece(Contract):
    """A part of a large or odd text: `times` times a text, or bytes that are no text."""

    text: str = ""
    hex: str = ""
    times: int = 1

    def written(self) -> str:
        """Return the text; a byte that is no UTF-8 is a lone surrogate, as the door makes it."""
        odd = bytes.fromhex(self.hex).decode("utf-8", "surrogateescape")
        return (self.text + odd) * self.times


class File(Contract):
    """One file of several."""

    name: str
    text: str = ""


class Inspect(Contract):
    """What must be true of the outcome beyond its verdict.

    `has` is found in, and `lacks` missing from, all that the outcome shows; `got` are fields of
    what the first sample shows as got.
    """

    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    got: dict[str, JsonValue] = Field(default={})


class Then(Contract):
    """A program judged next, in the same box."""

    program: str
    verdicts: tuple[Verdict, ...] = Field(min_length=1)


class Entry(Contract):
    """One program, and what must come of it: any of `verdicts`, or refused at the door.

    `tiers` are those where it is judged; fewer than all need a `because`. Without `time_limit`
    among its verdicts a program has time in plenty, so that a busy machine changes no verdict. With
    the stage `compile` a Python program stands for a compiler.
    """

    number: int = Field(ge=0, le=LAST)
    title: str
    language: Language
    verdicts: tuple[Verdict, ...] = ()
    refused: str = ""
    problem: str = "double"
    tiers: tuple[Tier, ...] = TIERS
    because: str = ""
    program: str = ""
    piece: tuple[Piece, ...] = ()
    files: tuple[File, ...] = ()
    stage: Literal["run", "compile"] = "run"
    copies: int = Field(default=1, ge=1)
    disturb: Literal["", "daemon", "box"] = ""
    inspect: Inspect = Inspect()
    then: tuple[Then, ...] = ()

    @property
    def source(self) -> Source:
        """The program as it is handed in."""
        if self.files:
            return Source(files={file.name: file.text for file in self.files})
        return Source.single(self.program + "".join(piece.written() for piece in self.piece))

    @property
    def where(self) -> tuple[Tier, ...]:
        """The tiers where it is judged: unconfined, only interpreted languages run at all."""
        fits = self.language in UNCONFINED
        return tuple(tier for tier in self.tiers if fits or tier != "rlimit")

    @property
    def task(self) -> Problem:
        """The problem that it is judged against."""
        return problem_called(
            self.problem, self.language, SHORT_MS if "time_limit" in self.verdicts else ROOMY_MS
        )

    @model_validator(mode="after")
    def _says_what_it_is(self) -> Self:
        if bool(self.verdicts) == bool(self.refused):
            raise ValueError("say either verdicts or refused")
        if bool(self.program or self.piece) == bool(self.files):
            raise ValueError("give either program and piece, or files")
        if (self.tiers != TIERS) != bool(self.because):
            raise ValueError("fewer tiers need a because, and only they")
        if "judge_error" in self.verdicts and not self.disturb:
            raise ValueError("only a disturbed box may give judge_error")
        return self


def read(path: Path) -> Entry:
    """Return the program that lies in a file."""
    entry = Entry.parse(tomllib.loads(path.read_text("utf-8")), where=path.name)
    if path.name[:3] != f"{entry.number:03}":
        raise ValueError(f"{path.name} holds line {entry.number}")
    return entry


def entries() -> dict[str, Entry]:
    """Return every program by its file's name."""
    return {path.stem: read(path) for path in sorted((HERE / "lines").glob("*.toml"))}


def problem_called(name: str, language: Language, time_ms: int) -> Problem:
    """Return a problem of the folder `problems`, whose files say everything but these two."""
    data = json.loads((HERE / "problems" / f"{name}.json").read_text("utf-8"))
    limits = Limits.parse(data.pop("limits") | {"time_ms": time_ms})
    given = {"id": name, "language": language, "limits": limits.to_json()}
    shape = {"statement": "As the title says.", "difficulty": "easy", "topics": ["corpus"]}
    return Problem.parse({**shape, "starter": "", **data, **given})

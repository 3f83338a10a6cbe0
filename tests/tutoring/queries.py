"""The labelled questions, as data."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jupyter_codemm.tutoring.triage import Situation

SITUATIONS = {
    "": Situation(),
    "F": Situation(failing=True, minutes=2),
    "O": Situation(failing=True, minutes=90),
    "T": Situation(traceback=True),
}


@dataclass(frozen=True)
class Labelled:
    part: str
    type: str
    sub_intent: str | None
    situation: Situation
    text: str
    refuses: bool


def labelled() -> list[Labelled]:
    """Return all of them, in the order of the file."""
    file = Path(__file__).parent / "data" / "queries.txt"
    lines = [line for line in file.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [_read(line) for line in lines]


def _read(line: str) -> Labelled:
    part, kind, sub, situation, text = line.split("|", 4)
    return Labelled(
        part=part,
        type=kind.rstrip("+"),
        sub_intent=sub or None,
        situation=SITUATIONS[situation],
        text=text,
        refuses=kind.endswith("+"),
    )

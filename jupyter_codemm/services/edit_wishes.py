"""What can be understood of an instruction without a model."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jupyter_codemm.contracts.base import DIFFICULTIES, Difficulty
from jupyter_codemm.errors import InvalidInputError

MOST_WORDS = 14
_HARDER = re.compile(r"\b(harder|more difficult|more challenging|tougher|less easy)\b")
_EASIER = re.compile(r"\b(easier|simpler|less difficult|less hard|less challenging)\b")
_OTHER = re.compile(
    r"\b(another|different|other|new|fresh)\b.{0,20}"
    r"\b(story|stories|setting|context|theme|numbers|values|version|variant|wording|example)"
)
_NOT = re.compile(r"\b(not|no|never|\w+n't|dont|cannot|without)\b")
_QUESTION = re.compile(r"(why|how come|(is|was|does|did) (this|that|it|the))\b")
_REQUEST = re.compile(r"(can|could|would|will|how about|what about)\b|.*\bplease\b")


@dataclass(frozen=True, slots=True)
class Wish:
    """Another telling of the same problem, `step` bands harder."""

    step: int

    def difficulty(self, now: Difficulty) -> Difficulty:
        """Return the band that is wished for; raises InvalidInputError beyond the last."""
        place = DIFFICULTIES.index(now) + self.step
        if not 0 <= place < len(DIFFICULTIES):
            raise InvalidInputError(
                f"instruction: the problem is {now} already", where="instruction"
            )
        return DIFFICULTIES[place]


def understood(instruction: str) -> Wish | None:
    """Return the wish in a short instruction such as "harder, please" or "another story".

    None for everything else, and for what says two things at once, says what not to do or asks
    what is so. "Can you make it easier?" asks for something.
    """
    text = " ".join(instruction.casefold().replace("\u2019", "'").split())
    if len(text.split()) > MOST_WORDS or _NOT.search(text) or _only_asks(text):
        return None
    harder, easier = bool(_HARDER.search(text)), bool(_EASIER.search(text))
    if harder and easier:
        return None
    if harder or easier:
        return Wish(1 if harder else -1)
    return Wish(0) if _OTHER.search(text) else None


def _only_asks(text: str) -> bool:
    if _QUESTION.match(text):
        return True
    return text.endswith("?") and not _REQUEST.match(text)

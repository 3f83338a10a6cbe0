"""A model's words for a hint or an answer, as they come."""

from __future__ import annotations

from typing import Literal

from jupyter_codemm.contracts.base import Contract


class WordingPart(Contract):
    """Further words, to be shown after those before: they have passed the guard."""

    type: Literal["part"] = "part"
    text: str


class WordingEnd(Contract):
    """Nothing more comes. `text` is what holds from now on, and what was stored.

    When the model's words may not stand it is, or ends with, the text that was made by rules.
    """

    type: Literal["end"] = "end"
    text: str


WordingEvent = WordingPart | WordingEnd

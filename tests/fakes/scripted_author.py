"""An author that does, per slot and attempt, what a test tells it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha512

from jupyter_codemm.contracts.plan import Slot
from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.errors import UnsupportedTopicError
from jupyter_codemm.ports import DraftRequest
from tests.fakes.drafts import changed, good_draft

Move = Callable[[ProblemDraft], ProblemDraft] | Exception
UNKNOWN_TOPIC = "knitting"
_SOUNDS = ("bdfgklmnprstvwz", "aeiou", "bdgklmnprst")


class ScriptedAuthor:
    """Writes good drafts; `script[slot]` holds what to do instead, one move per attempt.

    With `hold`, every draft of those slots waits until `release` is called. Every reference ever
    written is kept in `references`, so that a test can search for it.
    """

    name = "scripted"

    def __init__(
        self,
        script: Mapping[int, Sequence[Move | None]] | None = None,
        *,
        hold: frozenset[int] = frozenset(),
    ) -> None:
        self._script = {slot: list(moves) for slot, moves in (script or {}).items()}
        self._hold = hold
        self._released = asyncio.Event()
        self.held = asyncio.Event()
        self.requests: list[DraftRequest] = []
        self.references: list[str] = []

    def release(self) -> None:
        self._released.set()

    def fits(self, slot: Slot) -> bool:
        return UNKNOWN_TOPIC not in slot.topics

    def check(self, slots: Sequence[Slot]) -> None:
        if not all(self.fits(slot) for slot in slots):
            raise UnsupportedTopicError("cannot write knitting; can write loops")

    async def draft(self, request: DraftRequest) -> ProblemDraft:
        self.requests.append(request)
        slot = request.slot
        if slot.index in self._hold:
            self.held.set()
            await self._released.wait()
        moves = self._script.get(slot.index) or [None]
        move = moves.pop(0)
        if isinstance(move, Exception):
            raise move
        draft = changed(
            good_draft(
                request.problem_id, title=f"Count number {slot.index} of {request.seed % 97}"
            ),
            difficulty=slot.difficulty,
            topics=slot.topics,
        )
        # Variants of a family may be solved alike; what they tell is as unlike as it must be.
        told = f"{draft.problem.statement} {_story(request.seed)}"
        draft = changed(draft, statement=told).model_copy(update={"family": f"count-{told[-9:]}"})
        draft = draft if move is None else move(draft)
        self.references.append(draft.reference.text)
        return draft


def _story(seed: int) -> str:
    """Return sentences of short words that hardly any other seed gives."""
    digits = sha512(str(seed).encode()).digest()
    triples = (digits[at : at + 3] for at in range(0, 54, 3))
    words = ["".join(s[d % len(s)] for s, d in zip(_SOUNDS, t, strict=True)) for t in triples]
    doubled = [word + other for word in words for other in (words[0][:2], words[1][:2])]
    lines = (doubled[at : at + 6] for at in range(0, 36, 6))
    return " ".join(f"{' '.join(line).capitalize()}." for line in lines)

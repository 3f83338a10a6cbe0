"""What the simulated model answers: the part that an order asks for, of a scripted reply."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from jupyter_codemm.authoring.llm.parts import STAGES, part_of
from jupyter_codemm.contracts.plan import Slot
from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.evaluation.faults.wrapping import Wrapped
from jupyter_codemm.evaluation.triples import Reply
from jupyter_codemm.ports import Author, DraftRequest

MODEL = "simulated"
_LABEL = re.compile(r"case (\S+) attempt ([0-9]+)")


@dataclass(frozen=True, slots=True)
class Script:
    """How one exercise is answered: the reply of each attempt, and what becomes of it on its way.

    `wrap` is given the attempt, how many requests there were in it before, and what to send.
    """

    reply: Callable[[int], Reply]
    wrap: Callable[[int, int, dict[str, Any]], Wrapped]


class SimulatedModel:
    """Answers each order by the script of the case that its instructions name."""

    def __init__(self) -> None:
        self._scripts: dict[str, Script] = {}
        self._asked: dict[tuple[str, int], int] = {}
        self._lock = threading.Lock()

    def learn(self, case: str, script: Script) -> None:
        """Know a case from now on."""
        with self._lock:
            self._scripts[case] = script

    def forget(self, case: str) -> None:
        """Know it no longer."""
        with self._lock:
            self._scripts.pop(case, None)
            self._asked = {key: n for key, n in self._asked.items() if key[0] != case}

    def answer(self, asked: dict[str, Any]) -> Wrapped:
        """Return the answer to a chat completion request."""
        order = json.loads(asked["messages"][-1]["content"])
        found = _LABEL.search(str(order["custom_instructions"]))
        script = self._scripts.get(found[1]) if found else None
        if found is None or script is None:
            return Wrapped('{"error": {"message": "no such case"}}', status=404)
        case, attempt = found[1], int(found[2])
        with self._lock:
            before = self._asked.get((case, attempt), 0)
            self._asked[case, attempt] = before + 1
        return script.wrap(attempt, before, part_of_reply(script.reply(attempt), order))


def part_of_reply(reply: Reply, order: dict[str, Any]) -> dict[str, Any]:
    """Return the keys of a whole reply that an order asks for."""
    stage = order["answer"]
    if stage not in STAGES:
        return dict(reply)
    wanted = part_of(order["kind"], stage).model_fields
    return {key: value for key, value in reply.items() if key in wanted}


class Labelled:
    """An author that tells the simulated model which case and which attempt it is asked about."""

    def __init__(self, author: Author, case: str) -> None:
        self._author = author
        self._case = case

    @property
    def name(self) -> str:
        """The name of the author behind it."""
        return self._author.name

    def fits(self, slot: Slot) -> bool:
        """Pass it on."""
        return self._author.fits(slot)

    def check(self, slots: Sequence[Slot]) -> None:
        """Pass it on."""
        self._author.check(slots)

    async def draft(self, request: DraftRequest) -> ProblemDraft:
        """Draft, with the case named in the instructions."""
        label = f"case {self._case} attempt {len(request.feedback) + 1}"
        return await self._author.draft(replace(request, instructions=label))

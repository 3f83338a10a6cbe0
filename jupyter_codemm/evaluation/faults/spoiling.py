"""What a fault makes of a good exercise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from jupyter_codemm.contracts.plan import Slot
from jupyter_codemm.evaluation.triples import Reply, Triple


@dataclass(frozen=True, slots=True)
class Spoilt:
    """A slot with a reply that has a fault.

    `before` is an earlier exercise that this one repeats. `starter` is starter code that came with
    the draft from elsewhere. `trace` is the text that makes the fault harmful: when a proven draft
    no longer holds it, the gates have mended the fault. `label` tells the kind of fault.
    """

    slot: Slot
    reply: Reply
    label: str
    before: Reply | None = None
    starter: str | None = None
    trace: str = ""

    def having(self, **fields: Any) -> Spoilt:  # noqa: ANN401 - values of a reply
        """Return the same with fields of the reply replaced."""
        return replace(self, reply={**self.reply, **fields})


Spoil = Callable[[Triple, Sequence[Triple], Random], Spoilt | None]
"""A fault. It gets a good exercise and others to borrow from; None where it cannot occur."""


def spoilt(triple: Triple, label: str, **fields: Any) -> Spoilt:  # noqa: ANN401 - as above
    """Return an exercise with fields of its reply replaced."""
    return Spoilt(triple.slot, {**triple.reply, **fields}, label)

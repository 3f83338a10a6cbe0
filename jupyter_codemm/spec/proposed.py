"""What a model proposed for one turn. It is a proposal: deterministic code decides what applies."""

from __future__ import annotations

from dataclasses import dataclass

from jupyter_codemm.contracts.session import PatchOperation


@dataclass(frozen=True, slots=True)
class Proposal:
    """Patch operations on the draft spec, and a short acknowledgement in the model's words.

    Neither is trusted: the turn drops operations that do not fit, and decides what is shown.
    """

    patch: tuple[PatchOperation, ...] = ()
    acknowledgement: str = ""

"""The authoring loop: a chat turn becomes a change of the spec. Pure and deterministic."""

from __future__ import annotations

from jupyter_codemm.spec.asking import asking, is_agreed, unasked
from jupyter_codemm.spec.by_hand import edit_spec
from jupyter_codemm.spec.confirmation import applicable
from jupyter_codemm.spec.message import check_message
from jupyter_codemm.spec.proposal import propose
from jupyter_codemm.spec.proposed import Proposal
from jupyter_codemm.spec.session import new_session
from jupyter_codemm.spec.states import transition
from jupyter_codemm.spec.strict import strict_spec
from jupyter_codemm.spec.turn import take_turn

__all__ = [
    "Proposal",
    "applicable",
    "asking",
    "check_message",
    "edit_spec",
    "is_agreed",
    "new_session",
    "propose",
    "strict_spec",
    "take_turn",
    "transition",
    "unasked",
]

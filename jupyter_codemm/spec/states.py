"""The states of an authoring session, and which may follow which."""

from __future__ import annotations

from jupyter_codemm.contracts.session import SessionState
from jupyter_codemm.errors import WrongStateError

TRANSITIONS: dict[SessionState, tuple[SessionState, ...]] = {
    "DRAFT": ("CLARIFYING",),
    "CLARIFYING": ("CLARIFYING", "READY"),
    "READY": ("CLARIFYING", "GENERATING"),
    "GENERATING": ("SAVED", "FAILED", "READY"),
    "FAILED": ("READY",),
    "SAVED": (),
}


def transition(state: SessionState, to: SessionState) -> SessionState:
    """Return the state gone to; raises WrongStateError when it may not follow."""
    if to not in TRANSITIONS[state]:
        raise WrongStateError(f"a session in state {state} cannot become {to}", where="state")
    return to

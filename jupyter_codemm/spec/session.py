"""A new authoring session."""

from __future__ import annotations

from datetime import datetime

from jupyter_codemm.contracts.base import LearningMode
from jupyter_codemm.contracts.session import AuthoringSession, Guidance
from jupyter_codemm.spec.gaps import OPENING, OPENING_REPLIES

NO_GUIDANCE = Guidance()


def new_session(
    *,
    session_id: str,
    owner: str,
    mode: LearningMode = "practice",
    now: datetime,
    guidance: Guidance = NO_GUIDANCE,
) -> AuthoringSession:
    """Return an empty session with its opening question."""
    return AuthoringSession(
        id=session_id,
        owner=owner,
        learning_mode=mode,
        guidance=guidance,
        question=OPENING,
        quick_replies=OPENING_REPLIES,
        created_at=now,
        updated_at=now,
    )

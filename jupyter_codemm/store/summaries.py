"""The lines of lists, derived when the whole is stored."""

from __future__ import annotations

from jupyter_codemm.contracts.activity import Activity, ActivitySummary
from jupyter_codemm.contracts.session import AuthoringSession, SessionSummary

PREVIEW_LENGTH = 120


def session_summary(session: AuthoringSession) -> SessionSummary:
    """Return the line of a session; its preview is the user's first message, on one line."""
    first = next((m.text for m in session.messages if m.role == "user"), "")
    preview = " ".join(first[: 4 * PREVIEW_LENGTH].split())
    return SessionSummary(
        id=session.id,
        state=session.state,
        learning_mode=session.learning_mode,
        preview=preview[:PREVIEW_LENGTH],
        message_count=len(session.messages),
        activity_id=session.activity_id,
        created_at=session.created_at,
        updated_at=session.updated_at,
    )


def activity_summary(activity: Activity, notebook: str | None = None) -> ActivitySummary:
    """Return the line of an activity."""
    return ActivitySummary(
        id=activity.id,
        title=activity.title,
        state=activity.state,
        language=activity.language,
        learning_mode=activity.learning_mode,
        problem_count=len(activity.problems),
        created_at=activity.created_at,
        notebook=notebook,
    )

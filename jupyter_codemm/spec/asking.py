"""A change of the spec that is put to the user outside of a turn, and waits for their word."""

from __future__ import annotations

from jupyter_codemm.contracts.session import AuthoringSession, Message, PatchOperation
from jupyter_codemm.spec.confirmation import confirm_question
from jupyter_codemm.spec.gaps import question
from jupyter_codemm.spec.patch import apply_patch


def asking(
    session: AuthoringSession, pending: tuple[PatchOperation, ...], words: str
) -> AuthoringSession:
    """Return the session with a question about a change; the next turn hears the answer."""
    asked = confirm_question(pending, words)
    said = Message(role="assistant", text=asked.text, at=session.updated_at)
    return session.updated(
        pending=pending,
        question_key=asked.key,
        question=asked.text,
        quick_replies=asked.quick_replies,
        messages=(*session.messages, said),
    )


def unasked(session: AuthoringSession) -> AuthoringSession:
    """Return the session without a change that nobody agreed to; its spec is as it was."""
    if not session.pending:
        return session
    asked = question(session.spec)
    return session.updated(
        pending=(),
        question_key=asked.key,
        question=asked.text,
        quick_replies=asked.quick_replies,
    )


def is_agreed(before: AuthoringSession, after: AuthoringSession) -> bool:
    """Return whether a turn changed the spec by just what a failed generation had proposed."""
    proposed = apply_patch(before.spec, before.pending).draft
    return before.state == "FAILED" and before.spec != after.spec == proposed

"""Changing the spec without words: fields that the user edits in place. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from jupyter_codemm.contracts.base import LearningMode
from jupyter_codemm.contracts.session import AuthoringSession, PatchOperation, Turn
from jupyter_codemm.errors import InvalidInputError, WrongStateError
from jupyter_codemm.spec.commitments import SAID
from jupyter_codemm.spec.confirmation import applicable, without
from jupyter_codemm.spec.patch import field_of
from jupyter_codemm.spec.turn import concluded, standing
from jupyter_codemm.spec.wording import FINISHED
from jupyter_codemm.spec.work import Work


def edit_spec(
    session: AuthoringSession,
    operations: Sequence[PatchOperation],
    mode: LearningMode | None,
    now: datetime,
) -> tuple[AuthoringSession, Turn]:
    """Return the session with fields changed by the user's own hand, and what to tell them.

    All operations apply or none. What waited for a yes on one of these fields is dropped, and the
    next question is asked. Raises InvalidInputError naming the field and the reason, and
    WrongStateError while problems are being generated or when the session is finished.
    """
    if session.state == "GENERATING":
        raise WrongStateError(
            "problems are being generated: wait for them, or cancel first", where="state"
        )
    if session.state == "SAVED":
        raise WrongStateError(FINISHED, where="state")
    if mode is not None and mode != session.learning_mode:
        session = session.model_copy(update={"learning_mode": mode, "updated_at": now})
    if not operations:
        return session, standing(session)
    fields = {name for operation in operations if (name := field_of(operation))}
    work = Work(session.spec, session.pending, answered=True)
    patched = work.apply(tuple(operations), SAID)
    if patched.dropped:
        refused = patched.dropped[0]
        raise InvalidInputError(refused.reason, where=refused.operation.path.removeprefix("/"))
    work.pending = applicable(work.draft, without(session.pending, fields))
    return concluded(session.model_copy(update={"updated_at": now}), work, asks=False)

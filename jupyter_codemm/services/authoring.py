"""The authoring conversation: sessions and their turns."""

from __future__ import annotations

from functools import partial

from jupyter_codemm.contracts.api import TurnReply
from jupyter_codemm.contracts.base import LearningMode
from jupyter_codemm.contracts.session import (
    AuthoringSession,
    Guidance,
    Message,
    PatchOperation,
    SessionSummary,
    Turn,
)
from jupyter_codemm.contracts.spec import ActivitySpec, DraftSpec
from jupyter_codemm.errors import BudgetSpentError, UnavailableError, WrongStateError
from jupyter_codemm.ports import Transaction
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.forgetting import forget_dropped
from jupyter_codemm.services.model_access import check_writes_for, for_class
from jupyter_codemm.spec import (
    Proposal,
    check_message,
    is_agreed,
    new_session,
    propose,
    take_turn,
)
from jupyter_codemm.spec import edit_spec as change_by_hand

CLEARED = "The problems finished so far were made for the old spec: they are dropped."
NO_MODEL = "The model did not answer, so I read your message by my own rules."
NO_GUIDANCE = Guidance()
OWN_RULES = "So I read your message by my own rules."


async def create_session(
    ctx: Context,
    owner: str,
    mode: LearningMode,
    guidance: Guidance = NO_GUIDANCE,
    class_id: str | None = None,
) -> AuthoringSession:
    """Open an authoring session and return it.

    Raises NotFoundError for a class in which the owner has no role, and ForbiddenError for one that
    they do not write for.
    """
    session = _fresh(ctx, owner, mode, guidance).updated(class_id=class_id)

    def work(tx: Transaction) -> None:
        if class_id is not None:
            check_writes_for(tx, owner, class_id)
        tx.sessions.add(session)

    await ctx.store.transact(work)
    return session


async def open_with_spec(
    ctx: Context,
    owner: str,
    spec: ActivitySpec,
    mode: LearningMode,
    guidance: Guidance = NO_GUIDANCE,
) -> AuthoringSession:
    """Open a session whose spec is decided already, and return it."""
    decided = DraftSpec.parse(spec.to_json())
    session = _fresh(ctx, owner, mode, guidance).updated(state="READY", spec=decided)
    await ctx.store.transact(lambda tx: tx.sessions.add(session))
    return session


def _fresh(ctx: Context, owner: str, mode: LearningMode, guidance: Guidance) -> AuthoringSession:
    return new_session(
        session_id=ctx.new_id("session"),
        owner=owner,
        mode=mode,
        now=ctx.clock.now(),
        guidance=guidance,
    )


async def get_session(ctx: Context, owner: str, session_id: str) -> AuthoringSession:
    """Return a session; raises NotFoundError when it is unknown or not the owner's."""
    return await ctx.store.transact(lambda tx: tx.sessions.get(session_id, owner))


async def list_sessions(ctx: Context, owner: str) -> tuple[SessionSummary, ...]:
    """Return the owner's sessions, newest first."""
    return await ctx.store.transact(lambda tx: tx.sessions.list(owner))


async def post_message(ctx: Context, owner: str, session_id: str, text: str) -> TurnReply:
    """Take one turn and return it with the session after it.

    Problems that were finished for another spec are dropped, and the reply says so. Raises
    InvalidInputError for text that is no message, which no model is asked about, NotFoundError, and
    WrongStateError while the session is being generated.
    """
    check_message(text)
    session = await get_session(ctx, owner, session_id)
    _check_open(session)
    asked = await for_class(ctx, owner, session.class_id)
    proposal, notices = await _proposal(asked, session, text)
    turn = partial(_turn, ctx=ctx, before=session, said=text, proposal=proposal, notices=notices)
    return await ctx.store.transact(turn)


def _check_open(session: AuthoringSession) -> None:
    if session.state == "GENERATING":
        raise WrongStateError("problems are being generated; wait or cancel, then change the spec")


async def _proposal(
    ctx: Context, session: AuthoringSession, said: str
) -> tuple[Proposal | None, tuple[str, ...]]:
    if ctx.llm is None or session.state == "SAVED":
        return None, ()
    try:
        return await propose(session, said, ctx.llm), ()
    except BudgetSpentError as error:
        return None, (f"{error.message} {OWN_RULES}",)
    except UnavailableError:
        return None, (NO_MODEL,)


def _turn(
    tx: Transaction,
    *,
    ctx: Context,
    before: AuthoringSession,
    said: str,
    proposal: Proposal | None,
    notices: tuple[str, ...],
) -> TurnReply:
    # The model took its time: what was said or started meanwhile comes first.
    session = tx.sessions.get(before.id, before.owner)
    _check_open(session)
    fitting = proposal if session.spec == before.spec else None
    after, turn = take_turn(session, said, fitting, ctx.clock.now())
    return _saved(tx, session, after, turn, notices)


async def edit_spec(
    ctx: Context,
    owner: str,
    session_id: str,
    changes: tuple[PatchOperation, ...],
    mode: LearningMode | None,
    *,
    class_id: str | None = None,
) -> TurnReply:
    """Change fields by hand; return what was told and the session after it.

    Finished problems are dropped as after a message. With a `class_id` that class pays from now on
    and its models answer, with an empty one none does. Raises NotFoundError, InvalidInputError for
    a value that cannot be, WrongStateError while the session is being generated or is finished; and
    for a class as `create_session`.
    """

    def work(tx: Transaction) -> TurnReply:
        session = tx.sessions.get(session_id, owner)
        now = ctx.clock.now()
        after, turn = change_by_hand(session, changes, mode, now)
        if class_id is not None:
            if class_id:
                check_writes_for(tx, owner, class_id)
            after = after.updated(class_id=class_id or None, updated_at=now)
        return _saved(tx, session, after, turn, ())

    return await ctx.store.transact(work)


def _saved(
    tx: Transaction,
    session: AuthoringSession,
    after: AuthoringSession,
    turn: Turn,
    notices: tuple[str, ...],
) -> TurnReply:
    if is_agreed(session, after) and after.learning_mode == session.learning_mode:
        # What is finished was kept for this change: the next run fills only what is missing.
        after = after.updated(failures=(), last_error="")
    elif after.spec != session.spec or after.learning_mode != session.learning_mode:
        dropped = tx.sessions.finished_slots(session.id)
        if dropped:
            notices = (*notices, CLEARED)
        tx.sessions.clear_finished_slots(session.id)
        forget_dropped(tx, session, dropped)
        after = after.updated(activity_id=None, seed=None, failures=(), last_error="")
    after = _with_notices(session, after, notices)
    tx.sessions.save(after)
    return TurnReply(turn=turn.updated(notices=(*turn.notices, *notices)), session=after)


def _with_notices(
    session: AuthoringSession, after: AuthoringSession, notices: tuple[str, ...]
) -> AuthoringSession:
    """Return the session with its notices said in the chat, before the reply when there is one."""
    at = len(after.messages) - (len(after.messages) > len(session.messages))
    said = (Message(role="assistant", text=notice, at=after.updated_at) for notice in notices)
    return after.updated(messages=(*after.messages[:at], *said, *after.messages[at:]))

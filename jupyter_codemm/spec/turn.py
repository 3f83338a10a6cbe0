"""One turn of the authoring loop: a message in, the next session and the reply out. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from jupyter_codemm.contracts.session import (
    SPEC_FIELDS,
    AuthoringSession,
    Message,
    NextAction,
    SessionState,
    SpecField,
    Turn,
)
from jupyter_codemm.errors import WrongStateError
from jupyter_codemm.spec.commitments import locked, merged
from jupyter_codemm.spec.confirmation import confirm_question
from jupyter_codemm.spec.decide import decide
from jupyter_codemm.spec.extract import Reading, read
from jupyter_codemm.spec.gaps import Question, question
from jupyter_codemm.spec.message import check_message
from jupyter_codemm.spec.proposed import Proposal
from jupyter_codemm.spec.recalling import recalled_mix
from jupyter_codemm.spec.reply import reply_text
from jupyter_codemm.spec.states import transition
from jupyter_codemm.spec.strict import strict_spec
from jupyter_codemm.spec.wording import FINISHED
from jupyter_codemm.spec.work import Work, consider, fill, obey, settle


def take_turn(
    session: AuthoringSession, text: str, proposal: Proposal | None, now: datetime
) -> tuple[AuthoringSession, Turn]:
    """Return the session after a message, and what to tell the user.

    The same session, message and proposal always give the same result. A finished session takes no
    change: its reply says to start a new one. Raises InvalidInputError or TooLargeError for text
    that is no message, and WrongStateError while problems are being generated.
    """
    check_message(text)
    if session.state == "GENERATING":
        raise WrongStateError(
            "problems are being generated: wait for them, or cancel first", where="state"
        )
    if session.state == "SAVED":
        return _closed(_heard(session, text, now))
    asked = next((name for name in SPEC_FIELDS if name == session.question_key), None)
    reading = _with_recalled_mix(session, read(text, asked))
    work = _worked(session, reading, asked, proposal)
    heard = _heard(session, text, now)
    if reading.mode and reading.mode != session.learning_mode:
        work.notices.append(f"This is {reading.mode} mode now.")
        heard = heard.model_copy(update={"learning_mode": reading.mode})
    return concluded(heard, work, asks=reading.question)


def _worked(
    session: AuthoringSession, reading: Reading, asked: SpecField | None, proposal: Proposal | None
) -> Work:
    """Return the draft after every step of the turn."""
    fixed = locked(session.commitments)
    work = Work(session.spec, session.pending)
    decision = decide(session.spec, reading, fixed)
    settle(work, reading, decision)
    obey(work, decision)
    fill(work, reading, asked)
    understood = frozenset(decision.understood)
    consider(work, reading, proposal, understood=understood, locked=fixed)
    return work


def _with_recalled_mix(session: AuthoringSession, reading: Reading) -> Reading:
    """Add difficulties named earlier, now that the number of problems is answered."""
    answers = reading.count.value is not None or reading.defer is not None
    if session.question_key != "problem_count" or reading.mix or not answers:
        return reading
    return replace(reading, mix=recalled_mix(session.messages))


def _heard(session: AuthoringSession, text: str, now: datetime) -> AuthoringSession:
    message = Message(role="user", text=text, at=now)
    return session.model_copy(update={"messages": (*session.messages, message), "updated_at": now})


def _answered(session: AuthoringSession, reply: str) -> AuthoringSession:
    message = Message(role="assistant", text=reply, at=session.updated_at)
    return session.model_copy(update={"messages": (*session.messages, message)})


def standing(session: AuthoringSession) -> Turn:
    """Return the turn of a session to which nothing was said: its question as it is."""
    asked = Question(session.question_key or "", session.question, session.quick_replies)
    return _turn(Work(session.spec, session.pending), asked, "", session.state)


def _closed(session: AuthoringSession) -> tuple[AuthoringSession, Turn]:
    """Answer that a finished session takes no change."""
    turn = _turn(Work(session.spec, ()), Question("ready", ""), FINISHED, "SAVED")
    return _answered(session, FINISHED), turn


def concluded(
    session: AuthoringSession, work: Work, *, asks: bool
) -> tuple[AuthoringSession, Turn]:
    """Return the session with the work done and the reply said, and the turn."""
    asked = confirm_question(work.pending) if work.pending else question(work.draft)
    changed = work.draft != session.spec
    state = _next_state(session.state, work, changed=changed)
    reply = reply_text(session.spec, work, asked, asks=asks)
    update: dict[str, object] = {
        "state": state,
        "spec": work.draft,
        "question_key": asked.key,
        "question": asked.text,
        "quick_replies": asked.quick_replies,
        "pending": work.pending,
        "commitments": merged(session.commitments, work.confidence, work.draft),
    }
    if changed:
        update |= {"failures": (), "last_error": ""}
    return _answered(session.model_copy(update=update), reply), _turn(work, asked, reply, state)


def _next_state(state: SessionState, work: Work, *, changed: bool) -> SessionState:
    if state == "FAILED":
        state = transition(state, "READY")
    if state == "DRAFT" or (state == "READY" and (changed or work.pending)):
        state = transition(state, "CLARIFYING")
    if state == "CLARIFYING" and not work.pending and strict_spec(work.draft):
        state = transition(state, "READY")
    return state


def _turn(work: Work, asked: Question, reply: str, state: SessionState) -> Turn:
    action: NextAction = "confirm" if work.pending else "ask"
    done = state in ("READY", "SAVED")
    return Turn(
        reply=reply,
        state=state,
        spec=work.draft,
        question_key=asked.key,
        question=asked.text,
        next_action="ready" if done else action,
        done=done,
        applied=tuple(work.applied),
        pending=work.pending,
        quick_replies=asked.quick_replies,
        notices=tuple(dict.fromkeys(work.notices)),
    )

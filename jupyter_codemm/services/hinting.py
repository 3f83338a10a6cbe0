"""Hints: the one that comes with a verdict, and those that somebody asks for."""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass
from functools import partial

from jupyter_codemm.contracts.journey import JourneyRecord
from jupyter_codemm.contracts.journey_talk import HintRequested, HintShown
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.contracts.solving import HintReply, HintRequest
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.contracts.submission import Submission
from jupyter_codemm.contracts.tutoring import TutorHint
from jupyter_codemm.errors import CodemmError, NotFoundError
from jupyter_codemm.ports import Transaction
from jupyter_codemm.services.analogues import analogue
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.desks import Desk, attempt_of, attempt_on, desk_of
from jupyter_codemm.services.given import problem_for
from jupyter_codemm.services.recent import Tried
from jupyter_codemm.services.recording import Journal
from jupyter_codemm.services.workplaces import code_of, workplace
from jupyter_codemm.tutoring.hinting import (
    Attempt,
    Given,
    Permission,
    Request,
    Shown,
    level_with_verdict,
    on_request,
    reflection,
    with_verdict,
)

_log = logging.getLogger(__name__)
MOST_REMEMBERED = 50
SAMPLES_ARE_FINE = "The examples pass. Submit, and all tests are tried."


@dataclass(frozen=True, slots=True)
class Told:
    """A hint that was given, and what it was made of.

    `is_new`: it was made now. `record_id` is its number in the journey, None when it is in none.
    """

    reply: HintReply
    desk: Desk
    hint: TutorHint
    attempt: Attempt | None = None
    is_new: bool = False
    record_id: int | None = None
    submission_id: str | None = None


@dataclass(frozen=True, slots=True)
class _Kept:
    """What became of a hint: its number, None when nothing is recorded, or that it is late."""

    record_id: int | None = None
    is_overtaken: bool = False


async def hint(ctx: Context, user: str, request: HintRequest) -> Told:
    """Return a hint, made by rules alone, and add it to the journey.

    With a submission it is the one that comes with its verdict, always the same. Else it is the
    next one that the learner may have, or an earlier one again. Raises NotFoundError when the user
    may not work on the problem, or no hint goes with the submission.
    """
    told = None
    while told is None:  # a request that was faster counts for this one
        told = await _told(ctx, user, request)
    return told


async def _told(ctx: Context, user: str, request: HintRequest) -> Told | None:
    """Return a hint that was added; None when another one was while it was made."""
    if request.submission_id is not None:
        return await _with_verdict(ctx, user, request.submission_id)
    started = time.perf_counter()
    now = ctx.clock.now()
    desk = await ctx.store.transact(lambda tx: desk_of(tx, user, request.problem_id, now))
    attempt, given = await asyncio.to_thread(_given, ctx, user, desk, request)
    if given.hint is None:
        raise NotFoundError("Hints are switched off for this problem.", where="problem_id")
    kept = _Kept()
    if given.permission.ruling in ("given", "conceptual"):
        shown = _as_shown(given.hint, started, counted=given.counts)
        asked = HintRequested(level=request.level)
        kept = await _keep(ctx, user, desk, request.source, asked, shown)
    if kept.is_overtaken:
        return None
    if given.counts and kept.record_id is None:
        _remember(ctx, user, desk, given.hint, request.source)
    reply = _reply(desk.problem, given.hint, given.permission)
    return Told(reply, desk, given.hint, attempt, is_new=given.counts, record_id=kept.record_id)


async def _with_verdict(ctx: Context, user: str, submission_id: str) -> Told | None:
    started = time.perf_counter()

    def read(tx: Transaction) -> tuple[Submission, Desk]:
        submission = tx.submissions.get(submission_id, user)
        now = ctx.clock.now()
        return submission, desk_of(tx, user, submission.problem_id, now, submission)

    submission, desk = await ctx.store.transact(read)
    known = [r for r in desk.records if _belongs(r, submission_id)]
    if known and isinstance(event := known[-1].event, HintShown):
        told = TutorHint(level=event.level, text=event.text, source=event.source, kind="verdict")
        reply = _reply(desk.problem, told, Permission(event.level, "again"))
        return Told(reply, desk, told, record_id=known[0].id)
    attempt, made = await asyncio.to_thread(_after, ctx, desk, submission)
    if made is None:
        raise NotFoundError("No hint goes with this verdict.", where="submission_id")
    shown = _as_shown(made, started, counted=made.kind != "reflection", submission=submission.id)
    kept = await _keep(ctx, user, desk, submission.source, shown)
    if kept.is_overtaken:
        return None
    is_new = kept.record_id is not None
    if not is_new:  # a page that comes back asks again, and no model is to be asked again
        is_new = ctx.told_after.get(user, desk.problem.id) != submission.id
        ctx.told_after.put(user, desk.problem.id, submission.id)
    reply = _reply(desk.problem, made, Permission(made.level, "given"))
    return Told(
        reply,
        desk,
        made,
        attempt,
        is_new=is_new,
        record_id=kept.record_id,
        submission_id=submission.id,
    )


def _belongs(record: JourneyRecord, submission_id: str) -> bool:
    event = record.event
    return isinstance(event, HintShown) and event.submission_id == submission_id


def _given(
    ctx: Context, user: str, desk: Desk, request: HintRequest
) -> tuple[Attempt | None, Given]:
    attempt = attempt_of(ctx, user, desk)
    code = code_of(desk.problem, request.source)
    fallback = "" if attempt is None else attempt.code
    asked = Request(
        at=ctx.clock.now(),
        code=fallback if code is None else code.text,
        language=desk.problem.language,
        attempted=desk.attempted,
        policy=desk.problem.hint_policy,
        asked=request.level,
    )
    if attempt is not None and attempt.outcome.verdict == "accepted":
        return attempt, Given(_after_pass(attempt), Permission(0, "again"), counts=False)
    sibling = partial(analogue, desk.problem, desk.artefacts, ctx.key)
    return attempt, on_request(
        attempt, desk.problem, asked, _shown(ctx, user, desk), sibling=sibling
    )


def _after_pass(attempt: Attempt) -> TutorHint:
    """Return what to say to somebody whose last attempt passed: it needs no help."""
    if len(attempt.outcome.cases) == len(attempt.problem.tests):
        return reflection(attempt.problem)
    return TutorHint(level=0, text=SAMPLES_ARE_FINE, source="rule", kind="verdict")


def _after(
    ctx: Context, desk: Desk, submission: Submission
) -> tuple[Attempt | None, TutorHint | None]:
    if submission.outcome is None:
        return None, None
    tried = Tried(submission.source, submission.outcome, submission.submitted_at)
    attempt = attempt_on(ctx, desk, tried)
    before = [s for s in desk.submissions if s.submitted_at < submission.submitted_at]
    failed = any(s.outcome is not None and s.outcome.verdict != "accepted" for s in before)
    if attempt is None:
        return None, None
    policy, state = desk.problem.hint_policy, code_of(desk.problem, submission.source)
    request = Request(
        at=ctx.clock.now(),
        code=attempt.code if state is None else state.text,
        language=desk.problem.language,
        policy=policy,
    )
    shown = _shown(ctx, submission.user, desk)
    level = level_with_verdict(request, shown, failed_before=failed)
    return attempt, with_verdict(attempt, policy=policy, level=level)


async def _keep(
    ctx: Context, user: str, desk: Desk, source: Source | None, *events: HintRequested | HintShown
) -> _Kept:
    """Add events to the journey, unless another hint of the problem was faster."""

    def work(tx: Transaction) -> _Kept:
        last = tx.journeys.latest(user, desk.problem.id, {"hint_shown"})
        if last is not None and last.id > desk.last_hint:
            return _Kept(is_overtaken=True)
        # Whoever erased everything meanwhile has no problem any more, and gets no new record.
        activity = problem_for(tx, user, desk.problem.id, ctx.clock.now()).activity
        journal = Journal.of(tx, user, ctx.clock.now(), ctx.new_id)
        place = workplace(tx, activity, desk.problem)
        journal.work_at(place, *events, code=code_of(desk.problem, source))
        added = [record.id for record in journal.close() if record.event is events[-1]]
        return _Kept(added[0] if added else None)

    try:
        return await ctx.store.transact(work)
    except CodemmError as error:
        _log.warning("a hint was not recorded: %s", error.message)
        return _Kept()


def _remember(ctx: Context, user: str, desk: Desk, told: TutorHint, source: Source | None) -> None:
    """Remember a hint that is recorded nowhere: the next level opens after it all the same."""
    code = code_of(desk.problem, source)
    now = Shown(told.level, ctx.clock.now(), "" if code is None else code.text)
    before = ctx.unrecorded.get(user, desk.problem.id) or ()
    ctx.unrecorded.put(user, desk.problem.id, (*before, now)[-MOST_REMEMBERED:])


def _shown(ctx: Context, user: str, desk: Desk) -> tuple[Shown, ...]:
    return (*desk.shown, *(ctx.unrecorded.get(user, desk.problem.id) or ()))


def _as_shown(
    made: TutorHint, started: float, *, counted: bool, submission: str | None = None
) -> HintShown:
    return HintShown(
        level=made.level,
        source=made.source,
        text=made.text,
        latency_ms=round(1000 * (time.perf_counter() - started)),
        counted=counted,
        submission_id=submission,
    )


def _reply(problem: Problem, told: TutorHint, by: Permission) -> HintReply:
    return HintReply(
        problem_id=problem.id,
        level=told.level,
        text=told.text,
        kind=told.kind,
        source=told.source,
        line=told.line,
        ruling=by.ruling,
    )

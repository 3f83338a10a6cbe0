"""Hints: the one that comes with a verdict, and those that somebody asks for."""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass
from functools import partial

from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.artefacts import ProblemArtefacts
from jupyter_codemm.contracts.code_state import CodeState
from jupyter_codemm.contracts.journey import JourneyRecord
from jupyter_codemm.contracts.journey_talk import HintRequested, HintShown
from jupyter_codemm.contracts.journey_work import ProgramRun, Submitted
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.contracts.solving import HintReply, HintRequest
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.contracts.submission import Submission
from jupyter_codemm.contracts.tutoring import TutorHint
from jupyter_codemm.errors import CodemmError, NotFoundError, UnavailableError
from jupyter_codemm.ports import Transaction
from jupyter_codemm.services.analogues import analogue
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.recent import Tried
from jupyter_codemm.services.recording import Journal
from jupyter_codemm.services.submissions import submitted_problem
from jupyter_codemm.services.workplaces import code_of, workplace
from jupyter_codemm.tutoring.hinting import (
    Attempt,
    Given,
    KnownFault,
    Permission,
    Request,
    Shown,
    known_faults,
    level_with_verdict,
    on_request,
    reflection,
    with_verdict,
)

_log = logging.getLogger(__name__)
SAMPLES_ARE_FINE = "The examples pass. Submit, and all tests are tried."
LAST = 20
"""Submissions that are looked through for failed ones."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What a hint is made of: the problem, what was tried, and what has been said."""

    activity: Activity
    problem: Problem
    artefacts: ProblemArtefacts | None
    submissions: tuple[Submission, ...]
    records: tuple[JourneyRecord, ...]
    code: dict[str, CodeState]

    @property
    def shown(self) -> tuple[Shown, ...]:
        """The hints of the problem that this learner was shown."""
        return tuple(
            Shown(r.event.level, r.at, self._text(r.code_state_id))
            for r in self.records
            if isinstance(r.event, HintShown) and r.event.counted
        )

    @property
    def attempted(self) -> bool:
        """Whether code other than the starter was run or submitted."""
        starter = self.problem.starter.strip()
        # Cells have a first line of their own, which is left empty, and files end with a line.
        texts = [first + body for first in ("", "\n") for body in (starter, starter + "\n")]
        texts.append(self.problem.starter)
        states = (code_of(self.problem, Source(code=text)) for text in texts)
        unchanged = {state.id for state in states if state is not None}
        return any(
            isinstance(r.event, ProgramRun | Submitted) and r.code_state_id not in unchanged
            for r in self.records
        ) or any((s.source.code or "").strip() != starter for s in self.submissions)

    def _text(self, code_id: str | None) -> str:
        state = self.code.get(code_id or "")
        return "" if state is None else state.text


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


async def hint(ctx: Context, user: str, request: HintRequest) -> Told:
    """Return a hint, made by rules alone, and add it to the journey.

    With a submission it is the one that comes with its verdict, always the same. Else it is the
    next one that the learner may have, or an earlier one again. Raises NotFoundError when the user
    may not work on the problem, or no hint goes with the submission.
    """
    if request.submission_id is not None:
        return await _with_verdict(ctx, user, request.submission_id)
    started = time.perf_counter()
    desk = await ctx.store.transact(lambda tx: desk_of(tx, user, request.problem_id))
    attempt, given = await asyncio.to_thread(_given, ctx, user, desk, request)
    if given.hint is None:
        raise NotFoundError("Hints are switched off for this problem.", where="problem_id")
    record_id = None
    if given.permission.ruling in ("given", "conceptual"):
        shown = _as_shown(given.hint, started, counted=given.counts)
        asked = HintRequested(level=request.level)
        record_id = await _keep(ctx, user, desk, request.source, asked, shown)
    reply = _reply(desk.problem, given.hint, given.permission)
    return Told(reply, desk, given.hint, attempt, is_new=given.counts, record_id=record_id)


async def _with_verdict(ctx: Context, user: str, submission_id: str) -> Told:
    started = time.perf_counter()

    def read(tx: Transaction) -> tuple[Submission, Desk]:
        submission = tx.submissions.get(submission_id, user)
        return submission, desk_of(tx, user, submission.problem_id, submission)

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
    record_id = await _keep(ctx, user, desk, submission.source, shown)
    reply = _reply(desk.problem, made, Permission(made.level, "given"))
    return Told(
        reply,
        desk,
        made,
        attempt,
        is_new=True,
        record_id=record_id,
        submission_id=submission.id,
    )


def _belongs(record: JourneyRecord, submission_id: str) -> bool:
    event = record.event
    return isinstance(event, HintShown) and event.submission_id == submission_id


def desk_of(
    tx: Transaction, user: str, problem_id: str, submission: Submission | None = None
) -> Desk:
    """Read what a hint on a problem is made of, on the version of a submission if one is named."""
    activity, problem = tx.activities.problem(problem_id, user)
    if submission is not None:
        problem = submitted_problem(tx, submission)
    records = tx.journeys.records(user, problem_id=problem_id)
    ids = {r.code_state_id for r in records if isinstance(r.event, HintShown)}
    return Desk(
        activity=activity,
        problem=problem,
        artefacts=tx.artefacts.get(problem.id, problem.version),
        submissions=tx.submissions.list(user, problem_id, LAST),
        records=records,
        code=dict(tx.journeys.code(user, [name for name in ids if name])),
    )


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
    return attempt, on_request(attempt, desk.problem, asked, desk.shown, sibling=sibling)


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
    attempt = _attempt(ctx, desk, tried)
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
    level = level_with_verdict(request, desk.shown, failed_before=failed)
    return attempt, with_verdict(attempt, policy=policy, level=level)


def attempt_of(ctx: Context, user: str, desk: Desk) -> Attempt | None:
    """Return what was tried last, with what is known of it."""
    return _attempt(ctx, desk, _latest(ctx, user, desk))


def _latest(ctx: Context, user: str, desk: Desk) -> Tried | None:
    """Return what was tried last: a submission with its verdict, or a run on the samples."""
    judged = (s for s in desk.submissions if s.outcome is not None)
    last = next(judged, None)
    run = ctx.recent.get(user, desk.problem.id)
    if last is None or last.outcome is None:
        return run
    if run is not None and run.at > last.submitted_at:
        return run
    return Tried(last.source, last.outcome, last.submitted_at)


def _attempt(ctx: Context, desk: Desk, tried: Tried | None) -> Attempt | None:
    if tried is None:
        return None
    goals = () if desk.artefacts is None else desk.artefacts.goals
    faults = _faults(ctx, desk, tried)
    return Attempt(desk.problem, tried.source, tried.outcome, faults=faults, goals=goals)


def _faults(ctx: Context, desk: Desk, tried: Tried) -> tuple[KnownFault, ...]:
    is_whole = len(tried.outcome.cases) == len(desk.problem.tests)
    if desk.artefacts is None or ctx.key is None or not is_whole:
        return ()
    try:
        return known_faults(desk.artefacts, tried.outcome, ctx.key, tried.source.text)
    except UnavailableError:
        return ()  # artefacts of another installation


async def _keep(
    ctx: Context, user: str, desk: Desk, source: Source | None, *events: HintRequested | HintShown
) -> int | None:
    """Add events to the journey; returns the number of the last one, None when it is not kept."""

    def work(tx: Transaction) -> int | None:
        journal = Journal.of(tx, user, ctx.clock.now(), ctx.new_id)
        place = workplace(tx, desk.activity, desk.problem)
        journal.work_at(place, *events, code=code_of(desk.problem, source))
        added = [record.id for record in journal.close() if record.event is events[-1]]
        return added[0] if added else None

    try:
        return await ctx.store.transact(work)
    except CodemmError as error:
        _log.warning("a hint was not recorded: %s", error.message)
        return None


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

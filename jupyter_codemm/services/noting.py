"""What pages tell of a learner's work, and what runs and submissions add to the journey."""

from __future__ import annotations

import logging
from collections.abc import Callable

from jupyter_codemm.contracts.code_state import CodeState
from jupyter_codemm.contracts.journey import JourneyEvent
from jupyter_codemm.contracts.journey_work import (
    CodeReset,
    CodeSaved,
    EpisodeClosed,
    ProblemOpened,
    ProgramRun,
)
from jupyter_codemm.contracts.noting import CurrentSolution, KernelRun, Note, Noted
from jupyter_codemm.contracts.outcome import Outcome
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.contracts.recorded_text import clipped
from jupyter_codemm.contracts.submission import RunReply, RunRequest, Submission
from jupyter_codemm.errors import CodemmError
from jupyter_codemm.ports import Transaction
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.given import problem_for
from jupyter_codemm.services.recording import Journal, Workplace
from jupyter_codemm.services.workplaces import as_run, as_submitted, code_of, workplace

_log = logging.getLogger(__name__)
VERSIONS = {"code_saved", "code_reset", "submitted"}
"""What the history of a solution is made of."""
CODE_EVENTS = VERSIONS | {"run", "problem_opened"}


async def note(ctx: Context, user: str, told: Note) -> Noted:
    """Add to the journey what a page tells; raises NotFoundError for a problem of nobody's."""

    def work(tx: Transaction) -> Noted:
        one = problem_for(tx, user, told.problem_id, ctx.clock.now())
        activity, problem = one.activity, one.problem
        journal = Journal.of(tx, user, ctx.clock.now(), ctx.new_id)
        if journal.is_paused:
            return Noted(recorded=False, paused=True)
        if told.what == "closed":
            journal.end_work(problem.id, "closed")
            return Noted(recorded=bool(journal.close()))
        code = code_of(problem, told.source)
        if told.what == "autosaved" and _is_kept(tx, user, problem.id, code):
            return Noted(recorded=False)
        place = workplace(tx, activity, problem)
        journal.work_at(place, _event(told, place), code=code)
        return Noted(recorded=bool(journal.close()))

    return await ctx.store.transact(work)


async def current_solution(ctx: Context, user: str, problem_id: str) -> CurrentSolution:
    """Return the newest code of a problem that is kept; raises NotFoundError as `note` does."""

    def work(tx: Transaction) -> CurrentSolution:
        problem_for(tx, user, problem_id, ctx.clock.now())
        last = tx.journeys.latest(user, problem_id, CODE_EVENTS)
        if last is None or last.code_state_id is None:
            return CurrentSolution(problem_id=problem_id)
        state = tx.journeys.code(user, [last.code_state_id]).get(last.code_state_id)
        source = None if state is None else state.source
        return CurrentSolution(problem_id=problem_id, source=source, origin=last.event.type)

    return await ctx.store.transact(work)


async def note_run(ctx: Context, user: str, request: RunRequest, reply: RunReply) -> None:
    """Add a run to the journey, when it was one of a problem; what fails is logged only."""
    problem_id = request.problem_id
    if problem_id is None:
        return

    def work(tx: Transaction) -> None:
        one = problem_for(tx, user, problem_id, ctx.clock.now())
        activity, problem = one.activity, one.problem
        journal = Journal.of(tx, user, ctx.clock.now(), ctx.new_id)
        code = code_of(problem, request.source)
        journal.work_at(workplace(tx, activity, problem), as_run(reply, request.stdin), code=code)
        journal.close()

    try:
        await ctx.store.transact(work)
    except CodemmError as error:
        _log.warning("a run was not recorded: %s", error.message)


def note_submission(
    tx: Transaction,
    ctx: Context,
    submission: Submission,
    problem: Problem,
    outcome: Outcome,
    *,
    quality: float | None,
) -> None:
    """Add a judged submission to the journey, in the transaction that stores its outcome.

    What cannot be recorded never keeps an outcome from being stored: it is logged only.
    """
    try:
        activity = problem_for(tx, submission.user, submission.problem_id, ctx.clock.now()).activity
        journal = Journal.of(tx, submission.user, ctx.clock.now(), ctx.new_id)
        code = code_of(problem, submission.source)
        place = workplace(tx, activity, problem)
        journal.work_at(place, as_submitted(submission, outcome, quality), code=code)
        journal.close()
    except CodemmError as error:
        _log.warning("%s was not recorded: %s", submission.id, error.message)


def _is_kept(tx: Transaction, user: str, problem_id: str, code: CodeState | None) -> bool:
    # A run keeps its code, too, and is yet no version of the solution.
    last = tx.journeys.latest(user, problem_id, VERSIONS)
    return code is None or (last is not None and last.code_state_id == code.id)


def _event(told: Note, place: Workplace) -> JourneyEvent:
    if told.run is not None:
        return _kernel_run(told.run)
    events: dict[str, Callable[[], JourneyEvent]] = {
        "opened": lambda: ProblemOpened(facts=place.facts),
        "saved": lambda: CodeSaved(origin="manual"),
        "autosaved": lambda: CodeSaved(origin="autosave"),
        "reset": CodeReset,
        "gave_up": EpisodeClosed,
    }
    return events[told.what]()


def _kernel_run(run: KernelRun) -> ProgramRun:
    stdin, cut_in = clipped(run.stdin)
    stdout, cut_out = clipped(run.stdout)
    stderr, cut_err = clipped(run.stderr)
    return ProgramRun(
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
        verdict="accepted" if run.error_name is None else "runtime_error",
        error_type=None if run.error_name is None else run.error_name[:120],
        time_ms=run.time_ms,
        truncated=cut_in or cut_out or cut_err,
    )

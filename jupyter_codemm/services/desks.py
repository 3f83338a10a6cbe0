"""What hints and answers are made of: a problem, what was tried on it, and what has been said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.artefacts import ProblemArtefacts
from jupyter_codemm.contracts.code_state import CodeState
from jupyter_codemm.contracts.journey import JourneyRecord
from jupyter_codemm.contracts.journey_talk import HintShown
from jupyter_codemm.contracts.journey_work import ProgramRun, Submitted
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.contracts.submission import Submission
from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.ports import Transaction
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.given import problem_for
from jupyter_codemm.services.recent import Tried
from jupyter_codemm.services.submissions import submitted_problem
from jupyter_codemm.services.workplaces import code_of
from jupyter_codemm.tutoring.hinting import Attempt, KnownFault, Shown, known_faults

LAST = 20
"""Submissions that are looked through for failed ones."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A problem with what one learner tried on it, and the hints that they were shown."""

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

    @property
    def last_hint(self) -> int:
        """The number of the newest record of a hint; 0 when none was shown."""
        return max((r.id for r in self.records if isinstance(r.event, HintShown)), default=0)

    def _text(self, code_id: str | None) -> str:
        state = self.code.get(code_id or "")
        return "" if state is None else state.text


def desk_of(
    tx: Transaction,
    user: str,
    problem_id: str,
    now: datetime,
    submission: Submission | None = None,
) -> Desk:
    """Read the desk of a problem, in the version of a submission if one is named."""
    one = problem_for(tx, user, problem_id, now)
    problem = one.problem if submission is None else submitted_problem(tx, submission)
    records = tx.journeys.records(user, problem_id=problem_id)
    ids = {r.code_state_id for r in records if isinstance(r.event, HintShown)}
    return Desk(
        activity=one.activity,
        problem=problem,
        artefacts=tx.artefacts.get(problem.id, problem.version),
        submissions=tx.submissions.list(user, problem_id, LAST),
        records=records,
        code=dict(tx.journeys.code(user, [name for name in ids if name])),
    )


def attempt_of(ctx: Context, user: str, desk: Desk) -> Attempt | None:
    """Return what was tried last, with what is known of it."""
    return attempt_on(ctx, desk, tried_last(ctx, user, desk))


def tried_last(ctx: Context, user: str, desk: Desk) -> Tried | None:
    """Return what was tried last: a submission with its verdict, or a run on the samples."""
    judged = (s for s in desk.submissions if s.outcome is not None)
    last = next(judged, None)
    run = ctx.recent.get(user, desk.problem.id)
    if last is None or last.outcome is None:
        return run
    if run is not None and run.at > last.submitted_at:
        return run
    return Tried(last.source, last.outcome, last.submitted_at)


def attempt_on(ctx: Context, desk: Desk, tried: Tried | None) -> Attempt | None:
    """Return what was tried as hints see it, None when nothing was."""
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

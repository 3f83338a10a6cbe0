"""What staff of a class reads of one of its learners: what they did for the class, and no more."""

from __future__ import annotations

from dataclasses import dataclass

from jupyter_codemm.contracts.access import AccessKind, LearnerRecord
from jupyter_codemm.contracts.class_work import Alerts
from jupyter_codemm.contracts.journey_views import ReplayStep
from jupyter_codemm.contracts.progress import Interactions, SolutionHistory, Timeline
from jupyter_codemm.contracts.submission import Submission, SubmissionSummary
from jupyter_codemm.errors import NotFoundError
from jupyter_codemm.ports import Transaction
from jupyter_codemm.services.accesses import Allow, Reading
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.entitlement import Caller
from jupyter_codemm.services.gradebooks import Book
from jupyter_codemm.services.journeys import state_of, worked_problem
from jupyter_codemm.services.newest import with_newest
from jupyter_codemm.services.replaying import Replays
from jupyter_codemm.services.submissions import summary_of


@dataclass(frozen=True, slots=True)
class OfClass:
    """Who asks about whom, in which class."""

    caller: Caller
    class_id: str
    user: str

    def reading(
        self, what: AccessKind, *, problem_id: str | None = None, challenge_id: str | None = None
    ) -> Reading:
        """Return the reading that has to be allowed, and is written down."""
        return Reading(self.caller, self.class_id, self.user, what, problem_id, challenge_id)


@dataclass(frozen=True, slots=True)
class LearnerRecords:
    """Reads records of learners. Each reading is written down in the transaction that reads.

    Every function raises as `Reading.allowed` does.
    """

    ctx: Context
    replays: Replays

    async def record(self, of: OfClass) -> LearnerRecord:
        """Return a learner's grades, problems and alerts in a class."""

        def work(tx: Transaction) -> LearnerRecord:
            found = of.reading("record").allowed(tx, self.ctx)
            book = Book.of(tx, found)
            (line,) = book.lines([of.user])
            problems = tx.challenges.problems_of_class(found.id)
            state = state_of(tx, of.user)
            worked = [
                worked_problem(name, work) for name, work in state.work.items() if name in problems
            ]
            worked.sort(key=lambda each: (each.worked_at, each.problem_id), reverse=True)
            signs = Alerts.of(
                (one for one in state.alerts.values() if one.problem_id in problems),
                (one for one in state.handled.values() if one.alert.problem_id in problems),
            )
            return LearnerRecord(
                class_id=found.id,
                user=of.user,
                is_member=line.is_member,
                challenges=book.columns(),
                cells=line.cells,
                problems=tuple(worked),
                alerts=signs.alerts,
                handled=signs.handled,
            )

        return await self.ctx.store.transact(work)

    async def journey(self, of: OfClass, problem_id: str, *, whole: bool = True) -> Timeline:
        """Return what happened at a problem of the class; else only how it began."""
        tell = self.replays.timeline if whole else self.replays.beginning
        return await tell(of.user, problem_id, allow=self._allow(of, "journey", problem_id))

    async def step(self, of: OfClass, problem_id: str, step: int) -> ReplayStep:
        """Return what stood after so many records of a problem of the class."""
        allow = self._allow(of, "replay", problem_id)
        return await self.replays.step(of.user, step, problem_id, allow=allow)

    async def interactions(self, of: OfClass, problem_id: str) -> Interactions:
        """Return questions, runs and submissions at a problem of the class."""
        allow = self._allow(of, "interactions", problem_id)
        return await self.replays.interactions(of.user, problem_id, allow=allow)

    async def solutions(self, of: OfClass, problem_id: str) -> SolutionHistory:
        """Return every version of a solution of a problem of the class."""
        allow = self._allow(of, "solutions", problem_id)
        return await self.replays.solutions(of.user, problem_id, allow=allow)

    async def submissions(
        self, of: OfClass, challenge_id: str | None = None
    ) -> tuple[SubmissionSummary, ...]:
        """Return what was submitted to the class's challenges, or one of them, newest first."""

        def work(tx: Transaction) -> tuple[Submission, ...]:
            reading = of.reading("submissions", challenge_id=challenge_id)
            found = reading.allowed(tx, self.ctx)
            given = [one.id for one in tx.challenges.of_class(found.id)]
            asked = given if challenge_id is None else [challenge_id]
            return with_newest(tx, tx.submissions.to_challenges(asked, of.user))

        return tuple(map(summary_of, await self.ctx.store.transact(work)))

    async def submission(self, of: OfClass, submission_id: str) -> Submission:
        """Return a submission to a challenge of the class, with its source and its verdict."""

        def work(tx: Transaction) -> Submission:
            found = of.reading("submission").allowed(tx, self.ctx)
            (submission,) = with_newest(tx, [tx.submissions.get(submission_id, of.user)])
            given = {one.id for one in tx.challenges.of_class(found.id)}
            if submission.challenge_id not in given:
                raise NotFoundError(f"There is no submission {submission_id}.")
            return submission

        return await self.ctx.store.transact(work)

    def _allow(self, of: OfClass, what: AccessKind, problem_id: str) -> Allow:
        return of.reading(what, problem_id=problem_id).allow(self.ctx)

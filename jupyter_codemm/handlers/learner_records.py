"""What staff of a class reads of one learner. Each reading is written down, and shown to them."""

from __future__ import annotations

from http import HTTPStatus

from tornado import web

from jupyter_codemm.contracts.class_views import AlertDecision
from jupyter_codemm.contracts.people import MAX_PERSON
from jupyter_codemm.contracts.progress import Erased, LearnerErasure
from jupyter_codemm.contracts.submission import SubmissionList
from jupyter_codemm.errors import NotFoundError
from jupyter_codemm.handlers.asked import chosen, numbered
from jupyter_codemm.handlers.base import CodemmHandler, authorized
from jupyter_codemm.handlers.judging import wants_report
from jupyter_codemm.services import accesses, alert_handling, reports
from jupyter_codemm.services.erasing import Erasure, erase_in_class
from jupyter_codemm.services.learner_records import LearnerRecords, OfClass


class AccessesHandler(CodemmHandler):
    """Who read or erased the caller's record."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Return them, newest first."""
        self.reply(await accesses.accesses_to(self.ctx, self.owner))


class LearnerRecordsHandler(CodemmHandler):
    """Base of what is read of one learner."""

    @property
    def records(self) -> LearnerRecords:
        """What reads them."""
        return LearnerRecords(self.ctx, self.parts.replays)

    def of(self, class_id: str, user: str) -> OfClass:
        """Return who asks about whom."""
        if len(user) > MAX_PERSON:
            raise NotFoundError("There is nobody with so long a name.", where="user")
        if "\0" in user:
            raise NotFoundError("There is nobody with such a name.", where="user")
        return OfClass(self.caller, class_id, user)


class LearnerHandler(LearnerRecordsHandler):
    """One learner of a class."""

    @web.authenticated
    @authorized
    async def get(self, class_id: str, user: str) -> None:
        """Return grades, problems and open alerts."""
        self.reply(await self.records.record(self.of(class_id, user)))


class LearnerSubmissionsHandler(LearnerRecordsHandler):
    """What a learner submitted to a class's challenges."""

    @web.authenticated
    @authorized
    async def get(self, class_id: str, user: str) -> None:
        """Return it, newest first, to one challenge when `challenge_id` is given."""
        challenge_id = self.get_query_argument("challenge_id", None)
        of = self.of(class_id, user)
        self.reply(SubmissionList(submissions=await self.records.submissions(of, challenge_id)))


class LearnerSubmissionHandler(LearnerRecordsHandler):
    """One submission of a learner."""

    @web.authenticated
    @authorized
    async def get(self, class_id: str, user: str, submission_id: str) -> None:
        """Return it; with its report when `report=1` asks for one."""
        found = await self.records.submission(self.of(class_id, user), submission_id)
        if wants_report(self):
            found = await reports.with_report(self.ctx, found)
        self.reply(found, HTTPStatus.OK)


class LearnerJourneyHandler(LearnerRecordsHandler):
    """A learner's journey at a problem of the class."""

    @web.authenticated
    @authorized
    async def get(self, class_id: str, user: str, problem_id: str) -> None:
        """Return its timeline; with `part=beginning` those rows that are had at once."""
        part = self.get_query_argument("part", "whole")
        whole = chosen(part, {"whole": True, "beginning": False}, "part")
        of = self.of(class_id, user)
        self.reply(await self.records.journey(of, problem_id, whole=whole))


class LearnerStepHandler(LearnerRecordsHandler):
    """One step of such a journey."""

    @web.authenticated
    @authorized
    async def get(self, class_id: str, user: str, problem_id: str, step: str) -> None:
        """Return what stood after so many records."""
        of = self.of(class_id, user)
        self.reply(await self.records.step(of, problem_id, numbered(step, "step")))


class LearnerInteractionsHandler(LearnerRecordsHandler):
    """A learner's questions, runs and submissions at a problem of the class."""

    @web.authenticated
    @authorized
    async def get(self, class_id: str, user: str, problem_id: str) -> None:
        """Return them with what came of each."""
        self.reply(await self.records.interactions(self.of(class_id, user), problem_id))


class LearnerSolutionsHandler(LearnerRecordsHandler):
    """The versions of a learner's solution of a problem of the class."""

    @web.authenticated
    @authorized
    async def get(self, class_id: str, user: str, problem_id: str) -> None:
        """Return every one that was kept."""
        self.reply(await self.records.solutions(self.of(class_id, user), problem_id))


class LearnerAlertsHandler(LearnerRecordsHandler):
    """A learner's signs of struggle."""

    @web.authenticated
    @authorized
    async def put(self, class_id: str, user: str) -> None:
        """Say that one was dealt with, or take that back."""
        asked = self.parse(AlertDecision)
        await alert_handling.decide(self.ctx, self.of(class_id, user), asked)
        self.set_status(HTTPStatus.NO_CONTENT)


class LearnerErasureHandler(LearnerRecordsHandler):
    """Erasing what a learner left in a class."""

    @web.authenticated
    @authorized
    async def post(self, class_id: str, user: str) -> None:
        """Do it, for an admin of the organisation who types the learner's name."""
        of = self.of(class_id, user)
        asked = self.parse(LearnerErasure)
        erasure = Erasure(of.caller, of.class_id, of.user, asked.confirm)
        rows = await erase_in_class(self.ctx, erasure)
        self.parts.replays.forget(user)
        self.reply(Erased(rows=dict(rows)))

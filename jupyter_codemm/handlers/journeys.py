"""A learner's own progress and record."""

from __future__ import annotations

from typing import get_args

from tornado import web

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.noting import Note
from jupyter_codemm.contracts.progress import Erased, EraseRequest, ResolveRequest
from jupyter_codemm.contracts.recording import SettingsChange
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.handlers.asked import chosen, numbered
from jupyter_codemm.handlers.base import CodemmHandler, authorized
from jupyter_codemm.services import exporting, noting
from jupyter_codemm.services.exporting import ExportFormat


class ProfileHandler(CodemmHandler):
    """The caller's progress."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Return topics, levels, streak and what to try next."""
        self.reply(await self.parts.journeys.profile(self.owner))


class ExplanationHandler(CodemmHandler):
    """Why a topic stands where it stands."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Return every change of the topic that `language` and `topic` name."""
        language = self.get_query_argument("language", "")
        topic = self.get_query_argument("topic", "")
        known: dict[str, Language] = {name: name for name in get_args(Language)}
        asked = chosen(language, known, "language")
        if not topic:
            raise InvalidInputError("topic: is needed, as the profile names it", where="topic")
        self.reply(await self.parts.journeys.explain(self.owner, asked, topic))


class AlertsHandler(CodemmHandler):
    """Offers of help."""

    @web.authenticated
    @authorized
    async def post(self) -> None:
        """Close one, and return the profile without it."""
        request = self.parse(ResolveRequest)
        self.reply(await self.parts.journeys.resolve(self.owner, request))


class RecordingHandler(CodemmHandler):
    """What the caller decided about their record."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Return it."""
        self.reply(await self.parts.journeys.settings(self.owner))

    @web.authenticated
    @authorized
    async def patch(self) -> None:
        """Pause the record or let it go on, allow research or not, name one's time zone."""
        change = self.parse(SettingsChange)
        self.reply(await self.parts.journeys.change_settings(self.owner, change))


class JourneyHandler(CodemmHandler):
    """The caller's journey."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Return its timeline, of one problem when `problem_id` is given.

        With `part=beginning` those rows that are had at once, however long the journey is.
        """
        problem_id = self.get_query_argument("problem_id", None)
        part = self.get_query_argument("part", None)
        if part not in {None, "beginning"}:
            raise InvalidInputError(f"part: must be beginning (got {part[:20]!r})", where="part")
        replays = self.parts.replays
        tell = replays.timeline if part is None else replays.beginning
        self.reply(await tell(self.owner, problem_id))


class WorkedProblemsHandler(CodemmHandler):
    """The problems of the caller's journey."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Return them with what came of each, the last one first."""
        self.reply(await self.parts.journeys.worked(self.owner))


class JourneyStepHandler(CodemmHandler):
    """One step of the caller's journey."""

    @web.authenticated
    @authorized
    async def get(self, step: str) -> None:
        """Return what stood after so many records, of one problem when `problem_id` is given."""
        problem_id = self.get_query_argument("problem_id", None)
        number = numbered(step, "step")
        self.reply(await self.parts.replays.step(self.owner, number, problem_id))


class InteractionsHandler(CodemmHandler):
    """The caller's questions, runs and submissions."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Return them with what came of each, of one problem when `problem_id` is given."""
        problem_id = self.get_query_argument("problem_id", None)
        self.reply(await self.parts.replays.interactions(self.owner, problem_id))


class SolutionsHandler(CodemmHandler):
    """The versions of a solution."""

    @web.authenticated
    @authorized
    async def get(self, problem_id: str) -> None:
        """Return every one that was kept."""
        self.reply(await self.parts.replays.solutions(self.owner, problem_id))


class ProblemJourneyHandler(CodemmHandler):
    """What the caller's journey says of a problem."""

    @web.authenticated
    @authorized
    async def get(self, problem_id: str) -> None:
        """Return it, with the hints, questions and answers."""
        self.reply(await self.parts.replays.problem(self.owner, problem_id))


class NotesHandler(CodemmHandler):
    """What a page tells of the caller's work."""

    @web.authenticated
    @authorized
    async def post(self) -> None:
        """Add it to the journey."""
        self.reply(await noting.note(self.ctx, self.owner, self.parse(Note)))


class SolutionHandler(CodemmHandler):
    """The newest code of a problem that is kept."""

    @web.authenticated
    @authorized
    async def get(self, problem_id: str) -> None:
        """Return it, with what it was kept for."""
        self.reply(await noting.current_solution(self.ctx, self.owner, problem_id))


class ExportHandler(CodemmHandler):
    """Handing the caller their data."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Return the file of a `format`: json, csv or progsnap2."""
        form = self.get_query_argument("format", "json")
        known: dict[str, ExportFormat] = {name: name for name in get_args(ExportFormat)}
        made = await exporting.export(self.ctx, self.owner, chosen(form, known, "format"))
        self.send_file(made)


class ErasureHandler(CodemmHandler):
    """Erasing oneself."""

    @web.authenticated
    @authorized
    async def post(self) -> None:
        """Delete everything that is stored of the caller, who says so in words."""
        self.parse(EraseRequest)
        erased = await self.parts.erase(self.owner)
        self.reply(Erased(rows=dict(erased)))

"""Changing the problems of an activity, deciding on what is proposed, and looking back."""

from __future__ import annotations

from http import HTTPStatus

from tornado import web

from jupyter_codemm.contracts.editing import (
    AddProblem,
    EditList,
    EditProblem,
    ProblemEdit,
    RegenerateProblem,
    RestoreVersion,
    VersionList,
)
from jupyter_codemm.handlers.base import CodemmHandler, authorized
from jupyter_codemm.handlers.judging import wait_seconds
from jupyter_codemm.services import versions


class EditingHandler(CodemmHandler):
    """Base of what begins an edit."""

    async def reply_begun(self, edit: ProblemEdit) -> None:
        """Hold up to `wait` seconds, then answer with the edit, worked on or not."""
        wait = wait_seconds(self.get_query_argument("wait", "0"))
        found = await self.parts.edits.wait(self.owner, edit.activity_id, edit.id, wait)
        self.reply(found, HTTPStatus.ACCEPTED)


class EditHandler(EditingHandler):
    """Changing a problem."""

    @web.authenticated
    @authorized
    async def post(self, activity_id: str, problem_id: str) -> None:
        """Change it by hand or in words: the change is proven and proposed, not made."""
        asked = self.parse(EditProblem)
        edit = await self.parts.edits.edit(self.owner, activity_id, problem_id, asked)
        await self.reply_begun(edit)


class RegenerateHandler(EditingHandler):
    """Having a problem written anew."""

    @web.authenticated
    @authorized
    async def post(self, activity_id: str, problem_id: str) -> None:
        """Have another problem written in its place: it is proposed, not put there."""
        asked = self.parse(RegenerateProblem)
        edit = await self.parts.edits.regenerate(self.owner, activity_id, problem_id, asked)
        await self.reply_begun(edit)


class AddHandler(EditingHandler):
    """Having one more problem written."""

    @web.authenticated
    @authorized
    async def post(self, activity_id: str) -> None:
        """Have it written: it is proposed, not added."""
        edit = await self.parts.edits.add(self.owner, activity_id, self.parse(AddProblem))
        await self.reply_begun(edit)


class EditsHandler(CodemmHandler):
    """The edits of an activity."""

    @web.authenticated
    @authorized
    async def get(self, activity_id: str) -> None:
        """List them, newest first."""
        self.reply(EditList(edits=await self.parts.edits.list(self.owner, activity_id)))


class ProposedHandler(CodemmHandler):
    """One edit."""

    @web.authenticated
    @authorized
    async def get(self, activity_id: str, edit_id: str) -> None:
        """Return it, holding up to `wait` seconds while it is worked on."""
        wait = wait_seconds(self.get_query_argument("wait", "0"))
        self.reply(await self.parts.edits.wait(self.owner, activity_id, edit_id, wait))


class AcceptHandler(CodemmHandler):
    """Accepting an edit."""

    @web.authenticated
    @authorized
    async def post(self, activity_id: str, edit_id: str) -> None:
        """Put it in place."""
        self.reply(await self.parts.edits.accept(self.owner, activity_id, edit_id))


class DiscardHandler(CodemmHandler):
    """Discarding an edit."""

    @web.authenticated
    @authorized
    async def post(self, activity_id: str, edit_id: str) -> None:
        """Drop it, stopping the work on it."""
        self.reply(await self.parts.edits.discard(self.owner, activity_id, edit_id))


class VersionsHandler(CodemmHandler):
    """The versions of an activity."""

    @web.authenticated
    @authorized
    async def get(self, activity_id: str) -> None:
        """List them, newest first."""
        found = await versions.list_versions(self.ctx, self.owner, activity_id)
        self.reply(VersionList(versions=found))


class VersionHandler(CodemmHandler):
    """One version of an activity."""

    @web.authenticated
    @authorized
    async def get(self, activity_id: str, number: str) -> None:
        """Return the activity as it was."""
        found = await versions.get_version(self.ctx, self.owner, activity_id, int(number))
        self.reply(found.without_checkers())


class VersionRestoreHandler(CodemmHandler):
    """Going back to a version."""

    @web.authenticated
    @authorized
    async def post(self, activity_id: str, number: str) -> None:
        """Make the activity what it was then, as its next version."""
        asked = self.parse(RestoreVersion)
        found = await versions.restore_version(
            self.ctx, self.owner, activity_id, int(number), asked
        )
        self.reply(found.without_checkers())

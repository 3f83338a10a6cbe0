"""Activities: list, read, rename, publish, delete, write as notebook."""

from __future__ import annotations

from http import HTTPStatus

from tornado import web

from jupyter_codemm.contracts.api import ActivityList, EmitNotebook, NotebookWritten, PatchActivity
from jupyter_codemm.errors import WrongStateError
from jupyter_codemm.handlers.base import CodemmHandler, authorized
from jupyter_codemm.handlers.contents import ContentsFiles
from jupyter_codemm.services import activities, notebooks

NO_FILES = "This server writes no files: get the notebook, and write it where you are."


class ActivitiesHandler(CodemmHandler):
    """The caller's activities."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """List them, newest first."""
        self.reply(ActivityList(activities=await activities.list_activities(self.ctx, self.owner)))


class ActivityHandler(CodemmHandler):
    """One activity."""

    @web.authenticated
    @authorized
    async def get(self, activity_id: str) -> None:
        """Return it to its author, tests included, checkers not."""
        activity = await activities.get_activity(self.ctx, self.owner, activity_id)
        self.reply(activity.without_checkers())

    @web.authenticated
    @authorized
    async def patch(self, activity_id: str) -> None:
        """Rename it, or reorder, remove and restore its problems."""
        asked = self.parse(PatchActivity)
        activity = await activities.patch(self.ctx, self.owner, activity_id, asked)
        self.reply(activity.without_checkers())

    @web.authenticated
    @authorized
    async def delete(self, activity_id: str) -> None:
        """Delete it; submissions stay."""
        await activities.delete(self.ctx, self.owner, activity_id)
        self.set_status(HTTPStatus.NO_CONTENT)
        self.finish()


class RestoreHandler(CodemmHandler):
    """Undoing a deletion."""

    @web.authenticated
    @authorized
    async def post(self, activity_id: str) -> None:
        """Bring it back."""
        activity = await activities.restore(self.ctx, self.owner, activity_id)
        self.reply(activity.without_checkers())


class PublishHandler(CodemmHandler):
    """Publishing."""

    @web.authenticated
    @authorized
    async def post(self, activity_id: str) -> None:
        """Publish it."""
        activity = await activities.publish(self.ctx, self.owner, activity_id)
        self.reply(activity.without_checkers())


class NotebookHandler(CodemmHandler):
    """The notebook of an activity."""

    @web.authenticated
    @authorized
    async def get(self, activity_id: str) -> None:
        """Return it, without writing a file."""
        self.reply(await notebooks.built(self.ctx, self.owner, activity_id))

    @web.authenticated
    @authorized
    async def post(self, activity_id: str) -> None:
        """Write it under the server's root; an existing file is never overwritten."""
        if not self.access.writes_files:
            raise WrongStateError(NO_FILES)
        directory = self.parse(EmitNotebook).directory
        files = ContentsFiles(self.contents_manager)
        path = await notebooks.emit(self.ctx, self.owner, activity_id, files, directory)
        self.reply(NotebookWritten(path=path), HTTPStatus.CREATED)

    @web.authenticated
    @authorized
    async def put(self, activity_id: str) -> None:
        """Remember where the caller wrote it themselves."""
        written = self.parse(NotebookWritten)
        await notebooks.remember(self.ctx, self.owner, activity_id, written.path)
        self.reply(written)

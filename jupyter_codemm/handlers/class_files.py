"""Files about challenges and classes, out and in."""

from __future__ import annotations

from http import HTTPStatus
from typing import get_args

from tornado import web

from jupyter_codemm.contracts.bundle import MAX_BUNDLE
from jupyter_codemm.handlers.asked import chosen
from jupyter_codemm.handlers.base import CodemmHandler, authorized
from jupyter_codemm.handlers.bodies import SPARE
from jupyter_codemm.services import bundles, class_exports
from jupyter_codemm.services.class_exports import ClassFormat


class BundleHandler(CodemmHandler):
    """A challenge as a file."""

    @web.authenticated
    @authorized
    async def get(self, challenge_id: str) -> None:
        """Return it, with all of its tests."""
        self.send_file(await bundles.bundle(self.ctx, self.caller, challenge_id))


class BundlesHandler(CodemmHandler):
    """The way in for such files."""

    most_body = MAX_BUNDLE + SPARE

    @web.authenticated
    @authorized
    async def post(self, class_id: str) -> None:
        """Make the challenge of the file that is the body, as a draft."""
        content = self.body()
        given = await bundles.read_bundle(self.ctx, self.caller, class_id, content)
        made = await bundles.take_in(self.ctx, self.caller, class_id, given)
        self.reply(made, HTTPStatus.CREATED)


class SubmissionArchiveHandler(CodemmHandler):
    """The programs of a challenge."""

    @web.authenticated
    @authorized
    async def get(self, challenge_id: str) -> None:
        """Return the newest of each learner, in folders as JPlag takes them."""
        self.send_file(await class_exports.submission_archive(self.ctx, self.caller, challenge_id))


class ClassExportHandler(CodemmHandler):
    """The journeys of a class."""

    @web.authenticated
    @authorized
    async def get(self, class_id: str) -> None:
        """Return those of who allows research, under pseudonyms, as `format`: progsnap2 or json."""
        form = self.get_query_argument("format", "progsnap2")
        known: dict[str, ClassFormat] = {name: name for name in get_args(ClassFormat)}
        wanted = chosen(form, known, "format")
        self.send_file(await class_exports.class_journeys(self.ctx, self.caller, class_id, wanted))

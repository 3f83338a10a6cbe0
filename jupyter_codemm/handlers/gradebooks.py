"""The gradebook of a class."""

from __future__ import annotations

from typing import get_args

from tornado import web

from jupyter_codemm.classroom import GradebookFormat
from jupyter_codemm.handlers.asked import chosen, counted
from jupyter_codemm.handlers.base import CodemmHandler, authorized
from jupyter_codemm.services import gradebooks


class GradebookHandler(CodemmHandler):
    """What the learners of a class have for its challenges."""

    @web.authenticated
    @authorized
    async def get(self, class_id: str) -> None:
        """Return those who follow `after` by name, at most `limit`; with `format` all as a file.

        The file is CSV as nbgrader, canvas or moodle has it.
        """
        form = self.get_query_argument("format", None)
        if form is None:
            after = self.get_query_argument("after", "")
            limit = counted(self, "limit", gradebooks.MOST_LINES)
            self.reply(
                await gradebooks.class_gradebook(
                    self.ctx, self.caller, class_id, after=after, limit=limit
                )
            )
            return
        known: dict[str, GradebookFormat] = {name: name for name in get_args(GradebookFormat)}
        self.send_file(
            await gradebooks.gradebook_file(
                self.ctx, self.caller, class_id, chosen(form, known, "format")
            )
        )

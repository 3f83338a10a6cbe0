"""Authoring sessions: the chat and the generation that it leads to."""

from __future__ import annotations

from http import HTTPStatus

from tornado import web

from jupyter_codemm.contracts.api import (
    CreateSession,
    PatchSession,
    PostMessage,
    SessionList,
    StartGeneration,
)
from jupyter_codemm.handlers.base import CodemmHandler, authorized
from jupyter_codemm.services import authoring


class SessionsHandler(CodemmHandler):
    """Create and list sessions."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """List the caller's sessions, newest first."""
        self.reply(SessionList(sessions=await authoring.list_sessions(self.ctx, self.owner)))

    @web.authenticated
    @authorized
    async def post(self) -> None:
        """Open a session."""
        asked = self.parse(CreateSession)
        session = await authoring.create_session(
            self.ctx, self.owner, asked.learning_mode, asked.guidance, asked.class_id
        )
        self.reply(session, HTTPStatus.CREATED)


class SessionHandler(CodemmHandler):
    """One session."""

    @web.authenticated
    @authorized
    async def get(self, session_id: str) -> None:
        """Return the whole session."""
        self.reply(await authoring.get_session(self.ctx, self.owner, session_id))

    @web.authenticated
    @authorized
    async def patch(self, session_id: str) -> None:
        """Change fields of its spec by hand, its learning mode, or for which class it is."""
        asked = self.parse(PatchSession)
        reply = await authoring.edit_spec(
            self.ctx,
            self.owner,
            session_id,
            asked.changes,
            asked.learning_mode,
            class_id=asked.class_id,
        )
        self.reply(reply)


class MessagesHandler(CodemmHandler):
    """The chat of a session."""

    @web.authenticated
    @authorized
    async def post(self, session_id: str) -> None:
        """Take one turn."""
        text = self.parse(PostMessage).text
        self.reply(await authoring.post_message(self.ctx, self.owner, session_id, text))


class GenerateHandler(CodemmHandler):
    """Start, or go on with, generation."""

    @web.authenticated
    @authorized
    async def post(self, session_id: str) -> None:
        """Start generation in the background and say from where to follow it."""
        seed = self.parse(StartGeneration).seed
        accepted = await self.parts.generations.start(self.owner, session_id, seed)
        self.reply(accepted, HTTPStatus.ACCEPTED)


class CancelHandler(CodemmHandler):
    """Stop generation."""

    @web.authenticated
    @authorized
    async def post(self, session_id: str) -> None:
        """Stop; finished problems are kept."""
        await self.parts.generations.cancel(self.owner, session_id)
        self.reply(await authoring.get_session(self.ctx, self.owner, session_id))

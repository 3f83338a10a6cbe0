"""The documents of an activity, and what is found in them."""

from __future__ import annotations

from http import HTTPStatus

from tornado import web

from jupyter_codemm.contracts.knowledge import MAX_FILE, DocumentList, PassageList
from jupyter_codemm.handlers.base import CodemmHandler, authorized
from jupyter_codemm.handlers.bodies import SPARE


class DocumentsHandler(CodemmHandler):
    """The documents that belong to an activity."""

    most_body = MAX_FILE + SPARE

    @web.authenticated
    @authorized
    async def get(self, activity_id: str) -> None:
        """List them, oldest first."""
        documents = await self.parts.materials.list(self.owner, activity_id)
        self.reply(DocumentList(documents=documents))

    @web.authenticated
    @authorized
    async def post(self, activity_id: str) -> None:
        """Take in the file that is the body; `name` says what it is called, and so what it is."""
        name = self.get_query_argument("name", "", strip=False)
        content = self.body()
        self.reply(await self.parts.materials.upload(self.owner, activity_id, name, content))


class DocumentHandler(CodemmHandler):
    """One document."""

    @web.authenticated
    @authorized
    async def delete(self, document_id: str) -> None:
        """Delete it with everything that was made of it."""
        await self.parts.materials.delete(self.owner, document_id)
        self.set_status(HTTPStatus.NO_CONTENT)
        self.finish()


class PassageHandler(CodemmHandler):
    """One passage of a document."""

    @web.authenticated
    @authorized
    async def get(self, activity_id: str, chunk_id: str) -> None:
        """Return it: the whole of what an answer quotes."""
        self.reply(await self.parts.materials.passage(self.owner, activity_id, chunk_id))


class PassagesHandler(CodemmHandler):
    """Searching the documents of an activity."""

    @web.authenticated
    @authorized
    async def get(self, activity_id: str) -> None:
        """Return what they say about the words in `q`, best first."""
        words = self.get_query_argument("q", "")
        passages = await self.parts.materials.search(self.owner, activity_id, words)
        self.reply(PassageList(passages=passages))

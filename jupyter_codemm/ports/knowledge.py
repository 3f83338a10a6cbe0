"""The knowledge base in the database, and the model that turns texts into vectors."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from jupyter_codemm.contracts.knowledge import Chunk, Document, Passage, Scope
from jupyter_codemm.ports.model import NOBODY, Account


@dataclass(frozen=True, slots=True)
class Embedded:
    """A vector of length 1 as float32, the lowest byte first, and the signs of its numbers."""

    vector: bytes
    sketch: bytes


class Knowledge(Protocol):
    """Documents and their pieces. Who may see a scope is decided by whoever names it."""

    def add(self, document: Document) -> None:
        """Store a new document; raises WrongStateError when its id is taken."""
        ...

    def get(self, document_id: str) -> Document:
        """Return a document; raises NotFoundError for an unknown one."""
        ...

    def save(self, document: Document) -> None:
        """Replace a stored document, which stays in its scope; raises as `get` does."""
        ...

    def delete(self, document_id: str) -> None:
        """Delete a document and its pieces; raises as `get` does."""
        ...

    def list(self, scopes: Collection[Scope]) -> tuple[Document, ...]:
        """Return the documents of scopes, oldest first."""
        ...

    def cut(self, document_id: str, chunks: Sequence[Chunk]) -> None:
        """Store the pieces of a document that has none yet; raises as `get` does."""
        ...

    def chunks(self, document_id: str) -> tuple[Chunk, ...]:
        """Return the pieces of a document in order."""
        ...

    def embed(self, model: str, vectors: Mapping[str, Embedded]) -> None:
        """Keep the vectors of pieces by id, replacing earlier ones; unknown ids are passed over."""
        ...

    def search(
        self, scopes: Collection[Scope], terms: Sequence[str], limit: int
    ) -> Mapping[str, float]:
        """Return the ids of at most `limit` pieces that have one of the words, with their scores.

        Higher is better; documents of other scopes, and such as failed, are not looked at. A word
        is found in its other forms, too. Any text may be given as a word.
        """
        ...

    def sketches(self, scopes: Collection[Scope], model: str) -> Sequence[tuple[str, bytes]]:
        """Return id and sketch of every piece of the scopes that has a vector of the model."""
        ...

    def vectors(self, chunk_ids: Collection[str]) -> Mapping[str, bytes]:
        """Return the vectors of pieces by id."""
        ...

    def passages(self, chunk_ids: Collection[str]) -> Mapping[str, Passage]:
        """Return pieces by id with the document they are of, without scores."""
        ...


@dataclass(frozen=True, slots=True)
class Embeddings:
    """One vector for each text, in order; all are of the same length.

    `tokens` is 0 when the endpoint does not count them.
    """

    vectors: tuple[tuple[float, ...], ...]
    tokens: int = 0


class Embedder(Protocol):
    """A model that turns texts into vectors."""

    @property
    def name(self) -> str:
        """The model's name: vectors of different models are never compared."""
        ...

    async def embed(self, texts: Sequence[str], account: Account = NOBODY) -> Embeddings:
        """Return the vectors of some texts, which are charged to an account.

        Raises UnavailableError, in words for the user; UnansweredError when the request was taken
        and may have been charged.
        """
        ...

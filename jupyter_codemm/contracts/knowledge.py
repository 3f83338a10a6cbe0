"""The knowledge base: documents, the pieces they are cut into, and what is found in them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, StringConstraints

from jupyter_codemm.contracts.base import Contract, Identifier
from jupyter_codemm.contracts.recorded_text import CLEANED, LineText

ScopeLevel = Literal["activity", "class", "organization"]
"""To whom a document belongs. A challenge is an activity here."""

MediaType = Literal["markdown", "notebook", "pdf", "text"]
DocumentState = Literal["pending", "chunked", "ready", "failed"]
"""Received; cut and found by its words; found in every way there is; could not be read."""

ErrorStage = Literal["reading", "chunking"]

NEAREST_FIRST: tuple[ScopeLevel, ...] = ("activity", "class", "organization")
ENDINGS: dict[str, MediaType] = {
    "md": "markdown",
    "markdown": "markdown",
    "ipynb": "notebook",
    "pdf": "pdf",
    "txt": "text",
    "text": "text",
}
MAX_FILE = 10 << 20
"""Bytes of one document."""
MAX_DOCUMENTS = 40
"""Documents of one activity, class or organisation."""
MAX_TEXT = 2_000_000
"""Characters of one document."""
CHUNK_SIZE = 3200
CHUNK_OVERLAP = 800
MAX_WORDS = 1000
"""Characters that are searched for."""

Title = Annotated[str, StringConstraints(min_length=1, max_length=200), CLEANED]
ChunkText = Annotated[str, StringConstraints(min_length=1, max_length=CHUNK_SIZE), CLEANED]


class Scope(Contract):
    """One activity, class or organisation."""

    level: ScopeLevel
    id: Identifier


class Document(Contract):
    """An uploaded text. `size` is in bytes, `sha256` that of the file.

    `embedding_model` is empty for one that is found by its words only. `failure` is a sentence and
    `error_stage` where it happened when `state` is failed.
    """

    id: Identifier
    scope: Scope
    uploaded_by: str = Field(min_length=1, max_length=200)
    title: Title
    media: MediaType
    size: int = Field(ge=0, le=MAX_FILE)
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    state: DocumentState = "pending"
    error_stage: ErrorStage | None = None
    failure: LineText = ""
    chunks: int = Field(default=0, ge=0)
    embedding_model: LineText = ""
    uploaded_at: AwareDatetime


class Chunk(Contract):
    """A piece of a document: its characters from `start` to before `end`.

    `place` says where that is to a reader: a heading, a page, a cell, a line.
    """

    id: Identifier
    index: int = Field(ge=0)
    start: int = Field(ge=0)
    end: int = Field(ge=1)
    place: LineText = ""
    text: ChunkText


class Passage(Contract):
    """A piece that was found. `score` orders what one search finds and means nothing else."""

    chunk_id: Identifier
    document_id: Identifier
    scope: Scope
    title: Title
    index: int = Field(ge=0)
    place: LineText = ""
    text: ChunkText
    score: float = Field(default=0, ge=0, allow_inf_nan=False)


class DocumentList(Contract):
    """The documents of an activity, oldest first."""

    documents: tuple[Document, ...]


class PassageList(Contract):
    """What was found, best first."""

    passages: tuple[Passage, ...]

"""Documents and their pieces, with what finds them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    bindparam,
    delete,
    insert,
    or_,
    select,
    update,
)

from jupyter_codemm.contracts.knowledge import Chunk, Document, Passage, Scope
from jupyter_codemm.errors import NotFoundError, WrongStateError
from jupyter_codemm.ports import Embedded
from jupyter_codemm.store.documents import read, readable, write
from jupyter_codemm.store.knowledge_tables import ChunkRow, DocumentRow
from jupyter_codemm.store.word_search import found_by_words

DOCUMENTS = DocumentRow.__tablename__
MOST_NAMES = 500
"""Values of one IN: SQLite takes a thousand or more, and longer lists come in pieces."""
FINDABLE = ("chunked", "ready")
_COLUMNS = {
    "activity": DocumentRow.activity_id,
    "class": DocumentRow.class_id,
    "organization": DocumentRow.organization_id,
}


@dataclass(frozen=True, slots=True)
class SqlKnowledge:
    """The port `Knowledge` on a connection."""

    connection: Connection

    def add(self, document: Document) -> None:
        """Store a new document; raises WrongStateError when its id is taken."""
        taken = select(DocumentRow.number).where(DocumentRow.id == document.id)
        if self.connection.execute(taken).first() is not None:
            raise WrongStateError(f"The document {document.id} is stored already.")
        scope = {_COLUMNS[document.scope.level].key: document.scope.id}
        self.connection.execute(
            insert(DocumentRow).values(
                id=document.id,
                uploaded_by=document.uploaded_by,
                state=document.state,
                uploaded_at=document.uploaded_at,
                document=write(document),
                **scope,
            )
        )

    def get(self, document_id: str) -> Document:
        """Return a document; raises NotFoundError for an unknown one."""
        query = select(DocumentRow.document).where(DocumentRow.id == document_id)
        found = self.connection.execute(query).scalar_one_or_none()
        if found is None:
            raise _unknown(document_id)
        return read(Document, found, DOCUMENTS, document_id)

    def save(self, document: Document) -> None:
        """Replace a stored document, which stays in its scope; raises as `get` does."""
        changed = self.connection.execute(
            update(DocumentRow)
            .where(DocumentRow.id == document.id)
            .values(state=document.state, document=write(document))
        )
        if changed.rowcount == 0:
            raise _unknown(document.id)

    def delete(self, document_id: str) -> None:
        """Delete a document and its pieces; raises as `get` does."""
        number = self._number(document_id)
        self.connection.execute(delete(ChunkRow).where(ChunkRow.document == number))
        self.connection.execute(delete(DocumentRow).where(DocumentRow.number == number))

    def list(self, scopes: Collection[Scope]) -> tuple[Document, ...]:
        """Return the documents of scopes, oldest first."""
        query = (
            select(DocumentRow.id, DocumentRow.document)
            .where(_within(scopes))
            .order_by(DocumentRow.uploaded_at, DocumentRow.number)
        )
        rows = self.connection.execute(query).all()
        return tuple(readable(rows, lambda row: read(Document, row.document, DOCUMENTS, row.id)))

    def cut(self, document_id: str, chunks: Sequence[Chunk]) -> None:
        """Store the pieces of a document that has none yet; raises as `get` does."""
        number = self._number(document_id)
        rows = [
            {
                "id": chunk.id,
                "document": number,
                "place_in_order": chunk.index,
                "starts_at": chunk.start,
                "ends_at": chunk.end,
                "place": chunk.place,
                "text": chunk.text,
            }
            for chunk in chunks
        ]
        if rows:
            self.connection.execute(insert(ChunkRow), rows)

    def chunks(self, document_id: str) -> tuple[Chunk, ...]:
        """Return the pieces of a document in order."""
        query = (
            select(ChunkRow)
            .join(DocumentRow, DocumentRow.number == ChunkRow.document)
            .where(DocumentRow.id == document_id)
            .order_by(ChunkRow.place_in_order)
        )
        rows = self.connection.execute(query.with_only_columns(*_PIECE)).all()
        return tuple(
            Chunk(
                id=row.id,
                index=row.place_in_order,
                start=row.starts_at,
                end=row.ends_at,
                place=row.place,
                text=row.text,
            )
            for row in rows
        )

    def embed(self, model: str, vectors: Mapping[str, Embedded]) -> None:
        """Keep the vectors of pieces by id, replacing earlier ones; unknown ids are passed over."""
        rows = [
            {
                "chunk": name,
                "model": model,
                "dim": len(one.vector) // 4,
                "embedding": one.vector,
                "sketch": one.sketch,
            }
            for name, one in vectors.items()
        ]
        if rows:
            table = ChunkRow.__table__
            self.connection.execute(
                update(ChunkRow)
                .where(table.c.id == bindparam("chunk"))
                .values({name: bindparam(name) for name in rows[0] if name != "chunk"}),
                rows,
            )

    def search(
        self, scopes: Collection[Scope], terms: Sequence[str], limit: int
    ) -> Mapping[str, float]:
        """Return the ids of at most `limit` pieces that have one of the words, with their scores.

        Higher is better; documents of other scopes, and such as failed, are not looked at.
        """
        return found_by_words(self.connection, self._findable(scopes), terms, limit)

    def sketches(self, scopes: Collection[Scope], model: str) -> Sequence[tuple[str, bytes]]:
        """Return id and sketch of every piece of the scopes that has a vector of the model."""
        query = select(ChunkRow.id, ChunkRow.sketch).where(
            ChunkRow.document.in_(self._findable(scopes)),
            ChunkRow.model == model,
            ChunkRow.sketch.is_not(None),
        )
        rows = self.connection.execute(query).all()
        return cast("Sequence[tuple[str, bytes]]", rows)  # thousands, not to be copied

    def vectors(self, chunk_ids: Collection[str]) -> Mapping[str, bytes]:
        """Return the vectors of pieces by id."""
        found: dict[str, bytes] = {}
        for names in _batches(chunk_ids):
            query = select(ChunkRow.id, ChunkRow.embedding).where(
                ChunkRow.id.in_(names), ChunkRow.embedding.is_not(None)
            )
            found.update((row.id, row.embedding) for row in self.connection.execute(query))
        return found

    def passages(self, chunk_ids: Collection[str]) -> Mapping[str, Passage]:
        """Return pieces by id with the document they are of, without scores."""
        found: dict[str, Passage] = {}
        documents: dict[str, Document] = {}
        for names in _batches(chunk_ids):
            query = (
                select(*_PIECE, DocumentRow.id.label("of"), DocumentRow.document)
                .join(DocumentRow, DocumentRow.number == ChunkRow.document)
                .where(ChunkRow.id.in_(names))
            )
            for row in self.connection.execute(query):
                if row.of not in documents:
                    documents[row.of] = read(Document, row.document, DOCUMENTS, row.of)
                document = documents[row.of]
                found[row.id] = Passage(
                    chunk_id=row.id,
                    document_id=document.id,
                    scope=document.scope,
                    title=document.title,
                    index=row.place_in_order,
                    place=row.place,
                    text=row.text,
                )
        return found

    def _findable(self, scopes: Collection[Scope]) -> Sequence[int]:
        query = select(DocumentRow.number).where(_within(scopes), DocumentRow.state.in_(FINDABLE))
        return self.connection.execute(query).scalars().all()

    def _number(self, document_id: str) -> int:
        query = select(DocumentRow.number).where(DocumentRow.id == document_id)
        number = self.connection.execute(query).scalar_one_or_none()
        if number is None:
            raise _unknown(document_id)
        return number


_PIECE = (
    ChunkRow.id,
    ChunkRow.place_in_order,
    ChunkRow.starts_at,
    ChunkRow.ends_at,
    ChunkRow.place,
    ChunkRow.text,
)


def _within(scopes: Collection[Scope]) -> ColumnElement[bool]:
    """Return the condition that a document is of one of the scopes; none of them finds nothing."""
    named: dict[str, list[str]] = {}
    for scope in scopes:
        named.setdefault(scope.level, []).append(scope.id)
    return or_(False, *(_COLUMNS[level].in_(ids) for level, ids in named.items()))  # noqa: FBT003 - SQL's


def _batches(names: Collection[str]) -> Iterator[list[str]]:
    ordered = sorted(set(names))
    for start in range(0, len(ordered), MOST_NAMES):
        yield ordered[start : start + MOST_NAMES]


def _unknown(document_id: str) -> NotFoundError:
    return NotFoundError(f"There is no document {document_id}.")

"""The port `Knowledge` in plain dicts. It finds the words themselves and their plurals."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from jupyter_codemm.contracts.knowledge import Chunk, Document, Passage, Scope
from jupyter_codemm.errors import NotFoundError, WrongStateError
from jupyter_codemm.ports import Embedded


@dataclass
class MemoryKnowledge:
    documents: dict[str, Document] = field(default_factory=dict)
    pieces: dict[str, list[Chunk]] = field(default_factory=dict)
    embedded: dict[str, tuple[str, Embedded]] = field(default_factory=dict)

    def add(self, document: Document) -> None:
        if document.id in self.documents:
            raise WrongStateError(f"The document {document.id} is stored already.")
        self.documents[document.id] = document

    def get(self, document_id: str) -> Document:
        if document_id not in self.documents:
            raise NotFoundError(f"There is no document {document_id}.")
        return self.documents[document_id]

    def save(self, document: Document) -> None:
        self.get(document.id)
        self.documents[document.id] = document

    def delete(self, document_id: str) -> None:
        self.get(document_id)
        for chunk in self.chunks(document_id):
            self.embedded.pop(chunk.id, None)
        self.pieces.pop(document_id, None)
        del self.documents[document_id]

    def list(self, scopes: Collection[Scope]) -> tuple[Document, ...]:
        found = [one for one in self.documents.values() if one.scope in scopes]
        return tuple(sorted(found, key=lambda one: one.uploaded_at))

    def cut(self, document_id: str, chunks: Sequence[Chunk]) -> None:
        self.get(document_id)
        self.pieces[document_id] = list(chunks)

    def chunks(self, document_id: str) -> tuple[Chunk, ...]:
        return tuple(self.pieces.get(document_id, ()))

    def embed(self, model: str, vectors: Mapping[str, Embedded]) -> None:
        known = {chunk.id for chunks in self.pieces.values() for chunk in chunks}
        self.embedded.update((n, (model, v)) for n, v in vectors.items() if n in known)

    def search(
        self, scopes: Collection[Scope], terms: Sequence[str], limit: int
    ) -> Mapping[str, float]:
        asked = [word for term in terms for word in _words(term)]
        scores = {
            chunk.id: sum(_words(chunk.text).count(word) for word in asked)
            for chunk in self._findable(scopes)
        }
        best = sorted(scores, key=scores.__getitem__, reverse=True)[:limit]
        return {name: float(scores[name]) for name in best if scores[name]}

    def sketches(self, scopes: Collection[Scope], model: str) -> Sequence[tuple[str, bytes]]:
        found = ((c.id, self.embedded.get(c.id)) for c in self._findable(scopes))
        return [(name, one[1].sketch) for name, one in found if one and one[0] == model]

    def vectors(self, chunk_ids: Collection[str]) -> Mapping[str, bytes]:
        return {n: self.embedded[n][1].vector for n in chunk_ids if n in self.embedded}

    def passages(self, chunk_ids: Collection[str]) -> Mapping[str, Passage]:
        return {
            chunk.id: Passage(
                chunk_id=chunk.id,
                document_id=document.id,
                scope=document.scope,
                title=document.title,
                index=chunk.index,
                place=chunk.place,
                text=chunk.text,
            )
            for document in self.documents.values()
            for chunk in self.chunks(document.id)
            if chunk.id in chunk_ids
        }

    def _findable(self, scopes: Collection[Scope]) -> list[Chunk]:
        documents = [d for d in self.list(scopes) if d.state in ("chunked", "ready")]
        return [chunk for document in documents for chunk in self.chunks(document.id)]


def _words(text: str) -> list[str]:
    return [word.removesuffix("s") for word in re.findall(r"[^\W_]+", text.casefold())]

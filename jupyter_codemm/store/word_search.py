"""Finding pieces of documents by words: FTS5 on SQLite, text search on PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, bindparam, text

MOST_PIECES = 4000
"""Pieces that are ranked for one question on SQLite: about 5 ms."""
_COUNTED = text(
    "SELECT value, (SELECT count(*) FROM kb_search WHERE kb_search MATCH value"
    " AND +rowid IN (SELECT number FROM kb_chunk WHERE document IN :documents)) AS pieces"
    " FROM json_each(:words) ORDER BY pieces, key"
).bindparams(bindparam("documents", expanding=True))
# The index sorts by its own numbers; ids are looked up for the few rows that are left.
_SQLITE = text(
    "SELECT kb_chunk.id, -found.score FROM ("
    " SELECT rowid AS number, bm25(kb_search) AS score FROM kb_search WHERE kb_search MATCH :words"
    " AND +rowid IN (SELECT number FROM kb_chunk WHERE document IN :documents)"
    " ORDER BY score, number LIMIT :limit"
    ") AS found JOIN kb_chunk ON kb_chunk.number = found.number"
).bindparams(bindparam("documents", expanding=True))
_POSTGRESQL = text(
    "SELECT id, ts_rank_cd(words, to_tsquery('english', :words)) AS score FROM kb_chunk"
    " WHERE words @@ to_tsquery('english', :words) AND document IN :documents"
    " ORDER BY score DESC, number LIMIT :limit"
).bindparams(bindparam("documents", expanding=True))


def found_by_words(
    connection: Connection, documents: Sequence[int], terms: Sequence[str], limit: int
) -> Mapping[str, float]:
    """Return the ids of at most `limit` pieces that have one of the words, with their scores.

    Higher is better. `documents` are numbers of documents; no others are looked at.
    """
    if not documents or not terms:
        return {}
    if connection.dialect.name == "postgresql":
        quoted = (one.replace("\\", " ").replace("'", "''") for one in terms)
        statement, words = _POSTGRESQL, " | ".join(f"'{one}'" for one in quoted if one.strip())
    else:
        statement, words = _SQLITE, " OR ".join(_telling(connection, documents, terms))
    values = {"words": words, "documents": documents, "limit": limit}
    return {name: float(score) for name, score in connection.execute(statement, values)}


def _telling(connection: Connection, documents: Sequence[int], terms: Sequence[str]) -> list[str]:
    """Return the rarest of the words, quoted, as many as have MOST_PIECES pieces between them.

    Only pieces of the documents count: a word may be rare here and everywhere elsewhere. The weight
    of a word in BM25 falls with the number of pieces that have it, and to nothing where half of
    them do: such words cost the most time and decide the least.
    """
    quoted = ['"{}"'.format(one.replace('"', '""')) for one in terms]
    values = {"words": json.dumps(quoted), "documents": documents}
    counted = connection.execute(_COUNTED, values)
    kept: list[str] = []
    pieces = 0
    for word, count in counted:
        pieces += count
        if kept and pieces > MOST_PIECES:
            break
        kept.append(word)
    return kept

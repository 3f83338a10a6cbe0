"""The pieces of a program that can be wrong alone, and which of them is."""

from __future__ import annotations

from collections import Counter
from itertools import zip_longest

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.gates.fingerprints import digest, line_digest
from jupyter_codemm.syntax.query_pieces import query_pieces


def pieces(code: str, language: Language) -> list[tuple[int, str]]:
    """Return what a program is made of with its lines: its lines, or the pieces of its query."""
    return query_pieces(code) if language == "sql" else list(enumerate(code.splitlines(), 1))


def wrong_piece(right: str, wrong: str, language: Language) -> str:
    """Return the one piece that a wrong program has in place of one of the right program's.

    Nothing where no piece alone is wrong, as when one is missing.
    """
    if language == "sql":
        known = Counter(text for _, text in query_pieces(right))
        changed = list((Counter(text for _, text in query_pieces(wrong)) - known).elements())
    else:
        lines = zip_longest(right.splitlines(), wrong.splitlines())
        changed = [other or "" for one, other in lines if one != other]
    return changed[0] if len(changed) == 1 else ""


def piece_digest(piece: str, language: Language, key: bytes) -> str:
    """Return the digest of a piece; nothing of one without code.

    Names that an author chose are counted in it. Those of a query are the database's, and count.
    """
    if language == "sql":
        return digest(key, "line", piece) if piece else ""
    return line_digest(piece, language, key)

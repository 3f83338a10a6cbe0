"""Inside the sandbox: reads a learner's SQL as statements, and says why it cannot be run."""

from __future__ import annotations

import re
import sqlite3

MAX_STATEMENTS = 20
UNREADABLE = ("syntax error", "incomplete input", "unrecognized token")
READS = ("select", "with", "values")
CHANGES = ("insert", "update", "delete", "replace")
# Texts, quoted names, comments, semicolons, and runs of everything else; each byte is read once.
TOKENS = re.compile(
    r"""'[^']*'?|"[^"]*"?|`[^`]*`?|\[[^\]]*\]?|--[^\n]*|/\*.*?(?:\*/|\Z)|;|[^'"`\[\-/;]+|.""",
    re.DOTALL,
)


def statements(script: str) -> list[str]:
    """Return the statements of a script; what holds nothing but blanks and comments is none."""
    found: list[str] = []
    parts: list[str] = []
    says = False
    for piece in [*TOKENS.findall(script.removeprefix("\ufeff")), ";"]:
        if piece != ";":
            parts.append(piece)
            says = says or not (piece.isspace() or piece.startswith(("--", "/*")))
            continue
        if says:
            found.append("".join(parts))
        parts, says = [], False
    return found


def unreadable(script: str, *, changes: bool) -> str | None:
    """Return why a script is not one query, or a few statements that change data, or None."""
    if "\0" in script:
        return "the query contains a NUL character"
    found = statements(script)
    if len(found) > 1 and not changes:
        return f"write one statement, not {len(found)}: another one follows the first semicolon"
    if len(found) > MAX_STATEMENTS:
        return f"write at most {MAX_STATEMENTS} statements, not {len(found)}"
    return next((reason for one in found if (reason := _wrong(one, changes=changes))), None)


def first_word(statement: str) -> str:
    """Return the first word after comments, in lower case."""
    text = statement.lstrip(" \t\r\n(")
    while text.startswith(("--", "/*")):
        _, _, text = text.partition("\n" if text.startswith("--") else "*/")
        text = text.lstrip(" \t\r\n(")
    end = next((i for i, c in enumerate(text) if not (c.isalnum() or c == "_")), len(text))
    return text[:end].lower() or text[:1]


def _wrong(statement: str, *, changes: bool) -> str | None:
    word = first_word(statement)
    if word not in (*READS, *(CHANGES if changes else ())):
        wanted = (
            "INSERT, UPDATE, DELETE and SELECT statements" if changes else "one SELECT statement"
        )
        return f"write {wanted} (WITH may come first), not {word.upper()[:40]}"
    try:
        sqlite3.connect(":memory:", isolation_level=None).execute(f"EXPLAIN {statement}")
    except (sqlite3.Error, sqlite3.Warning) as error:
        return str(error) if any(words in str(error) for words in UNREADABLE) else None
    return None

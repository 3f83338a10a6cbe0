"""SQL: one query, or the changes that the problem asks for, without clock and chance."""

from __future__ import annotations

import re
from collections.abc import Iterator

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from jupyter_codemm.judging.harness.files.codemm_statements import (
    CHANGES,
    MAX_STATEMENTS,
    READS,
    first_word,
    statements,
)
from jupyter_codemm.syntax.tokens import STRING, code_tokens

_FUNCTIONS = frozenset(
    """random randomblob load_extension readfile writefile edit fts3_tokenizer sqlite_log
    last_insert_rowid changes total_changes""".split()
)
_CLOCK = frozenset("current_date current_time current_timestamp".split())
_DATES = frozenset("date time datetime julianday strftime unixepoch timediff".split())
_PLAIN = re.compile(r"[a-z_]+")
_REFUSALS = (SqlglotError, RecursionError, ValueError)
_LONGEST = 50_000


def found_in(code: str, *, changes: tuple[str, ...], must_ask: bool) -> Iterator[str]:
    """Yield the names of what a script may not do; `changes` are the tables it may change.

    With `must_ask` it has to hold a statement at all.
    """
    found = statements(code)
    if len(found) > (MAX_STATEMENTS if changes else 1) or (must_ask and not found):
        yield f"{len(found)} statements"
    for statement in found:
        word = first_word(statement)
        if word not in (*READS, *(CHANGES if changes else ())):
            yield f"statement {word.upper()}" if _PLAIN.fullmatch(word) else "statement"
    yield from _calls(code_tokens(code, "sql"))
    yield from _changed(code, changes)


def _calls(tokens: tuple[str, ...]) -> Iterator[str]:
    for index, token in enumerate(tokens):
        is_call = tokens[index + 1 : index + 2] == ("(",)
        if token in _CLOCK or (is_call and token in _FUNCTIONS) or token.startswith("pragma_"):
            yield token
        if is_call and token in _DATES and _asks_now(tokens, index + 1):
            yield f"{token} of now"


def _asks_now(tokens: tuple[str, ...], start: int) -> bool:
    depth = 0
    given = []
    for word in tokens[start:]:
        depth += {"(": 1, ")": -1}.get(word, 0)
        if depth == 0:
            break
        given.append(word)
    return len(given) == 1 or f"{STRING}now" in given


def _changed(code: str, changes: tuple[str, ...]) -> Iterator[str]:
    if not changes or len(code) > _LONGEST:
        return
    try:
        trees = sqlglot.parse(code, read="sqlite", error_message_context=0)
    except _REFUSALS:
        return
    allowed = {name.lower() for name in changes}
    for tree in trees:
        if isinstance(tree, (exp.Insert, exp.Update, exp.Delete)):
            table = tree.find(exp.Table)
            if table is not None and table.name.lower() not in allowed:
                yield "a change of another table"

"""SQL: one query, or the changes that the problem asks for, without clock and chance."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from sqlglot import exp

from jupyter_codemm.gates.safety.sql_calls import OPENING, Word, asking_now, words
from jupyter_codemm.judging.harness.files.codemm_statements import (
    CHANGES,
    MAX_STATEMENTS,
    READS,
    first_word,
    statements,
)
from jupyter_codemm.syntax.queries import trees

_FUNCTIONS = frozenset(
    """random randomblob load_extension readfile writefile edit fts3_tokenizer sqlite_log
    last_insert_rowid changes total_changes""".split()
)
_CLOCK = frozenset("current_date current_time current_timestamp".split())
_PLAIN = re.compile(r"[a-z_]+")


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
    script = words(code)
    yield from _calls(script)
    yield from (f"{name} of now" for name in asking_now(script))
    yield from _changed(code, changes)


def _calls(script: list[Word]) -> Iterator[str]:
    for word, after in pairwise([*script, Word("")]):
        is_call = after == OPENING and word.is_name
        is_clock = word.kind == "bare" and word.text in _CLOCK
        if is_clock or (is_call and word.text in _FUNCTIONS) or word.text.startswith("pragma_"):
            yield word.text


def _changed(code: str, changes: tuple[str, ...]) -> Iterator[str]:
    allowed = {name.lower() for name in changes}
    for tree in trees(code) if changes else ():
        if isinstance(tree, (exp.Insert, exp.Update, exp.Delete)):
            table = tree.find(exp.Table)
            if table is not None and table.name.lower() not in allowed:
                yield "a change of another table"

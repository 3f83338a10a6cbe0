"""An author that remembers every reference, and the search for them where they must not be."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator

from jupyter_codemm.authoring.builtin.author import BuiltinAuthor
from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.gates import leak_limit, public_code
from jupyter_codemm.syntax.shared_runs import body, prose_readings


class RememberingAuthor(BuiltinAuthor):
    """The built-in author; every draft that it ever wrote stays here."""

    def __init__(self):
        self.drafts = []

    async def draft(self, request):
        draft = await super().draft(request)
        self.drafts.append(draft)
        return draft


def strings_in(value):
    """Yield every text in decoded JSON, and in JSON inside of texts."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from strings_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings_in(item)
    elif isinstance(value, str):
        yield value
        if value.startswith(("{", "[")):
            try:
                yield from strings_in(json.loads(value))
            except ValueError:
                return


def texts_in(database):
    """Yield every text of every table, then each database file as it is on disk."""
    connection = sqlite3.connect(database)
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (table,) in tables:
        for row in connection.execute(f'SELECT * FROM "{table}"'):
            yield from strings_in([cell for cell in row if isinstance(cell, str)])
    connection.close()
    for path in database.parent.iterdir():
        raw = path.read_bytes().decode("utf-8", "replace")
        yield raw.replace("\\n", "\n").replace('\\"', '"')


def leaks(drafts: Iterable[ProblemDraft], texts: Iterable[str]) -> list[str]:
    """Return the texts that share a forbidden run with the reference of one of the drafts.

    The measure is that of `longest_shared_run`, with every text read only once for all drafts.
    """
    forbidden = defaultdict(set)
    languages = set()
    for draft in drafts:
        languages.add(draft.problem.language)
        public, reference = public_code(draft.problem), draft.reference.text
        limit = leak_limit(reference, draft.problem.language, public=public)
        for part in body(reference, draft.problem.language, public):
            forbidden[limit].update(runs(part, limit))
    return [
        text
        for text in texts
        for language in languages
        if any(
            not forbidden[limit].isdisjoint(runs(tokens, limit))
            for tokens in prose_readings(text, language)
            for limit in forbidden
        )
    ]


def runs(tokens: tuple[str, ...], size: int) -> Iterator[tuple[str, ...]]:
    return (tokens[start : start + size] for start in range(len(tokens) - size + 1))

"""An author that remembers every reference, and the search for them where they must not be."""

from __future__ import annotations

import json
import sqlite3

from jupyter_codemm.authoring.builtin.author import BuiltinAuthor
from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.gates import leak_limit, longest_shared_run, public_code


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


def leaks(draft: ProblemDraft, texts: list[str]) -> list[str]:
    """Return the texts that share a forbidden run with the draft's reference."""
    public, reference = public_code(draft.problem), draft.reference.text
    language = draft.problem.language
    limit = leak_limit(reference, language, public=public)
    return [
        text
        for text in texts
        if longest_shared_run(reference, text, language, public=public) >= limit
    ]

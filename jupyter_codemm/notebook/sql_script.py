"""Read the script of a sample database, so that its rows can be shown as tables.

Only what is certain is read: `CREATE TABLE` with plain columns, and `INSERT … VALUES` of literals
for every column. Anything else makes the whole script unreadable, and it is shown as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jupyter_codemm.contracts.problem import SqlCell, Table

_TOKEN = re.compile(
    r"""\s+ | --[^\n]* | /\*.*?\*/
    | (?P<string>'(?:[^']|'')*')
    | (?P<name>[A-Za-z_][A-Za-z0-9_]*)
    | (?P<quoted>"[^"]+" | `[^`]+`)
    | (?P<number>[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<mark>[(),;])
    | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_CONSTRAINTS = frozenset("PRIMARY FOREIGN UNIQUE CHECK CONSTRAINT".split())
_COMPUTED = frozenset("AS GENERATED AUTOINCREMENT".split())


@dataclass(frozen=True, slots=True)
class Script:
    """A database: the statements that make it, and its tables by name in their order."""

    schema: str
    tables: Mapping[str, Table]


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int
    end: int

    @property
    def word(self) -> str:
        """The token for comparing with keywords: what is quoted is none."""
        return self.text.upper() if self.kind in ("name", "mark") else ""


class _UnreadableError(Exception):
    """The script holds more than tables and literal rows."""


@dataclass(slots=True)
class _Columns:
    names: list[str]
    keys: set[str]


def read_script(script: str) -> Script | None:
    """Return the tables of a script, or None when their content is not certain."""
    columns: dict[str, _Columns] = {}
    rows: dict[str, list[tuple[SqlCell, ...]]] = {}
    schema: list[str] = []
    try:
        for statement in _statements(script):
            if [t.word for t in statement[:2]] == ["CREATE", "TABLE"]:
                name = _name(statement[2])
                columns[name], rows[name] = _columns(statement[3:]), []
                schema.append(f"{script[statement[0].start : statement[-1].end]};")
            else:
                name, found = _inserted(statement, columns)
                rows[name] += found
    except (_UnreadableError, IndexError, KeyError):
        return None
    tables = {n: Table(columns=tuple(columns[n].names), rows=tuple(rows[n])) for n in columns}
    return Script("\n\n".join(schema), tables) if tables else None


def _statements(script: str) -> Iterator[list[_Token]]:
    statement: list[_Token] = []
    for match in _TOKEN.finditer(script):
        if match.lastgroup is None:
            continue
        token = _Token(match.lastgroup, match[0], match.start(), match.end())
        if token.text != ";":
            statement.append(token)
        elif statement:
            yield statement
            statement = []
    if statement:
        yield statement


def _name(token: _Token) -> str:
    if token.kind == "name":
        return token.text
    if token.kind == "quoted":
        return token.text[1:-1]
    raise _UnreadableError


def _columns(tokens: Sequence[_Token]) -> _Columns:
    """Read the column list of a table, from its "(" on."""
    columns = _Columns([], set())
    for item in _items(tokens):
        if any(token.word in _COMPUTED for token in item):
            raise _UnreadableError
        if item[0].word in _CONSTRAINTS:
            if item[0].word == "PRIMARY":
                raise _UnreadableError
            continue
        columns.names.append(_name(item[0]))
        if any(token.word == "PRIMARY" for token in item):
            columns.keys.add(columns.names[-1])
    return columns


def _items(tokens: Sequence[_Token]) -> Iterator[list[_Token]]:
    """Split what is between the first "(" and the ")" that ends the tokens at its commas."""
    if tokens[0].text != "(" or tokens[-1].text != ")":
        raise _UnreadableError
    item: list[_Token] = []
    depth = 0
    for token in tokens[1:-1]:
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if token.text == "," and depth == 0:
            yield item
            item = []
        else:
            item.append(token)
    yield item


def _inserted(
    statement: Sequence[_Token], columns: Mapping[str, _Columns]
) -> tuple[str, list[tuple[SqlCell, ...]]]:
    if [t.word for t in statement[:2]] != ["INSERT", "INTO"]:
        raise _UnreadableError
    name = _name(statement[2])
    known = columns[name]
    values = next(i for i, t in enumerate([*statement, _END]) if t.word in ("VALUES", "END"))
    order = known.names
    if values > 3:  # noqa: PLR2004 - a column list stands between the name and VALUES
        order = [_name(item[0]) for item in _items(statement[3:values])]
    if sorted(order) != sorted(known.names):
        raise _UnreadableError
    return name, [_row(group, order, known) for group in _groups(statement[values + 1 :])]


_END = _Token("name", "END", 0, 0)


def _groups(tokens: Sequence[_Token]) -> Iterator[Sequence[_Token]]:
    """Split `(…), (…)` into its groups; nothing nests in a row of literals."""
    at = 0
    while True:
        close = next((i for i in range(at, len(tokens)) if tokens[i].text == ")"), None)
        if close is None:
            raise _UnreadableError
        yield tokens[at : close + 1]
        if close + 1 == len(tokens):
            return
        if tokens[close + 1].text != ",":
            raise _UnreadableError
        at = close + 2


def _row(tokens: Sequence[_Token], order: Sequence[str], known: _Columns) -> tuple[SqlCell, ...]:
    items = list(_items(tokens))
    if len(items) != len(order) or any(len(item) != 1 for item in items):
        raise _UnreadableError
    cells = {name: _literal(item[0]) for name, item in zip(order, items, strict=True)}
    # A key given as NULL becomes a number that the script does not name.
    if any(cells[key] is None for key in known.keys):
        raise _UnreadableError
    return tuple(cells[name] for name in known.names)


def _literal(token: _Token) -> SqlCell:
    if token.kind == "string":
        return token.text[1:-1].replace("''", "'")
    if token.kind == "number":
        return int(token.text) if re.fullmatch(r"[+-]?\d+", token.text) else float(token.text)
    if token.word == "NULL":
        return None
    raise _UnreadableError

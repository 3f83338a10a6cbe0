"""What crosses the border of the sandbox: tasks in, answers out.

A task is one JSON object and holds inputs only. An answer is one line of JSON an item. Answers are
written by a process that the learner controls, so every byte of them is checked here.
"""

from __future__ import annotations

import json
import math
from binascii import a2b_base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue

from jupyter_codemm.contracts.outcome import Got
from jupyter_codemm.contracts.problem import CaseInput, Table
from jupyter_codemm.contracts.signature import Signature
from jupyter_codemm.contracts.types import TypeNode
from jupyter_codemm.judging.messages import decoded

MAX_DEPTH = 110
WIRE_INT = 1 << 63
MAX_FIGURE = 1 << 53
UNFIT = "$unfit"
FIELDS = frozenset(
    "item value raises message where stdout printed code rows tables overflow peak_kb "
    "time_us".split()
)


class ProtocolError(Exception):
    """The bytes on the result channel are no answers of our harness."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a harness said about one item. Absent fields are None.

    `raises` is the name of an uncaught exception, `where` its last line in the learner's files;
    `code` is how a program's own main ended.
    """

    item: int
    has_value: bool = False
    value: JsonValue = None
    raises: str | None = None
    message: str = ""
    where: str = ""
    stdout: str | None = None
    rows: Table | None = None
    tables: Mapping[str, Table] | None = None
    overflow: bool = False
    peak_kb: int = 0
    time_us: int = 0
    code: int = 0


def signature_task(signature: Signature) -> dict[str, object]:
    """Return what a harness must know of a signature."""
    return {
        "name": signature.name,
        "params": [type_tree(p.node) for p in signature.params],
        "observe": signature.observed_arg,
        "observed": type_tree(signature.observed),
        "methods": {
            m.name: [[type_tree(p.node) for p in m.params], type_tree(m.returns_node)]
            for m in signature.methods
        },
    }


def type_tree(node: TypeNode) -> list[Any]:
    """Return a type as nested lists, so that no harness parses the grammar."""
    args = [type_tree(arg) for arg in node.args]
    if node.name == "record":
        return ["record", *([f, a] for f, a in zip(node.fields, args, strict=True))]
    return [node.name, *args]


def encode_task(
    task: Mapping[str, object], items: Sequence[CaseInput], *, batch: bool, cap: int
) -> bytes:
    """Return the frame that a run step finds. `cap` is the largest result in characters."""
    full = {**task, "items": [_item(item) for item in items], "batch": batch, "cap": cap}
    return json.dumps(full).encode()


def encode_observed(pairs: Sequence[tuple[CaseInput, Got]]) -> bytes:
    """Return the frame that a checker finds: inputs, and what was observed of a program on them."""
    items = [{"given": _item(given), "got": _observed(got)} for given, got in pairs]
    return json.dumps({"items": items}).encode()


def _observed(got: Got) -> dict[str, Any]:
    fields: dict[str, Any] = {"stdout": got.stdout or ""}
    if "value" in got.model_fields_set:
        fields["value"] = _wire(got.value)
    return fields


def _item(item: CaseInput) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if item.args is not None:
        fields["args"] = _wire(list(item.args))
    if item.steps is not None:
        fields["steps"] = [{**s.model_dump(), "args": _wire(list(s.args))} for s in item.steps]
    if item.stdin is not None:
        fields["stdin"] = item.stdin
    if item.database is not None:
        fields["database"] = item.database
    return fields


def _wire(value: JsonValue) -> JsonValue:
    """Write large integers as hexadecimal text: Python limits the digits of decimal ones."""
    if isinstance(value, int) and not -WIRE_INT <= value < WIRE_INT:
        return {"$int": hex(value)}
    if isinstance(value, list):
        return [_wire(item) for item in value]
    if isinstance(value, dict):
        return {key: _wire(item) for key, item in value.items()}
    return value


def decode_answers(data: bytes) -> tuple[Answer, ...]:
    """Return the answers in a result channel, in order.

    Raises ProtocolError for anything else: half a line, no JSON, wrong shapes, wrong order.
    """
    if not data:
        return ()
    *lines, rest = data.split(b"\n")
    if rest:
        raise ProtocolError("the last answer is cut off")
    answers = tuple(_answer(line) for line in lines)
    if [a.item for a in answers] != list(range(len(answers))):
        raise ProtocolError("answers are repeated or out of order")
    return answers


def complete_answers(data: bytes) -> tuple[Answer, ...]:
    """Return the answers before the first thing that is none, for a process that died."""
    answers: list[Answer] = []
    for line in data.split(b"\n")[:-1]:
        try:
            answer = _answer(line)
        except ProtocolError:
            break
        if answer.item != len(answers):
            break
        answers.append(answer)
    return tuple(answers)


def _answer(line: bytes) -> Answer:
    try:
        fields = json.loads(line.decode("ascii"), parse_constant=_no_constant, parse_float=_finite)
    except (ValueError, RecursionError):
        raise ProtocolError("an answer is no JSON") from None
    if not isinstance(fields, dict) or not set(fields) <= FIELDS:
        raise ProtocolError("an answer is no object of our fields")
    return Answer(
        item=_typed(fields, "item", int, -1),
        has_value="value" in fields,
        value=_plain(fields.get("value")),
        raises=_typed(fields, "raises", str, None),
        message=_typed(fields, "message", str, ""),
        where=_typed(fields, "where", str, ""),
        stdout=_printed(fields) if "printed" in fields else _typed(fields, "stdout", str, None),
        rows=_table(fields["rows"]) if "rows" in fields else None,
        tables=_tables(fields["tables"]) if "tables" in fields else None,
        overflow=_typed(fields, "overflow", bool, False),  # noqa: FBT003 - the default value
        peak_kb=_figure(fields, "peak_kb"),
        time_us=_figure(fields, "time_us"),
        code=_figure(fields, "code"),
    )


def _printed(fields: dict[str, Any]) -> str:
    """Return what a program printed, which travels as it is."""
    try:
        return decoded(a2b_base64(_typed(fields, "printed", str, "")))
    except ValueError:
        raise ProtocolError("what was printed is no base64") from None


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no JSON")


def _finite(text: str) -> float:
    """Read a real; one too large for a float is no value that a harness of ours writes."""
    number = float(text)
    return number if math.isfinite(number) else _no_constant(text)


def _typed(fields: dict[str, Any], name: str, kind: type, default: Any) -> Any:  # noqa: ANN401 - typed by `kind`
    if name not in fields:
        return default
    if type(fields[name]) is not kind:
        raise ProtocolError(f"{name} is of the wrong type")
    return fields[name]


def _figure(fields: dict[str, Any], name: str) -> int:
    figure: int = _typed(fields, name, int, 0)
    if not 0 <= figure <= MAX_FIGURE:
        raise ProtocolError(f"{name} is no figure of a process")
    return figure


def _plain(value: JsonValue, depth: int = 0) -> JsonValue:
    if depth > MAX_DEPTH:
        raise ProtocolError("a value is nested too deeply")
    if isinstance(value, list):
        return [_plain(item, depth + 1) for item in value]
    if not isinstance(value, dict):
        return value
    if set(value) == {"$int"}:
        return _big(value["$int"])
    if set(value) == {UNFIT} and not isinstance(value[UNFIT], str):
        raise ProtocolError("what is of no declared type has no name")
    return {key: _plain(item, depth + 1) for key, item in value.items()}


def _big(text: JsonValue) -> int:
    try:
        return int(str(text), 16)
    except ValueError:
        raise ProtocolError("a large integer is no hexadecimal text") from None


def _table(data: object) -> Table:
    if not isinstance(data, dict) or set(data) != {"columns", "rows"}:
        raise ProtocolError("rows is no table")
    columns, rows = data["columns"], data["rows"]
    cells = (str, int, float, type(None))
    shaped = isinstance(columns, list) and isinstance(rows, list)
    if not shaped or not all(type(c) is str for c in columns):
        raise ProtocolError("columns are no texts")
    if not all(isinstance(r, list) and all(type(c) in cells for c in r) for r in rows):
        raise ProtocolError("rows hold something that is no cell")
    return Table(columns=tuple(columns), rows=tuple(tuple(row) for row in rows))


def _tables(data: object) -> dict[str, Table]:
    if not isinstance(data, dict):
        raise ProtocolError("tables are no object")
    return {name: _table(one) for name, one in data.items()}

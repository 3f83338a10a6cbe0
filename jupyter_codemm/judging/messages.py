"""Words for learners about what happened, without control characters and the judge's own paths."""

from __future__ import annotations

import json
import re
import signal
from collections.abc import Mapping

from pydantic import JsonValue

from jupyter_codemm.contracts.expected import SqlCell, Table
from jupyter_codemm.contracts.outcome import Got

MAX_MESSAGE = 500
MAX_SHOWN = 10_000
MAX_NAME = 80
MAX_OUTCOME = 400_000
MAX_ROWS = 20
MAX_COLUMNS = 200
MIN_CELL = 20
CELL_BITS = 64
TOO_MUCH = "What the program gave is too much to be shown."
NO_RESULT = "The program ended before it gave a result."
NO_PROGRAM = "What was compiled cannot be started as a program: {}"
BAD_RESULT = "The program disturbed the channel that carries its result."

_ESCAPES = re.compile(r"\x1b(?:\[[0-?]{0,64}[ -/]{0,16}[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-_])")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")

_JVM_REPORT = re.compile(
    r"^#\n# (?:A fatal error has been detected by the Java Runtime Environment:\n#\n"
    r"#  (?P<signal>SIG(?:SEGV|BUS|FPE|ILL)) |There is insufficient memory )",
    re.MULTILINE,
)

SIGNALS = {
    signal.SIGSEGV: "Segmentation fault (SIGSEGV)",
    signal.SIGABRT: "The program aborted (SIGABRT)",
    signal.SIGFPE: "Arithmetic error, such as a division by zero (SIGFPE)",
    signal.SIGILL: "Illegal instruction (SIGILL)",
    signal.SIGBUS: "Bus error (SIGBUS)",
    signal.SIGKILL: "The program was killed (SIGKILL)",
}


def clean(text: str) -> str:
    """Return text without terminal escapes and control characters but newline and tab.

    A lone surrogate, which no database or browser takes, becomes its escape.
    """
    plain = _CONTROLS.sub("", _ESCAPES.sub("", text.replace("\r\n", "\n")))
    return _SURROGATES.sub(lambda m: f"\\u{ord(m.group()):04x}", plain)


def decoded(data: bytes) -> str:
    """Return what a program wrote; bytes that are no UTF-8 are escaped."""
    return data.decode("utf-8", "backslashreplace")


def signal_text(number: int) -> str:
    """Return what a deadly signal means."""
    return SIGNALS.get(signal.Signals(number), "") if number in SIGNALS else f"Signal {number}"


def jvm_crash(stdout: str) -> tuple[str, str]:
    """Return what a program printed before its JVM aborted, and the JVM's reason in our words.

    Both come from what a learner's program may have printed as well: they are for its author only.
    """
    report = _JVM_REPORT.search(stdout)
    if report is None:
        return stdout, signal_text(signal.SIGABRT)
    name = report["signal"]
    words = SIGNALS.get(signal.Signals[name], name) if name else "it ran out of memory of its own"
    return stdout[: report.start()], f"The Java virtual machine crashed: {words}"


def exception_text(name: str, message: str, where: str) -> str:
    """Return `Name: message (file:line)` of an uncaught exception, cleaned and cut."""
    text = ": ".join(part for part in (name, message) if part)
    place = f" ({where})" if where else ""
    return clean(text)[: MAX_MESSAGE - len(place)] + clean(place)


def shown(got: Got) -> Got:
    """Return an observation as a learner may see it: cleaned, and cut where it is long."""
    fields = {name: getattr(got, name) for name in got.model_fields_set}
    if "value" in fields:
        fields["value"] = _shown_value(got.value)
    if got.stdout is not None:
        fields["stdout"] = _cut(clean(got.stdout))
    if got.raises is not None:
        fields["raises"] = clean(got.raises)[:MAX_NAME]
    own = {} if got.rows is None else {"": got.rows}
    tables, left_out = _shown_tables(own | (got.tables or {}))
    if own:
        fields["rows"] = tables.pop("")
    if got.tables is not None:
        fields["tables"] = tables
    return Got(**fields, left_out=left_out) if left_out else Got(**fields)


def _shown_tables(tables: Mapping[str, Table]) -> tuple[dict[str, Table], dict[str, int]]:
    """Return tables as shown, and how many rows are left out of those that were cut."""
    room = MAX_SHOWN // max(1, len(tables))
    shown_tables, left_out = {}, {}
    for name, table in tables.items():
        shown_name, shown_table = clean(name)[:MAX_NAME], _shown_table(table, room)
        shown_tables[shown_name] = shown_table
        if len(shown_table.rows) < len(table.rows):
            left_out[shown_name] = len(table.rows) - len(shown_table.rows)
    return shown_tables, left_out


def _shown_value(value: JsonValue) -> JsonValue:
    plain = _printable(value)
    text = json.dumps(plain, ensure_ascii=False)
    return plain if len(text) <= MAX_SHOWN else _cut(text)


def _shown_table(table: Table, room: int) -> Table:
    """Return the rows that there is room for, of many not more than 20 and always the first."""
    limit = max(MIN_CELL, room // max(1, len(table.columns)))
    rows: list[tuple[SqlCell, ...]] = []
    for row in table.rows:
        cells = tuple(_shown_cell(cell, limit) for cell in row[:MAX_COLUMNS])
        room -= sum(len(str(cell)) + 2 for cell in cells) + 2
        if rows and room < 0:
            rows = rows[:MAX_ROWS]
            break
        rows.append(cells)
    columns = (_cut(clean(name), limit) for name in table.columns[:MAX_COLUMNS])
    return Table(columns=tuple(columns), rows=tuple(rows))


def _shown_cell(cell: SqlCell, limit: int) -> SqlCell:
    if isinstance(cell, str):
        return _cut(clean(cell), limit)
    if isinstance(cell, int) and cell.bit_length() > CELL_BITS:
        return _bits(cell)
    return cell


def _printable(value: JsonValue) -> JsonValue:
    """Clean every text, and write integers that Python cannot print as text."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, int) and value.bit_length() > 10_000:  # noqa: PLR2004 - about 3000 digits
        return _bits(value)
    if isinstance(value, list):
        return [_printable(item) for item in value]
    if isinstance(value, dict):
        return {clean(key): _printable(item) for key, item in value.items()}
    return value


def _bits(number: int) -> str:
    return f"an integer of {number.bit_length()} bits"


def _cut(text: str, limit: int = MAX_SHOWN) -> str:
    if len(text) <= limit:
        return text
    return f"{text[:limit]}… ({len(text)} characters)"

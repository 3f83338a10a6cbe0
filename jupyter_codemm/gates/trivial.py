"""The gate that trivial programs must not pass.

A constant, an echo or a look-up of the visible samples needs no sandbox: what it answers is known,
and the judge's own comparators decide. Only `SELECT * FROM table` has to be run.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from jupyter_codemm.contracts.activity import GateOutcome
from jupyter_codemm.contracts.outcome import Got
from jupyter_codemm.contracts.problem import CallStep, Expected, Problem, Table, TestCase
from jupyter_codemm.judging import matches

MIN_FAILED = 2
MIN_HIDDEN_FAILED = 1
MAX_TABLES = 4
CONSTANTS: tuple[JsonValue, ...] = (None, 0, 1, True, False, "", [])
TEXTS = ("", "0", "1", "true", "True", "None")
_TABLE = re.compile(r"\bCREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?([\"`\[]?)(\w+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TrivialProgram:
    """A program that knows nothing of the task, as its answers to the tests in order."""

    name: str
    answers: tuple[Got, ...]


def trivial_programs(problem: Problem) -> tuple[TrivialProgram, ...]:
    """Return the trivial programs of a problem's kind whose answers follow without running them."""
    tests = problem.tests
    frequent = Counter(_key(as_got(t.expected)) for t in tests).most_common(1)[0][0]
    same = [
        ("first_expected", as_got(tests[0].expected)),
        ("frequent_expected", Got.parse(frequent)),
    ]
    programs = [TrivialProgram(name, (got,) * len(tests)) for name, got in same]
    programs.append(TrivialProgram("samples_by_heart", tuple(_by_heart(problem))))
    match problem.kind:
        case "class":
            programs += _class_programs(problem)
        case "query":
            programs += _query_programs(len(tests))
        case "program":
            programs += _printing_programs(tests)
        case "function":
            programs += _function_programs(tests)
    return tuple(programs)


def check_trivial(
    problem: Problem, programs: Iterable[TrivialProgram], gate: str = "trivial"
) -> GateOutcome:
    """Ask that each trivial program fails at least 2 tests, a hidden one among them."""
    count = 0
    for program in programs:
        count += 1
        failed = [
            test
            for test, got in zip(problem.tests, program.answers, strict=True)
            if not matches(test.expected, got, problem, test.input)
        ]
        hidden = sum(test.visibility == "hidden" for test in failed)
        if len(failed) < MIN_FAILED or hidden < MIN_HIDDEN_FAILED:
            return GateOutcome(
                gate=gate,
                ok=False,
                evidence={"program": program.name, "failed": len(failed), "hidden_failed": hidden},
            )
    return GateOutcome(gate=gate, ok=True, evidence={"programs": count})


def table_queries(problem: Problem) -> dict[str, str]:
    """Return one query for each table of a query problem's first database, by name."""
    if problem.kind != "query":
        return {}
    script = problem.tests[0].input.database or ""
    tables = dict.fromkeys(match.group(2) for match in _TABLE.finditer(script))
    # A table's name is a word of letters, digits and underscores, and the query runs in a sandbox.
    return {f"all_of_{name}": f'SELECT * FROM "{name}"' for name in list(tables)[:MAX_TABLES]}  # noqa: S608


def as_got(expected: Expected) -> Got:
    """Return what a program shows that answers exactly as expected."""
    value = expected.value
    if expected.compare.value.kind == "any_of" and isinstance(value, list) and value:
        value = value[0]
    return Got(
        value=value,
        stdout=expected.stdout,
        raises=expected.raises,
        rows=expected.rows,
        tables=expected.tables,
    )


def _by_heart(problem: Problem) -> Iterator[Got]:
    blank = Got(value=_empty_value(problem), stdout="", rows=Table())
    for test in problem.tests:
        yield as_got(test.expected) if test.visibility == "sample" else blank


def _empty_value(problem: Problem) -> JsonValue:
    if problem.signature is None or problem.kind != "function":
        return None
    empty: dict[str, JsonValue] = {"bool": False, "str": "", "optional": None, "void": None}
    numbers = ("int", "long", "bigint", "float")
    name = problem.signature.observed.name
    return 0 if name in numbers else empty.get(name, [])


def _function_programs(tests: Sequence[TestCase]) -> Iterator[TrivialProgram]:
    for value in CONSTANTS:
        yield TrivialProgram(f"always_{value!r}", (Got(value=value, stdout=""),) * len(tests))
    for text in TEXTS:
        yield TrivialProgram(f"prints_{text!r}", (Got(stdout=text),) * len(tests))
    for index in range(len(tests[0].input.args or ())):
        arguments = [(test.input.args or ())[index] for test in tests]
        yield TrivialProgram(
            f"echo_arg_{index}",
            tuple(Got(value=value, stdout=_printed(value)) for value in arguments),
        )


def _printing_programs(tests: Sequence[TestCase]) -> Iterator[TrivialProgram]:
    for text in TEXTS:
        yield TrivialProgram(f"prints_{text!r}", (Got(stdout=text),) * len(tests))
    given = [test.input.stdin or "" for test in tests]
    yield TrivialProgram("echo_input", tuple(Got(stdout=text) for text in given))
    first_lines = (text.partition("\n")[0] for text in given)
    yield TrivialProgram("echo_line", tuple(Got(stdout=text) for text in first_lines))


def _query_programs(count: int) -> Iterator[TrivialProgram]:
    one, null = Table(columns=("1",), rows=((1,),)), Table(columns=("NULL",), rows=((None,),))
    for name, table in (("select_1", one), ("select_null", null), ("no_rows", Table())):
        yield TrivialProgram(name, (Got(rows=table),) * count)


def _class_programs(problem: Problem) -> Iterator[TrivialProgram]:
    tests = problem.tests
    for value in CONSTANTS:
        name = f"always_{value!r}"
        yield TrivialProgram(
            name, tuple(_answering(t, dict.fromkeys(_calls(t), value)) for t in tests)
        )
    yield TrivialProgram("echo_arg_0", tuple(_echoing(test) for test in tests))
    seen: dict[str, Counter[str]] = {}
    for test in tests:
        for method, value in zip(_calls(test), _step_values(test), strict=True):
            seen.setdefault(method, Counter())[json.dumps(value)] += 1
    frequent = {m: json.loads(counts.most_common(1)[0][0]) for m, counts in seen.items()}
    yield TrivialProgram("frequent_results", tuple(_answering(t, frequent) for t in tests))


def _calls(test: TestCase) -> list[str]:
    # The constructor counts as a method without a name.
    steps = test.input.steps or ()
    return [s.call.split(".")[1] if isinstance(s, CallStep) else "" for s in steps]


def _step_values(test: TestCase) -> list[JsonValue]:
    value = test.expected.value
    return value if isinstance(value, list) else [None] * len(_calls(test))


def _answering(test: TestCase, by_method: dict[str, JsonValue]) -> Got:
    return Got(value=[by_method[name] if name else None for name in _calls(test)], stdout="")


def _echoing(test: TestCase) -> Got:
    steps = test.input.steps or ()
    values = [s.args[0] if isinstance(s, CallStep) and s.args else None for s in steps]
    return Got(value=list(values), stdout="")


def _printed(value: JsonValue) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _key(got: Got) -> str:
    return got.as_key()

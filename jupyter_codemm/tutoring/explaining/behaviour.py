"""What a program does wrong, recognised by what it did on the samples and not by any message.

Only samples are looked at: of hidden tests a learner is told no more than the category.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pydantic import JsonValue

from jupyter_codemm.contracts.outcome import CaseOutcome, Outcome
from jupyter_codemm.contracts.problem import Problem, Table
from jupyter_codemm.tutoring.explaining.phrases import BEHAVIOURS

_LONGEST = 200_000


@dataclass(frozen=True, slots=True)
class Behaviour:
    """A behaviour by its name, in words, and the first test that shows it."""

    kind: str
    text: str
    test: str


def explain_run(problem: Problem, outcome: Outcome) -> Behaviour | None:
    """Return the most telling behaviour that every failing sample shows; None if there is none.

    Time, memory and too much output are told of hidden tests as well, since the verdict says so.
    """
    ended = next((case for case in outcome.cases if case.verdict in _ENDS), None)
    if ended is not None:
        return _told(_ENDS[ended.verdict], ended)
    failing = [c for c in outcome.cases if c.verdict == "wrong_answer" and c.got and c.expected]
    if not failing:
        return None
    # A query's first failing sample tells most: another may be of empty tables.
    shown = failing if problem.kind != "query" else failing[:1]
    for kind, holds in _SIGNS:
        if all(holds(case) for case in shown):
            return _told(kind, failing[0])
    return None


def _told(kind: str, case: CaseOutcome) -> Behaviour:
    return Behaviour(kind, BEHAVIOURS[kind], case.name)


_ENDS = {"time_limit": "too_slow", "memory_limit": "too_much_memory", "output_limit": "too_much"}


def _value(case: CaseOutcome) -> tuple[JsonValue, JsonValue] | None:
    """Return the expected and the observed value, where both are looked at."""
    expected, got = case.expected, case.got
    if expected is None or got is None or "value" not in expected.model_fields_set:
        return None
    if "value" not in got.model_fields_set:
        return None
    return expected.value, got.value


def _printed_not_returned(case: CaseOutcome) -> bool:
    pair = _value(case)
    printed = ((case.got and case.got.stdout) or "").strip()
    if pair is None or pair[1] is not None or pair[0] is None or not printed:
        return False
    return _plain(pair[0]) in (_plain(line) for line in (printed, *printed.splitlines()[-1:]))


def _plain(value: JsonValue) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return "".join(text[:_LONGEST].replace("'", '"').split()).strip('"').casefold()


def _returned_nothing(case: CaseOutcome) -> bool:
    pair = _value(case)
    return pair is not None and pair[1] is None and pair[0] is not None


def _wrong_type(case: CaseOutcome) -> bool:
    pair = _value(case)
    if pair is None or None in pair:
        return False
    return _kind(pair[0]) != _kind(pair[1])


def _kind(value: JsonValue) -> str:
    return type(value).__name__


def _one_off(case: CaseOutcome) -> bool:
    numbers = _numbers(case)
    return numbers is not None and abs(numbers[0] - numbers[1]) == 1


def _negated(case: CaseOutcome) -> bool:
    pair = _value(case)
    if pair is None:
        return False
    expected, got = pair
    if isinstance(expected, bool) and isinstance(got, bool):
        return expected != got
    numbers = _numbers(case)
    return numbers is not None and numbers[0] == -numbers[1] != 0


def _numbers(case: CaseOutcome) -> tuple[float, float] | None:
    pair = _value(case)
    if pair is None or any(isinstance(v, bool) or not isinstance(v, (int, float)) for v in pair):
        return None
    return pair  # type: ignore[return-value]


def _lists(case: CaseOutcome) -> tuple[list[JsonValue], list[JsonValue]] | None:
    pair = _value(case)
    if pair is None or not isinstance(pair[0], list) or not isinstance(pair[1], list):
        return None
    return pair[0], pair[1]


def _other_order(case: CaseOutcome) -> bool:
    lists = _lists(case)
    return lists is not None and _sorted(lists[0]) == _sorted(lists[1])


def _one_short(case: CaseOutcome) -> bool:
    lists = _lists(case)
    return lists is not None and len(lists[1]) == len(lists[0]) - 1


def _one_more(case: CaseOutcome) -> bool:
    lists = _lists(case)
    return lists is not None and len(lists[1]) == len(lists[0]) + 1


def _sorted(items: Iterable[object]) -> list[str]:
    return sorted(repr(item) for item in items)


def _case_only(case: CaseOutcome) -> bool:
    texts = _texts(case)
    return texts is not None and texts[0].casefold() == texts[1].casefold()


def _blanks_only(case: CaseOutcome) -> bool:
    texts = _texts(case)
    return texts is not None and "".join(texts[0].split()) == "".join(texts[1].split())


def _nothing_printed(case: CaseOutcome) -> bool:
    expected, got = case.expected, case.got
    wanted = expected.stdout if expected else None
    return bool(wanted) and got is not None and not (got.stdout or "").strip()


def _texts(case: CaseOutcome) -> tuple[str, str] | None:
    pair = _value(case)
    if pair is not None and isinstance(pair[0], str) and isinstance(pair[1], str):
        return pair[0], pair[1]
    expected, got = case.expected, case.got
    if expected is None or got is None or expected.stdout is None or got.stdout is None:
        return None
    return expected.stdout, got.stdout


def _tables(case: CaseOutcome) -> tuple[Table, Table] | None:
    expected, got = case.expected, case.got
    if expected is None or got is None or expected.rows is None or got.rows is None:
        return None
    return expected.rows, got.rows


def _columns(case: CaseOutcome) -> bool:
    tables = _tables(case)
    return tables is not None and len(tables[0].columns) != len(tables[1].columns)


def _rows_order(case: CaseOutcome) -> bool:
    tables = _tables(case)
    return tables is not None and _sorted(tables[0].rows) == _sorted(tables[1].rows)


def _rows_repeated(case: CaseOutcome) -> bool:
    tables = _tables(case)
    if tables is None or len(tables[1].rows) <= len(tables[0].rows):
        return False
    return set(_sorted(tables[0].rows)) == set(_sorted(tables[1].rows))


def _rows_more(case: CaseOutcome) -> bool:
    tables = _tables(case)
    return tables is not None and set(_sorted(tables[0].rows)) < set(_sorted(tables[1].rows))


def _rows_missing(case: CaseOutcome) -> bool:
    tables = _tables(case)
    return tables is not None and set(_sorted(tables[1].rows)) < set(_sorted(tables[0].rows))


def _rows_values(case: CaseOutcome) -> bool:
    tables = _tables(case)
    return tables is not None and len(tables[0].rows) == len(tables[1].rows)


_SIGNS: tuple[tuple[str, Callable[[CaseOutcome], bool]], ...] = (
    ("printed_not_returned", _printed_not_returned),
    ("returned_nothing", _returned_nothing),
    ("nothing_printed", _nothing_printed),
    ("wrong_type", _wrong_type),
    ("case_only", _case_only),
    ("blanks_only", _blanks_only),
    ("negated", _negated),
    ("one_off", _one_off),
    ("other_order", _other_order),
    ("one_short", _one_short),
    ("one_more", _one_more),
    ("columns", _columns),
    ("rows_order", _rows_order),
    ("rows_repeated", _rows_repeated),
    ("rows_more", _rows_more),
    ("rows_missing", _rows_missing),
    ("rows_values", _rows_values),
)

"""Whether what was observed is what was expected: one comparator for each channel present."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from pydantic import JsonValue

from jupyter_codemm.contracts.outcome import Got
from jupyter_codemm.contracts.problem import (
    CallStep,
    CaseInput,
    Expected,
    Problem,
    RowsComparator,
    Table,
    ValueComparator,
)
from jupyter_codemm.contracts.signature import Signature
from jupyter_codemm.contracts.types import TypeNode
from jupyter_codemm.judging.keys import ANY
from jupyter_codemm.judging.tables import tables_match
from jupyter_codemm.judging.texts import texts_match
from jupyter_codemm.judging.values import values_match

VOID = TypeNode("void")


def matches(expected: Expected, got: Got, problem: Problem, given: CaseInput | None = None) -> bool:
    """Return whether every channel that is expected was observed and matches.

    An exception that was not expected never matches. With the input that was given, the values of a
    class problem's steps are compared by the declared types of the methods called.
    """
    if not _raises_match(expected.raises, got.raises):
        return False
    how = expected.compare
    if expected.stdout is not None and (
        got.stdout is None or not texts_match(how.stdout, expected.stdout, got.stdout)
    ):
        return False
    if expected.rows is not None and (
        got.rows is None or not tables_match(how.rows, expected.rows, got.rows)
    ):
        return False
    if expected.tables is not None and not _all_tables_match(expected.tables, got, how.tables):
        return False
    return not expected.has_value or _value_matches(expected, got, problem.signature, given)


def _all_tables_match(expected: Mapping[str, Table], got: Got, how: RowsComparator) -> bool:
    seen = got.tables or {}
    return all(
        name in seen and tables_match(how, table, seen[name]) for name, table in expected.items()
    )


def _raises_match(expected: str | None, got: str | None) -> bool:
    if expected is None or got is None:
        return expected is got
    return simple_name(expected) == simple_name(got)


def simple_name(name: str) -> str:
    """Return an exception's name without its package, namespace or class around it."""
    return name.replace("::", ".").replace("$", ".").rpartition(".")[2]


def _value_matches(
    expected: Expected, got: Got, signature: Signature | None, given: CaseInput | None
) -> bool:
    if "value" not in got.model_fields_set:
        return False
    how = expected.compare.value
    if signature is None or signature.kind == "function":
        node = ANY if signature is None else signature.observed
        return values_match(how, node, expected.value, got.value)
    if not isinstance(expected.value, list) or not isinstance(got.value, list):
        return False
    if len(expected.value) != len(got.value):
        return False
    nodes = step_nodes(signature, given) or [ANY] * len(expected.value)
    return all(map(partial(_step_matches, how), nodes, expected.value, got.value))


def step_nodes(signature: Signature, given: CaseInput | None) -> list[TypeNode]:
    """Return the declared type of each step's value; a construction has none."""
    returns = {m.name: m.returns_node for m in signature.methods}
    return [
        returns[step.call.partition(".")[2]] if isinstance(step, CallStep) else VOID
        for step in (given.steps if given and given.steps else ())
    ]


def raised_name(value: JsonValue) -> str | None:
    """Return the exception that a step's value stands for, or None when it is a value."""
    if isinstance(value, dict) and set(value) == {"raises"} and isinstance(value["raises"], str):
        return value["raises"]
    return None


def _step_matches(
    how: ValueComparator, node: TypeNode, expected: JsonValue, got: JsonValue
) -> bool:
    name = raised_name(expected)
    if name is not None:
        return _raises_match(name, raised_name(got))
    return values_match(how, node, expected, got)

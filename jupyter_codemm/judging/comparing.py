"""Whether what was observed is what was expected: one comparator for each channel present."""

from __future__ import annotations

from functools import partial

from pydantic import JsonValue

from jupyter_codemm.contracts.outcome import Got
from jupyter_codemm.contracts.problem import (
    CallStep,
    CaseInput,
    Expected,
    Problem,
    TextComparator,
    ValueComparator,
)
from jupyter_codemm.contracts.signature import Signature
from jupyter_codemm.contracts.types import TypeNode, check_value
from jupyter_codemm.judging.frames import UNFIT
from jupyter_codemm.judging.keys import ANY
from jupyter_codemm.judging.tables import tables_match
from jupyter_codemm.judging.texts import texts_match
from jupyter_codemm.judging.values import values_match

VOID = TypeNode("void")
Ruling = bool | None
"""What the problem's checker says of an answer; None where nobody asked it."""


def matches(
    expected: Expected,
    got: Got,
    problem: Problem,
    given: CaseInput | None = None,
    *,
    checked: Ruling = None,
) -> bool:
    """Return whether every channel that is expected was observed and matches.

    An exception that was not expected never matches. With the input that was given, the values of a
    class problem's steps are compared by the declared types of the methods called. `checked`
    decides about channels that ask the problem's checker; when nobody asked it, only their example
    matches.
    """
    if not _raises_match(expected.raises, got.raises):
        return False
    how = expected.compare
    if expected.stdout is not None and not _stdout_matches(
        how.stdout, expected.stdout, got.stdout, checked
    ):
        return False
    if not _all_tables_match(expected, got):
        return False
    return not expected.has_value or _value_matches(
        expected, got, problem.signature, given, checked
    )


def _stdout_matches(how: TextComparator, expected: str, got: str | None, checked: Ruling) -> bool:
    if got is None:
        return False
    if how.kind == "checker" and checked is not None:
        return checked
    return texts_match(how, expected, got)


def _all_tables_match(expected: Expected, got: Got) -> bool:
    how, seen = expected.compare, got.tables or {}
    pairs = [(how.tables, table, seen.get(n)) for n, table in (expected.tables or {}).items()]
    if expected.rows is not None:
        pairs.append((how.rows, expected.rows, got.rows))
    return all(one is not None and tables_match(by, table, one) for by, table, one in pairs)


def _raises_match(expected: str | None, got: str | None) -> bool:
    if expected is None or got is None:
        return expected is got
    return simple_name(expected) == simple_name(got)


def simple_name(name: str) -> str:
    """Return an exception's name without its package, namespace or class around it."""
    return name.replace("::", ".").replace("$", ".").rpartition(".")[2]


def _value_matches(
    expected: Expected,
    got: Got,
    signature: Signature | None,
    given: CaseInput | None,
    checked: Ruling,
) -> bool:
    if "value" not in got.model_fields_set:
        return False
    how = expected.compare.value
    if signature is None or signature.kind == "function":
        node = ANY if signature is None else signature.observed
        return _one_matches(how, checked, node, expected.value, got.value)
    if not isinstance(expected.value, list) or not isinstance(got.value, list):
        return False
    if len(expected.value) != len(got.value):
        return False
    nodes = step_nodes(signature, given) or [ANY] * len(expected.value)
    return all(map(partial(_step_matches, how, checked), nodes, expected.value, got.value))


def _one_matches(
    how: ValueComparator,
    checked: Ruling,
    node: TypeNode,
    expected: JsonValue,
    got: JsonValue,
) -> bool:
    if how.kind != "checker" or checked is None:
        return values_match(how, node, expected, got)
    try:
        check_value(node, got)
    except ValueError:
        return False
    return checked and not _is_unfit(got)


def _is_unfit(value: JsonValue) -> bool:
    return isinstance(value, dict) and set(value) == {UNFIT}


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
    how: ValueComparator,
    checked: Ruling,
    node: TypeNode,
    expected: JsonValue,
    got: JsonValue,
) -> bool:
    name = raised_name(expected)
    if name is not None:
        return _raises_match(name, raised_name(got))
    if how.kind == "checker" and raised_name(got) is not None:
        return False
    return _one_matches(how, checked, node, expected, got)

"""Whether inputs and results fit what the learner has to write: arguments, steps and values."""

from __future__ import annotations

from pydantic import JsonValue

from jupyter_codemm.contracts.cases import CaseInput, NewStep, ProblemKind
from jupyter_codemm.contracts.expected import Expected
from jupyter_codemm.contracts.signature import Signature
from jupyter_codemm.contracts.types import TypeNode, check_value


def check_case(
    kind: ProblemKind,
    signature: Signature | None,
    name: str,
    given: CaseInput,
    expected: Expected | None,
) -> None:
    """Raise ValueError, naming the place, unless a case fits a problem of this kind."""
    if given.kind != kind:
        raise ValueError(f"{name}: input is for a {given.kind}, the problem is a {kind}")
    if expected is not None:
        _check_channels(kind, name, expected)
    if signature is None:
        return
    if kind == "function":
        _check_args([p.node for p in signature.params], given.args or (), name)
        if expected is not None and expected.has_value:
            _check_function_value(signature.observed, name, expected)
    else:
        _check_steps(signature, name, given, expected)


def _check_channels(kind: ProblemKind, name: str, expected: Expected) -> None:
    if kind == "query" and expected.rows is None and expected.tables is None:
        raise ValueError(f"{name}: a query expects rows or tables")
    if kind != "query" and (expected.rows or expected.tables):
        raise ValueError(f"{name}: only a query expects rows or tables")


def _check_function_value(node: TypeNode, name: str, expected: Expected) -> None:
    value = expected.value
    if expected.compare.value.kind != "any_of":
        check_value(node, value, f"{name}.expected.value")
        return
    if not isinstance(value, list) or not value:
        raise ValueError(f"{name}.expected.value: any_of needs a list of acceptable values")
    for index, item in enumerate(value):
        check_value(node, item, f"{name}.expected.value.{index}")


def _check_args(nodes: list[TypeNode], args: tuple[JsonValue, ...], where: str) -> None:
    if len(args) != len(nodes):
        raise ValueError(f"{where}: {len(args)} argument(s) for {len(nodes)} parameter(s)")
    for index, (node, value) in enumerate(zip(nodes, args, strict=True)):
        check_value(node, value, f"{where}.args.{index}")


def _check_steps(
    signature: Signature, name: str, given: CaseInput, expected: Expected | None
) -> None:
    methods = {m.name: m for m in signature.methods}
    objects: set[str] = set()
    steps = given.steps or ()
    for index, step in enumerate(steps):
        where = f"{name}.steps.{index}"
        if isinstance(step, NewStep):
            objects.add(step.new)
            _check_args([p.node for p in signature.params], step.args, where)
            continue
        owner, method = step.call.split(".")
        if owner not in objects:
            raise ValueError(f"{where}: {owner} is not constructed before it is used")
        if method not in methods:
            raise ValueError(f"{where}: {signature.name} has no method {method}")
        _check_args([p.node for p in methods[method].params], step.args, where)
    if expected is not None and expected.has_value:
        value = expected.value
        if not isinstance(value, list) or len(value) != len(steps):
            raise ValueError(f"{name}.expected.value: one entry per step")

"""Whether a test fits what the learner has to write: arguments, steps and values of its types."""

from __future__ import annotations

from pydantic import JsonValue

from jupyter_codemm.contracts.cases import NewStep, ProblemKind, TestCase
from jupyter_codemm.contracts.signature import Signature
from jupyter_codemm.contracts.types import TypeNode, check_value


def check_test(kind: ProblemKind, signature: Signature | None, test: TestCase) -> None:
    """Raise ValueError, naming the place, unless a test fits a problem of this kind."""
    if test.input.kind != kind:
        raise ValueError(f"{test.name}: input is for a {test.input.kind}, the problem is a {kind}")
    if kind == "query" and test.expected.rows is None and test.expected.tables is None:
        raise ValueError(f"{test.name}: a query expects rows or tables")
    if kind != "query" and (test.expected.rows or test.expected.tables):
        raise ValueError(f"{test.name}: only a query expects rows or tables")
    if signature is None:
        return
    if kind == "function":
        _check_args([p.node for p in signature.params], test.input.args or (), test.name)
        if test.expected.has_value:
            _check_function_value(signature.observed, test)
    else:
        _check_steps(signature, test)


def _check_function_value(node: TypeNode, test: TestCase) -> None:
    value = test.expected.value
    if test.expected.compare.value.kind != "any_of":
        check_value(node, value, f"{test.name}.expected.value")
        return
    if not isinstance(value, list) or not value:
        raise ValueError(f"{test.name}.expected.value: any_of needs a list of acceptable values")
    for index, item in enumerate(value):
        check_value(node, item, f"{test.name}.expected.value.{index}")


def _check_args(nodes: list[TypeNode], args: tuple[JsonValue, ...], where: str) -> None:
    if len(args) != len(nodes):
        raise ValueError(f"{where}: {len(args)} argument(s) for {len(nodes)} parameter(s)")
    for index, (node, value) in enumerate(zip(nodes, args, strict=True)):
        check_value(node, value, f"{where}.args.{index}")


def _check_steps(signature: Signature, test: TestCase) -> None:
    methods = {m.name: m for m in signature.methods}
    objects: set[str] = set()
    steps = test.input.steps or ()
    for index, step in enumerate(steps):
        where = f"{test.name}.steps.{index}"
        if isinstance(step, NewStep):
            objects.add(step.new)
            _check_args([p.node for p in signature.params], step.args, where)
            continue
        name, method = step.call.split(".")
        if name not in objects:
            raise ValueError(f"{where}: {name} is not constructed before it is used")
        if method not in methods:
            raise ValueError(f"{where}: {signature.name} has no method {method}")
        _check_args([p.node for p in methods[method].params], step.args, where)
    if test.expected.has_value:
        value = test.expected.value
        if not isinstance(value, list) or len(value) != len(steps):
            raise ValueError(f"{test.name}.expected.value: one entry per step")

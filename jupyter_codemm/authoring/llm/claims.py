"""The candidates of a form as data of the contracts: an input, and the result that is claimed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jupyter_codemm.authoring.llm.parts import (
    AnyForm,
    ClassForm,
    FunctionForm,
    ProgramForm,
    QueryForm,
)
from jupyter_codemm.contracts.base import ProblemStyle
from jupyter_codemm.contracts.problem import Category
from jupyter_codemm.contracts.types import parse_type

Claim = tuple[Category, dict[str, Any], dict[str, Any]]
"""Category, input and expected, as decoded JSON that nothing has checked yet."""


def claims(form: AnyForm, style: ProblemStyle) -> Iterator[Claim]:
    """Yield every candidate of a form in order."""
    match form:
        case FunctionForm():
            yield from _calls(form, style)
        case ClassForm():
            for c in form.candidates:
                steps = [step.model_dump() for step in c.steps]
                yield c.category, {"steps": steps}, {"value": list(c.value)} | _compare_class(form)
        case ProgramForm():
            for p in form.candidates:
                yield p.category, {"stdin": p.stdin}, {"stdout": p.stdout}
        case QueryForm():
            yield from _queries(form)


def _calls(form: FunctionForm, style: ProblemStyle) -> Iterator[Claim]:
    for candidate in form.candidates:
        expected: dict[str, Any] = {"value": candidate.value, "compare": _compare_function(form)}
        if style == "mixed":
            expected["stdout"] = candidate.stdout
        yield candidate.category, {"args": list(candidate.args)}, expected


def _queries(form: QueryForm) -> Iterator[Claim]:
    for candidate in form.candidates:
        table = {"columns": list(candidate.columns), "rows": [list(r) for r in candidate.result]}
        expected = {"rows": table, "compare": {"rows": {"ordered": form.ordered}}}
        yield candidate.category, {"database": f"{form.tables}\n{candidate.rows}"}, expected


def _compare_function(form: FunctionForm) -> dict[str, Any]:
    head = form.signature
    index = head.observe.removeprefix("arg:")
    observed = head.params[int(index)].type if index.isdecimal() else head.returns
    if _mentions_float(observed):
        return {"value": {"kind": "approx"}}
    is_list = parse_type(observed).name == "list"
    return {"value": {"kind": "unordered"}} if is_list and not form.order_matters else {}


def _compare_class(form: ClassForm) -> dict[str, Any]:
    has_float = any(_mentions_float(method.returns) for method in form.signature.methods)
    return {"compare": {"value": {"kind": "approx"}}} if has_float else {}


def _mentions_float(type_text: str) -> bool:
    return any(node.name == "float" for node in parse_type(type_text).walk())

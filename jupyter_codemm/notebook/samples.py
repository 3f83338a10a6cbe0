"""The visible examples of a problem as Markdown. Hidden tests are never rendered."""

from __future__ import annotations

from collections.abc import Callable

from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.literals import call, literal, steps
from jupyter_codemm.contracts.problem import Problem, ProblemKind, TestCase
from jupyter_codemm.contracts.signature import Signature
from jupyter_codemm.notebook.markdown import fenced
from jupyter_codemm.notebook.sql_samples import queries

NO_INPUT = "*(no input)*"
NO_OUTPUT = "*(nothing)*"


def samples_markdown(problem: Problem) -> str:
    """Return a Markdown section with every sample, or nothing when there is none."""
    if not problem.samples:
        return ""
    return f"### Examples\n\n{_BY_KIND[problem.kind](problem)}"


def _functions(problem: Problem) -> str:
    signature = problem.signature
    if signature is None:
        return ""
    if all(_is_short(test) for test in problem.samples):
        calls = "\n\n".join(_call(problem, signature, test) for test in problem.samples)
        return fenced(calls, problem.language)
    return _numbered(problem, lambda test: _long_call(problem, signature, test))


def _is_short(test: TestCase) -> bool:
    """Return whether a call and its result say everything."""
    return test.expected.stdout is None and not test.input.stdin


def _call(problem: Problem, signature: Signature, test: TestCase) -> str:
    lines = [call(problem.language, signature, test.input.args or ())]
    if test.expected.has_value:
        lines.append(_result(problem, signature, test))
    if test.expected.raises:
        lines.append(f"{FACTS[problem.language].comment} raises {test.expected.raises}")
    return "\n".join(lines)


def _result(problem: Problem, signature: Signature, test: TestCase) -> str:
    value, comment = test.expected.value, FACTS[problem.language].comment
    values = [value]
    if test.expected.compare.value.kind == "any_of" and isinstance(value, list):
        values = list(value)
    shown = " or ".join(literal(problem.language, signature.observed, v) for v in values)
    if test.expected.compare.value.kind == "checker":
        shown += " (one of several right answers)"
    index = signature.observed_arg
    if index is None:
        return f"{comment} → {shown}"
    return f"{comment} {signature.params[index].name} is then {shown}"


def _long_call(problem: Problem, signature: Signature, test: TestCase) -> str:
    text = fenced(_call(problem, signature, test), problem.language)
    if test.input.stdin:
        text += f"\n\nInput:\n\n{fenced(test.input.stdin)}"
    if test.expected.stdout is not None:
        text += f"\n\nPrints:\n\n{_printed(test)}"
    return text


def _programs(problem: Problem) -> str:
    return _numbered(
        problem,
        lambda test: (
            f"Input:\n\n{fenced(test.input.stdin) if test.input.stdin else NO_INPUT}\n\n"
            f"Output:\n\n{_printed(test)}"
        ),
    )


def _printed(test: TestCase) -> str:
    printed = fenced(test.expected.stdout) if test.expected.stdout else NO_OUTPUT
    one_of_several = test.expected.compare.stdout.kind == "checker"
    return f"{printed}\n\nOther right answers count as well." if one_of_several else printed


def _classes(problem: Problem) -> str:
    signature = problem.signature
    if signature is None:
        return ""
    return _numbered(
        problem, lambda test: fenced(_steps(problem, signature, test), problem.language)
    )


def _steps(problem: Problem, signature: Signature, test: TestCase) -> str:
    values = test.expected.value if isinstance(test.expected.value, list) else []
    comment = FACTS[problem.language].comment
    pairs = list(steps(problem.language, signature, test.input.steps or (), values))
    width = max((len(code) for code, result in pairs if result), default=0)
    return "\n".join(
        f"{code.ljust(width)}  {comment} {result}" if result else code for code, result in pairs
    )


def _numbered(problem: Problem, show: Callable[[TestCase], str]) -> str:
    parts = (f"**Example {n}**\n\n{show(t)}" for n, t in enumerate(problem.samples, start=1))
    return "\n\n".join(parts)


_BY_KIND: dict[ProblemKind, Callable[[Problem], str]] = {
    "function": _functions,
    "program": _programs,
    "class": _classes,
    "query": lambda problem: queries(problem.samples),
}

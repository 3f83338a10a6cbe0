"""What went into a test and came out of it, as text in the problem's own language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from pydantic import JsonValue

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.literals import call, shown, steps
from jupyter_codemm.contracts.outcome import CaseOutcome, Got
from jupyter_codemm.contracts.problem import Expected
from jupyter_codemm.contracts.signature import Signature
from jupyter_codemm.contracts.types import TypeNode

OR_ANOTHER = "(or another right answer)"
_ANY = TypeNode("any")
_RAN = ("accepted", "wrong_answer")


class Typed(Protocol):
    """What says how values are written: an answer, or the problem that it answers."""

    @property
    def language(self) -> Language:
        """The language that values are written in."""

    @property
    def signature(self) -> Signature | None:
        """The types of values; a program and a query have none."""


@dataclass(frozen=True, slots=True)
class Channel:
    """One thing that was compared: `got` is None when the program did not get that far."""

    expected: str
    got: str | None
    label: str = ""


def given(case: CaseOutcome, answer: Typed) -> list[tuple[str, str]]:
    """Return what a test gave to the program, but a database: pairs of a label and a text."""
    value, signature = case.input, answer.signature
    if value is None:
        return []
    fields = []
    if value.args is not None:
        args = [*value.args]
        plain = ", ".join(shown(answer.language, _ANY, arg) for arg in args)
        text = call(answer.language, signature, args) if signature else plain
        fields.append(("Call", text))
    if value.stdin is not None:
        fields.append(("Input", value.stdin or "(nothing)"))
    return fields


def channels(case: CaseOutcome, answer: Typed) -> list[Channel]:
    """Return what was expected and what came, of everything but result tables."""
    expected, got = case.expected, case.got
    if expected is None:
        return []
    found = []
    if expected.has_value:
        found.append(_value(case, expected, got, answer))
    if expected.raises is not None:
        found.append(Channel(f"raises {expected.raises}", _outcome(case, got)))
    if expected.stdout is not None:
        tidy = _lines if expected.compare.stdout.kind != "exact" else str
        printed = None if got is None or got.stdout is None else tidy(got.stdout)
        other = f"\n{OR_ANOTHER}" if expected.compare.stdout.kind == "checker" else ""
        found.append(Channel(tidy(expected.stdout) + other, printed, "printed"))
    return found


def aside(case: CaseOutcome) -> str:
    """Return what the program printed although nobody compares it."""
    unasked = case.expected is not None and case.expected.stdout is None
    return case.got.stdout or "" if unasked and case.got is not None else ""


def _value(case: CaseOutcome, expected: Expected, got: Got | None, answer: Typed) -> Channel:
    if case.input is not None and case.input.steps is not None:
        return _steps(case, expected, got, answer)
    node = answer.signature.observed if answer.signature else _ANY
    wanted = expected.value
    if expected.compare.value.kind == "any_of" and isinstance(wanted, list):
        text = " or ".join(shown(answer.language, node, item) for item in wanted)
    else:
        text = shown(answer.language, node, wanted)
    if expected.compare.value.kind == "checker":
        text += f"  {OR_ANOTHER}"
    if got is None or got.raises or case.verdict not in _RAN:
        return Channel(text, None)
    unfit = _unfit(got.value)
    return Channel(text, unfit or shown(answer.language, node, got.value))


def _steps(case: CaseOutcome, expected: Expected, got: Got | None, answer: Typed) -> Channel:
    wanted = expected.value if isinstance(expected.value, list) else []
    reached = got.value if got is not None and isinstance(got.value, list) else []
    expected_text = _step_text(case, wanted, answer)
    return Channel(expected_text, _step_text(case, reached, answer) if reached else None)


def _step_text(case: CaseOutcome, values: list[JsonValue], answer: Typed) -> str:
    if answer.signature is None or case.input is None or case.input.steps is None:
        return "\n".join(shown(answer.language, _ANY, value) for value in values)
    lines = steps(answer.language, answer.signature, case.input.steps[: len(values)], values)
    return "\n".join(f"{code}  {result}".rstrip() for code, result in lines)


def _outcome(case: CaseOutcome, got: Got | None) -> str | None:
    if got is None or case.verdict not in (*_RAN, "runtime_error"):
        return None
    return f"raises {got.raises}" if got.raises else "raises nothing"


def _unfit(value: JsonValue) -> str:
    """Return what the harness says of a value that no portable type can hold, or ""."""
    if isinstance(value, dict) and set(value) == {"$unfit"}:
        return f"a value that cannot be compared: {value['$unfit']}"
    return ""


def _lines(text: str) -> str:
    """Return a text without the blanks that no comparison looks at."""
    return "\n".join(line.rstrip() for line in text.rstrip().splitlines())

"""What the guard knows of a problem and a conversation, and what it says of a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pydantic import JsonValue

from jupyter_codemm.contracts.artefacts import ProblemArtefacts
from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.problem import Problem, TestCase

MOST_VALUES = 4000
Scalar = str | int | float


@dataclass(frozen=True, slots=True, repr=False)
class GuardContext:
    """Everything that a text is held against. It is as secret as the hidden tests.

    `public` is what the learner can read anyway: the statement, the samples, stored hints, their
    own code. `said` are the model's earlier texts of the same problem's conversation, in order.
    `failure` are words of which a hint must have one, such as the name of the failing test; none
    are asked for when it is empty. `shaped`: the text must have the length and the reading level
    of a hint. `spoken_english`: the learner reads English.
    """

    language: Language
    level: int
    artefacts: ProblemArtefacts | None = None
    key: bytes = b""
    hidden: tuple[JsonValue, ...] = ()
    public: str = ""
    said: tuple[str, ...] = ()
    failure: tuple[str, ...] = ()
    shaped: bool = True
    spoken_english: bool = True


@dataclass(frozen=True, slots=True)
class Guarded:
    """What may be shown, or None; why something was taken out; how much of the reference it has.

    `reveal_ratio` is that of the whole conversation with the text as it came in, from 0 to 1.
    """

    text: str | None
    reasons: tuple[str, ...] = field(default=())
    reveal_ratio: float = 0.0


def hidden_values(problem: Problem) -> tuple[JsonValue, ...]:
    """Return the values of the hidden tests that must not be told: inputs and expected results."""
    hidden = [test for test in problem.tests if test.visibility == "hidden"]
    return tuple(value for test in hidden for value in _values(test))


def public_text(problem: Problem, *further: str) -> str:
    """Return what learners can read of a problem, with further texts such as their own code."""
    samples = [test.model_dump_json() for test in problem.samples]
    hints = [hint.text for hint in problem.hints]
    return "\n".join(
        (problem.title, problem.statement, problem.starter, *samples, *hints, *further)
    )


def _values(test: TestCase) -> Iterator[JsonValue]:
    given, expected = test.input, test.expected
    yield from given.args or ()
    for step in given.steps or ():
        yield from step.args
    if given.stdin:
        yield given.stdin
    if "value" in expected.model_fields_set:
        yield expected.value
    if expected.stdout:
        yield expected.stdout
    if expected.rows is not None:
        for row in expected.rows.rows:
            yield list(row)


def flattened(value: JsonValue) -> Iterator[Scalar]:
    """Yield the numbers and texts in a value, at most MOST_VALUES of them."""
    stack: list[JsonValue] = [value]
    count = 0
    while stack and count < MOST_VALUES:
        one = stack.pop()
        if isinstance(one, dict):
            stack.extend(reversed([*one.values()]))
        elif isinstance(one, list):
            stack.extend(reversed(one))
        elif isinstance(one, (str, int, float)) and not isinstance(one, bool):
            count += 1
            yield one


def sequences(values: Iterable[JsonValue]) -> Iterator[tuple[int, ...]]:
    """Yield the rows of numbers in values that are too long to be met by chance."""
    for value in values:
        if isinstance(value, list):
            numbers = tuple(n for n in flattened(value) if isinstance(n, int))
            if len(numbers) >= 3:  # noqa: PLR2004 - two numbers side by side are found in any prose
                yield numbers

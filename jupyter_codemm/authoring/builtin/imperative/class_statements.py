"""The text of a problem about a class, in the three styles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from jupyter_codemm.authoring.builtin.imperative.naming import sentence, with_articles
from jupyter_codemm.authoring.builtin.imperative.statements import listed
from jupyter_codemm.contracts.base import ProblemStyle
from jupyter_codemm.contracts.signature import Signature

EXAMPLE_CALLS = 3


@dataclass(frozen=True, slots=True)
class ClassWording:
    """The sentences of one class problem, with every placeholder filled."""

    story: str
    task: str
    starts: tuple[str, ...]
    methods: tuple[str, ...]
    edges: str
    start: tuple[Any, ...]
    calls: tuple[Sequence[Any], ...]
    answers: tuple[Any, ...]


def class_statement(
    wording: ClassWording, signature: Signature, style: ProblemStyle, replay: str
) -> str:
    """Return the statement in Markdown for a style."""
    made = f"`{signature.name}({', '.join(p.name for p in signature.params)})`"
    limits = " ".join(
        f"`{p.name}` is {about}." for p, about in zip(signature.params, wording.starts, strict=True)
    )
    methods = "\n".join(
        f"- `{m.name}({', '.join(p.name for p in m.params)})`: {sentence(about)}"
        for m, about in zip(signature.methods, wording.methods, strict=True)
    )
    parts = [
        wording.story,
        wording.task,
        f"Write a class {made}. {limits} It has these methods:",
        methods,
        sentence(wording.edges),
    ]
    ending = {
        "return": _class_example(wording, signature),
        "stdout": _program_example(wording),
        "mixed": _replay_example(wording, signature, replay),
    }[style]
    return with_articles("\n\n".join([*parts, *ending]) + "\n")


def call_text(call: Sequence[Any]) -> str:
    """Return a call as one line of text, such as `add 5`."""
    return " ".join(str(part) for part in call)


def _class_example(wording: ClassWording, signature: Signature) -> list[str]:
    calls = [f"`{c[0]}({', '.join(repr(a) for a in c[1:])})`" for c in wording.calls]
    answers = [f"`{answer}`" for answer in wording.answers]
    made = f"`{signature.name}({', '.join(str(number) for number in wording.start)})`"
    return [
        f"**Example.** After {made}, the calls {listed(calls)} answer {listed(answers)}.",
    ]


def _program_example(wording: ClassWording) -> list[str]:
    lines = [call_text(wording.start), *(call_text(call) for call in wording.calls)]
    given = listed([f"`{line}`" for line in lines])
    answers = listed([f"`{answer}`" for answer in wording.answers])
    rules = (
        "Then write a program that uses the class. The first line of its input holds what the "
        "constructor gets, with one space between the numbers. Each line after it is one call: "
        "the name of the method and, after a space, its argument if it has one. The program "
        "prints the answer to each call on a line of its own."
    )
    return [rules, f"**Example.** With the input lines {given}, the program prints {answers}."]


def _replay_example(wording: ClassWording, signature: Signature, replay: str) -> list[str]:
    names = ", ".join([*(p.name for p in signature.params), "calls"])
    calls = listed([f"`{call_text(call)}`" for call in wording.calls])
    answers = listed([f"`{answer}`" for answer in wording.answers])
    start = listed([f"`{number}`" for number in wording.start])
    rules = (
        f"Then write a function `{replay}({names})`. It makes an object and carries out the calls. "
        "They are texts: the name of the method and, after a space, its argument if it has one. "
        "The function prints each answer on a line of its own. At the end it returns what "
        f"`{signature.methods[-1].name}()` answers."
    )
    example = f"With {start} for the constructor, the calls {calls} print {answers}."
    return [rules, f"**Example.** {example}"]

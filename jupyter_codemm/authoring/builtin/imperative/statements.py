"""The text of a function problem, put together from the family's sentences and a world's words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from jupyter_codemm.authoring.builtin.imperative.naming import sentence, with_articles
from jupyter_codemm.authoring.builtin.imperative.printing import printing_rule, shown
from jupyter_codemm.authoring.builtin.imperative.reading import reading_rule, stdin_text
from jupyter_codemm.contracts.base import ProblemStyle
from jupyter_codemm.contracts.signature import Signature

_ASKS = ("Write a function", "Your task is a function", "Please write a function")
_BECAUSE = ("because", "since")


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentences of one problem, with every placeholder filled."""

    story: str
    task: str
    abouts: tuple[str, ...]
    result: str
    edges: str
    label: str
    example: tuple[tuple[Any, ...], Any, str]
    """Arguments, result and reason of the worked example."""


def statement(wording: Wording, signature: Signature, style: ProblemStyle, rng: Random) -> str:
    """Return the statement in Markdown for a style."""
    if style == "stdout":
        parts = _program_parts(wording, signature, rng)
    else:
        parts = _function_parts(wording, signature, style, rng)
    return with_articles("\n\n".join([wording.story, wording.task, *parts]) + "\n")


def inline(value: object) -> str:
    """Return a value as it is shown inside a sentence."""
    return f"`{json.dumps(value)}`"


def listed(items: Sequence[str]) -> str:
    """Join items as a sentence does: a, b and c."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def _function_parts(
    wording: Wording, signature: Signature, style: ProblemStyle, rng: Random
) -> list[str]:
    call = f"`{signature.name}({', '.join(p.name for p in signature.params)})`"
    gets = "\n".join(
        f"- `{p.name}`: {sentence(about)}"
        for p, about in zip(signature.params, wording.abouts, strict=True)
    )
    answer = f"It returns {wording.result}."
    if style == "mixed":
        answer += (
            f" Before it returns, it prints one line: `{wording.label}: ` and then the same "
            f"result, "
            f"{printing_rule(signature.returns)}."
        )
    args, result, reason = wording.example
    values = listed(
        [f"`{p.name}` = {inline(a)}" for p, a in zip(signature.params, args, strict=True)]
    )
    example = f"With {values}, the result is {inline(result)}, {rng.choice(_BECAUSE)} {reason}."
    if style == "mixed":
        example += (
            f" The printed line is `{wording.label}: {shown(signature.returns_node, result)}`."
        )
    return [
        f"{rng.choice(_ASKS)} {call}. It gets:",
        gets,
        f"{answer} {sentence(wording.edges)}",
        f"**Example.** {example}",
    ]


def _program_parts(wording: Wording, signature: Signature, rng: Random) -> list[str]:
    gets = "\n".join(
        f"{number}. `{p.name}`: {sentence(about)} It comes as {reading_rule(p)}."
        for number, (p, about) in enumerate(zip(signature.params, wording.abouts, strict=True), 1)
    )
    args, result, reason = wording.example
    lines = stdin_text([p.node for p in signature.params], args).split("\n")[:-1]
    given = listed([f"`{line}`" if line.strip() else "an empty line" for line in lines])
    printed = shown(signature.returns_node, result)
    return [
        f"Write a program for `{signature.name}`. It reads from standard input:",
        gets,
        (
            f"It prints {wording.result}, {printing_rule(signature.returns)}. "
            f"{sentence(wording.edges)}"
        ),
        (
            f"**Example.** With the input {given}, the program prints "
            f"{f'`{printed}`' if printed else 'an empty line'}, {rng.choice(_BECAUSE)} {reason}."
        ),
    ]

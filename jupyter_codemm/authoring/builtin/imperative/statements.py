"""The text of a function problem, put together from the family's sentences and a world's words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from jupyter_codemm.authoring.builtin.imperative import phrases
from jupyter_codemm.authoring.builtin.imperative.naming import sentence, with_articles
from jupyter_codemm.authoring.builtin.imperative.printing import printing_rules, shown
from jupyter_codemm.authoring.builtin.imperative.reading import (
    READING_RULES,
    reading_rule,
    stdin_text,
)
from jupyter_codemm.contracts.base import ProblemStyle
from jupyter_codemm.contracts.signature import Signature


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
    args, result, reason = wording.example
    values = listed(
        [f"`{p.name}` = {inline(a)}" for p, a in zip(signature.params, args, strict=True)]
    )
    answer = inline(dict(result) if signature.returns_node.name == "map" else result)
    answers = [rng.choice(phrases.RETURNS).format(result=wording.result)]
    example = [rng.choice(phrases.EXAMPLES).format(values=values, answer=answer, reason=reason)]
    if style == "mixed":
        rule = rng.choice(printing_rules(signature.returns))
        line = f"{wording.label}: {shown(signature.returns_node, result)}"
        answers.append(rng.choice(phrases.PRINTS_TOO).format(label=wording.label, rule=rule))
        example.append(rng.choice(phrases.PRINTED_TOO).format(line=line))
    return [
        rng.choice(phrases.ASKS).format(call=call),
        gets,
        " ".join([*answers, _edges(wording, rng)]),
        f"**Example.** {' '.join(example)}",
    ]


def _program_parts(wording: Wording, signature: Signature, rng: Random) -> list[str]:
    read = rng.choice(phrases.READS)
    spelling = rng.randrange(READING_RULES)
    gets = "\n".join(
        f"{number}. `{p.name}`: {sentence(about)} {read.format(rule=reading_rule(p, spelling))}"
        for number, (p, about) in enumerate(zip(signature.params, wording.abouts, strict=True), 1)
    )
    args, result, reason = wording.example
    lines = stdin_text([p.node for p in signature.params], args).split("\n")[:-1]
    values = listed([f"`{line}`" if line.strip() else "an empty line" for line in lines])
    printed = shown(signature.returns_node, result)
    answer = f"`{printed}`" if printed else "an empty line"
    prints = rng.choice(phrases.PRINTS).format(
        result=wording.result, rule=rng.choice(printing_rules(signature.returns))
    )
    example = rng.choice(phrases.PROGRAM_EXAMPLES).format(
        values=values, answer=answer, reason=reason
    )
    return [
        rng.choice(phrases.PROGRAM_ASKS),
        gets,
        f"{prints} {_edges(wording, rng)}",
        f"**Example.** {example}",
    ]


def _edges(wording: Wording, rng: Random) -> str:
    return rng.choice(phrases.EDGES).format(edges=sentence(wording.edges))

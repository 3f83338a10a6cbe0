"""The text of a problem about a class, in the three styles."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from jupyter_codemm.authoring.builtin.imperative import phrases
from jupyter_codemm.authoring.builtin.imperative.naming import sentence, with_articles
from jupyter_codemm.authoring.builtin.imperative.statements import inline, listed
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
    wording: ClassWording, signature: Signature, style: ProblemStyle, replay: str, rng: Random
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
        rng.choice(phrases.CLASS_ASKS).format(made=made, limits=limits),
        methods,
        rng.choice(phrases.EDGES).format(edges=sentence(wording.edges)),
    ]
    ending = {
        "return": lambda: [_class_example(wording, signature, rng)],
        "stdout": lambda: [rng.choice(phrases.CLASS_PROGRAMS), _program_example(wording, rng)],
        "mixed": lambda: _replay_parts(wording, signature, replay, rng),
    }[style]()
    return with_articles("\n\n".join([*parts, *ending]) + "\n")


def call_text(call: Sequence[Any]) -> str:
    """Return a call as one line of text, such as `add 5`."""
    return " ".join(str(part) for part in call)


def _class_example(wording: ClassWording, signature: Signature, rng: Random) -> str:
    calls = [f"`{c[0]}({', '.join(json.dumps(a) for a in c[1:])})`" for c in wording.calls]
    answers = [inline(answer) for answer in wording.answers]
    made = f"`{signature.name}({', '.join(str(number) for number in wording.start)})`"
    text = rng.choice(phrases.CLASS_EXAMPLES)
    return f"**Example.** {text.format(made=made, calls=listed(calls), answers=listed(answers))}"


def _program_example(wording: ClassWording, rng: Random) -> str:
    lines = [call_text(wording.start), *(call_text(call) for call in wording.calls)]
    given = listed([f"`{line}`" for line in lines])
    answers = listed([f"`{answer}`" for answer in wording.answers])
    text = rng.choice(phrases.CLASS_PROGRAM_EXAMPLES)
    return f"**Example.** {text.format(given=given, answers=answers)}"


def _replay_parts(
    wording: ClassWording, signature: Signature, replay: str, rng: Random
) -> list[str]:
    names = ", ".join([*(p.name for p in signature.params), "calls"])
    calls = listed([f"`{call_text(call)}`" for call in wording.calls])
    answers = listed([f"`{answer}`" for answer in wording.answers])
    start = listed([f"`{number}`" for number in wording.start])
    rules = rng.choice(phrases.REPLAYS).format(
        call=f"`{replay}({names})`", last=f"`{signature.methods[-1].name}()`"
    )
    example = rng.choice(phrases.REPLAY_EXAMPLES).format(start=start, calls=calls, answers=answers)
    return [rules, f"**Example.** {example}"]

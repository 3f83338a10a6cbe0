"""What a learner can read of a problem, in every way in which it can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.syntax.shared_runs import (
    Tokens,
    nameless_readings,
    prose_readings,
)
from jupyter_codemm.syntax.undressing import spellings

_SPAN = re.compile(r"```[^\n]*\n(.*?)```|`([^`\n]+)`", re.DOTALL)


@dataclass(frozen=True, slots=True)
class PublicText:
    """A text that was read once: how it is spelled, its tokens, and those of the code in it.

    In `prose` names are told apart, in `code`, which is what is surely code, all are the same.
    """

    where: str
    spelled: tuple[str, ...]
    prose: tuple[Tokens, ...]
    code: tuple[Tokens, ...]


def public_code(problem: Problem) -> str:
    """Return the code that follows from the signature alone and is therefore no secret."""
    return FACTS[problem.language].starter(problem.signature)


def public_texts(problem: Problem) -> Iterator[PublicText]:
    """Yield the texts of a problem, as they stand and out of any disguise; the starter is last."""
    language = problem.language
    for where, text in _texts(problem):
        yield read_text(where, text, language)
    spelled = spellings(problem.starter)
    yield PublicText(
        "starter",
        spelled,
        tuple(reading for one in spelled for reading in prose_readings(one, language)),
        nameless_readings(spelled, language),
    )


def read_text(where: str, text: str, language: Language) -> PublicText:
    """Return a text in prose as it is read: code is what stands in its code spans."""
    spelled = spellings(text)
    spans = [span[1] or span[2] for one in spelled for span in _SPAN.finditer(one)]
    return PublicText(
        where,
        spelled,
        tuple(reading for one in spelled for reading in prose_readings(one, language)),
        nameless_readings(dict.fromkeys(spans), language),
    )


def _texts(problem: Problem) -> Iterator[tuple[str, str]]:
    yield "title", problem.title
    yield "statement", problem.statement
    yield "learning_goal", problem.learning_goal or ""
    yield "tests", " ".join(test.name for test in problem.tests)
    for hint in problem.hints:
        yield f"hint_{hint.level}", hint.text
    yield "samples", "\n".join(_sample_texts(problem))


def _sample_texts(problem: Problem) -> Iterator[str]:
    """Yield the words in samples; scripts that fill databases look like queries on purpose."""
    for test in problem.samples:
        yield test.input.stdin or ""
        yield test.expected.stdout or ""
        yield from (arg for arg in test.input.args or () if isinstance(arg, str))

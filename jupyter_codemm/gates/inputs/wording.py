"""Variations of a text: other characters, numbers, words, and pieces of texts that were seen."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from pydantic import JsonValue

from jupyter_codemm.gates.inputs.constants import Constants
from jupyter_codemm.gates.inputs.edits import edited
from jupyter_codemm.gates.inputs.texts import MAX_DIGITS, RUN, TextRule

ATTEMPTS = 6
RARE = 0.2
PART, SHORT = 0.08, 2


def varied_text(
    rng: Random, rule: TextRule, text: str, seen: Sequence[JsonValue], constants: Constants
) -> str:
    """Return a text near this one, one that keeps to the rule if a few attempts find it."""
    texts = [value for value in seen if isinstance(value, str)]
    for _ in range(ATTEMPTS):
        part = rng.random() < PART
        changed = _piece(rng, text) if part else _changed(rng, rule, text, texts, constants)
        if changed != text and rule.holds(changed):
            return changed
    return rng.choice(texts)


def _changed(
    rng: Random, rule: TextRule, text: str, texts: Sequence[str], constants: Constants
) -> str:
    if rule.rare and len(text) > 1 and rng.random() < RARE:
        at = rng.randint(1, len(text) - 1)
        return text[:at] + rng.choice(rule.rare) + text[at + rng.choice((0, 1)) :]
    draw = rng.random()
    if draw < 0.45:  # noqa: PLR2004
        return "".join(edited(rng, text, _character(rng, rule, constants)))
    if draw < 0.65:  # noqa: PLR2004
        return _other_run(rng, rule, text, texts, constants)
    if draw < 0.8:  # noqa: PLR2004
        return "".join(edited(rng, RUN.findall(text), rng.choice(texts)))
    if draw < 0.9 and constants.texts:  # noqa: PLR2004
        return _spliced(rng, text, rng.choice(constants.texts))
    other = rng.choice(texts)
    return text[: rng.randint(0, len(text))] + other[rng.randint(0, len(other)) :]


def _character(rng: Random, rule: TextRule, constants: Constants) -> str:
    named = [char for text in constants.texts for char in text if char in rule.alphabet]
    if named and rng.random() < 0.5:  # noqa: PLR2004
        return rng.choice(named)
    return rng.choice(rule.alphabet) if rule.alphabet else ""


def _other_run(
    rng: Random, rule: TextRule, text: str, texts: Sequence[str], constants: Constants
) -> str:
    """Return the text with one number or word exchanged for another of its kind."""
    runs = RUN.findall(text)
    if not runs:
        return rng.choice(texts)
    at = rng.randrange(len(runs))
    if runs[at].isdecimal() and len(runs[at]) <= MAX_DIGITS and rule.numbers:
        number = int(runs[at])
        near = constants.near(rule.numbers)
        choices = (number - 1, number + 1, *rule.numbers.ends(), *near)
        runs[at] = str(max(0, int(rng.choice(choices)))).zfill(_width(rule, runs[at]))
    elif runs[at].isalpha():
        others = [run for other in texts for run in RUN.findall(other) if run.isalpha()]
        runs[at] = rng.choice([*others, runs[at].swapcase()])
    return "".join(runs)


def _width(rule: TextRule, run: str) -> int:
    return len(run) if rule.leading_zeros else 1


def _piece(rng: Random, text: str) -> str:
    """Return a part of the text, often a short one, and often its end."""
    size = rng.choice((SHORT, SHORT + 1, rng.randint(0, len(text))))
    at = max(0, len(text) - size)
    at = rng.choice((at, rng.randint(0, at)))
    return text[at : at + size]


def _spliced(rng: Random, text: str, piece: str) -> str:
    at = rng.choice((0, len(text), rng.randint(0, len(text))))
    return text[:at] + piece + text[at + rng.choice((0, len(piece))) :]

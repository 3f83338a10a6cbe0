"""Add up what the letters of a text are worth."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import some_text
from jupyter_codemm.authoring.builtin.worlds.texts import TEXTS
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    good = rng.choice(["ae", "bd", "ace"])
    return {
        "good": good,
        "spoken": " and ".join(f"`{letter}`" for letter in good),
        "plus": rng.choice([2, 3]),
        "minus": 1,
    }


def _worth(v: Variant, text: str) -> int:
    good = sum(letter in v["good"] for letter in text)
    return int(good * v["plus"] - (len(text) - good) * v["minus"])


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    for category, text in some_text(rng, "abcdef"):
        yield category, (text,)
    yield "adversarial", (v["good"] * 3,)
    yield "negative", ("f" * 5,)
    yield "negative", ("ff" + v["good"][0],)


FAMILY = FunctionFamily(
    name="letter_worth",
    title="What the letters are worth",
    topics=frozenset({"strings", "loops", "conditionals"}),
    difficulties=frozenset({"easy"}),
    worlds=TEXTS,
    call="worth_of_${text}",
    givens=(
        Given(
            "text",
            "str",
            "the letters of the $thing; 0 to 30 small letters from `a` to `f`",
            "$text",
        ),
    ),
    returns="int",
    task=(
        "The letters $spoken are good ones. Each good letter adds $plus points to the $thing. "
        "Every other letter "
        "takes one point away. Work out the points for the whole $thing."
    ),
    result="the sum of the points",
    edges="The sum may be below zero. An empty text is worth 0 points.",
    label="points",
    oracle=_worth,
    explain=lambda v, text, _: (
        f"it has {sum(a in v['good'] for a in text)} good letters and "
        f"{sum(a not in v['good'] for a in text)} others"
    ),
    references={
        "python": """
            points = 0
            for letter in $text:
                if letter in "$good":
                    points += $plus
                else:
                    points -= 1
            return points
        """,
        "java": """
            int points = 0;
            for (int place = 0; place < $text.length(); place++) {
                if ("$good".indexOf($text.charAt(place)) >= 0) {
                    points += $plus;
                } else {
                    points--;
                }
            }
            return points;
        """,
        "cpp": """
            const std::string good = "$good";
            int points = 0;
            for (char letter : $text) {
                if (good.find(letter) != std::string::npos) {
                    points += $plus;
                } else {
                    points--;
                }
            }
            return points;
        """,
    },
    inputs=_inputs,
    goals=(
        "start with no points",
        "visit every letter",
        "add for a good letter",
        "take away for any other",
    ),
    pitfalls=(
        Pitfall("other letters take nothing away", lambda v, text: _worth({**v, "minus": 0}, text)),
        Pitfall(
            "only the first of the good letters is known",
            lambda v, text: _worth({**v, "good": v["good"][0]}, text),
        ),
    ),
    variant=_variant,
)

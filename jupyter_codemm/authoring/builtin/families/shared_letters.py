"""Compare the letters of two texts with sets."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import some_text
from jupyter_codemm.authoring.builtin.worlds.texts import TEXTS
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {"plus": rng.choice([2, 3]), "minus": rng.choice([1, 2])}


def _score(v: Variant, first: str, second: str) -> int:
    both = len(set(first) & set(second))
    return int(both * v["plus"] - len(set(first) ^ set(second)) * v["minus"])


def _inputs(rng: Random, _v: Variant) -> Iterator[Drawn]:
    for category, text in some_text(rng, "abcdef"):
        yield category, (text, "".join(rng.choice("abcdefg") for _ in range(rng.randint(0, 8))))
    for text in ("abc", "ff", "abcdef"):
        yield "boundary", (text, text[::-1])
        yield "boundary", (text, "")
        yield "negative", (text, "ghi")
        yield "adversarial", (text * 3, text + "g")


FAMILY = FunctionFamily(
    name="shared_letters",
    title="What both have",
    topics=frozenset({"sets", "strings", "loops", "conditionals", "arithmetic"}),
    difficulties=frozenset({"medium"}),
    worlds=TEXTS,
    call="compare_with_${text}",
    givens=(
        Given("first", "str", "the first $thing; 0 to 30 small letters", "$text"),
        Given("second", "str", "the second $thing; 0 to 30 small letters", "other"),
    ),
    returns="int",
    task=(
        "Two of them are compared by their letters. Each letter that occurs in both adds $plus "
        "points. Each letter that occurs in one of them only "
        "takes $minus away. How often a letter occurs does not matter, and neither does its "
        "place. Sets make this easy."
    ),
    result="the points for the two texts",
    edges="The result may be below zero. Two empty texts get 0 points.",
    label="points",
    oracle=_score,
    explain=lambda _, first, second, __: (
        f"{len(set(first) & set(second))} letters occur in both and "
        f"{len(set(first) ^ set(second))} in one only"
    ),
    references={
        "python": """
            left = set($first)
            right = set($second)
            points = 0
            for letter in left:
                if letter in right:
                    points += $plus
                else:
                    points -= $minus
            for letter in right:
                if letter not in left:
                    points -= $minus
            return points
        """,
        "java": """
            Set<Character> left = new HashSet<>();
            for (char letter : $first.toCharArray()) {
                left.add(letter);
            }
            Set<Character> right = new HashSet<>();
            for (char letter : $second.toCharArray()) {
                right.add(letter);
            }
            int points = 0;
            for (char letter : left) {
                points += right.contains(letter) ? $plus : -$minus;
            }
            for (char letter : right) {
                if (!left.contains(letter)) {
                    points -= $minus;
                }
            }
            return points;
        """,
        "cpp": """
            std::set<char> left($first.begin(), $first.end());
            std::set<char> right($second.begin(), $second.end());
            int points = 0;
            for (char letter : left) {
                points += right.count(letter) > 0 ? $plus : -$minus;
            }
            for (char letter : right) {
                if (left.count(letter) == 0) {
                    points -= $minus;
                }
            }
            return points;
        """,
    },
    inputs=_inputs,
    goals=(
        "make a set of each text",
        "visit the letters of the first set and ask the second one",
        "visit the second set for what the first one lacks",
        "add and take away points",
    ),
    pitfalls=(
        Pitfall(
            "letters that only the second one has are forgotten",
            lambda v, a, b: len(set(a) & set(b)) * v["plus"] - len(set(a) - set(b)) * v["minus"],
        ),
        Pitfall(
            "a letter counts as often as it occurs",
            lambda v, a, b: (
                sum(v["plus"] if c in b else -v["minus"] for c in a)
                - sum(c not in a for c in b) * v["minus"]
            ),
        ),
    ),
    variant=_variant,
)

"""Compare a text with its mirror image, from the outside in, by recursion."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import some_text
from jupyter_codemm.authoring.builtin.worlds.texts import TEXTS
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    wild = rng.choice("xz")
    return {"wild": wild}


def _cost(v: Variant, text: str) -> int:
    cost = 0
    for left, right in zip(text[: len(text) // 2], reversed(text), strict=False):
        if left != right:
            cost += 1 if v["wild"] in (left, right) else 2
    return cost


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    for category, text in some_text(rng, "abc" + v["wild"], longest=24):
        yield category, (text,)
    for text in ("ab", "aba", "abca", "a" + v["wild"], v["wild"] * 2 + "b", "abcd"):
        yield "boundary", (text,)
    yield "adversarial", ("ab" + v["wild"] + "ba",)
    yield "adversarial", ("abab",)


FAMILY = FunctionFamily(
    name="mirror_pairs",
    title="The mirror",
    topics=frozenset({"recursion", "strings", "conditionals", "functions"}),
    difficulties=frozenset({"medium"}),
    worlds=TEXTS,
    call="mirror_cost_of_${text}",
    givens=(Given("text", "str", "the $thing; 0 to 30 small letters", "$text"),),
    returns="int",
    task=(
        "A $thing is perfect when it reads the same from both ends. Compare the outer two "
        "letters, then the next two further in, and so on. "
        "Two equal letters cost nothing. Two different letters cost 2 points, or only 1 point when "
        "one of them is `$wild`. A letter in the middle is not compared. Use a function that "
        "deals with the outer two letters and calls itself for "
        "what lies between them."
    ),
    result="the sum of all costs",
    edges="A text with no letter or one letter costs 0.",
    label="cost",
    oracle=_cost,
    explain=lambda _, text, __: (
        f"the outer letters are `{text[0]}` and `{text[-1]}`"
        if len(text) > 1
        else "there is nothing to compare"
    ),
    references={
        "python": """
            if len($text) < 2:
                return 0
            inner = $name($text[1:-1])
            first = $text[0]
            last = $text[-1]
            if first == last:
                return inner
            if first == "$wild" or last == "$wild":
                return inner + 1
            return inner + 2
        """,
        "java": """
            if ($text.length() < 2) {
                return 0;
            }
            int end = $text.length() - 1;
            int inner = $name($text.substring(1, end));
            char first = $text.charAt(0);
            char last = $text.charAt(end);
            if (first == last) {
                return inner;
            }
            if (first == '$wild' || last == '$wild') {
                return inner + 1;
            }
            return inner + 2;
        """,
        "cpp": """
            if ($text.size() < 2) {
                return 0;
            }
            int inner = $name($text.substr(1, $text.size() - 2));
            char first = $text.front();
            char last = $text.back();
            if (first == last) {
                return inner;
            }
            if (first == '$wild' || last == '$wild') {
                return inner + 1;
            }
            return inner + 2;
        """,
    },
    inputs=_inputs,
    goals=(
        "answer the shortest texts at once",
        "ask the function for the inner part",
        "compare the outer two letters",
        "add their cost",
    ),
    pitfalls=(
        Pitfall(
            "the special letter gets no lower cost", lambda _, text: _cost({"wild": "?"}, text)
        ),
        Pitfall(
            "only the outer pair is compared",
            lambda v, text: _cost(v, text[0] + text[-1]) if text else 0,
        ),
    ),
    variant=_variant,
)

"""Find the first place where a short code occurs in a text."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import some_text
from jupyter_codemm.authoring.builtin.worlds.texts import TEXTS
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {"stop": rng.choice("xz")}


def _place(v: Variant, text: str, letter: str) -> int:
    return text.partition(v["stop"])[0].find(letter)


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    for category, text in some_text(rng, "abcd" + v["stop"]):
        yield category, (text, rng.choice("abcd"))
    for letter in "abc":
        yield "boundary", (v["stop"] + letter, letter)
        yield "boundary", ("dd" + letter + v["stop"], letter)
        yield "adversarial", ("d" + v["stop"] + letter * 2, letter)
        yield "adversarial", ("dd" + letter + "d" + letter, letter)


FAMILY = FunctionFamily(
    name="find_code",
    title="Where the letter is",
    topics=frozenset({"strings", "searching", "loops", "conditionals"}),
    difficulties=frozenset({"easy"}),
    worlds=TEXTS,
    call="find_in_${text}",
    givens=(
        Given("text", "str", "the $thing; 0 to 30 small letters", "$text"),
        Given("letter", "str", "the letter that is wanted; one of `a` to `d`"),
    ),
    returns="int",
    task=(
        "Look for `$letter` in the $thing, from left to right. The sign `$stop` ends the $thing: "
        "whatever comes after "
        "the first `$stop` does not count any more. Stop as soon as you know the answer."
    ),
    result="the position of the first match, where the first position is 0",
    edges="If the letter does not occur before the end, the answer is -1.",
    label="position",
    oracle=_place,
    explain=lambda v, text, _, __: (
        f"the part that counts is `{text.split(v['stop'])[0]}`"
        if text.split(v["stop"])[0]
        else "no part of it counts"
    ),
    references={
        "python": """
            for place in range(len($text)):
                if $text[place] == "$stop":
                    return -1
                if $text[place] == $letter:
                    return place
            return -1
        """,
        "java": """
            for (int place = 0; place < $text.length(); place++) {
                if ($text.charAt(place) == '$stop') {
                    return -1;
                }
                if ($text.charAt(place) == $letter.charAt(0)) {
                    return place;
                }
            }
            return -1;
        """,
        "cpp": """
            for (size_t place = 0; place < $text.size(); place++) {
                if ($text[place] == '$stop') {
                    return -1;
                }
                if ($text[place] == $letter[0]) {
                    return static_cast<int>(place);
                }
            }
            return -1;
        """,
    },
    inputs=_inputs,
    goals=(
        "visit the places in order",
        "give up at the end sign",
        "stop at the first match",
        "answer -1 after the last place",
    ),
    pitfalls=(
        Pitfall("the end sign is ignored", lambda _, text, letter: text.find(letter)),
        Pitfall(
            "the last match is taken, not the first",
            lambda v, text, letter: text.split(v["stop"])[0].rfind(letter),
        ),
    ),
    variant=_variant,
)

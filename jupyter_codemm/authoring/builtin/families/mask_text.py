"""Rewrite a text letter by letter with a helper."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import some_text
from jupyter_codemm.authoring.builtin.worlds.texts import TEXTS
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {
        "old": (old := rng.choice("ab")),
        "new": rng.choice([c for c in "abcd" if c != old]),
        "wild": rng.choice("*#?"),
    }


def _masked(v: Variant, text: str) -> str:
    return "".join(v["new"] if c == v["old"] else v["wild"] if c > "c" else c for c in text)


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    for category, text in some_text(rng, "abcde"):
        yield category, (text,)
    yield "boundary", (v["old"] + v["new"] + v["old"],)
    yield "boundary", ("cdcd",)
    yield "adversarial", ("abcdef",)


FAMILY = FunctionFamily(
    name="mask_text",
    title="A letter for a letter",
    topics=frozenset({"strings", "functions", "loops", "conditionals"}),
    difficulties=frozenset({"easy"}),
    worlds=TEXTS,
    call="hide_${text}",
    givens=(
        Given(
            "text",
            "str",
            "the letters of the $thing; 0 to 30 small letters from `a` to `f`",
            "$text",
        ),
    ),
    returns="str",
    task=(
        "Nobody shall read the $thing by accident. Each letter `$old` becomes `$new`. Every "
        "letter that comes after `c` in the "
        "alphabet becomes `$wild`. All others stay. Write a helper that does this for one letter,"
        " and use "
        "it for the whole $thing."
    ),
    result="the hidden text",
    edges=(
        "An empty text stays empty. A letter is changed once only: what has become `$new` stays so."
    ),
    label="hidden",
    oracle=_masked,
    explain=lambda v, text, _: (
        f"`{v['old']}` occurs {text.count(v['old'])} times and {sum(c > 'c' for c in text)} "
        f"letters come after `c`"
    ),
    references={
        "python": """
            def hidden(letter: str) -> str:
                if letter == "$old":
                    return "$new"
                if letter > "c":
                    return "$wild"
                return letter
            ---
            result = ""
            for letter in $text:
                result += hidden(letter)
            return result
        """,
        "java": """
            static char hidden(char letter) {
                if (letter == '$old') {
                    return '$new';
                }
                if (letter > 'c') {
                    return '$wild';
                }
                return letter;
            }
            ---
            StringBuilder result = new StringBuilder();
            for (char letter : $text.toCharArray()) {
                result.append(hidden(letter));
            }
            return result.toString();
        """,
        "cpp": """
            char hidden(char letter) {
                if (letter == '$old') {
                    return '$new';
                }
                if (letter > 'c') {
                    return '$wild';
                }
                return letter;
            }
            ---
            std::string result;
            for (char letter : $text) {
                result += hidden(letter);
            }
            return result;
        """,
    },
    inputs=_inputs,
    goals=(
        "write the helper for one letter",
        "start with an empty result",
        "add the helper's answer for each letter",
    ),
    pitfalls=(
        Pitfall(
            "the letter c itself is hidden too",
            lambda v, text: "".join(
                v["new"] if c == v["old"] else v["wild"] if c >= "c" else c for c in text
            ),
        ),
        Pitfall(
            "the old letter is dropped and not replaced",
            lambda v, text: _masked(v, text.replace(v["old"], "")),
        ),
    ),
    variant=_variant,
)

"""Shift letters along the alphabet, with a helper for one letter."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import LETTERS, some_text
from jupyter_codemm.authoring.builtin.worlds.texts import TEXTS
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {"spared": rng.choice(["aeiou", "xyz", "st"]), "grow": rng.choice([1, 2])}


def _shifted(v: Variant, text: str, shift: int) -> str:
    result = ""
    for letter in text:
        if letter == " " or letter in v["spared"]:
            result += letter
            continue
        result += LETTERS[(ord(letter) - 97 + shift) % 26]
        shift += v["grow"]
    return result


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    for category, text in some_text(rng, "abmsuz tye"):
        yield category, (text.strip(), rng.randint(0, 25))
    for shift in (0, 1, 25):
        yield "boundary", ("zzz", shift)
        yield "adversarial", (v["spared"] + "b" + v["spared"], shift)
        yield "single", ("m", shift)


FAMILY = FunctionFamily(
    name="shift_text",
    title="The sliding alphabet",
    topics=frozenset({"strings", "functions", "loops", "conditionals", "arithmetic"}),
    difficulties=frozenset({"medium"}),
    worlds=TEXTS,
    call="code_${text}",
    givens=(
        Given(
            "text",
            "str",
            (
                "small letters and blanks of the $thing; 0 to 30 characters, with no blank at "
                "either end"
            ),
            "$text",
        ),
        Given("shift", "int", "the first shift, from 0 to 25"),
    ),
    returns="str",
    task=(
        "The $place_noun writes its lines in code. A letter moves `$shift` places along the "
        "alphabet, and after `z` it goes on "
        "with `a`. After each letter that has moved, the shift grows by $grow. Blanks and the "
        "letters in `$spared` stay as they are, and the shift "
        "does not grow for them. Write a helper that moves one letter."
    ),
    result="the text in code",
    edges="An empty text stays empty. A shift of 26 or more goes round the alphabet again.",
    label="code",
    oracle=_shifted,
    explain=lambda v, text, shift, _: (
        f"{sum(c != ' ' and c not in v['spared'] for c in text)} letters move, the first of them "
        f"by {shift}"
    ),
    references={
        "python": """
            def moved(letter: str, places: int) -> str:
                return chr((ord(letter) - ord("a") + places) % 26 + ord("a"))
            ---
            result = ""
            places = $shift
            for letter in $text:
                if letter == " " or letter in "$spared":
                    result += letter
                else:
                    result += moved(letter, places)
                    places += $grow
            return result
        """,
        "java": """
            static char moved(char letter, int places) {
                return (char) ((letter - 'a' + places) % 26 + 'a');
            }
            ---
            StringBuilder result = new StringBuilder();
            int places = $shift;
            for (char letter : $text.toCharArray()) {
                if (letter == ' ' || "$spared".indexOf(letter) >= 0) {
                    result.append(letter);
                } else {
                    result.append(moved(letter, places));
                    places += $grow;
                }
            }
            return result.toString();
        """,
        "cpp": """
            char moved(char letter, int places) {
                return static_cast<char>((letter - 'a' + places) % 26 + 'a');
            }
            ---
            const std::string spared = "$spared";
            std::string result;
            int places = $shift;
            for (char letter : $text) {
                if (letter == ' ' || spared.find(letter) != std::string::npos) {
                    result += letter;
                } else {
                    result += moved(letter, places);
                    places += $grow;
                }
            }
            return result;
        """,
    },
    inputs=_inputs,
    goals=(
        "write the helper that moves one letter and goes round at the end",
        "remember the present shift",
        "copy what stays",
        "move the rest and let the shift grow",
    ),
    pitfalls=(
        Pitfall(
            "the shift grows for letters that stay, too",
            lambda v, text, shift: "".join(
                c
                if c == " " or c in v["spared"]
                else LETTERS[(ord(c) - 97 + shift + i * v["grow"]) % 26]
                for i, c in enumerate(text)
            ),
        ),
        Pitfall(
            "the shift never grows", lambda v, text, shift: _shifted({**v, "grow": 0}, text, shift)
        ),
    ),
    variant=_variant,
)

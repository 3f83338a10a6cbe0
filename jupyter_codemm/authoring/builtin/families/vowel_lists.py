"""Move the letters of a text by a list of shifts that is used round and round."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import LETTERS, some_text
from jupyter_codemm.authoring.builtin.worlds.texts import TEXTS
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {
        "sign": (sign := rng.choice("-.:")),
        "rule": rng.choice([f"starts again at the first shift after each `{sign}`"]),
    }


def _coded(v: Variant, text: str, shifts: list[int]) -> str:
    result, place = "", 0
    for letter in text:
        if letter == v["sign"]:
            result += letter
            place = 0
            continue
        shift = shifts[place % len(shifts)] if shifts else 0
        result += LETTERS[(ord(letter) - 97 + shift) % 26]
        place += 1
    return result


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    sign = v["sign"]
    for category, text in some_text(rng, "akqxyz" + sign):
        yield category, (text, [rng.randint(0, 30) for _ in range(rng.randint(1, 4))])
    for text in ("zzzz", "ab" + sign + "ab", sign):
        yield "boundary", (text, [1, 2, 3])
        yield "minimal", (text, [])
        yield "adversarial", (text + sign + text, [25, 1])
    yield "negative", ("abz", [-1, -3])
    yield "negative", ("azby", [-26, -2, 5])


FAMILY = FunctionFamily(
    name="vowel_lists",
    title="A list of shifts",
    topics=frozenset({"strings", "lists", "functions", "loops", "conditionals", "arithmetic"}),
    difficulties=frozenset({"hard"}),
    worlds=TEXTS,
    call="move_${text}",
    givens=(
        Given("text", "str", "the $thing; 0 to 65 characters, small letters and `$sign`", "$text"),
        Given("shifts", "list[int]", "the shifts; 0 to 6 numbers, each from -26 to 30"),
    ),
    returns="str",
    task=(
        "Each letter of the $thing moves along the alphabet. The first letter uses the first "
        "shift, the next letter the next one, "
        "and after the last shift the first one follows again. A shift below zero moves back. "
        "Beyond `z` the alphabet begins again, and before `a` it goes on with `z`. The sign "
        "`$sign` stays as it is and uses no shift. After it, the list $rule. Write a helper that "
        "moves one letter."
    ),
    result="the text after all moves",
    edges=(
        "Without any shifts nothing moves. Take care with remainders of numbers below zero: add "
        "26 before you use them."
    ),
    label="moved",
    oracle=_coded,
    explain=lambda v, text, shifts, _: (
        f"the part before the first `{v['sign']}` is `{text.split(v['sign'])[0]}` and the shifts "
        f"are {shifts}"
    ),
    references={
        "python": """
            def moved(letter: str, places: int) -> str:
                return chr((ord(letter) - ord("a") + places + 26) % 26 + ord("a"))
            ---
            if not $shifts:
                return $text
            result = ""
            turn = 0
            for letter in $text:
                if letter == "$sign":
                    result += letter
                    turn = 0
                    continue
                result += moved(letter, $shifts[turn])
                turn += 1
                if turn == len($shifts):
                    turn = 0
            return result
        """,
        "java": """
            static char moved(char letter, int places) {
                return (char) ((letter - 'a' + places + 26) % 26 + 'a');
            }
            ---
            if ($shifts.isEmpty()) {
                return $text;
            }
            StringBuilder result = new StringBuilder();
            int turn = 0;
            for (char letter : $text.toCharArray()) {
                if (letter == '$sign') {
                    result.append(letter);
                    turn = 0;
                    continue;
                }
                result.append(moved(letter, $shifts.get(turn)));
                turn++;
                if (turn == $shifts.size()) {
                    turn = 0;
                }
            }
            return result.toString();
        """,
        "cpp": """
            char moved(char letter, int places) {
                return static_cast<char>((letter - 'a' + places + 26) % 26 + 'a');
            }
            ---
            if ($shifts.empty()) {
                return $text;
            }
            std::string result;
            size_t turn = 0;
            for (char letter : $text) {
                if (letter == '$sign') {
                    result += letter;
                    turn = 0;
                    continue;
                }
                result += moved(letter, $shifts[turn]);
                turn++;
                if (turn == $shifts.size()) {
                    turn = 0;
                }
            }
            return result;
        """,
    },
    inputs=_inputs,
    goals=(
        "write the helper that moves one letter either way",
        "remember whose turn it is in the list of shifts",
        "copy the sign and start the list again",
        "move the letter and go on to the next shift",
    ),
    pitfalls=(
        Pitfall(
            "the list is not started again after the sign",
            lambda v, text, shifts: "".join(
                text[i] if text[i] == v["sign"] else _coded(v, "a" * i + text[i], shifts)[-1]
                for i in range(len(text))
            ),
        ),
        Pitfall(
            "every letter uses the first shift", lambda v, text, shifts: _coded(v, text, shifts[:1])
        ),
    ),
    variant=_variant,
)

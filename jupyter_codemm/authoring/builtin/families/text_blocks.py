"""Read a packed text: numbers, letters, and jumps back."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.worlds.texts import TEXTS
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {"drop": rng.choice(["!", "-"]), "again": rng.choice(["+", "="])}


def _unpacked(v: Variant, text: str) -> str:
    result, number = "", ""
    for c in text:
        if c.isdigit():
            number += c
        elif c == v["drop"]:
            result = (
                result[: len(result) - int(number or 1)] if int(number or 1) <= len(result) else ""
            )
            number = ""
        elif c == v["again"]:
            result += result[-1:] * int(number or 1)
            number = ""
        else:
            result += c * int(number or 1)
            number = ""
    return result


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    drop, again = v["drop"], v["again"]
    yield "minimal", ("",)
    for text in ("a", "3b", "2" + drop):
        yield "single", (text,)
    for text in (
        "12c",
        "ab2" + drop,
        "ab" + drop + drop + drop + "c",
        "10a11" + drop,
        again + "d",
        "ab2" + again,
        "0a2b",
    ):
        yield "boundary", (text,)
    for _ in range(26):
        parts = [
            rng.choice(["", "", "2", "3"]) + rng.choice(["a", "b", "c", "d", drop, again])
            for _ in range(rng.randint(3, 9))
        ]
        yield "typical", ("".join(parts),)
    for _ in range(4):
        yield (
            "large",
            ("".join(f"{rng.randint(2, 12)}{rng.choice('abcd' + drop)}" for _ in range(6)),),
        )
        yield "adversarial", ("ab" + f"{rng.randint(2, 5)}{drop}" + "c" + again + "d",)


FAMILY = FunctionFamily(
    name="text_blocks",
    title="Unpacking",
    topics=frozenset({"strings", "loops", "conditionals", "variables", "arithmetic"}),
    difficulties=frozenset({"hard"}),
    worlds=TEXTS,
    call="unpack_${text}",
    givens=(
        Given(
            "text",
            "str",
            "the packed $thing; 0 to 30 characters: digits, small letters, `$drop` and `$again`",
            "$text",
        ),
    ),
    returns="str",
    task=(
        "To save room, the $place_noun packs each $thing. Read it from left to right and write "
        "the result. A letter is written "
        "once. `$drop` rubs out the last letter of the result. `$again` writes the last letter of"
        " the result once more. A number right before "
        "one of these says how many times it is done. The last character is never a digit."
    ),
    result="the unpacked text",
    edges=(
        "Rubbing out stops when nothing is left, and `$again` does nothing while the result is "
        "empty. The number may have two digits, and it may be 0."
    ),
    label="unpacked",
    oracle=_unpacked,
    explain=lambda _, text, result: f"{len(text)} characters become {len(result)} letters",
    references={
        "python": """
            result = ""
            number = ""
            for mark in $text:
                if mark.isdigit():
                    number += mark
                    continue
                times = int(number) if number else 1
                number = ""
                if mark == "$drop":
                    result = result[: max(len(result) - times, 0)]
                elif mark == "$again":
                    result += result[-1:] * times
                else:
                    result += mark * times
            return result
        """,
        "java": """
            StringBuilder result = new StringBuilder();
            String number = "";
            for (char mark : $text.toCharArray()) {
                if (Character.isDigit(mark)) {
                    number += mark;
                    continue;
                }
                int times = number.isEmpty() ? 1 : Integer.parseInt(number);
                number = "";
                if (mark == '$drop') {
                    result.setLength(Math.max(result.length() - times, 0));
                } else if (mark != '$again') {
                    result.append(String.valueOf(mark).repeat(times));
                } else if (result.length() > 0) {
                    String last = result.substring(result.length() - 1);
                    result.append(last.repeat(times));
                }
            }
            return result.toString();
        """,
        "cpp": """
            std::string result;
            std::string number;
            for (char mark : $text) {
                if ('0' <= mark && mark <= '9') {
                    number += mark;
                    continue;
                }
                int times = number.empty() ? 1 : std::stoi(number);
                number.clear();
                if (mark == '$drop') {
                    int left = static_cast<int>(result.size()) - times;
                    result.resize(left > 0 ? left : 0);
                } else if (mark != '$again') {
                    result.append(times, mark);
                } else if (!result.empty()) {
                    char last = result.back();
                    result.append(times, last);
                }
            }
            return result;
        """,
    },
    inputs=_inputs,
    goals=(
        "collect the digits of a number",
        "turn them into how many times, or once when there are none",
        "write, rub out or repeat",
        "forget the number afterwards",
    ),
    pitfalls=(
        Pitfall(
            "only the last digit of a number counts",
            lambda v, text: _unpacked(
                v,
                "".join(
                    c
                    for i, c in enumerate(text)
                    if not (c.isdigit() and text[i + 1 : i + 2].isdigit())
                ),
            ),
        ),
        Pitfall(
            "rubbing out ignores its number",
            lambda v, text: _unpacked(
                v,
                "".join(
                    c
                    for i, c in enumerate(text)
                    if not (c.isdigit() and text[i:].lstrip("0123456789")[:1] == v["drop"])
                ),
            ),
        ),
        Pitfall(
            "a repeat writes nothing at all",
            lambda v, text: _unpacked(v, text.replace(v["again"], "0e")),
        ),
    ),
    variant=_variant,
)

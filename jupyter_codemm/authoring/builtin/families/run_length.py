"""Write a text in short form: each run of equal letters becomes the letter and its length."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import some_text
from jupyter_codemm.authoring.builtin.worlds.texts import TEXTS
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    least = rng.choice([2, 3])
    alone = "a letter that stands alone" if least == 2 else "a run of one or two letters"
    return {"least": least, "alone": alone}


def _short(v: Variant, text: str) -> str:
    parts = ((letter, len(list(run))) for letter, run in groupby(text))
    return "".join(f"{a}{n}" if n >= v["least"] else a * n for a, n in parts)


def _inputs(rng: Random, _: Variant) -> Iterator[Drawn]:
    for category, text in some_text(rng, "abcd"):
        yield category, (text,)
    for letters in ("aab", "abb", "aabb", "aaabbb", "abccc"):
        yield "boundary", (letters,)
    yield "large", ("a" * rng.randint(10, 14) + "b" * 3,)


FAMILY = FunctionFamily(
    name="run_length",
    title="Runs in short form",
    topics=frozenset({"strings", "loops", "conditionals", "variables"}),
    difficulties=frozenset({"medium"}),
    worlds=TEXTS,
    call="shorten_${text}",
    givens=(Given("text", "str", "the text of the $thing; 0 to 30 small letters", "$text"),),
    returns="str",
    task=(
        "To save room, the $place_noun keeps a short form of each $thing. Every run of at least "
        "$least "
        "equal letters becomes the letter and then the length of the run. Here a run is as long "
        "as it can "
        "be, and $alone stays as it is."
    ),
    result="the short form of `$text`",
    edges="An empty text has an empty short form. A run of 12 letters gets the number 12.",
    label="short form",
    oracle=_short,
    explain=lambda _, text, __: (
        "its runs, one by one, are " + ", ".join("".join(run) for _, run in groupby(text))
        if text
        else "there is nothing to write"
    ),
    references={
        "python": """
            short = ""
            start = 0
            for end in range(1, len($text) + 1):
                if end < len($text) and $text[end] == $text[start]:
                    continue
                length = end - start
                if length >= $least:
                    short += $text[start] + str(length)
                else:
                    short += $text[start:end]
                start = end
            return short
        """,
        "java": """
            StringBuilder part = new StringBuilder();
            int start = 0;
            for (int end = 1; end <= $text.length(); end++) {
                if (end < $text.length() && $text.charAt(end) == $text.charAt(start)) {
                    continue;
                }
                int length = end - start;
                if (length >= $least) {
                    part.append($text.charAt(start)).append(length);
                } else {
                    part.append($text, start, end);
                }
                start = end;
            }
            return part.toString();
        """,
        "cpp": """
            std::string part;
            size_t start = 0;
            for (size_t end = 1; end <= $text.size(); end++) {
                if (end < $text.size() && $text[end] == $text[start]) {
                    continue;
                }
                size_t length = end - start;
                if (length >= $least) {
                    part += $text[start] + std::to_string(length);
                } else {
                    part += $text.substr(start, length);
                }
                start = end;
            }
            return part;
        """,
    },
    inputs=_inputs,
    goals=(
        "remember where the present run starts",
        "walk on until the letter changes or the text ends",
        "work out how long the run is",
        "add the short form or the letters themselves",
        "start the next run",
    ),
    pitfalls=(
        Pitfall(
            "the last run is forgotten, since no other letter follows it",
            lambda v, text: _short(v, text.rstrip(text[-1:])),
        ),
        Pitfall(
            "the border between short and long runs is off by one",
            lambda v, text: _short({"least": v["least"] + 1}, text),
        ),
    ),
    variant=_variant,
)

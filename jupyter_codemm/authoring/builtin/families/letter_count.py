"""Count letters in a map and find how often the most frequent one occurs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import some_text
from jupyter_codemm.authoring.builtin.worlds.texts import TEXTS
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {"skip": rng.choice("xyz-")}


def _most(v: Variant, text: str) -> int:
    counts = Counter(c for c in text if c != v["skip"])
    return max(counts.values(), default=0)


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    for category, text in some_text(rng, "abc" + v["skip"] * 2):
        yield category, (text,)
    yield "boundary", (v["skip"] * 4,)
    yield "adversarial", (v["skip"] * 5 + "abb",)
    yield "adversarial", ("abcabcaabc",)


FAMILY = FunctionFamily(
    name="letter_count",
    title="The most frequent sign",
    topics=frozenset({"maps", "strings", "loops", "conditionals"}),
    difficulties=frozenset({"easy"}),
    worlds=TEXTS,
    call="most_in_${text}",
    givens=(
        Given("text", "str", "the $thing; 0 to 30 characters, small letters and `$skip`", "$text"),
    ),
    returns="int",
    task=(
        "Count how often each letter occurs in the $thing. A map from letter to number helps. The"
        " sign `$skip` is only a "
        "filler and is not counted. Then find the largest of these counts."
    ),
    result="how often the most frequent letter occurs",
    edges="If there are no letters at all, the answer is 0.",
    label="most",
    oracle=_most,
    explain=lambda v, text, _: (
        "the counts are "
        + (
            ", ".join(f"{a}: {n}" for a, n in sorted(Counter(text.replace(v["skip"], "")).items()))
            or "all zero"
        )
    ),
    references={
        "python": """
            counts = {}
            most = 0
            for letter in $text:
                if letter == "$skip":
                    continue
                counts[letter] = counts.get(letter, 0) + 1
                most = max(most, counts[letter])
            return most
        """,
        "java": """
            Map<Character, Integer> counts = new HashMap<>();
            int most = 0;
            for (char letter : $text.toCharArray()) {
                if (letter == '$skip') {
                    continue;
                }
                counts.put(letter, counts.getOrDefault(letter, 0) + 1);
                most = Math.max(most, counts.get(letter));
            }
            return most;
        """,
        "cpp": """
            std::map<char, int> counts;
            int most = 0;
            for (char letter : $text) {
                if (letter == '$skip') {
                    continue;
                }
                counts[letter]++;
                most = std::max(most, counts[letter]);
            }
            return most;
        """,
    },
    inputs=_inputs,
    goals=(
        "start an empty map",
        "skip the filler",
        "raise the count of each letter",
        "remember the largest count",
    ),
    pitfalls=(
        Pitfall(
            "the filler is counted as a letter",
            lambda _, text: max(Counter(text).values(), default=0),
        ),
        Pitfall(
            "only letters in one unbroken run are counted",
            lambda v, text: max(
                (len(list(run)) for a, run in groupby(text) if a != v["skip"]), default=0
            ),
        ),
    ),
    variant=_variant,
)

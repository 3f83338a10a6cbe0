"""Find the first value that comes back soon enough, with a set of what was seen."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import WORDS, some_words
from jupyter_codemm.authoring.builtin.worlds.tagged import TAGGED
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {"skip": rng.choice([0, 1])}


def _repeat(v: Variant, words: list[str]) -> str:
    seen: set[str] = set()
    hits = v["skip"]
    for word in words:
        if word in seen:
            if hits == 0:
                return word
            hits -= 1
        seen.add(word)
    return "none"


def _inputs(rng: Random, _v: Variant) -> Iterator[Drawn]:
    for category, words in some_words(rng):
        yield category, (words,)
    for _ in range(6):
        few = rng.sample(WORDS, 4)
        yield "adversarial", (few + few[::-1],)
        yield "boundary", ([*few, few[0]],)
        yield "duplicates", ([few[0], few[1], few[1], few[0], few[2], few[2]],)


def _drawn(rng: Random, difficulty: Difficulty) -> Variant:
    variant = _variant(rng, difficulty)
    spoken = "first time" if variant["skip"] == 0 else "second time"
    return {**variant, "spoken": spoken, "hits": variant["skip"] + 1}


FAMILY = FunctionFamily(
    name="first_repeat",
    title="Seen before",
    topics=frozenset({"sets", "lists", "loops", "conditionals", "searching"}),
    difficulties=frozenset({"medium"}),
    worlds=TAGGED,
    call="repeat_in_${tags}",
    givens=(
        Given(
            "words",
            "list[str]",
            "the word on each $thing, in order; 0 to 20 lowercase words",
            "$tags",
        ),
    ),
    returns="str",
    task=(
        "Go through the $things in order. Now and then a word comes up that you have seen before."
        " Stop when that happens for "
        "the $spoken, and give back that word. A word that comes three times has been seen before"
        " twice. Remember "
        "the words in a set."
    ),
    result="the word at which you stop",
    edges="If you never have to stop, the answer is `none`.",
    label="word",
    oracle=_repeat,
    explain=lambda _v, words, _: (
        "the words that come back are, in order, "
        + (", ".join(w for i, w in enumerate(words) if w in words[:i]) or "none at all")
    ),
    references={
        "python": """
            seen = set()
            hits = 0
            for word in $words:
                if word in seen:
                    hits += 1
                    if hits == $hits:
                        return word
                seen.add(word)
            return "none"
        """,
        "java": """
            Set<String> seen = new HashSet<>();
            int hits = 0;
            for (String word : $words) {
                if (seen.contains(word)) {
                    hits++;
                    if (hits == $hits) {
                        return word;
                    }
                }
                seen.add(word);
            }
            return "none";
        """,
        "cpp": """
            std::set<std::string> seen;
            int hits = 0;
            for (const std::string& word : $words) {
                if (seen.count(word) > 0) {
                    hits++;
                    if (hits == $hits) {
                        return word;
                    }
                }
                seen.insert(word);
            }
            return "none";
        """,
    },
    inputs=_inputs,
    goals=(
        "start an empty set",
        "ask for each word whether it is in the set",
        "stop at the right moment",
        "otherwise add the word and go on",
    ),
    pitfalls=(
        Pitfall(
            (
                "the word that stands first and comes back is taken, not the one whose return "
                "comes first"
            ),
            lambda _, words: next((w for i, w in enumerate(words) if w in words[i + 1 :]), "none"),
        ),
        Pitfall(
            "the moment to stop is counted wrongly",
            lambda v, words: _repeat({"skip": 1 - v["skip"]}, words),
        ),
        Pitfall(
            "only neighbours are compared",
            lambda v, words: (
                [a for a, b in itertools.pairwise(words) if a == b] + ["none", "none"]
            )[v["skip"]],
        ),
    ),
    variant=_drawn,
)

"""Count the words that occur exactly a given number of times."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import WORDS, some_words
from jupyter_codemm.authoring.builtin.worlds.tagged import TAGGED
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    return rng.choice(
        [{"times": 2, "spoken": "exactly twice"}, {"times": 1, "spoken": "exactly once"}]
    )


def _count(v: Variant, words: list[str]) -> int:
    return sum(n == v["times"] for n in Counter(words).values())


def _inputs(rng: Random, _v: Variant) -> Iterator[Drawn]:
    for category, words in some_words(rng):
        yield category, (words,)
    for _ in range(6):
        few = rng.sample(WORDS, 4)
        yield "duplicates", (few + few[:3],)
        yield "adversarial", (few[:2] * 3 + few[2:],)
        yield "boundary", (few[:3] * 2,)
        yield "typical", (few[:1] * 3 + few[1:2] * 2 + few[2:],)


FAMILY = FunctionFamily(
    name="exact_times",
    title="How many come up so often",
    topics=frozenset({"maps", "lists", "loops", "conditionals"}),
    difficulties=frozenset({"easy"}),
    worlds=TAGGED,
    call="count_${tags}",
    givens=(
        Given("words", "list[str]", "the word on each $thing; 0 to 20 lowercase words", "$tags"),
    ),
    returns="int",
    task=(
        "Some words stand on several $things. Count the different words that occur $spoken. First"
        " fill a map from each word "
        "to its number, then look at the numbers in the map."
    ),
    result="how many different words occur $spoken",
    edges="If there are no $things, the answer is 0.",
    label="words",
    oracle=_count,
    explain=lambda v, words, _: (
        "these words are "
        + (", ".join(sorted(w for w in set(words) if words.count(w) == v["times"])) or "missing")
    ),
    references={
        "python": """
            counts = {}
            for word in $words:
                counts[word] = counts.get(word, 0) + 1
            found = 0
            for count in counts.values():
                if count == $times:
                    found += 1
            return found
        """,
        "java": """
            Map<String, Integer> counts = new HashMap<>();
            for (String word : $words) {
                counts.put(word, counts.getOrDefault(word, 0) + 1);
            }
            int found = 0;
            for (int count : counts.values()) {
                if (count == $times) {
                    found++;
                }
            }
            return found;
        """,
        "cpp": """
            std::map<std::string, int> counts;
            for (const std::string& word : $words) {
                counts[word]++;
            }
            int found = 0;
            for (const auto& entry : counts) {
                if (entry.second == $times) {
                    found++;
                }
            }
            return found;
        """,
    },
    inputs=_inputs,
    goals=("count every word in a map", "visit the counts", "count those that are just right"),
    pitfalls=(
        Pitfall(
            "words that occur more often are counted too",
            lambda v, words: sum(n >= v["times"] for n in Counter(words).values()),
        ),
        Pitfall(
            "the $things are counted and not the different words",
            lambda v, words: (
                sum(words.count(w) == v["times"] for w in words)
                + (v["times"] == 1 and len(words) - len(set(words)))
            ),
        ),
    ),
    variant=_variant,
)

"""Rank words by how often they occur."""

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
    return {"least": rng.choice([1, 2])}


def _ranked(v: Variant, words: list[str], places: int) -> list[str]:
    counts = Counter(words)
    order = sorted(counts, key=lambda word: (-counts[word], word))
    return [f"{word}:{counts[word]}" for word in order if counts[word] >= v["least"]][
        : max(places, 0)
    ]


def _inputs(rng: Random, _v: Variant) -> Iterator[Drawn]:
    for category, words in some_words(rng):
        yield category, (words, rng.randint(1, 4))
    for _ in range(8):
        few = rng.sample(WORDS, 4)
        yield "duplicates", (few + rng.sample(few, 3) + rng.sample(few, 2), rng.randint(2, 4))
        yield "boundary", (few[:2] * 2 + few[2:], rng.randint(0, 1))


FAMILY = FunctionFamily(
    name="rank_tags",
    title="The ranking",
    topics=frozenset({"maps", "sorting", "lists", "loops", "strings", "conditionals"}),
    difficulties=frozenset({"hard"}),
    worlds=TAGGED,
    call="rank_${tags}",
    givens=(
        Given("words", "list[str]", "the word on each $thing; 0 to 20 lowercase words", "$tags"),
        Given("places", "int", "how many places the ranking has, from 0 to 9"),
    ),
    returns="list[str]",
    task=(
        "Make a ranking of the words on the $things. The word that occurs most often comes first."
        " Words that occur "
        "equally often are put in alphabetical order. Each entry is the word, a colon and its "
        "count, "
        "such as `mint:3`. A word that occurs fewer than $least times is left out. The ranking "
        "stops after `$places` entries."
    ),
    result="the ranking as a list of texts",
    edges="If there are not enough words for all places, the ranking is shorter. It may be empty.",
    label="ranking",
    oracle=_ranked,
    explain=lambda _, words, __, ___: (
        f"there are {len(set(words))} different words on {len(words)} $things"
    ),
    references={
        "python": """
            counts = {}
            for word in $words:
                counts[word] = counts.get(word, 0) + 1
            order = sorted(counts, key=lambda word: (-counts[word], word))
            ranking = []
            for word in order:
                if counts[word] >= $least and len(ranking) < $places:
                    ranking.append(word + ":" + str(counts[word]))
            return ranking
        """,
        "java": """
            Map<String, Integer> counts = new TreeMap<>();
            for (String word : $words) {
                counts.put(word, counts.getOrDefault(word, 0) + 1);
            }
            List<String> order = new ArrayList<>(counts.keySet());
            order.sort((one, two) -> counts.get(two) - counts.get(one));
            List<String> ranking = new ArrayList<>();
            for (String word : order) {
                if (counts.get(word) >= $least && ranking.size() < $places) {
                    ranking.add(word + ":" + counts.get(word));
                }
            }
            return ranking;
        """,
        "cpp": """
            std::map<std::string, int> counts;
            for (const std::string& word : $words) {
                counts[word]++;
            }
            std::vector<std::pair<int, std::string>> order;
            for (const auto& entry : counts) {
                order.push_back({-entry.second, entry.first});
            }
            std::sort(order.begin(), order.end());
            std::vector<std::string> ranking;
            for (const auto& entry : order) {
                if (-entry.first >= $least && static_cast<int>(ranking.size()) < $places) {
                    ranking.push_back(entry.second + ":" + std::to_string(-entry.first));
                }
            }
            return ranking;
        """,
    },
    inputs=_inputs,
    goals=(
        "count every word in a map",
        "sort the words by count, high first, and then by the alphabet",
        "write the entries",
        "stop when all places are taken",
    ),
    pitfalls=(
        Pitfall(
            "words that occur equally often come in reverse order",
            lambda v, words, places: [
                f"{w}:{words.count(w)}"
                for w in sorted(set(words), key=lambda w: (words.count(w), w), reverse=True)
                if words.count(w) >= v["least"]
            ][:places],
        ),
        Pitfall(
            "rare words come first",
            lambda v, words, places: [
                f"{w}:{words.count(w)}"
                for w in sorted(set(words), key=lambda w: (words.count(w), w))
                if words.count(w) >= v["least"]
            ][:places],
        ),
    ),
    variant=_variant,
)

"""Group words by a key that a helper finds, and add up their lengths."""

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
        [
            {"which": 0, "at": 0, "end": "first", "back": 0},
            {"which": -1, "at": 1, "end": "last", "back": 1},
        ]
    )


def _groups(v: Variant, words: list[str]) -> list[list[object]]:
    totals: dict[str, int] = {}
    for word in words:
        key = word[v["which"]]
        totals[key] = totals.get(key, 0) + len(word)
    return [[key, totals[key]] for key in sorted(totals)]


def _inputs(rng: Random, _v: Variant) -> Iterator[Drawn]:
    for category, words in some_words(rng):
        yield category, (words,)
    for _ in range(4):
        letter = rng.choice("bcgloprs")
        yield "adversarial", ([w for w in WORDS if w[0] == letter],)


FAMILY = FunctionFamily(
    name="first_letters",
    title="Grouped by a letter",
    topics=frozenset({"maps", "lists", "strings", "functions", "loops"}),
    difficulties=frozenset({"medium"}),
    worlds=TAGGED,
    call="group_${tags}",
    givens=(
        Given(
            "words",
            "list[str]",
            "the word on each $thing; 0 to 20 lowercase words, none of them empty",
            "$tags",
        ),
    ),
    returns="map[str, int]",
    task=(
        "The $things are put into groups. The $end letter of a word tells to which group it "
        "belongs. Add up, for each "
        "group, how many letters its words have in all. Write a helper that finds the group of "
        "one word."
    ),
    result="a map from the letter of each group to that sum",
    edges=(
        "A word that comes twice counts twice. Only letters that occur get a group, so no words "
        "give an empty map."
    ),
    label="groups",
    oracle=_groups,
    explain=lambda _, words, result: f"{len(words)} words fall into {len(result)} groups",
    references={
        "python": """
            def group(word: str) -> str:
                return word[$which]
            ---
            totals = {}
            for word in $words:
                letter = group(word)
                if letter not in totals:
                    totals[letter] = 0
                totals[letter] += len(word)
            return totals
        """,
        "java": """
            static String group(String word) {
                int place = $at * (word.length() - 1);
                return word.substring(place, place + 1);
            }
            ---
            Map<String, Integer> totals = new TreeMap<>();
            for (String word : $words) {
                String letter = group(word);
                if (!totals.containsKey(letter)) {
                    totals.put(letter, 0);
                }
                totals.put(letter, totals.get(letter) + word.length());
            }
            return totals;
        """,
        "cpp": """
            std::string group(const std::string& word) {
                return word.substr($at * (word.size() - 1), 1);
            }
            ---
            std::map<std::string, int> totals;
            for (const std::string& word : $words) {
                totals[group(word)] += static_cast<int>(word.size());
            }
            return totals;
        """,
    },
    inputs=_inputs,
    goals=(
        "write the helper that finds the letter of the group",
        "start an empty map",
        "give a new group the sum zero",
        "add the length of each word to its group",
    ),
    pitfalls=(
        Pitfall(
            "words are counted and not their letters",
            lambda v, words: [
                [k, n] for k, n in sorted(Counter(w[v["which"]] for w in words).items())
            ],
        ),
        Pitfall(
            "the wrong end of the word is used",
            lambda v, words: _groups({"which": -1 - v["which"]}, words),
        ),
        Pitfall(
            "a second word of a group replaces the first one",
            lambda v, words: [
                [k, n] for k, n in sorted({w[v["which"]]: len(w) for w in words}.items())
            ],
        ),
    ),
    variant=_variant,
)

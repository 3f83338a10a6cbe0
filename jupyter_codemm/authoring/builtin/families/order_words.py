"""Sort words by more than one rule."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import WORDS, some_words
from jupyter_codemm.authoring.builtin.worlds.tagged import TAGGED
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {"letter": rng.choice("aeor")}


def _ordered(v: Variant, words: list[str]) -> list[str]:
    return sorted(words, key=lambda w: (-w.count(v["letter"]), len(w), w))


def _inputs(rng: Random, _v: Variant) -> Iterator[Drawn]:
    for category, words in some_words(rng, longest=10):
        yield category, (words,)
    for _ in range(6):
        same = [w for w in WORDS if len(w) == rng.choice([4, 5])]
        yield "adversarial", (rng.sample(same, 5) if len(same) > 5 else same,)


FAMILY = FunctionFamily(
    name="order_words",
    title="Three rules of order",
    topics=frozenset({"sorting", "strings", "lists", "functions", "loops", "conditionals"}),
    difficulties=frozenset({"medium"}),
    worlds=TAGGED,
    call="order_${tags}",
    givens=(
        Given("words", "list[str]", "the word on each $thing; 0 to 20 lowercase words", "$tags"),
    ),
    returns="list[str]",
    task=(
        "Put the words in order. Words with more letters `$letter` come first. Among words with "
        "equally many of them, the shorter word comes first. "
        "Words that are still equal are put in alphabetical order. Write a helper that counts the"
        " letter in one word."
    ),
    result="a new list with all words in that order",
    edges="A word that comes twice stays twice. The given list must not change.",
    label="order",
    oracle=_ordered,
    explain=lambda v, words, _: (
        f"in the given order, the letter `{v['letter']}` occurs "
        + (", ".join(str(w.count(v["letter"])) for w in words) or "0")
        + " times"
    ),
    references={
        "python": """
            def letters(word: str) -> int:
                count = 0
                for letter in word:
                    if letter == "$letter":
                        count += 1
                return count
            ---
            return sorted($words, key=lambda word: (-letters(word), len(word), word))
        """,
        "java": """
            static int letters(String word) {
                int count = 0;
                for (char letter : word.toCharArray()) {
                    if (letter == '$letter') {
                        count++;
                    }
                }
                return count;
            }
            ---
            List<String> ordered = new ArrayList<>($words);
            ordered.sort((one, two) -> {
                if (letters(one) != letters(two)) {
                    return letters(two) - letters(one);
                }
                if (one.length() != two.length()) {
                    return one.length() - two.length();
                }
                return one.compareTo(two);
            });
            return ordered;
        """,
        "cpp": """
            int letters(const std::string& word) {
                int count = 0;
                for (char letter : word) {
                    if (letter == '$letter') {
                        count++;
                    }
                }
                return count;
            }

            bool comes_before(const std::string& one, const std::string& two) {
                if (letters(one) != letters(two)) {
                    return letters(one) > letters(two);
                }
                if (one.size() != two.size()) {
                    return one.size() < two.size();
                }
                return one < two;
            }
            ---
            std::vector<std::string> ordered = $words;
            std::sort(ordered.begin(), ordered.end(), comes_before);
            return ordered;
        """,
    },
    inputs=_inputs,
    goals=(
        "write the helper that counts the letter",
        "compare by that count first",
        "then compare by length",
        "then compare by the alphabet",
    ),
    pitfalls=(
        Pitfall(
            "fewer letters come first",
            lambda v, words: sorted(words, key=lambda w: (w.count(v["letter"]), len(w), w)),
        ),
        Pitfall(
            "the length is not looked at",
            lambda v, words: sorted(words, key=lambda w: (-w.count(v["letter"]), w)),
        ),
        Pitfall(
            "words that are equal so far keep their old order",
            lambda v, words: sorted(words, key=lambda w: (-w.count(v["letter"]), len(w))),
        ),
    ),
    variant=_variant,
)

"""Compare two lists of words with sets and list what only one of them has."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import WORDS, some_words
from jupyter_codemm.authoring.builtin.worlds.tagged import TAGGED
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {"least": rng.choice([4, 5])}


def _only(v: Variant, first: list[str], second: list[str]) -> list[str]:
    words = set(first) ^ set(second)
    return sorted((w for w in words if len(w) >= v["least"]), key=lambda w: (w in second, w))


def _inputs(rng: Random, _v: Variant) -> Iterator[Drawn]:
    for category, words in some_words(rng, longest=9):
        others = rng.sample(words, min(2, len(words))) + rng.sample(WORDS, rng.randint(0, 3))
        yield category, (words, others)
    few = rng.sample(WORDS, 4)
    yield "boundary", (few, few[::-1])
    yield "boundary", ([], few)
    yield "boundary", (few, [])
    yield "adversarial", (few, few + few)
    yield "adversarial", (["fir", "oak", "plum", "olive"], ["elm", "plum", "mint", "amber"])


FAMILY = FunctionFamily(
    name="one_of_two",
    title="In one list only",
    topics=frozenset({"sets", "lists", "sorting", "loops", "conditionals", "strings", "functions"}),
    difficulties=frozenset({"hard"}),
    worlds=TAGGED,
    call="single_${tags}",
    givens=(
        Given("first", "list[str]", "the words of the first day; 0 to 12 lowercase words"),
        Given("second", "list[str]", "the words of the second day; 0 to 12 lowercase words"),
    ),
    returns="list[str]",
    task=(
        "The words on the $things were written down on two days. List the words that occur on one"
        " of the days only and that have at "
        "least $least letters. First come the words of the first day, in alphabetical order. Then"
        " come those of "
        "the second day, again in alphabetical order. Sets make this short. Write a helper that "
        "does the work for one day, and "
        "call it twice."
    ),
    result="the list of these words, each of them once",
    edges="A word that comes several times on one day is listed once. The list may be empty.",
    label="words",
    oracle=_only,
    explain=lambda _, first, second, __: (
        "the words of both days are "
        + (", ".join(sorted(set(first) & set(second))) or "none at all")
    ),
    references={
        "python": """
            def missing(words: list[str], others: list[str]) -> list[str]:
                known = set(others)
                found = set()
                for word in words:
                    if word not in known and len(word) >= $least:
                        found.add(word)
                return sorted(found)
            ---
            result = []
            for word in missing($first, $second):
                result.append(word)
            for word in missing($second, $first):
                result.append(word)
            return result
        """,
        "java": """
            static List<String> missing(List<String> words, List<String> others) {
                Set<String> known = new HashSet<>(others);
                Set<String> found = new HashSet<>();
                for (String word : words) {
                    if (!known.contains(word) && word.length() >= $least) {
                        found.add(word);
                    }
                }
                List<String> sorted = new ArrayList<>(found);
                Collections.sort(sorted);
                return sorted;
            }
            ---
            List<String> result = new ArrayList<>(missing($first, $second));
            result.addAll(missing($second, $first));
            return result;
        """,
        "cpp": """
            std::vector<std::string> missing(const std::vector<std::string>& words,
                                             const std::vector<std::string>& others) {
                std::set<std::string> known(others.begin(), others.end());
                std::set<std::string> found;
                for (const std::string& word : words) {
                    if (known.count(word) == 0 && word.size() >= $least) {
                        found.insert(word);
                    }
                }
                std::vector<std::string> sorted(found.begin(), found.end());
                std::sort(sorted.begin(), sorted.end());
                return sorted;
            }
            ---
            std::vector<std::string> result = missing($first, $second);
            for (const std::string& word : missing($second, $first)) {
                result.push_back(word);
            }
            return result;
        """,
    },
    inputs=_inputs,
    goals=(
        "put the words of the other day into a set",
        "collect the words that it does not hold and that are long enough",
        "sort them",
        "do the same the other way round and join the lists",
    ),
    pitfalls=(
        Pitfall("both days are sorted into one list", lambda v, a, b: sorted(_only(v, a, b))),
        Pitfall(
            "only the first day is looked at", lambda v, a, b: [w for w in _only(v, a, b) if w in a]
        ),
        Pitfall(
            "words that are just long enough are left out",
            lambda v, a, b: _only({"least": v["least"] + 1}, a, b),
        ),
    ),
    variant=_variant,
)

"""Make all texts of a length that a rule allows, by recursion, each of them once."""

from __future__ import annotations

import operator
from collections.abc import Iterator
from itertools import combinations, permutations, product
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import (
    Drawn,
    Given,
    Pitfall,
    Variant,
    World,
)
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import LETTERS
from jupyter_codemm.contracts.base import Difficulty


def _world(place: str, story: str, words: str) -> World:
    keys = ("piece", "pieces", "text", "texts")
    return World(place, story, dict(zip(keys, words.split(), strict=True)))


_WORLDS = (
    _world(
        "with the letter blocks",
        "Wooden blocks with one letter each lie in a row on the carpet. A child builds words.",
        "block blocks word words",
    ),
    _world(
        "at the print shop",
        "A printer has a row of old stamps, and each of them prints one letter. She makes labels.",
        "stamp stamps label labels",
    ),
    _world(
        "for the boat flags",
        "Flags hang in a row in a boat house. Each flag stands for a letter of a signal.",
        "flag flags signal signals",
    ),
    _world(
        "on the bracelet",
        "Beads lie in a row on a table. A letter is painted on each bead, for a small pattern.",
        "bead beads pattern patterns",
    ),
    _world(
        "at the old safe",
        "An old safe has a row of keys with letters on them. Its owner has forgotten the code.",
        "key keys code codes",
    ),
    _world(
        "in the bakery",
        "A baker lays out biscuits in the form of letters. Customers like to see short names.",
        "biscuit biscuits name names",
    ),
    _world(
        "on the magnet board",
        "Letter magnets stick side by side on a board in the kitchen. Somebody leaves a message.",
        "magnet magnets message messages",
    ),
    _world(
        "at the bell tower",
        "The bells of a small tower hang in a row. Each bell has a letter, for writing tunes.",
        "bell bells tune tunes",
    ),
    _world(
        "for the door plates",
        "A workshop keeps metal letters for door plates in a tray. No two plates are the same.",
        "letter letters plate plates",
    ),
)
# How the letters may be used: in words, and what is left of them in each language.
_USES: dict[str, tuple[str, str, str, str]] = {
    "free": (
        "Each of them can be used once at most, and they may come in any order.",
        "left[:place] + left[place + 1 :]",
        "left.substring(0, place) + left.substring(place + 1)",
        "left.substr(0, place) + left.substr(place + 1)",
    ),
    "ordered": (
        "Some of them may be left out, but the others stay in the order in which they lie.",
        "left[place + 1 :]",
        "left.substring(place + 1)",
        "left.substr(place + 1)",
    ),
    "again": (
        "Each of them can be used again and again, and they may come in any order.",
        "left",
        "left",
        "left",
    ),
}
_RULES = {
    "!=": "No letter may be the same as the letter right before it",
    "<": "Each letter must come later in the alphabet than the letter right before it",
    ">": "Each letter must come earlier in the alphabet than the letter right before it",
    "<=": "A letter may never come earlier in the alphabet than the letter right before it",
    ">=": "A letter may never come later in the alphabet than the letter right before it",
}
_SIGNS = {
    "!=": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}


def _variant(rng: Random, _: Difficulty) -> Variant:
    use = rng.choice(list(_USES))
    sign = rng.choice(["!=", "<=", ">="] if use == "again" else list(_RULES))
    words, python, java, cpp = _USES[use]
    return {
        "use": use,
        "use_words": words,
        "sign": sign,
        "rule": _RULES[sign],
        "python_left": python,
        "java_left": java,
        "cpp_left": cpp,
    }


def _rows(v: Variant, letters: str, size: int) -> Iterator[tuple[str, ...]]:
    if v["use"] == "free":
        return permutations(letters, size)
    if v["use"] == "ordered":
        return combinations(letters, size)
    return product(letters, repeat=size)


def _made(v: Variant, letters: str, size: int) -> list[str]:
    """Return every text as often as it can be made."""
    fits = _SIGNS[v["sign"]]
    rows = _rows(v, letters, size)
    return sorted("".join(row) for row in rows if all(map(fits, row, row[1:])))


def _texts(v: Variant, letters: str, size: int) -> list[str]:
    return sorted(set(_made(v, letters, size)))


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    longest = {"free": 5, "ordered": 6, "again": 4}[v["use"]]
    for _ in range(3):
        yield "single", (_letters(rng, 1, 1), 1)
        yield "minimal", (_letters(rng, 1, 2), 3)
        yield "boundary", (_letters(rng, 3, 3), 1)
    for _ in range(14):
        yield "typical", (_letters(rng, 3, rng.randint(3, longest - 1)), rng.randint(2, 3))
    for _ in range(6):
        yield "duplicates", (_letters(rng, 2, longest), rng.randint(2, 3))
        yield "duplicates", (_letters(rng, 3, longest), 2)
    for _ in range(4):
        yield "large", (_letters(rng, 4, longest), 3)
        yield "adversarial", (_letters(rng, 1, rng.randint(3, 4)), rng.randint(2, 3))
        yield "boundary", ("".join(sorted(_letters(rng, 3, 4))), 3)
        yield "boundary", ("".join(sorted(_letters(rng, 3, 4), reverse=True)), 3)


def _letters(rng: Random, kinds: int, count: int) -> str:
    few = rng.sample(LETTERS, kinds)
    return "".join(rng.sample(few * count, count))


def _explained(v: Variant, letters: str, size: int, result: list[str]) -> str:
    if not result:
        return "no $text obeys the rule"
    made = _made(v, letters, size)
    double = next((text for text in result if made.count(text) > 1), None)
    if double is None:
        return "no other $text obeys the rule"
    return f"no other $text obeys the rule, and `{double}` is told once though it is found again"


FAMILY = FunctionFamily(
    name="word_choices",
    title="All that can be made",
    topics=frozenset({"recursion", "strings", "sets", "lists", "loops", "conditionals"}),
    difficulties=frozenset({"hard"}),
    worlds=_WORLDS,
    call="all_${texts}",
    givens=(
        Given(
            "letters",
            "str",
            "the letters on the $pieces, from left to right; 1 to 6 small letters",
            "$pieces",
        ),
        Given("size", "int", "how many letters a $text has, from 1 to 3"),
    ),
    returns="list[str]",
    task=(
        (
            "Find every $text of `$size` letters that can be made with these $pieces. $use_words "
            "Besides, there is one rule for letters side by side. $rule. Let a recursive helper "
            "do the work: it gets the beginning of a $text and the letters that can still follow."
            " It tries each of these letters in a loop, and for each one that obeys the rule it "
            "calls itself with a longer beginning. What is finished goes into a set, since many "
            "ways can lead to one $text."
        ),
        (
            "Which $texts with exactly `$size` letters can be made from these $pieces? $use_words "
            "$rule. Start with an empty beginning. A helper makes it longer by one letter and "
            "then calls itself, until there are letters enough. It goes on in this way with every "
            "letter that is allowed next. The same $text may be found more than once, but a set "
            "keeps it only once."
        ),
    ),
    result="all possible $texts in alphabetical order, without repeats",
    edges=(
        "The first letter of a $text may be any of the letters. If no $text is possible, there "
        "are no entries."
    ),
    label="made",
    oracle=_texts,
    explain=_explained,
    references={
        "python": """
            def grow(text: str, left: str, missing: int, found: set[str]) -> None:
                if missing == 0:
                    found.add(text)
                    return
                for place in range(len(left)):
                    if text == "" or text[-1] $sign left[place]:
                        grow(text + left[place], $python_left, missing - 1, found)
            ---
            found = set()
            grow("", $letters, $size, found)
            return sorted(found)
        """,
        "java": """
            static void grow(String text, String left, int missing, Set<String> found) {
                if (missing == 0) {
                    found.add(text);
                    return;
                }
                for (int place = 0; place < left.length(); place++) {
                    char letter = left.charAt(place);
                    if (text.isEmpty() || text.charAt(text.length() - 1) $sign letter) {
                        grow(text + letter, $java_left, missing - 1, found);
                    }
                }
            }
            ---
            Set<String> found = new TreeSet<>();
            grow("", $letters, $size, found);
            return new ArrayList<>(found);
        """,
        "cpp": """
            void grow(std::string text, std::string left, int missing,
                      std::set<std::string>& found) {
                if (missing == 0) {
                    found.insert(text);
                    return;
                }
                for (size_t place = 0; place < left.size(); place++) {
                    char letter = left[place];
                    if (text.empty() || text.back() $sign letter) {
                        grow(text + letter, $cpp_left, missing - 1, found);
                    }
                }
            }
            ---
            std::set<std::string> found;
            grow("", $letters, $size, found);
            return std::vector<std::string>(found.begin(), found.end());
        """,
    },
    inputs=_inputs,
    goals=(
        "stop when no letter is missing, and put the finished $text into the set",
        "try each letter that can follow",
        "skip a letter that breaks the rule",
        "call the helper with a longer beginning and with what may still follow",
        "give back what is in the set, in alphabetical order",
    ),
    pitfalls=(
        Pitfall("a $text that can be made in several ways is told several times", _made),
        Pitfall(
            "the rule for neighbours is forgotten",
            lambda v, letters, size: sorted({"".join(row) for row in _rows(v, letters, size)}),
        ),
        Pitfall(
            "shorter $texts are told, too",
            lambda v, letters, size: sorted(
                {text for less in range(1, size + 1) for text in _made(v, letters, less)}
            ),
        ),
    ),
    variant=_variant,
)

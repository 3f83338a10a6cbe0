"""Find the most frequent letter, with ties in alphabetical order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import some_text
from jupyter_codemm.authoring.builtin.worlds.texts import TEXTS
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    least = rng.choice([2, 3])
    return {"least": least}


def _top(v: Variant, text: str) -> str:
    counts = Counter(text)
    best = min(counts, key=lambda c: (-counts[c], c), default="")
    return f"{best}{counts[best]}" if best and counts[best] >= v["least"] else "none"


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    for category, text in some_text(rng, "abcd"):
        yield category, (text,)
    least = v["least"]
    for _ in range(6):
        letters = rng.sample("abcd", 3)
        yield "adversarial", ((letters[0] + letters[1]) * least,)
        yield "boundary", (letters[0] * (least - 1) + letters[1],)
        yield "boundary", (letters[2] * least,)


FAMILY = FunctionFamily(
    name="top_letter",
    title="Who comes most often",
    topics=frozenset({"maps", "strings", "loops", "conditionals", "variables"}),
    difficulties=frozenset({"medium"}),
    worlds=TEXTS,
    call="top_of_${text}",
    givens=(Given("text", "str", "the $thing; 0 to 30 small letters", "$text"),),
    returns="str",
    task=(
        "Find the letter that occurs most often in the $thing. When several letters share the "
        "first place, the one that comes "
        "first in the alphabet wins. A letter that occurs fewer than $least times cannot win."
    ),
    result="the winner followed by how often it occurs, such as `b4`",
    edges="If no letter can win, or the text is empty, the answer is `none`.",
    label="winner",
    oracle=_top,
    explain=lambda _, text, __: (
        "the counts are "
        + (", ".join(f"{c}: {text.count(c)}" for c in sorted(set(text))) or "all zero")
    ),
    references={
        "python": """
            counts = {}
            for letter in $text:
                counts[letter] = counts.get(letter, 0) + 1
            best = ""
            most = $least - 1
            for letter in sorted(counts):
                if counts[letter] > most:
                    best = letter
                    most = counts[letter]
            if best == "":
                return "none"
            return best + str(most)
        """,
        "java": """
            Map<Character, Integer> counts = new TreeMap<>();
            for (char letter : $text.toCharArray()) {
                counts.put(letter, counts.getOrDefault(letter, 0) + 1);
            }
            String best = "";
            int most = $least - 1;
            for (Map.Entry<Character, Integer> entry : counts.entrySet()) {
                if (entry.getValue() > most) {
                    best = String.valueOf(entry.getKey());
                    most = entry.getValue();
                }
            }
            return best.isEmpty() ? "none" : best + most;
        """,
        "cpp": """
            std::map<char, int> counts;
            for (char letter : $text) {
                counts[letter]++;
            }
            std::string best;
            int most = $least - 1;
            for (const auto& entry : counts) {
                if (entry.second > most) {
                    best = entry.first;
                    most = entry.second;
                }
            }
            return best.empty() ? "none" : best + std::to_string(most);
        """,
    },
    inputs=_inputs,
    goals=(
        "count every letter in a map",
        "go through the letters in alphabetical order",
        "keep a letter only when it beats the best so far",
        "answer none when nobody is frequent enough",
    ),
    pitfalls=(
        Pitfall(
            "of equally frequent letters, the one that comes first in the text wins",
            lambda v, text: next(
                (
                    f"{c}{text.count(c)}"
                    for c in text
                    if text.count(c) == max(map(text.count, text)) >= v["least"]
                ),
                "none",
            ),
        ),
        Pitfall(
            "a letter that is just frequent enough is refused",
            lambda v, text: _top({"least": v["least"] + 1}, text),
        ),
    ),
    variant=_variant,
)

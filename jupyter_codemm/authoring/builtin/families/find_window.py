"""Find the shortest stretch of a text that holds several different letters."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import some_text
from jupyter_codemm.authoring.builtin.worlds.texts import TEXTS
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {"kinds": rng.choice([3, 4])}


def _window(v: Variant, text: str) -> list[int]:
    for size in range(v["kinds"], len(text) + 1):
        for start in range(len(text) - size + 1):
            if len(set(text[start : start + size])) >= v["kinds"]:
                return [start, size]
    return [-1, 0]


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    letters = "abcde"[: v["kinds"] + 1]
    for category, text in some_text(rng, letters):
        yield category, (text,)
    for _ in range(8):
        yield (
            "adversarial",
            ("".join(c * rng.randint(1, 3) for c in rng.sample(letters, len(letters))),),
        )
        yield "duplicates", ("".join(rng.choice(letters) * rng.randint(1, 4) for _ in range(7)),)
    yield "boundary", (letters[: v["kinds"]],)
    yield "boundary", (letters[: v["kinds"] - 1] * 3,)


def _eager(v: Variant, text: str) -> list[int]:
    for end in range(len(text) + 1):
        for start in range(end - v["kinds"], -1, -1):
            if len(set(text[start:end])) >= v["kinds"]:
                return [start, end - start]
    return [-1, 0]


FAMILY = FunctionFamily(
    name="find_window",
    title="The shortest colourful stretch",
    topics=frozenset({"strings", "searching", "loops", "sets", "conditionals"}),
    difficulties=frozenset({"hard"}),
    worlds=TEXTS,
    call="stretch_in_${text}",
    givens=(Given("text", "str", "the $thing; 0 to 30 small letters", "$text"),),
    returns="list[int]",
    task=(
        "A stretch is a run of neighbouring letters. It is colourful when it holds at least "
        "$kinds different letters. "
        "Search for the shortest colourful stretch of the $thing. When several are equally short,"
        " take the one that "
        "starts first. A set can tell you how many different letters there are."
    ),
    result="two numbers: the position where the stretch starts, counted from 0, and its length",
    edges="If no stretch is colourful, the answer is -1 and 0.",
    label="stretch",
    oracle=_window,
    explain=lambda _, text, result: (
        f"the stretch is `{text[result[0] : sum(result)]}`"
        if result[1]
        else "there are too few different letters"
    ),
    references={
        "python": """
            best_start = -1
            best_size = 0
            for start in range(len($text)):
                seen = set()
                for end in range(start, len($text)):
                    seen.add($text[end])
                    size = end - start + 1
                    if len(seen) == $kinds:
                        if best_size == 0 or size < best_size:
                            best_start = start
                            best_size = size
                        break
            return [best_start, best_size]
        """,
        "java": """
            int bestStart = -1;
            int bestSize = 0;
            for (int start = 0; start < $text.length(); start++) {
                Set<Character> seen = new HashSet<>();
                for (int end = start; end < $text.length(); end++) {
                    seen.add($text.charAt(end));
                    int size = end - start + 1;
                    if (seen.size() == $kinds) {
                        if (bestSize == 0 || size < bestSize) {
                            bestStart = start;
                            bestSize = size;
                        }
                        break;
                    }
                }
            }
            return List.of(bestStart, bestSize);
        """,
        "cpp": """
            int best_start = -1;
            int best_size = 0;
            for (size_t start = 0; start < $text.size(); start++) {
                std::set<char> seen;
                for (size_t end = start; end < $text.size(); end++) {
                    seen.insert($text[end]);
                    int size = static_cast<int>(end - start + 1);
                    if (seen.size() == $kinds) {
                        if (best_size == 0 || size < best_size) {
                            best_start = static_cast<int>(start);
                            best_size = size;
                        }
                        break;
                    }
                }
            }
            return {best_start, best_size};
        """,
    },
    inputs=_inputs,
    goals=(
        "try every start",
        "from there, collect letters in a set until there are enough kinds",
        "keep the stretch when it is shorter than the best one",
        "answer with start and length",
    ),
    pitfalls=(
        Pitfall("the first colourful stretch is taken even if a later one is shorter", _eager),
        Pitfall(
            "of equally short ones the last is taken",
            lambda v, text: next(
                (
                    [s, size]
                    for size in range(v["kinds"], len(text) + 1)
                    for s in range(len(text) - size, -1, -1)
                    if len(set(text[s : s + size])) >= v["kinds"]
                ),
                [-1, 0],
            ),
        ),
    ),
    variant=_variant,
)

"""Find the place of the k-th match of a pattern with a gap."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import some_text
from jupyter_codemm.authoring.builtin.worlds.texts import TEXTS
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {"gap": rng.choice([1, 2])}


def _places(v: Variant, text: str, mark: str) -> list[int]:
    gap, found, at = v["gap"], [], 0
    while at + gap + 1 < len(text):
        if text[at] == mark == text[at + gap + 1]:
            found.append(at)
            at += gap + 1
        at += 1
    return found


def _wanted(v: Variant, text: str, mark: str, wanted: int) -> int:
    found = _places(v, text, mark)
    return found[wanted - 1] if wanted <= len(found) else -1


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    for category, text in some_text(rng, "aab", longest=24):
        yield category, (text, "a", rng.randint(1, 2))
    step = v["gap"] + 1
    for wanted in (1, 2, 3):
        yield "adversarial", ("a" * (step * 4 + 1), "a", wanted)
        yield "boundary", ("a" + "b" * v["gap"] + "a", "a", wanted)
        yield "boundary", ("b" * v["gap"] + "ab" + "a" * 3, "a", wanted)
        yield "large", ("ab" * 12, rng.choice("ab"), wanted)


FAMILY = FunctionFamily(
    name="find_pairs",
    title="The pair that counts",
    topics=frozenset({"strings", "searching", "loops", "conditionals", "variables"}),
    difficulties=frozenset({"medium"}),
    worlds=TEXTS,
    call="pair_in_${text}",
    givens=(
        Given("text", "str", "the $thing; 0 to 30 small letters", "$text"),
        Given("mark", "str", "the letter that is looked for; one small letter"),
        Given("wanted", "int", "which pair is wanted, from 1 to 9"),
    ),
    returns="int",
    task=(
        "A pair consists of two letters `$mark` with exactly $gap other places between them. It "
        "does not matter what stands "
        "there. Look for pairs from left to right. Once a pair is found, go on right after its "
        "second letter, so that no two pairs overlap. "
        "Stop at pair number `$wanted`."
    ),
    result="the position of the first letter of that pair, where positions start at 0",
    edges="If there are fewer pairs than that, the answer is -1.",
    label="position",
    oracle=_wanted,
    explain=lambda v, text, mark, _wanted, _: (
        "the pairs start at " + (", ".join(str(p) for p in _places(v, text, mark)) or "no position")
    ),
    references={
        "python": """
            found = 0
            place = 0
            while place + $gap + 1 < len($text):
                if $text[place] == $mark and $text[place + $gap + 1] == $mark:
                    found += 1
                    if found == $wanted:
                        return place
                    place += $gap + 1
                place += 1
            return -1
        """,
        "java": """
            int found = 0;
            char wish = $mark.charAt(0);
            int place = 0;
            while (place + $gap + 1 < $text.length()) {
                if ($text.charAt(place) == wish && $text.charAt(place + $gap + 1) == wish) {
                    found++;
                    if (found == $wanted) {
                        return place;
                    }
                    place += $gap + 1;
                }
                place++;
            }
            return -1;
        """,
        "cpp": """
            int found = 0;
            size_t place = 0;
            while (place + $gap + 1 < $text.size()) {
                if ($text[place] == $mark[0] && $text[place + $gap + 1] == $mark[0]) {
                    found++;
                    if (found == $wanted) {
                        return static_cast<int>(place);
                    }
                    place += $gap + 1;
                }
                place++;
            }
            return -1;
        """,
    },
    inputs=_inputs,
    goals=(
        "walk over the places that leave room for a pair",
        "compare both ends of the pair",
        "count it, and stop when it is the wanted one",
        "otherwise jump behind the pair",
    ),
    pitfalls=(
        Pitfall(
            "pairs may overlap",
            lambda v, text, mark, wanted: (
                [
                    i
                    for i in range(len(text) - v["gap"] - 1)
                    if text[i] == mark == text[i + v["gap"] + 1]
                ]
                + [-1] * 9
            )[wanted - 1],
        ),
        Pitfall(
            "a pair at the very end is missed",
            lambda v, text, mark, wanted: _wanted(v, text[:-1], mark, wanted),
        ),
    ),
    variant=_variant,
)

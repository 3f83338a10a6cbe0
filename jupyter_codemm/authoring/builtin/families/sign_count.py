"""Walk along a text with a function that calls itself, until a certain letter is met."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import some_text
from jupyter_codemm.authoring.builtin.worlds.texts import TEXTS
from jupyter_codemm.contracts.base import Difficulty

# From which end the walk starts: in words, and the first letter and the rest in each language.
_WAYS = {
    "left": (
        "from left to right",
        {
            "python_letter": "text[0]",
            "python_rest": "text[1:]",
            "java_letter": "text.charAt(0)",
            "java_rest": "text.substring(1)",
            "cpp_letter": "text.front()",
            "cpp_rest": "text.substr(1)",
        },
    ),
    "right": (
        "backwards, from the last letter to the first",
        {
            "python_letter": "text[-1]",
            "python_rest": "text[:-1]",
            "java_letter": "text.charAt(text.length() - 1)",
            "java_rest": "text.substring(0, text.length() - 1)",
            "cpp_letter": "text.back()",
            "cpp_rest": "text.substr(0, text.size() - 1)",
        },
    ),
}


def _variant(rng: Random, _: Difficulty) -> Variant:
    way = rng.choice(list(_WAYS))
    good, other, stop, idle = rng.sample("abcdefgh", 4)
    worth = rng.choice([1, 2, 3, 5])
    change = rng.choice([-4, -3, -2, -1, 4])
    told, codes = _WAYS[way]
    return {
        "way": way,
        "way_told": told,
        "good": good,
        "other": other,
        "stop": stop,
        "idle": idle,
        "worth": worth,
        "change": change,
        "change_told": f"takes {-change} away" if change < 0 else f"adds {change}",
        "signed": f"- {-change}" if change < 0 else f"+ {change}",
        "below": " The result may be below 0." if change < 0 else "",
        **codes,
    }


def _met(v: Variant, text: str) -> str:
    """Return the letters that the walk meets before it ends."""
    walked = text if v["way"] == "left" else text[::-1]
    return str(walked.split(v["stop"])[0])


def _score(v: Variant, text: str) -> int:
    met = _met(v, text)
    return int(met.count(v["good"]) * v["worth"] + met.count(v["other"]) * v["change"])


def _to_the_idle(v: Variant, text: str) -> str:
    """Return what is walked when any letter that is worth nothing ends the walk."""
    met = text if v["way"] == "left" else text[::-1]
    worth = (v["good"], v["other"])
    end = next((at for at, letter in enumerate(met) if letter not in worth), len(met))
    return met[:end] if v["way"] == "left" else met[:end][::-1]


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    good, other, stop, idle = v["good"], v["other"], v["stop"], v["idle"]
    for category, text in some_text(rng, good * 3 + other * 2 + idle * 2 + stop, longest=24):
        yield category, (text,)
    for _ in range(8):
        near = [rng.choice([good, other, good, idle]) for _ in range(rng.randint(3, 5))]
        far = [rng.choice([good, other, good, idle]) for _ in range(rng.randint(2, 4))]
        yield "typical", ("".join([*near, stop, *far]),)
        yield "boundary", (rng.choice(near) + stop + rng.choice(far) + good,)
    for _ in range(3):
        yield "adversarial", (idle + good * rng.randint(1, 4) + idle + other,)
    yield "boundary", (stop + good + other,)
    yield "boundary", (good + other + stop,)


def _explained(v: Variant, text: str, _: int) -> str:
    met = _met(v, text)
    if not met:
        return "the walk ends before any letter counts"
    return f"the walk meets {', '.join(met)}" + (
        " before it ends" if v["stop"] in text else " and then the text is over"
    )


FAMILY = FunctionFamily(
    name="sign_count",
    title="The walk along the letters",
    topics=frozenset({"recursion", "strings", "conditionals"}),
    difficulties=frozenset({"easy"}),
    worlds=TEXTS,
    call="points_of_${thing}",
    givens=(Given("text", "str", "the $thing; 0 to 24 small letters"),),
    returns="int",
    task=(
        (
            "You walk along the $thing $way_told, with 0 points at the start. Each `$good` adds "
            "$worth. Each `$other` $change_told. The first `$stop` that you meet ends the walk, "
            "and nothing behind it counts any more. Other letters are worth nothing. No loop is "
            "needed: let a function look at one letter only, and call itself for the letters that"
            " are left."
        ),
        (
            "Letters bring points. Each `$good` adds $worth, each `$other` $change_told, and the "
            "rest bring nothing. The $thing is read $way_told. As soon as the letter `$stop` is "
            "read, it is over, whatever comes next. Write it as recursion: a function judges a "
            "single letter, and a call of itself does the same for all the others."
        ),
        (
            "Find out how many points the $thing is worth. Go through it $way_told. Each `$good` "
            "on the way adds $worth to the points, and each `$other` $change_told. Skip all other"
            " letters, but go no further than to the first `$stop`. Do not use a loop. Use a "
            "function that deals with one letter and asks itself about what remains of the text."
        ),
    ),
    result="the number of points",
    edges=(
        "The letter `$stop` brings no points itself. A text without letters brings 0 points.$below"
    ),
    label="points",
    oracle=_score,
    explain=_explained,
    references={
        "python": """
            if len(text) == 0 or $python_letter == "$stop":
                return 0
            points = $name($python_rest)
            if $python_letter == "$good":
                return points + $worth
            if $python_letter == "$other":
                return points $signed
            return points
        """,
        "java": """
            if (text.isEmpty() || $java_letter == '$stop') {
                return 0;
            }
            int points = $name($java_rest);
            if ($java_letter == '$good') {
                return points + $worth;
            }
            if ($java_letter == '$other') {
                return points $signed;
            }
            return points;
        """,
        "cpp": """
            if (text.empty() || $cpp_letter == '$stop') {
                return 0;
            }
            int points = $name($cpp_rest);
            if ($cpp_letter == '$good') {
                return points + $worth;
            }
            if ($cpp_letter == '$other') {
                return points $signed;
            }
            return points;
        """,
    },
    inputs=_inputs,
    goals=(
        "answer the empty text and the end of the walk at once",
        "take one letter from the end where the walk begins",
        "call the function for the letters that are left",
        "add what the one letter is worth",
    ),
    pitfalls=(
        Pitfall(
            "the walk goes on behind the letter that should end it",
            lambda v, text: _score({**v, "stop": "."}, text),
        ),
        Pitfall(
            "the walk starts at the wrong end",
            lambda v, text: _score(v, text[::-1]),
        ),
        Pitfall(
            "a letter that is worth nothing ends the walk as well",
            lambda v, text: _score(v, _to_the_idle(v, text)),
        ),
    ),
    variant=_variant,
)

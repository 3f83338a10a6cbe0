"""Weigh and add up the digits of a code that holds other signs too."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.worlds.codes import CODES
from jupyter_codemm.contracts.base import Difficulty

_LETTERS = "abxz"
_FACTORS = {
    "change": (
        "The factors are {a} and {b} in turns: {a} for the first digit, {b} for the second one, "
        "{a} for the third one, and so on."
    ),
    "grow": "The factor of the first digit is {a}. With each further digit it grows by {b}.",
}
_DASHES = {
    "skip": "Letters and dashes are passed over.",
    "anew": "Letters are passed over. A dash starts anew, so the next digit is like a first one.",
    "fixed": "Letters are passed over. A dash adds {c} to the sum.",
}
_ENDS = {
    "sum": ("the whole sum", "total"),
    "rest": ("what remains when the sum is divided by {m}", "total % {m}"),
    "gap": (
        "what is missing from the sum to the next multiple of {m}, or 0 if the sum is a multiple",
        "({m} - total % {m}) % {m}",
    ),
}


def _variant(rng: Random, _: Difficulty) -> Variant:
    factors = rng.choice(list(_FACTORS))
    dash = rng.choice(list(_DASHES))
    end = rng.choice(list(_ENDS))
    a, b = rng.choice([(1, 3), (3, 1), (1, 2), (2, 1), (2, 5), (4, 1)])
    if factors == "grow":
        a, b = rng.choice([(1, 1), (2, 1), (1, 2), (3, 2), (5, 1)])
    c, m = rng.choice([3, 5, 8]), rng.choice([7, 9, 10, 11])
    told, result = _ENDS[end]
    python_dash, brace_dash = "", ""
    if dash != "skip":
        does = f"factor = {a}" if dash == "anew" else f"total += {c}"
        python_dash = f'\n    elif sign == "-":\n        {does}'
        brace_dash = f" else if (sign == '-') {{\n        {does};\n    }}"
    return {
        "factors": factors,
        "dash": dash,
        "end": end,
        "a": a,
        "b": b,
        "c": c,
        "m": m,
        "digits_told": _FACTORS[factors].format(a=a, b=b),
        "dash_told": _DASHES[dash].format(c=c),
        "end_told": told.format(m=m),
        "next": f"{a + b} - factor" if factors == "change" else f"factor + {b}",
        "result": result.format(m=m),
        "python_dash": python_dash,
        "brace_dash": brace_dash,
    }


def _total(v: Variant, code: str) -> int:
    total, factor = 0, v["a"]
    for sign in code:
        if sign in "0123456789":
            total += int(sign) * factor
            factor = v["a"] + v["b"] - factor if v["factors"] == "change" else factor + v["b"]
        elif sign == "-" and v["dash"] == "anew":
            factor = v["a"]
        elif sign == "-" and v["dash"] == "fixed":
            total += v["c"]
    return total


def _figure(v: Variant, code: str) -> int:
    total = _total(v, code)
    if v["end"] == "sum":
        return total
    return int(total % v["m"] if v["end"] == "rest" else -total % v["m"])


def _by_place(v: Variant, code: str) -> int:
    """Answer as if the letters were digits too, namely zeros."""
    return _figure(v, "".join("0" if sign in _LETTERS else sign for sign in code))


def _inputs(rng: Random, _v: Variant) -> Iterator[Drawn]:
    yield "minimal", ("",)
    yield "minimal", (rng.choice(_LETTERS),)
    for digit in rng.sample("123456789", 3):
        yield "single", (digit,)
        yield "single", (rng.choice(_LETTERS) + digit,)
    for _ in range(12):
        yield "typical", (_code(rng, rng.randint(5, 9)),)
    for _ in range(6):
        yield "boundary", (_digits(rng, 1) + "-" + _digits(rng, 2),)
        yield "boundary", ("-" + _digits(rng, 1) + rng.choice(_LETTERS) + _digits(rng, 1) + "-",)
        yield "adversarial", (_digits(rng, 2) + rng.choice(_LETTERS) * 2 + _digits(rng, 2),)
    for _ in range(4):
        yield "duplicates", (rng.choice("123456789") * 3 + "-" + rng.choice(_LETTERS) + "09",)
        yield "large", (_code(rng, rng.randint(14, 20)),)
    yield "adversarial", ("0-0",)
    yield "adversarial", ("--" + rng.choice(_LETTERS),)


def _code(rng: Random, count: int) -> str:
    """Return a code with a digit, a letter and a dash at least."""
    signs = [*_digits(rng, 2), rng.choice(_LETTERS), "-"]
    signs += [rng.choice("0123456789" + _LETTERS * 2 + "-") for _ in range(count - len(signs))]
    rng.shuffle(signs)
    return "".join(signs)


def _digits(rng: Random, count: int) -> str:
    return "".join(rng.choice("123456789") for _ in range(count))


def _explained(v: Variant, code: str, _: int) -> str:
    digits = [sign for sign in code if sign.isdigit()]
    if not digits:
        return f"there is no digit in the code, and the sum is {_total(v, code)}"
    return f"the digits are {', '.join(digits)} and the sum is {_total(v, code)}"


FAMILY = FunctionFamily(
    name="code_digits",
    title="The digits of a code",
    topics=frozenset({"strings", "arithmetic", "loops", "conditionals", "variables"}),
    difficulties=frozenset({"easy"}),
    worlds=CODES,
    call="${figure}_of_${thing}",
    givens=(
        Given(
            "code",
            "str",
            "the code on the $thing; 0 to 20 signs, each a digit, a small letter or a dash `-`",
        ),
    ),
    returns="int",
    task=(
        (
            "The $figure of a $thing is found from left to right in its code. Each digit is "
            "multiplied by a factor and then added to a sum. $digits_told $dash_told The $figure "
            "is $end_told."
        ),
        (
            "Read the code of a $thing sign by sign, and start with a sum of 0. Every digit goes "
            "into the sum, but first it is multiplied by a factor. $digits_told $dash_told In the"
            " end, the $figure is $end_told."
        ),
        (
            "In the code of a $thing only some signs are of use. $dash_told Now to the digits, "
            "from left to right: add them up, each with its own factor. $digits_told The $figure "
            "is $end_told."
        ),
    ),
    result="the $figure of the $thing",
    edges=(
        "A code without any digit is handled in the same way: its sum starts at 0, too. An empty "
        "code gives 0."
    ),
    label="$figure",
    oracle=_figure,
    explain=_explained,
    references={
        "python": """
            total = 0
            factor = $a
            for sign in $code:
                if sign.isdigit():
                    total += int(sign) * factor
                    factor = $next$python_dash
            return $result
        """,
        "java": """
            int total = 0;
            int factor = $a;
            for (char sign : $code.toCharArray()) {
                if (Character.isDigit(sign)) {
                    total += (sign - '0') * factor;
                    factor = $next;
                }$brace_dash
            }
            return $result;
        """,
        "cpp": """
            int total = 0;
            int factor = $a;
            for (char sign : $code) {
                if (std::isdigit(sign)) {
                    total += (sign - '0') * factor;
                    factor = $next;
                }$brace_dash
            }
            return $result;
        """,
    },
    inputs=_inputs,
    goals=(
        "start with a sum of zero and the first factor",
        "look at each sign, and find out whether it is a digit",
        "turn the digit into a number and add it with its factor",
        "change the factor only where the rule says so",
    ),
    pitfalls=(
        Pitfall("a letter changes the factor as if it were a digit", _by_place),
        Pitfall("the code is read from right to left", lambda v, code: _figure(v, code[::-1])),
        Pitfall(
            "every digit gets the first factor",
            lambda v, code: _figure({**v, "factors": "grow", "b": 0}, code),
        ),
    ),
    variant=_variant,
)

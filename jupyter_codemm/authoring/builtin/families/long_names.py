"""Build a new list from the names that fit a rule on their length and one letter.

The file is long because three references, and the pieces that vary in them, are data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import WORDS, some_words
from jupyter_codemm.authoring.builtin.worlds.names import NAMED
from jupyter_codemm.contracts.base import Difficulty

_SIZES: dict[str, tuple[str, Callable[[int, int], bool]]] = {
    ">": ("more than {}", lambda size, border: size > border),
    ">=": ("at least {}", lambda size, border: size >= border),
    "<": ("fewer than {}", lambda size, border: size < border),
    "<=": ("at most {}", lambda size, border: size <= border),
}
_SLIPS = {"and": "taken as one that fits", "or": "not taken as one that fits"}
_NEAR = {">": ">=", ">=": ">", "<": "<=", "<=": "<"}
_PLACES: dict[str, tuple[Callable[[str, str], bool], dict[str, str]]] = {
    "begins with": (
        lambda name, letter: name[0] == letter,
        {
            "python": 'name[0] == "{}"',
            "java": "name.charAt(0) == '{}'",
            "cpp": "name.front() == '{}'",
        },
    ),
    "ends with": (
        lambda name, letter: name[-1] == letter,
        {
            "python": 'name[-1] == "{}"',
            "java": "name.charAt(name.length() - 1) == '{}'",
            "cpp": "name.back() == '{}'",
        },
    ),
}
_KEPT = ("goes into the new list as it is", "name", "name", "name")
_STARRED = ("goes in with the sign `*` behind it", 'name + "*"', 'name + "*"', 'name + "*"')
_CUT = (
    "goes in cut down to its first {} letters",
    "name[:{}]",
    "name.substring(0, {})",
    "name.substr(0, {})",
)
_DONE = (
    (_KEPT, "is left out"),
    (_KEPT, "is replaced by the text `-`"),
    (_STARRED, "goes in unchanged"),
    (_CUT, "goes in unchanged"),
    (_CUT, "is left out"),
)
_ELSE = {
    "is left out": ("", "", ""),
    "is replaced by the text `-`": ('"-"', '"-"', '"-"'),
    "goes in unchanged": ("name", "name", "name"),
}
_LETTERS = {"begins with": "bcfglmops", "ends with": "delnrty"}
_BORDERS = (4, 5, 6)
_FEWEST = 4
_MOST = 55


def _fits(v: Variant, name: str) -> bool:
    long = _SIZES[v["sign"]][1](len(name), v["border"])
    right = _PLACES[v["place"]][0](name, v["letter"]) if v["place"] else v["letter"] in name
    return (long and right) if v["join"] == "and" else (long or right)


def _is_telling(rule: Variant) -> bool:
    """Return whether some of our words fit, but not most, and the letter is met at the border."""
    right = {len(word) for word in WORDS if _PLACES[rule["place"]][0](word, rule["letter"])}
    fit = sum(_fits(rule, word) for word in WORDS)
    return _FEWEST <= fit <= _MOST and {rule["border"], rule["border"] + 1} <= right


_ALL: tuple[Variant, ...] = tuple(
    {"place": place, "letter": letter, "border": border, "sign": sign, "join": join}
    for place, letters in _LETTERS.items()
    for letter, border, sign, join in product(letters, _BORDERS, _SIZES, ("and", "or"))
)
_RULES = {
    join: [rule for rule in rules if rule["join"] == join]
    for rules in [[rule for rule in _ALL if _is_telling(rule)]]
    for join in ("and", "or")
}


def _variant(rng: Random, _: Difficulty) -> Variant:
    join = rng.choice(["and", "or"])
    rule = rng.choice(_RULES[join])
    place = rule["place"]
    (put, *puts), other = rng.choice(_DONE)
    cut = rng.choice([2, 3])
    python, java, cpp = (text.format(cut) for text in puts)
    other_python, other_java, other_cpp = _ELSE[other]
    tests = {name: text.format(rule["letter"]) for name, text in _PLACES[place][1].items()}
    return {
        **rule,
        "does": place.replace("s ", " "),
        "letters": _SIZES[rule["sign"]][0].format(rule["border"]),
        "both": "Both must be true" if join == "and" else "One of the two is enough",
        "operator": "&&" if join == "and" else "||",
        "slip": f"a name that keeps only one of the two rules is {_SLIPS[join]}",
        "put": put.format(cut),
        "other": other,
        "cut": cut,
        "python_test": tests["python"],
        "java_test": tests["java"],
        "cpp_test": tests["cpp"],
        "python_put": python,
        "java_put": java,
        "cpp_put": cpp,
        "python_else": other_python and f"\n    else:\n        chosen.append({other_python})",
        "java_else": other_java and f" else {{\n        chosen.add({other_java});\n    }}",
        "cpp_else": other_cpp and f" else {{\n        chosen.push_back({other_cpp});\n    }}",
    }


def _built(v: Variant, names: list[str]) -> list[str]:
    rest = {"is left out": [], "is replaced by the text `-`": ["-"]}.get(v["other"])
    tail = "*" if "`*`" in v["put"] else ""
    end = v["cut"] if "cut down" in v["put"] else None
    built: list[str] = []
    for name in names:
        if _fits(v, name):
            built.append(name[:end] + tail)
        else:
            built += [name] if rest is None else rest
    return built


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    right = [word for word in WORDS if _PLACES[v["place"]][0](word, v["letter"])]
    edge = [word for word in WORDS if len(word) == v["border"]]
    fit = [word for word in WORDS if _fits(v, word)]
    unfit = [word for word in WORDS if word not in fit]
    for category, names in some_words(rng, longest=12):
        if category == "typical":
            names.extend([rng.choice(fit), rng.choice(unfit)])
            rng.shuffle(names)
        yield category, (names,)
    for _ in range(9):
        mixed = rng.sample(right, 2) + rng.sample(fit, 2) + rng.sample(unfit, rng.randint(1, 3))
        yield "typical", (rng.sample(mixed, len(mixed)),)
        on_edge = [word for word in right if word in edge]
        yield "boundary", ([rng.choice(on_edge), *rng.sample(edge, 2), rng.choice(right)],)
    for _ in range(3):
        yield "adversarial", (rng.sample(fit, 3),)
        yield "single", ([rng.choice(fit)],)


def _explained(v: Variant, names: list[str], _: list[str]) -> str:
    fit = list(dict.fromkeys(name for name in names if _fits(v, name)))
    if len(fit) > 1:
        return f"the names that fit are {', '.join(fit[:-1])} and {fit[-1]}"
    return f"only {fit[0]} fits" if fit else "no name fits"


FAMILY = FunctionFamily(
    name="long_names",
    title="Names that fit",
    topics=frozenset({"lists", "strings", "loops", "conditionals", "variables"}),
    difficulties=frozenset({"easy"}),
    worlds=NAMED,
    call="new_list_of_${things}",
    givens=(
        Given(
            "names",
            "list[str]",
            "the name of each $thing; 0 to 20 names, each of 3 to 9 small letters",
            "$things",
        ),
    ),
    returns="list[str]",
    task=(
        (
            "Walk through the names in their order and build a new list. A name fits when it has "
            "$letters letters $join when it $place `$letter`. $both. A name that fits $put. Every "
            "other name $other."
        ),
        (
            "Two rules decide about a name. The first one asks for $letters letters. The second "
            "one asks that the name $place `$letter`. A name fits if it keeps the first rule $join "
            "the second. $both. From the names, taken one after the other, make a new list. What "
            "fits $put. What does not fit $other."
        ),
        (
            "Somebody wants the list of names in a new form. Look at one name after the other. "
            "Does it have $letters letters, $join does it $does `$letter`? $both. If so,"
            " the name $put. If not, it $other."
        ),
    ),
    result="the new list of names",
    edges=(
        "The order stays. A name that comes twice is treated twice, and an empty list gives an "
        "empty list."
    ),
    label="names",
    oracle=_built,
    explain=_explained,
    references={
        "python": """
            chosen = []
            for name in $names:
                size = len(name)
                if size $sign $border $join $python_test:
                    chosen.append($python_put)$python_else
            return chosen
        """,
        "java": """
            List<String> chosen = new ArrayList<>();
            for (String name : $names) {
                int size = name.length();
                if (size $sign $border $operator $java_test) {
                    chosen.add($java_put);
                }$java_else
            }
            return chosen;
        """,
        "cpp": """
            std::vector<std::string> chosen;
            for (const std::string& name : $names) {
                int size = static_cast<int>(name.size());
                if (size $sign $border $operator $cpp_test) {
                    chosen.push_back($cpp_put);
                }$cpp_else
            }
            return chosen;
        """,
    },
    inputs=_inputs,
    goals=(
        "start with a new, empty list",
        "look at each name, from the first to the last",
        "find out whether its length and its letter make it fit",
        "add to the new list what the rule says",
    ),
    pitfalls=(
        Pitfall(
            "a name of exactly $border letters is treated the wrong way",
            lambda v, names: _built({**v, "sign": _NEAR[v["sign"]]}, names),
        ),
        Pitfall(
            "$slip",
            lambda v, names: _built({**v, "join": {"and": "or", "or": "and"}[v["join"]]}, names),
        ),
        Pitfall(
            "the letter is looked for anywhere in the name",
            lambda v, names: _built({**v, "place": ""}, names),
        ),
    ),
    variant=_variant,
)

"""A value of every portable type goes through each language and comes back the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.problem import CallStep, CaseInput, NewStep, ValueComparator
from jupyter_codemm.contracts.signature import Signature
from jupyter_codemm.contracts.types import TypeNode, check_value, parse_type
from jupyter_codemm.judging.frames import decode_answers, encode_task, type_tree
from jupyter_codemm.judging.harness.files.codemm_wire import Writer, decode, native
from jupyter_codemm.judging.values import values_match
from tests.judging.problems import class_, observed

LANGUAGES = [
    "python",
    pytest.param("java", marks=pytest.mark.java),
    pytest.param("cpp", marks=pytest.mark.cpp),
]
TEXTS = [
    "",
    "plain",
    'quote " back \\ slash /',
    "tab\tnewline\nreturn\r",
    "é ñ 漢字 😀",
    "\x00\x7f",
]
VALUES = {
    "int": [0, -1, 2**31 - 1, -(2**31)],
    "long": [0, 2**63 - 1, -(2**63)],
    "bigint": [0, 2**63, -(2**64), 10**5000],
    "float": [0.0, -1.5, 0.1, 1e308, 5e-324, 3, "NaN", "Infinity", "-Infinity"],
    "bool": [True, False],
    "str": TEXTS,
    "list[int]": [[], [1], [3, 2, 1, 3]],
    "list[bool]": [[True, False, True]],
    "list[list[str]]": [[], [[]], [["a", ""], TEXTS]],
    "set[str]": [[], ["a", "b"]],
    "map[str, list[int]]": [[], [["a", [1]], ["", []]]],
    "map[int, bool]": [[[1, True], [-2, False]]],
    "tuple[int, str, float]": [[1, "x", 0.5]],
    "optional[int]": [None, 0, 7],
    "list[optional[str]]": [[None, "", "x"]],
    "record[name: str, scores: list[float]]": [{"name": "Ada", "scores": [1.5, 2]}],
    "any": [None, True, 1, 1.5, "x", [1, ["y", None]], {"k": [1]}],
}
ECHO = {
    "python": "class Thing:\n{methods}",
    "java": "import java.util.*;\npublic class Thing {{\n{methods}}}",
    "cpp": "class Thing {{ public:\n{methods}}};",
}
METHOD = {
    "python": "    def {name}(self, x):\n        return x\n",
    "java": "    {native} {name}({native} x) {{ return x; }}\n",
    "cpp": "    {native} {name}(const {native}& x) {{ return x; }}\n",
}
BATCH = 12


def supported(language: str) -> list[str]:
    signature = {t: Signature(name="f", returns=t) for t in VALUES}
    return [t for t in VALUES if FACTS[language].supports(signature[t]) is None]


def same(type_text: str, expected, got) -> bool:
    return values_match(ValueComparator(kind="approx"), parse_type(type_text), expected, got)


def echo(language: str, names: dict[str, str]) -> str:
    facts = FACTS[language]
    methods = "".join(
        METHOD[language].format(name=name, native=facts.native(parse_type(t)))
        for name, t in names.items()
    )
    return ECHO[language].format(methods=methods)


def calls_of(steps: list[CallStep]) -> list[CaseInput]:
    """Return inputs of at most fifty steps that make all calls."""
    return [
        CaseInput(steps=(NewStep(new="o"), *steps[i : i + 40])) for i in range(0, len(steps), 40)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("half", [0, 1])
def test_values_come_back_unchanged(language, half):
    types = supported(language)[half * BATCH : (half + 1) * BATCH]
    names = {f"m{i}": t for i, t in enumerate(types)}
    methods = {name: (f"x: {t}", t) for name, t in names.items()}
    problem = class_(language, methods, ({"steps": [{"new": "o"}]}, {"value": [None]}))
    calls = [(name, t, v) for name, t in names.items() for v in VALUES[t]]
    inputs = calls_of([CallStep(call=f"o.{name}", args=(v,)) for name, _, v in calls])
    seen = observed(problem, echo(language, names), inputs)
    assert seen.compiled, seen.compile_output
    got = [value for item in seen.items for value in item.got.value[1:]]
    wrong = [(t, v, g) for (_, t, v), g in zip(calls, got, strict=True) if not same(t, v, g)]
    assert not wrong


SCALARS = {
    "int": st.integers(-(2**31), 2**31 - 1),
    "bigint": st.integers(),
    "float": st.floats(allow_nan=False, allow_infinity=False) | st.just("Infinity"),
    "bool": st.booleans(),
    "str": st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
}
KEYS = st.sampled_from(["int", "str", "bool"])


def deeper(types):
    return st.one_of(
        *(st.builds(lambda a, n=name: f"{n}[{a}]", types) for name in ("list", "optional")),
        st.builds("map[{}, {}]".format, KEYS, types),
        st.builds("tuple[{}, {}]".format, types, types),
        st.builds("record[a: {}, b: {}]".format, types, types),
    )


TYPES = st.recursive(st.sampled_from(sorted(SCALARS)), deeper, max_leaves=4)


def values_of(node: TypeNode) -> st.SearchStrategy:
    inner = [values_of(arg) for arg in node.args]
    match node.name:
        case "list":
            return st.lists(inner[0], max_size=3)
        case "optional":
            return st.none() | inner[0]
        case "map":
            return st.lists(st.tuples(*inner).map(list), max_size=3, unique_by=lambda p: p[0])
        case "tuple":
            return st.tuples(*inner).map(list)
        case "record":
            return st.fixed_dictionaries(dict(zip(node.fields, inner, strict=True)))
        case _:
            return SCALARS[node.name]


@given(st.data())
def test_the_python_wire_keeps_every_value(data):
    node = parse_type(data.draw(TYPES))
    value = data.draw(values_of(node))
    check_value(node, value)
    given_value = CaseInput(args=(value,))
    task = decode(encode_task({}, [given_value], batch=False, cap=1).decode())
    tree = type_tree(node)
    writer = Writer(1 << 20)
    writer.value(tree, native(tree, task["items"][0]["args"][0]))
    line = f'{{"item":0,"value":{"".join(writer.parts)}}}\n'
    (answer,) = decode_answers(line.encode())
    assert same(str(node), value, answer.value)

"""The grammar of portable types, and which values belong to them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_codemm.contracts.types import (
    MAP_KEYS,
    MAX_DEPTH,
    NON_FINITE,
    SCALARS,
    TypeNode,
    check_value,
    parse_type,
)

VALUE_SCALARS = [name for name in SCALARS if name != "void"]
NAMES = st.from_regex(r"[a-z_][a-z0-9_]{0,5}", fullmatch=True)


def _containers(inner):
    single = st.builds(
        lambda n, a: TypeNode(n, (a,)), st.sampled_from(["list", "set", "optional"]), inner
    )
    maps = st.builds(
        lambda k, v: TypeNode("map", (TypeNode(k), v)), st.sampled_from(MAP_KEYS), inner
    )
    tuples = st.builds(
        lambda a: TypeNode("tuple", tuple(a)), st.lists(inner, min_size=1, max_size=3)
    )
    records = st.builds(
        lambda f: TypeNode("record", tuple(f.values()), tuple(f)),
        st.dictionaries(NAMES, inner, min_size=1, max_size=3),
    )
    return single | maps | tuples | records


def _depth(node):
    return 1 + max((_depth(a) for a in node.args), default=0)


TYPES = st.recursive(
    st.sampled_from(VALUE_SCALARS).map(TypeNode), _containers, max_leaves=6
).filter(lambda n: _depth(n) <= MAX_DEPTH)


PLAIN_VALUES = {
    "int": st.integers(-(2**31), 2**31 - 1),
    "long": st.integers(-(2**63), 2**63 - 1),
    "bigint": st.integers(),
    "float": st.floats(allow_nan=False, allow_infinity=False) | st.sampled_from(NON_FINITE),
    "bool": st.booleans(),
    "str": st.text(max_size=5),
    "any": st.none() | st.integers() | st.lists(st.text(max_size=2), max_size=2),
}
BUILT_VALUES = {
    "optional": lambda node, inner: st.none() | inner[0],
    "tuple": lambda node, inner: st.tuples(*inner).map(list),
    "map": lambda node, inner: st.lists(st.tuples(*inner).map(list), max_size=2),
    "record": lambda node, inner: st.fixed_dictionaries(dict(zip(node.fields, inner, strict=True))),
    "list": lambda node, inner: st.lists(inner[0], max_size=3),
    "set": lambda node, inner: st.lists(inner[0], max_size=3),
}


def values_of(node):
    if node.name in PLAIN_VALUES:
        return PLAIN_VALUES[node.name]
    return BUILT_VALUES[node.name](node, [values_of(a) for a in node.args])


@given(TYPES)
def test_what_is_written_is_read_back(node):
    assert parse_type(str(node)) == node


@given(TYPES, st.sampled_from(["", " ", "\t", "  "]))
def test_blanks_do_not_matter(node, blank):
    spread = "".join(f"{blank}{c}{blank}" if c in "[],:" else c for c in str(node))
    assert parse_type(spread) == node


@given(st.data(), TYPES)
def test_values_of_a_type_belong_to_it(data, node):
    check_value(node, data.draw(values_of(node)))


@given(st.text(max_size=60))
def test_any_text_is_a_type_or_a_value_error(text):
    try:
        node = parse_type(text)
    except ValueError:
        return
    assert parse_type(str(node)) == node


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "ends too early"),
        ("integer", "unknown type"),
        ("list", "needs type arguments"),
        ("list[int", "closing"),
        ("list[int]]", "unexpected"),
        ("list[int, int]", "takes 1"),
        ("map[float, int]", "map key"),
        ("map[int]", "takes 2"),
        ("record[a int]", "name: type"),
        ("record[a: int, a: int]", "repeat"),
        ("record[raises: str]", "stands for an exception"),
        ("list[void]", "void stands alone"),
        ("list[" * 7 + "int" + "]" * 7, "nested deeper"),
        ("list[" * 2000 + "int" + "]" * 2000, "a type of 12003 characters, at most 1000"),
        ("int$", "cannot read"),
        ("list[]", "unknown type"),
    ],
)
def test_bad_types_are_refused_in_words(text, complaint):
    with pytest.raises(ValueError, match=complaint):
        parse_type(text)


@pytest.mark.parametrize(
    ("type_text", "value", "path"),
    [
        ("int", 2**31, "v"),
        ("int", True, "v"),
        ("int", 1.0, "v"),
        ("int", "1", "v"),
        ("long", -(2**63) - 1, "v"),
        ("float", "nan", "v"),
        ("float", float("inf"), "v"),
        ("float", float("nan"), "v"),
        ("bool", 1, "v"),
        ("str", None, "v"),
        ("void", 0, "v"),
        ("list[int]", [1, "2"], r"v\.1"),
        ("list[int]", {"0": 1}, "v"),
        ("tuple[int, str]", [1], "v"),
        ("tuple[int, str]", [1, 2], r"v\.1"),
        ("map[str, int]", [["a", 1], ["b"]], r"v\.1"),
        ("map[str, int]", [[1, 1]], r"v\.0\.0"),
        ("map[str, int]", {"a": 1}, "v"),
        ("record[a: int]", {"b": 1}, "v"),
        ("record[a: int]", {"a": 1, "b": 1}, "v"),
        ("record[a: list[int]]", {"a": [None]}, r"v\.a\.0"),
        ("optional[int]", "x", "v"),
    ],
)
def test_a_value_of_another_type_is_refused_with_its_path(type_text, value, path):
    with pytest.raises(ValueError, match=rf"^{path}: "):
        check_value(parse_type(type_text), value, "v")

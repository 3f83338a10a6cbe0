from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_codemm.contracts.loose_json import read_loosely, read_object


@pytest.mark.parametrize(
    "text",
    [
        '{"a": [1, 2]}',
        '\n{"a": [1, 2]}\n',
        '```json\n{"a": [1, 2]}\n```',
        'Here you go:\n```\n{"a": [1, 2,],}\n```\nEnjoy!',
        'Sure. {"a": [1, 2]} Anything else?',
        '<think>a {brace} and "quotes</think>\n{"a": [1, 2]}',
        '{"a": [1, 2 , ] ,\n}',
    ],
)
def test_an_object_is_found_however_it_is_wrapped(text: str):
    assert read_object(text) == {"a": [1, 2]}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no",
        "[1]",
        '{"a": ',
        "{a: 1}",
        "}{",
        "[" * 100_000,
        '{"a":' * 100_000,
        '{"a": ' + "9" * 100_000 + "}",
        '"\\"' * 100_000,
        "```\n" * 50_000,
        "," * 300_000,
        "<think>" * 50_000,
    ],
)
def test_anything_else_is_none_and_soon(text: str):
    assert read_object(text) is None


@pytest.mark.parametrize("end", ["", "\\"])
@pytest.mark.parametrize(
    "again", ['\\"', "\\'", "'", "' ", '"', "\\", "{", "`", "```\n", " ", "9", "\n", ",", "/*"]
)
@pytest.mark.parametrize("start", ['{"a": 1, "b": "', '{"a": 1, "b": '])
def test_300_kb_of_anything_are_read_in_one_pass(start: str, again: str, end: str):
    # Where something was looked at once more from every quote, this took minutes.
    read_loosely(start + again * (300_000 // len(again)) + end)


def test_commas_inside_strings_stay():
    assert read_object('{"a": ",]", "b": "x,}",}') == {"a": ",]", "b": "x,}"}


def test_numbers_that_json_lacks_become_portable():
    assert read_object('{"a": [NaN, -Infinity]}') == {"a": ["NaN", "-Infinity"]}


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.lists(st.booleans())))
def test_clean_json_comes_back_as_it_is(value: dict[str, object]):
    assert read_object(json.dumps(value)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('\ufeff{"a": 1}', 1),
        ('\ufeff```json\r\n{"a": 1}\r\n```', 1),
        ("~~~\n{'a': 1}\n~~~", 1),
        ("{'a': 'it''s'}", "it''s"),
        ("{'a': 'it\\'s \"so\"'}", 'it\'s "so"'),
        ("{'a': 'x, y: {z}'}", "x, y: {z}"),
        ("{'a': [True, False, None]}", [True, False, None]),
        ('{"a": "True, None // no comment"} // a comment', "True, None // no comment"),
        ('{ /* first */ "a": 1, // the rest\n}', 1),
        ('{"a": "one\ntwo\tthree"}', "one\ntwo\tthree"),
        ('{"a": "it\\\'s \\d", }', "it's \\d"),
        ('Use {braces}. Here\'s yours: {"a": 1}', 1),
        ('{"a": 1} I hope {you} like it', 1),
        ('first ```\nnothing\n``` then ```json\n{"a": 1}\n```', 1),
        ("Here's it: {'a': \"don't\"}", "don't"),
    ],
)
def test_json_that_is_nearly_so_is_read(text: str, value: object):
    assert read_object(text) == {"a": value}


@pytest.mark.parametrize(
    "text",
    ["{'a': 'b', right' }", "{'a': 'b}", "{'a", "I can't. {It's a pity}", "{'a': b'c'}"],
)
def test_quotes_that_could_be_read_in_two_ways_are_not(text: str):
    assert read_object(text) is None


def test_a_huge_text_is_not_looked_at():
    assert read_object('{"a": "' + "x" * 400_000 + '"}') is None


@pytest.mark.parametrize(
    ("text", "value", "cut"),
    [
        ('{"a": 1, "b": "half a sen', {"a": 1}, "b"),
        ('{"a": 1, "b": 12', {"a": 1}, "b"),
        ('{"a": 1, "b": {"c": 1, "d": 2', {"a": 1}, "b"),
        ('{"a": 1, "b": [{"c": 1}, {"c": 2}, {"c"', {"a": 1, "b": [{"c": 1}, {"c": 2}]}, "b"),
        ('{"a": 1, "b": [[1, 2], [3, ', {"a": 1, "b": [[1, 2]]}, "b"),
        ('{"a": 1, "b": [', {"a": 1, "b": []}, "b"),
        ('{"a": 1, "b": [1, 2]', {"a": 1}, "b"),
        ('```json\n{"a": "},]", "b": [1', {"a": "},]", "b": []}, "b"),
        ('{"a": 1, "b', {"a": 1}, ""),
        ("{'a': 1, 'b': 'ha", {"a": 1}, "b"),
        ('{"a": 1, "b": "half, a {sen', {"a": 1}, "b"),
    ],
)
def test_of_a_reply_that_stops_only_what_is_whole_is_kept(text: str, value: object, cut: str):
    found = read_loosely(text)
    assert found is not None
    assert (found.value, found.cut) == (value, cut)
    assert read_object(text) is None


@given(
    st.dictionaries(
        st.text("ab", min_size=1), st.lists(st.integers() | st.text("x,:[]{}\\\"'")), min_size=2
    ),
    st.integers(1, 400),
)
def test_what_is_kept_of_a_cut_reply_was_there(value: dict[str, list[object]], at: int):
    text = json.dumps(value)
    found = read_loosely(text[: min(at, len(text) - 1)])
    if found is not None:
        for key, items in found.value.items():
            assert isinstance(items, list)
            assert items == value[key][: len(items)]
            assert key == found.cut or items == value[key]


@given(st.text("{}[]\"',:\\/ TrueNone\n`~1"))
def test_any_text_is_read_or_not_without_an_error(text: str):
    read_object(text)

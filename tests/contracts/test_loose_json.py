from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_codemm.contracts.loose_json import read_object


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


def test_commas_inside_strings_stay():
    assert read_object('{"a": ",]", "b": "x,}",}') == {"a": ",]", "b": "x,}"}


def test_numbers_that_json_lacks_become_portable():
    assert read_object('{"a": [NaN, -Infinity]}') == {"a": ["NaN", "-Infinity"]}


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.lists(st.booleans())))
def test_clean_json_comes_back_as_it_is(value: dict[str, object]):
    assert read_object(json.dumps(value)) == value

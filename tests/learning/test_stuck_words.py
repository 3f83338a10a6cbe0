"""Who says to be stuck."""

from __future__ import annotations

import time

import pytest

from jupyter_codemm.learning import says_stuck


@pytest.mark.parametrize(
    "text",
    [
        "I'm stuck",
        "I\u2019m stuck on test 3",
        "i am totally lost here",
        "I don't understand recursion",
        "stuck with the loop",
        "I have no idea what to do",
        "I can't figure it out",
        "i give up",
        "No entiendo los bucles",
        "Estoy atascada",
        "não consigo resolver isto",
        "Estou preso",
        'The tests say "wrong". I\'m stuck.',
    ],
)
def test_it_says_so(text):
    assert says_stuck(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I'm not stuck any more",
        "I am no longer stuck",
        "Not really stuck, just curious",
        'print("I\'m stuck")',
        "What does `I'm stuck` print?",
        "```\nprint('I am stuck')\n",
        "What does the line 'I am stuck' mean?",
        "x = 'I am stuck'",
        "What is a sticky session?",
        "How do for loops work?",
        "Is the queue unstuck?",
        "\ud800\0",
    ],
)
def test_it_does_not(text):
    assert not says_stuck(text)


@pytest.mark.parametrize("text", ["`" * 10_000, "i am " * 2_000, '"' * 9_999, "= " * 5_000])
def test_any_text_is_read_at_once(text):
    began = time.perf_counter()
    says_stuck(text)
    assert time.perf_counter() - began < 1

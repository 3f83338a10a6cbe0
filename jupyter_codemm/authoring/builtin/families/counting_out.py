"""Let people leave a circle one by one, with a queue."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import Drawn, Given, Pitfall, Variant
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import WORDS, some_words
from jupyter_codemm.authoring.builtin.worlds.tagged import TAGGED
from jupyter_codemm.contracts.base import Difficulty


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {"step": rng.choice([2, 3, 4])}


def _last(v: Variant, words: list[str]) -> str:
    line = deque(words)
    while len(line) > 1:
        line.rotate(1 - v["step"])
        line.popleft()
    return line[0] if line else "none"


def _inputs(rng: Random, _v: Variant) -> Iterator[Drawn]:
    for category, words in some_words(rng):
        yield category, (list(dict.fromkeys(words)),)
    for size in (2, 3, 4, 5):
        yield "boundary", (rng.sample(WORDS, size),)
        yield "adversarial", (sorted(rng.sample(WORDS, size + 2)),)
        yield "typical", (rng.sample(WORDS, size + 3),)
        yield "large", (rng.sample(WORDS, 12 + size),)


FAMILY = FunctionFamily(
    name="counting_out",
    title="Counting out",
    topics=frozenset({"queues", "lists", "loops", "conditionals"}),
    difficulties=frozenset({"easy"}),
    worlds=TAGGED,
    call="last_of_${tags}",
    givens=(
        Given(
            "words",
            "list[str]",
            "the words of all $things in order, all of them different; 0 to 20 lowercase words",
            "$tags",
        ),
    ),
    returns="str",
    task=(
        "The $things stand in a line. Count from the front: each $thing that is counted goes to "
        "the end of the line, but number $step leaves for good. Then start again "
        "with 1. Go on until one $thing is left. A queue does exactly this: take from the front, "
        "add at the back."
    ),
    result="the word of the last $thing",
    edges=(
        "If there is only one $thing, nobody has to leave. If there are no $things, the answer is"
        " `none`."
    ),
    label="last",
    oracle=_last,
    explain=lambda v, words, _: (
        f"`{words[(v['step'] - 1) % len(words)]}` leaves first"
        if len(words) > 1
        else "nobody has to leave"
    ),
    references={
        "python": """
            line = deque($words)
            while len(line) > 1:
                for _ in range($step - 1):
                    line.append(line.popleft())
                line.popleft()
            if len(line) == 0:
                return "none"
            return line[0]
        """,
        "java": """
            Queue<String> line = new ArrayDeque<>($words);
            while (line.size() > 1) {
                for (int count = 1; count < $step; count++) {
                    line.add(line.remove());
                }
                line.remove();
            }
            return line.isEmpty() ? "none" : line.peek();
        """,
        "cpp": """
            std::queue<std::string> line;
            for (const std::string& word : $words) {
                line.push(word);
            }
            while (line.size() > 1) {
                for (int count = 1; count < $step; count++) {
                    line.push(line.front());
                    line.pop();
                }
                line.pop();
            }
            return line.empty() ? "none" : line.front();
        """,
    },
    inputs=_inputs,
    goals=(
        "put all words into a queue",
        "as long as more than one is left, move the counted ones to the back",
        "let the next one leave",
        "answer the one that is left",
    ),
    pitfalls=(
        Pitfall(
            "one too many is moved to the back",
            lambda v, words: _last({"step": v["step"] + 1}, words),
        ),
        Pitfall(
            "counting always starts at the first word of the list",
            lambda v, words: words[0] if words and v["step"] > 1 else "none",
        ),
    ),
    variant=_variant,
)

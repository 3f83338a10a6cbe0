"""Apply a step again and again, with a helper for one step."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.authoring.builtin.imperative.definition import (
    Drawn,
    Given,
    Pitfall,
    Variant,
    World,
)
from jupyter_codemm.authoring.builtin.imperative.function_family import FunctionFamily
from jupyter_codemm.authoring.builtin.imperative.inputs import small_numbers
from jupyter_codemm.contracts.base import Difficulty

_WORLDS = (
    World(
        "at the number machine",
        "A machine takes a number and spits out another. People feed it with its own answers.",
        {"thing": "machine", "step": "turn", "steps": "turns"},
    ),
    World(
        "in the game of frogs",
        "A frog sits on a numbered stone. The number tells it where to leap.",
        {"thing": "frog", "step": "leap", "steps": "leaps"},
    ),
    World(
        "at the magic mirror",
        "A mirror shows a number when you show it one. You show it what you have seen.",
        {"thing": "mirror", "step": "look", "steps": "looks"},
    ),
    World(
        "with the dice robot",
        "A robot writes a number, then changes it by a rule, again and again.",
        {"thing": "robot", "step": "move", "steps": "moves"},
    ),
    World(
        "in the elevator story",
        "In a story, a lift picks its next floor by itself. The present floor decides.",
        {"thing": "lift", "step": "ride", "steps": "rides"},
    ),
    World(
        "on the dance floor",
        "Dancers stand on numbered spots. At each beat the number tells them where to go.",
        {"thing": "dancer", "step": "beat", "steps": "beats"},
    ),
)


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {"factor": rng.choice([3, 5]), "add": rng.choice([1, 3]), "cap": rng.choice([200, 300])}


def _step(v: Variant, value: int) -> int:
    if value % 2 == 0:
        return value // 2
    return int((value * v["factor"] + v["add"]) % v["cap"])


def _walk(v: Variant, start: int, steps: int) -> int:
    best = start
    for _ in range(steps):
        start = _step(v, start)
        best = max(best, start)
    return best


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    for category, start in small_numbers(rng, 0, 199):
        yield category, (start, rng.randint(1, 12))
    for start in (1, 7, v["cap"] - 1):
        yield "minimal", (start, 0)
        yield "boundary", (start, 1)
        yield "adversarial", (start, 2)
        yield "large", (start, 40)


def _last(v: Variant, value: int, steps: int) -> int:
    for _ in range(steps):
        value = _step(v, value)
    return value


FAMILY = FunctionFamily(
    name="step_chain",
    title="Step after step",
    topics=frozenset({"functions", "arithmetic", "loops", "variables", "conditionals"}),
    difficulties=frozenset({"medium"}),
    worlds=_WORLDS,
    call="highest_after",
    givens=(
        Given("start", "int", "the first number, from 0 to 299"),
        Given("steps", "int", "how many $steps follow, from 0 to 40"),
    ),
    returns="int",
    task=(
        "In one $step the $thing goes from one number to the next. An even number is halved. An "
        "odd number is "
        "multiplied by $factor, then $add is added, and of the result only the remainder after "
        "dividing by $cap is kept. "
        "Write a helper for one $step. Then follow the $thing for `$steps` $steps."
    ),
    result="the highest number that is seen on the way, with the first one",
    edges="With 0 $steps only the first number is seen.",
    label="highest",
    oracle=_walk,
    explain=lambda v, start, steps, _: (
        f"the first number is {start}"
        + (f" and the next one is {_step(v, start)}" if steps else "")
    ),
    references={
        "python": """
            def next_number(value: int) -> int:
                if value % 2 == 0:
                    return value // 2
                return (value * $factor + $add) % $cap
            ---
            current = $start
            highest = current
            for _ in range($steps):
                current = next_number(current)
                if current > highest:
                    highest = current
            return highest
        """,
        "java": """
            static int nextNumber(int value) {
                if (value % 2 == 0) {
                    return value / 2;
                }
                return (value * $factor + $add) % $cap;
            }
            ---
            int current = $start;
            int highest = current;
            for (int done = 0; done < $steps; done++) {
                current = nextNumber(current);
                if (current > highest) {
                    highest = current;
                }
            }
            return highest;
        """,
        "cpp": """
            int next_number(int value) {
                if (value % 2 == 0) {
                    return value / 2;
                }
                return (value * $factor + $add) % $cap;
            }
            ---
            int current = $start;
            int highest = current;
            for (int done = 0; done < $steps; done++) {
                current = next_number(current);
                if (current > highest) {
                    highest = current;
                }
            }
            return highest;
        """,
    },
    inputs=_inputs,
    goals=(
        "write the helper for one $step",
        "remember the present and the highest number",
        "repeat the $step and compare each time",
    ),
    pitfalls=(
        Pitfall(
            "the first number is not compared",
            lambda v, a, n: _walk(v, _step(v, a), n - 1) if n else a,
        ),
        Pitfall("the last number is given back, not the highest", _last),
    ),
    variant=_variant,
)

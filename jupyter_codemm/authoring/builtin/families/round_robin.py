"""Share time in turns, with a queue, and see when a job is done."""

from __future__ import annotations

from collections import deque
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
from jupyter_codemm.authoring.builtin.imperative.inputs import whole_numbers
from jupyter_codemm.contracts.base import Difficulty

_WORLDS = (
    World(
        "at the print room",
        (
            "One printer serves a whole school. It prints a few pages of a job, then turns to the"
            " next job."
        ),
        {"thing": "job", "things": "jobs", "unit": "pages"},
    ),
    World(
        "at the swing",
        (
            "There is one swing and many children. Everybody swings for a while, then lets the "
            "next one on."
        ),
        {"thing": "child", "things": "children", "unit": "minutes"},
    ),
    World(
        "at the water pump",
        (
            "Villagers fill their barrels at one pump. Each fills a few buckets, then joins the "
            "line again."
        ),
        {"thing": "villager", "things": "villagers", "unit": "buckets"},
    ),
    World(
        "in the oven room",
        (
            "One oven bakes for many guests. Each guest may bake a few buns, then waits for "
            "another turn."
        ),
        {"thing": "guest", "things": "guests", "unit": "buns"},
    ),
    World(
        "at the ski lift",
        (
            "A slow lift takes boxes to a hut. Every hut keeper sends a few boxes, then lines up "
            "again."
        ),
        {"thing": "keeper", "things": "keepers", "unit": "boxes"},
    ),
    World(
        "at the copy desk",
        (
            "A monk copies pages for many readers. He writes a few pages for one, then turns to "
            "the next."
        ),
        {"thing": "reader", "things": "readers", "unit": "pages"},
    ),
)


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {"slice": rng.choice([2, 3, 4])}


def _done(v: Variant, needs: list[int], place: int) -> int:
    line = deque(enumerate(needs))
    time: int = 0
    while line:
        who, left = line.popleft()
        used = min(left, int(v["slice"]))
        time += used
        if left > used:
            line.append((who, left - used))
        elif who == place:
            return time
    return -1


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    size = v["slice"]
    for category, needs in whole_numbers(rng, 1, 12, longest=12):
        yield category, (needs, rng.randrange(len(needs)) if needs else 0)
    for place in (0, 1, 2):
        yield "boundary", ([size, size + 1, size - 1], place)
        yield "boundary", ([2 * size, 2 * size, 1], place)
        yield "adversarial", ([12, 1, 11], place)
        yield "minimal", ([3, 4], place + 2)


FAMILY = FunctionFamily(
    name="round_robin",
    title="Taking turns",
    topics=frozenset({"queues", "lists", "loops", "conditionals", "arithmetic", "variables"}),
    difficulties=frozenset({"medium"}),
    worlds=_WORLDS,
    call="time_until_done",
    givens=(
        Given(
            "needs",
            "list[int]",
            (
                "how many $unit each $thing needs, in the order of the line; 0 to 20 numbers, "
                "each from 1 to 12"
            ),
        ),
        Given("place", "int", "which $thing is asked for, where the first one is 0; from 0 to 20"),
    ),
    returns="int",
    task=(
        "The $things stand in a line. The first one gets up to $slice $unit. Whoever needs more "
        "after that goes to the end of the line; whoever has enough leaves. Each of the $unit "
        "takes one "
        "unit of time. Find out when the $thing at `$place` has enough. Keep in a queue who waits"
        " and what is still missing."
    ),
    result="the time that has passed when that $thing has enough",
    edges="If there is no $thing at that place, the answer is -1.",
    label="time",
    oracle=_done,
    explain=lambda v, needs, place, _: (
        f"it needs {needs[place]} in all and gets at most {v['slice']} in one turn"
        if place < len(needs)
        else "there is nobody at that place"
    ),
    references={
        "python": """
            line = deque(range(len($needs)))
            missing = list($needs)
            time = 0
            while line:
                first = line.popleft()
                used = min(missing[first], $slice)
                time += used
                missing[first] -= used
                if missing[first] > 0:
                    line.append(first)
                elif first == $place:
                    return time
            return -1
        """,
        "java": """
            Queue<Integer> line = new ArrayDeque<>();
            for (int who = 0; who < $needs.size(); who++) {
                line.add(who);
            }
            List<Integer> missing = new ArrayList<>($needs);
            int time = 0;
            while (!line.isEmpty()) {
                int first = line.remove();
                int used = Math.min(missing.get(first), $slice);
                time += used;
                missing.set(first, missing.get(first) - used);
                if (missing.get(first) > 0) {
                    line.add(first);
                } else if (first == $place) {
                    return time;
                }
            }
            return -1;
        """,
        "cpp": """
            std::queue<int> line;
            for (int who = 0; who < static_cast<int>($needs.size()); who++) {
                line.push(who);
            }
            std::vector<int> missing = $needs;
            int time = 0;
            while (!line.empty()) {
                int first = line.front();
                line.pop();
                int used = std::min(missing[first], $slice);
                time += used;
                missing[first] -= used;
                if (missing[first] > 0) {
                    line.push(first);
                } else if (first == $place) {
                    return time;
                }
            }
            return -1;
        """,
    },
    inputs=_inputs,
    goals=(
        "put all places into a queue",
        "take the first one and give it what it may have",
        "let the time pass",
        "send it to the back, or answer when it is the one",
    ),
    pitfalls=(
        Pitfall(
            "nobody gets more than one turn at a time, but everybody is served to the end",
            lambda _, needs, place: sum(needs[: place + 1]) if place < len(needs) else -1,
        ),
        Pitfall(
            "a full turn is counted even when less is needed",
            lambda v, needs, place: (
                _done({"slice": 1}, [-(-n // v["slice"]) for n in needs], place)
                * (v["slice"] if place < len(needs) else 1)
            ),
        ),
    ),
    variant=_variant,
)

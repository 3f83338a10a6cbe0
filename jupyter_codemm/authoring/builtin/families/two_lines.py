"""Serve two waiting lines by a rule, with two queues."""

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
from jupyter_codemm.contracts.base import Difficulty

_WORLDS = (
    World(
        "at the border post",
        "Cars and trucks wait at a border post. There is a line for each of them.",
        {"thing": "car", "quick": "cars", "slow": "trucks", "all": "vehicles"},
    ),
    World(
        "at the museum",
        "Members and guests wait at a museum. There is a line for each of them.",
        {"thing": "visitor", "quick": "members", "slow": "guests", "all": "visitors"},
    ),
    World(
        "at the vet",
        "Cats and dogs wait at the vet. They sit in two rows, since they do not get along.",
        {"thing": "animal", "quick": "cats", "slow": "dogs", "all": "animals"},
    ),
    World(
        "at the post desk",
        "Those who send letters and those who send parcels wait in two lines. There is one clerk.",
        {"thing": "person", "quick": "writers", "slow": "packers", "all": "people"},
    ),
    World(
        "at the lock",
        "Sailing boats and barges wait at a lock. Each kind has its own line.",
        {"thing": "boat", "quick": "sailors", "slow": "barges", "all": "boats"},
    ),
    World(
        "at the bakery door",
        "Orders and walk-in guests are served at one door. They wait in two lines.",
        {"thing": "guest", "quick": "orders", "slow": "walkers", "all": "guests"},
    ),
)


def _variant(rng: Random, _: Difficulty) -> Variant:
    return {"turns": rng.choice([2, 3])}


def _served(v: Variant, events: list[str]) -> list[str]:
    quick: deque[str] = deque()
    slow: deque[str] = deque()
    served: list[str] = []
    row = 0
    for event in events:
        if event != "next":
            (quick if event[0] == "q" else slow).append(event)
        elif quick and (row < v["turns"] or not slow):
            served.append(quick.popleft())
            row += 1
        elif slow:
            served.append(slow.popleft())
            row = 0
    return served


def _inputs(rng: Random, v: Variant) -> Iterator[Drawn]:
    yield "minimal", ([],)
    yield "minimal", (["next", "next"],)
    yield "single", (["q1", "next"],)
    yield "single", (["s1", "next", "next"],)
    for _ in range(18):
        yield "typical", (_events(rng, rng.randint(5, 10)),)
    for _ in range(4):
        yield "large", (_events(rng, 20),)
        yield "adversarial", (_names(rng, v["turns"] + 3) + ["next"] * (v["turns"] + 2),)
        yield "boundary", (["q1", "q2", "q3", "q4", "s1", "s2"] + ["next"] * rng.randint(3, 7),)
        yield (
            "boundary",
            (
                ["q1", "q2", "next", "q3", "next", "q4", "next", "s1", "next", "q5", "next"][
                    : rng.randint(7, 11)
                ],
            ),
        )
        yield (
            "duplicates",
            (["s1", "s2", "next", "q1", "next", "next", "next"][: rng.randint(4, 7)],),
        )


def _names(rng: Random, count: int) -> list[str]:
    return [f"{rng.choice('qqs')}{number}" for number in range(1, count + 1)]


def _events(rng: Random, count: int) -> list[str]:
    return [name if rng.random() < 0.55 else "next" for name in _names(rng, count)]


FAMILY = FunctionFamily(
    name="two_lines",
    title="Two lines, one desk",
    topics=frozenset({"queues", "lists", "loops", "conditionals", "strings", "variables"}),
    difficulties=frozenset({"hard"}),
    worlds=_WORLDS,
    call="serve_${all}",
    givens=(
        Given(
            "events",
            "list[str]",
            "0 to 25 words: a name that starts with `q` or `s`, such as `q3`, or the word `next`",
        ),
    ),
    returns="list[str]",
    task=(
        (
            "A name with `q` joins the line of the $quick, and one with `s` joins the line of the "
            "$slow. At each `next` one $thing is served, always from the front of a line. The "
            "$quick go first. But when $turns of the $quick have been served since the last of "
            "the $slow, and somebody waits in the other line, then it is the turn of the other "
            "line. Use two queues."
        ),
        (
            "Each entry is a name or the word `next`. Names with `q` go to the end of the line of "
            "the $quick, names with `s` to the end of the line of the $slow. With `next`, the "
            "$thing at the front of one line is served. As a rule that is the line of the $quick. "
            "It is the turn of the $slow only when $turns of the $quick have been served since "
            "the last of the $slow, and when somebody waits there. Keep each line in a queue."
        ),
    ),
    result="the list of the names in the order in which they are served",
    edges=(
        "If one line is empty, the other one is served. If both are empty, a `next` changes "
        "nothing. Whoever still waits at the end is not in the list."
    ),
    label="served",
    oracle=_served,
    explain=lambda _, events, result: (
        f"`next` comes {events.count('next')} times and {len(result)} are served"
    ),
    references={
        "python": """
            quick = deque()
            slow = deque()
            served = []
            row = 0
            for event in $events:
                if event == "next":
                    if quick and (row < $turns or not slow):
                        served.append(quick.popleft())
                        row += 1
                    elif slow:
                        served.append(slow.popleft())
                        row = 0
                elif event[0] == "q":
                    quick.append(event)
                else:
                    slow.append(event)
            return served
        """,
        "java": """
            Queue<String> quick = new ArrayDeque<>();
            Queue<String> slow = new ArrayDeque<>();
            List<String> served = new ArrayList<>();
            int row = 0;
            for (String event : $events) {
                if (event.equals("next")) {
                    if (!quick.isEmpty() && (row < $turns || slow.isEmpty())) {
                        served.add(quick.remove());
                        row++;
                    } else if (!slow.isEmpty()) {
                        served.add(slow.remove());
                        row = 0;
                    }
                } else if (event.charAt(0) == 'q') {
                    quick.add(event);
                } else {
                    slow.add(event);
                }
            }
            return served;
        """,
        "cpp": """
            std::queue<std::string> quick;
            std::queue<std::string> slow;
            std::vector<std::string> served;
            int row = 0;
            for (const std::string& event : $events) {
                if (event == "next") {
                    if (!quick.empty() && (row < $turns || slow.empty())) {
                        served.push_back(quick.front());
                        quick.pop();
                        row++;
                    } else if (!slow.empty()) {
                        served.push_back(slow.front());
                        slow.pop();
                        row = 0;
                    }
                } else if (event[0] == 'q') {
                    quick.push(event);
                } else {
                    slow.push(event);
                }
            }
            return served;
        """,
    },
    inputs=_inputs,
    goals=(
        "keep one queue for each line and count the row of quick ones",
        "let each name join its line",
        "at each next, decide whose turn it is",
        "start the row again when the other line is served",
    ),
    pitfalls=(
        Pitfall(
            "the $quick are always served first", lambda _, events: _served({"turns": 99}, events)
        ),
        Pitfall(
            "one more of the $quick is served before the turn changes",
            lambda v, events: _served({"turns": v["turns"] + 1}, events),
        ),
    ),
    variant=_variant,
)

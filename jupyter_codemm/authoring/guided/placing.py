"""Which goal belongs to which step of an outline.

Goals stay in their order. A goal goes where its words fit: "visit every number" to a loop, "answer
the total" to a return, a goal that names what a stretch of code handles to that stretch.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jupyter_codemm.authoring.guided.outline import CONTINUING, LEAVING, Air, Function, Part, stems

Place = Part | Function
Placing = Mapping[Place, tuple[int, ...]]
"""The numbers of the goals, from 0, by the place they stand at."""

_SPOKEN: dict[Air, str] = {
    "start": "start|begin|keep|empty|prepare|set up|copy|read|make",
    "loop": """each|every|all|visit|walk|one by one|repeat|as long as|while|until|through|go on|try
        |over|across|loop|again|in order|position by position""",
    "branch": """if|whether|when|decide|check|test|compare|only|unless|otherwise|skip|refuse|stop
        |at a|give up|mind|deal with""",
    "answer": "answer|return|give back|hand back|result|print|output|report|at the end",
    "helper": "helper|helpers|function|method|call itself",
}
_AIRS = {
    air: re.compile(rf"\b({'|'.join(said.strip() for said in words.split('|'))})\b", re.IGNORECASE)
    for air, words in _SPOKEN.items()
}
_CALLS = re.compile(r"\b(call|ask|use|let)\b", re.IGNORECASE)
_SAME_AIR = 3.0
_SHARED_WORD = 1.0
_MOST_WORDS = 3
_IN_NAME = 5.0
_DEED = 2
_LAST_OF_ALL = 1.5
_HELPER = 4.0
_CONTINUED = -0.8
_LEAVING = -1.0
_TOGETHER = -0.7
_FAR = -1.5


def best_placing(
    goals: Sequence[str], orders: Sequence[Sequence[Function]], own: Sequence[Function]
) -> Placing:
    """Return the best placing on the functions and all their parts, in one of several orders.

    `own` are the functions whose heads the learner is given; any other is a helper.
    """
    return max((_placed(goals, order, own) for order in orders), key=lambda found: found[0])[1]


def _placed(
    goals: Sequence[str], functions: Sequence[Function], own: Sequence[Function]
) -> tuple[float, Placing]:
    places: list[Place] = []
    for function in functions:
        places += [function, *(below for part in function.parts for below in part.below())]
    if not places or not goals:
        return 0.0, {}
    fitting = _Fitting(functions, own)
    table = [
        [fitting.value(goal, place) + _FAR * abs(_at(i, goals) - _at(j, places))
         for j, place in enumerate(places)]
        for i, goal in enumerate(map(_read, goals))
    ]  # fmt: skip
    total, path = _best_path(table)
    found: dict[Place, tuple[int, ...]] = {}
    for goal_index, place_index in enumerate(path):
        place = places[place_index]
        found[place] = (*found.get(place, ()), goal_index)
    return total, found


def _at(index: int, things: Sequence[object]) -> float:
    return (index + 0.5) / len(things)


def _best_path(table: list[list[float]]) -> tuple[float, list[int]]:
    """Return the best sum and path through the rows whose columns never go back."""
    reach = table[0]
    steps: list[list[int]] = []
    for row in table[1:]:
        came: list[int] = []
        best = 0  # the best place of the goal before, up to but without this one
        for place in range(len(row)):
            stays = place == best or reach[place] + _TOGETHER > reach[best]
            came.append(place if stays else best)
            best = place if reach[place] > reach[best] else best
        gains = [_TOGETHER if k == j else 0.0 for j, k in enumerate(came)]
        reach = [reach[k] + gain + own for k, gain, own in zip(came, gains, row, strict=True)]
        steps.append(came)
    at = max(range(len(reach)), key=reach.__getitem__)
    total, path = reach[at], [at]
    for came in reversed(steps):
        path.append(came[path[-1]])
    return total, path[::-1]


@dataclass(frozen=True, slots=True)
class _Goal:
    airs: frozenset[Air]
    words: frozenset[str]
    calls: bool


def _read(goal: str) -> _Goal:
    airs = frozenset(air for air, pattern in _AIRS.items() if pattern.search(goal))
    return _Goal(airs, stems(goal), _CALLS.search(goal) is not None)


class _Fitting:
    """How well a goal describes a place among some functions."""

    def __init__(self, functions: Sequence[Function], own: Sequence[Function]) -> None:
        helpers = [function for function in functions if function not in own]
        self._helpers = frozenset(helpers)
        self._helper_words = [words for words in (stems(f.name) for f in helpers) if words]
        firsts = (function.parts[0] for function in functions if function.parts)
        self._firsts = frozenset(part for part in firsts if part.kind == "work" and len(own) == 1)
        self._lasts = frozenset(function.parts[-1] for function in functions if function.parts)
        self._are_methods = len(own) > 1
        self._constructor = own[0] if self._are_methods else None

    def value(self, goal: _Goal, place: Place) -> float:
        """Return the more the better the goal fits."""
        if isinstance(place, Function):
            named = self._are_methods and bool(goal.words & stems(place.name))
            helps = "helper" in goal.airs and place in self._helpers
            makes = "start" in goal.airs and place is self._constructor
            return (_HELPER if helps else 0.0) + (_IN_NAME if named or makes else 0.0)
        shared = len(goal.words & place.words) + _DEED * len(goal.words & place.deeds)
        same = goal.airs & (place.air | ({"start"} if place in self._firsts else set()))
        calls = goal.calls and any(name <= place.words for name in self._helper_words)
        value = (_SAME_AIR if same or calls else 0.0) + _SHARED_WORD * min(shared, _MOST_WORDS)
        if place.kind in CONTINUING:
            value += _CONTINUED
        if place in self._lasts:
            value += _LAST_OF_ALL if "answer" in same else 0.0
        elif place.kind in LEAVING and not same:
            value += _LEAVING
        return value

"""The planner: the same spec, mode and mastery always give the same slots."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import chain, repeat

from jupyter_codemm.contracts.base import DIFFICULTIES, Difficulty, LearningMode
from jupyter_codemm.contracts.plan import Plan, Slot
from jupyter_codemm.contracts.spec import ActivitySpec
from jupyter_codemm.planning.guidance import mean_mastery, scaffold, weakest_first


def plan(
    spec: ActivitySpec,
    mode: LearningMode,
    mastery: Mapping[str, float],
    fits: Callable[[Slot], bool] = lambda _slot: True,
) -> Plan:
    """Return one slot per problem, easy ones first, topics in turn.

    A hard slot takes two topics when there are two and `fits` says that a problem on both can be
    written; otherwise the second one waits for the next slot. Guided mode goes through the topics
    from the weakest to the strongest by `mastery` (0..1 by topic, under any of its names) and adds
    a scaffold that fades with every slot; practice mode keeps the order of the spec and does not
    look at mastery.
    """
    guided = mode == "guided"
    topics = spec.topic_tags
    if guided:
        topics = weakest_first(topics, spec.language, mastery)
    mean = mean_mastery(topics, spec.language, mastery)
    slots: list[Slot] = []
    turn = 0
    for index, difficulty in enumerate(_difficulties(spec)):
        wishes = [
            Slot(
                index=index,
                language=spec.language,
                difficulty=difficulty,
                topics=chosen,
                style=spec.problem_style,
                scaffold=scaffold(index, chosen, mean) if guided else None,
            )
            for chosen in _choices(topics, turn, difficulty)
        ]
        slots.append(next((slot for slot in wishes if fits(slot)), wishes[-1]))
        turn += len(slots[-1].topics)
    return Plan(mode=mode, slots=tuple(slots))


def _difficulties(spec: ActivitySpec) -> list[Difficulty]:
    counts = {item.difficulty: item.count for item in spec.difficulty_plan}
    return list(chain.from_iterable(repeat(d, counts.get(d, 0)) for d in DIFFICULTIES))


def _choices(topics: tuple[str, ...], turn: int, difficulty: Difficulty) -> list[tuple[str, ...]]:
    """Return the topics that a slot may take, the wished for first."""
    first = topics[turn % len(topics)]
    if difficulty != "hard" or len(topics) == 1:
        return [(first,)]
    return [(first, topics[(turn + 1) % len(topics)]), (first,)]

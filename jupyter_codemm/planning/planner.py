"""The planner: the same spec, mode and mastery always give the same slots."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain, repeat

from jupyter_codemm.contracts.base import DIFFICULTIES, Difficulty, LearningMode
from jupyter_codemm.contracts.plan import Plan, Slot
from jupyter_codemm.contracts.spec import ActivitySpec
from jupyter_codemm.planning.guidance import scaffold, weakest_first


def plan(spec: ActivitySpec, mode: LearningMode, mastery: Mapping[str, float]) -> Plan:
    """Return one slot per problem, easy ones first, topics in turn.

    A hard slot takes two topics when there are two. Guided mode goes through the topics from the
    weakest to the strongest by `mastery` (0..1 by topic) and adds a scaffold that fades with every
    slot; practice mode keeps the order of the spec and does not look at mastery.
    """
    topics = weakest_first(spec.topic_tags, mastery) if mode == "guided" else spec.topic_tags
    slots = []
    turn = 0
    for index, difficulty in enumerate(_difficulties(spec)):
        chosen = _topics(topics, turn, difficulty)
        turn += len(chosen)
        slots.append(
            Slot(
                index=index,
                language=spec.language,
                difficulty=difficulty,
                topics=chosen,
                style=spec.problem_style,
                scaffold=scaffold(index, chosen, topics, mastery) if mode == "guided" else None,
            )
        )
    return Plan(mode=mode, slots=tuple(slots))


def _difficulties(spec: ActivitySpec) -> list[Difficulty]:
    counts = {item.difficulty: item.count for item in spec.difficulty_plan}
    return list(chain.from_iterable(repeat(d, counts.get(d, 0)) for d in DIFFICULTIES))


def _topics(topics: tuple[str, ...], turn: int, difficulty: Difficulty) -> tuple[str, ...]:
    wanted = 2 if difficulty == "hard" and len(topics) > 1 else 1
    return tuple(topics[(turn + step) % len(topics)] for step in range(wanted))

"""Slots that stayed empty → the smallest change of the spec with which they can be filled."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from jupyter_codemm.contracts.base import DIFFICULTIES, Difficulty, ProblemStyle
from jupyter_codemm.contracts.plan import Slot
from jupyter_codemm.contracts.session import PatchOperation
from jupyter_codemm.contracts.spec import ActivitySpec
from jupyter_codemm.generation.attempts import Cause
from jupyter_codemm.generation.keeping import fitting
from jupyter_codemm.generation.slots import Unfilled
from jupyter_codemm.ports import FinishedSlot
from jupyter_codemm.spec.defaults import plan_value
from jupyter_codemm.spec.patch import setting
from jupyter_codemm.spec.wording import listed, problems

PlanOf = Callable[[ActivitySpec], tuple[Slot, ...]]
Fits = Callable[[Slot], bool]

# What trying again may cure is no reason to change what was asked for.
_LASTING: frozenset[Cause] = frozenset({"refused", "unsupported", "spent"})


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the spec that nobody has agreed to yet; `words` complete "Shall I …?"."""

    operations: tuple[PatchOperation, ...]
    words: str


def proposed_change(
    spec: ActivitySpec,
    unfilled: Sequence[Unfilled],
    finished: Sequence[FinishedSlot],
    plan_of: PlanOf,
    fits: Fits,
) -> Change | None:
    """Return the smallest change after which every missing problem can be written.

    `fits` says what somebody can write. Problems that are finished count as far as they fit the
    changed spec; a slot that stayed empty is not asked for again as it was. None when no change
    helps, or when nothing speaks against trying again as it is.
    """
    if not any(item.cause in _LASTING for item in unfilled):
        return None
    stuck = [item.slot for item in unfilled]
    for change in _changes(spec, unfilled):
        slots = plan_of(_changed(spec, change))
        kept = {item.slot for item in fitting(finished, slots)}
        missing = [slot for slot in slots if slot.index not in kept]
        if all(fits(slot) and not _is_among(slot, stuck) for slot in missing):
            return change
    return None


def _changes(spec: ActivitySpec, unfilled: Sequence[Unfilled]) -> Iterator[Change]:
    """Yield changes, the smallest first, beginning with what the refusals were about."""
    stuck = [item.slot for item in unfilled]
    about_topics = any(
        item.cause == "unsupported" or "topics" in item.gates[-1:] for item in unfilled
    )
    difficulties, topics = _other_difficulties(spec, stuck), _fewer_topics(spec, stuck)
    if about_topics:
        yield from topics
        yield from difficulties
    else:
        yield from difficulties
        yield from topics
    yield from _fewer_problems(spec, stuck)


def _other_difficulties(spec: ActivitySpec, stuck: Sequence[Slot]) -> Iterator[Change]:
    for step in (-1, 1, -2, 2):
        moved = [(slot, _stepped(slot.difficulty, step)) for slot in stuck]
        if all(to is not None for _, to in moved):
            yield _moved(spec, [(slot, to) for slot, to in moved if to is not None])
    for to in DIFFICULTIES:
        if all(slot.difficulty != to for slot in stuck):
            yield _moved(spec, [(slot, to) for slot in stuck])


def _stepped(difficulty: Difficulty, step: int) -> Difficulty | None:
    place = DIFFICULTIES.index(difficulty) + step
    return DIFFICULTIES[place] if 0 <= place < len(DIFFICULTIES) else None


def _moved(spec: ActivitySpec, moves: Sequence[tuple[Slot, Difficulty]]) -> Change:
    counts = _counts(spec)
    for slot, to in moves:
        counts[slot.difficulty] -= 1
        counts[to] = counts.get(to, 0) + 1
    words = listed(
        f"{'make ' if not number else ''}problem {slot.index + 1} {to} instead of {slot.difficulty}"
        for number, (slot, to) in enumerate(moves)
    )
    return Change((setting("difficulty_plan", plan_value(counts)),), words)


def _fewer_topics(spec: ActivitySpec, stuck: Sequence[Slot]) -> Iterator[Change]:
    used = tuple(dict.fromkeys(topic for slot in stuck for topic in slot.topics))
    for dropped in (*((topic,) for topic in used), used):
        left = [topic for topic in spec.topic_tags if topic not in dropped]
        if left:
            noun = "topic" if len(dropped) == 1 else "topics"
            operation = setting("topic_tags", [*left])
            yield Change((operation,), f"leave out the {noun} {listed(dropped)}")


def _fewer_problems(spec: ActivitySpec, stuck: Sequence[Slot]) -> Iterator[Change]:
    left = spec.problem_count - len(stuck)
    if left < 1:
        return
    counts = _counts(spec)
    for slot in stuck:
        counts[slot.difficulty] -= 1
    numbers = listed(str(slot.index + 1) for slot in stuck)
    noun = "problem" if len(stuck) == 1 else "problems"
    yield Change(
        (setting("problem_count", left), setting("difficulty_plan", plan_value(counts))),
        f"leave out {noun} {numbers} and make {problems(left)}",
    )


def _counts(spec: ActivitySpec) -> dict[Difficulty, int]:
    return {item.difficulty: item.count for item in spec.difficulty_plan}


def _changed(spec: ActivitySpec, change: Change) -> ActivitySpec:
    values = {op.path.removeprefix("/"): op.value for op in change.operations}
    return ActivitySpec.parse(spec.to_json() | values, where="spec")


def _is_among(slot: Slot, stuck: Sequence[Slot]) -> bool:
    return _asked(slot) in {_asked(other) for other in stuck}


def _asked(slot: Slot) -> tuple[Difficulty, ProblemStyle, frozenset[str]]:
    return slot.difficulty, slot.style, frozenset(slot.topics)

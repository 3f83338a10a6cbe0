"""The number of problems and their difficulties, which must always agree."""

from __future__ import annotations

from dataclasses import dataclass, replace

from jupyter_codemm.contracts.base import Difficulty
from jupyter_codemm.contracts.session import PatchOperation
from jupyter_codemm.contracts.spec import MAX_PROBLEMS, DraftSpec
from jupyter_codemm.spec.counting import CountHeard
from jupyter_codemm.spec.defaults import default_plan, plan_value, shared_plan
from jupyter_codemm.spec.patch import clearing, setting
from jupyter_codemm.spec.shorthand import Mix
from jupyter_codemm.spec.wording import RANGE, listed, problems


@dataclass(frozen=True, slots=True)
class Balance:
    """Operations to apply at once, operations that wait for a yes, and what is to be said."""

    operations: tuple[PatchOperation, ...] = ()
    confirm: tuple[PatchOperation, ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What is decided so far, and whether the user decided it."""

    draft: DraftSpec
    count_locked: bool
    plan_locked: bool

    @property
    def counts(self) -> dict[Difficulty, int]:
        """The decided plan, empty when it is open."""
        return {i.difficulty: i.count for i in self.draft.difficulty_plan or ()}


def balance(standing: Standing, count: CountHeard, mix: Mix) -> Balance:
    """Return what a count and a mix, as heard, do to what is decided. Nothing is ever clamped."""
    if count.refused is not None:
        return _said(f"{RANGE}, so {count.refused} is not possible.")
    if count.between is not None:
        return _said(f"{' to '.join(count.between)} is a range: tell me one number of problems.")
    if count.change is not None:
        return _changed(standing, count.change, mix)
    if mix.counts:
        return _counted(standing, count.value, mix)
    if mix.whole:
        return _shared(standing, count.value, mix)
    return _resized(standing, count.value) if count.value else Balance()


def _said(sentence: str) -> Balance:
    return Balance(notices=(sentence,))


def _both(count: int, counts: dict[Difficulty, int]) -> tuple[PatchOperation, ...]:
    return (setting("problem_count", count), setting("difficulty_plan", plan_value(counts)))


def _out_of_range(total: int) -> Balance:
    return _said(f"{RANGE}, and that would make {total}.")


def _words(counts: dict[Difficulty, int]) -> str:
    return listed(f"{n} {d}" for d, n in counts.items())


def _counted(standing: Standing, wanted: int | None, mix: Mix) -> Balance:
    """Apply explicit numbers: "2 easy, 1 hard", with or without a total beside them."""
    known = wanted or standing.draft.problem_count
    counts = dict(mix.counts)
    if any(n < 0 or n > MAX_PROBLEMS for n in counts.values()) or mix.total < 1:
        return _said(f"{RANGE}, so {_words(counts)} is not possible.")
    if mix.rest is not None and known is not None and known > mix.total:
        counts[mix.rest] = counts.get(mix.rest, 0) + known - mix.total
    elif mix.rest is not None and known is None:
        return _said(f"{_words(counts)} and the rest {mix.rest}: how many problems in all?")
    total = sum(counts.values())
    if total > MAX_PROBLEMS:
        return _out_of_range(total)
    if wanted is not None and wanted != total:
        sized = _resized(standing, wanted)
        sentence = f"{_words(counts)} makes {total}, not {wanted}: tell me the whole mix."
        return replace(sized, notices=(sentence,))
    contradicts = known is not None and known != total and wanted is None
    if contradicts and standing.count_locked:
        sentence = f"You decided on {problems(known or 0)}, and {_words(counts)} makes {total}."
        return Balance(confirm=_both(total, counts), notices=(sentence,))
    return Balance(_both(total, counts))


def _shared(standing: Standing, wanted: int | None, mix: Mix) -> Balance:
    """Apply difficulties without numbers: "all easy", "easy and hard", "mostly easy"."""
    count = wanted or standing.draft.problem_count
    if count is None:
        return Balance(notices=(f"Noted: {listed(mix.whole)}.",))
    plan = shared_plan(mix.whole, count, mostly=mix.mostly)
    return Balance((setting("problem_count", count), setting("difficulty_plan", plan)))


def _resized(standing: Standing, count: int) -> Balance:
    """Apply a number alone; a plan for another number is scaled in the open or asked for again."""
    sized = (setting("problem_count", count),)
    counts = standing.counts
    if not counts or sum(counts.values()) == count:
        return Balance(sized)
    if len(counts) == 1:
        (only,) = counts
        return Balance(_both(count, {only: count}), notices=(f"All of them stay {only}.",))
    if not standing.plan_locked:
        plan = setting("difficulty_plan", default_plan(count))
        return Balance((*sized, plan), notices=("I adapted the difficulties, which I had chosen.",))
    before = problems(sum(counts.values()))
    sentence = f"Your mix of {_words(counts)} was for {before}, so I ask for it again."
    return Balance((*sized, clearing("difficulty_plan")), notices=(sentence,))


def _changed(standing: Standing, change: int, mix: Mix) -> Balance:
    """Apply "two more", "one fewer" and "another hard one"."""
    known = standing.draft.problem_count
    if known is None:
        if mix.counts:
            return _counted(standing, None, mix)
        return _resized(standing, change) if change > 0 else Balance()
    total = known + change
    if not 1 <= total <= MAX_PROBLEMS:
        return _out_of_range(total)
    counts = standing.counts
    if len(mix.counts) == 1 and counts:
        ((name, number),) = mix.counts.items()
        counts[name] = counts.get(name, 0) + (number if change > 0 else -number)
        if sum(counts.values()) == total and counts[name] >= 0:
            return Balance(_both(total, counts))
    return _resized(standing, total)

"""When which hint may be had: levels in order, with work or time between them, few of the last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.tutoring import HintPolicy, HintRuling
from jupyter_codemm.tutoring.hinting.changes import changed_tokens

ENOUGH_TOKENS = 3
LONG_ENOUGH = timedelta(seconds=120)
BETWEEN_PLACES = timedelta(seconds=180)
ONE_REQUEST = timedelta(seconds=10)
MOST_PLACES = 3
PLACE, ANALOGUE = 3, 4
PLACES_BEFORE_ANALOGUE = 2
WITH_VERDICT = 2
"""The highest level that comes with a verdict; those above it have to be asked for."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A hint that was shown: its level, when, and the learner's code at that moment."""

    level: int
    at: datetime
    code: str


@dataclass(frozen=True, slots=True)
class Request:
    """A request for a hint. `attempted`: there was a run or a submission of changed code.

    `asked` is the level that was named, None for the next one.
    """

    at: datetime
    code: str
    language: Language
    attempted: bool = True
    policy: HintPolicy = "after_fail"
    asked: int | None = None


@dataclass(frozen=True, slots=True)
class Permission:
    """What a request gets: the level, and by which rule. It never tells how many are left."""

    level: int
    ruling: HintRuling


def permission(request: Request, shown: Sequence[Shown]) -> Permission:
    """Return what a request gets, given the hints of the problem that this learner was shown.

    Levels open in order. The next one needs ENOUGH_TOKENS changed tokens or LONG_ENOUGH since the
    last; of PLACE and above there is one in BETWEEN_PLACES and MOST_PLACES for a problem. Who asks
    twice within ONE_REQUEST asked once. Without an attempt there is only the idea.
    """
    if request.policy == "off":
        return Permission(0, "off")
    if not request.attempted:
        return Permission(2, "conceptual")
    return _after_attempt(request, shown) if shown else Permission(1, "given")


def level_with_verdict(request: Request, shown: Sequence[Shown], *, failed_before: bool) -> int:
    """Return the level of the hint that comes with a failed verdict, WITH_VERDICT at most.

    It is the next one that has been worked or waited for, else the last one again. Where no hint is
    kept, as in a paused record, a submission that failed before opens the next one.
    """
    if not shown:
        return WITH_VERDICT if failed_before else 1
    highest = max(one.level for one in shown)
    return min(highest + _is_earned(request, shown), WITH_VERDICT)


def _after_attempt(request: Request, shown: Sequence[Shown]) -> Permission:
    last = _last(shown)
    highest = max(one.level for one in shown)
    if request.asked is not None and 0 <= request.asked <= highest:
        return Permission(request.asked, "again")
    # A clock that was put back must not lock anybody out.
    if abs(request.at - last.at) < ONE_REQUEST:
        return Permission(last.level, "again")
    if not _is_earned(request, shown):
        return Permission(highest, "try_first")
    return _next(request, shown, highest)


def _last(shown: Sequence[Shown]) -> Shown:
    return max(shown, key=lambda one: one.at)


def _is_earned(request: Request, shown: Sequence[Shown]) -> bool:
    last = _last(shown)
    return abs(request.at - last.at) >= LONG_ENOUGH or _has_worked(request, last)


def _has_worked(request: Request, last: Shown) -> bool:
    return changed_tokens(last.code, request.code, request.language) >= ENOUGH_TOKENS


def _next(request: Request, shown: Sequence[Shown], highest: int) -> Permission:
    places = [one for one in shown if one.level >= PLACE]
    level = min(highest + 1, ANALOGUE)
    if level == ANALOGUE and len(places) < PLACES_BEFORE_ANALOGUE:
        level = PLACE
    if level < PLACE:
        return Permission(level, "given")
    if len(places) >= MOST_PLACES:
        return Permission(highest, "ask_teacher")
    if places and abs(request.at - max(one.at for one in places)) < BETWEEN_PLACES:
        return Permission(highest, "try_first")
    return Permission(level, "given")

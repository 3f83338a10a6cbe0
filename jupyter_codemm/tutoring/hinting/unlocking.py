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


def _after_attempt(request: Request, shown: Sequence[Shown]) -> Permission:
    last = max(shown, key=lambda one: one.at)
    highest = max(one.level for one in shown)
    if request.asked is not None and 0 <= request.asked <= highest:
        return Permission(request.asked, "again")
    # A clock that was put back must not lock anybody out.
    since = abs(request.at - last.at)
    if since < ONE_REQUEST:
        return Permission(last.level, "again")
    if since < LONG_ENOUGH and not _has_worked(request, last):
        return Permission(highest, "try_first")
    return _next(request, shown, highest)


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

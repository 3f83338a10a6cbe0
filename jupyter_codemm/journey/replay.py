"""A journey step by step: what stood on the page after each record, of the records up to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypeVar

from jupyter_codemm.contracts.inquiry import Rating
from jupyter_codemm.contracts.journey import JourneyRecord
from jupyter_codemm.contracts.journey_talk import (
    AnswerRated,
    QueryAnswered,
    QueryAsked,
    QueryRouted,
)
from jupyter_codemm.contracts.journey_time import counted, is_of_learner, milliseconds
from jupyter_codemm.contracts.journey_views import ChatLine, ProblemJourney, ReplayStep
from jupyter_codemm.contracts.journey_work import Submitted, WorkSessionClosed
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.journey.chat import Kind, line
from jupyter_codemm.journey.desks import LINES, Desk, after
from jupyter_codemm.journey.sentences import sentence

CHAT_SHOWN = 50
"""Lines of the conversation that a step holds: the last ones."""
CodeLookup = Callable[[str], str]
T = TypeVar("T")


def no_code(_id: str) -> str:
    """Return no text for any code state: for who wants the ids only."""
    return ""


class Replay:
    """An opened journey. Opening reads every record once; after it each step is had at once.

    `code_of` gives the text of a code state by its id. Records are in the order of their numbers.
    """

    def __init__(self, records: Iterable[JourneyRecord], code_of: CodeLookup = no_code) -> None:
        self._records = tuple(records)
        self._code_of = code_of
        self._desks: list[Desk] = []
        self._active_ms: list[int] = []
        self._in_session: list[bool] = []
        self._lines: dict[str, list[int]] = {}
        self._ratings: dict[str, list[tuple[int, Rating]]] = {}
        self._kinds: dict[str, list[tuple[int, Kind]]] = {}
        self._read()

    def __len__(self) -> int:
        return len(self._records)

    def step(self, number: int) -> ReplayStep:
        """Return what stood after the first `number` records; 0 is before all of them.

        Raises InvalidInputError for a step that the journey does not have.
        """
        steps = len(self._records)
        if not 0 <= number <= steps:
            raise InvalidInputError(f"step: {number}, the journey has 0 to {steps}", where="step")
        if number == 0:
            return ReplayStep(step=0, steps=steps)
        record, desk = self._records[number - 1], self._desks[number - 1]
        shown = desk.submission
        return ReplayStep(
            step=number,
            steps=steps,
            record_id=record.id,
            at=record.at,
            type=record.event.type,
            sentence=sentence(record.event),
            session_id=record.session_id,
            activity_id=record.activity_id,
            problem_id=record.problem_id,
            facts=desk.facts,
            session_open=self._in_session[number - 1],
            code_state_id=desk.code,
            previous_code_state_id=desk.previous_code,
            code="" if desk.code is None else self._code_of(desk.code),
            chat=self._chat(record.problem_id or "", desk.chat_lines, number, CHAT_SHOWN),
            chat_lines=desk.chat_lines,
            run=desk.run,
            submission=shown,
            tests_passed=0 if shown is None else shown.passed,
            tests_total=0 if shown is None else shown.total,
            best_passed=desk.best_passed,
            solved=desk.solved,
            attempts=desk.attempts,
            hints_used=desk.hints_used,
            hint_level=desk.hint_level,
            saves=desk.saves,
            active_ms=self._active_ms[number - 1],
        )

    def of(self, problem_id: str) -> ProblemJourney:
        """Return what stands on the desk of one problem in the end, with all that was said."""
        mine = [p for p, record in enumerate(self._records) if record.problem_id == problem_id]
        desk = self._desks[mine[-1]] if mine else Desk()
        events = [self._records[place].event for place in mine]
        submitted = [e.submission_id for e in events if isinstance(e, Submitted)]
        return ProblemJourney(
            problem_id=problem_id,
            facts=desk.facts,
            first_code_state_id=desk.first_code,
            current_code_state_id=desk.code,
            tried=desk.tried,
            attempts=desk.attempts,
            solved=desk.solved,
            hints_used=desk.hints_used,
            hint_level=desk.hint_level,
            last_submission=desk.submission,
            last_run=desk.run,
            chat=self._chat(problem_id, desk.chat_lines, len(self._records), desk.chat_lines),
            submitted_ids=tuple(dict.fromkeys(submitted)),
            active_ms=self._active_ms[mine[-1]] if mine else 0,
            first_at=self._records[mine[0]].at if mine else None,
            last_at=self._records[mine[-1]].at if mine else None,
        )

    def _read(self) -> None:
        desks: dict[str, Desk] = {}
        worked: dict[str, int] = {}
        ended: set[str] = set()
        clock: datetime | None = None
        for place, record in enumerate(self._records):
            problem = record.problem_id or ""
            if is_of_learner(record.event):
                span, clock = counted(clock, record.at)
                worked[problem] = worked.get(problem, 0) + milliseconds(span)
            desk = after(desks.get(problem) or Desk(), record)
            desks[problem] = desk
            self._desks.append(desk)
            self._active_ms.append(worked.get(problem, 0))
            self._in_session.append(_is_open(record, ended))
            self._index(place, problem, record)

    def _index(self, place: int, problem: str, record: JourneyRecord) -> None:
        """Remember where lines are, and what was said of them when."""
        if record.event.type in LINES:
            self._lines.setdefault(problem, []).append(place)
        match record.event:
            case AnswerRated(query_id=query_id, rating=rating):
                self._ratings.setdefault(query_id, []).append((place, rating))
            case QueryRouted(query_id=query_id) as routed:
                kind = (routed.query_type, routed.sub_intent)
                self._kinds.setdefault(query_id, []).append((place, kind))
            case _:
                pass

    def _chat(self, problem: str, lines: int, number: int, shown: int) -> tuple[ChatLine, ...]:
        places = self._lines.get(problem, [])[max(0, lines - shown) : lines]
        return tuple(self._line(place, number) for place in places)

    def _line(self, place: int, number: int) -> ChatLine:
        record = self._records[place]
        event = record.event
        query_id = event.query_id if isinstance(event, QueryAsked | QueryAnswered) else ""
        return line(
            record,
            _last_before(self._ratings.get(query_id, []), number),
            _last_before(self._kinds.get(query_id, []), number),
        )


def _is_open(record: JourneyRecord, ended: set[str]) -> bool:
    if record.session_id is None:
        return False
    if isinstance(record.event, WorkSessionClosed):
        ended.add(record.session_id)
    elif record.event.type == "session_opened":
        ended.discard(record.session_id)
    return record.session_id not in ended


def _last_before(said: list[tuple[int, T]], number: int) -> T | None:
    """Return what was said last within the first `number` records."""
    return next((what for place, what in reversed(said) if place < number), None)

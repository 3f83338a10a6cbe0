"""From records to the learner state: one after the other, or all at once, with the same result."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from jupyter_codemm.contracts.journey import JourneyRecord
from jupyter_codemm.contracts.journey_talk import StruggleDetected
from jupyter_codemm.contracts.journey_time import counted, is_of_learner, milliseconds
from jupyter_codemm.contracts.learner import LearnerState, MasteryStep, Quarter
from jupyter_codemm.contracts.struggle import StruggleAlert, StruggleRules
from jupyter_codemm.learning.active_time import quarter, quarters_between
from jupyter_codemm.learning.applying import apply
from jupyter_codemm.learning.ledger import Ledger

DEFAULT_RULES = StruggleRules()
_PRACTICE = frozenset({"run", "submitted", "quiz_result"})


@dataclass(frozen=True, slots=True)
class Learned:
    """What a record led to: the state after it, and what is new in it.

    `alerts` were raised by it, `settled` ones closed because their problem was solved, `steps` are
    the changes of theta.
    """

    state: LearnerState
    alerts: tuple[StruggleAlert, ...] = ()
    settled: tuple[StruggleAlert, ...] = ()
    steps: tuple[MasteryStep, ...] = ()


def learn(
    state: LearnerState, record: JourneyRecord, rules: StruggleRules = DEFAULT_RULES
) -> Learned:
    """Return the state after one more record.

    A record that was seen already changes nothing. `rules` are the thresholds of the class.
    """
    ledger = Ledger.of(state, rules)
    if not _take(ledger, record):
        return Learned(state)
    return Learned(ledger.state(), tuple(ledger.raised), tuple(ledger.settled), tuple(ledger.made))


def rebuild(records: Iterable[JourneyRecord], rules: StruggleRules = DEFAULT_RULES) -> LearnerState:
    """Return the state after all records, in the order of their numbers.

    It has the same bytes as learning them one by one under the same rules.
    """
    ledger = Ledger.of(LearnerState(), rules)
    for record in records:
        _take(ledger, record)
    return ledger.state()


def as_told(state: LearnerState, records: Iterable[JourneyRecord]) -> LearnerState:
    """Return a state without open alerts that no record tells of.

    Where records were deleted, or rules have changed, what is left may raise some that were never
    raised then: it is too late to offer help for them.
    """
    told = {
        (record.event.trigger, record.event.topic): record.id
        for record in records
        if isinstance(record.event, StruggleDetected)
    }

    def is_told(alert: StruggleAlert) -> bool:
        return told.get((alert.trigger, alert.topic), 0) > alert.record_id

    alerts = {key: alert for key, alert in state.alerts.items() if is_told(alert)}
    handled = {key: one for key, one in state.handled.items() if is_told(one.alert)}
    return state.model_copy(update={"alerts": alerts, "handled": handled})


def _take(ledger: Ledger, record: JourneyRecord) -> bool:
    if record.id <= ledger.last_id:
        return False
    ledger.last_id = record.id
    if is_of_learner(record.event):
        _count_time(ledger, record)
    apply(ledger, record)
    return True


def _count_time(ledger: Ledger, record: JourneyRecord) -> None:
    span, ledger.clock = counted(ledger.clock, record.at)
    if span:
        _add_time(ledger, record, span)
    if record.event.type in _PRACTICE:
        now = quarter(record.at)
        known = ledger.quarters.get(now)
        if known is None or not known.practised:
            ledger.quarters[now] = Quarter(
                active_ms=known.active_ms if known else 0, practised=True
            )


def _add_time(ledger: Ledger, record: JourneyRecord, span: timedelta) -> None:
    """Add active time to its quarters of an hour, to the problem, and to the problem's module."""
    for number, part in quarters_between(record.at, span):
        known = ledger.quarters.get(number) or Quarter()
        ledger.quarters[number] = Quarter(
            active_ms=known.active_ms + part, practised=known.practised
        )
    work = ledger.work.get(record.problem_id or "")
    if work is None:
        return
    ms = milliseconds(span)
    if work.open:
        ledger.work[record.problem_id or ""] = work.model_copy(
            update={"active_ms": work.active_ms + ms}
        )
    module = ledger.module(work.facts.language, work.facts.topics[0])
    ledger.put_module(module.model_copy(update={"active_ms": module.active_ms + ms}))

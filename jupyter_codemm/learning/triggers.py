"""The signs that a learner is stuck. Each raises one alert by topic; help is offered, never forced.

The eight of the source designs, and further ones of the quality page; being idle is none.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import takewhile

from jupyter_codemm.contracts.journey import JourneyRecord
from jupyter_codemm.contracts.journey_talk import QuizResult
from jupyter_codemm.contracts.journey_work import Submitted
from jupyter_codemm.contracts.learner import Fired, WorkState
from jupyter_codemm.contracts.struggle import HandledAlert, StruggleAlert, TriggerName
from jupyter_codemm.learning.error_metrics import error_quotient, repeated_error_density
from jupyter_codemm.learning.ledger import Ledger
from jupyter_codemm.learning.sentences import OFFERS, SEVERITIES

_EVIDENCE = 50


def look_at_run(ledger: Ledger, record: JourneyRecord, work: WorkState) -> None:
    """Look at a failed run."""
    if len(work.failed_runs) >= ledger.rules.failed_runs:
        _raise(ledger, record, "failed_runs", work, work.failed_runs)
    _look_at_errors(ledger, record, work)


def look_at_submission(
    ledger: Ledger, record: JourneyRecord, work: WorkState, submission: Submitted
) -> None:
    """Look at a submission that has been taken in."""
    rules = ledger.rules
    if not submission.ok:
        if len(work.stale_submits) >= rules.stale_submits:
            _raise(ledger, record, "no_new_test_passed", work, work.stale_submits)
        _look_at_topics(ledger, record, work)
        _look_at_errors(ledger, record, work)
        _look_at_pace(ledger, record, work)
    if len(ledger.low_scores) >= rules.low_scores:
        _raise(ledger, record, "low_scores", work, ledger.low_scores)
    _look_at_completion(ledger, record)


def look_at_question(ledger: Ledger, record: JourneyRecord, work: WorkState | None) -> None:
    """Take in a question whose writer says to be stuck."""
    _raise(ledger, record, "says_stuck", work, (record.id,))


def look_at_quiz(ledger: Ledger, record: JourneyRecord, quiz: QuizResult) -> None:
    """Look at the result of a quiz."""
    if quiz.correct < ledger.rules.quiz_below * quiz.total:
        _raise(ledger, record, "quiz_below_half", None, (record.id,), topic=quiz.topic)


def look_at_work(ledger: Ledger, record: JourneyRecord, work: WorkState) -> None:
    """Look at the time that an unsolved problem took so far, and at ways back in its code."""
    rules = ledger.rules
    if work.active_ms > rules.active_seconds_without_pass * 1000:
        _raise(ledger, record, "long_without_pass", work, (record.id,))
    median = work.facts.median_seconds
    limit = median * rules.times_median if median else rules.seconds_without_median
    if work.active_ms > limit * 1000:
        _raise(ledger, record, "far_over_median", work, (record.id,))
    if len(work.reverts) >= rules.reverts:
        _raise(ledger, record, "going_back", work, work.reverts)


def settle(ledger: Ledger, problem_id: str) -> None:
    """Close the alerts of a problem that is solved now."""
    solved = [key for key, alert in ledger.alerts.items() if alert.problem_id == problem_id]
    ledger.settled.extend(ledger.alerts.pop(key) for key in solved)
    done = [key for key, one in ledger.handled.items() if one.alert.problem_id == problem_id]
    for key in done:
        del ledger.handled[key]


def handle(ledger: Ledger, record: JourneyRecord, key: str, actor: str) -> None:
    """Put an alert with those that staff dealt with.

    What was there by then raises it no more, and what comes soon after does not either: that is
    the time to make something of the help.
    """
    alert = ledger.alerts.pop(key, None)
    if alert is not None:
        ledger.handled[key] = HandledAlert(alert=alert, by=actor, at=record.at)
        ledger.fired[key] = Fired(record_id=record.id, at=record.at)


def reopen(ledger: Ledger, key: str) -> None:
    """Open an alert again that staff dealt with."""
    handled = ledger.handled.pop(key, None)
    if handled is not None:
        ledger.alerts[key] = handled.alert


def _look_at_errors(ledger: Ledger, record: JourneyRecord, work: WorkState) -> None:
    rules = ledger.rules
    last = work.executions[-1] if work.executions else None
    if last is None or last.error is None:
        return
    failing = takewhile(lambda e: e.error is not None, reversed(work.executions))
    same = tuple(sorted(e.record_id for e in failing if e.error == last.error))
    if len(same) >= rules.same_error_times:
        _raise(ledger, record, "same_error", work, same)
    errors = [execution.error for execution in work.executions]
    ids = tuple(execution.record_id for execution in work.executions)
    enough = len(errors) > rules.error_quotient_pairs
    if enough and error_quotient(errors) >= rules.error_quotient:
        _raise(ledger, record, "error_quotient", work, ids)
    if repeated_error_density(errors) >= rules.repeated_error_density:
        _raise(ledger, record, "repeated_errors", work, ids)


def _look_at_topics(ledger: Ledger, record: JourneyRecord, work: WorkState) -> None:
    for tag in dict.fromkeys(work.facts.topics):
        failures = ledger.topic(work.facts.language, tag).failures_in_row
        if len(failures) >= ledger.rules.topic_failures:
            _raise(ledger, record, "topic_failures", work, failures, topic=tag)


def _look_at_pace(ledger: Ledger, record: JourneyRecord, work: WorkState) -> None:
    rules = ledger.rules
    last = work.recent_submits[-rules.rapid_submits :]
    if len(last) < rules.rapid_submits:
        return
    if timedelta() <= last[-1][1] - last[0][1] <= timedelta(seconds=rules.rapid_seconds):
        _raise(ledger, record, "rapid_submits", work, tuple(number for number, _ in last))


def _look_at_completion(ledger: Ledger, record: JourneyRecord) -> None:
    """Look at the share of the problems tried lately that are solved."""
    rules = ledger.rules
    since = record.at - timedelta(days=rules.completion_days)
    tried = [w for w in ledger.work.values() if w.tried_at is not None and w.tried_at >= since]
    if len(tried) < rules.completion_min_attempted:
        return
    solved = sum(work.solved_at is not None for work in tried)
    if solved < rules.completion_below * len(tried):
        evidence = tuple(sorted(work.tried_record for work in tried))
        _raise(ledger, record, "low_completion", None, evidence)


def _raise(
    ledger: Ledger,
    record: JourneyRecord,
    trigger: TriggerName,
    work: WorkState | None,
    evidence: tuple[int, ...],
    *,
    topic: str | None = None,
) -> None:
    """Open an alert, unless there is one, or nothing new to rest it on, or the last is recent."""
    if topic is None:
        topic = work.facts.topics[0] if work is not None else ""
    key = f"{trigger}:{topic}"
    cooldown = timedelta(seconds=ledger.rules.cooldown_seconds)
    before = ledger.fired.get(key)
    if key in ledger.alerts:
        return
    if before is not None and (
        evidence[-1] <= before.record_id or abs(record.at - before.at) < cooldown
    ):
        return
    offered = ledger.offered_at is None or abs(record.at - ledger.offered_at) >= cooldown
    alert = StruggleAlert(
        trigger=trigger,
        topic=topic,
        severity=SEVERITIES[trigger],
        problem_id=record.problem_id if work is not None else None,
        evidence=evidence[-_EVIDENCE:],
        record_id=record.id,
        opened_at=record.at,
        offered=offered,
        message=OFFERS[trigger],
    )
    ledger.alerts[key] = alert
    ledger.handled.pop(key, None)
    ledger.fired[key] = Fired(record_id=evidence[-1], at=record.at)
    ledger.raised.append(alert)
    if offered:
        ledger.offered_at = record.at

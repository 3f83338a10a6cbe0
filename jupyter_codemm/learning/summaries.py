"""How a learner stands with each problem, for views of their class."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from jupyter_codemm.contracts.class_work import Alerts, WorkSummary
from jupyter_codemm.contracts.journey import JourneyRecord
from jupyter_codemm.contracts.learner import LearnerState
from jupyter_codemm.contracts.struggle import HandledAlert, StruggleAlert

_NONE = Alerts()


def changed_works(
    user: str,
    before: LearnerState,
    after: LearnerState,
    last: Mapping[str | None, JourneyRecord],
    *,
    opened: Collection[str] = (),
) -> tuple[WorkSummary, ...]:
    """Return the summaries of the problems with which something is other than it was.

    `last` are the newest records by problem, as far as there are new ones, `opened` the problems
    with a sitting that has not ended.
    """
    told, tells = _alerts(before), _alerts(after)
    return tuple(
        _summary(user, problem_id, after, last.get(problem_id)).model_copy(
            update={
                "session_open": problem_id in opened,
                "alerts": tells.get(problem_id, _NONE).alerts,
                "handled": tells.get(problem_id, _NONE).handled,
            }
        )
        for problem_id, work in after.work.items()
        if before.work.get(problem_id) != work
        or problem_id in last
        or told.get(problem_id) != tells.get(problem_id)
    )


def _summary(
    user: str, problem_id: str, state: LearnerState, last: JourneyRecord | None
) -> WorkSummary:
    work = state.work[problem_id]
    return WorkSummary(
        user=user,
        problem_id=problem_id,
        at=work.touched_at,
        record_id=work.tried_record if last is None else last.id,
        what="" if last is None else last.event.type,
        attempts=work.attempts,
        hints_used=work.hints_used,
        hint_level=work.hint_level,
        solved=work.solved_at is not None,
        active_ms=work.active_ms,
    )


def _alerts(state: LearnerState) -> Mapping[str, Alerts]:
    """Return the alerts about each problem that has any."""
    alerts: dict[str, list[StruggleAlert]] = {}
    handled: dict[str, list[HandledAlert]] = {}
    for alert in state.alerts.values():
        if alert.problem_id is not None:
            alerts.setdefault(alert.problem_id, []).append(alert)
    for one in state.handled.values():
        if one.alert.problem_id is not None:
            handled.setdefault(one.alert.problem_id, []).append(one)
    return {
        name: Alerts.of(alerts.get(name, ()), handled.get(name, ())) for name in {*alerts, *handled}
    }

"""What each event of a journey changes in the learner state; those not named change nothing."""

from __future__ import annotations

from functools import singledispatch

from jupyter_codemm.contracts.base import Contract
from jupyter_codemm.contracts.journey import JourneyRecord
from jupyter_codemm.contracts.journey_talk import (
    ConsentChanged,
    HintShown,
    QueryAsked,
    QuizResult,
    RecordingPaused,
    RecordingResumed,
    StruggleReopened,
    StruggleResolved,
)
from jupyter_codemm.contracts.journey_work import (
    EpisodeClosed,
    ProblemFacts,
    ProblemOpened,
    ProgramRun,
    Submitted,
)
from jupyter_codemm.contracts.learner import Execution, WorkState
from jupyter_codemm.learning import episodes, triggers
from jupyter_codemm.learning.active_time import quarter, with_quarter
from jupyter_codemm.learning.ledger import Ledger, topic_key
from jupyter_codemm.learning.stuck_words import says_stuck
from jupyter_codemm.learning.submitting import executed, submit

_KEPT_STATES = 40
_WORKING = frozenset(
    {"problem_opened", "run", "submitted", "code_saved", "code_reset", "hint_requested"}
    | {"query_asked"}
)
"""What only someone who works on the problem does: it begins a new episode after a closed one."""
_LIVING = _WORKING | {"hint_shown", "query_answered", "answer_rated", "session_opened"}


def apply(ledger: Ledger, record: JourneyRecord) -> None:
    """Change the ledger by one record whose time is already counted."""
    _touch(ledger, record)
    _change(record.event, ledger, record)
    work = ledger.work.get(record.problem_id or "")
    if work is not None and work.open and record.event.type in _LIVING:
        triggers.look_at_work(ledger, record, work)


def _touch(ledger: Ledger, record: JourneyRecord) -> None:
    """Bring the episode of the record's problem up to the record."""
    problem_id, kind = record.problem_id or "", record.event.type
    work = ledger.work.get(problem_id)
    if work is None or (kind not in _LIVING and kind != "episode_closed"):
        return
    if episodes.is_abandoned(work, record.at):
        episodes.close(ledger, problem_id, record.id, work.touched_at, "abandoned")
        work = ledger.work[problem_id]
    if kind == "episode_closed":
        return
    if not work.open and work.solved_at is None and kind in _WORKING:
        work = episodes.reopened(work)
    changes: dict[str, object] = {"touched_at": max(work.touched_at, record.at)}
    ledger.work[problem_id] = work.model_copy(update=changes | _code_changes(work, record))


def _code_changes(work: WorkState, record: JourneyRecord) -> dict[str, object]:
    """Return what the record's code changes: going back to an earlier state is remembered."""
    code = record.code_state_id
    if code is None or not work.open or work.states[-1:] == (code,):
        return {}
    went_back = code in work.states and record.event.type != "code_reset"
    return {
        "states": (*work.states, code)[-_KEPT_STATES:],
        "reverts": (*work.reverts, record.id)[-_KEPT_STATES:] if went_back else work.reverts,
    }


@singledispatch
def _change(event: Contract, ledger: Ledger, record: JourneyRecord) -> None:
    del event, ledger, record


@_change.register
def _(event: ProblemOpened, ledger: Ledger, record: JourneyRecord) -> None:
    problem_id = record.problem_id
    if problem_id is None:
        return
    known = ledger.work.get(problem_id)
    if known is None:
        states = (record.code_state_id,) if record.code_state_id else ()
        ledger.work[problem_id] = WorkState(
            facts=event.facts,
            activity_id=record.activity_id,
            touched_at=record.at,
            states=states,
        )
    elif known.facts != event.facts:
        ledger.work[problem_id] = known.model_copy(update={"facts": event.facts})
    _remember_place(ledger, problem_id, event.facts)


def _remember_place(ledger: Ledger, problem_id: str, facts: ProblemFacts) -> None:
    ledger.last_problem_id = problem_id
    ledger.last_family = facts.family
    ledger.last_topic = topic_key(facts.language, facts.topics[0])


@_change.register
def _(event: ProgramRun, ledger: Ledger, record: JourneyRecord) -> None:
    work = ledger.work.get(record.problem_id or "")
    if work is None or not work.open or event.verdict == "judge_error":
        return
    failed = () if event.ok else (*work.failed_runs, record.id)[-_KEPT_STATES:]
    work = work.model_copy(
        update={
            "executions": executed(work, Execution(record_id=record.id, error=_error_of(event))),
            "failed_runs": failed,
        }
    )
    ledger.work[record.problem_id or ""] = work
    if not event.ok:
        triggers.look_at_run(ledger, record, work)


def _error_of(run: ProgramRun) -> str | None:
    """Return the name of what went wrong; a wrong result is no error."""
    if run.verdict in ("accepted", "wrong_answer"):
        return None
    return run.error_type or run.verdict


@_change.register
def _(event: Submitted, ledger: Ledger, record: JourneyRecord) -> None:
    if record.problem_id in ledger.work and event.verdict != "judge_error":
        submit(ledger, record, event)


@_change.register
def _(event: HintShown, ledger: Ledger, record: JourneyRecord) -> None:
    work = ledger.work.get(record.problem_id or "")
    if work is None or not event.counted or event.level == 0:
        return
    highest = max(work.hint_level, event.level) if work.open else work.hint_level
    ledger.work[record.problem_id or ""] = work.model_copy(
        update={"hints_used": work.hints_used + 1, "hint_level": highest}
    )
    ledger.count_skills(dict.fromkeys(work.facts.topics), hints_used=1)


@_change.register
def _(event: QueryAsked, ledger: Ledger, record: JourneyRecord) -> None:
    if says_stuck(event.text):
        triggers.look_at_question(ledger, record, ledger.work.get(record.problem_id or ""))


@_change.register
def _(event: QuizResult, ledger: Ledger, record: JourneyRecord) -> None:
    module = ledger.module(event.language, event.topic)
    ledger.put_module(
        module.model_copy(
            update={
                "quiz_sum": module.quiz_sum + event.score,
                "quizzes": module.quizzes + 1,
                "practised_at": record.at,
                "quarters": with_quarter(module.quarters, quarter(record.at)),
            }
        )
    )
    triggers.look_at_quiz(ledger, record, event)


@_change.register
def _(event: EpisodeClosed, ledger: Ledger, record: JourneyRecord) -> None:
    work = ledger.work.get(record.problem_id or "")
    if work is not None and work.open and event.by == "learner":
        episodes.close(ledger, record.problem_id or "", record.id, record.at, "given_up")


@_change.register
def _(event: ConsentChanged, ledger: Ledger, record: JourneyRecord) -> None:
    del record
    ledger.recording = event.recording


@_change.register
def _(event: RecordingPaused, ledger: Ledger, record: JourneyRecord) -> None:
    del event, record
    ledger.recording = False


@_change.register
def _(event: RecordingResumed, ledger: Ledger, record: JourneyRecord) -> None:
    del event, record
    ledger.recording = True


@_change.register
def _(event: StruggleResolved, ledger: Ledger, record: JourneyRecord) -> None:
    key = f"{event.trigger}:{event.topic}"
    if event.by == "staff":
        triggers.handle(ledger, record, key, event.actor or "")
    else:
        ledger.alerts.pop(key, None)


@_change.register
def _(event: StruggleReopened, ledger: Ledger, record: JourneyRecord) -> None:
    del record
    triggers.reopen(ledger, f"{event.trigger}:{event.topic}")

"""Episodes: one from the first opening of a problem to its solving, or to the end of trying.

Each moves theta once, when it ends; runs never do.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from jupyter_codemm.contracts.learner import EpisodeEnd, MasteryStep, TopicState, WorkState
from jupyter_codemm.learning.active_time import quarter
from jupyter_codemm.learning.formulas import (
    demand,
    expected_score,
    moved,
    score_of_solve,
    weight,
)
from jupyter_codemm.learning.ledger import Ledger

REST = timedelta(hours=48)
"""Left alone for so long after three failed submissions, a problem counts as abandoned."""
ABANDONED_FAILS = 3
AIDED_LEVEL = 3
_WINDOWS: dict[str, tuple[()]] = dict.fromkeys(
    "failing_states stale_submits executions failed_runs recent_submits states reverts".split(),
    (),
)
"""What the triggers look at while an episode lasts; nobody needs it after."""


def abandoned_at(work: WorkState) -> datetime | None:
    """Return when the episode under way counts as abandoned, if nobody goes on with it.

    None while too little has failed for that, and when none is under way.
    """
    failed = work.open and work.failed_submits >= ABANDONED_FAILS
    return work.touched_at + REST if failed else None


def is_abandoned(work: WorkState, now: datetime) -> bool:
    """Return whether the episode under way has been let lie."""
    at = abandoned_at(work)
    return at is not None and now >= at


def reopened(work: WorkState) -> WorkState:
    """Return the work with its next episode begun."""
    return work.model_copy(
        update={
            "episode": work.episode + 1,
            "open": True,
            "failed_submits": 0,
            "hint_level": 0,
            "active_ms": 0,
            "most_passed": 0,
        }
    )


def close(ledger: Ledger, problem_id: str, record_id: int, at: datetime, end: EpisodeEnd) -> None:
    """End the episode under way and move theta, evenly over the problem's topics.

    One that ended without a submission says nothing about the learner and moves nothing.
    """
    work = ledger.work[problem_id]
    ledger.work[problem_id] = work.model_copy(update={"open": False, **_WINDOWS})
    if end != "solved" and not work.failed_submits:
        return
    for topic in dict.fromkeys(work.facts.topics):
        _move(ledger, work, topic, problem_id=problem_id, record_id=record_id, at=at, end=end)


def _move(
    ledger: Ledger,
    work: WorkState,
    topic: str,
    *,
    problem_id: str,
    record_id: int,
    at: datetime,
    end: EpisodeEnd,
) -> None:
    facts = work.facts
    known = ledger.topic(facts.language, topic)
    fails = len(work.failing_states)
    score = score_of_solve(fails, work.hint_level) if end == "solved" else 0.0
    demanded = demand(facts.difficulty, facts.scaffold)
    expected = expected_score(known.theta, demanded)
    counts = weight(known.episodes)
    share = 1.0 / len(set(facts.topics))
    after = moved(known.theta, share * counts * (score - expected))
    step = MasteryStep(
        episode=f"{problem_id}#{work.episode}",
        record_id=record_id,
        at=at,
        problem_id=problem_id,
        language=facts.language,
        topic=topic,
        end=end,
        difficulty=facts.difficulty,
        scaffold=facts.scaffold,
        fails=fails,
        hint_level=work.hint_level,
        demand=demanded,
        score=score,
        expected=expected,
        weight=counts,
        share=share,
        before=known.theta,
        after=after,
    )
    ledger.steps.append(step)
    ledger.made.append(step)
    ledger.put_topic(_after(known, work, step))


def _after(known: TopicState, work: WorkState, step: MasteryStep) -> TopicState:
    solved = step.end == "solved"
    unaided = solved and step.difficulty != "easy" and work.hint_level < AIDED_LEVEL
    at = quarter(step.at)
    return known.model_copy(
        update={
            "theta": step.after,
            "episodes": known.episodes + 1,
            "solves": known.solves + solved,
            "solved_quarters": _with(known.solved_quarters, at)
            if solved
            else known.solved_quarters,
            "unaided_solves": known.unaided_solves + unaided,
            "unaided_quarters": _with(known.unaided_quarters, at)
            if unaided
            else known.unaided_quarters,
            "practised_at": step.at,
            "last_difficulty": step.difficulty,
        }
    )


def _with(quarters: tuple[int, ...], number: int) -> tuple[int, ...]:
    return quarters if number in quarters else (*quarters, number)

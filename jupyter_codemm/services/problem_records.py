"""Deleting what is recorded of a learner at some problems, with all that follows from it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from jupyter_codemm.contracts.learner import LearnerState
from jupyter_codemm.learning import as_told, changed_works, rebuild
from jupyter_codemm.ports import Transaction


def forget_at(
    tx: Transaction,
    user: str,
    problem_ids: Collection[str],
    *,
    actor: str,
    action: str = "retention",
) -> Mapping[str, int]:
    """Delete runs, hints, questions and code of a learner at some problems, and log it.

    What is known of the learner is made anew from the records that are left. Returns how many rows
    of each table are gone.
    """
    # Whose row this is, nobody else adds to their records meanwhile.
    learner = tx.journeys.learner(user)
    gone = tx.people.forget_problems(user, problem_ids, actor=actor, action=action)
    records = tx.journeys.records(user)
    state = as_told(rebuild(records), records)
    # Numbers of records that are gone are not given again.
    state = state.model_copy(update={"last_id": max(state.last_id, learner.last_id)})
    left = tuple(work for work in learner.open_work if work.problem_id not in problem_ids)
    tx.journeys.save(replace(learner, state=state, open_work=left))
    last = {record.problem_id: record for record in records}
    opened = {work.problem_id for work in left}
    tx.works.save(changed_works(user, LearnerState(), state, last, opened=opened))
    return gone

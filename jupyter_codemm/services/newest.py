"""Submissions with the verdicts that count: those of being judged again, where they were."""

from __future__ import annotations

from collections.abc import Iterable

from jupyter_codemm.contracts.submission import Submission
from jupyter_codemm.ports import Transaction


def with_newest(tx: Transaction, made: Iterable[Submission]) -> tuple[Submission, ...]:
    """Return submissions, in their order, as they count now.

    What was judged again has that outcome here, and the version of the problem that gave it; the
    stored submission keeps its first one, whose verdict is told beside it.
    """
    known = tuple(made)
    challenges = {one.challenge_id for one in known if one.challenge_id is not None}
    if not challenges:
        return known
    again = tx.regrades.newest(challenges, {one.user for one in known})
    found = []
    for one in known:
        new = again.get(one.id)
        if new is None or one.outcome is None:
            found.append(one)
            continue
        counts = {
            "outcome": new.outcome,
            "problem_version": new.problem_version,
            "judged_at": new.judged_at,
            "first_verdict": one.outcome.verdict,
        }
        found.append(one.model_copy(update=counts))
    return tuple(found)

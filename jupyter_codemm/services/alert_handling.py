"""Staff deals with a learner's sign of struggle, and takes that back."""

from __future__ import annotations

from jupyter_codemm.contracts.class_views import AlertDecision
from jupyter_codemm.contracts.journey_talk import StruggleReopened, StruggleResolved
from jupyter_codemm.contracts.struggle import StruggleAlert
from jupyter_codemm.errors import NotFoundError, WrongStateError
from jupyter_codemm.ports import Transaction
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.learner_records import OfClass
from jupyter_codemm.services.recording import Journal

GONE = "There is no such sign of struggle any more."
CHANGED = "This sign of struggle has changed meanwhile; look at it as it is now."


async def decide(ctx: Context, of: OfClass, asked: AlertDecision) -> None:
    """Write down in the learner's journey that an alert was dealt with, or that it was not.

    An alert that was dealt with closes the offer of help, too, and comes back with what happens
    later. Raises as `Reading.checked`, NotFoundError for an alert that is not there or is about no
    problem of the class, and WrongStateError when it is no longer the one that was seen.
    """

    def work(tx: Transaction) -> None:
        found = of.reading("record").checked(tx)
        journal = Journal.of(tx, of.user, ctx.clock.now(), ctx.new_id)
        alert, is_handled = _known(journal, f"{asked.trigger}:{asked.topic}")
        if alert is None or alert.problem_id not in tx.challenges.problems_of_class(found.id):
            raise NotFoundError(GONE, where="trigger")
        if alert.record_id != asked.record_id or is_handled == asked.is_handled:
            raise WrongStateError(CHANGED, where="record_id")
        kind = {"trigger": asked.trigger, "topic": asked.topic, "actor": of.caller.user}
        journal.decided_about(
            alert,
            StruggleResolved.model_validate(kind | {"by": "staff"})
            if asked.is_handled
            else StruggleReopened.model_validate(kind),
        )
        journal.close()

    await ctx.store.transact(work)


def _known(journal: Journal, key: str) -> tuple[StruggleAlert | None, bool]:
    """Return the alert of a kind, and whether it was dealt with."""
    handled = journal.state.handled.get(key)
    if handled is not None:
        return handled.alert, True
    return journal.state.alerts.get(key), False

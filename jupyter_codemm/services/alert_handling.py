"""Staff deals with a learner's sign of struggle, and takes that back."""

from __future__ import annotations

from jupyter_codemm.contracts.class_views import AlertDecision
from jupyter_codemm.contracts.journey_talk import StruggleReopened, StruggleResolved
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
    problem of the class, and WrongStateError when it is no longer the one that was seen. Nothing
    happens when the caller has dealt with it already: who asks twice means it once.
    """

    def work(tx: Transaction) -> NotFoundError | None:
        found = of.reading("record").checked(tx)
        journal = Journal.of(tx, of.user, ctx.clock.now(), ctx.new_id)
        key = f"{asked.trigger}:{asked.topic}"
        done = journal.state.handled.get(key)
        alert = journal.state.alerts.get(key) if done is None else done.alert
        if alert is None or alert.problem_id not in tx.challenges.problems_of_class(found.id):
            if journal.is_made_anew:
                journal.close()  # the views tell of it until then
            return NotFoundError(GONE, where="trigger")
        is_seen = alert.record_id == asked.record_id
        if is_seen and asked.is_handled and done is not None and done.by == of.caller.user:
            return None
        if not is_seen or asked.is_handled == (done is not None):
            raise WrongStateError(CHANGED, where="record_id")
        journal.decided_about(alert, _event(of, asked))
        journal.close()
        return None

    refused = await ctx.store.transact(work)
    if refused is not None:
        raise refused


def _event(of: OfClass, asked: AlertDecision) -> StruggleResolved | StruggleReopened:
    actor = of.caller.user
    if asked.is_handled:
        return StruggleResolved(trigger=asked.trigger, topic=asked.topic, by="staff", actor=actor)
    return StruggleReopened(trigger=asked.trigger, topic=asked.topic, actor=actor)

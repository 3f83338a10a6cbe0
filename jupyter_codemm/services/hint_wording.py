"""A model's words for a hint that was given: the same level, guarded, kept beside the first."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from jupyter_codemm.contracts.journey import JourneyRecord
from jupyter_codemm.contracts.journey_talk import HintShown, QueryAnswered
from jupyter_codemm.contracts.recorded_text import MAX_HINT
from jupyter_codemm.contracts.solving import HintReply, HintRequest
from jupyter_codemm.ports import Account, Transaction
from jupyter_codemm.services import hinting
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.given import problem_for
from jupyter_codemm.services.hinting import Told
from jupyter_codemm.services.model_access import within
from jupyter_codemm.services.phrasing import Phrased, Show, phrased
from jupyter_codemm.services.recording import Journal
from jupyter_codemm.services.wordings import Work
from jupyter_codemm.services.workplaces import workplace
from jupyter_codemm.tutoring.guarding import GuardContext, hidden_values
from jupyter_codemm.tutoring.guarding.context import public_text
from jupyter_codemm.tutoring.hinting import Attempt
from jupyter_codemm.tutoring.phrasing import failure_words, hint_request
from jupyter_codemm.tutoring.phrasing.hints import HIGHEST

WORDED = frozenset({"error", "behaviour", "fault", "static", "category", "concept", "steps"})


async def hint(ctx: Context, user: str, request: HintRequest) -> HintReply:
    """Return a hint as rules make it; the reply names the wording by a model that follows, if any.

    Raises as `hinting.hint` does.
    """
    told = await hinting.hint(ctx, user, request)
    if told.is_new:
        asked = await within(ctx, user, told.desk.activity.id, "hints")
        wording = _begun(asked, user, told)
    else:
        wording = ctx.wordings.open_of((user, told.desk.problem.id), told.record_id)
    return told.reply.model_copy(update={"wording": wording})


def _begun(ctx: Context, user: str, told: Told) -> str | None:
    llm, attempt, rule = ctx.llm, told.attempt, told.hint
    if llm is None or attempt is None or rule.kind not in WORDED or rule.level > HIGHEST:
        return None
    talk = (user, told.desk.problem.id)
    account = Account(user, told.desk.activity.id)

    async def phrase(show: Show) -> Phrased:
        context = await guard_context(ctx, user, told, attempt)
        request = await asyncio.to_thread(hint_request, attempt, rule, account)
        return await phrased(llm, request, context, show)

    async def finish(came: Phrased) -> str:
        if not came.shown.strip() and not came.blocked:
            return came.over(rule.text)
        event = _event(told, came)
        await ctx.store.transact(lambda tx: _keep(tx, ctx, user, told, event))
        return event.text

    work = Work(rule.text, phrase, finish)
    key = ctx.new_id("wording")
    return ctx.wordings.begin(key, work, talk=talk, record_id=told.record_id)


async def guard_context(ctx: Context, user: str, told: Told, attempt: Attempt) -> GuardContext:
    """Return what a wording of a hint is held against, with all that models said before."""
    problem, desk = told.desk.problem, told.desk
    records = await ctx.store.transact(lambda tx: tx.journeys.records(user, problem_id=problem.id))
    return GuardContext(
        language=problem.language,
        level=told.hint.level,
        artefacts=desk.artefacts,
        key=ctx.key or b"",
        hidden=hidden_values(problem),
        public=public_text(problem, attempt.code, told.hint.text),
        said=said_by_models(records, ctx.wordings.said((user, problem.id))),
        failure=failure_words(attempt, told.hint),
    )


def said_by_models(records: Iterable[JourneyRecord], remembered: Iterable[str]) -> tuple[str, ...]:
    """Return what models said in a talk, each text once: those of the journey, then others."""
    kept = [text for record in records if (text := _of_model(record)) is not None]
    further = (text for text in remembered if not any(text.strip() in one for one in kept))
    return (*kept, *further)


def _of_model(record: JourneyRecord) -> str | None:
    match record.event:
        case HintShown(source="model", text=text):
            return text
        case QueryAnswered(provider=str(), text=text):
            return text
        case _:
            return None


def _event(told: Told, came: Phrased) -> HintShown:
    return HintShown(
        level=told.hint.level,
        source="model" if came.shown.strip() else told.hint.source,
        text=came.over(told.hint.text)[:MAX_HINT],
        latency_ms=0 if came.call is None else came.call.latency_ms,
        reveal_ratio=came.reveal_ratio,
        guardrail_replaced=came.blocked,
        counted=False,
        submission_id=told.submission_id,
        call=came.call,
        rewords=told.record_id,
    )


def _keep(tx: Transaction, ctx: Context, user: str, told: Told, event: HintShown) -> None:
    problem = told.desk.problem
    if told.record_id is not None and not _is_kept(tx, user, problem.id, told.record_id):
        return  # the hint was erased meanwhile, and its wording goes with it
    now = ctx.clock.now()
    one = problem_for(tx, user, problem.id, now)  # it may be gone by now
    journal = Journal.of(tx, user, now, ctx.new_id)
    journal.work_at(workplace(tx, one.activity, problem), event)
    journal.close()


def _is_kept(tx: Transaction, user: str, problem_id: str, record_id: int) -> bool:
    found = tx.journeys.records(user, problem_id=problem_id, after=record_id - 1, limit=1)
    return any(one.id == record_id for one in found)

"""What a model adds to the answer of a question, and how it breaks the ties of triage."""

from __future__ import annotations

import asyncio
import logging

from jupyter_codemm.contracts.journey_talk import QueryAnswered
from jupyter_codemm.contracts.query import Answer, Query
from jupyter_codemm.contracts.recorded_text import MAX_ANSWER
from jupyter_codemm.contracts.tutoring import RouteDecision
from jupyter_codemm.errors import CodemmError
from jupyter_codemm.gates.prose import is_english, prose, words
from jupyter_codemm.ports import Account, Transaction
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.desks import Desk
from jupyter_codemm.services.given import problem_for
from jupyter_codemm.services.hint_wording import said_by_models
from jupyter_codemm.services.phrasing import Phrased, Show, phrased
from jupyter_codemm.services.recording import Journal
from jupyter_codemm.services.wordings import Work
from jupyter_codemm.services.workplaces import workplace
from jupyter_codemm.tutoring.guarding import GuardContext, hidden_values
from jupyter_codemm.tutoring.guarding.context import public_text
from jupyter_codemm.tutoring.phrasing.answers import Asked, answer_request
from jupyter_codemm.tutoring.phrasing.ties import tie_broken, tie_request

_log = logging.getLogger(__name__)
_FEW_WORDS = 3
_MOST_TELLING, _ANY = 3, 2
"""The highest level of a hint without code, and that of an answer which names none."""


async def decided(ctx: Context, query: Query, rule: RouteDecision) -> RouteDecision:
    """Return who answers: what rules say, or where they are undecided a model, if it answers."""
    if ctx.llm is None or not rule.undecided or rule.refuses:
        return rule
    request = tie_request(query.text, Account.asking(query.user, query.activity_id))
    try:
        reply = await ctx.llm.complete(request)
    except CodemmError as error:
        _log.info("a tie was left to the rules: %s", error.code)
        return rule
    return tie_broken(rule, reply.text)


def begun(ctx: Context, query: Query, desk: Desk | None, asked: Asked, *, refuses: bool) -> Query:
    """Start what a model adds to an answer, if anything; the query then says what to follow."""
    llm, given, told = ctx.llm, query.answer, asked.answer
    has_more = told.type != "other" or told.sub_intent == "review"
    if llm is None or given is None or refuses or not has_more:
        return query
    talk = (query.user, query.problem_id or "")

    async def phrase(show: Show) -> Phrased:
        context = await _guard_context(ctx, query, desk, asked)
        request = await asyncio.to_thread(
            answer_request, asked, Account.asking(query.user, query.activity_id)
        )
        return await phrased(llm, request, context, show)

    async def finish(came: Phrased) -> str:
        if not came.shown.strip() and not came.blocked:
            return came.over(given.text)
        text = f"{given.text}\n\n{came.shown.strip()}".strip()[:MAX_ANSWER]
        better = given.updated(
            text=text,
            guardrail_replaced=came.blocked,
            provider=llm.name[:200] if came.shown.strip() else None,
            call=came.call,
        )
        await ctx.store.transact(lambda tx: _keep(tx, ctx, query, better))
        return text

    work = Work(given.text, phrase, finish)
    return query.model_copy(update={"wording": ctx.wordings.begin(query.id, work, talk=talk)})


async def _guard_context(
    ctx: Context, query: Query, desk: Desk | None, asked: Asked
) -> GuardContext:
    level = min(asked.answer.level if asked.answer.level is not None else _ANY, _MOST_TELLING)
    remembered = ctx.wordings.said((query.user, query.problem_id or ""))
    english = _reads_english(query.text)
    if desk is None:
        return GuardContext(
            language=asked.language,
            level=level,
            public=asked.answer.text,
            said=remembered,
            shaped=english,
            spoken_english=english,
        )
    problem = desk.problem
    records = await ctx.store.transact(
        lambda tx: tx.journeys.records(query.user, problem_id=problem.id)
    )
    code = asked.attempt.code if asked.attempt is not None else ""
    return GuardContext(
        language=problem.language,
        level=level,
        artefacts=desk.artefacts,
        key=ctx.key or b"",
        hidden=hidden_values(problem),
        public=public_text(problem, code, asked.answer.text),
        said=said_by_models(records, remembered),
        shaped=english,
        spoken_english=english,
    )


def _keep(tx: Transaction, ctx: Context, query: Query, better: Answer) -> None:
    stored = tx.queries.get(query.id, query.user)
    tx.queries.save(stored.updated(answer=better))
    event = QueryAnswered(
        query_id=query.id,
        service=better.service,
        format=better.format,
        text=better.text,
        sources=better.sources,
        guardrail_replaced=better.guardrail_replaced,
        latency_ms=0 if better.call is None else better.call.latency_ms,
        provider=better.provider,
        call=better.call,
    )
    journal = Journal.of(tx, query.user, ctx.clock.now(), ctx.new_id)
    if query.problem_id is None:
        journal.said(event)
    else:
        one = problem_for(tx, query.user, query.problem_id, ctx.clock.now())
        journal.work_at(workplace(tx, one.activity, one.problem), event)
    journal.close()


def _reads_english(question: str) -> bool:
    # A cry of two or three words tells no language.
    return len(words(question)) <= _FEW_WORDS or is_english(prose(question))

"""Questions of learners: asked, routed, answered, rated. Each step is stored before the next."""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass, replace
from datetime import timedelta

from jupyter_codemm.contracts.inquiry import QueryType, Specialist
from jupyter_codemm.contracts.journey import JourneyEvent
from jupyter_codemm.contracts.journey_talk import (
    AnswerRated,
    QueryAnswered,
    QueryAsked,
    QueryFailed,
    QueryRouted,
)
from jupyter_codemm.contracts.query import Answer, Query, QueryRequest, RatingRequest, Routing
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.contracts.tutoring import Answer as RuleAnswer
from jupyter_codemm.contracts.tutoring import RouteDecision
from jupyter_codemm.errors import WrongStateError
from jupyter_codemm.ports import Transaction
from jupyter_codemm.services import answer_wording
from jupyter_codemm.services.answer_material import Known, known_of, routed_by_rule, told_by_rule
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.desks import Desk, attempt_of
from jupyter_codemm.services.given import problem_for
from jupyter_codemm.services.model_access import within
from jupyter_codemm.services.quoting import passages_for, with_sources
from jupyter_codemm.services.recording import Journal
from jupyter_codemm.services.workplaces import code_of, workplace
from jupyter_codemm.tutoring.phrasing.answers import Asked

_log = logging.getLogger(__name__)
SPECIALISTS: dict[QueryType, Specialist] = {
    "concept": "concept",
    "debug": "debug",
    "exercise": "exercise",
    "other": "triage",
}
FAILED = "I could not find an answer to this. Ask again, or in other words."
STOPPED = "The server was stopped before this was answered. Ask again."
CHOSEN = "you chose it"
LONGEST = timedelta(minutes=2)
"""No answer takes as long: what waits for a model on the way waits for seconds."""


@dataclass(frozen=True, slots=True)
class Questions:
    """Takes questions and answers them."""

    ctx: Context

    async def ask(self, user: str, request: QueryRequest) -> Query:
        """Answer a question and return it, completed or failed.

        Raises NotFoundError for a problem that the user may not work on, or a question of nobody's
        in `retry_of`; then nothing is stored.
        """
        query = await self.ctx.store.transact(lambda tx: self._asked(tx, user, request))
        return await self._answered(query, request.source)

    async def get(self, user: str, query_id: str) -> Query:
        """Return a question; raises NotFoundError when it is not the user's."""
        return self._followed(
            await self.ctx.store.transact(lambda tx: tx.queries.get(query_id, user))
        )

    async def list(self, user: str, problem_id: str | None = None) -> tuple[Query, ...]:
        """Return the user's questions, oldest first, of one problem if it is named."""
        found = await self.ctx.store.transact(lambda tx: tx.queries.list(user, problem_id))
        return tuple(map(self._followed, found))

    async def reroute(self, user: str, query_id: str, query_type: QueryType) -> Query:
        """Ask a question again of another specialist; the new question names the old one.

        Raises WrongStateError while the old one has no end yet.
        """

        def work(tx: Transaction) -> Query:
            old = tx.queries.get(query_id, user)
            if old.status not in ("completed", "failed"):
                raise WrongStateError("this question is still being answered")
            request = QueryRequest(
                text=old.text, problem_id=old.problem_id, context=old.context, retry_of=old.id
            )
            return self._asked(tx, user, request)

        query = await self.ctx.store.transact(work)
        decision = RouteDecision(type=query_type, reason=CHOSEN, method="user")
        return await self._answered(query, None, decision)

    async def rate(self, user: str, query_id: str, request: RatingRequest) -> Query:
        """Rate an answer; raises WrongStateError when there is none."""

        def work(tx: Transaction) -> Query:
            query = tx.queries.get(query_id, user)
            if query.answer is None:
                raise WrongStateError("this question has no answer that could be rated")
            rated = query.model_copy(update=request.model_dump())
            tx.queries.save(rated)
            event = AnswerRated(query_id=query.id, rating=request.rating, comment=request.comment)
            self._record(tx, rated, None, event)
            return rated

        return await self.ctx.store.transact(work)

    async def sweep(self) -> int:
        """End what nobody answers any more, as a server was killed; returns how many those were.

        Another server may be at work on younger ones.
        """
        asked_before = self.ctx.clock.now() - LONGEST

        def work(tx: Transaction) -> int:
            left = [q for q in tx.queries.unfinished() if q.submitted_at <= asked_before]
            for query in left:
                self._fail(tx, query, STOPPED)
            return len(left)

        return await self.ctx.store.transact(work)

    def _asked(self, tx: Transaction, user: str, request: QueryRequest) -> Query:
        activity_id = None
        if request.problem_id is not None:
            activity_id = problem_for(
                tx, user, request.problem_id, self.ctx.clock.now()
            ).activity.id
        if request.retry_of is not None:
            tx.queries.get(request.retry_of, user)
        query = Query(
            id=self.ctx.new_id("query"),
            user=user,
            text=request.text,
            activity_id=activity_id,
            problem_id=request.problem_id,
            context=request.context,
            retry_of=request.retry_of,
            submitted_at=self.ctx.clock.now(),
        )
        tx.queries.add(query)
        asked = QueryAsked(query_id=query.id, text=query.text, retry_of=query.retry_of)
        self._record(tx, query, request.source, asked)
        return query

    async def _answered(
        self, query: Query, source: Source | None, decision: RouteDecision | None = None
    ) -> Query:
        started = time.perf_counter()
        try:
            ctx = await within(self.ctx, query.user, query.activity_id, "answers")
            known = await self.ctx.store.transact(lambda tx: known_of(tx, self.ctx, query, source))
            made = decision or await self._decided(ctx, known)
            query = await self.ctx.store.transact(lambda tx: self._route(tx, query, made))
            told = await asyncio.to_thread(told_by_rule, self.ctx, known, made)
            found = await passages_for(ctx, query, made, known.language, known.desk)
            told = with_sources(told, made, query.text, found)
        except Exception as error:  # noqa: BLE001 - whatever fails, the learner may ask again
            # The error's own text may quote the question.
            _log.warning("%s was not answered: %s", query.id, type(error).__name__)
            return await self.ctx.store.transact(lambda tx: self._fail(tx, query, FAILED))
        latency = round(1000 * (time.perf_counter() - started))
        done = await self.ctx.store.transact(
            lambda tx: self._complete(tx, query, told, source, latency)
        )
        if ctx.llm is None:
            return done
        asked = Asked(done.text, known.language, told, passages=found)
        return await self._with_more(ctx, done, known.desk, asked, refuses=made.refuses)

    async def _with_more(
        self, ctx: Context, done: Query, desk: Desk | None, asked: Asked, *, refuses: bool
    ) -> Query:
        """Start what a model adds to an answer; `done` is stored already."""
        if desk is not None:
            attempt = await asyncio.to_thread(attempt_of, ctx, done.user, desk)
            asked = replace(asked, attempt=attempt)
        return answer_wording.begun(ctx, done, desk, asked, refuses=refuses)

    def _followed(self, query: Query) -> Query:
        return query.model_copy(update={"wording": self.ctx.wordings.open_one(query.id)})

    async def _decided(self, ctx: Context, known: Known) -> RouteDecision:
        rule = await asyncio.to_thread(routed_by_rule, self.ctx, known)
        return await answer_wording.decided(ctx, known.query, rule)

    def _route(self, tx: Transaction, query: Query, decision: RouteDecision) -> Query:
        routing = Routing(
            target=SPECIALISTS[decision.type],
            query_type=decision.type,
            sub_intent=decision.sub_intent,
            reason=decision.reason,
            terms=decision.matched[:20],
            method=decision.method,
            confidence=decision.confidence,
        )
        routed = query.model_copy(
            update={"status": "routed", "routings": (*query.routings, routing)}
        )
        tx.queries.save(routed)
        if routing.target != "triage":
            told = {name: getattr(routing, name) for name in Routing.model_fields}
            event = QueryRouted(query_id=query.id, origin="triage", **told)
            self._record(tx, routed, None, event)
        processing = routed.model_copy(update={"status": "processing"})
        tx.queries.save(processing)
        return processing

    def _complete(
        self, tx: Transaction, query: Query, told: RuleAnswer, source: Source | None, latency: int
    ) -> Query:
        given = Answer(
            service=SPECIALISTS[told.type],
            format=told.format,
            text=told.text,
            level=told.level,
            sources=told.sources,
        )
        done = query.model_copy(
            update={"status": "completed", "answer": given, "processed_at": self.ctx.clock.now()}
        )
        tx.queries.save(done)
        event = QueryAnswered(
            query_id=query.id,
            service=given.service,
            format=given.format,
            text=given.text,
            sources=given.sources,
            latency_ms=latency,
        )
        self._record(tx, done, source, event)
        return done

    def _fail(self, tx: Transaction, query: Query, why: str) -> Query:
        failed = query.model_copy(
            update={"status": "failed", "failure": why, "processed_at": self.ctx.clock.now()}
        )
        tx.queries.save(failed)
        self._record(tx, failed, None, QueryFailed(query_id=query.id, reason=why))
        return failed

    def _record(
        self, tx: Transaction, query: Query, source: Source | None, event: JourneyEvent
    ) -> None:
        journal = Journal.of(tx, query.user, self.ctx.clock.now(), self.ctx.new_id)
        if query.problem_id is None:
            journal.said(event)
        else:
            one = problem_for(tx, query.user, query.problem_id, self.ctx.clock.now())
            place = workplace(tx, one.activity, one.problem)
            journal.work_at(place, event, code=code_of(one.problem, source))
        journal.close()

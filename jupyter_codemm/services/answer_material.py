"""What is known when a question is answered, and what rules alone make of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.learner_views import LearnerProfile
from jupyter_codemm.contracts.query import Query
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.contracts.tutoring import Answer, RouteDecision
from jupyter_codemm.journey import solution_history
from jupyter_codemm.learning import profile
from jupyter_codemm.ports import Transaction
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.desks import Desk, attempt_of, desk_of, tried_last
from jupyter_codemm.services.recording import known_state
from jupyter_codemm.tutoring.answering import Material, answer
from jupyter_codemm.tutoring.triage import Situation, route


@dataclass(frozen=True, slots=True)
class Known:
    """What is read at once for a question. `zone` is where its learner is."""

    query: Query
    desk: Desk | None
    profile: LearnerProfile
    language: Language
    zone: ZoneInfo
    source: Source | None = None


def known_of(tx: Transaction, ctx: Context, query: Query, source: Source | None) -> Known:
    """Read what an answer is made of; raises NotFoundError when the problem is gone."""
    now = ctx.clock.now()
    desk = None if query.problem_id is None else desk_of(tx, query.user, query.problem_id, now)
    learner = tx.journeys.learner(query.user)
    state, zone = known_state(tx, learner), ZoneInfo(learner.settings.time_zone)
    last = state.work.get(state.last_problem_id or "")
    language: Language = "python" if last is None else last.facts.language
    return Known(
        query=query,
        desk=desk,
        profile=profile(state, now, zone),
        language=language if desk is None else desk.problem.language,
        zone=zone,
        source=source,
    )


def routed_by_rule(ctx: Context, known: Known) -> RouteDecision:
    """Return to whom the words of a question send it."""
    return route(known.query.text, _situation(ctx, known))


def told_by_rule(ctx: Context, known: Known, decision: RouteDecision) -> Answer:
    """Return the answer that rules alone give."""
    desk = known.desk
    versions = () if desk is None else solution_history(desk.records)
    attempt = None if desk is None else attempt_of(ctx, known.query.user, desk)
    if attempt is not None and known.source is not None and decision.sub_intent == "review":
        attempt = replace(attempt, source=known.source)  # the program as it is now
    last = versions[-1].at.astimezone(known.zone) if versions else None
    material = Material(
        language=known.language,
        topics=() if desk is None else desk.problem.topics,
        attempt=attempt,
        profile=known.profile,
        versions=len(versions),
        last_version="" if last is None else f"{last:%Y-%m-%d %H:%M %Z}",
    )
    return answer(known.query.text, decision, material)


def _situation(ctx: Context, known: Known) -> Situation:
    tried = None if known.desk is None else tried_last(ctx, known.query.user, known.desk)
    if tried is None:
        return Situation()
    minutes = max(0.0, (ctx.clock.now() - tried.at).total_seconds() / 60)
    return Situation(failing=tried.outcome.verdict != "accepted", minutes=minutes)

"""A Context on doubles, and short ways through the services."""

from __future__ import annotations

from itertools import count

from jupyter_codemm.contracts.events import TERMINAL_EVENTS, NumberedEvent
from jupyter_codemm.contracts.outcome import Tier
from jupyter_codemm.contracts.session import AuthoringSession
from jupyter_codemm.contracts.spec import ActivitySpec
from jupyter_codemm.generation import Manner
from jupyter_codemm.ports import LLM, Author, Clock, Embedder, Sandbox, Store
from jupyter_codemm.services.authoring import open_with_spec
from jupyter_codemm.services.context import Context, HealthCheck
from jupyter_codemm.services.following import follow, session_topic
from jupyter_codemm.services.generating import Generations
from jupyter_codemm.services.reach import ByRoles, Reach
from jupyter_codemm.services.tidings import Tidings
from tests.fakes.bare_sandbox import BareSandbox
from tests.fakes.fixed_clock import FixedClock
from tests.fakes.fixed_profiles import FixedProfiles
from tests.fakes.scripted_author import ScriptedAuthor

OWNER = "ada"


def make_context(
    store: Store,
    *,
    author: Author | None = None,
    sandbox: Sandbox | None = None,
    clock: Clock | None = None,
    llm: LLM | None = None,
    holder: str = "server-1",
    checks: tuple[HealthCheck, ...] = (),
    graded_tier: Tier = "rlimit",
    manner: Manner | None = None,
    embedder: Embedder | None = None,
    reach: Reach | None = None,
    key: bytes | None = b"a key for tests that is no secret",
    tidings: Tidings | None = None,
) -> Context:
    numbers = count(1)
    return Context(
        store=store,
        author=author or ScriptedAuthor(),
        sandbox=sandbox or BareSandbox(),
        clock=clock or FixedClock(),
        profiles=FixedProfiles(),
        holder=holder,
        new_id=lambda prefix: f"{prefix}-{holder}-{next(numbers)}",
        llm=llm,
        checks=checks,
        graded_tier=graded_tier,
        manner=manner or Manner(),
        key=key,
        embedder=embedder,
        reach=reach or ByRoles(),
        tidings=tidings or Tidings(),
    )


def spec(count: int = 3, **changes: object) -> ActivitySpec:
    return ActivitySpec.parse(
        {
            "language": "python",
            "problem_count": count,
            "difficulty_plan": [{"difficulty": "easy", "count": count}],
            "topic_tags": ["loops", "lists"],
            "problem_style": "return",
        }
        | changes
    )


async def ready_session(
    ctx: Context, count: int = 3, mode: str = "practice", **changes: object
) -> AuthoringSession:
    return await open_with_spec(ctx, OWNER, spec(count, **changes), mode)


async def events_until_end(ctx: Context, session_id: str, after: int = 0) -> list[NumberedEvent]:
    """Return the events of a session up to the next that ends a run."""
    seen = []
    async for event in follow(ctx, {session_topic(session_id): after}):
        seen.append(event)
        if event.event.type in TERMINAL_EVENTS:
            break
    return seen


async def generated(
    generations: Generations, ctx: Context, session_id: str, seed: int | None = 1
) -> list[NumberedEvent]:
    """Start a session's generation, wait for its end and return its events."""
    accepted = await generations.start(OWNER, session_id, seed)
    return await events_until_end(ctx, session_id, accepted.last_event_id)

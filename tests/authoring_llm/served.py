"""Generation with a real HTTP client, a real database and a model endpoint that does as told."""

from __future__ import annotations

import json
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from jupyter_codemm.authoring.llm import AuthorSettings, ModelAuthor
from jupyter_codemm.contracts.events import NumberedEvent
from jupyter_codemm.contracts.session import AuthoringSession
from jupyter_codemm.generation import Manner
from jupyter_codemm.llm.client import EndpointLLM
from jupyter_codemm.llm.settings import LLMSettings
from jupyter_codemm.ports import Sandbox
from jupyter_codemm.services.authoring import get_session
from jupyter_codemm.services.budgets import Budgets
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.generating import Generations
from jupyter_codemm.services.metering import Meter, MeteredLLM
from jupyter_codemm.store import open_store
from tests.fakes.contexts import OWNER, generated, make_context, ready_session
from tests.fakes.fixed_clock import FixedClock
from tests.fakes.model_endpoint import ModelEndpoint, Seen, Step, reply
from tests.fakes.model_replies import good_reply
from tests.fakes.second_reply import rising_reply

Play = Callable[[dict[str, Any], int], Step | None]
"""An order and how many requests there were before it → what the endpoint does; None: well."""


def endpoint(play: Play) -> ModelEndpoint:
    """Return an endpoint that answers well, except where `play` says otherwise."""
    numbers = count()

    def step(seen: Seen) -> Step:
        order = json.loads(seen.body["messages"][-1]["content"])
        return play(order, next(numbers)) or reply(json.dumps(titled_reply(order)))

    return ModelEndpoint(step)


def titled_reply(order: dict[str, Any]) -> dict[str, Any]:
    """Return a good answer; what is not easy is another exercise, in Python."""
    answer = good_reply(order)
    if order["difficulty"] == "easy" or order["kind"] != "function":
        return answer
    other = rising_reply()
    return {key: value for key, value in other.items() if key in answer}


async def at_once(_seconds: float) -> None:
    """Wait for nothing."""


@dataclass
class Bench:
    """One server on one database."""

    ctx: Context
    generations: Generations

    async def run(
        self, slots: int = 1, **spec: Any
    ) -> tuple[AuthoringSession, list[NumberedEvent]]:
        """Generate an activity and return the session after it, and its events."""
        session = await ready_session(self.ctx, slots, **spec)
        events = await generated(self.generations, self.ctx, session.id)
        return await get_session(self.ctx, OWNER, session.id), events


@asynccontextmanager
async def served(
    model: ModelEndpoint,
    database: Path,
    *,
    limits: AuthorSettings | None = None,
    budgets: Budgets | None = None,
    sandbox: Sandbox | None = None,
    manner: Manner | None = None,
) -> AsyncIterator[Bench]:
    """Open a server whose author asks an endpoint."""
    store = open_store(database)
    endpoint = EndpointLLM(LLMSettings(base_url=model.base_url, model="m1"), sleep=at_once)
    meter = Meter(
        store,
        FixedClock(),
        budgets or Budgets(),
        lambda word: f"{word}-{secrets.token_hex(8)}",
    )
    llm = MeteredLLM(endpoint, meter)
    author = ModelAuthor(llm, limits)
    ctx = make_context(store, author=author, llm=llm, sandbox=sandbox, manner=manner)
    generations = Generations(ctx)
    try:
        yield Bench(ctx, generations)
    finally:
        await generations.close()
        await store.close()

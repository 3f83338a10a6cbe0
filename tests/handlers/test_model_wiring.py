"""The configured model is metered from the first call on, for the chat and for the author."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from jupyter_codemm.app import AppWiring, Settings
from jupyter_codemm.contracts.class_models import ModelTerms
from jupyter_codemm.contracts.classroom import Membership, NewOrganization, SchoolClass
from jupyter_codemm.contracts.plan import Slot
from jupyter_codemm.errors import BudgetSpentError, InvalidInputError, MissingToolError
from jupyter_codemm.ports import (
    Account,
    ChatMessage,
    CompletionRequest,
    DraftRequest,
    Transaction,
)
from jupyter_codemm.services import classes
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.model_access import closed, for_class
from tests.fakes.model_endpoint import ModelEndpoint, reply

SLOT = Slot(index=0, language="python", difficulty="easy", topics=("loops",), style="return")


def settings(tmp_path: Path, base_url: str, **variables: str) -> Settings:
    environ = {"OPENAI_MODEL": "m1", "OPENAI_BASE_URL": base_url} | variables
    return Settings(database=tmp_path / "codemm.sqlite", environ=environ)


def test_the_budget_of_the_environment_holds_for_chat_and_author(tmp_path: Path):
    async def scenario(wiring: AppWiring) -> None:
        try:
            parts = await wiring.parts("local", "llm")
        except MissingToolError as error:
            pytest.skip(error.message)
        ctx = parts.ctx
        asked = CompletionRequest((ChatMessage("user", "hello"),), Account("ada", "s1"))
        try:
            assert ctx.llm is not None
            assert (await ctx.llm.complete(asked)).text == "hi"
            spent = await ctx.store.transact(lambda tx: tx.spending.by_activity("s1"))
            assert (spent.tokens, spent.cost_micros) == (15, 66)
            request = DraftRequest(SLOT, "p1", 1, account=Account("ada", "s1"))
            with pytest.raises(BudgetSpentError, match="The budget of this activity"):
                await ctx.author.draft(request)
        finally:
            await parts.close()

    with ModelEndpoint([reply("hi")]) as endpoint:
        variables = {
            "CODEMM_MODEL_ACTIVITY_TOKENS": "2000",
            "CODEMM_MODEL_PRICES": '{"m1": [3, 10]}',
        }
        asyncio.run(scenario(AppWiring(settings(tmp_path, endpoint.base_url, **variables))))
        assert len(endpoint.seen) == 1


def test_a_wrong_budget_is_told_before_anything_is_opened(tmp_path: Path):
    wrong = settings(tmp_path, "http://127.0.0.1:9/v1", CODEMM_MODEL_USER_TOKENS="plenty")
    wiring = AppWiring(wrong)
    with pytest.raises(InvalidInputError, match="CODEMM_MODEL_USER_TOKENS: "):
        asyncio.run(wiring.parts("local", "auto"))
    assert not wrong.database.exists()
    assert asyncio.run(wiring.health()).checks[0].detail.startswith("CODEMM_MODEL_USER_TOKENS")


def test_without_a_model_its_settings_do_not_matter(tmp_path: Path):
    environ = {"CODEMM_MODEL_USER_TOKENS": "plenty"}
    wiring = AppWiring(Settings(database=tmp_path / "codemm.sqlite", environ=environ))
    assert wiring.author("builtin").name == "builtin"


def test_the_built_in_author_stands_in_for_a_model_that_only_a_class_has(tmp_path: Path):
    async def scenario(wiring: AppWiring, *, fallback: bool) -> None:
        parts = await wiring.parts("local", "auto", fallback=fallback)
        ctx = parts.ctx
        try:
            assert (ctx.llm, ctx.manner.fallback) == (None, None)
            own = await for_class(await with_a_key_of_the_class(ctx), "eve", "c1")
            assert own.author.name != "builtin"
            assert (own.manner.fallback is not None) == fallback
            assert own.manner.drafts_together
            assert own.manner.proving is ctx.manner.proving
        finally:
            await parts.close()

    for fallback in (True, False):
        place = tmp_path / str(fallback)
        place.mkdir()
        wiring = AppWiring(Settings(database=place / "codemm.sqlite"))
        try:
            asyncio.run(scenario(wiring, fallback=fallback))
        except MissingToolError as error:
            pytest.skip(error.message)


async def with_a_key_of_the_class(ctx: Context) -> Context:
    """Found a class of eve's that has a model with a key of its own."""
    assert ctx.models is not None
    address = ctx.models.addresses[0]
    made = NewOrganization(name="North", admin="root").made("o1", ctx.clock.now())
    await classes.found_organization(ctx.store, made, "root")
    one = SchoolClass(id="c1", organization_id="o1", name="Loops", created_at=ctx.clock.now())
    taught = Membership(
        user="eve",
        organization_id="o1",
        class_id="c1",
        role="instructor",
        since=ctx.clock.now(),
    )
    terms = ModelTerms(models=("big",), base_url=address, key_set_at=ctx.clock.now())
    sealed = closed(ctx, "c1", address, "sk-of-the-class")

    def work(tx: Transaction) -> None:
        tx.classes.add(one)
        tx.memberships.begin(taught)
        tx.class_models.save("c1", terms, sealed)

    await ctx.store.transact(work)
    return ctx

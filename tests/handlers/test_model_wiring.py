"""The configured model is metered from the first call on, for the chat and for the author."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from jupyter_codemm.app import AppWiring, Settings
from jupyter_codemm.contracts.plan import Slot
from jupyter_codemm.errors import BudgetSpentError, InvalidInputError, MissingToolError
from jupyter_codemm.ports import Account, ChatMessage, CompletionRequest, DraftRequest
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

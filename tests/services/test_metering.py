"""Budgets for a model: counted in the store, kept by every server together."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from jupyter_codemm.errors import BudgetSpentError, UnansweredError, UnavailableError
from jupyter_codemm.llm.scripted import ScriptedLLM
from jupyter_codemm.ports import (
    LLM,
    NOBODY,
    Account,
    ChatMessage,
    Completion,
    CompletionRequest,
    Embeddings,
    Spent,
    Store,
)
from jupyter_codemm.services.budgets import Budgets, Limit, Price
from jupyter_codemm.services.metering import Meter, MeteredEmbedder, MeteredLLM
from tests.fakes.fixed_clock import FixedClock
from tests.store.engines import new_store, store_at
from tests.store.records import NOON

ADA = Account("ada", "s1")
ASKED = CompletionRequest(
    (ChatMessage("user", "x" * 300),), account=ADA, schema_name="function_draft", max_tokens=900
)
REPLY = Completion("a reply", "m1-2026", tokens_in=50, tokens_out=10, latency_ms=5, retries=1)


class Model:
    """Answers with what it is given: a completion, or an error."""

    name = "m1"

    def __init__(self, *answers: Completion | Exception) -> None:
        self.answers = list(answers)
        self.asked = 0

    async def complete(self, request: CompletionRequest) -> Completion:
        self.asked += 1
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


class Vectors:
    """Answers with what it is given: the tokens of a reply, or an error."""

    name = "e1"

    def __init__(self, answer: int | Exception) -> None:
        self.answer = answer
        self.asked = 0

    async def embed(self, texts: Sequence[str], account: Account = NOBODY) -> Embeddings:
        self.asked += 1
        if isinstance(self.answer, Exception):
            raise self.answer
        return Embeddings(tuple((1.0,) for _ in texts), self.answer)


class Bench:
    def __init__(self, model: LLM, *, store: Store | None = None, **budgets: Any) -> None:
        self.store = store or new_store()
        self.clock = FixedClock(NOON)
        numbers = count()
        self.meter = Meter(
            self.store, self.clock, Budgets(**budgets), lambda w: f"{w}-{next(numbers)}"
        )
        self.llm = MeteredLLM(model, self.meter)

    def ask(self, request: CompletionRequest = ASKED) -> Completion:
        return asyncio.run(self.llm.complete(request))

    def embed(self, vectors: Vectors, *texts: str) -> Embeddings:
        return asyncio.run(MeteredEmbedder(vectors, self.meter).embed(texts, ADA))

    def refused(self, request: CompletionRequest = ASKED) -> str:
        with pytest.raises(BudgetSpentError) as caught:
            self.ask(request)
        return caught.value.message

    def told(self, work: Callable[[Any], Any]) -> Any:
        return asyncio.run(self.store.transact(work))

    @property
    def spent(self) -> Spent:
        return self.told(lambda tx: tx.spending.by_activity("s1"))


def test_a_call_is_counted_as_what_it_took_with_its_price():
    bench = Bench(Model(REPLY), prices={"m1": Price(2.5, 10.0)})
    assert bench.ask().cost_micros == 225
    assert bench.spent == Spent(60, 225)
    (call,) = bench.told(lambda tx: tx.spending.calls("s1"))
    assert (call.purpose, call.model, call.outcome) == ("function_draft", "m1-2026", "answered")
    assert (call.tokens_in, call.tokens_out, call.retries, call.latency_ms) == (50, 10, 1, 5)
    assert not call.estimated
    assert "reply" not in call.model_dump_json()


def test_a_model_without_a_price_costs_nobody_knows_what():
    bench = Bench(Model(REPLY), prices={"other": Price(1, 1)})
    assert bench.ask().cost_micros is None
    (call,) = bench.told(lambda tx: tx.spending.calls("s1"))
    assert call.cost_micros is None


def test_tokens_that_the_endpoint_does_not_count_are_estimated():
    bench = Bench(Model(replace(REPLY, tokens_in=0, tokens_out=0)))
    got = bench.ask()
    assert (got.tokens_in, got.tokens_out, got.estimated) == (100, 3, True)
    assert bench.spent.tokens == 103


def test_the_activity_is_refused_before_anything_is_sent():
    model = Model(REPLY)
    bench = Bench(model, activity=Limit(tokens=1100))
    bench.ask()
    bench.ask()
    assert bench.refused() == (
        "The budget of this activity for the model is used up: 120 of 1,100 tokens are used, "
        "and the next call may take 1,000."
    )
    assert model.asked == 2
    other = replace(ASKED, account=Account("ada", "s2"))
    assert bench.ask(other).text == "a reply"


def test_a_user_is_refused_over_all_activities_until_the_window_has_passed():
    bench = Bench(Model(REPLY), user=Limit(tokens=1050), days=7)
    bench.ask(replace(ASKED, account=Account("ada", "s0")))
    assert "Your budget for the model for 7 days is used up" in bench.refused()
    assert bench.ask(replace(ASKED, account=Account("bob", "s9"))).text == "a reply"
    bench.clock.advance(timedelta(days=7, seconds=1).total_seconds())
    assert bench.ask().text == "a reply"


def test_money_is_a_budget_too():
    bench = Bench(Model(REPLY), activity=Limit(cost_micros=9_000), prices={"m1": Price(3.0, 9.0)})
    bench.ask()
    bench.ask()
    bench.ask()
    assert bench.refused() == (
        "The budget of this activity for the model is used up: 0.0007 of 0.0090 is spent, "
        "and the next call may cost 0.0084."
    )


def test_money_that_cannot_be_counted_is_not_spent():
    assert "is not configured" in Bench(Model(REPLY), user=Limit(cost_micros=10**9)).refused()


@pytest.mark.parametrize(
    ("error", "tokens", "outcome"),
    [
        (UnavailableError("The key was refused."), 0, "refused"),
        (UnansweredError("It hung up."), 1000, "unanswered"),
    ],
)
def test_a_failure_counts_when_it_may_have_been_charged(
    error: Exception, tokens: int, outcome: str
):
    bench = Bench(Model(error))
    with pytest.raises(type(error)):
        bench.ask()
    assert bench.spent.tokens == tokens
    (call,) = bench.told(lambda tx: tx.spending.calls("s1"))
    assert call.outcome == outcome


def test_a_cancelled_call_stays_counted_in_full():
    class Stalling:
        name = "m1"

        async def complete(self, request: CompletionRequest) -> Completion:
            arrived.set()
            await asyncio.Event().wait()
            raise AssertionError

    async def scenario() -> None:
        task = asyncio.create_task(bench.llm.complete(ASKED))
        await arrived.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    arrived = asyncio.Event()
    bench = Bench(Stalling())
    asyncio.run(scenario())
    assert bench.spent.tokens == 1000


def test_calls_at_once_do_not_exceed_the_budget_together():
    class Held:
        """Answers nobody before each of ten was let in or refused."""

        name = "m1"
        decided = 0

        async def complete(self, request: CompletionRequest) -> Completion:
            self.count()
            await self.all_decided.wait()
            return REPLY

        def count(self) -> None:
            self.decided += 1
            if self.decided == 10:
                self.all_decided.set()

    held = Held()
    bench = Bench(held, activity=Limit(tokens=3500))

    async def ask() -> Completion | BudgetSpentError:
        try:
            return await bench.llm.complete(ASKED)
        except BudgetSpentError as error:
            held.count()
            return error

    async def scenario() -> list[Completion | BudgetSpentError]:
        held.all_decided = asyncio.Event()
        return await asyncio.gather(*(ask() for _ in range(10)))

    results = asyncio.run(scenario())
    assert sum(isinstance(r, Completion) for r in results) == 3
    assert sum(isinstance(r, BudgetSpentError) for r in results) == 7


PROCESS = """
import asyncio, sys
from pathlib import Path
from tests.services.test_metering import spend_until_refused
print(asyncio.run(spend_until_refused(Path(sys.argv[1]), sys.argv[2])))
"""


class TestVectors:
    @pytest.mark.parametrize(("told", "counted"), [(7, 7), (0, 100)])
    def test_they_are_counted_with_their_price(self, told: int, counted: int):
        bench = Bench(Model(REPLY), prices={"e1": Price(100, 0)})
        assert bench.embed(Vectors(told), "x" * 150, "y" * 150).tokens == counted
        assert bench.spent == Spent(counted, counted * 100)
        (call,) = bench.told(lambda tx: tx.spending.calls("s1"))
        assert (call.purpose, call.model, call.outcome) == ("embedding", "e1", "answered")
        assert call.estimated == (not told)

    def test_they_share_the_budget_of_the_model_that_writes(self):
        vectors = Vectors(0)
        bench = Bench(Model(REPLY), activity=Limit(tokens=1100))
        bench.ask()
        bench.ask()
        with pytest.raises(BudgetSpentError, match="120 of 1,100 tokens are used"):
            bench.embed(vectors, "x" * 3000)
        assert vectors.asked == 0
        assert bench.embed(vectors, "x" * 300).vectors == ((1.0,),)

    @pytest.mark.parametrize(
        ("error", "counted"), [(UnansweredError("slow"), 100), (UnavailableError("busy"), 0)]
    )
    def test_a_failure_counts_when_it_may_have_been_charged(self, error: Exception, counted: int):
        bench = Bench(Model(REPLY))
        with pytest.raises(type(error)):
            bench.embed(Vectors(error), "x" * 300)
        assert bench.spent.tokens == counted


async def spend_until_refused(database: Path, server: str) -> int:
    """Ask as one server of several until the budget says no; return how often it was answered."""
    store = store_at(database)
    numbers = count()
    meter = Meter(
        store,
        FixedClock(NOON),
        Budgets(user=Limit(tokens=20_000)),
        lambda word: f"{word}-{server}-{next(numbers)}",
    )
    llm = MeteredLLM(ScriptedLLM(lambda _: "x" * 300), meter)
    answered = 0
    try:
        while True:
            await llm.complete(ASKED)
            answered += 1
    except BudgetSpentError:
        return answered
    finally:
        await store.close()


def test_two_servers_cannot_exceed_a_budget_together(tmp_path: Path):
    database = tmp_path / "codemm.db"
    asyncio.run(store_at(database).close())
    servers = [
        subprocess.Popen(
            [sys.executable, "-c", PROCESS, str(database), name], stdout=subprocess.PIPE, text=True
        )
        for name in ("one", "two", "three")
    ]
    answered = [int(server.communicate(timeout=120)[0]) for server in servers]
    # The scripted model takes 75 + 75 tokens a call, and each may take 1000.
    assert sum(answered) in range(125, 128)
    spent = asyncio.run(_spent(database))
    assert 20_000 - 1000 < spent <= 20_000


async def _spent(database: Path) -> int:
    store = store_at(database)
    spent = await store.transact(lambda tx: tx.spending.by_user("ada", NOON))
    await store.close()
    return spent.tokens

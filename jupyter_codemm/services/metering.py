"""Models with a meter: every call is counted in the store, and none goes over a budget."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from jupyter_codemm.contracts.model_call import (
    MAX_TOKENS,
    CallOutcome,
    ModelCall,
    tokens_at_most,
)
from jupyter_codemm.errors import BudgetSpentError, UnansweredError, UnavailableError
from jupyter_codemm.ports import (
    LLM,
    NOBODY,
    Account,
    Charge,
    Clock,
    Completion,
    CompletionRequest,
    Embedder,
    Embeddings,
    Spent,
    Store,
    Transaction,
)
from jupyter_codemm.services.budgets import Budgets
from jupyter_codemm.services.class_caps import check_class

_Reply = TypeVar("_Reply")
EMBEDDING = "embedding"
"""The purpose of a call that makes vectors."""


@dataclass(frozen=True, slots=True)
class Meter:
    """Counts what a call may take at most before it is made, and what it took when it has ended.

    A call whose end is never seen, because it was cancelled or the server was killed, stays counted
    in full: it may have been charged in full.
    """

    store: Store
    clock: Clock
    budgets: Budgets
    new_id: Callable[[str], str]

    async def counted(
        self,
        account: Account,
        most: ModelCall,
        asked: Callable[[], Awaitable[tuple[_Reply, ModelCall]]],
    ) -> _Reply:
        """Return a reply whose call may take `most`; `asked` gives both, the reply and its call.

        Raises BudgetSpentError, before anything is sent, when a budget does not allow the call.
        """
        charge = Charge(
            id=self.new_id("call"),
            account=account,
            at=self.clock.now(),
            most=Spent(most.tokens_in + most.tokens_out, most.cost_micros or 0),
            purpose=most.purpose,
            priced=most.cost_micros is not None,
        )
        await self.store.transact(partial(self._reserve, charge=charge, most=most))
        try:
            reply, call = await asked()
        except UnansweredError:
            await self._settle(charge, most)
            raise
        except UnavailableError:
            nothing = {"outcome": "refused", "tokens_in": 0, "tokens_out": 0, "cost_micros": None}
            await self._settle(charge, most.updated(**nothing, estimated=False))
            raise
        await self._settle(charge, call)
        return reply

    def _reserve(self, tx: Transaction, charge: Charge, most: ModelCall) -> None:
        budgets, account = self.budgets, charge.account
        if budgets.limits_cost and most.cost_micros is None:
            raise BudgetSpentError(
                f"What the model {most.model} costs is not configured, but a budget of money is: "
                "nothing can be asked of it."
            )
        tx.spending.lock(account.user)
        of_activity = budgets.activity.refusal(
            tx.spending.by_activity(account.activity), charge.most
        )
        if of_activity:
            raise BudgetSpentError(
                f"The budget of this activity for the model is used up: {of_activity}."
            )
        by_user = tx.spending.by_user(account.user, charge.at - budgets.window)
        of_user = budgets.user.refusal(by_user, charge.most)
        if of_user:
            raise BudgetSpentError(
                f"Your budget for the model for {budgets.days} days is used up: {of_user}."
            )
        if account.class_id:
            check_class(tx, charge)
        tx.spending.reserve(charge)

    async def _settle(self, charge: Charge, call: ModelCall) -> None:
        await self.store.transact(lambda tx: tx.spending.settle(charge.id, call))


class MeteredLLM:
    """Passes requests on to another model while a meter counts them."""

    def __init__(self, llm: LLM, meter: Meter) -> None:
        self._llm = llm
        self._meter = meter

    @property
    def name(self) -> str:
        """The model's name, for records."""
        return self._llm.name

    async def complete(self, request: CompletionRequest) -> Completion:
        """Return the reply with its tokens and cost filled in.

        Raises BudgetSpentError, before anything is sent, when a budget does not allow the call.
        """
        asked = _tokens_of(request)
        most = ModelCall(
            purpose=request.schema_name[:60],
            model=self.name[:200],
            outcome="unanswered",
            tokens_in=asked,
            tokens_out=request.max_tokens,
            estimated=True,
            cost_micros=self._meter.budgets.cost((self.name,), asked, request.max_tokens),
        )

        async def send() -> tuple[Completion, ModelCall]:
            reply = self._counted(await self._llm.complete(request), asked)
            return reply, reply.call(most.purpose)

        return await self._meter.counted(request.account, most, send)

    def _counted(self, reply: Completion, asked: int) -> Completion:
        tokens_in = reply.tokens_in or asked
        tokens_out = reply.tokens_out or tokens_at_most(reply.text)
        return replace(
            reply,
            tokens_in=tokens_in,
            tokens_out=tokens_out,
            estimated=not (reply.tokens_in and (reply.tokens_out or not reply.text)),
            cost_micros=self._meter.budgets.cost((reply.model, self.name), tokens_in, tokens_out),
        )


class MeteredEmbedder:
    """Passes texts on to another embedder while a meter counts them."""

    def __init__(self, embedder: Embedder, meter: Meter) -> None:
        self._embedder = embedder
        self._meter = meter

    @property
    def name(self) -> str:
        """The model's name."""
        return self._embedder.name

    async def embed(self, texts: Sequence[str], account: Account = NOBODY) -> Embeddings:
        """Return the vectors with their tokens filled in.

        Raises BudgetSpentError, before anything is sent, when a budget does not allow the call.
        """
        asked = min(sum(map(tokens_at_most, texts)), MAX_TOKENS)
        most = self._call("unanswered", asked, estimated=True)

        async def send() -> tuple[Embeddings, ModelCall]:
            found = await self._embedder.embed(texts, account)
            taken = found.tokens or asked
            return (
                replace(found, tokens=taken),
                self._call("answered", taken, estimated=not found.tokens),
            )

        return await self._meter.counted(account, most, send)

    def _call(self, outcome: CallOutcome, tokens: int, *, estimated: bool) -> ModelCall:
        return ModelCall(
            purpose=EMBEDDING,
            model=self.name[:200],
            outcome=outcome,
            tokens_in=tokens,
            estimated=estimated,
            cost_micros=self._meter.budgets.cost((self.name,), tokens, 0),
        )


def _tokens_of(request: CompletionRequest) -> int:
    texts = [message.text for message in request.messages]
    if request.schema is not None:
        texts.append(json.dumps(request.schema))
    return sum(map(tokens_at_most, texts))

"""The LLM port with a meter: every call is counted in the store, and none goes over a budget."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from jupyter_codemm.contracts.model_call import ModelCall, tokens_at_most
from jupyter_codemm.errors import BudgetSpentError, UnansweredError, UnavailableError
from jupyter_codemm.ports import (
    LLM,
    Charge,
    Clock,
    Completion,
    CompletionRequest,
    Spent,
    Store,
    Transaction,
)
from jupyter_codemm.services.budgets import Budgets


class MeteredLLM:
    """Passes requests on to another model after counting what they may take at most.

    The count is corrected when the call has ended. A call whose end is never seen, because it was
    cancelled or the server was killed, stays counted in full: it may have been charged in full.
    """

    def __init__(
        self, llm: LLM, store: Store, clock: Clock, budgets: Budgets, new_id: Callable[[str], str]
    ) -> None:
        self._llm = llm
        self._store = store
        self._clock = clock
        self._budgets = budgets
        self._new_id = new_id

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
            cost_micros=self._budgets.cost((self.name,), asked, request.max_tokens),
        )
        charge = Charge(
            id=self._new_id("call"),
            account=request.account,
            at=self._clock.now(),
            most=Spent(most.tokens_in + most.tokens_out, most.cost_micros or 0),
        )
        await self._store.transact(partial(self._reserve, charge=charge, most=most))
        try:
            reply = self._counted(await self._llm.complete(request), asked)
        except UnansweredError:
            await self._settle(charge, most)
            raise
        except UnavailableError:
            nothing = {"outcome": "refused", "tokens_in": 0, "tokens_out": 0, "cost_micros": None}
            await self._settle(charge, most.updated(**nothing, estimated=False))
            raise
        await self._settle(charge, reply.call(most.purpose))
        return reply

    def _reserve(self, tx: Transaction, charge: Charge, most: ModelCall) -> None:
        budgets, account = self._budgets, charge.account
        if budgets.limits_cost and most.cost_micros is None:
            raise BudgetSpentError(
                f"What the model {self.name} costs is not configured, but a budget of money is: "
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
        tx.spending.reserve(charge)

    def _counted(self, reply: Completion, asked: int) -> Completion:
        tokens_in = reply.tokens_in or asked
        tokens_out = reply.tokens_out or tokens_at_most(reply.text)
        return replace(
            reply,
            tokens_in=tokens_in,
            tokens_out=tokens_out,
            estimated=not (reply.tokens_in and (reply.tokens_out or not reply.text)),
            cost_micros=self._budgets.cost((reply.model, self.name), tokens_in, tokens_out),
        )

    async def _settle(self, charge: Charge, call: ModelCall) -> None:
        await self._store.transact(lambda tx: tx.spending.settle(charge.id, call))


def _tokens_of(request: CompletionRequest) -> int:
    texts = [message.text for message in request.messages]
    if request.schema is not None:
        texts.append(json.dumps(request.schema))
    return sum(map(tokens_at_most, texts))

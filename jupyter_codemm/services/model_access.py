"""Which model answers for whom: what a class decided goes before what is configured."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Literal, get_args

from jupyter_codemm.classroom import allowed, role_in
from jupyter_codemm.contracts.class_models import ModelTerms
from jupyter_codemm.contracts.classroom import Challenge, ModelPolicy, Role, SchoolClass
from jupyter_codemm.errors import CodemmError, ForbiddenError, NotFoundError, UnreadableError
from jupyter_codemm.ports import LLM, Transaction
from jupyter_codemm.services.charging import ChargedEmbedder, ChargedLLM, Payer
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.entitlement import NO_ROLE
from jupyter_codemm.services.given import seen_as

_log = logging.getLogger(__name__)
Use = Literal["hints", "answers", "authoring"]
_STRICTEST_FIRST: tuple[ModelPolicy, ...] = get_args(ModelPolicy)
ANOTHERS = "A key of a model was sealed for another class or another address: set it again."


@dataclass(frozen=True, slots=True)
class Ruling:
    """What goes for somebody's work on an activity that a class was given, or that stands alone.

    `policy` is that of the class, or the stricter one of the challenge where learners work on it.
    """

    policy: ModelPolicy
    role: Role
    class_id: str = ""
    terms: ModelTerms = field(default_factory=ModelTerms)
    sealed_key: str | None = None

    def allows(self, use: Use) -> bool:
        """Return whether a model may be used for something."""
        if use == "answers":
            return self.policy == "all"
        return self.policy != "off"


async def within(ctx: Context, user: str, activity_id: str | None, use: Use) -> Context:
    """Return what services work with for a user and an activity: with the models of its class.

    Where the class allows none, there is none: the built-in words and author take over, and nothing
    is sent anywhere. All that its models are asked is charged to the class. Without a class it is
    what was given.
    """
    if activity_id is None or (ctx.llm is None and ctx.embedder is None and ctx.models is None):
        return ctx
    look = partial(ruling, ctx=ctx, user=user, activity_id=activity_id, use=use)
    found = await ctx.store.transact(look)
    return ctx if found is None else _under(ctx, found, use)


def _under(ctx: Context, found: Ruling, use: Use) -> Context:
    if not found.allows(use):
        return _having(ctx, None, replace(ctx, embedder=None))
    if not found.class_id:
        return ctx
    payer = Payer(found.class_id, as_learner=found.role == "learner")
    llm = answering(ctx, found.class_id, found.terms, found.sealed_key)
    embedder = None if ctx.embedder is None else ChargedEmbedder(ctx.embedder, payer)
    charged = None if llm is None else ChargedLLM(llm, payer)
    return _having(ctx, charged, replace(ctx, embedder=embedder))


async def for_class(ctx: Context, author: str, class_id: str | None) -> Context:
    """Return what services work with for somebody who writes for a class: with its models.

    Who does not write for it any more has none, as where the class allows none. Without a class it
    is what was given.
    """
    if class_id is None or ctx.models is None:
        return ctx

    def look(tx: Transaction) -> Ruling:
        try:
            role = check_writes_for(tx, author, class_id)
        except (NotFoundError, ForbiddenError):
            return Ruling("off", "learner", class_id)
        policy = tx.classes.get(class_id).model_policy
        return _of_class(tx, class_id, policy, role)

    return _under(ctx, await ctx.store.transact(look), "authoring")


def check_writes_for(tx: Transaction, user: str, class_id: str) -> Role:
    """Return the role in which somebody writes activities for a class.

    That is done by chat in one's own server, whose credential is none of staff's; what is written
    is nobody else's until it is given. Raises NotFoundError without a role there, and
    ForbiddenError for one that does not allow it.
    """
    found = tx.classes.get(class_id)
    role = role_in(tx.memberships.of_user(user), found.organization_id, found.id)
    if role is None:
        raise NotFoundError(f"There is no class {class_id}.", where="class_id")
    if not allowed(role, "author"):
        raise ForbiddenError(NO_ROLE.format(role=role), where="class_id")
    return role


def _having(ctx: Context, llm: LLM | None, changed: Context) -> Context:
    author = ctx.author if ctx.author_on is None else ctx.author_on(llm)
    manner = ctx.manner if ctx.manner_on is None else ctx.manner_on(llm)
    # All runs share the machine, whoever writes.
    return replace(
        changed, llm=llm, author=author, manner=replace(manner, proving=ctx.manner.proving)
    )


def ruling(tx: Transaction, ctx: Context, user: str, activity_id: str, use: Use) -> Ruling | None:
    """Return what goes for somebody's work on an activity; None when it is no class's.

    Of several classes that were given the same one, the strictest decides.
    """
    found = list(_rulings(tx, ctx, user, activity_id, use))
    return min(found, key=lambda one: _STRICTEST_FIRST.index(one.policy), default=None)


def _rulings(
    tx: Transaction, ctx: Context, user: str, activity_id: str, use: Use
) -> Iterator[Ruling]:
    now = ctx.clock.now()
    for challenge in tx.challenges.of_activity(activity_id):
        role = seen_as(tx, user, challenge, now)
        if role is None:
            continue
        terms = challenge.terms.model_policy if use != "authoring" else "all"
        if challenge.class_id is None:
            yield Ruling(terms, role)
            continue
        of_class = _policy(_class_of(tx, challenge))
        policy = min(terms, of_class, key=_STRICTEST_FIRST.index)
        yield _of_class(tx, challenge.class_id, policy, role)


def _of_class(tx: Transaction, class_id: str, policy: ModelPolicy, role: Role) -> Ruling:
    terms, sealed = tx.class_models.terms(class_id), tx.class_models.sealed_key(class_id)
    return Ruling(policy, role, class_id, terms, sealed)


def _class_of(tx: Transaction, challenge: Challenge) -> SchoolClass | None:
    try:
        return tx.classes.get(challenge.class_id or "")
    except NotFoundError:
        return None


def _policy(found: SchoolClass | None) -> ModelPolicy:
    """Return the policy of a class; one that is gone pays for nothing."""
    return "off" if found is None else found.model_policy


def answering(ctx: Context, class_id: str, terms: ModelTerms, sealed_key: str | None) -> LLM | None:
    """Return the model that answers for a class, None when none that it allows is here."""
    models = ctx.models
    if models is None:
        return None
    if terms.base_url is not None:
        if terms.base_url not in models.addresses:
            return None
        try:
            key = "" if sealed_key is None else opened(ctx, class_id, terms.base_url, sealed_key)
            return models.elsewhere(terms.base_url, terms.models[0], key)
        except CodemmError as error:
            _log.warning("The model of %s is not asked: %s", class_id, error.message)
            return None
    offered = models.offered
    name = next((one for one in terms.models or offered if one in offered), None)
    return None if name is None else models.offered_one(name)


def closed(ctx: Context, class_id: str, address: str, key: str) -> str:
    """Return a key sealed for one class and one address; raises as `Seal.closed`."""
    return ctx.sealing.closed(json.dumps([class_id, address, key]))


def opened(ctx: Context, class_id: str, address: str, sealed: str) -> str:
    """Return a key that was sealed for this class and this address; else raises UnreadableError."""
    sealed_for, sealed_address, key = json.loads(ctx.sealing.opened(sealed))
    if (sealed_for, sealed_address) != (class_id, address):
        raise UnreadableError(ANOTHERS)
    return str(key)

"""What a class may ask of models: decided by its instructor, told to staff and to learners."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import sha256
from urllib.parse import urlsplit

from jupyter_codemm.classroom import allowed, role_in
from jupyter_codemm.contracts.class_models import (
    Amount,
    ClassModels,
    ClassModelsChange,
    ModelTerms,
    MyClassModels,
    MyModels,
    SentToModels,
    WeekCap,
)
from jupyter_codemm.contracts.classroom import Role, SchoolClass
from jupyter_codemm.contracts.model_call import week_of
from jupyter_codemm.errors import InvalidInputError, WrongStateError
from jupyter_codemm.ports import Spent, Transaction, WeekOfClass
from jupyter_codemm.services.class_caps import limit
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.entitlement import Caller, class_for
from jupyter_codemm.services.model_access import answering, closed
from jupyter_codemm.services.model_costs import together

OVERTAKEN = (
    "Somebody else changed the models of this class meanwhile: look at what they are now, and "
    "save again."
)


async def class_models(ctx: Context, caller: Caller, class_id: str) -> ClassModels:
    """Return the models of a class as its staff sees them; raises as `class_for`."""

    def work(tx: Transaction) -> ClassModels:
        return _told(tx, ctx, class_for(tx, caller, class_id, "see_work"))

    return await ctx.store.transact(work)


async def change(
    ctx: Context, caller: Caller, class_id: str, asked: ClassModelsChange
) -> ClassModels:
    """Decide the models of a class, and return them.

    Raises as `class_for`, before anything else is told; WrongStateError when something else was
    decided since `asked.seen`; InvalidInputError, naming the field, for models and addresses that
    are not offered, for a cap of money on a model without a price, and for another address without
    its own key; and MissingToolError when keys cannot be sealed here.
    """
    await ctx.store.transact(partial(_managed, caller=caller, class_id=class_id))
    _check_offered(ctx, asked)
    sealed = _sealed(ctx, class_id, asked)

    def work(tx: Transaction) -> ClassModels:
        found = _managed(tx, caller, class_id)
        if asked.seen not in (None, _version(found, tx.class_models.terms(class_id))):
            raise WrongStateError(OVERTAKEN, where="seen")
        if asked.policy is not None and asked.policy != found.model_policy:
            # Told apart by `_version`: who is changing the class's name is not overtaken by this.
            found = found.updated(model_policy=asked.policy)
            tx.classes.save(found)
        kept = _kept_key(tx, class_id, asked) if asked.key is None else _Key(sealed)
        terms = ModelTerms(
            models=asked.models,
            student=asked.student,
            whole=asked.whole,
            base_url=asked.base_url,
            key_set_at=None if kept.sealed is None else kept.since or ctx.clock.now(),
        )
        tx.class_models.save(class_id, terms, kept.sealed)
        return _told(tx, ctx, found)

    return await ctx.store.transact(work)


def _managed(tx: Transaction, caller: Caller, class_id: str) -> SchoolClass:
    return class_for(tx, caller, class_id, "manage_roster")


def _version(found: SchoolClass, terms: ModelTerms) -> str:
    """Return what tells one state of decisions from another: there is no key in it."""
    decided = f"{found.model_policy} {terms.model_dump_json()}"
    return sha256(decided.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class _Key:
    sealed: str | None
    since: datetime | None = None


def _kept_key(tx: Transaction, class_id: str, asked: ClassModelsChange) -> _Key:
    """Return the key that is there, for the same address only: it was meant for no other."""
    if asked.base_url is None:
        return _Key(None)
    before = tx.class_models.terms(class_id)
    if before.base_url != asked.base_url:
        raise InvalidInputError(
            "key: give the key for this address, or an empty one if it takes none", where="key"
        )
    return _Key(tx.class_models.sealed_key(class_id), before.key_set_at)


def _sealed(ctx: Context, class_id: str, asked: ClassModelsChange) -> str | None:
    """Return a new key sealed; raises InvalidInputError for what no key can be."""
    key = (asked.key or "").strip()
    if asked.base_url is None or not key:
        return None
    if ctx.models is not None:
        ctx.models.elsewhere(asked.base_url, asked.models[0], key)
    return closed(ctx, class_id, asked.base_url, key)


def _check_offered(ctx: Context, asked: ClassModelsChange) -> None:
    addresses = () if ctx.models is None else ctx.models.addresses
    offered = () if ctx.models is None else ctx.models.offered
    if asked.base_url is not None:
        if asked.base_url not in addresses:
            raise InvalidInputError(
                f"base_url: must be one of {_listed(addresses)} (got {asked.base_url[:80]!r})",
                where="base_url",
            )
    else:
        for place, name in enumerate(asked.models):
            if name not in offered:
                raise InvalidInputError(
                    f"models.{place}: must be one of {_listed(offered)} (got {name[:80]!r})",
                    where=f"models.{place}",
                )
    for name in asked.models or offered:
        if ctx.budgets.cost((name,), 0, 0) is None:
            _check_no_money(asked, name)


def _check_no_money(asked: ClassModelsChange, model: str) -> None:
    for field, cap in (("student", asked.student), ("whole", asked.whole)):
        if cap.cost_micros is not None:
            raise InvalidInputError(
                f"{field}.cost_micros: nobody configured what the model {model} costs "
                f"(got {cap.cost_micros})",
                where=f"{field}.cost_micros",
            )


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words) or "none, as this installation offers no models"


def _told(tx: Transaction, ctx: Context, found: SchoolClass) -> ClassModels:
    week = week_of(ctx.clock.now())
    terms = tx.class_models.terms(found.id)
    sealed = tx.class_models.sealed_key(found.id)
    model = _name(ctx, found, terms, sealed)
    return ClassModels(
        class_id=found.id,
        version=_version(found, terms),
        policy=found.model_policy,
        terms=terms,
        has_key=sealed is not None,
        model=model,
        sent=_sent(ctx, found, terms, model),
        offered=() if ctx.models is None else ctx.models.offered,
        addresses=() if ctx.models is None else ctx.models.addresses,
        week=week,
        spent=together(one for one in tx.spending.of_class(found.id, week) if one.week == week),
    )


def _name(
    ctx: Context, found: SchoolClass, terms: ModelTerms, sealed_key: str | None
) -> str | None:
    if found.model_policy == "off":
        return None
    llm = answering(ctx, found.id, terms, sealed_key)
    return None if llm is None else llm.name


def _sent(ctx: Context, found: SchoolClass, terms: ModelTerms, model: str | None) -> SentToModels:
    """Return what is sent where; a challenge may only be stricter."""
    embedder = ctx.embedder if found.model_policy == "all" else None
    return SentToModels(
        policy=found.model_policy,
        model=model,
        host=None if model is None else _host(ctx, terms),
        embedder=None if embedder is None else embedder.name,
    )


def _host(ctx: Context, terms: ModelTerms) -> str | None:
    """Return the name of the machine that answers; nothing else of its address is told."""
    site = () if ctx.models is None else ctx.models.addresses[:1]
    address = terms.base_url or next(iter(site), None)
    return None if address is None else urlsplit(address).hostname


async def my_models(ctx: Context, user: str) -> MyModels:
    """Return what a user may use of models, what they have spent, and what is left."""

    def work(tx: Transaction) -> MyModels:
        now, budgets = ctx.clock.now(), ctx.budgets
        spent = tx.spending.by_user(user, now - budgets.window)
        cap = WeekCap(tokens=budgets.user.tokens, cost_micros=budgets.user.cost_micros)
        return MyModels(
            model=None if ctx.llm is None else ctx.llm.name,
            days=budgets.days,
            cap=cap,
            spent=Amount(tokens=spent.tokens, cost_micros=spent.cost_micros),
            left=_left(cap, spent),
            week=week_of(now),
            classes=_mine(tx, ctx, user),
        )

    return await ctx.store.transact(work)


def _mine(tx: Transaction, ctx: Context, user: str) -> tuple[MyClassModels, ...]:
    mine = tx.memberships.of_user(user)
    organizations = tx.organizations.list({one.organization_id for one in mine})
    found = [
        (one, role)
        for place in organizations
        for one in tx.classes.of_organization(place.id)
        if (role := role_in(mine, place.id, one.id)) is not None
    ]
    week = week_of(ctx.clock.now())
    spent = tx.spending.in_week([one.id for one, _ in found], week, user)
    told = [_of_class(tx, ctx, one, role, spent.get(one.id)) for one, role in found]
    return tuple(sorted(told, key=lambda one: (one.name, one.class_id)))


def _of_class(
    tx: Transaction, ctx: Context, found: SchoolClass, role: Role, spent: WeekOfClass | None
) -> MyClassModels:
    terms = tx.class_models.terms(found.id)
    model = _name(ctx, found, terms, tx.class_models.sealed_key(found.id))
    cap = terms.student if role == "learner" else WeekCap()
    of_all = _left(terms.whole, Spent() if spent is None else spent.whole)
    left = _left(cap, Spent() if spent is None else spent.own.spent)
    return MyClassModels(
        class_id=found.id,
        name=found.name,
        writes=allowed(role, "author"),
        policy=found.model_policy,
        model=model,
        sent=_sent(ctx, found, terms, model),
        cap=cap,
        spent=together(() if spent is None else (spent.own,)),
        left=WeekCap(
            tokens=_least(left.tokens, of_all.tokens),
            cost_micros=_least(left.cost_micros, of_all.cost_micros),
        ),
    )


def _left(cap: WeekCap, spent: Spent) -> WeekCap:
    most = limit(cap)
    return WeekCap(
        tokens=None if most.tokens is None else max(0, most.tokens - spent.tokens),
        cost_micros=None
        if most.cost_micros is None
        else max(0, most.cost_micros - spent.cost_micros),
    )


def _least(*some: int | None) -> int | None:
    return min((one for one in some if one is not None), default=None)

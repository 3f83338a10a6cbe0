"""What a class may ask of language models, what it spends on them, and what is left."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Self

from pydantic import AwareDatetime, Field, StringConstraints, model_validator

from jupyter_codemm.contracts.base import Contract, Identifier
from jupyter_codemm.contracts.classroom import ModelPolicy
from jupyter_codemm.contracts.people import Person
from jupyter_codemm.contracts.recorded_text import CLEANED
from jupyter_codemm.errors import InvalidInputError

MOST = 10**15
"""The largest cap: what all calls of a class come to stays a number that every database holds."""
ModelName = Annotated[
    str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True), CLEANED
]
Address = Annotated[str, StringConstraints(min_length=1, max_length=2000), CLEANED]


class WeekCap(Contract):
    """The most that may be spent in a week, which begins on Monday at 00:00 UTC; null is no cap.

    `cost_micros` is in millionths of the currency of the configured prices.
    """

    tokens: int | None = Field(default=None, ge=0, le=MOST)
    cost_micros: int | None = Field(default=None, ge=0, le=MOST)


class ModelTerms(Contract):
    """What its instructor decided of a class's models; whether there are any, the class says.

    The first of `models` that is offered answers; without any it is the usual one. With a
    `base_url` the class has an endpoint and a key of its own, since `key_set_at`.
    """

    models: tuple[ModelName, ...] = Field(default=(), max_length=20)
    student: WeekCap = WeekCap()
    whole: WeekCap = WeekCap()
    base_url: Address | None = None
    key_set_at: AwareDatetime | None = None


class ClassModelsChange(Contract):
    """The models of a class as they are to be from now on; null for `policy` leaves it as it is.

    `key` is only ever written: null keeps the one that is there, which is kept for its own
    `base_url` alone. Without a `base_url` there is none. `seen` is the version that this was made
    from: when there is another one meanwhile, nothing is changed. Null changes any.
    """

    policy: ModelPolicy | None = None
    models: tuple[ModelName, ...] = Field(default=(), max_length=20)
    student: WeekCap = WeekCap()
    whole: WeekCap = WeekCap()
    base_url: Address | None = None
    key: str | None = Field(default=None, repr=False)
    seen: str | None = Field(default=None, max_length=100)

    @classmethod
    def parse(cls, data: object, *, where: str = "") -> Self:
        """Validate as every contract; what is told of a key, or of what may be one, is no value."""
        try:
            return super().parse(data, where=where)
        except InvalidInputError as error:
            field = error.where.removeprefix(where).strip(".").split(".")[0]
            if field in cls.model_fields and field != "key":
                raise
            told = error.message.rpartition(" (got ")[0] or error.message
            raise InvalidInputError(told, where=error.where) from None

    @model_validator(mode="after")
    def _whole_endpoint(self) -> Self:
        if self.key is not None and self.base_url is None:
            raise ValueError("base_url: a key of the class's own needs the address it is for")
        if self.base_url is not None and not self.models:
            raise ValueError("models: name the model to ask at this address")
        if len(set(self.models)) != len(self.models):
            raise ValueError("models: one of them is there twice")
        return self


class Spending(Contract):
    """What some calls took together. `cost_micros` is null when one that counts has no price."""

    calls: int = Field(default=0, ge=0)
    tokens: int = Field(default=0, ge=0)
    cost_micros: int | None = Field(default=0, ge=0)


class Amount(Contract):
    """Tokens and money as they count against a cap; calls without a price count as no money."""

    tokens: int = Field(ge=0)
    cost_micros: int = Field(ge=0)


class SentToModels(Contract):
    """What leaves this site when learners of a class ask for something, for plain words about it.

    `model` words hints and, where the policy is `all`, adds to answers; `host` is where it is.
    `embedder` is sent the words of questions, to find passages of materials. Null is none.
    """

    policy: ModelPolicy
    model: str | None
    host: str | None
    embedder: str | None


class ClassModels(Contract):
    """The models of a class as its staff sees them. No key is ever told, only when it was set.

    `offered` are the models of this installation, `addresses` those for which a class may have a
    key of its own. `model` answers now, null when none does. `sent` is what learners are told of
    it. `spent` and `week` are of this week. `version` is another one whenever something else was
    decided.
    """

    class_id: Identifier
    version: str
    policy: ModelPolicy
    terms: ModelTerms
    has_key: bool
    model: str | None
    sent: SentToModels
    offered: tuple[str, ...]
    addresses: tuple[str, ...]
    week: date
    spent: Spending


class MyClassModels(Contract):
    """What somebody may use of models in a class this week, what they have, and what is left.

    What is left is the smaller of what they and the whole class have left, null without a cap.
    `writes` is whether they write for it: their conversations may be the class's. `sent` tells what
    is sent to models when somebody learns in it.
    """

    class_id: Identifier
    name: str
    writes: bool
    policy: ModelPolicy
    model: str | None
    sent: SentToModels
    cap: WeekCap
    spent: Spending
    left: WeekCap


class MyModels(Contract):
    """What the caller may use of models: `cap` and `spent` are over the last `days`.

    `model` answers what belongs to no class, null when there is none.
    """

    model: str | None
    days: int = Field(ge=1)
    cap: WeekCap
    spent: Amount
    left: WeekCap
    week: date
    classes: tuple[MyClassModels, ...]


class PurposeCosts(Contract):
    """What calls of a kind took; `purpose` is the name of the form that was asked for."""

    purpose: str
    spent: Spending


class PersonCosts(Contract):
    """What the calls of one person took, in all and by kind."""

    user: Person
    spent: Spending
    purposes: tuple[PurposeCosts, ...]


class WeekCosts(Contract):
    """What a class spent in the week that begins on a Monday, in all, by kind and by person.

    A call whose end is not known counts as the most that it may have taken.
    """

    week: date
    spent: Spending
    purposes: tuple[PurposeCosts, ...]
    people: tuple[PersonCosts, ...]


class ClassCosts(Contract):
    """What a class spent on models, newest week first; weeks without a call are left out."""

    class_id: Identifier
    name: str
    weeks: tuple[WeekCosts, ...]

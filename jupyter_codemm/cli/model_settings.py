"""What is configured of the model: how it is asked, what it costs, and what may be spent on it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from jupyter_codemm.authoring.llm import AuthorSettings, Staging
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.services.budgets import MICROS, Budgets, Limit, Price

PREFIX = "CODEMM_MODEL_"
LEAST_CONTEXT = 3000
_Tokens = Annotated[int, Field(ge=0)]
_Money = Annotated[float, Field(ge=0, allow_inf_nan=False)]


def _decoded(value: object) -> object:
    return json.loads(value) if isinstance(value, str) else value


_Names = Annotated[tuple[str, ...], BeforeValidator(_decoded)]
_Prices = Annotated[dict[str, tuple[_Money, _Money]], BeforeValidator(_decoded)]


class ModelSettings(BaseModel):
    """Every setting of the model; None is no limit.

    `prices` holds, by model, those of a million tokens of prompt and of reply, and `…_cost` limits
    are in the same currency. Classes may choose from `names` beside the configured model, and have
    keys of their own for `class_addresses` beside the configured endpoint.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    user_tokens: _Tokens | None = None
    activity_tokens: _Tokens | None = None
    user_cost: _Money | None = None
    activity_cost: _Money | None = None
    budget_days: int = Field(default=30, ge=1, le=3660)
    prices: _Prices = Field(default_factory=dict)
    context_tokens: int = Field(default=AuthorSettings().context_tokens, ge=LEAST_CONTEXT)
    reply_tokens: int = Field(default=AuthorSettings().reply_tokens, ge=1000)
    timeout_seconds: float = Field(default=AuthorSettings().timeout_s, gt=0, le=3600)
    staging: Staging = "auto"
    names: _Names = ()
    class_addresses: _Names = ()

    @classmethod
    def read(cls, environ: Mapping[str, str], configured: Mapping[str, object]) -> Self:
        """Return what is configured, else what `CODEMM_MODEL_…` variables say, else the defaults.

        Raises InvalidInputError that names the setting.
        """
        variables = {name: environ.get(PREFIX + name.upper(), "") for name in cls.model_fields}
        said = {name: text for name, text in variables.items() if text.strip()}
        values: dict[str, object] = {**said, **configured}
        try:
            return cls.model_validate(values)
        except ValidationError as error:
            first = error.errors(include_url=False, include_context=False, include_input=False)[0]
            name = str(first["loc"][0])
            where = f"model_{name}" if name in configured else PREFIX + name.upper()
            raise InvalidInputError(f"{where}: {first['msg']}", where=where) from None

    @property
    def author(self) -> AuthorSettings:
        """How the author works with the model."""
        return AuthorSettings(
            context_tokens=self.context_tokens,
            reply_tokens=self.reply_tokens,
            timeout_s=self.timeout_seconds,
            staging=self.staging,
        )

    @property
    def budgets(self) -> Budgets:
        """What may be spent."""
        return Budgets(
            user=Limit(self.user_tokens, _micros(self.user_cost)),
            activity=Limit(self.activity_tokens, _micros(self.activity_cost)),
            days=self.budget_days,
            prices={name: Price(*pair) for name, pair in self.prices.items()},
        )


def _micros(money: float | None) -> int | None:
    return None if money is None else round(money * MICROS)

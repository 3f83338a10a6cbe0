"""The pieces of a reply's form: one model makes the JSON Schema and reads the reply.

They say what types stand where and nothing about sense: sizes and fit are the contracts' to judge,
and endpoints with strict schemas know no further keywords.
"""

from __future__ import annotations

from typing import Annotated, Any, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    JsonValue,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
)
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from jupyter_codemm.contracts.constraints import End, Rule
from jupyter_codemm.contracts.problem import Category, SqlCell
from jupyter_codemm.contracts.types import MAX_DEPTH

_PLAIN: list[dict[str, Any]] = [
    {"type": "string"},
    {"type": "number"},
    {"type": "boolean"},
    {"type": "null"},
]


def _value_schema(depth: int) -> dict[str, Any]:
    nested = [{"type": "array", "items": _value_schema(depth - 1)}] if depth else []
    return {"anyOf": [*_PLAIN, *nested]}


Value = Annotated[JsonValue, WithJsonSchema(_value_schema(MAX_DEPTH // 2))]
"""A portable value. Its nesting is spelt out: not every endpoint follows recursive references."""


def _known_category(value: object) -> object:
    return value if value in get_args(Category) else "typical"


AnyCategory = Annotated[Category, BeforeValidator(_known_category)]
"""A category. A word that is none counts as typical: it only steers which tests are chosen."""


class Piece(BaseModel):
    """What a reply is made of. Keys that are not asked for are passed over."""

    model_config = ConfigDict(
        frozen=True,
        extra="ignore",
        json_schema_extra={"additionalProperties": False},
        json_schema_serialization_defaults_required=True,
    )


def _or_nothing(value: object, read: ValidatorFunctionWrapHandler) -> object:
    try:
        return read(value)
    except ValidationError:
        return None


def _present(values: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(value for value in values if value is not None)


Lenient = WrapValidator(_or_nothing)
"""For items of a list that may be left out when they are malformed; goes with `SOME`."""

SOME = AfterValidator(_present)
"""For such a list."""


class Parameter(Piece):
    """A parameter in portable types."""

    name: str
    type: str


class FunctionHead(Piece):
    """What a function looks like."""

    name: str
    params: tuple[Parameter, ...]
    returns: str
    observe: str = "return"


class MethodHead(Piece):
    """What a method looks like."""

    name: str
    params: tuple[Parameter, ...]
    returns: str


class ClassHead(Piece):
    """What a class looks like."""

    name: str
    params: tuple[Parameter, ...]
    methods: tuple[MethodHead, ...]


class Proposed(Piece):
    """What every proposed test has."""

    category: AnyCategory


class CallProposed(Proposed):
    """Arguments and the result they should give."""

    args: tuple[Value, ...]
    value: Value
    stdout: str = ""


class NewObject(Piece):
    """A step that makes an object."""

    new: str
    args: tuple[Value, ...]


class MethodCall(Piece):
    """A step that calls `object.method`."""

    call: str
    args: tuple[Value, ...]


class StepsProposed(Proposed):
    """Steps on objects and one result per step."""

    steps: tuple[NewObject | MethodCall, ...]
    value: tuple[Value, ...]


class StdinProposed(Proposed):
    """Standard input and the output it should give."""

    stdin: str
    stdout: str


class RowsProposed(Proposed):
    """INSERT statements and the rows that the query should give."""

    rows: str
    columns: tuple[str, ...]
    result: tuple[tuple[SqlCell, ...], ...]


class Condition(Piece):
    """A constraint on inputs."""

    on: str
    rule: Rule
    low: End = None
    high: End = None
    text: str = ""


class Mistake(Piece):
    """A wrong solution that is to be expected."""

    code: str
    mistake: str = ""


def schema_of(form: type[Piece]) -> dict[str, Any]:
    """Return the strict JSON Schema of a form: every key required, no further key, no defaults."""
    return form.model_json_schema(mode="serialization", schema_generator=_BareSchema)


class _BareSchema(GenerateJsonSchema):
    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - pydantic's hook
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

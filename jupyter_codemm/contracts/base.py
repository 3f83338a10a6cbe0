"""The base of every contract, and the one door through which outside data becomes a contract."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from pydantic_core import to_jsonable_python

from jupyter_codemm.errors import InvalidInputError

Language = Literal["python", "java", "cpp", "sql"]
Difficulty = Literal["easy", "medium", "hard"]
ProblemStyle = Literal["return", "stdout", "mixed"]
LearningMode = Literal["practice", "guided"]
ScaffoldLevel = Literal[10, 30, 60, 80]

LANGUAGES: tuple[Language, ...] = ("python", "java", "cpp", "sql")
DIFFICULTIES: tuple[Difficulty, ...] = ("easy", "medium", "hard")

Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,79}$")]
"""An id as it travels in URLs, cell metadata and file names."""


class Contract(BaseModel):
    """A frozen, strict value that crosses a boundary. Unknown keys are refused."""

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        hide_input_in_errors=True,  # an unforeseen one is logged, and its input may be private
        json_schema_serialization_defaults_required=True,
    )

    @classmethod
    def parse(cls, data: object, *, where: str = "") -> Self:
        """Validate decoded JSON (or JSON text as bytes or str).

        Raises InvalidInputError with one sentence that names the field and the value.
        """
        text = data if isinstance(data, (str, bytes)) else _encode(data, where)
        try:
            return cls.model_validate_json(text)
        except ValidationError as error:
            raise invalid_input(error, where) from None

    def to_json(self) -> dict[str, Any]:
        """Return the wire form as decoded JSON."""
        return self.model_dump(mode="json")

    def updated(self, **changes: object) -> Self:
        """Return a validated copy with some fields replaced."""
        return type(self).parse(self.model_dump(mode="json") | to_jsonable_python(changes))


def invalid_input(error: ValidationError, where: str = "") -> InvalidInputError:
    """Turn the first problem that pydantic found into our error."""
    first = error.errors(include_url=False, include_context=False)[0]
    field = ".".join(str(part) for part in first["loc"])
    path = ".".join(part for part in (where, field) if part)
    message = first["msg"].removeprefix("Value error, ")
    prefix = f"{path}: " if path else ""
    if first["type"] == "json_invalid":
        return InvalidInputError(f"{prefix}{message}", where=path)  # it names line and column
    if first["type"] in ("missing", "value_error") and isinstance(first["input"], dict):
        return InvalidInputError(f"{prefix}{message}", where=path)  # all around it tells nothing
    shown = _shown(first["input"])
    return InvalidInputError(f"{prefix}{message} (got {shown})", where=path)


def _encode(data: object, where: str) -> str:
    try:
        return json.dumps(data)
    except (TypeError, ValueError) as error:
        raise InvalidInputError(f"{where or 'input'}: not JSON: {error}", where=where) from None


def _shown(value: object, limit: int = 80) -> str:
    try:
        text = json.dumps(value, ensure_ascii=False)
    except (TypeError, ValueError):
        text = repr(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"

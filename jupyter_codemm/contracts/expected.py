"""What must be observed of a run, and how what is observed is compared with it."""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer, model_validator

from jupyter_codemm.contracts.base import Contract
from jupyter_codemm.contracts.types import PortableValue

MAX_TEXT = 100_000


class ValueComparator(Contract):
    """How two portable values are compared. Tolerances belong to `approx`.

    `exact`: equal in type and value (1 == 1.0 where the type is float). `approx`: floats within
    max(absolute, relative x |expected|), NaN equals NaN. `unordered`: lists as multisets at the top
    level. `set`: lists as sets. `any_of`: the expected value is a list of acceptable values.
    """

    kind: Literal["exact", "approx", "unordered", "set", "any_of"] = "exact"
    absolute: float = Field(default=1e-9, ge=0)
    relative: float = Field(default=1e-9, ge=0)


class TextComparator(Contract):
    """How two texts are compared.

    `exact` byte for byte; `lines` ignores trailing blanks of lines and of the text; `tokens`
    compares words; `numbers` compares words, numbers within the tolerances.
    """

    kind: Literal["exact", "lines", "tokens", "numbers"] = "lines"
    absolute: float = Field(default=1e-9, ge=0)
    relative: float = Field(default=1e-9, ge=0)


class RowsComparator(Contract):
    """How result tables are compared: rows in order or not, columns by position or name."""

    ordered: bool = False
    column_names: bool = False
    absolute: float = Field(default=1e-9, ge=0)


class Comparators(Contract):
    """One comparator per channel."""

    value: ValueComparator = ValueComparator()
    stdout: TextComparator = TextComparator()
    rows: RowsComparator = RowsComparator()


SqlCell = int | float | str | None


class Table(Contract):
    """A result table with typed cells: NULL is null and never ''; a BLOB is {"hex": "…"} text."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[SqlCell, ...], ...] = ()


class Expected(Contract):
    """What must be observed. Every channel present must match; an absent channel is not looked at.

    `value` is present when its key is, even as null. For a class it holds one entry per step: a
    portable value, or {"raises": "TypeName"}.
    """

    value: PortableValue = None
    stdout: str | None = Field(default=None, max_length=MAX_TEXT)
    raises: str | None = Field(default=None, max_length=80)
    rows: Table | None = None
    tables: dict[str, Table] | None = None
    compare: Comparators = Comparators()

    @property
    def has_value(self) -> bool:
        """Whether the value channel is looked at."""
        return "value" in self.model_fields_set

    @model_validator(mode="after")
    def _some_channel(self) -> Self:
        if not self.has_value and all(
            c is None for c in (self.stdout, self.raises, self.rows, self.tables)
        ):
            raise ValueError("expect at least one of value, stdout, raises, rows and tables")
        return self

    @model_serializer(mode="wrap")
    def _present_channels(self, dump: SerializerFunctionWrapHandler) -> dict[str, Any]:
        data: dict[str, Any] = dump(self)
        absent = [k for k in ("stdout", "raises", "rows", "tables") if data.get(k) is None]
        for key in absent + ([] if self.has_value else ["value"]):
            data.pop(key, None)
        return data

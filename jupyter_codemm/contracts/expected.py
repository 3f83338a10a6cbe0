"""What must be observed of a run, and how what is observed is compared with it."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import (
    Field,
    SerializerFunctionWrapHandler,
    StringConstraints,
    model_serializer,
    model_validator,
)

from jupyter_codemm.contracts.base import Contract
from jupyter_codemm.contracts.types import PortableValue

MAX_TEXT = 100_000


ITEM_KINDS = ("exact", "approx")


class ValueComparator(Contract):
    """How two portable values are compared. Tolerances belong to `approx`.

    `exact`: equal in value and, where the signature names a type, in type: an int is never 1.0, a
    float may be 1, `any` takes both; a bool is never a number. `approx`: floats within
    max(absolute, relative x |expected|), NaN equals NaN. `unordered`: lists as multisets at the top
    level only. `set`: lists as sets, at the top level only. `any_of`: the expected value is a list
    of acceptable values. `checker`: the problem's checker decides, and the expected value is one
    right answer, for readers.

    `each` says how `any_of` compares with each acceptable value, and how `unordered` and `set`
    compare items (exact or approx).
    """

    kind: Literal["exact", "approx", "unordered", "set", "any_of", "checker"] = "exact"
    each: Literal["exact", "approx", "unordered", "set"] = "exact"
    absolute: float = Field(default=1e-9, ge=0, allow_inf_nan=False)
    relative: float = Field(default=1e-9, ge=0, allow_inf_nan=False)

    @model_validator(mode="after")
    def _each_fits(self) -> Self:
        nested = self.kind in ("unordered", "set") and self.each in ITEM_KINDS
        if self.each != "exact" and self.kind != "any_of" and not nested:
            raise ValueError(f"{self.kind} does not compare each item as {self.each}")
        return self


class TextComparator(Contract):
    """How two texts are compared.

    `exact` byte for byte; `lines` ignores trailing blanks of lines and of the text; `tokens`
    compares words; `numbers` compares words, numbers within the tolerances; `checker`: the
    problem's checker decides, and the expected text is one right answer, for readers.
    """

    kind: Literal["exact", "lines", "tokens", "numbers", "checker"] = "lines"
    absolute: float = Field(default=1e-9, ge=0, allow_inf_nan=False)
    relative: float = Field(default=1e-9, ge=0, allow_inf_nan=False)


class RowsComparator(Contract):
    """How tables are compared: rows in order or as a multiset, columns by position or by name.

    The number of columns always counts; with `column_names` their names in their order do, too,
    whatever their case. Reals may differ by max(absolute, relative x |expected|).
    """

    ordered: bool = False
    column_names: bool = False
    absolute: float = Field(default=1e-9, ge=0, allow_inf_nan=False)
    relative: float = Field(default=1e-12, ge=0, allow_inf_nan=False)


class Comparators(Contract):
    """One comparator per channel."""

    value: ValueComparator = ValueComparator()
    stdout: TextComparator = TextComparator()
    rows: RowsComparator = RowsComparator()
    tables: RowsComparator = RowsComparator()


TableName = Annotated[str, StringConstraints(pattern=r"^[^\x00]{1,80}$")]
SqlCell = int | float | str | None


class Table(Contract):
    """A result table with typed cells: NULL is null and never ''.

    A BLOB is {"hex": "…"} text, an infinite REAL {"real": "Infinity"} or {"real": "-Infinity"}.
    """

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[SqlCell, ...], ...] = ()


class Expected(Contract):
    """What must be observed. Every channel present must match; an absent channel is not looked at.

    `value` is present when its key is, even as null. For a class it holds one entry per step: a
    portable value, or {"raises": "TypeName"}. `tables` holds what the tables that a data-changing
    query may change hold after it.
    """

    value: PortableValue = None
    stdout: str | None = Field(default=None, max_length=MAX_TEXT)
    raises: str | None = Field(default=None, max_length=80)
    rows: Table | None = None
    tables: dict[TableName, Table] | None = Field(default=None, min_length=1, max_length=20)
    compare: Comparators = Comparators()

    @property
    def has_value(self) -> bool:
        """Whether the value channel is looked at."""
        return "value" in self.model_fields_set

    @property
    def asks_checker(self) -> bool:
        """Whether the problem's checker has to agree."""
        asks_value = self.has_value and self.compare.value.kind == "checker"
        return asks_value or (self.stdout is not None and self.compare.stdout.kind == "checker")

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

"""What can be computed from a group of rows, as part of a query and in Python."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jupyter_codemm.authoring.builtin.sql.schema import Domain, Entity, Parent
from jupyter_codemm.authoring.builtin.sql.seeding import Record
from jupyter_codemm.authoring.builtin.sql.tree import Agg, Coalesce, Lit, Node

Value = Callable[[Sequence[Record]], float | None]


@dataclass(frozen=True, slots=True)
class Measure:
    """One number of a group: its column's name, what it is in words, the query part, the oracle.

    `empty` says what it is for a group without known values, where that needs saying. `limits` is a
    range of constants to compare it with; `near` gives numbers that bring a group close to one.
    """

    alias: str
    words: str
    node: Node
    value: Value
    limits: tuple[int, int]
    empty: str = ""
    near: Callable[[int], tuple[int, ...]] = lambda _: ()

    @property
    def about(self) -> str:
        """What the column holds."""
        return f"{self.words}, {self.empty}" if self.empty else self.words


def count(
    entity: Entity, *, outer: bool = False, qualified: bool = False, all_known: bool = False
) -> Measure:
    """Return how many rows a group has; after an outer join only real partners count.

    `all_known` says that no row of a group has an unknown number.
    """
    column = entity.col("id", qualified=qualified) if outer else None
    slip = None if outer or all_known else entity.col("number", qualified=qualified)
    return Measure(
        alias=f"{entity.one}_count",
        words=f"the number of {entity.many}",
        node=Agg("COUNT", column, slip=slip),
        value=len,
        limits=(2, 2),
    )


def different(domain: Domain, part: Parent, *, qualified: bool = False) -> Measure:
    """Return how many different parents the events of a group have."""
    parent = domain.entity(part)
    return Measure(
        alias=f"different_{parent.many}",
        words=f"the number of different {parent.many}",
        node=Agg("COUNT", domain.event.col(part, qualified=qualified), distinct=True),
        value=lambda rows: len({row.part(part) for row in rows} - {None}),
        limits=(2, 2),
        empty=f"an unknown {parent.one} not counted",
    )


def amount(entity: Entity, *, filled: bool = False, qualified: bool = False) -> Measure:
    """Return the total of what events count, or the largest number of parents.

    With `filled` a group without a known number has 0, otherwise NULL.
    """
    summed = entity.role == "event"
    function, word = ("SUM", "total") if summed else ("MAX", "largest")
    node: Node = Agg(function, entity.col("number", qualified=qualified))
    combine: Callable[[list[int]], int] = sum if summed else max
    return Measure(
        alias=f"{word}_{entity.number.name}",
        words=f"the {word} {entity.number.noun}",
        node=Coalesce(node, Lit(0)) if filled else node,
        value=lambda rows: combine(known(rows)) if known(rows) else (0 if filled else None),
        limits=_limits(entity),
        empty=f"{0 if filled else 'NULL'} when none is known",
        near=lambda limit: (limit // 2, limit - limit // 2) if summed else (limit,),
    )


def _limits(entity: Entity) -> tuple[int, int]:
    low, high = entity.number.low, entity.number.high
    if entity.role == "event":
        return (low + high) * 2 // 3, low + high
    return (low + high) // 2, (low + 3 * high) // 4


def known(rows: Sequence[Record]) -> list[int]:
    """Return the numbers that are not NULL."""
    return [row.number for row in rows if row.number is not None]


def mean(numbers: Sequence[float]) -> float | None:
    """Return the average; None when there is nothing to average."""
    return sum(numbers) / len(numbers) if numbers else None

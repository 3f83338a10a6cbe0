"""Put rows in an order that never ties, and sometimes show the first ones only."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from jupyter_codemm.authoring.builtin.sql.columns import NULL_NOTE, items, results
from jupyter_codemm.authoring.builtin.sql.query_family import QueryFamily
from jupyter_codemm.authoring.builtin.sql.rules import Rule, all_of, null_rule, text_rule
from jupyter_codemm.authoring.builtin.sql.schema import ROLES, Domain, Entity, Part
from jupyter_codemm.authoring.builtin.sql.seeding import Database, Focus, Row
from jupyter_codemm.authoring.builtin.sql.task import Recipe, Task
from jupyter_codemm.authoring.builtin.sql.tree import Coalesce, Key, Lit, Node, Query
from jupyter_codemm.contracts.base import Difficulty

PARTS: tuple[Part, ...] = ("id", "number", "group")


@dataclass(frozen=True, slots=True)
class _Sorting:
    """A drawn order. `stand_in` is what an unknown number counts as, if it is not dropped."""

    entity: Entity
    rule: Rule
    limit: int | None
    down: bool
    stand_in: int | None

    @property
    def word(self) -> str:
        return "largest" if self.down else "smallest"

    @property
    def key(self) -> Node:
        column = self.entity.col("number")
        return column if self.stand_in is None else Coalesce(column, Lit(self.stand_in))

    def result(self, database: Database) -> list[Row]:
        rows = [row for row in database.rows(self.entity.role) if self.rule.holds(row)]
        rows.sort(key=lambda row: row.id)
        stand_in = self.stand_in or 0
        rows.sort(key=lambda r: stand_in if r.number is None else r.number, reverse=self.down)
        return [tuple(row.part(part) for part in PARTS) for row in rows[: self.limit]]


def _recipe(*, nulls: bool) -> Recipe:
    def draw(rng: Random, domain: Domain, difficulty: Difficulty) -> Task:
        entity = domain.entity(rng.choice(ROLES))
        textual = text_rule(rng, entity)
        known = null_rule(entity, "number", known=True)
        plain = known if difficulty == "easy" else all_of(known, textual)
        middle = (entity.number.low + entity.number.high) // 2
        return _task(
            _Sorting(
                entity=entity,
                rule=textual if nulls else plain,
                limit={"easy": None, "medium": 3, "hard": 2}[difficulty],
                down=rng.choice((True, False)),
                stand_in=middle if nulls else None,
            )
        )

    return draw


def _task(sorting: _Sorting) -> Task:
    entity, word, limit = sorting.entity, sorting.word, sorting.limit
    near: Focus = {(entity.role, "number"): (sorting.stand_in,)} if sorting.stand_in else {}
    return Task(
        title=_title(sorting),
        roles=(entity.role,),
        question=_question(sorting),
        results=results(entity, *PARTS),
        query=Query(
            items(entity, *PARTS),
            entity.table,
            where=sorting.rule.condition,
            order=(Key(sorting.key, sorting.down), Key(entity.col("id"))),
            limit=limit,
        ),
        oracle=sorting.result,
        focus={**sorting.rule.focus, **near},
        goals=(
            f"drop the {entity.many} that are not wanted",
            f"put the others in order, the {word} {entity.number.noun} first",
            "let the id decide when two of them tie",
            *(("stop after the rows that fit",) if limit else ()),
        ),
        pitfalls=("rows with the same number come in an order that nobody asked for",),
        notes=(NULL_NOTE,),
        order=(
            f"Order the rows by {entity.number.noun}, the {word} first, and rows that tie by "
            f"`id`, ascending."
        ),
    )


def _title(sorting: _Sorting) -> str:
    lead = f"{sorting.entity.many.capitalize()}, the {sorting.word} {sorting.entity.number.noun}"
    if sorting.stand_in is not None:
        return f"{lead} first, unknown as {sorting.stand_in}"
    return f"{lead} first" if sorting.limit is None else f"{lead}: the first {sorting.limit}"


def _question(sorting: _Sorting) -> str:
    entity = sorting.entity
    text = f"List the {entity.many} whose {sorting.rule.words}, in order."
    if sorting.stand_in is not None:
        text += (
            f" For the order, and only for it, an unknown {entity.number.noun} counts as "
            f"{sorting.stand_in}; in the result it stays NULL."
        )
    if sorting.limit:
        text += f" Show at most {sorting.limit} rows: the first ones of that order."
    return text


FAMILIES = (
    QueryFamily(
        "sorted_rows", frozenset({"select", "filtering", "ordering"}), _recipe(nulls=False)
    ),
    QueryFamily(
        "sorted_unknown",
        frozenset({"select", "filtering", "ordering", "null handling"}),
        _recipe(nulls=True),
    ),
)

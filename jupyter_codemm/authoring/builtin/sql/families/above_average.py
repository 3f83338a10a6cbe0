"""Find rows above an average that a query of its own works out."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from jupyter_codemm.authoring.builtin.sql.columns import items, results
from jupyter_codemm.authoring.builtin.sql.joining import parent_join, partner
from jupyter_codemm.authoring.builtin.sql.measures import known, mean
from jupyter_codemm.authoring.builtin.sql.query_family import QueryFamily, with_hard_select
from jupyter_codemm.authoring.builtin.sql.rules import Rule, joined_focus, text_rule
from jupyter_codemm.authoring.builtin.sql.schema import PARENTS, ROLES, Domain, Entity, Parent, Part
from jupyter_codemm.authoring.builtin.sql.seeding import Database, Record, Row
from jupyter_codemm.authoring.builtin.sql.task import Recipe, Task
from jupyter_codemm.authoring.builtin.sql.tree import Agg, Col, Compare, Item, Key, Query, Sub, both
from jupyter_codemm.contracts.base import Difficulty

OTHER = "other"
PARTS: tuple[Part, ...] = ("id", "group", "number")


@dataclass(frozen=True, slots=True)
class _Average:
    """A drawn comparison with the average of all rows that `rule` keeps, or of the same group."""

    entity: Entity
    rule: Rule | None
    same_group: bool
    up: bool
    ordered: bool

    def result(self, database: Database) -> list[Row]:
        rows = database.rows(self.entity.role)
        found = [row for row in rows if self._kept(row, rows)]
        if self.ordered:
            found.sort(key=lambda row: (-(row.number or 0), row.id))
        return [tuple(row.part(part) for part in PARTS) for row in found]

    def _kept(self, row: Record, rows: tuple[Record, ...]) -> bool:
        if self.rule and not self.rule.holds(row):
            return False
        peers = [
            other
            for other in rows
            if (self.rule is None or self.rule.holds(other))
            and (not self.same_group or (other.group is not None and other.group == row.group))
        ]
        average = mean(known(peers))
        if row.number is None or average is None:
            return False
        return row.number > average if self.up else row.number < average


def _recipe(*, ordered: bool) -> Recipe:
    def draw(rng: Random, domain: Domain, difficulty: Difficulty) -> Task:
        entity = domain.entity(rng.choice(ROLES))
        rule = text_rule(rng, entity) if difficulty == "medium" else None
        up = rng.choice((True, False))
        return _task(_Average(entity, rule, difficulty == "hard", up, ordered))

    return draw


def _task(told: _Average) -> Task:
    entity, rule = told.entity, told.rule
    word = "more" if told.up else "less"
    of = f"all {entity.many}"
    if rule:
        of = f"the {entity.many} that are looked at"
    if told.same_group:
        of = f"the {entity.many} with the same {entity.group.noun}"
    lead = f"Look only at {entity.many} whose {rule.words}. " if rule else ""
    number = entity.number.noun
    return Task(
        title=f"{entity.many.capitalize()} {'above' if told.up else 'below'} the average {number}"
        + (f" of their {entity.group.noun}" if told.same_group else ""),
        roles=(entity.role,),
        question=f"{lead}Find those whose {number} is {word} than the average {number} of {of}."
        if rule
        else f"Find the {entity.many} whose {number} is {word} than the average {number} of {of}.",
        results=results(entity, *PARTS),
        query=_query(told),
        oracle=told.result,
        focus=joined_focus(rule),
        goals=(
            "work out the average to compare with, on its own",
            "compare each row with it",
            "keep the rows on the right side",
            *(("put the rows in the order that was asked for",) if told.ordered else ()),
        ),
        pitfalls=("the average is taken over other rows than the task says",),
        notes=(
            "Unknown numbers (NULL) count neither for the average nor for the result.",
            *(
                (f"{entity.many.capitalize()} without a known {entity.group.noun} are left out.",)
                if told.same_group
                else ()
            ),
        ),
        order=(
            f"Order the rows by `{entity.number.name}`, the largest first, and rows that tie by "
            "`id`, ascending."
            if told.ordered
            else ""
        ),
    )


def _query(told: _Average) -> Query:
    entity = told.entity
    condition = told.rule.condition if told.rule else None
    average = Item(Agg("AVG", entity.col("number")))
    inner = Query((average,), entity.table, where=condition)
    if told.same_group:
        peer = Col(entity.group.name, OTHER)
        inner = Query(
            (Item(Agg("AVG", Col(entity.number.name, OTHER))),),
            entity.table,
            alias=OTHER,
            where=Compare(peer, "=", entity.col("group", qualified=True)),
        )
    compared = Compare(entity.col("number"), ">" if told.up else "<", Sub(inner))
    return Query(
        items(entity, *PARTS),
        entity.table,
        where=both(condition, compared),
        order=(Key(entity.col("number"), descending=True), Key(entity.col("id")))
        if told.ordered
        else (),
    )


def _joined(rng: Random, domain: Domain, difficulty: Difficulty) -> Task:
    parent: Parent = rng.choice(PARENTS)
    entity, event = domain.entity(parent), domain.event
    rule = None if difficulty == "easy" else text_rule(rng, entity, qualified=True)
    second = text_rule(rng, event, qualified=True) if difficulty == "hard" else None
    average = Query((Item(Agg("AVG", event.col("number"))),), event.table)
    above = Compare(event.col("number", qualified=True), ">", Sub(average))

    def oracle(database: Database) -> list[Row]:
        limit = mean(known(database.event))
        found: list[Row] = []
        for row in database.event:
            other = partner(database, row, parent)
            if row.number is None or limit is None or other is None or row.number <= limit:
                continue
            if (rule is None or rule.holds(other)) and (second is None or second.holds(row)):
                found.append((row.id, other.label, row.number))
        return found

    number = event.number.noun
    extra = [f" Only {entity.many} whose {rule.words} matter."] if rule else []
    extra += [f" The {event.one} itself must be one whose {second.words}."] if second else []
    return Task(
        title=f"{event.many.capitalize()} above the average {number}, with {entity.one}",
        roles=(parent, "event"),
        question=(
            f"Find the {event.many} whose {number} is more than the average {number} of all "
            f"{event.many}, each with its {entity.one}.{''.join(extra)} The average is always "
            f"that of the whole table. Leave out {event.many} whose {entity.one} is not known."
        ),
        results=(
            *results(event, "id", qualified=True),
            *results(entity, "label", qualified=True),
            *results(event, "number", qualified=True),
        ),
        query=Query(
            (
                *items(event, "id", qualified=True),
                *items(entity, "label", qualified=True),
                *items(event, "number", qualified=True),
            ),
            event.table,
            joins=(parent_join(domain, parent),),
            where=both(
                above, rule.condition if rule else None, second.condition if second else None
            ),
        ),
        oracle=oracle,
        focus=joined_focus(rule, second),
        goals=(
            f"work out the average of all {event.many} on its own",
            f"bring each {event.one} together with its {entity.one}",
            "keep the pairs above that average that fulfil the other conditions",
        ),
        pitfalls=("the average is taken over the pairs that are left, not over the whole table",),
        notes=("Unknown numbers (NULL) count neither for the average nor for the result.",),
    )


_TOPICS = frozenset({"subqueries", "filtering", "aggregation"})
FAMILIES = (
    *with_hard_select("above_average", _TOPICS, _recipe(ordered=False)),
    QueryFamily("above_average_order", _TOPICS | {"ordering"}, _recipe(ordered=True)),
    QueryFamily("above_average_join", _TOPICS | {"joins"}, _joined),
)

"""List events together with what their parents hold."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from jupyter_codemm.authoring.builtin.sql.columns import NULL_NOTE, items, results, shown_name
from jupyter_codemm.authoring.builtin.sql.joining import parent_join, partner
from jupyter_codemm.authoring.builtin.sql.query_family import QueryFamily, with_hard_select
from jupyter_codemm.authoring.builtin.sql.rules import Rule, joined_focus, simple_rule, text_rule
from jupyter_codemm.authoring.builtin.sql.schema import PARENTS, Domain, Parent
from jupyter_codemm.authoring.builtin.sql.seeding import Database, Record, Row
from jupyter_codemm.authoring.builtin.sql.task import Recipe, Task
from jupyter_codemm.authoring.builtin.sql.tree import Col, Key, Query, both
from jupyter_codemm.authoring.builtin.sql.wording import listed
from jupyter_codemm.contracts.base import Difficulty


@dataclass(frozen=True, slots=True)
class _List:
    """A drawn list: the parents that are shown, each with a condition on it or none."""

    domain: Domain
    rule: Rule
    parents: tuple[tuple[Parent, Rule | None], ...]
    ordered: bool

    def result(self, database: Database) -> list[Row]:
        found: list[Row] = []
        for event in filter(self.rule.holds, database.event):
            labels = [self._label(database, event, *parent) for parent in self.parents]
            if None not in labels:
                found.append((event.id, *labels, event.number))
        if self.ordered:
            found.sort(key=lambda row: (row[1], row[0]))
        return found

    def _label(
        self, database: Database, event: Record, parent: Parent, rule: Rule | None
    ) -> str | None:
        row = partner(database, event, parent)
        return row.label if row and (rule is None or rule.holds(row)) else None


def _recipe(*, ordered: bool) -> Recipe:
    def draw(rng: Random, domain: Domain, difficulty: Difficulty) -> Task:
        first, second = rng.sample(PARENTS, 2)
        picky = text_rule(rng, domain.entity(second), qualified=True)
        parents: tuple[tuple[Parent, Rule | None], ...] = ((second, None),)
        if difficulty == "medium":
            parents = ((second, picky),)
        if difficulty == "hard":
            parents = ((first, None), (second, picky))
        rule = simple_rule(rng, domain.event, qualified=True)
        return _task(_List(domain, rule, parents, ordered))

    return draw


def _task(told: _List) -> Task:
    domain, event = told.domain, told.domain.event
    entities = [domain.entity(parent) for parent, _ in told.parents]
    rules = [rule for _, rule in told.parents if rule]
    names = listed([f"the {entity.one}" for entity in entities])
    first = shown_name(entities[0], "label", qualified=True)
    key = shown_name(event, "id", qualified=True)
    return Task(
        title=f"{event.many.capitalize()} with {listed([entity.one for entity in entities])}",
        roles=(*(parent for parent, _ in told.parents), "event"),
        question=_question(told, names),
        results=(
            *results(event, "id", qualified=True),
            *(result for e in entities for result in results(e, "label", qualified=True)),
            *results(event, "number", qualified=True),
        ),
        query=Query(
            items=(
                *items(event, "id", qualified=True),
                *(item for e in entities for item in items(e, "label", qualified=True)),
                *items(event, "number", qualified=True),
            ),
            source=event.table,
            joins=tuple(parent_join(domain, parent) for parent, _ in told.parents),
            where=both(told.rule.condition, *(rule.condition for rule in rules)),
            order=(Key(Col(first)), Key(Col(key))) if told.ordered else (),
        ),
        oracle=told.result,
        focus=joined_focus(told.rule, *rules),
        goals=(
            f"bring each {event.one} together with {names}",
            "keep the pairs that fulfil every condition",
            "show the columns from both sides",
            *(("put the rows in the order that was asked for",) if told.ordered else ()),
        ),
        pitfalls=(f"each {event.one} is paired with every {entities[0].one}",),
        notes=(NULL_NOTE,),
        order=(
            f"Order the rows by `{first}` from A to Z, and rows that tie by `{key}`, ascending."
            if told.ordered
            else ""
        ),
    )


def _question(told: _List, names: str) -> str:
    event = told.domain.event
    text = f"List the {event.many} whose {told.rule.words}, each with {names}."
    for parent, rule in told.parents:
        if rule:
            text += f" Only {told.domain.entity(parent).many} whose {rule.words} are wanted."
    ones = " or ".join(told.domain.entity(parent).one for parent, _ in told.parents)
    return f"{text} Leave out {event.many} whose {ones} is not known."


FAMILIES = (
    *with_hard_select("joined_list", frozenset({"joins", "filtering"}), _recipe(ordered=False)),
    QueryFamily(
        "joined_order", frozenset({"joins", "filtering", "ordering"}), _recipe(ordered=True)
    ),
)

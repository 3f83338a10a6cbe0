"""Conditions on one row, each as part of a query, as a Python predicate and in words."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from jupyter_codemm.authoring.builtin.sql.schema import Entity, Part, Role
from jupyter_codemm.authoring.builtin.sql.seeding import Focus, Record
from jupyter_codemm.authoring.builtin.sql.tree import (
    Between,
    Both,
    Compare,
    Either,
    Lit,
    Member,
    Node,
    Null,
)

COMPARISONS: dict[str, tuple[str, Callable[[float, float], bool]]] = {
    ">=": ("at least", operator.ge),
    ">": ("more than", operator.gt),
    "<=": ("at most", operator.le),
    "<": ("less than", operator.lt),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition on a row of one table. `words` go on from "whose"."""

    condition: Node
    holds: Callable[[Record], bool]
    words: str
    focus: Focus


def number_rule(rng: Random, entity: Entity, *, qualified: bool = False) -> Rule:
    """Draw a comparison of the number with a constant from the middle of its range."""
    op, limit = rng.choice(list(COMPARISONS)), _middle(rng, entity)
    phrase, compare = COMPARISONS[op]
    return Rule(
        condition=Compare(entity.col("number", qualified=qualified), op, Lit(limit)),
        holds=lambda row: row.number is not None and compare(row.number, limit),
        words=f"{entity.number.noun} is {phrase} {limit}",
        focus={(entity.role, "number"): (limit,)},
    )


def span_rule(rng: Random, entity: Entity, *, qualified: bool = False) -> Rule:
    """Draw a range for the number, both ends included."""
    low = _middle(rng, entity)
    high = low + rng.randint(2, max(3, (entity.number.high - entity.number.low) // 4))
    return Rule(
        condition=Between(entity.col("number", qualified=qualified), Lit(low), Lit(high)),
        holds=lambda row: row.number is not None and low <= row.number <= high,
        words=f"{entity.number.noun} is from {low} to {high} (both included)",
        focus={(entity.role, "number"): (low, high)},
    )


def group_rule(rng: Random, entity: Entity, *, qualified: bool = False) -> Rule:
    """Draw a text that the group must be."""
    return group_is(entity, rng.choice(entity.group.values), qualified=qualified)


def group_is(entity: Entity, wanted: str, *, qualified: bool = False) -> Rule:
    """Return the condition that the group is a text."""
    return Rule(
        condition=Compare(entity.col("group", qualified=qualified), "=", Lit(wanted)),
        holds=lambda row: row.group == wanted,
        words=f"{entity.group.noun} is `{wanted}`",
        focus={(entity.role, "group"): (wanted,)},
    )


def choice_rule(rng: Random, entity: Entity, *, qualified: bool = False) -> Rule:
    """Draw two texts of which the group must be one."""
    first, second = rng.sample(entity.group.values, 2)
    return Rule(
        condition=Member(entity.col("group", qualified=qualified), (Lit(first), Lit(second))),
        holds=lambda row: row.group in (first, second),
        words=f"{entity.group.noun} is `{first}` or `{second}`",
        focus={(entity.role, "group"): (first, second)},
    )


def other_rule(rng: Random, entity: Entity, *, qualified: bool = False) -> Rule:
    """Draw a text that the group must not be; an unknown group does not count."""
    refused = rng.choice(entity.group.values)
    return Rule(
        condition=Compare(entity.col("group", qualified=qualified), "<>", Lit(refused)),
        holds=lambda row: row.group is not None and row.group != refused,
        words=f"{entity.group.noun} is known and is not `{refused}`",
        focus={(entity.role, "group"): (refused,)},
    )


def or_unknown(rule: Rule, entity: Entity, part: Part) -> Rule:
    """Return the condition widened to rows in which the cell that it looks at is NULL."""
    wide = any_of(rule, null_rule(entity, part))
    words = rule.words.replace(" is known and is not ", " is not ")
    return replace(wide, words=f"{words} or is unknown")


def null_rule(entity: Entity, part: Part, *, known: bool = False, qualified: bool = False) -> Rule:
    """Return the condition that a cell is NULL, or that it is not."""
    return Rule(
        condition=Null(entity.col(part, qualified=qualified), negated=known),
        holds=lambda row: (row.part(part) is not None) == known,
        words=f"{entity.noun(part)} is {'known' if known else 'unknown'}",
        focus={},
    )


def all_of(*rules: Rule) -> Rule:
    """Return the condition that all of some conditions hold."""
    return Rule(
        condition=Both(tuple(rule.condition for rule in rules)),
        holds=lambda row: all(rule.holds(row) for rule in rules),
        words=" and whose ".join(rule.words for rule in rules),
        focus=joined_focus(*rules),
    )


def any_of(*rules: Rule) -> Rule:
    """Return the condition that at least one of some conditions holds."""
    return Rule(
        condition=Either(tuple(rule.condition for rule in rules)),
        holds=lambda row: any(rule.holds(row) for rule in rules),
        words=" or whose ".join(rule.words for rule in rules),
        focus=joined_focus(*rules),
    )


def joined_focus(*rules: Rule | None) -> Focus:
    """Return the constants of all rules that are there."""
    found: dict[tuple[Role, Part], tuple[int | str, ...]] = {}
    for rule in rules:
        for key, values in (rule.focus if rule else {}).items():
            found[key] = (*found.get(key, ()), *values)
    return found


def simple_rule(rng: Random, entity: Entity, *, qualified: bool = False) -> Rule:
    """Draw one condition of any simple kind."""
    make = rng.choice((number_rule, number_rule, group_rule, choice_rule, other_rule))
    return make(rng, entity, qualified=qualified)


def text_rule(rng: Random, entity: Entity, *, qualified: bool = False) -> Rule:
    """Draw one condition on the group that many rows fulfil."""
    return rng.choice((choice_rule, other_rule))(rng, entity, qualified=qualified)


def double_rule(rng: Random, entity: Entity, *, qualified: bool = False) -> Rule:
    """Draw a condition on the number together with one on the group."""
    numeric = rng.choice((number_rule, number_rule, span_rule))
    textual = rng.choice((group_rule, choice_rule, other_rule))
    return all_of(
        numeric(rng, entity, qualified=qualified), textual(rng, entity, qualified=qualified)
    )


def _middle(rng: Random, entity: Entity) -> int:
    low, high = entity.number.low, entity.number.high
    return rng.randint(low + (high - low) // 4 + 1, high - (high - low) // 4)

"""The domain of the arguments of one call: what was proposed, declared and promised together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pydantic import JsonValue

from jupyter_codemm.contracts.constraints import InputConstraint
from jupyter_codemm.contracts.signature import Param
from jupyter_codemm.contracts.types import TypeNode
from jupyter_codemm.gates.inputs.comparing import are_compared
from jupyter_codemm.gates.inputs.declared import Rules, rules_on, widened_by
from jupyter_codemm.gates.inputs.domain import Domain, learnt
from jupyter_codemm.gates.inputs.laws import Law, always_as_long, laws_across
from jupyter_codemm.gates.inputs.presence import may_be_absent
from jupyter_codemm.gates.inputs.promises import emptied, may_be_empty, promised, stretched
from jupyter_codemm.gates.inputs.sorting import sorted_in
from jupyter_codemm.gates.inputs.special import with_special
from jupyter_codemm.gates.inputs.wordings import speaks_of_case, spoken_of

Args = list[JsonValue]
Pairs = set[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Told:
    """What the author says of all inputs, in prose and in constraints, and how they are used."""

    statement: str
    constraints: tuple[InputConstraint, ...] = ()
    reference: str = ""


def call_domain(
    params: Sequence[Param],
    proposed: Sequence[Args],
    told: Told,
    *,
    method: str = "",
) -> Domain:
    """Return the domain of the arguments of a function, a constructor or a method of this name."""
    names, statement = [param.name for param in params], told.statement
    nodes = tuple(param.node for param in params)
    learned = learnt(TypeNode("tuple", nodes), [list(args) for args in proposed])
    sorts, any_case = sorted_in(told.reference), not speaks_of_case(statement)
    spoken = [
        spoken_of(part, statement, sorted_anyway=name in sorts)
        for part, name in zip(learned.parts, names, strict=True)
    ]
    domain = replace(learned, parts=tuple(spoken))
    rules = [rules_on(told.constraints, name, method) for name in names]
    declared = _declared_pairs(names, rules)
    free = {place for place, one in enumerate(rules) if _lengths(one)}
    seen = {pair for pair in always_as_long(proposed) if not free.issuperset(pair)}
    linked = _groups(declared | seen)
    sized = sum(part.text is not None or part.sizes is not None for part in domain.parts)
    parts = []
    for place, (part, name) in enumerate(zip(domain.parts, names, strict=True)):
        wider = stretched(part, promised(statement, name))
        empty = may_be_empty(statement, name, alone=sized == 1)
        wider = emptied(wider) if empty else wider
        others = next((group for group in linked if place in group), ())
        lengths = [rule for other in others if other != place for rule in _lengths(rules[other])]
        wider = widened_by(wider, [*rules[place], *lengths], any_case=any_case)
        # A list that was always of one size may just have been read anew, as one of any size.
        parts.append(spoken_of(wider, statement, sorted_anyway=name in sorts))
    laws = tuple(
        law
        for law in domain.laws
        if not _is_by_chance(law, free, linked) and not _is_unspoken(law, names, domain, statement)
    )
    across = tuple(law for group in linked for law in laws_across(proposed, group))
    whole = replace(domain, parts=tuple(parts), laws=laws, linked=linked, across=across)
    return with_special(whole, names, statement)


def _lengths(rules: Rules) -> Rules:
    return [(depth, rule) for depth, rule in rules if depth == 0 and rule.rule == "length"]


def _declared_pairs(names: Sequence[str], rules: Sequence[Rules]) -> Pairs:
    return {
        (place, names.index(rule.text))
        for place, some in enumerate(rules)
        for depth, rule in some
        if rule.rule == "same_length" and depth == 0 and rule.text in names
    }


def _groups(pairs: Pairs) -> tuple[tuple[int, ...], ...]:
    """Return the places that are connected by pairs."""
    groups: list[set[int]] = []
    for pair in sorted(pairs):
        touched = [group for group in groups if group & set(pair)]
        groups = [group for group in groups if group not in touched]
        groups.append(set(pair).union(*touched))
    return tuple(tuple(sorted(group)) for group in groups)


def _is_by_chance(law: Law, free: set[int], linked: Sequence[tuple[int, ...]]) -> bool:
    """Return whether a law compares sizes that are declared, each for itself."""
    places = {law.left[1], law.right[1]}
    alone = not any(places <= set(group) for group in linked)
    return law.left[0] == law.right[0] == "size" and places <= free and alone


def _is_unspoken(law: Law, names: Sequence[str], domain: Domain, statement: str) -> bool:
    """Return whether a law orders two numbers that the statement never compares.

    Or whether it has one value always in another, of which the statement says what if it is not.
    """
    if law.operator == "in":
        return may_be_absent(statement)
    if not law.is_of_values or law.operator == "==":
        return False
    left, right = law.left[1], law.right[1]
    numbers = domain.parts[left].span is not None and domain.parts[right].span is not None
    return numbers and not are_compared(statement, names[left], names[right], names)

"""What an author declares of inputs, put into the domain that a few examples suggest.

Examples say how inputs are built, constraints say how far they reach: sizes, numbers and letters
are widened to what is declared, though not far beyond what was seen, while the forms that all
examples keep (a square, rows of one length, where a kind of letter may stand) are kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jupyter_codemm.contracts.constraints import InputConstraint
from jupyter_codemm.gates.inputs.domain import Domain, listed
from jupyter_codemm.gates.inputs.spans import Number, Span
from jupyter_codemm.gates.inputs.texts import TextRule

# Numbers far from any that was proposed could make the reference slow, and so could long lists.
FAR, ROOM = 10, 10_000
TIMES_LONGER, LONGER = 2, 10
LISTS = ("list", "set")

Rules = Sequence[tuple[int, InputConstraint]]
"""Constraints, each with how deep below a value it looks: 1 for the items of a list."""


def rules_on(constraints: Sequence[InputConstraint], name: str, method: str = "") -> Rules:
    """Return the constraints on one parameter of a function, a constructor or a method."""
    owner = f"{method}.{name}" if method else name
    places = [(constraint.on.partition("["), constraint) for constraint in constraints]
    return [(rest.count("]"), one) for (on, _, rest), one in places if on.strip() == owner]


def widened_by(domain: Domain, rules: Rules, *, any_case: bool = False) -> Domain:
    """Return the domain with all that the rules allow beside what was seen.

    With `any_case`, letters that are declared may stand in both cases wherever letters stand.
    """
    if not rules:
        return domain
    if domain.node.name == "optional":
        return replace(
            domain, parts=tuple(widened_by(part, rules, any_case=any_case) for part in domain.parts)
        )
    here = [rule for depth, rule in rules if depth == 0]
    if domain.node.name in LISTS:
        return _list_widened(domain, here, rules, any_case=any_case)
    for rule in here:
        if rule.rule == "range" and domain.span is not None:
            domain = replace(domain, span=reaching(domain.span, rule.low, rule.high))
        if domain.text is not None and rule.rule == "length":
            domain = replace(domain, text=_sized(domain.text, rule))
        if domain.text is not None and rule.rule == "characters" and rule.text:
            text = domain.text.with_characters(rule.text)
            cased = any_case and rule.text not in (rule.text.lower(), rule.text.upper())
            domain = replace(domain, text=text.with_mixed_case() if cased else text)
    return domain


def reaching(span: Span, low: Number | None, high: Number | None) -> Span:
    """Return the span stretched to these ends, as far as they are near what was seen.

    A common step is kept unless an end lies beside it.
    """
    if any(end is not None and (end - span.low) % span.step for end in (low, high)):
        span = replace(span, step=1)
    near = far_from((span.low, span.high))
    low = span.low if low is None else min(span.low, max(low, -near))
    high = span.high if high is None else max(span.high, min(high, near))
    if span.decimals:
        return Span(round(low, span.decimals), round(high, span.decimals), 1, span.decimals)
    below, above = int(span.low - low) // span.step, int(high - span.high) // span.step
    return replace(
        span, low=int(span.low) - below * span.step, high=int(span.high) + above * span.step
    )


def far_from(seen: Sequence[Number]) -> Number:
    """Return how far from zero a number may be when these were seen."""
    return FAR * max((abs(number) for number in seen), default=0) + ROOM


def _list_widened(
    domain: Domain, here: Sequence[InputConstraint], rules: Rules, *, any_case: bool
) -> Domain:
    lengths = [rule for rule in here if rule.rule == "length" and rule.low != rule.high]
    below = [(depth - 1, rule) for depth, rule in rules if depth]
    below += [(0, rule) for rule in here if rule.rule == "range"]
    inner = [rule for depth, rule in below if depth == 0 and rule.rule == "length"]
    if lengths and domain.positions:
        domain = listed(domain.node, domain.seen)
    for rule in lengths:
        if domain.sizes is not None:
            domain = replace(domain, sizes=_size_span(domain.sizes, rule))
    orders = domain.orders
    if inner and any(
        (rule.low, rule.high) != (one.low, one.high) for rule in lengths for one in inner
    ):
        orders = tuple(name for name in orders if name != "square")
    elif lengths and "square" in orders:
        below += [(0, rule) for rule in lengths]
    parts = tuple(widened_by(part, below, any_case=any_case) for part in domain.parts)
    return replace(domain, orders=orders, parts=parts)


def _size_span(sizes: Span, rule: InputConstraint) -> Span:
    """Return the sizes that a rule allows, though none much larger than those that were seen."""
    low = sizes.low if rule.low is None else min(sizes.low, max(0, rule.low))
    longest = TIMES_LONGER * sizes.high + LONGER
    high = sizes.high if rule.high is None else max(sizes.high, min(rule.high, longest))
    return Span(int(low), int(high))


def _sized(text: TextRule, rule: InputConstraint) -> TextRule:
    sizes = _size_span(text.sizes, rule)
    return replace(text.with_empty() if sizes.low == 0 else text, sizes=sizes)

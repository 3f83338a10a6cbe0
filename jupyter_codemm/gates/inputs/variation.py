"""Variations of one value: single steps beside it, at its edges, and in another order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from pydantic import JsonValue

from jupyter_codemm.gates.inputs.constants import Constants
from jupyter_codemm.gates.inputs.domain import NUMBERS, Domain, items_of, size_of
from jupyter_codemm.gates.inputs.edits import edited
from jupyter_codemm.gates.inputs.numbers import spans_in
from jupyter_codemm.gates.inputs.orders import ORDERS, fitted
from jupyter_codemm.gates.inputs.spans import Number, Span
from jupyter_codemm.gates.inputs.wording import varied_text

List = list[JsonValue]

MAX_NEW = 12
FEW = 3
INSIDE = 0.45
CROWDED, SPREAD = 0.7, 0.3
SORTED = 0.1


@dataclass(frozen=True, slots=True)
class Variation:
    """Draws values near a domain; whether they are in it is for the caller to ask."""

    rng: Random
    constants: Constants

    def varied(self, domain: Domain, value: JsonValue) -> JsonValue:
        """Return a value that differs from this one by one edit."""
        name = domain.node.name
        if domain.frozen:
            return self.rng.choice(domain.seen)
        if name in NUMBERS and isinstance(value, int | float) and domain.span:
            return self._number(domain.span, value)
        if name == "str" and isinstance(value, str) and domain.text:
            return varied_text(self.rng, domain.text, value, domain.seen, self.constants)
        if isinstance(value, list | dict) and domain.parts:
            return self._varied_parts(domain, value)
        if name == "optional" and value is not None and not self._rarely():
            return self.varied(domain.parts[0], value)
        return self.rng.choice(domain.seen)

    def drawn(self, domain: Domain) -> JsonValue:
        """Return a new value put together from what the domain has seen."""
        if domain.frozen:
            return self.rng.choice(domain.seen)
        if domain.positions:
            return _like(domain, [self.drawn(part) for part in domain.parts])
        if domain.node.name in ("list", "set") and domain.sizes and domain.parts[0].seen:
            return self.mended(domain, self._drawn_list(domain, domain.sizes))
        if domain.span:
            near = (*domain.span.ends(), *self.constants.near(domain.span))
            return self.rng.choice((domain.span.drawn(self.rng), self.rng.choice(near)))
        value = self.rng.choice(domain.seen)
        return self.varied(domain, value) if domain.text else value

    def mended(self, domain: Domain, value: JsonValue) -> JsonValue:
        """Return the value with the order of its lists restored, where the domain keeps one."""
        if domain.frozen:
            return value
        if domain.positions:
            items = items_of(value)
            if len(items) != len(domain.parts):
                return value
            places = zip(domain.parts, self._evened(domain, items), strict=True)
            whole = [self.mended(part, item) for part, item in places]
            for law in domain.all_laws:
                whole = law.mended(whole)
            return _like(domain, whole)
        if not isinstance(value, list):
            return value
        if domain.node.name in ("list", "set") and domain.parts:
            value = [self.mended(domain.parts[0], item) for item in value]
        for name in domain.orders:
            value = ORDERS[name].mended(value)
        return value

    def _evened(self, domain: Domain, items: List) -> List:
        """Return the items with those made equally long that always are."""
        items = list(items)
        for places in domain.linked:
            size = size_of(items[self.rng.choice(places)])
            for place in places:
                items[place] = self.resized(domain.parts[place], items[place], size)
        return items

    def resized(self, domain: Domain, value: JsonValue, size: int) -> JsonValue:
        """Return a list cut at its end or its start, or with new items behind it."""
        if not isinstance(value, list | str) or len(value) == size:
            return value
        if len(value) > size:
            return value[:size] if self.rng.random() < 0.5 else value[len(value) - size :]  # noqa: PLR2004
        if isinstance(value, str) or not domain.parts or not domain.parts[0].seen:
            return fitted(value, size)
        return [*value, *(self.drawn(domain.parts[0]) for _ in range(size - len(value)))]

    def _rarely(self) -> bool:
        return self.rng.random() < 0.3  # noqa: PLR2004 - a chance

    def _number(self, span: Span, value: Number) -> Number:
        gap = 10**-span.decimals if span.decimals else span.step
        near = self.constants.near(span)
        value = min(max(value, span.low), span.high)
        choices: list[Number] = [value - gap, value + gap, span.drawn(self.rng), -value]
        choices.append(self.rng.choice(span.ends()))
        choices += [self.rng.choice(near) for _ in range(FEW) if near]
        return span.exact(self.rng.choice(choices))

    def _varied_parts(self, domain: Domain, value: List | dict[str, JsonValue]) -> JsonValue:
        items = items_of(value)
        if domain.positions:
            return _like(domain, self.one_varied(list(domain.parts), items))
        if domain.node.name == "map":
            return self.mended(domain, self._varied_pairs(domain, items))
        part = domain.parts[0]
        if not part.seen:
            return value
        if items and self.rng.random() < INSIDE:
            return self.mended(domain, self.one_varied([part] * len(items), items))
        if self.rng.random() < SORTED:
            rising = ORDERS["rising"].mended(items)
            return self.mended(domain, rising if self._rarely() else rising[::-1])
        return self.mended(domain, edited(self.rng, items, self.drawn(part)))

    def one_varied(self, domains: Sequence[Domain], items: List) -> List:
        """Return the items with one of them varied in its domain."""
        at = self.rng.randrange(min(len(items), len(domains)))
        domain = domains[at]
        return [*items[:at], self.varied(domain, items[at]), *items[at + 1 :]]

    def _varied_pairs(self, domain: Domain, items: List) -> List:
        if not items or self._rarely():
            new: JsonValue = [self.drawn(part) for part in domain.parts]
            return edited(self.rng, items, new)
        at = self.rng.randrange(len(items))
        if self._rarely():
            (key, _), (_, value) = items_of(items[at]), items_of(self.rng.choice(items))
            pair: JsonValue = [key, value]
        else:
            pair = self.one_varied(list(domain.parts), items_of(items[at]))
        return [*items[:at], pair, *items[at + 1 :]]

    def _drawn_list(self, domain: Domain, sizes: Span) -> List:
        low, part = int(sizes.low), domain.parts[0]
        longest = min(int(sizes.high), low + MAX_NEW)
        wanted = self.rng.choice((low, longest, self.rng.randint(low, longest)))
        size = int(sizes.nearest(wanted))
        spans = spans_in(part)
        if spans and self.rng.random() < (CROWDED if part.positions else SPREAD):
            places = [spans[0].drawn(self.rng) for _ in range(self.rng.randint(1, FEW))]
            room = self.rng.randint(1, size + FEW)
            return [self._crowded(part, self.rng.choice(places), room) for _ in range(size)]
        if self._rarely():
            few = [self.drawn(part) for _ in range(self.rng.randint(1, FEW))]
            return [self.rng.choice(few) for _ in range(size)]
        return [self.drawn(part) for _ in range(size)]

    def _crowded(self, domain: Domain, start: Number, room: int) -> JsonValue:
        """Return a value with all its numbers close together, where they meet and overlap."""
        if domain.span is not None:
            return domain.span.nearest(start + self.rng.randint(0, room))
        if domain.positions:
            return _like(domain, [self._crowded(part, start, room) for part in domain.parts])
        return self.drawn(domain)


def _like(domain: Domain, items: List) -> JsonValue:
    if domain.node.fields:
        return dict(zip(domain.node.fields, items, strict=True))
    return items

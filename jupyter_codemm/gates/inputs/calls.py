"""Inputs for functions: variations of the proposed arguments that keep to their domain."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from random import Random
from typing import NamedTuple

from pydantic import JsonValue

from jupyter_codemm.contracts.cases import Category
from jupyter_codemm.contracts.types import check_value
from jupyter_codemm.gates.inputs.categories import category_of
from jupyter_codemm.gates.inputs.constants import Constants
from jupyter_codemm.gates.inputs.domain import Domain, items_of
from jupyter_codemm.gates.inputs.grids import grids_of
from jupyter_codemm.gates.inputs.numbers import flooded, is_number, placed, related, spans_in
from jupyter_codemm.gates.inputs.spans import Number, Span
from jupyter_codemm.gates.inputs.variation import Variation

Args = list[JsonValue]

ATTEMPTS = 40
MAX_CHARACTERS = 4000
CHAINED = 0.4
SMALLEST = 3
MORE_DRAWN, MORE_GRIDS = 3, 8
TOGETHER = 0.5


class _Edge(NamedTuple):
    """A size or a number to try in the place of an argument."""

    place: int
    size: int
    number: Number | None
    everywhere: bool = False


class Calls:
    """Draws new argument lists near the proposed ones, without end while there are any."""

    def __init__(
        self, domain: Domain, proposed: Sequence[Args], constants: Constants, rng: Random
    ) -> None:
        self._rng = rng
        self._constants = constants
        self._proposed = proposed
        self._domain = domain
        self._variation = Variation(rng, constants)
        self._bases = list(proposed)
        self._edges = _edges(domain, constants)
        grids = {place: grids_of(part) for place, part in enumerate(domain.parts)}
        self._grids = {place: one for place, one in grids.items() if one is not None}
        self._known = {json.dumps(args) for args in proposed}

    def new(self, count: int) -> Iterator[tuple[Category, Args]]:
        """Yield at most so many new argument lists, each once, by every way in turn."""
        left = count
        ways = self._ways()
        for attempt in range(ATTEMPTS * count):
            if not left or not self._proposed:
                return
            args = ways[attempt % len(ways)](self)
            if self._is_new(args):
                left -= 1
                self._bases.append(args)
                yield category_of(self._domain, args, self._constants), args

    def _ways(self) -> tuple[Callable[[Calls], Args], ...]:
        parts = self._domain.parts
        flat = [part.span is not None for part in parts if part.node.name != "bool"]
        if flat and all(flat):
            return self._WAYS_OF_NUMBERS
        pairs = any(part.parts and part.parts[0].positions for part in parts)
        return (
            *self._WAYS,
            *(Calls._drawn for _ in range(MORE_DRAWN) if pairs),
            *(Calls._laid_out for _ in range(MORE_GRIDS) if self._grids),
        )

    def _base(self) -> Args:
        return self._rng.choice(self._bases if self._rng.random() < CHAINED else self._proposed)

    def _varied(self) -> Args:
        return self._mended(self._variation.varied(self._domain, self._base()))

    def _varied_twice(self) -> Args:
        return self._mended(self._variation.varied(self._domain, self._varied()))

    def _drawn(self) -> Args:
        return self._mended(self._variation.drawn(self._domain))

    def _laid_out(self) -> Args:
        """Give the call a new grid."""
        base = list(self._base())
        place = self._rng.choice(tuple(self._grids))
        base[place] = self._grids[place].drawn(self._rng, base[place])
        return self._mended(base)

    def _crossed(self) -> Args:
        return [self._base()[place] for place in range(len(self._domain.parts))]

    def _constant(self) -> Args:
        """Give a list one of its smallest sizes, or put a number at an edge.

        Every argument gets its turn with every such size and number, the ends first.
        """
        edge = next(self._edges, None)
        if edge is None:
            return self._varied()
        place, size, number = edge.place, edge.size, edge.number
        base, part = list(self._base()), self._domain.parts[place]
        if number is None:
            for one in self._beside(place):
                base[one] = self._variation.resized(self._domain.parts[one], base[one], size)
        elif edge.everywhere:
            base[place] = flooded(part, base[place], number)
        else:
            base[place] = placed(self._rng, part, base[place], lambda _: number)
        return self._mended(base)

    def _beside(self, place: int) -> tuple[int, ...]:
        """Return the place, with all whose values have the same size."""
        return next((some for some in self._domain.linked if place in some), (place,))

    def _related(self) -> Args:
        """Put a number beside one that stands elsewhere in the same arguments, or a size.

        As often it is one that adds up to a constant of the reference with that, or differs by one.
        """
        base = self._base()
        known, told = related(base), self._constants.numbers
        plain = [one for one in base if is_number(one)] or known

        def drawn(span: Span) -> Number:
            if not known:
                return span.low
            near = self._rng.choice(known)
            if told and self._rng.random() < TOGETHER:
                near, constant = self._rng.choice(plain), self._rng.choice(told)
                gone = constant - near
                near = self._rng.choice((gone, gone, near + constant, near - constant))
            return span.nearest(near + self._rng.choice((-1, 0, 0, 1)))

        return self._mended(placed(self._rng, self._domain, base, drawn))

    def _echoed(self) -> Args:
        """Give some neighbouring arguments the values of as many others."""
        base = list(self._base())
        size = self._rng.randint(1, max(1, len(base) // 2))
        source, target = (self._rng.randint(0, len(base) - size) for _ in range(2))
        base[target : target + size] = base[source : source + size]
        return self._mended(base)

    def _close(self) -> Args:
        """Draw every number right beside a constant."""
        base = list(self._base())
        for place, part in enumerate(self._domain.parts):
            close = self._constants.close(part.span) if part.span and not part.frozen else ()
            base[place] = self._rng.choice(close) if close else base[place]
        return self._mended(base)

    def _mended(self, args: JsonValue) -> Args:
        return items_of(self._variation.mended(self._domain, args))

    _WAYS = (
        *(_constant, _varied, _related, _constant, _crossed),
        *(_varied, _constant, _drawn, _varied_twice, _varied),
    )
    # Numbers alone have nothing to vary but how they lie to the constants and to each other.
    _WAYS_OF_NUMBERS = (
        *(_constant, _close, _related, _echoed, _constant, _related, _varied),
        *(_constant, _related, _crossed, _close, _echoed, _drawn),
    )

    def _is_new(self, args: Args) -> bool:
        text = json.dumps(args)
        if text in self._known or len(text) > MAX_CHARACTERS or not self._domain.holds(args):
            return False
        if not all(one.holds(args[place]) for place, one in self._grids.items()):
            return False
        try:
            check_value(self._domain.node, args)
        except ValueError:
            return False
        self._known.add(text)
        return True


def _edges(domain: Domain, constants: Constants) -> Iterator[_Edge]:
    """Yield for each argument in turn the sizes and the numbers that are worth a try there."""
    turns: list[list[_Edge]] = []
    for place, part in enumerate(domain.parts):
        if part.frozen:
            continue
        sizes = part.text.sizes if part.text else part.sizes
        if sizes is not None:
            small = (n for n in range(SMALLEST) if sizes.holds(n))
            turns.append([_Edge(place, size, None) for size in small])
        spans = spans_in(part)
        if spans and part.span is None:
            ends = dict.fromkeys((spans[0].low, 0, spans[0].high))
            turns.append([_Edge(place, 0, end, everywhere=True) for end in ends])
        for span in spans:
            numbers = dict.fromkeys((*span.ends(), *constants.near(span)))
            turns.append([_Edge(place, 0, number) for number in numbers])
    for turn in zip_longest(*turns):
        yield from (edge for edge in turn if edge is not None)

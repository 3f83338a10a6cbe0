"""Inputs for functions: variations of the proposed arguments that keep to their domain."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from pydantic import JsonValue

from jupyter_codemm.contracts.cases import Category
from jupyter_codemm.contracts.signature import Param
from jupyter_codemm.contracts.types import TypeNode, check_value
from jupyter_codemm.gates.inputs.categories import category_of
from jupyter_codemm.gates.inputs.constants import Constants
from jupyter_codemm.gates.inputs.domain import Domain, items_of, learnt
from jupyter_codemm.gates.inputs.numbers import placed, related
from jupyter_codemm.gates.inputs.promises import promised, stretched
from jupyter_codemm.gates.inputs.spans import Number, Span
from jupyter_codemm.gates.inputs.variation import Variation

Args = list[JsonValue]

ATTEMPTS = 40
MAX_CHARACTERS = 4000
CHAINED = 0.4


def call_domain(params: Sequence[Param], proposed: Sequence[Args], statement: str) -> Domain:
    """Return the domain of the arguments together: what was proposed, and what is promised."""
    nodes = tuple(param.node for param in params)
    domain = learnt(TypeNode("tuple", nodes), [list(args) for args in proposed])
    ranges = [promised(statement, param.name) for param in params]
    parts = zip(domain.parts, ranges, strict=True)
    return replace(domain, parts=tuple(stretched(part, pairs) for part, pairs in parts))


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
        self._known = {json.dumps(args) for args in proposed}

    def new(self, count: int) -> Iterator[tuple[Category, Args]]:
        """Yield at most so many new argument lists, each once, by every way in turn."""
        left = count
        for attempt in range(ATTEMPTS * count):
            if not left or not self._proposed:
                return
            args = self._WAYS[attempt % len(self._WAYS)](self)
            if self._is_new(args):
                left -= 1
                self._bases.append(args)
                yield category_of(self._domain, args, self._constants), args

    def _base(self) -> Args:
        return self._rng.choice(self._bases if self._rng.random() < CHAINED else self._proposed)

    def _varied(self) -> Args:
        return self._mended(self._variation.varied(self._domain, self._base()))

    def _varied_twice(self) -> Args:
        return self._mended(self._variation.varied(self._domain, self._varied()))

    def _drawn(self) -> Args:
        return self._mended(self._variation.drawn(self._domain))

    def _crossed(self) -> Args:
        return [self._base()[place] for place in range(len(self._domain.parts))]

    def _constant(self) -> Args:
        """Put a number beside a constant of the reference, or at an end of its span."""

        def drawn(span: Span) -> Number:
            return self._rng.choice((*span.ends(), *self._constants.near(span)) or (span.low,))

        return self._mended(placed(self._rng, self._domain, self._base(), drawn))

    def _related(self) -> Args:
        """Put a number beside one that stands elsewhere in the same arguments, or a size."""
        base = self._base()
        near = [n + gap for n in related(base) for gap in (-1, 0, 0, 1)]

        def drawn(span: Span) -> Number:
            return span.nearest(self._rng.choice(near)) if near else span.low

        return self._mended(placed(self._rng, self._domain, base, drawn))

    def _mended(self, args: JsonValue) -> Args:
        return items_of(self._variation.mended(self._domain, args))

    _WAYS = (_constant, _varied, _related, _varied, _crossed, _varied, _drawn, _varied_twice)

    def _is_new(self, args: Args) -> bool:
        text = json.dumps(args)
        if text in self._known or len(text) > MAX_CHARACTERS or not self._domain.holds(args):
            return False
        try:
            check_value(self._domain.node, args)
        except ValueError:
            return False
        self._known.add(text)
        return True

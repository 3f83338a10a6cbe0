"""The span of whole or decimal numbers that proposed inputs suggest."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

Number = int | float

MIN_FOR_STEP = 5
MAX_DECIMALS = 6
ODDS = 1e-3


@dataclass(frozen=True, slots=True)
class Span:
    """Numbers from low to high; whole ones keep the common step, decimal ones the precision."""

    low: Number
    high: Number
    step: int = 1
    decimals: int = 0

    @property
    def width(self) -> Number:
        """How far apart the ends are."""
        return self.high - self.low

    def holds(self, number: Number) -> bool:
        """Return whether a number lies in the span and on its steps."""
        if not self.low <= number <= self.high:
            return False
        return bool(self.decimals) or (number - self.low) % self.step == 0

    def drawn(self, rng: Random) -> Number:
        """Draw a number of the span."""
        if self.decimals:
            return round(rng.uniform(self.low, self.high), self.decimals)
        return int(self.low) + self.step * rng.randint(0, int(self.width) // self.step)

    def exact(self, number: Number) -> Number:
        """Return a number in the spelling of the span: rounded where it is decimal."""
        return round(float(number), self.decimals) if self.decimals else number

    def nearest(self, number: Number) -> Number:
        """Return the number of the span that is closest to a number from anywhere."""
        inside = min(max(number, self.low), self.high)
        if self.decimals:
            return self.exact(inside)
        return int(self.low) + int(inside - self.low) // self.step * self.step

    def ends(self) -> tuple[Number, ...]:
        """Return both ends, their neighbours, and zero and one if they are inside."""
        near = 10**-self.decimals if self.decimals else self.step
        ends = (self.low, self.low + near, self.high - near, self.high, 0, 1, -1)
        return tuple(n for n in dict.fromkeys(map(self.exact, ends)) if self.holds(n))


def spanned(numbers: Sequence[Number]) -> Span | None:
    """Return the span of the numbers that were seen, or None when there are none.

    A common step is believed when so many numbers would hardly keep it by chance.
    """
    if not numbers:
        return None
    low, high = min(numbers), max(numbers)
    if any(isinstance(n, float) for n in numbers):
        places = max(_places(n) for n in numbers)
        return Span(low, high, decimals=min(max(places, 1), MAX_DECIMALS))
    distinct = sorted({int(n) for n in numbers})
    step = math.gcd(*(n - distinct[0] for n in distinct)) if len(distinct) > 1 else 1
    # Python compares whole numbers of any size, but turns none of them into a fraction.
    rare = step ** (len(distinct) - 1) > 1 / ODDS
    sure = step > 1 and len(distinct) >= MIN_FOR_STEP and rare
    return Span(low, high, step if sure else 1)


def _places(number: Number) -> int:
    return len(repr(float(number)).partition(".")[2].rstrip("0")) if number % 1 else 0

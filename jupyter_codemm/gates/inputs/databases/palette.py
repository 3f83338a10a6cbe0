"""The values that the cells of a column are drawn from."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from jupyter_codemm.gates.inputs.databases.checks import End
from jupyter_codemm.gates.inputs.databases.query import Constant
from jupyter_codemm.gates.inputs.databases.schema import Cell, Column
from jupyter_codemm.gates.inputs.spans import Number, Span, spanned

MAX_SEEN = 40
# Sums of numbers beyond this one are no longer exact, and no statement means them.
FARTHEST = 10**9
TRIES = 4
_SEPARATOR = re.compile(r"[^\w\s]")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEAR = re.compile(r"[12]\d{3}")
_MONTH = re.compile(r"([12]\d{3})-(0[1-9]|1[0-2])-?")
_UNKNOWN: dict[str, tuple[Constant, ...]] = {
    "INT": (0, 1, 2, 3, 5, 8),
    "REAL": (0.5, 1.0, 2.5),
    "NUM": (1, 2, 3, 5),
    "": ("a", "b", "c", "d"),
}


class Palette:
    """What a column can hold: values that were seen, and values beside the query's constants.

    The CHECKs of the table add to what was seen: every value that they list, as if it had been
    seen, and the `ends` of a range. A `reach` is the span of numbers with these ends.
    """

    def __init__(self, column: Column, seen: Sequence[Cell], constants: Sequence[Constant]) -> None:
        self._allowed = column.allowed
        finite = [c for c in seen if not isinstance(c, float) or math.isfinite(c)][:MAX_SEEN]
        listed = self._allowed.listed[:MAX_SEEN]
        self.seen = tuple(dict.fromkeys([*finite, *listed])) or self._unseen(column.type)
        self.span = _span(self.seen)
        self.ends = self._ends()
        self.reach = _widened(self.span, self.ends)
        self.near = self._near(constants)

    @property
    def zero(self) -> Number | None:
        """The number zero if the column can hold it."""
        if self.reach is None or not self.reach.holds(0) or not self._allowed.lets(0):
            return None
        return self.reach.exact(0)

    def takes(self, cell: Cell) -> bool:
        """Return whether the column can hold a value of another one."""
        if not isinstance(cell, int | float | str) or not self._allowed.lets(cell):
            return False
        if isinstance(cell, str):
            return self.reach is None and not self._allowed.listed
        return self.reach is not None and self.reach.holds(cell)

    def opposites(self, rng: Random) -> list[Cell]:
        """Draw a number and the one that makes up for it; nothing where there is no such pair."""
        if self.span is None or self.reach is None or not self.reach.low < 0 < self.reach.high:
            return []
        drawn = [self.span.drawn(rng) for _ in range(TRIES)]
        pairs = ((number, -number) for number in drawn if number)
        return list(next((pair for pair in pairs if all(map(self.reach.holds, pair))), ()))

    def some(self, rng: Random, count: int) -> list[Cell]:
        """Draw so many values, fewer when there are no more."""
        fresh = [self._fresh(rng) for _ in range(count)]
        pool = list(dict.fromkeys([*rng.sample(self.seen, min(count, len(self.seen))), *fresh]))
        return rng.sample(pool, min(count, len(pool)))

    def different(self, rng: Random, count: int) -> list[Cell]:
        """Draw values that all differ, whole numbers in rising order and with gaps."""
        if self.span is not None and not self.span.decimals:
            low = int(self.span.low)
            return [*sorted(rng.sample(range(low, low + 2 * count + 3), count))]
        pool = list(dict.fromkeys([*self.near, *rng.sample(self.seen, len(self.seen))]))
        if self._allowed.listed:
            return [*rng.sample(pool, min(count, len(pool))), *[None] * (count - len(pool))]
        texts = [cell for cell in pool if isinstance(cell, str)] or ["a"]
        pool += [f"{texts[n % len(texts)]}{n}" for n in range(count - len(pool))]
        return rng.sample(pool, count)

    def _fresh(self, rng: Random) -> Cell:
        if self._allowed.listed:
            return rng.choice(self.seen)
        if self.span is not None:
            return self.span.drawn(rng)
        days = [day for day in map(_day, self.seen) if day]
        if len(days) == len(self.seen):
            first, last = min(days), max(days)
            return str(first + timedelta(rng.randint(0, (last - first).days)))
        return self._recombined(rng)

    def _recombined(self, rng: Random) -> Cell:
        """Return what stands before a sign that is in every text, and behind it in another one."""
        texts = [cell for cell in self.seen if isinstance(cell, str)]
        if len(texts) != len(self.seen):
            return rng.choice(self.seen)
        common = set(texts[0]).intersection(*texts)
        signs = [sign for sign in sorted(common) if _SEPARATOR.fullmatch(sign)]
        once = [sign for sign in signs if all(text.count(sign) == 1 for text in texts)]
        first, second = rng.choice(texts), rng.choice(texts)
        if not once:
            return first
        sign = rng.choice(once)
        return first.partition(sign)[0] + sign + second.partition(sign)[2]

    def _near(self, constants: Sequence[Constant]) -> tuple[Cell, ...]:
        found: dict[Constant, None] = {}
        for constant in constants:
            if isinstance(constant, str):
                found |= dict.fromkeys(self._texts_near(constant))
            elif self.reach is not None:
                found |= dict.fromkeys(_numbers_near(constant, self.reach))
        is_number = self.span is not None
        return tuple(
            cell
            for cell in found
            if isinstance(cell, str) != is_number and self._allowed.lets(cell)
        )

    def _texts_near(self, constant: str) -> list[str]:
        day = _day(constant)
        if day:
            rest = constant[10:] if not self._is_dated() else ""
            return [f"{day + timedelta(gap)}{rest}" for gap in (-1, 0, 1)]
        plain = constant.strip("%")
        if self._is_dated():
            return _days_in(plain)
        if "%" not in constant and "_" not in constant:
            return [constant]
        letters = "".join(cell for cell in self.seen if isinstance(cell, str))
        sign = "a" if any(map(str.isalpha, letters)) or not letters else "0"
        plain = plain.replace("_", sign).replace("%", "")
        return [
            _cased(t, letters)
            for t in (plain, f"{plain}{sign}", f"{sign}{plain}", f"{sign}{plain}{sign}")
        ]

    def _is_dated(self) -> bool:
        return all(_day(cell) for cell in self.seen)

    def _unseen(self, declared: str) -> tuple[Cell, ...]:
        usual = next(values for name, values in _UNKNOWN.items() if name in declared)
        ends = [end.value for end in (self._allowed.low, self._allowed.high) if end and end.inside]
        return tuple(filter(self._allowed.lets, usual)) or tuple(ends) or usual

    def _ends(self) -> tuple[Constant, ...]:
        """Return the ends of the range that the CHECKs let in, where they are of the seen kind."""
        sides = ((self._allowed.low, 1), (self._allowed.high, -1))
        cells = [self._at(end, way) for end, way in sides if end is not None]
        return tuple(cell for cell in cells if cell is not None)

    def _at(self, end: End, way: int) -> Constant | None:
        """Return the value at an end; `way` leads into the range."""
        if isinstance(end.value, str):
            return end.value if end.inside and _day(end.value) and self._is_dated() else None
        if self.span is None or abs(end.value) > FARTHEST:
            return None
        gap = 10**-self.span.decimals if self.span.decimals else 1
        number = self.span.exact(end.value if end.inside else end.value + way * gap)
        if not self.span.decimals:
            whole = int(number)
            if whole != number or (whole - self.span.low) % self.span.step:
                return None
            number = whole
        return number if self._allowed.lets(number) else None


def _span(seen: Sequence[Cell]) -> Span | None:
    numbers = [cell for cell in seen if isinstance(cell, int | float)]
    return spanned(numbers) if len(numbers) == len(seen) else None


def _numbers_near(constant: Number, span: Span) -> list[Number]:
    """Return the constant and its neighbours; a column without negative numbers gets none."""
    gaps = (1, 10**-span.decimals) if span.decimals else (1,)
    near = [constant, *(constant + side * gap for gap in gaps for side in (-1, 1))]
    exact = [round(n, span.decimals) if span.decimals else int(n) for n in near]
    return [n for n in exact if n >= 0 or span.low < 0]


def _widened(span: Span | None, ends: Sequence[Cell]) -> Span | None:
    numbers = [end for end in ends if isinstance(end, int | float)]
    if span is None or not numbers:
        return span
    return replace(span, low=min(span.low, *numbers), high=max(span.high, *numbers))


def _cased(text: str, letters: str) -> str:
    """Return a text in capitals if all letters that were seen are, in small letters likewise."""
    if letters.isupper():
        return text.upper()
    return text.lower() if letters.islower() else text


def _days_in(part: str) -> list[str]:
    """Return the first and last days in and around a year or a month."""
    month = _MONTH.fullmatch(part)
    if month:
        first = date(int(month[1]), int(month[2]), 1)
        following = (first + timedelta(31)).replace(day=1)
    elif _YEAR.fullmatch(part):
        first, following = date(int(part), 1, 1), date(int(part) + 1, 1, 1)
    else:
        return []
    before, last = first - timedelta(1), following - timedelta(1)
    return [str(day) for day in (before, first, last, following)]


def _day(cell: Cell) -> date | None:
    if not isinstance(cell, str) or not _DAY.match(cell):
        return None
    try:
        return date.fromisoformat(cell[:10])
    except ValueError:
        return None

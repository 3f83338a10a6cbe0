"""The values that the cells of a column are drawn from."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from jupyter_codemm.gates.inputs.databases.query import Constant
from jupyter_codemm.gates.inputs.databases.schema import Cell, Column
from jupyter_codemm.gates.inputs.spans import Number, Span, spanned

MAX_SEEN = 40
_SEPARATOR = re.compile(r"[^\w\s]")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEAR = re.compile(r"[12]\d{3}")
_MONTH = re.compile(r"([12]\d{3})-(0[1-9]|1[0-2])-?")
_UNKNOWN: dict[str, tuple[Cell, ...]] = {
    "INT": (0, 1, 2, 3, 5, 8),
    "REAL": (0.5, 1.0, 2.5),
    "NUM": (1, 2, 3, 5),
    "": ("a", "b", "c", "d"),
}


class Palette:
    """What a column can hold: values that were seen, and values beside the query's constants."""

    def __init__(self, column: Column, seen: Sequence[Cell], constants: Sequence[Constant]) -> None:
        self.seen = tuple(c for c in seen if not isinstance(c, float) or math.isfinite(c))[
            :MAX_SEEN
        ] or _unseen(column.type)
        self.span = _span(self.seen)
        self.near = self._near(constants)

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
        texts = [cell for cell in pool if isinstance(cell, str)] or ["a"]
        pool += [f"{texts[n % len(texts)]}{n}" for n in range(count - len(pool))]
        return rng.sample(pool, count)

    def _fresh(self, rng: Random) -> Cell:
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
        found: dict[Cell, None] = {}
        for constant in constants:
            if isinstance(constant, str):
                found |= dict.fromkeys(_texts_near(constant, dated=self._is_dated()))
            elif self.span is not None:
                found |= dict.fromkeys(_numbers_near(constant, self.span))
        if self.span is not None:
            return tuple(cell for cell in found if not isinstance(cell, str))
        return tuple(cell for cell in found if isinstance(cell, str))

    def _is_dated(self) -> bool:
        return all(_day(cell) for cell in self.seen)


def _unseen(declared: str) -> tuple[Cell, ...]:
    return next(values for name, values in _UNKNOWN.items() if name in declared)


def _span(seen: Sequence[Cell]) -> Span | None:
    numbers = [cell for cell in seen if isinstance(cell, int | float)]
    return spanned(numbers) if len(numbers) == len(seen) else None


def _numbers_near(constant: Number, span: Span) -> list[Number]:
    """Return the constant and its neighbours; a column without negative numbers gets none."""
    gaps = (1, 10**-span.decimals) if span.decimals else (1,)
    near = [constant, *(constant + side * gap for gap in gaps for side in (-1, 1))]
    exact = [round(n, span.decimals) if span.decimals else int(n) for n in near]
    return [n for n in exact if n >= 0 or span.low < 0]


def _texts_near(constant: str, *, dated: bool) -> list[str]:
    day = _day(constant)
    if day:
        rest = constant[10:] if not dated else ""
        return [f"{day + timedelta(gap)}{rest}" for gap in (-1, 0, 1)]
    plain = constant.strip("%")
    if dated:
        return _days_in(plain)
    if "%" not in constant and "_" not in constant:
        return [constant]
    plain = plain.replace("_", "a").replace("%", "")
    return [plain, f"{plain}a", f"a{plain}", f"a{plain}a"]


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

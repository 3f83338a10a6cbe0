"""Groups that just reach, just miss or just pass what a query asks of their sums and sizes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from jupyter_codemm.gates.inputs.databases.palette import Palette
from jupyter_codemm.gates.inputs.databases.query import Place, Threshold
from jupyter_codemm.gates.inputs.databases.schema import Cell
from jupyter_codemm.gates.inputs.spans import Number, Span

OFTEN = 0.8
WHOLE = 0.7


def meet(
    rng: Random,
    thresholds: Sequence[Threshold],
    columns: dict[str, list[Cell]],
    *,
    table: str,
    grouping: Sequence[str],
    palettes: Mapping[Place, Palette],
) -> None:
    """Change cells of some groups so that their aggregates lie beside the query's limits.

    `grouping` are the columns by which the rows may be grouped.
    """
    for threshold in thresholds:
        if not (grouping or threshold.whole) or rng.random() > OFTEN:
            continue
        key = _key(rng, threshold, columns, grouping)
        if threshold.place is None:
            _resize(rng, key, threshold)
        elif threshold.place[0] == table and threshold.place[1] in columns:
            span = palettes[threshold.place].reach
            if span is not None:
                _shift(rng, key, columns[threshold.place[1]], threshold, span)


def _key(
    rng: Random, threshold: Threshold, columns: Mapping[str, list[Cell]], grouping: Sequence[str]
) -> list[Cell]:
    """Return a column by which the rows are grouped, or one value where all are one group."""
    if threshold.whole and (not grouping or rng.random() < WHOLE):
        return [0] * len(next(iter(columns.values())))
    return columns[rng.choice(grouping)]


def _resize(rng: Random, key: list[Cell], threshold: Threshold) -> None:
    """Give one group about as many rows as the limit says."""
    values = [value for value in dict.fromkeys(key) if value is not None]
    wanted = int(threshold.limit) + rng.choice((-1, 0, 0, 1))
    if len(values) < 2 or not 0 < wanted <= len(key):  # noqa: PLR2004 - one more to take the rest
        return
    value, *others = rng.sample(values, len(values))
    places = [p for p, cell in enumerate(key) if cell == value]
    rest = [p for p, cell in enumerate(key) if cell != value]
    for place in places[wanted:]:
        key[place] = rng.choice(others)
    for place in rng.sample(rest, min(len(rest), max(0, wanted - len(places)))):
        key[place] = value


def _shift(
    rng: Random, key: Sequence[Cell], cells: list[Cell], threshold: Threshold, span: Span
) -> None:
    value = rng.choice(key) if key else None
    places = [p for p, cell in enumerate(key) if cell == value and cells[p] is not None]
    if value is None or not places:
        return
    gap = 10**-span.decimals if span.decimals else 1
    near = threshold.limit + gap * rng.choice((-1, 0, 0, 1))
    if threshold.function in ("MIN", "MAX"):
        limit = span.nearest(near)
        cells[rng.choice(places)] = limit
        return
    total = (
        near
        if threshold.function == "SUM"
        else threshold.limit * len(places) + near - threshold.limit
    )
    shares = _shares(rng, total, [cells[p] for p in places], span)
    for place, share in zip(places, shares, strict=True):
        cells[place] = share


def _shares(rng: Random, total: Number, cells: Sequence[Cell], span: Span) -> Sequence[Cell]:
    """Return numbers of the span with this sum, the first of the cells kept if possible."""
    numbers = [cell for cell in cells[:-1] if isinstance(cell, int | float)]
    last = total - sum(numbers)
    if span.low <= last <= span.high and rng.random() < 0.6:  # noqa: PLR2004 - more often than not
        return [*numbers, _exact(last, span)]
    even = _exact(total / len(cells), span)
    last = total - even * (len(cells) - 1)
    if span.low <= even <= span.high and span.low <= last <= span.high:
        return [*[even] * (len(cells) - 1), _exact(last, span)]
    return cells


def _exact(number: Number, span: Span) -> Number:
    return round(number, span.decimals) if span.decimals else int(number)

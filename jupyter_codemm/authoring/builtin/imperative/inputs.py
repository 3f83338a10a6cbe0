"""Seeded inputs, tagged by the category that they stand for."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from jupyter_codemm.contracts.problem import Category

WORDS = tuple(
    """amber anchor apple arrow badge basil beacon birch blue bronze candle cedar cherry clay cobalt
    copper coral crow eagle ember fern finch flint garnet ginger grape harbor hazel honey indigo
    iris ivory jade juniper kite lemon lilac lime linen maple mint moss nickel nutmeg oak olive opal
    orchid otter pearl pepper pine plum quartz raven reed robin ruby sage sand silver slate stone
    swan teal thyme tulip umber velvet violet walnut willow wren yarrow zinc""".split()
)
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def whole_numbers(
    rng: Random, low: int, high: int, *, longest: int = 20, empty: bool = True
) -> Iterator[tuple[Category, list[int]]]:
    """Yield lists of numbers from low to high: short, long, equal, ordered, and at the limits."""
    if empty:
        yield "minimal", []
    for _ in range(2):
        yield "single", [rng.randint(low, high)]
    for _ in range(10):
        yield "typical", _some(rng, low, high, rng.randint(3, 8))
    for _ in range(5):
        few = _some(rng, low, high, 3)
        yield "duplicates", [rng.choice(few) for _ in range(rng.randint(4, 9))]
    for _ in range(3):
        ends = [low, high, max(low, 0)]
        yield "boundary", [rng.choice(ends) for _ in range(rng.randint(2, 6))]
    for _ in range(3 if low < 0 else 0):
        yield "negative", _some(rng, low, -1, rng.randint(2, 6))
    for _ in range(3):
        yield "large", _some(rng, low, high, longest)
    yield "adversarial", sorted(_some(rng, low, high, 7))
    yield "adversarial", sorted(_some(rng, low, high, 7), reverse=True)
    yield "adversarial", [rng.randint(low, high)] * rng.randint(3, 6)


def small_numbers(rng: Random, low: int, high: int) -> Iterator[tuple[Category, int]]:
    """Yield single numbers from low to high: both ends, their neighbours, and some between."""
    for number in (low, low + 1):
        yield "minimal", number
    for number in (high - 1, high):
        yield "boundary", number
    for _ in range(14):
        yield "typical", rng.randint(low, high)
    for _ in range(4):
        yield "single", rng.randint(low, min(high, low + 9))
    for _ in range(4):
        yield "large", rng.randint((low + high) // 2, high)


def some_words(
    rng: Random, *, longest: int = 14, empty: bool = True
) -> Iterator[tuple[Category, list[str]]]:
    """Yield lists of lowercase words: short, long, repeated, sorted, sharing letters."""
    if empty:
        yield "minimal", []
    for _ in range(2):
        yield "single", [rng.choice(WORDS)]
    for _ in range(9):
        yield "typical", rng.sample(WORDS, rng.randint(3, 6))
    for _ in range(7):
        few = rng.sample(WORDS, 3)
        yield "duplicates", [rng.choice(few) for _ in range(rng.randint(4, 9))]
    for _ in range(3):
        initials = rng.sample("bcgloprs", 3)
        near = [w for w in WORDS if w[0] in initials]
        yield "boundary", [rng.choice(near) for _ in range(rng.randint(3, 7))]
    for _ in range(3):
        yield "large", [rng.choice(WORDS) for _ in range(longest)]
    yield "adversarial", sorted(rng.sample(WORDS, 5))
    yield "adversarial", sorted(rng.sample(WORDS, 5), reverse=True)
    yield "adversarial", [rng.choice(WORDS)] * rng.randint(3, 5)


def some_text(
    rng: Random, alphabet: str = "abcde", *, longest: int = 30, empty: bool = True
) -> Iterator[tuple[Category, str]]:
    """Yield texts over an alphabet: short, long, with runs, palindromes, one letter only."""
    if empty:
        yield "minimal", ""
    for _ in range(3):
        yield "single", rng.choice(alphabet)
    for _ in range(9):
        yield "typical", _text(rng, alphabet, rng.randint(4, 10))
    for _ in range(6):
        yield "duplicates", "".join(rng.choice(alphabet) * rng.randint(1, 4) for _ in range(4))
    for _ in range(4):
        yield "boundary", _text(rng, alphabet, 2)
    for _ in range(3):
        yield "large", _text(rng, alphabet, longest)
    for _ in range(2):
        half = _text(rng, alphabet, 4)
        yield "adversarial", half + half[::-1]
    yield "adversarial", rng.choice(alphabet) * rng.randint(3, 7)


def some_rows(
    rng: Random, low: int, high: int, *, most: int = 5
) -> Iterator[tuple[Category, list[list[int]]]]:
    """Yield grids with at least one cell, all rows of one length."""
    for _ in range(3):
        yield "single", _rows(rng, low, high, 1, 1)
    for _ in range(2):
        yield "boundary", _rows(rng, low, high, 1, rng.randint(2, most))
        yield "boundary", _rows(rng, low, high, rng.randint(2, most), 1)
    for _ in range(12):
        yield "typical", _rows(rng, low, high, rng.randint(2, 4), rng.randint(2, 4))
    for _ in range(5):
        few = _some(rng, low, high, 2)
        width = rng.randint(2, 4)
        yield "duplicates", [[rng.choice(few) for _ in range(width)] for _ in range(3)]
    for _ in range(3):
        yield "large", _rows(rng, low, high, most, most)
    for _ in range(2):
        size = rng.randint(2, 3)
        yield "adversarial", [[rng.randint(low, high)] * size for _ in range(size)]
        yield "minimal", [[low] * size for _ in range(size)]


def _some(rng: Random, low: int, high: int, count: int) -> list[int]:
    return [rng.randint(low, high) for _ in range(count)]


def _text(rng: Random, alphabet: str, count: int) -> str:
    return "".join(rng.choice(alphabet) for _ in range(count))


def _rows(rng: Random, low: int, high: int, rows: int, width: int) -> list[list[int]]:
    return [_some(rng, low, high, width) for _ in range(rows)]

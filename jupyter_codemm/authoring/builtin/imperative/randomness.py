"""Reproducible randomness: the same parts give the same stream on every machine."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


def stream(*parts: object) -> Random:
    """Return a generator that depends on the texts of the parts alone, never on the hash seed."""
    return Random("|".join(str(part) for part in parts))  # noqa: S311 - variety, not secrecy


def shuffled(rng: Random, items: Sequence[T]) -> list[T]:
    """Return the items in a drawn order."""
    return rng.sample(items, len(items))

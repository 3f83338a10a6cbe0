"""Medians, and the rows that print them."""

from __future__ import annotations

import statistics
from collections.abc import Sequence


def row(name: str, seconds: Sequence[float], note: str = "") -> float:
    """Print one measurement in milliseconds and return its median in seconds."""
    median = statistics.median(seconds)
    low, high = min(seconds), max(seconds)
    print(
        f"  {name:<44} {median * 1000:>9.1f} ms   "
        f"({low * 1000:.1f} to {high * 1000:.1f}, n={len(seconds)})  {note}"
    )
    return median


def ratio(name: str, ours: Sequence[float], others: Sequence[float]) -> None:
    """Print the median of the pairwise ratios."""
    pairs = sorted(a / b for a, b in zip(ours, others, strict=True))
    print(f"  {name:<44} {statistics.median(pairs):>9.2f} x    ({pairs[0]:.2f} to {pairs[-1]:.2f})")

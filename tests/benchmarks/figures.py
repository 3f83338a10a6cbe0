"""Medians and ratios: printed as they come, and kept as data."""

from __future__ import annotations

import statistics
from collections.abc import Sequence


def row(name: str, seconds: Sequence[float], note: str = "") -> float:
    """Print one measurement in milliseconds and return its median in seconds."""
    median = statistics.median(seconds)
    low, high = min(seconds), max(seconds)
    print(
        f"  {name:<58} {median * 1000:>9.1f} ms   "
        f"({low * 1000:.1f} to {high * 1000:.1f}, n={len(seconds)})  {note}",
        flush=True,
    )
    return median


class Figures:
    """What was measured in one run, by name."""

    def __init__(self) -> None:
        self.data: dict[str, dict[str, float]] = {}

    def times(self, name: str, seconds: Sequence[float]) -> None:
        """Print and keep the median of some times."""
        median = row(name, seconds)
        low, high = min(seconds), max(seconds)
        self.data[name] = {
            "median_ms": median * 1000,
            "least_ms": low * 1000,
            "most_ms": high * 1000,
            "rounds": len(seconds),
        }

    def time(self, name: str, seconds: float) -> None:
        """Print and keep one figure, such as a percentile of some times."""
        print(f"  {name:<58} {seconds * 1000:>9.1f} ms", flush=True)
        self.data[name] = {"ms": seconds * 1000}

    def kilobytes(self, name: str, size: int) -> None:
        """Print and keep a size in bytes."""
        print(f"  {name:<58} {size / 1000:>9.1f} kB", flush=True)
        self.data[name] = {"bytes": size}

    def difference(self, name: str, ours: float, others: float) -> None:
        """Print and keep by how much a figure is above another."""
        more = (ours - others) * 1000
        print(f"  {name:<58} {more:>+9.1f} ms", flush=True)
        self.data[name] = {"more_ms": more}

    def pairs(self, name: str, ours: Sequence[float], others: Sequence[float]) -> None:
        """Print and keep the difference of the medians, and the pairs' mean one with its error."""
        each = [(a - b) * 1000 for a, b in zip(ours, others, strict=True)]
        more = (statistics.median(ours) - statistics.median(others)) * 1000
        mean = statistics.mean(each)
        error = statistics.stdev(each) / len(each) ** 0.5
        print(
            f"  {name:<58} {more:>+9.1f} ms   "
            f"(mean of pairs {mean:+.1f}, standard error {error:.1f})",
            flush=True,
        )
        self.data[name] = {
            "more_ms": more,
            "mean_of_pairs_ms": mean,
            "standard_error_ms": error,
        }

    def ratio(self, name: str, ours: Sequence[float], others: Sequence[float]) -> None:
        """Print and keep the ratio of the medians, and the median of the pairwise ratios."""
        pairs = sorted(a / b for a, b in zip(ours, others, strict=True))
        medians = statistics.median(ours) / statistics.median(others)
        pairwise = statistics.median(pairs)
        print(
            f"  {name:<58} {medians:>9.2f} x    "
            f"(pairwise {pairwise:.2f}, {pairs[0]:.2f} to {pairs[-1]:.2f})",
            flush=True,
        )
        self.data[name] = {
            "ratio_of_medians": medians,
            "median_ratio": pairwise,
            "least_ratio": pairs[0],
            "most_ratio": pairs[-1],
        }

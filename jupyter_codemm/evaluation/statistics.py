"""Shares with their confidence intervals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

Z95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    hits: int
    of: int

    @classmethod
    def counted(cls, answers: Iterable[bool]) -> Share:
        """Return the share of those that are true."""
        told = list(answers)
        return cls(sum(told), len(told))

    @property
    def value(self) -> float | None:
        """The share; None of nothing."""
        return self.hits / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % confidence interval by Wilson's score; everything is possible of nothing."""
        if not self.of:
            return 0.0, 1.0
        n, p = self.of, self.hits / self.of
        middle = p + Z95**2 / (2 * n)
        half = Z95 * sqrt(p * (1 - p) / n + Z95**2 / (4 * n**2))
        whole = 1 + Z95**2 / n
        return max(0.0, (middle - half) / whole), min(1.0, (middle + half) / whole)

    def __str__(self) -> str:
        if self.value is None:
            return "-"
        low, high = self.interval
        return f"{self.value:.1%} ({self.hits}/{self.of}; {low:.1%} to {high:.1%})"


def mean(values: Iterable[float]) -> float | None:
    """Return the mean; None of nothing."""
    listed = list(values)
    return sum(listed) / len(listed) if listed else None


def quantile(values: Iterable[float], share: float) -> float | None:
    """Return the smallest value that so large a share of the values does not exceed."""
    listed = sorted(values)
    if not listed:
        return None
    return listed[min(len(listed) - 1, max(0, -(-int(share * 1000) * len(listed) // 1000) - 1))]

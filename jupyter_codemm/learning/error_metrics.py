"""Measures of repeated errors over a series of executions, each an error's name or None.

Jadud's error quotient and Becker's repeated error density, as the public ProgSnap2 toolkits
compute them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

_BOTH_FAIL = 8
_SAME_TYPE = 3


def error_quotient(errors: Sequence[str | None]) -> float:
    """Return the mean over consecutive pairs: 8 if both fail, 3 more if alike, over 11.

    0 for a series without a pair.
    """
    pairs = list(pairwise(errors))
    if not pairs:
        return 0.0
    points = sum(_points(before, after) for before, after in pairs)
    return points / (_BOTH_FAIL + _SAME_TYPE) / len(pairs)


def repeated_error_density(errors: Sequence[str | None]) -> float:
    """Return the sum of r²/(r+1) over stretches of one error, each repeated r times."""
    repeats = [len(list(run)) - 1 for error, run in groupby(errors) if error is not None]
    return sum(r * r / (r + 1) for r in repeats)


def _points(before: str | None, after: str | None) -> int:
    if before is None or after is None:
        return 0
    return _BOTH_FAIL + (_SAME_TYPE if before == after else 0)

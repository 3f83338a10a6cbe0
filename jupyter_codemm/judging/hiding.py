"""What a learner is told of tests that they may not see: a verdict, and figures of few values.

A program can sleep or allocate by what it is given, so every figure that is told of a hidden test
is a message from that test. Nine values of time and a few of memory say little more than the
verdict, which it chooses too.
"""

from __future__ import annotations

from jupyter_codemm.contracts.problem import Expected

LEAST_MS = 10
LEAST_KB = 16 << 10
TROUBLE = "The judge could not run a hidden test."
CHECKER_TROUBLE = "The judge, or the checker of this problem, failed at a hidden test."


def trouble(expected: Expected) -> str:
    """Return what may be told of a hidden test that could not be judged."""
    return CHECKER_TROUBLE if expected.asks_checker else TROUBLE


def coarse_time(time_ms: int, limit_ms: int) -> int:
    """Return a time as 10 ms doubled until it is enough, and never more than the limit."""
    return min(_doubled(LEAST_MS, time_ms), limit_ms)


def coarse_memory(memory_kb: int) -> int:
    """Return a memory figure as 16 MiB doubled until it is enough."""
    return _doubled(LEAST_KB, memory_kb)


def _doubled(least: int, figure: int) -> int:
    """Return 0 for nothing, else the first of least, 2 x least, 4 x least … that is not less."""
    if figure <= 0:
        return 0
    return least << (-(-figure // least) - 1).bit_length()

"""What the processes of a worker count, and how a monitor reads it."""

from __future__ import annotations

from collections.abc import Iterator
from multiprocessing.sharedctypes import RawArray
from typing import get_args

from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from jupyter_codemm.contracts.outcome import Verdict

VERDICTS: tuple[str, ...] = (*get_args(Verdict), "unreachable", "cancelled", "repeated")
BOUNDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 120.0)
_SECONDS = len(VERDICTS)
_BUCKETS = _SECONDS + 1
_CELLS = _BUCKETS + len(BOUNDS) + 1


class Figures(Collector):
    """Counts in memory that all processes of a worker share; each writes a row of its own.

    So no process ever waits for another, which may have been killed.
    """

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._cells = RawArray("d", processes * _CELLS)

    def count(self, process: int, verdict: str, seconds: float) -> None:
        """Count what came of a job; `repeated` is one that had its reply already."""
        row = process % self._processes * _CELLS
        self._cells[row + VERDICTS.index(verdict)] += 1
        if verdict != "repeated":
            self._cells[row + _SECONDS] += seconds
            bucket = sum(seconds > bound for bound in BOUNDS)
            self._cells[row + _BUCKETS + bucket] += 1

    def collect(self) -> Iterator[Metric]:
        """Yield the sums over all processes."""
        sums = [sum(self._cells[cell::_CELLS]) for cell in range(_CELLS)]
        jobs = CounterMetricFamily("codemm_jobs", "Jobs, by what came of them.", labels=["verdict"])
        for verdict, total in zip(VERDICTS, sums, strict=False):
            jobs.add_metric([verdict], total)
        yield jobs
        seconds = HistogramMetricFamily("codemm_job_seconds", "How long jobs took.")
        counted, buckets = 0.0, []
        for bound, total in zip((*map(str, BOUNDS), "+Inf"), sums[_BUCKETS:], strict=True):
            counted += total
            buckets.append((bound, counted))
        seconds.add_metric([], buckets, sums[_SECONDS])
        yield seconds
        yield GaugeMetricFamily(
            "codemm_worker_processes", "How many jobs this worker does at once.", self._processes
        )

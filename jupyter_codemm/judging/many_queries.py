"""Running queries side by side: one process, and each database made once for all of them."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace

from jupyter_codemm.contracts.problem import CaseInput
from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.judging.execution import executed, step
from jupyter_codemm.judging.frames import Answer, complete_answers
from jupyter_codemm.judging.harness import Program
from jupyter_codemm.judging.harness.crowd import refused_texts
from jupyter_codemm.judging.harness.sql import SHARE_SPENT, gather
from jupyter_codemm.judging.observing import (
    BATCH_OUTPUT,
    Observation,
    Observations,
    Stage,
    all_of,
    not_compiled,
    observation,
)
from jupyter_codemm.judging.verdicts import SQL_TIME_LIMIT, answered
from jupyter_codemm.ports import ExecutionReport, RunStep, StepReport

OUTPUT = 16 << 20
LAUNCH_MS = 150_000
# Of what one query may take, all together get less than each its own: few ever need it, and at one
# that hears no clock nothing goes on. What ends at the limit is observed alone.
LEAST_TIMES, QUERIES_A_TIME = 4, 4


async def observed_queries(
    stage: Stage, programs: Mapping[int, Program], inputs: Sequence[CaseInput]
) -> dict[int, Observations]:
    """Return the observations of queries, by number; those are missing that have to be alone.

    Raises SpoiltError when they cannot be parsed together, UnavailableError when the sandbox fails
    twice.
    """
    left = dict(programs)
    while left:
        crowd, one = await asyncio.to_thread(_made, stage, left, inputs)
        report = await executed(stage.target, crowd, [one], LAUNCH_MS, stage.sandbox)
        reading = await asyncio.to_thread(_read, stage, left, report, len(inputs))
        if reading.culprit is None:
            return reading.observations(len(inputs))
        del left[reading.culprit]
    return {}


def _made(
    stage: Stage, programs: Mapping[int, Program], inputs: Sequence[CaseInput]
) -> tuple[Program, RunStep]:
    """Return the one program that runs all queries, and its process."""
    share = OUTPUT // len(programs)
    crowd = gather(stage.target, programs, share=share, budget_ms=stage.budget_ms)
    limits = stage.limits(len(inputs), BATCH_OUTPUT)
    one = step("queries", crowd, inputs, limits, batch=True, env=stage.env)
    times = LEAST_TIMES + len(programs) // QUERIES_A_TIME
    own = replace(
        one.limits,
        wall_ms=min(LAUNCH_MS, times * limits.wall_ms),
        cpu_ms=min(LAUNCH_MS, times * limits.cpu_ms),
        output_bytes=OUTPUT,
    )
    return crowd, replace(one, limits=own)


def _read(
    stage: Stage, programs: Mapping[int, Program], report: ExecutionReport, count: int
) -> _Reading:
    reading = _Reading(stage, refused_texts(report, programs), list(programs), report.runs[0])
    reading.read(count)
    return reading


class _Reading:
    """Tells the answers of one process apart, which come database by database.

    `culprit` is the query at which the process ended, if it did not come to its end.
    """

    def __init__(
        self,
        stage: Stage,
        refused: Mapping[int, str | None],
        numbers: list[int],
        run: StepReport,
    ) -> None:
        if run.end == "failed":
            raise UnavailableError(f"the sandbox failed: {run.detail}")
        self._rules, self._refused, self._run = stage.rules, refused, run
        self._answers = iter(complete_answers(run.frame))
        self._items: dict[int, list[Observation]] = {number: [] for number in numbers}
        self._too_loud: set[int] = set()
        self.culprit: int | None = None

    def read(self, count: int) -> None:
        """Read the answers for a number of databases."""
        alive = list(self._items)
        for _ in range(count):
            for number in tuple(alive):
                answer = next(self._answers, None)
                if answer is None:
                    self.culprit = number
                    return
                if self._ends(number, answer):
                    alive.remove(number)

    def observations(self, count: int) -> dict[int, Observations]:
        """Return what was observed of each query but those that were too loud."""
        return {
            number: not_compiled(count, words)
            if (words := self._refused.get(number)) is not None
            else all_of(items, count)
            for number, items in self._items.items()
            if number not in self._too_loud
        }

    def _ends(self, number: int, answer: Answer) -> bool:
        """Take an answer; return whether it is the last of its query."""
        if answer.raises == SHARE_SPENT:
            self._too_loud.add(number)
            return True
        self._items[number].append(observation(answered(answer, self._run, self._rules)))
        return answer.raises == SQL_TIME_LIMIT

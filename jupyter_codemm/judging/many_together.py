"""Running opponents of one author in one process, with a program that tells whether that is sound.

What starting a process takes is far more than what most programs do. So programs that come of one
author, who gains nothing by setting them against each other, may share one: wrong variants of a
draft's own reference. Each has classes, statics and streams of its own (see CodemmCrowd.java), but
the runtime is everybody's, and an author may want wrong programs to look refused by tests that do
not refuse them. What that takes is no news: a reference that checks itself, and answers nonsense
once it was changed, gets as much from processes apart. What happens by accident must not: therefore
each process runs the known program last, and unless that answers as it did alone, nothing that was
seen in the process counts. The known answers themselves always come from a process that had no
other program, as do those to learners.

A program that does not end is seen to run out of time, and the others go on, in the next process
where it could not be stopped. One that ends the process, leaves threads or exhausts memory is
observed apart.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from jupyter_codemm.contracts.outcome import Got
from jupyter_codemm.contracts.problem import CaseInput
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.judging.execution import executed, step
from jupyter_codemm.judging.frames import complete_answers
from jupyter_codemm.judging.harness.crowd import Crowd, SpoiltError
from jupyter_codemm.judging.observing import (
    BATCH_OUTPUT,
    START_MS,
    WALL_TIMES,
    Observation,
    Observations,
    Stage,
    all_of,
    observation,
)
from jupyter_codemm.judging.verdicts import answered
from jupyter_codemm.ports import RunStep, StepReport

LATE, SPOILT = 75, 76
STOPPED, OUT_OF_TIME = "out of time", Observation("time_limit", Got())
LAUNCH_MS, CPU_MS = 150_000, 90_000
OUTPUT = 16 << 20
# A machine with much else to do gives a process little of its time.
LEAST_WALL_MS = 20_000
MOST_LAUNCHES = 16


@dataclass(frozen=True, slots=True, repr=False)
class Known:
    """A program, and what it does with the same inputs when it is alone."""

    source: Source
    seen: Observations


@dataclass(slots=True)
class _Ending:
    """What came of one process, and which programs go on in the next."""

    settled: dict[int, Observations] = field(default_factory=dict)
    left: Sequence[int] = ()


async def observed_together(
    stage: Stage, crowd: Crowd, numbers: Sequence[int], inputs: Sequence[CaseInput], known: Known
) -> dict[int, Observations]:
    """Return what was observed of programs by number; the last of them is the known one.

    Those that are missing have to be observed apart. Raises SpoiltError when they cannot be
    compiled together, UnavailableError when the sandbox fails twice.
    """
    *left, last = numbers
    found: dict[int, Observations] = {}
    for _ in range(MOST_LAUNCHES):
        if not left:
            break
        one = await asyncio.to_thread(_step, stage, crowd, (*left, last), inputs)
        report = await executed(stage.target, crowd.plan, [one], LAUNCH_MS, stage.sandbox)
        if not report.compiled:
            raise SpoiltError(crowd.blamed(report))
        reading = _Reading(stage, report.runs[0], len(inputs), known)
        ending = await asyncio.to_thread(reading.read, left)
        found |= ending.settled
        left = list(ending.left)
    return found


def _step(
    stage: Stage, crowd: Crowd, numbers: Sequence[int], inputs: Sequence[CaseInput]
) -> RunStep:
    if crowd.shared is None:
        raise ValueError("these programs cannot share a process")
    program = crowd.shared(numbers)
    limits = stage.limits(len(inputs), BATCH_OUTPUT)
    budget_ms = limits.cpu_ms if stage.budget_ms is None else stage.budget_ms
    wall_ms = max(LEAST_WALL_MS, WALL_TIMES * budget_ms)
    cpu_ms = START_MS[stage.target.language] + (len(numbers) + 1) * budget_ms
    own = replace(program, task={**program.task, "budget_ms": budget_ms, "wall_ms": wall_ms})
    cap = stage.problem.limits.output_kb << 10 if stage.problem.kind == "program" else None
    one = step("together", own, inputs, limits, batch=True, cap=cap, env=stage.env)
    wide = replace(one.limits, wall_ms=LAUNCH_MS, cpu_ms=min(CPU_MS, cpu_ms), output_bytes=OUTPUT)
    return replace(one, limits=wide)


class _Reading:
    """Tells the answers of one process apart, which come program by program."""

    def __init__(self, stage: Stage, run: StepReport, count: int, known: Known) -> None:
        self._run, self._count, self._known = run, count, known
        self._rules = stage.rules
        answers = complete_answers(run.frame)
        self._items = [observation(answered(answer, run, self._rules)) for answer in answers]

    def read(self, numbers: Sequence[int]) -> _Ending:
        """Return what was seen of the programs, where the known one vouches for it."""
        if self._run.stdout or not self._count:
            return _Ending()
        by_itself = self._run.end == "exited" and self._run.code in (0, LATE, SPOILT)
        if not by_itself:
            return self._broken(numbers)
        if not self._vouched():
            return _Ending()
        return self._sound(numbers, self._items[: -self._count])

    def _vouched(self) -> bool:
        last = [(item.verdict, item.got) for item in self._items[-self._count :]]
        return last == [(item.verdict, item.got) for item in self._known.seen.items]

    def _sound(self, numbers: Sequence[int], items: Sequence[Observation]) -> _Ending:
        count, code = self._count, self._run.code
        done, over = divmod(len(items), count)
        done -= code == SPOILT
        if done + (code != 0) > len(numbers) or (code != LATE and over):
            return _Ending()
        seen = [items[at * count : (at + 1) * count] for at in range(done)]
        ending = _Ending(
            {number: self._in_time(some) for number, some in zip(numbers, seen, strict=False)},
            left=numbers[done + (code != 0) :],
        )
        if code == LATE:
            ending.settled[numbers[done]] = all_of([*items[done * count :], OUT_OF_TIME], count)
        return ending

    def _in_time(self, items: Sequence[Observation]) -> Observations:
        """Return the observations of a program, up to where it was stopped if it was."""
        stopped = [at for at, item in enumerate(items) if item.got.raises == STOPPED]
        seen = [*items[: stopped[0]], OUT_OF_TIME] if stopped else items
        return all_of(seen, self._count)

    def _broken(self, numbers: Sequence[int]) -> _Ending:
        """Leave out the program at which the process ended; nobody vouches for the others."""
        place = len(self._items) // self._count
        if place >= len(numbers):
            return _Ending()
        return _Ending(left=[number for at, number in enumerate(numbers) if at != place])

"""Running programs side by side: one plan for all, one process for each."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from jupyter_codemm.contracts.problem import CaseInput
from jupyter_codemm.judging.execution import executed
from jupyter_codemm.judging.harness import GATHERERS, Program
from jupyter_codemm.judging.harness.crowd import SpoiltError, refused_texts
from jupyter_codemm.judging.many_together import Known, observed_together
from jupyter_codemm.judging.many_tracks import Track
from jupyter_codemm.judging.observing import BATCH_OUTPUT, Observations, Stage
from jupyter_codemm.ports import ExecutionReport, RunStep, StepReport

LAUNCH_MS = 150_000
MOST_BYTES, MOST_STEPS = 4 << 20, 600


async def observed_programs(
    stage: Stage,
    programs: Mapping[int, Program],
    inputs: Sequence[CaseInput],
    known: Known | None = None,
) -> dict[int, Observations]:
    """Return the observations of programs, by number; those are missing that have to be alone.

    With a `known` program, which has the last number, they share processes where their language
    allows it (see many_together.py). Raises SpoiltError when they cannot be compiled together,
    UnavailableError when the sandbox fails twice.
    """
    launches = await asyncio.to_thread(_Launches, stage, programs, inputs)
    if known is not None:
        await launches.share(known)
    while launches.waiting:
        await launches.launch()
    return launches.observations()


class _Launches:
    def __init__(
        self, stage: Stage, programs: Mapping[int, Program], inputs: Sequence[CaseInput]
    ) -> None:
        self._stage, self._inputs = stage, inputs
        self._crowd = GATHERERS[stage.target.language](stage.target, programs)
        self._settled: dict[int, Observations] = {}
        self._tracks = {
            number: Track(stage, member, inputs) for number, member in self._crowd.members.items()
        }

    @property
    def waiting(self) -> list[int]:
        """The programs that have inputs left to run on."""
        tracks = self._tracks.items()
        return [n for n, track in tracks if track.goes_on and n not in self._settled]

    def observations(self) -> dict[int, Observations]:
        """Return what was observed of each program that need not be alone."""
        tracks = self._tracks.items()
        apart = {number: track.observations() for number, track in tracks if not track.alone}
        return apart | self._settled

    async def share(self, known: Known) -> None:
        """Run the programs in few processes; those that this does not settle are left."""
        *others, last = self._crowd.members
        numbers = [number for number in others if self._crowd.members[number].batches]
        if self._crowd.shared is not None and self._crowd.members[last].batches:
            self._settled = await observed_together(
                self._stage, self._crowd, (*numbers, last), self._inputs, known
            )
        self._settled[last] = known.seen

    async def launch(self) -> None:
        """Run as many of the waiting programs as go into one plan."""
        steps = await asyncio.to_thread(self._steps)
        flat = [one for some in steps.values() for one in some]
        report = await executed(
            self._stage.target,
            self._crowd.plan,
            flat,
            LAUNCH_MS,
            self._stage.sandbox,
            stop_on_timeout=False,
        )
        await asyncio.to_thread(self._take, steps, report)

    def _take(self, steps: Mapping[int, list[RunStep]], report: ExecutionReport) -> None:
        if not report.compiled:
            raise SpoiltError(self._crowd.blamed(report))
        for number, words in refused_texts(report, self._crowd.members).items():
            self._tracks[number].refuse(words)
        runs = iter(_within(report.runs))
        for number, some in steps.items():
            taken = [run for _, run in zip(some, runs, strict=False)]
            self._tracks[number].take([run for run in taken if run is not None])

    def _steps(self) -> dict[int, list[RunStep]]:
        """Return the next steps of each program, of as many programs as a plan takes."""
        waiting = self.waiting
        share = BATCH_OUTPUT // len(waiting)
        steps: dict[int, list[RunStep]] = {}
        room, left = MOST_BYTES, MOST_STEPS
        for number in waiting:
            some = self._tracks[number].steps(f"p{number}", share)
            room -= sum(len(one.frame) for one in some)
            left -= len(some)
            if steps and min(room, left) < 0:
                break
            steps[number] = some
        return steps


def _within(runs: Sequence[StepReport]) -> list[StepReport | None]:
    """Return the runs that had their own time, None for those that the plan's end cut short."""
    left_ms = LAUNCH_MS
    full: list[StepReport | None] = []
    for run in runs:
        left_ms -= max(run.wall_ms, run.cpu_ms)
        cut = run.end == "not_run" or (left_ms <= 0 and bool(full))
        full.append(None if cut else run)
    return full

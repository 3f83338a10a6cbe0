"""How far one of many programs is, what it runs next, and what was seen of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jupyter_codemm.contracts.problem import CaseInput
from jupyter_codemm.judging.execution import step
from jupyter_codemm.judging.frames import complete_answers
from jupyter_codemm.judging.harness import Program
from jupyter_codemm.judging.observing import (
    BATCH_OUTPUT,
    MAX_PROCESSES,
    Observation,
    Observations,
    Stage,
    all_of,
    batch_observations,
    ended_for_good,
    not_compiled,
    observation,
)
from jupyter_codemm.judging.verdicts import answered, ended, observed
from jupyter_codemm.ports import RunStep, StepReport

FIRST_WAVE, LEAST_OUTPUT = 4, 16 << 10
# Who may not take what time it likes and died on so many inputs has shown what it is.
MOST_DEATHS = 28


class Track:
    """One program on its way through the inputs, in processes as `observe` would use them.

    A program that reads stdin first takes all inputs in one process. From the first that this
    cannot answer, a few have their own, and the rest go on in one; how many have their own grows
    each time, while none times out. With a budget of time it may also not die on more than a few:
    the rest is not run. `alone` says that the program has to be observed by itself.
    """

    def __init__(self, stage: Stage, program: Program, inputs: Sequence[CaseInput]) -> None:
        self._stage, self._program, self._inputs = stage, program, inputs
        self._items: list[Observation] = []
        self._refused: str | None = None
        self._reads_stdin = stage.problem.kind == "program"
        self._processes = 0
        self._never_shares = self._reads_stdin and not program.batches
        self._wave = FIRST_WAVE if self._never_shares else 0
        self._next_wave = FIRST_WAVE
        self._deaths = 0
        self._shared_output = False
        self.alone = False

    @property
    def goes_on(self) -> bool:
        """Whether it has inputs left to run on."""
        settled = self.alone or self._refused is not None or ended_for_good(self._items)
        tame = self._stage.budget_ms is None or self._deaths < MOST_DEATHS
        more = tame if self._reads_stdin else self._processes < MAX_PROCESSES
        return not settled and len(self._items) < len(self._inputs) and more

    def observations(self) -> Observations:
        """Return what was seen."""
        count = len(self._inputs)
        if self._refused is not None:
            return not_compiled(count, self._refused)
        return all_of(self._items, count)

    def refuse(self, words: str | None) -> None:
        """Note what the compiler said; None when it has to be asked about this program alone."""
        self._refused, self.alone = words, words is None

    def steps(self, name: str, share: int) -> list[RunStep]:
        """Return the processes to run next, with at most a share of the output each."""
        left = self._inputs[len(self._items) :]
        if self._wave:
            return self._apart(name, left[: self._wave], share)
        limits = self._stage.limits(len(left), BATCH_OUTPUT)
        cap = self._stage.problem.limits.output_kb << 10 if self._reads_stdin else None
        one = step(name, self._program, left, limits, batch=True, cap=cap, env=self._stage.env)
        return [self._quieter(one, share)]

    def take(self, runs: Sequence[StepReport]) -> None:
        """Take how the processes ended, as far as they were run."""
        if not self.goes_on or not runs:
            return
        runs = [_unmarked(run, self._program.marks) for run in runs]
        if self._shared_output and any(run.end == "output_limit" for run in runs):
            self.alone = True
        elif self._wave:
            self._take_apart(runs)
        elif self._reads_stdin:
            self._take_all(runs[0])
        else:
            left = len(self._inputs) - len(self._items)
            self._items += batch_observations(runs[0], left, self._stage.rules)
            self._processes += 1

    def _apart(self, name: str, left: Sequence[CaseInput], share: int) -> list[RunStep]:
        full = self._stage.problem.limits.output_kb << 10
        limits = self._stage.limits(len(self._inputs), full)
        steps = [
            step(f"{name}_{i}", self._program, [item], limits, env=self._stage.env)
            for i, item in enumerate(left)
        ]
        return [self._quieter(one, max(LEAST_OUTPUT, share // len(left))) for one in steps]

    def _quieter(self, one: RunStep, share: int) -> RunStep:
        self._shared_output = share < one.limits.output_bytes
        output = min(share, one.limits.output_bytes)
        return replace(one, limits=replace(one.limits, output_bytes=output))

    def _take_apart(self, runs: Sequence[StepReport]) -> None:
        for run in runs:
            if not ended_for_good(self._items):
                self._items.append(observation(observed(run, self._stage.rules)))
                self._deaths += self._items[-1].verdict != "accepted"
        self._next_wave *= 2
        self._wave = self._next_wave if self._never_shares else 0

    def _take_all(self, run: StepReport) -> None:
        """Take the answers of a process for all inputs; what is missing is asked apart.

        When it printed past its harness, nothing that it answered is what it would have printed.
        """
        self._wave = self._next_wave
        if run.stdout:
            self._never_shares = True
            return
        rules = self._stage.rules
        answers = complete_answers(run.frame)[: len(self._inputs)]
        self._items += [observation(answered(answer, run, rules)) for answer in answers]
        if len(answers) < len(self._inputs) and run.end == "time_limit":
            self._items.append(observation(ended(run, rules)))


def _unmarked(run: StepReport, marks: Sequence[bytes]) -> StepReport:
    """Return a report in which names are as the learner wrote them."""
    frame, stderr = run.frame, run.stderr
    for mark in marks:
        frame, stderr = frame.replace(mark, b""), stderr.replace(mark, b"")
    return replace(run, frame=frame, stderr=stderr)

"""A slow moment of the machine during a proof is no fault of the draft."""

import asyncio
from dataclasses import replace

from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.gates import verify
from jupyter_codemm.judging.observing import Stage
from tests.fakes.bare_sandbox import BareSandbox
from tests.fakes.drafts import good_draft

LINES = ("1\n", "2\n", "3\n", "0\n", "5\n", "4\n", "7\n", "9\n")
TRIANGLES = ["".join("*" * i + "\n" for i in range(1, int(line) + 1)) for line in LINES]
CATEGORIES = ("minimal", "single", "typical", "boundary", "duplicates", "large", "typical", "large")
PROGRAM = ProblemDraft.parse(
    {
        "problem": {
            "id": "p-2",
            "title": "A triangle of stars",
            "statement": "Read a whole number. Print a triangle of as many lines: one star on the "
            "first line, two on the second, and so on. For 0 print nothing.",
            "kind": "program",
            "language": "python",
            "difficulty": "easy",
            "topics": ["loops"],
            "style": "stdout",
            "starter": "raise NotImplementedError('not written yet')\n",
            "tests": [
                {
                    "name": f"test_case_{number}",
                    "visibility": "sample" if number <= 3 else "hidden",
                    "category": category,
                    "input": {"stdin": line},
                    "expected": {"stdout": stars},
                }
                for number, (category, line, stars) in enumerate(
                    zip(CATEGORIES, LINES, TRIANGLES, strict=True), 1
                )
            ],
        },
        "reference": {"code": "for i in range(1, int(input()) + 1):\n    print('*' * i)\n"},
    }
)


class SlowIn(BareSandbox):
    """Runs out of time in the second surroundings, so many times."""

    def __init__(self, times):
        super().__init__()
        self.left = times

    async def execute(self, plan, listen=None):
        report = await super().execute(plan, listen)
        elsewhere = any(step.env.get("TZ") == "America/St_Johns" for step in plan.runs)
        if not elsewhere or self.left == 0:
            return report
        self.left -= 1
        late = tuple(
            replace(run, end="time_limit", frame=b"", stdout=b"", cpu_ms=step.limits.cpu_ms)
            for step, run in zip(plan.runs, report.runs, strict=True)
        )
        return replace(report, runs=late)


def refused_by(times):
    sandbox = SlowIn(times)
    rejection = asyncio.run(verify(good_draft(), sandbox)).rejection
    assert sandbox.left == 0
    return rejection and rejection.gate


def test_running_out_of_time_once_is_forgiven():
    assert refused_by(1) is None


def test_running_out_of_time_twice_is_not():
    assert refused_by(2) == "deterministic"


class BusyMachine(BareSandbox):
    """Takes 400 ms of the clock to start a process, as the bounds of a plan see it."""

    async def execute(self, plan, listen=None):
        report = await super().execute(plan, listen)
        room = plan.total_ms // 400
        late = (
            replace(run, end="time_limit" if at == room else "not_run", frame=b"", stdout=b"")
            for at, run in enumerate(report.runs[room:], room)
        )
        return replace(report, runs=(*report.runs[:room], *late))


def test_a_machine_that_is_slow_to_start_programs_refuses_no_program():
    gates = asyncio.run(verify(PROGRAM, BusyMachine())).gates
    assert [gate for gate in gates if not gate.ok] == []


def test_what_is_watched_may_wait_for_the_processor_but_not_use_more_of_it():
    problem = good_draft().problem
    stage = Stage.of(problem, BareSandbox(), env=None, budget_ms=None)
    limits = stage.limits(8, 1 << 20)
    assert limits.cpu_ms == problem.limits.time_ms
    assert limits.wall_ms == 8 * problem.limits.time_ms

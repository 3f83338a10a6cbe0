"""What is told of a run names the sandbox that it was really run in, also when nothing ran."""

import asyncio
from dataclasses import replace

import pytest

from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.errors import MissingToolError
from jupyter_codemm.judging import judge, run
from jupyter_codemm.ports import ExecutionPlan, ExecutionReport, Listen
from jupyter_codemm.sandbox.fallback import FallbackSandbox
from tests.fakes.instant_sandbox import InstantSandbox
from tests.judging.judged import HERE

PROBLEM = Problem.parse((HERE / "forgeries" / "python" / "problem.json").read_text())
SOURCE = Source.single("def solve(: pass")


class Lacking(InstantSandbox):
    """Has no toolchain at all."""

    async def execute(self, plan: ExecutionPlan, listen: Listen | None = None) -> ExecutionReport:
        raise MissingToolError("the image is not built")


class Refusing(InstantSandbox):
    """Has compilers that refuse everything."""

    async def execute(self, plan: ExecutionPlan, listen: Listen | None = None) -> ExecutionReport:
        report = await super().execute(plan, listen)
        return replace(report, compile=tuple(replace(step, code=1) for step in report.compile))


@pytest.mark.parametrize("other", [InstantSandbox("landlock"), Refusing("landlock")])
def test_the_sandbox_that_a_plan_fell_back_to_is_named(other):
    sandbox = FallbackSandbox(Lacking("docker"), other)
    verdict = asyncio.run(judge(PROBLEM, SOURCE, sandbox))
    outcome = asyncio.run(run("python", SOURCE, "", sandbox))
    assert (verdict.tier, outcome.tier) == ("landlock", "landlock")
    assert (outcome.verdict == "compile_error") == isinstance(other, Refusing)

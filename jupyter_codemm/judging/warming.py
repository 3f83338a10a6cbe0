"""Getting a sandbox ready for a problem before anybody has handed in."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.judging.execution import budget_ms, built, plan_of, step, step_limits
from jupyter_codemm.judging.harness import Program, Refusal, Target
from jupyter_codemm.ports import CompileStep, ExecutionPlan, Sandbox


async def warm_up(problem: Problem, sandbox: Sandbox) -> None:
    """Have what no learner writes compiled, and boxes stand ready, as far as it pays.

    Raises MissingToolError when the language does not work here, UnavailableError when the sandbox
    fails.
    """
    plan = await asyncio.to_thread(outline, problem)
    if plan is not None:
        await sandbox.warm_up(plan)


def outline(problem: Problem) -> ExecutionPlan | None:
    """Return a plan such as submissions have, of the starter and without any test.

    It compiles only what does not depend on what the learner writes. None when the starter cannot
    be a program.
    """
    target = Target.of(problem)
    source = Source.single(problem.starter)
    program = built(target, source)
    if isinstance(program, Refusal):
        return None
    limits = problem.limits.updated(time_ms=budget_ms(target, problem.limits))
    run = step("warm", program, [], step_limits(limits))
    plan = plan_of(target, program, [run], limits.time_ms)
    theirs = source.resolved(target.language, entry_file=target.entry_file)
    return replace(plan, compile=_of_nobody(program, theirs.keys() | _written(program, theirs)))


def _written(program: Program, files: dict[str, str]) -> set[str]:
    """Return which files of a program hold a text of the learner's, under whatever name."""
    texts = {text.encode("utf-8", "surrogatepass") for text in files.values()}
    return {name for name, content in program.files.items() if content in texts}


def _of_nobody(program: Program, theirs: set[str]) -> tuple[CompileStep, ...]:
    """Leave out what is made of the learner's files; checks stay, as boxes are chosen by them."""
    kept: list[CompileStep] = []
    for one in program.compile:
        if one.makes and theirs & set(one.reads):
            theirs = theirs | set(one.makes)
        else:
            kept.append(one)
    return tuple(kept)

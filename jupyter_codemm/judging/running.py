"""Running a program once, without tests."""

from __future__ import annotations

import asyncio

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.outcome import RunOutcome, Verdict
from jupyter_codemm.contracts.problem import CaseInput
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.judging import messages
from jupyter_codemm.judging.execution import built, compile_failure, executed, step
from jupyter_codemm.judging.harness import Program, Refusal, Target
from jupyter_codemm.judging.hearing import Hear, Hearing
from jupyter_codemm.judging.verdicts import Rules, observed
from jupyter_codemm.ports import ExecutionReport, RunStep, Sandbox, StepLimits, StepReport

RUN_MS = 5000
RUN_MEMORY_MB = 256
RUN_OUTPUT = 1 << 20
LIMITS_REACHED: dict[Verdict, str] = {
    "time_limit": f"A run is stopped after {RUN_MS // 1000} seconds.",
    "memory_limit": f"A run may use {RUN_MEMORY_MB} MB of memory.",
    "output_limit": f"A run is stopped after {RUN_OUTPUT >> 20} MB of output.",
}


async def run(
    language: Language,
    source: Source,
    stdin: str,
    sandbox: Sandbox,
    *,
    hear: Hear | None = None,
) -> RunOutcome:
    """Run a program for at most five seconds and return what it printed, also when it was stopped.

    `hear` is told what it prints while it prints it; the outcome holds it all the same, also when
    the sandbox failed after that. In SQL `stdin` is the script that creates the tables, and the
    result is printed as a table.
    `accepted` means that it ended with exit code 0. Raises InvalidInputError, TooLargeError and
    MissingToolError as `judge` does.
    """
    target = _target(language)
    blank = RunOutcome(
        language=language, verdict="compile_error", stdout="", stderr="", tier=sandbox.tier
    )
    program = await asyncio.to_thread(built, target, source)
    if isinstance(program, Refusal):
        return blank.model_copy(update={"compile_output": program.message})
    limits = StepLimits(
        wall_ms=RUN_MS, cpu_ms=RUN_MS, memory_mb=RUN_MEMORY_MB, output_bytes=RUN_OUTPUT
    )
    one = step("run", program, [CaseInput(stdin=stdin)], limits)
    hearing = Hearing(hear) if hear else None
    try:
        report = await _heard(target, program, one, sandbox, hearing)
        refused = await asyncio.to_thread(compile_failure, report, program)
    except UnavailableError as error:
        told = hearing.told if hearing else {}
        failed = {"verdict": "judge_error", "message": error.message, **told}
        return blank.model_copy(update=failed)
    blank = blank.model_copy(update={"tier": report.tier})
    if refused is not None:
        return blank.model_copy(update={"compile_output": refused})
    fields = await asyncio.to_thread(_ended, report.runs[0], target)
    # A box that failed reports nothing of what was heard of it.
    told = hearing.told if hearing and report.runs[0].end == "failed" else {}
    return blank.model_copy(update={**fields, **told})


async def _heard(
    target: Target, program: Program, one: RunStep, sandbox: Sandbox, hearing: Hearing | None
) -> ExecutionReport:
    if hearing is None:
        return await executed(target, program, [one], RUN_MS, sandbox)
    report = await executed(target, program, [one], RUN_MS, sandbox, listen=hearing.listen)
    for step_report in report.runs:
        hearing.end(step_report)
    return report


def _target(language: Language) -> Target:
    return Target(
        language=language,
        kind="program",
        entry_file=FACTS[language].entry_file,
        signature=None,
        memory_mb=RUN_MEMORY_MB,
        time_ms=RUN_MS,
    )


def _ended(report: StepReport, target: Target) -> dict[str, object]:
    seen = observed(report, Rules(target.language, target.kind, RUN_MEMORY_MB))
    verdict: Verdict = "judge_error" if seen.verdict == "not_run" else seen.verdict
    # What the program let through is in its own words already, with the lines that it went through.
    explained = verdict == "accepted" or (seen.got.raises is not None and report.stderr)
    return {
        "verdict": verdict,
        "stdout": messages.clean(messages.decoded(report.stdout)),
        "stderr": messages.clean(messages.decoded(report.stderr)),
        "message": LIMITS_REACHED.get(verdict, "" if explained else seen.message),
        "exit_code": report.code if report.end == "exited" else None,
        "time_ms": report.wall_ms,
        "memory_kb": report.memory_kb,
        "truncated": report.truncated,
    }

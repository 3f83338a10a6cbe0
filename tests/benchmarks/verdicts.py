"""Latency of an 8-test submission in each tier against the same work with nothing around it."""

from __future__ import annotations

import asyncio
import time

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.errors import CodemmError, MissingToolError
from jupyter_codemm.judging import judge
from jupyter_codemm.ports import Sandbox
from jupyter_codemm.sandbox import images
from tests.benchmarks.bare import Recorder, docker_run, subprocesses
from tests.benchmarks.figures import ratio, row
from tests.benchmarks.problems import drafts
from tests.benchmarks.sandboxes import available


async def report(rounds: int) -> None:
    """Print the figures of each tier and language."""
    print("\nverdict of an accepted 8-test submission, compile included")
    for sandbox in await available():
        for language, draft in (await drafts()).items():
            try:
                await _compare(sandbox, language, draft, rounds)
            except MissingToolError as error:
                print(f"  ({language} in {sandbox.tier} is not measured: {error.message})")
        await sandbox.close()


async def _compare(sandbox: Sandbox, language: Language, draft: ProblemDraft, rounds: int) -> None:
    recorder = Recorder(sandbox)
    outcome = await judge(draft.problem, draft.reference, recorder)
    if outcome.verdict != "accepted" or recorder.plan is None:
        raise RuntimeError(f"{language} in {sandbox.tier}: {outcome.verdict}")
    plan = recorder.plan
    image = await _image(language) if sandbox.tier == "docker" else None
    ours, bare, single = [], [], []
    for _ in range(rounds):
        started = time.perf_counter()
        await judge(draft.problem, draft.reference, sandbox)
        ours.append(time.perf_counter() - started)
        started = time.perf_counter()
        await asyncio.to_thread(subprocesses, plan)
        bare.append(time.perf_counter() - started)
        if image is not None:
            started = time.perf_counter()
            await asyncio.to_thread(docker_run, plan, image)
            single.append(time.perf_counter() - started)
    print(f" {language} in {sandbox.tier}")
    row("ours", ours)
    row("bare subprocesses", bare)
    ratio("ours / bare subprocesses", ours, bare)
    if single:
        row("one docker run", single)
        ratio("ours / one docker run", ours, single)


async def _image(language: Language) -> str | None:
    toolchain = "python" if language == "sql" else language
    try:
        rows = await images.listing()
    except CodemmError:
        return None
    return next((r.tag for r in rows if r.toolchain == toolchain and r.current), None)

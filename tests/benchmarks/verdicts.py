"""Latency and throughput of 8-test submissions against the same work with nothing around it.

Latency: ours and the bare subprocesses take turns, so that a machine whose speed drifts drifts for
both. Each round judges a text that was never seen, and then the same again, which the compile cache
knows. Throughput: a batch through the sandbox at once, then a batch of `docker run`, as many at a
time as there are cores.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.errors import CodemmError, MissingToolError
from jupyter_codemm.judging import judge
from jupyter_codemm.ports import Sandbox
from jupyter_codemm.sandbox import images
from tests.benchmarks.bare import docker_run, subprocesses
from tests.benchmarks.figures import Figures
from tests.benchmarks.sandboxes import available
from tests.benchmarks.workloads import WORKLOADS, Workload

WARM_UPS = 4
BATCH = 16
VARIANTS = itertools.count(time.time_ns())


async def report(figures: Figures, rounds: int, languages: list[Language]) -> None:
    """Measure every tier and language, and print."""
    for sandbox in await available():
        for workload in WORKLOADS:
            if workload.language not in languages:
                continue
            try:
                await _latency(figures, sandbox, workload, rounds)
                if sandbox.tier == "docker":
                    await _throughput(figures, sandbox, workload)
            except MissingToolError as error:
                print(f"  ({workload.language} in {sandbox.tier} is not measured: {error.message})")
        await sandbox.close()


async def _latency(figures: Figures, sandbox: Sandbox, workload: Workload, rounds: int) -> None:
    for _ in range(WARM_UPS):
        await _judged(workload, sandbox, next(VARIANTS))
    ours, again, bare = [], [], []
    for variant in itertools.islice(VARIANTS, rounds):
        ours.append(await _timed(lambda v=variant: _judged(workload, sandbox, v)))
        again.append(await _timed(lambda v=variant: _judged(workload, sandbox, v)))
        bare.append(await _timed(lambda v=variant: asyncio.to_thread(subprocesses, workload, v)))
    name = f"{workload.language} in {sandbox.tier}"
    figures.times(f"{name}: new text", ours)
    figures.times(f"{name}: same text again", again)
    figures.times(f"{name}: bare subprocesses", bare)
    figures.ratio(f"{name}: new text / bare", ours, bare)
    figures.ratio(f"{name}: same text again / bare", again, bare)


async def _throughput(figures: Figures, sandbox: Sandbox, workload: Workload) -> None:
    image = await _image(workload.language)
    if image is None:
        return
    cores = os.cpu_count() or 1

    async def ours() -> None:
        await asyncio.gather(*(_judged(workload, sandbox, next(VARIANTS)) for _ in range(BATCH)))

    async def single() -> None:
        loop = asyncio.get_running_loop()
        with ThreadPoolExecutor(cores) as pool:
            calls = (
                loop.run_in_executor(pool, docker_run, workload, next(VARIANTS), image)
                for _ in range(BATCH)
            )
            await asyncio.gather(*calls)

    await ours()
    pairs = [(await _timed(ours), await _timed(single)) for _ in range(3)]
    name = f"{workload.language}: {BATCH} submissions on {cores} cores"
    figures.times(f"{name}, ours", [pair[0] for pair in pairs])
    figures.times(f"{name}, docker run", [pair[1] for pair in pairs])
    figures.ratio(f"{name}: throughput / docker run", [p[1] for p in pairs], [p[0] for p in pairs])


async def _judged(workload: Workload, sandbox: Sandbox, variant: int) -> None:
    outcome = await judge(workload.problem(), workload.source(variant), sandbox)
    if outcome.verdict != "accepted":
        raise RuntimeError(f"{workload.language} in {sandbox.tier}: {outcome}")


async def _timed(work: Callable[[], Awaitable[None]]) -> float:
    started = time.perf_counter()
    await work()
    return time.perf_counter() - started


async def _image(language: Language) -> str | None:
    toolchain = "python" if language == "sql" else language
    try:
        rows = await images.listing()
    except CodemmError:
        return None
    return next((r.tag for r in rows if r.toolchain == toolchain and r.current), None)

"""Seconds per proven problem, against the sum of its bare compilations and runs."""

from __future__ import annotations

import time
from collections.abc import Sequence

from jupyter_codemm.contracts.base import LANGUAGES, Language
from jupyter_codemm.errors import MissingToolError
from jupyter_codemm.gates import verify
from tests.benchmarks.figures import row
from tests.benchmarks.metered import MeteredSandbox
from tests.benchmarks.problems import draft
from tests.benchmarks.sandboxes import available


async def report(rounds: int, languages: Sequence[Language] = LANGUAGES) -> None:
    """Print the figures of each tier and language."""
    print("\nproving one problem of the built-in author (all gates)")
    for sandbox in await available():
        for language in languages:
            seconds: list[float] = []
            metered, accepted = MeteredSandbox(sandbox), 0
            try:
                for seed in range(rounds):
                    proposed = await draft(language, seed)
                    started = time.perf_counter()
                    verified = await verify(proposed, metered)
                    seconds.append(time.perf_counter() - started)
                    accepted += verified.accepted
            except MissingToolError as error:
                print(f"  ({language} in {sandbox.tier} is not measured: {error.message})")
                continue
            note = (
                f"{metered.launches / rounds:.1f} launches, {accepted} of {rounds} accepted,"
                f" {sum(seconds) / metered.wall:.2f} x its compilations and runs,"
                f" {metered.cpu / rounds:.1f} s of CPU in boxes"
            )
            row(f"{sandbox.tier}: {language}", seconds, note)
        await sandbox.close()

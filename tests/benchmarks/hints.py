"""How soon the hint made by rules is there after a verdict, with a model that sleeps and with none.

Two real servers, which take turns: one has a model that sleeps five seconds before each reply, the
other has none. Each round submits a wrong program that was never seen, waits for its verdict, and
then asks for its hint. Printed is the hint's time after the verdict, and the verdict's own.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.figures import Figures
from tests.fakes.model_endpoint import ModelEndpoint, Seen, Step, in_pieces
from tests.load.machine import WRONG, Client, Server, fill

LEARNERS = 12
WARM_UPS = 3
HELD_S = 30
SLEEP_S = 5.0
WORDS = (
    "In Example 3 your program counts one value more than the task wants. Read the sentence on "
    "the limit once more, and say aloud what it tells of a value that is just as big. Then put a "
    "finger on your own line that looks at the limit, and ask it the very same question."
)


@dataclass
class _Times:
    """Seconds of each round."""

    hint: list[float] = field(default_factory=list)
    verdict: list[float] = field(default_factory=list)
    worded: int = 0


def _asleep(_: Seen) -> Step:
    time.sleep(SLEEP_S)
    return in_pieces(WORDS)


async def report(figures: Figures, rounds: int) -> None:
    """Print the figures of so many rounds on each server."""
    print("\nthe hint made by rules after a verdict, Python, warm")
    with ExitStack() as opened:
        endpoint = opened.enter_context(ModelEndpoint(_asleep))
        model = {"OPENAI_BASE_URL": endpoint.base_url, "OPENAI_MODEL": "sleeper"}
        kinds = {"with a model that sleeps 5 s": model, "without a model": {}}
        clients = {}
        for kind, environ in kinds.items():
            folder = Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="codemm-hints-")))
            await asyncio.to_thread(fill, folder, LEARNERS)
            server = Server(folder, "auto", environ=environ, author="auto")
            opened.callback(server.stop)
            await asyncio.to_thread(server.start)
            clients[kind] = Client(server)
        times = {kind: _Times() for kind in kinds}
        for turn in range(WARM_UPS + rounds):
            for kind, client in clients.items():
                await _round(client, turn, times[kind], counts=turn >= WARM_UPS)
        asked = len(endpoint.seen)
    for kind, found in times.items():
        figures.times(f"hint after the verdict, {kind}: p50", found.hint)
        figures.time(f"hint after the verdict, {kind}: p95", _p95(found.hint))
        figures.times(f"verdict after the submission, {kind}: p50", found.verdict)
        figures.time(f"verdict after the submission, {kind}: p95", _p95(found.verdict))
    print(f"  ({times['with a model that sleeps 5 s'].worded} hints had a model at work on them)")
    print(f"  (the model was asked {asked} times meanwhile)")


async def _round(client: Client, turn: int, times: _Times, *, counts: bool) -> None:
    """Submit, and ask for the hint; raises RuntimeError for another verdict than a wrong answer."""
    user = turn % LEARNERS
    started = time.perf_counter()
    done = await client.submit(user, f"# {turn}\n{WRONG}", wait=HELD_S)
    judged = time.perf_counter()
    if (done["outcome"] or {}).get("verdict") != "wrong_answer":
        raise RuntimeError(f"no wrong answer: {done}")
    about = {"problem_id": f"problem-{user}", "submission_id": done["id"]}
    hint = await client.ask(user, "POST", "jupyter-codemm/api/hints", about)
    ended = time.perf_counter()
    if not hint["text"] or hint["source"] == "model":
        raise RuntimeError(f"no hint made by rules: {hint}")
    if counts:
        times.verdict.append(judged - started)
        times.hint.append(ended - judged)
        times.worded += hint["wording"] is not None


def _p95(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=20)[-1]

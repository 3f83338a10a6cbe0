"""Milliseconds to open a long journey and to read a profile: the pure part, without a database."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from zoneinfo import ZoneInfo

from jupyter_codemm.contracts.journey import JourneyRecord
from jupyter_codemm.contracts.learner import LearnerState
from jupyter_codemm.journey import Replay, interactions, timeline
from jupyter_codemm.learning import learn, profile, rebuild
from tests.benchmarks.figures import Figures
from tests.fakes.random_journeys import random_journey

ZONE = ZoneInfo("Europe/Lisbon")
OPENINGS = 7


def timed(rounds: int, work: Callable[[], object]) -> list[float]:
    seconds = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
    return seconds


def report(figures: Figures, count: int, reads: int) -> None:
    """Print the figures; the journey is random, the same in every run."""
    print(f"\na journey of {count} records")
    diary = random_journey(count, seed=6)
    records = diary.records[:count]
    texts = [record.model_dump_json() for record in records]

    def read() -> list[JourneyRecord]:
        return [JourneyRecord.parse(text) for text in texts]

    def opened() -> None:
        replay = Replay(read(), lambda code_id: diary.codes[code_id].text)
        replay.step(1)
        replay.step(count)

    replay = Replay(records, lambda code_id: diary.codes[code_id].text)
    state = rebuild(records)
    stored = state.model_dump_json()
    gc.collect()
    gc.freeze()  # a server does not hold the journey twice beside what it opens
    later = records[-1].model_copy(update={"id": count + 1})
    figures.times("replay opened from text, first and last step", timed(OPENINGS, opened))
    figures.times("  of that, records parsed", timed(OPENINGS, read))
    figures.times("one further step", timed(reads, lambda: replay.step(count // 2)))
    figures.times("timeline", timed(OPENINGS, lambda: timeline(records)))
    figures.times("interactions", timed(OPENINGS, lambda: interactions(records)))
    figures.times("learner state rebuilt", timed(OPENINGS, lambda: rebuild(records)))
    figures.times("one record learned", timed(reads, lambda: learn(state, later)))
    views = timed(reads, lambda: profile(state, diary.at, ZONE))
    figures.times("profile from the state", views)
    figures.time("  95th percentile", statistics.quantiles(views, n=20)[-1])
    parsed = timed(reads, lambda: profile(LearnerState.parse(stored), diary.at, ZONE))
    figures.times(f"profile from {len(stored) // 1000} kB of text", parsed)
    figures.time("  95th percentile", statistics.quantiles(parsed, n=20)[-1])
    gc.unfreeze()

"""Milliseconds per turn of the authoring loop without a model."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from jupyter_codemm.spec import new_session, take_turn
from tests.benchmarks.figures import row

DIALOGUE = (
    "Hello! I would like to practise loops and strings in Python.",
    "Three problems please: two easy and one medium.",
    "no, make it Java",
    "yes",
    "The functions should return their result.",
)
LONG = "I would like to practise loops, strings and maps in Python. " * 160


def report(dialogues: int) -> None:
    """Print the figures."""
    print("\nspec turns, no model")
    now = datetime(2026, 1, 1, tzinfo=UTC)
    short, long = [], []
    for _ in range(dialogues):
        session = new_session(session_id="s", owner="o", mode="practice", now=now)
        for text in DIALOGUE:
            started = time.perf_counter()
            session, _ = take_turn(session, text, None, now)
            short.append(time.perf_counter() - started)
    for _ in range(max(3, dialogues // 20)):
        session = new_session(session_id="s", owner="o", mode="practice", now=now)
        started = time.perf_counter()
        take_turn(session, LONG, None, now)
        long.append(time.perf_counter() - started)
    row("one turn", short)
    row(f"one turn of {len(LONG)} characters", long)

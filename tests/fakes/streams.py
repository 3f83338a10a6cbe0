"""What every stream of generation events promises."""

from __future__ import annotations

from collections.abc import Sequence

from jupyter_codemm.contracts.events import TERMINAL_EVENTS, GenerationEvent

GRAMMAR = {
    None: {"slot_started"},
    "slot_started": {"slot_attempt_started", "slot_failed"},
    "slot_attempt_started": {
        "slot_proving",
        "slot_gate",
        "slot_attempt_started",
        "slot_fallback",
        "slot_failed",
    },
    "slot_proving": {"slot_proving", "slot_gate", "slot_failed"},
    "slot_gate": {
        "slot_gate",
        "slot_attempt_started",
        "slot_fallback",
        "slot_completed",
        "slot_failed",
    },
    "slot_fallback": {"slot_attempt_started"},
    "slot_completed": set(),
    "slot_failed": set(),
}
OPEN = {"slot_started", "slot_attempt_started", "slot_proving", "slot_gate", "slot_fallback"}


def check_run(events: Sequence[GenerationEvent], *, stopped: bool = False) -> None:
    """Assert that one run is well-formed. A stopped run may leave slots open."""
    assert events[0].type == "generation_started"
    last: dict[int, str] = {}
    kept = 0
    for event in events[1:]:
        if event.type in TERMINAL_EVENTS:
            assert event is events[-1]
            continue
        assert event.type != "generation_started"
        if event.type == "slot_completed" and event.kept:
            assert event.slot not in last
            last[event.slot] = event.type
            kept += 1
            continue
        assert event.type in GRAMMAR[last.get(event.slot)], (last.get(event.slot), event)
        last[event.slot] = event.type
    assert kept == events[0].kept
    if not stopped:
        assert len(last) == events[0].total_slots
        assert not OPEN & set(last.values())

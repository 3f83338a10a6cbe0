"""Generation as seen in a terminal: start it, print each event, return the activity."""

from __future__ import annotations

import asyncio

from jupyter_codemm.cli.output import Output
from jupyter_codemm.cli.proofs import proof_lines
from jupyter_codemm.cli.wiring import Workbench
from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.contracts.events import (
    GenerationCancelled,
    GenerationCompleted,
    GenerationEvent,
    GenerationFailed,
    GenerationStarted,
    ProofStep,
    SlotAttemptStarted,
    SlotCompleted,
    SlotFailed,
    SlotFallback,
    SlotGate,
    SlotProving,
    SlotStarted,
)
from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.services import activities
from jupyter_codemm.services.following import follow, session_topic

STEPS: dict[ProofStep, str] = {
    "waiting": "waits for other proofs",
    "text": "reads the draft",
    "reference": "runs the reference on every input",
    "tests": "chooses tests that refuse wrong programs",
    "runs": "judges reference, starter and wrong programs",
}


async def produce(
    bench: Workbench, owner: str, session_id: str, seed: int | None, out: Output
) -> Activity:
    """Generate a session's activity, printing what happens.

    Raises UnavailableError when generation ends without an activity.
    """
    accepted = await bench.generations.start(owner, session_id, seed)
    try:
        return await _followed(bench, owner, session_id, accepted.last_event_id, out)
    except asyncio.CancelledError:
        # Stopped by the user: the next server must not go on with it.
        await asyncio.shield(bench.generations.cancel(owner, session_id))
        raise


async def _followed(
    bench: Workbench, owner: str, session_id: str, after: int, out: Output
) -> Activity:
    topic = session_topic(session_id)
    async for numbered in follow(bench.ctx, {topic: after}):
        event = numbered.event
        out.line(described(event))
        match event:
            case GenerationCompleted():
                activity = await activities.get_activity(bench.ctx, owner, event.activity_id)
                for line in proof_lines(activity):
                    out.line(line)
                return activity
            case GenerationFailed():
                raise UnavailableError(f"no problem could be made: {event.reason}")
            case GenerationCancelled():
                raise UnavailableError("generation was cancelled")
            case _:
                continue
    raise UnavailableError("the event stream ended early")


def described(event: GenerationEvent) -> str:  # noqa: C901, PLR0911 - one line per kind of event
    """Return one line for people."""
    match event:
        case GenerationStarted():
            kept = f", {event.kept} kept from before" if event.kept else ""
            how = f"author {event.author}, sandbox tier {event.tier}"
            return f"generating {event.total_slots} problem(s), {how}{kept}"
        case SlotStarted():
            return (
                f"[{event.slot + 1}] {event.difficulty} {event.language}: {', '.join(event.topics)}"
            )
        case SlotAttemptStarted():
            return f"[{event.slot + 1}]   attempt {event.attempt} by {event.author}"
        case SlotProving():
            return f"[{event.slot + 1}]     {STEPS[event.step]}"
        case SlotGate():
            detail = f" ({event.detail})" if event.detail else ""
            mark = ("ok " if event.action == "none" else event.action) if event.ok else "NO "
            return f"[{event.slot + 1}]     {mark} {event.gate}{detail}"
        case SlotFallback():
            return (
                f"[{event.slot + 1}]   the {event.author} author takes over from "
                f"{event.instead_of}: {event.reason}"
            )
        case SlotCompleted():
            return f"[{event.slot + 1}]   proven: {event.title}"
        case SlotFailed():
            return f"[{event.slot + 1}]   failed after {event.attempts} attempt(s): {event.reason}"
        case GenerationCompleted():
            told = (f"done: {event.completed} problem(s), {event.failed} failed", *event.notices)
            return "\n".join((*told, *_proposed(event.proposal)))
        case GenerationFailed():
            return "\n".join((f"failed: {event.reason}", *_proposed(event.proposal)))
        case GenerationCancelled():
            return f"cancelled: {event.completed} problem(s) kept"


def _proposed(proposal: str) -> tuple[str, ...]:
    """Return the line about a change of the spec that nobody has agreed to yet."""
    return (f"the rest can be made if you {proposal}",) if proposal else ()

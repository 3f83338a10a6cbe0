"""Numbers and ids that follow from a run, so that it can be repeated."""

from __future__ import annotations

import hashlib

from jupyter_codemm.ports import GenerationRequest

SEED_BYTES = 6


def slot_seed(seed: int, index: int, attempt: int) -> int:
    """Return the seed of one attempt at one slot; different attempts have unrelated seeds."""
    digest = hashlib.sha256(f"{seed}:{index}:{attempt}".encode()).digest()
    return int.from_bytes(digest[:SEED_BYTES])


def problem_id(request: GenerationRequest, index: int) -> str:
    """Return the id of the problem in a slot, unique to the session and the run."""
    text = f"{request.session_id}:{request.run_id}:{request.seed}:{index}"
    return f"p-{hashlib.sha256(text.encode()).hexdigest()[:20]}"

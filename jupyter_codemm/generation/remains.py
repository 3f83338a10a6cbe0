"""What is kept of a proven draft when its reference is dropped."""

from __future__ import annotations

import asyncio

from jupyter_codemm.contracts.artefacts import ProblemArtefacts
from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.gates.artefacts import artefacts
from jupyter_codemm.gates.evidence import Evidence


async def remains(
    draft: ProblemDraft, evidence: Evidence | None, key: bytes | None
) -> ProblemArtefacts | None:
    """Return the artefacts of a proven draft; None without a key, since digests need one."""
    if key is None:
        return None
    # Comparing long texts takes a while: not on the event loop.
    return await asyncio.to_thread(artefacts, draft, evidence, key)

"""Choose the strongest sandbox that works here."""

from __future__ import annotations

import asyncio
import hashlib
import os
import platform
import uuid
from collections.abc import Callable
from typing import Literal, TypeVar

from jupyter_codemm.errors import MissingToolError
from jupyter_codemm.ports import Sandbox
from jupyter_codemm.sandbox.docker import DockerSandbox
from jupyter_codemm.sandbox.docker.daemon import NO_ANSWER, obstacle
from jupyter_codemm.sandbox.docker.inventory import has_images
from jupyter_codemm.sandbox.docker.pool import PoolSettings
from jupyter_codemm.sandbox.local import LocalSandbox, LocalTier

T = TypeVar("T")
STRONGEST_FIRST: tuple[LocalTier, ...] = ("bwrap", "landlock", "rlimit")
PROBE_S = 3.0  # a machine that is just starting much is slow, and this decides for long
DIGEST_CHARACTERS = 12


async def choose(
    preference: Literal["auto", "docker", "local"],
    *,
    installation: str = "",
    holder: str = "",
    boxes: PoolSettings | None = None,
    parallel: int | None = None,
) -> Sandbox:
    """Return the strongest sandbox that works here.

    "auto" is Docker when a daemon answers that has a judge image, so that everything works at once
    where none was built yet.

    `installation` and `holder` mark containers; by default this user's home on this machine, and
    this call. `boxes` says how many are kept and for how long, `parallel` how many plans run at
    once: by default as many as there are cores. Raises MissingToolError, naming what is missing and
    how to get it.
    """
    if preference == "docker" and (reason := await _told(obstacle, otherwise=NO_ANSWER)):
        raise MissingToolError(f"{reason}; or choose the local sandbox", where="sandbox")
    if preference == "local" or (
        preference == "auto" and not await _told(has_images, otherwise=False)
    ):
        return await _strongest_local(parallel)
    holder = holder or uuid.uuid4().hex
    return DockerSandbox(installation or _installation(), holder, parallel=parallel, boxes=boxes)


async def _told(question: Callable[[], T], *, otherwise: T) -> T:
    try:
        return await asyncio.wait_for(asyncio.to_thread(question), PROBE_S)
    except TimeoutError:
        return otherwise


async def _strongest_local(parallel: int | None) -> Sandbox:
    reasons: dict[LocalTier, str] = {}
    for tier in STRONGEST_FIRST:
        sandbox = LocalSandbox(tier, parallel=parallel)
        reasons[tier] = (await sandbox.trial()).reason
        if not reasons[tier]:
            return sandbox
    words = "; ".join(f"{tier}: {reason}" for tier, reason in reasons.items())
    raise MissingToolError(f"no sandbox works here, install and start Docker ({words})")


def _installation() -> str:
    user = os.getuid() if os.name == "posix" else os.environ.get("USERNAME", "")
    what = f"{platform.node()}\0{user}\0{os.environ.get('HOME', '')}"
    return hashlib.sha256(what.encode()).hexdigest()[:DIGEST_CHARACTERS]

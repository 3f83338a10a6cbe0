"""One supervisor process: send it a plan, take its report, and never leave it behind."""

from __future__ import annotations

import asyncio
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.sandbox.wire import HEAD_BYTES, body_size

PATIENCE_S = 2.0


async def converse(command: Sequence[str], message: bytes, user: int | None) -> bytes:
    """Start a supervisor, as another user if one is given, and return its reply.

    However this ends, the supervisor and all that it started are gone. Raises UnavailableError when
    it does not start or ends without a reply.
    """
    identity: dict[str, Any] = {}
    if user is not None:
        identity = {"user": user, "group": user, "extra_groups": []}
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            env={},
            cwd="/",
            start_new_session=True,
            **identity,
        )
    except OSError as error:
        raise UnavailableError(f"the local sandbox did not start: {error.strerror}") from error
    try:
        return await _exchange(process, message)
    finally:
        await asyncio.shield(_end(process))


async def _exchange(process: Process, message: bytes) -> bytes:
    if process.stdin is None or process.stdout is None:
        raise UnavailableError("the local sandbox has no pipes")
    try:
        process.stdin.write(message)
        await process.stdin.drain()
        head = await process.stdout.readexactly(HEAD_BYTES)
        return await process.stdout.readexactly(body_size(head))
    except (asyncio.IncompleteReadError, BrokenPipeError, ConnectionResetError) as error:
        raise UnavailableError("the local sandbox ended before it answered") from error


async def _end(process: Process) -> None:
    """Close the lifeline, on which a supervisor kills everything and ends; else kill it."""
    if process.stdin is not None:
        process.stdin.close()
    try:
        await asyncio.wait_for(process.wait(), PATIENCE_S)
    except TimeoutError:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()

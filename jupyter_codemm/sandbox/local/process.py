"""One supervisor process: send it a plan, hear its answers, and never leave it behind."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any, TypeVar

from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.sandbox.wire import HEAD_BYTES, body_size

T = TypeVar("T")
PATIENCE_S = 2.0
ENDED_ITSELF = (0, 3)
# As the user by its effective id only, so that the user's processes cannot kill their killer.
KILL_ALL_OF_USER = """
import os, sys
os.setresuid(65533, int(sys.argv[1]), 65533)
os.kill(-1, 9)
"""


async def converse(
    command: Sequence[str],
    message: bytes,
    user: int | None,
    heard: Callable[[bytes], Awaitable[T | None]],
    *,
    within_s: float,
) -> T:
    """Start a supervisor, as another user if one is given, and send it a message.

    `heard` gets the body of each answer until it returns something, which is returned. However this
    ends, the supervisor and all that it started are gone; where programs could end it before it
    ended them, that takes a user of their own. Raises UnavailableError when it does not start, ends
    before that or takes longer than `within_s`.
    """
    starting = asyncio.ensure_future(_start(command, user))
    try:
        process = await asyncio.shield(starting)
    except asyncio.CancelledError:
        # a process whose start is broken off half-way may never be waited for by asyncio
        with suppress(UnavailableError):
            await _end(await starting, user)
        raise
    try:
        async with asyncio.timeout(within_s):
            return await _exchange(process, message, heard)
    except TimeoutError as error:
        raise UnavailableError("the local sandbox did not answer in time") from error
    finally:
        await asyncio.shield(_end(process, user))


async def _start(command: Sequence[str], user: int | None) -> Process:
    identity: dict[str, Any] = {}
    if user is not None:
        identity = {"user": user, "group": user, "extra_groups": []}
    try:
        return await asyncio.create_subprocess_exec(
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


async def _exchange(
    process: Process, message: bytes, heard: Callable[[bytes], Awaitable[T | None]]
) -> T:
    if process.stdin is None or process.stdout is None:
        raise UnavailableError("the local sandbox has no pipes")
    try:
        process.stdin.write(message)
        await process.stdin.drain()
        while True:
            head = await process.stdout.readexactly(HEAD_BYTES)
            answer = await heard(await process.stdout.readexactly(body_size(head)))
            if answer is not None:
                return answer
    except (asyncio.IncompleteReadError, BrokenPipeError, ConnectionResetError) as error:
        raise UnavailableError("the local sandbox ended before it answered") from error


async def _end(process: Process, user: int | None) -> None:
    """Close the lifeline, on which a supervisor kills everything and ends; else kill it."""
    if process.stdin is not None:
        process.stdin.close()
    try:
        await asyncio.wait_for(process.wait(), PATIENCE_S)
    except TimeoutError:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
    if user is not None and process.returncode not in ENDED_ITSELF:
        await _kill_all_of(user)


async def _kill_all_of(user: int) -> None:
    command = (sys.executable, "-I", "-S", "-c", KILL_ALL_OF_USER, str(user))
    killer = await asyncio.create_subprocess_exec(*command, stderr=DEVNULL)
    await killer.wait()

"""Batches: lines of JSON in, records in the same order out, many at once."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from jupyter_codemm.cli.files import read_bytes, read_contract, read_source
from jupyter_codemm.contracts.api import ErrorDetail
from jupyter_codemm.contracts.base import Contract, Language
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.errors import CodemmError, InvalidInputError, place_of

MAX_BATCH = 256 << 20

C = TypeVar("C", bound=Contract)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a batch. Values are contracts themselves, or paths relative to the batch file."""

    number: int
    id: str
    fields: dict[str, Any]

    def contract(self, key: str, contract: type[C], folder: Path) -> C:
        """Return the value of a key as a contract."""
        value = self.fields.get(key)
        if isinstance(value, str):
            return read_contract(folder / value, contract)
        if value is None:
            raise InvalidInputError(f"line {self.number}: {key} is missing", where=key)
        return contract.parse(value, where=key)

    def source(self, language: Language, folder: Path) -> Source:
        """Return the source: {"code"} or {"files"}, code as text, or a path that exists."""
        value = self.fields.get("source")
        if isinstance(value, str):
            path = folder / value
            if value.strip() and _exists(path):
                return read_source(path, language)
            return Source.single(value)
        if value is None:
            raise InvalidInputError(f"line {self.number}: source is missing", where="source")
        return Source.parse(value, where="source")

    def failed(self, error: CodemmError) -> dict[str, Any]:
        """Return the record of a line that could not be worked on."""
        detail = ErrorDetail(code=error.code, message=error.message, where=error.where)
        return {"id": self.id, "error": detail.to_json()}


def _exists(path: Path) -> bool:
    """Return whether there is such a file; code is no name of one, and too long for a name."""
    try:
        return path.exists()
    except OSError:
        return False


def read_lines(path: Path) -> list[Line]:
    """Read a JSONL file; raises InvalidInputError naming the first line that is none."""
    lines = []
    for number, raw in enumerate(read_bytes(path, MAX_BATCH).split(b"\n"), start=1):
        if not raw.strip():
            continue
        try:
            value = json.loads(raw)
        except (ValueError, RecursionError) as error:
            raise InvalidInputError(
                f"{path}: line {number} is not JSON: {error}", where=f"line {number}"
            ) from None
        if not isinstance(value, dict):
            raise InvalidInputError(
                f"{path}: line {number} is not an object", where=f"line {number}"
            )
        name = value.get("id")
        lines.append(Line(number, str(number if name is None else name), value))
    return lines


async def in_order(
    lines: list[Line],
    work: Callable[[Line], Awaitable[dict[str, Any]]],
    workers: int,
) -> AsyncIterator[dict[str, Any]]:
    """Work on lines, a bounded number at once, and yield their records in input order.

    A line on which the work fails has its error as its record, and the others go on.
    """
    gate = asyncio.Semaphore(workers)

    async def guarded(line: Line) -> dict[str, Any]:
        async with gate:
            try:
                return await work(line)
            except CodemmError as error:
                return line.failed(error)
            except Exception as error:  # noqa: BLE001 - hours of other lines are not lost to it
                words = f"an internal error: {type(error).__name__} at {place_of(error)}"
                return line.failed(CodemmError(words))

    tasks = deque(asyncio.ensure_future(guarded(line)) for line in lines)
    try:
        while tasks:
            yield await tasks[0]
            tasks.popleft()  # a record that was handed over is kept no longer
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

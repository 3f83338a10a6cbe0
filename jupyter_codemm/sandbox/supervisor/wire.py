"""Messages between a supervisor and its owner: eight bytes of length, then one JSON object."""

from __future__ import annotations

import json
import os
from binascii import b2a_base64

HEAD_BYTES = 8

TYPE_CHECKING = False  # typing is slow to import
if TYPE_CHECKING:
    from typing import Any, TypeAlias

    # plain JSON; the owner's side (`sandbox/wire.py`, `sandbox/answers.py`) knows the fields
    Message: TypeAlias = dict[str, Any]
else:
    Message = dict


def read_message(fd: int) -> Message | None:
    """Return the next message, or None when the other side closed before it was complete."""
    head = _read_exactly(fd, HEAD_BYTES)
    body = head and _read_exactly(fd, int.from_bytes(head, "big"))
    return json.loads(body) if body else None


def write_message(fd: int, message: Message) -> None:
    """Write one message; raises BrokenPipeError when nobody listens."""
    body = json.dumps(message, separators=(",", ":")).encode()
    for part in (len(body).to_bytes(HEAD_BYTES, "big"), body):  # together they would be a copy
        view = memoryview(part)
        while view:
            view = view[os.write(fd, view) :]


def text(data: bytes | bytearray) -> str:
    """Return bytes as JSON can carry them."""
    return b2a_base64(data, newline=False).decode("ascii")


def _read_exactly(fd: int, size: int) -> bytes | None:
    data = bytearray()
    while len(data) < size:
        chunk = os.read(fd, min(size - len(data), 1 << 20))
        if not chunk:
            return None
        data += chunk
    return bytes(data)

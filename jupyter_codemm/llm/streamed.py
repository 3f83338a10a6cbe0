"""A chat completion that comes in pieces: put together, and each piece told when it is there."""

from __future__ import annotations

import codecs
from collections.abc import Callable

from pydantic import BaseModel, JsonValue, ValidationError

from jupyter_codemm.llm.wire import WireReply, encodable

EVENTS = "text/event-stream"
_DATA = "data:"
_END = "[DONE]"


class _Delta(BaseModel):
    content: str | None = None


class _Choice(BaseModel):
    delta: _Delta = _Delta()
    finish_reason: JsonValue = None


class _Chunk(BaseModel):
    choices: list[_Choice] = []
    model: JsonValue = None
    usage: JsonValue = None


class StreamedReply:
    """Reads the events of one reply. `heard` is told each piece of its text."""

    def __init__(self, heard: Callable[[str], None]) -> None:
        self._heard = heard
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._line = ""
        self._text: list[str] = []
        self._model: JsonValue = None
        self._usage: JsonValue = None
        self._reason: JsonValue = None
        self._is_whole = False

    def feed(self, received: bytes) -> None:
        """Take the next bytes, wherever they were cut."""
        *lines, self._line = (self._line + self._decoder.decode(received)).split("\n")
        for line in lines:
            self._take(line.strip())

    def read(self) -> WireReply | None:
        """Return the reply; None when it is no chat completion, or was cut off."""
        self._take(self._line.strip())
        if not self._is_whole:
            return None
        message = {"content": "".join(self._text)}
        return WireReply.model_validate(
            {
                "choices": [{"message": message, "finish_reason": self._reason}],
                "model": self._model,
                "usage": self._usage,
            }
        )

    def _take(self, line: str) -> None:
        if not line.startswith(_DATA):
            return
        data = line.removeprefix(_DATA).strip()
        if data == _END:
            self._is_whole = True
            return
        try:
            chunk = _Chunk.model_validate_json(data)
        except ValidationError:
            return
        self._model = chunk.model or self._model
        self._usage = chunk.usage or self._usage
        for choice in chunk.choices[:1]:
            self._reason = choice.finish_reason or self._reason
            self._is_whole = self._is_whole or choice.finish_reason is not None
            if choice.delta.content:
                piece = encodable(choice.delta.content)
                self._text.append(piece)
                self._heard(piece)

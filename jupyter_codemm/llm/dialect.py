"""What an endpoint understands of a request. Endpoints differ, so we ask for less when refused."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from jupyter_codemm.ports import CompletionRequest

ReplyFormat = Literal["json_schema", "json_object", "plain"]
LengthOption = Literal["max_tokens", "max_completion_tokens", ""]
Streaming = Literal["counted", "plain", ""]
_OTHER_LENGTH: dict[LengthOption, LengthOption] = {
    "max_tokens": "max_completion_tokens",
    "max_completion_tokens": "",
}
_LESS_STREAMING: dict[Streaming, Streaming] = {"counted": "plain", "plain": ""}
_WEAKER: dict[ReplyFormat, ReplyFormat] = {"json_schema": "json_object", "json_object": "plain"}


@dataclass(frozen=True, slots=True)
class Dialect:
    """The options that an endpoint accepts; the default is the richest."""

    reply_format: ReplyFormat = "json_schema"
    length_option: LengthOption = "max_tokens"
    temperature: bool = True
    streaming: Streaming = "counted"

    def options(self, request: CompletionRequest) -> dict[str, Any]:
        """Return the options of a request in this dialect."""
        options: dict[str, Any] = {}
        if self.length_option:
            options[self.length_option] = request.max_tokens
        if self.temperature:
            options["temperature"] = request.temperature
        if request.schema is not None:
            options |= self._reply_format(request)
        if request.heard is not None and self.streaming:
            options["stream"] = True
            if self.streaming == "counted":
                options["stream_options"] = {"include_usage": True}
        return options

    def weaker(self, request: CompletionRequest, refusal: str) -> Dialect | None:
        """Return the next dialect to try after a refusal in these words, or None at the end."""
        if self.length_option and self.length_option in refusal:
            return replace(self, length_option=_OTHER_LENGTH[self.length_option])
        if "temperature" in refusal and self.temperature:
            return replace(self, temperature=False)
        if request.schema is not None and self.reply_format in _WEAKER:
            return replace(self, reply_format=_WEAKER[self.reply_format])
        if request.heard is not None and self.streaming in _LESS_STREAMING:
            return replace(self, streaming=_LESS_STREAMING[self.streaming])
        return None

    def _reply_format(self, request: CompletionRequest) -> dict[str, Any]:
        if self.reply_format == "plain":
            return {}
        if self.reply_format == "json_object":
            return {"response_format": {"type": "json_object"}}
        schema = {"name": request.schema_name or "reply", "strict": True, "schema": request.schema}
        return {"response_format": {"type": "json_schema", "json_schema": schema}}

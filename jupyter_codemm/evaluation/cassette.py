"""Replies of a model kept on disk: recorded once, replayed without a network."""

from __future__ import annotations

import json
from collections import defaultdict, deque
from hashlib import sha256
from pathlib import Path

from jupyter_codemm.errors import InvalidInputError, UnavailableError
from jupyter_codemm.evaluation.lines import append_lines, read_lines
from jupyter_codemm.ports import LLM, Completion, CompletionRequest

SCRUBBED = "[key]"
_FIGURES = ("model", "tokens_in", "tokens_out", "truncated", "retries", "estimated")


class Recorder:
    """Passes requests on and writes the replies down, under hashes of the prompts.

    The key of the endpoint is put out of every reply, should a model ever repeat it. Raises
    StoreError at once when the file cannot be written.
    """

    def __init__(self, llm: LLM, path: Path, key: str) -> None:
        self._llm = llm
        self._path = path
        self._key = key
        append_lines(path)

    @property
    def name(self) -> str:
        """The model's name."""
        return self._llm.name

    async def complete(self, request: CompletionRequest) -> Completion:
        """Return the reply, after it was written down."""
        reply = await self._llm.complete(request)
        text = reply.text.replace(self._key, SCRUBBED) if self._key else reply.text
        line = {"prompt": prompt_hash(request), "text": text}
        line |= {name: getattr(reply, name) for name in _FIGURES}
        append_lines(self._path, line)
        return reply


class Player:
    """Answers from a file, each prompt in the order in which its replies were recorded."""

    def __init__(self, path: Path, name: str = "replay") -> None:
        self._name = name
        self._replies: dict[str, deque[Completion]] = defaultdict(deque)
        for number, line in enumerate(read_lines(path), 1):
            try:
                kept = json.loads(line)
                figures = {key: kept[key] for key in _FIGURES}
                self._replies[kept["prompt"]].append(Completion(text=kept["text"], **figures))
            except (ValueError, KeyError, TypeError):
                raise InvalidInputError(
                    f"{path}: line {number} is no recorded reply", where=f"line {number}"
                ) from None

    @property
    def name(self) -> str:
        """The model's name."""
        return self._name

    async def complete(self, request: CompletionRequest) -> Completion:
        """Return the next reply to a prompt; raises UnavailableError when there is none."""
        replies = self._replies.get(prompt_hash(request))
        if not replies:
            raise UnavailableError("The recording holds no reply to this prompt.")
        return replies.popleft()


def prompt_hash(request: CompletionRequest) -> str:
    """Return what a request is known by; nothing of it can be read from that."""
    words = [[message.role, message.text] for message in request.messages]
    asked = json.dumps([words, request.schema_name, request.max_tokens, request.temperature])
    return sha256(asked.encode()).hexdigest()

"""A text that remembers who looked at it, and a model that answers with one."""

from __future__ import annotations

import threading

from jupyter_codemm.ports import Completion, CompletionRequest


class WatchedText(str):
    """Remembers the threads in which it was read as a reply."""

    __slots__ = ("threads",)

    def __init__(self, text: str) -> None:
        super().__init__()
        self.threads: set[int] = set()

    def strip(self, chars: str | None = None, /) -> str:
        self.threads.add(threading.get_ident())
        return super().strip(chars)


class WatchedLLM:
    """Answers with one text."""

    name = "watched"

    def __init__(self, text: str) -> None:
        self.text = WatchedText(text)

    async def complete(self, request: CompletionRequest) -> Completion:
        del request
        return Completion(text=self.text, model=self.name)

    @property
    def was_read_elsewhere(self) -> bool:
        """Whether its text was read, and never in the thread that asks this."""
        return bool(self.text.threads) and threading.get_ident() not in self.text.threads

"""The magics of an author: a chat, with and without buttons."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from IPython.display import display

from jupyter_codemm.contracts.connection import Connection
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.widgets.author import AuthorClient
from jupyter_codemm.widgets.chat import ChatView, ProgressView, finished, spoken
from jupyter_codemm.widgets.conversation import Conversation, Progress


class KernelAuthor:
    """The conversation that this kernel's cells lead; each chat widget leads one of its own."""

    def __init__(self, connection: Callable[[], Connection]) -> None:
        self._connect = lambda: AuthorClient.of(connection())
        self._conversation = Conversation(self._connect)

    def chat(self) -> None:
        """Show a chat; its notebooks go into the kernel's folder."""
        display(ChatView(Conversation(self._connect), Path.cwd()))

    def say(self, text: str) -> None:
        """Say something and print the answer."""
        turn = self._conversation.say(text)
        _say(spoken(turn))
        if turn.quick_replies:
            _print(f"        possible answers: {' | '.join(turn.quick_replies)}")
        if self._conversation.ready:
            _print("        to make the problems: %codemm generate")

    def generate(self, seed: str) -> None:
        """Generate with a progress bar, and print what is proven and where the notebook is."""
        if seed and not (seed.isascii() and seed.isdigit()):
            raise InvalidInputError(f"the seed is a number (got {seed[:20]!r})")
        view = ProgressView()
        shown = False

        def tell(progress: Progress) -> None:
            nonlocal shown
            if not shown:
                display(view)
                shown = True
            view.show(progress)
            if progress.lasting:
                _say(progress.text)

        made = self._conversation.generate(tell, Path.cwd(), int(seed) if seed else None)
        view.end(f"{made.notebook.name} is ready", whole=not made.notices)
        _say(finished(made))


def _say(text: str) -> None:
    _print(f"codemm: {text}")


def _print(text: str) -> None:
    print(text, flush=True)  # noqa: T201 - the cell's output

"""The chat as a widget: messages, quick replies, and generation with a progress bar."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

import ipywidgets

from jupyter_codemm.contracts.session import Turn
from jupyter_codemm.errors import CodemmError
from jupyter_codemm.widgets.conversation import Conversation, Generated, Progress

GREETING = "What would you like to practise? For example: two easy Python problems on loops."
_TEXT = "text/plain"


class ProgressView(ipywidgets.HBox):  # type: ignore[misc]  # ipywidgets has no types
    """A bar and what is being done right now."""

    def __init__(self) -> None:
        self._bar = ipywidgets.IntProgress(
            value=0, max=1, description="Proven", tooltip="Problems that are proven"
        )
        self._label = ipywidgets.HTML("")
        super().__init__([self._bar, self._label])

    def show(self, progress: Progress) -> None:
        """Show how far it is."""
        self._bar.max, self._bar.value = progress.total, progress.done
        self._label.value = _status(f"{progress.done} of {progress.total} · {progress.text}")

    def end(self, text: str, *, whole: bool) -> None:
        """Show how it ended."""
        self._bar.value = self._bar.max if whole else self._bar.value
        self._bar.bar_style = "success" if whole else "warning"
        self._label.value = _status(text)


class ChatView(ipywidgets.VBox):  # type: ignore[misc]  # as above
    """Leads one conversation. Everything said is shown as text, whatever it contains."""

    def __init__(self, conversation: Conversation, folder: Path) -> None:
        self._conversation, self._folder = conversation, folder
        self._busy = threading.Lock()
        self._said: list[tuple[str, str]] = [("codemm", GREETING)]
        self._log = ipywidgets.HTML()
        self._input = ipywidgets.Text(
            placeholder="Write a message", description="You:", continuous_update=False
        )
        self._send = _button("Send", "paper-plane", "Send the message", self._on_send)
        self._generate = _button(
            "Generate", "cogs", "Make and prove the problems", self._on_generate, primary=True
        )
        self._cancel = _button("Cancel", "stop", "Stop; finished problems are kept", self._on_stop)
        self._replies = ipywidgets.HBox(layout=ipywidgets.Layout(flex_flow="row wrap"))
        self._progress = ProgressView()
        self._generate.disabled = True
        self._cancel.layout.display = self._progress.layout.display = "none"
        buttons = ipywidgets.HBox([self._input, self._send, self._generate, self._cancel])
        super().__init__([self._log, self._replies, buttons, self._progress])
        self._show()

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:  # noqa: ANN401 - ipywidgets' own signature
        """Where no widget can be shown, say how to chat without one."""
        bundle = super()._repr_mimebundle_(**kwargs)
        bundle[_TEXT] = "To chat without buttons: %codemm say MESSAGE, then %codemm generate"
        return bundle

    def _on_send(self) -> None:
        text = self._input.value.strip()
        if text:
            self._input.value = ""
            self._say(text)

    def _say(self, text: str) -> None:
        self._start(lambda: self._answer(text))

    def _answer(self, text: str) -> None:
        self._said.append(("you", text))
        self._show()
        try:
            turn = self._conversation.say(text)
        except CodemmError:
            # Nobody has to type it again; what was typed meanwhile stays.
            self._input.value = self._input.value or text
            raise
        self._said.append(("codemm", spoken(turn)))
        self._replies.children = [
            _button(reply, "", f"Answer: {reply}", partial(self._say, reply))
            for reply in turn.quick_replies
        ]

    def _on_generate(self) -> None:
        self._start(self._made)

    def _made(self) -> None:
        self._progress.layout.display = self._cancel.layout.display = ""
        self._replies.children = []
        try:
            made = self._conversation.generate(self._progress.show, self._folder)
        except CodemmError as error:
            self._progress.end(error.message, whole=False)
            raise
        finally:
            self._cancel.layout.display = "none"
        self._progress.end(f"{made.notebook.name} is ready", whole=not made.notices)
        self._said.append(("codemm", finished(made)))

    def _on_stop(self) -> None:
        """Ask for the end in a thread: a server that does not answer must not hold the kernel."""
        self._cancel.disabled = True
        threading.Thread(target=self._stopped, daemon=True).start()

    def _stopped(self) -> None:
        try:
            self._conversation.cancel()
        except CodemmError as error:
            self._said.append(("codemm", f"⚠ {error.message}"))
            self._show()
        finally:
            self._cancel.disabled = False

    def _start(self, work: Callable[[], None]) -> None:
        """Work in a thread, so that the kernel stays free; one job at a time."""
        if self._busy.acquire(blocking=False):
            self._send.disabled = self._generate.disabled = True
            threading.Thread(target=self._guarded, args=(work,), daemon=True).start()

    def _guarded(self, work: Callable[[], None]) -> None:
        try:
            work()
        except CodemmError as error:
            self._said.append(("codemm", f"⚠ {error.message}"))
        finally:
            # Who sees the answer can press the next button: nothing may be busy any more.
            self._busy.release()
            self._send.disabled = False
            self._generate.disabled = not self._conversation.ready
            self._show()

    def _show(self) -> None:
        lines = (
            f'<p style="white-space:pre-wrap"><b>{who}:</b> {escape(text)}</p>'
            for who, text in self._said
        )
        self._log.value = f'<div role="log" aria-label="Chat">{"".join(lines)}</div>'


def spoken(turn: Turn) -> str:
    """Return what codemm says in a turn."""
    parts = [turn.reply, *(notice for notice in turn.notices if notice not in turn.reply)]
    if turn.question and turn.question not in turn.reply:
        parts.append(turn.question)
    return "\n".join(parts)


def finished(made: Generated) -> str:
    """Return what codemm says when the notebook is there."""
    return "\n".join((f"Your notebook is {made.notebook.name}: open it and begin.", *made.notices))


def _button(
    text: str, icon: str, tooltip: str, press: Callable[[], None], *, primary: bool = False
) -> Any:  # noqa: ANN401 - ipywidgets has no types
    button = ipywidgets.Button(
        description=text,
        icon=icon,
        tooltip=tooltip,
        button_style="primary" if primary else "",
        layout=ipywidgets.Layout(width="auto"),
    )
    button.on_click(lambda _button: press())
    return button


def _status(text: str) -> str:
    return f'<span role="status">{escape(text)}</span>'

"""The row of buttons under an answer cell."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from html import escape
from typing import Any

import ipywidgets

from jupyter_codemm.errors import CodemmError
from jupyter_codemm.widgets.report import Report, hint_name, sign
from jupyter_codemm.widgets.slots import Slot
from jupyter_codemm.widgets.work import Waiting, Work

_TEXT = "text/plain"
# JupyterLab with our extension hides what has this class: its answer cells have buttons already.
_BUTTONS = "jp-codemm-KernelButtons"


class AnswerView(ipywidgets.HBox):  # type: ignore[misc]  # ipywidgets has no types
    """Run, Submit and Hint for one answer, as it was when its cell was last run.

    Results go to display slots, not into the widget, so that a saved notebook keeps them.
    """

    def __init__(self, work: Work, examples: Slot, verdict: Slot) -> None:
        self._work = work
        self._busy = threading.Lock()
        self._run = ipywidgets.Button(
            description="Run examples", icon="play", tooltip="Run the examples once more"
        )
        self._submit = ipywidgets.Button(
            description="Submit",
            icon="check",
            button_style="primary",
            tooltip="Judge this cell, as you last ran it, on all tests",
        )
        self._stop = ipywidgets.Button(
            description="Stop",
            icon="stop",
            tooltip="Take this submission back",
            layout=ipywidgets.Layout(display="none"),
        )
        self._hint = ipywidgets.Button(
            description="Hint", icon="lightbulb-o", tooltip="Show the next hint"
        )
        self._hints = ipywidgets.HTML(layout=ipywidgets.Layout(width="100%"))
        self._submitted = ""
        self._status = ipywidgets.HTML(_quiet(self._idle()))
        self._run.on_click(lambda _button: self._start(work.run, examples))
        self._submit.on_click(
            lambda _button: self._start(lambda: work.submit(self._waiting), verdict)
        )
        self._stop.on_click(lambda _button: self._cancel())
        self._hint.on_click(lambda _button: self._begin(self._show_hint))
        super().__init__(
            [self._run, self._submit, self._hint, self._stop, self._status, self._hints],
            layout=ipywidgets.Layout(flex_flow="row wrap", align_items="center", grid_gap="8px"),
        )
        self.add_class(_BUTTONS)

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:  # noqa: ANN401 - ipywidgets' own signature
        """Where no widget can be shown, say how to submit without one."""
        bundle = super()._repr_mimebundle_(**kwargs)
        bundle[_TEXT] = f"To submit this answer: %codemm submit {self._work.answer.problem_id}"
        return bundle

    def _idle(self) -> str:
        ran_at = self._work.answer.ran_at
        return f"Submit judges what you ran at {ran_at:%H:%M:%S}; after an edit, run the cell again"

    def _start(self, work: Callable[[], Report], slot: Slot) -> None:
        self._begin(lambda: self._show_report(work(), slot))

    def _begin(self, work: Callable[[], None]) -> None:
        """Work in a thread, so that the kernel stays free; one job at a time."""
        if not self._busy.acquire(blocking=False):
            return
        self._run.disabled = self._submit.disabled = self._hint.disabled = True
        self._status.value = _progress("Working")
        threading.Thread(target=self._guarded, args=(work,), daemon=True).start()

    def _show_report(self, report: Report, slot: Slot) -> None:
        slot.show(report)
        self._status.value = _quiet(_brief(report))

    def _show_hint(self) -> None:
        hint = self._work.hint()
        self._hints.value += f"<p><b>{hint_name(hint)}:</b> {escape(hint.text)}</p>"
        self._status.value = _quiet("The hint is below")

    def _guarded(self, work: Callable[[], None]) -> None:
        try:
            work()
        except CodemmError as error:
            self._status.value = f'<span role="alert">⚠ {escape(error.message)}</span>'
        finally:
            self._run.disabled = self._submit.disabled = False
            self._hint.disabled = False
            self._stop.layout.display = "none"
            self._busy.release()

    def _cancel(self) -> None:
        """Stop the submission that is waited for; who waits for it hears of it from the server."""
        self._stop.layout.display = "none"
        with suppress(CodemmError):  # it may have its verdict just now
            self._work.client.cancel(self._submitted)

    def _waiting(self, waiting: Waiting) -> None:
        self._submitted = waiting.submission.id
        self._stop.layout.display = ""
        self._status.value = _progress(waiting.text)


def _brief(report: Report) -> str:
    count = f": {report.count}" if report.count else ""
    return f"{sign(report.outcome.verdict)} {report.headline}{count}"


def _progress(text: str) -> str:
    # A progress element without a value moves by itself: nobody knows how long judging takes.
    return (
        f'<span role="status"><progress aria-label="{escape(text)}" style="width:8em"></progress> '
        f"{escape(text)}…</span>"
    )


def _quiet(text: str) -> str:
    return f'<span role="status">{escape(text)}</span>'

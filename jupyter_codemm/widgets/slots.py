"""A place among a cell's outputs whose content can be replaced later."""

from __future__ import annotations

from IPython.display import DisplayHandle, display

from jupyter_codemm.contracts.outcome import RunOutcome
from jupyter_codemm.widgets.html import outcome_html, run_html
from jupyter_codemm.widgets.report import Report
from jupyter_codemm.widgets.text import outcome_text, run_text


class Slot:
    """Shows one report at a time; the first show makes the place."""

    def __init__(self) -> None:
        self._handle = DisplayHandle()
        self._open = False

    def open(self) -> None:
        """Take the place among the outputs without showing anything yet."""
        self._show({"text/html": "", "text/plain": ""})

    def show(self, report: Report) -> None:
        """Show a report, in the place if there is one already."""
        self._show({"text/html": outcome_html(report), "text/plain": outcome_text(report)})

    def _show(self, bundle: dict[str, str]) -> None:
        if self._open:
            self._handle.update(bundle, raw=True)
        else:
            self._handle.display(bundle, raw=True)
            self._open = True


def show_run(outcome: RunOutcome) -> None:
    """Show an execution without tests."""
    display({"text/html": run_html(outcome), "text/plain": run_text(outcome)}, raw=True)

"""The row of buttons under an answer cell, with progress and result."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

import ipywidgets

from jupyter_codemm.contracts.outcome import Outcome
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.contracts.submission import RunRequest, Submission, SubmitRequest
from jupyter_codemm.errors import CodemmError, UnavailableError
from jupyter_codemm.widgets.client import Client
from jupyter_codemm.widgets.rendering import outcome_html

HOLD_S = 2.0

Notes = Callable[[Outcome], Sequence[str]]


class AnswerView(ipywidgets.VBox):  # type: ignore[misc]  # ipywidgets has no types
    """Run and Submit for one answer, as it was when its cell was last run."""

    def __init__(self, client: Client, problem_id: str, source: Source, notes: Notes) -> None:
        self._client = client
        self._problem_id = problem_id
        self._source = source
        self._notes = notes
        self._run = ipywidgets.Button(
            description="Run examples", icon="play", tooltip="Run the examples"
        )
        self._submit = ipywidgets.Button(
            description="Submit",
            icon="check",
            button_style="primary",
            tooltip="Judge this cell, as you last ran it, on all tests",
        )
        self._progress = ipywidgets.IntProgress(
            min=0, max=10, layout=ipywidgets.Layout(width="120px", visibility="hidden")
        )
        self._label = ipywidgets.Label("Submit judges this cell as you last ran it.")
        self._result = ipywidgets.HTML()
        self._run.on_click(lambda _button: self._start(self._run_samples))
        self._submit.on_click(lambda _button: self._start(self._judge))
        bar = ipywidgets.HBox([self._run, self._submit, self._progress, self._label])
        super().__init__([bar, self._result])

    def show(self, title: str, outcome: Outcome) -> None:
        """Show an outcome under the buttons."""
        self._result.value = outcome_html(title, outcome, self._notes(outcome))

    def _start(self, work: Callable[[], None]) -> None:
        """Work in a thread, so that the kernel stays free; one job at a time."""
        self._busy("working…", 1)
        threading.Thread(target=self._guarded, args=(work,), daemon=True).start()

    def _guarded(self, work: Callable[[], None]) -> None:
        try:
            work()
            self._label.value = "Submit judges this cell as you last ran it."
        except CodemmError as error:
            self._label.value = error.message
        finally:
            self._run.disabled = self._submit.disabled = False
            self._progress.layout.visibility = "hidden"

    def _busy(self, text: str, value: int) -> None:
        self._run.disabled = self._submit.disabled = True
        self._progress.layout.visibility = "visible"
        self._progress.value = value
        self._label.value = text

    def _run_samples(self) -> None:
        reply = self._client.run(RunRequest(source=self._source, problem_id=self._problem_id))
        if reply.samples is None:
            raise UnavailableError("the server ran nothing")
        self.show("Examples", reply.samples)

    def _judge(self) -> None:
        request = SubmitRequest(problem_id=self._problem_id, source=self._source)
        submission = self._client.submit(request, HOLD_S)
        held = 1
        while submission.status != "done":
            self._busy(self._waiting(submission, held), min(9, 1 + held))
            submission = self._client.submission(submission.id, HOLD_S)
            held += 1
        if submission.outcome is None:
            raise UnavailableError("the server gave no verdict")
        self.show("Submission", submission.outcome)

    @staticmethod
    def _waiting(submission: Submission, held: int) -> str:
        what = "waiting for its turn" if submission.status == "queued" else "being judged"
        return f"{what}… {held * HOLD_S:.0f} s"

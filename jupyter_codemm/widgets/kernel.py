"""The answers of one kernel: their latest versions, and the server that judges them."""

from __future__ import annotations

from datetime import datetime

from IPython.core.interactiveshell import InteractiveShell
from IPython.display import display

from jupyter_codemm.contracts.cell import Header
from jupyter_codemm.contracts.submission import RunRequest
from jupyter_codemm.contracts.suite import Suite
from jupyter_codemm.errors import InvalidInputError, UnavailableError
from jupyter_codemm.widgets.answer import Answer, source_of
from jupyter_codemm.widgets.client import Client
from jupyter_codemm.widgets.finding import find_server
from jupyter_codemm.widgets.live import LiveOutput
from jupyter_codemm.widgets.report import Report, hint_name
from jupyter_codemm.widgets.slots import Slot, show_run
from jupyter_codemm.widgets.view import AnswerView
from jupyter_codemm.widgets.work import Work


class KernelAnswers:
    """Keeps the latest version of every answer, runs examples, submits.

    Its methods raise CodemmError with one sentence; a server that went away is looked for again by
    the next call.
    """

    def __init__(self, shell: InteractiveShell) -> None:
        self._shell = shell
        self._client: Client | None = None
        self._answers: dict[str, Answer] = {}
        self._extra: dict[str, dict[str, str]] = {}

    def connect(self) -> Client:
        """Return the server in use, finding or starting one when there is none that answers."""
        if self._client is None or not self._client.answers():
            self._client = find_server(_say)
        return self._client

    def keep(self, header: Header, code: str, cell: int | None) -> Answer | None:
        """Remember the version that was just run; None for an extra file."""
        _check_text(code)
        if header.file is not None:
            self._keep_file(header.problem_id, header.file, code)
            return None
        # An empty line in the header's place keeps the judge's line numbers those of the cell.
        extra = self._extra.get(header.problem_id, {})
        source = source_of(header.language, f"\n{code}", extra)
        answer = Answer(header.problem_id, header.language, source, cell or 0, datetime.now())  # noqa: DTZ005 - shown to the person at this machine
        self._answers.pop(header.problem_id, None)  # so that the latest is the last
        self._answers[header.problem_id] = answer
        return answer

    def answered(self, header: Header, code: str, cell: int | None) -> None:
        """Keep the version that was just run and show what the examples say about it."""
        answer = self.keep(header, code, cell)
        if answer is None:
            return
        examples, verdict = Slot(), Slot()
        work, report = Work(self.connect(), answer, self._shell.user_ns).started()
        self._answers[header.problem_id] = work.answer
        examples.show(report)
        display(AnswerView(work, examples, verdict))
        verdict.open()

    def check(self, suite: Suite, *, final: bool = False) -> Report | None:
        """Judge the latest version of an answer on a suite; None when there is no version."""
        answer = self._answers.get(suite.id)
        if answer is None:
            return None
        return Work(self.connect(), answer, self._shell.user_ns).checked(suite, final=final)

    def submit(self, problem_id: str | None) -> None:
        """Submit the latest version of an answer, of the last one that was run by default."""
        answer = self._latest(problem_id)
        report = Work(self.connect(), answer, self._shell.user_ns).submit(lambda _waiting: None)
        Slot().show(report)

    def hint(self, problem_id: str | None) -> None:
        """Print the next hint for an answer, of the last one that was run by default."""
        answer = self._latest(problem_id)
        hint = self.connect().hint(answer.problem_id, answer.source)
        _say(f"{hint_name(hint)}: {hint.text}")

    def run_alone(self, language: str, code: str) -> None:
        """Run a program without a problem, showing what it prints while it runs."""
        _check_text(code)
        request = RunRequest.parse({"source": {"code": code}, "language": language})
        live = LiveOutput()
        reply = self.connect().run(request, live.hear)
        if reply.run is None:
            raise UnavailableError("the server ran nothing")
        # What was shown while it ran is not shown again.
        show_run(reply.run.model_copy(update=dict.fromkeys(live.shown, "")))

    def _keep_file(self, problem_id: str, file: str, code: str) -> None:
        files = self._extra.setdefault(problem_id, {})
        if code.strip():
            files[file] = code
            _say(f"{file} is kept; it goes with the answer when you run that cell.")
        elif files.pop(file, None) is not None:
            _say(f"{file} is no longer part of the answer.")

    def _latest(self, problem_id: str | None) -> Answer:
        if problem_id is None and self._answers:
            return next(reversed(self._answers.values()))
        answer = self._answers.get(problem_id or "")
        if answer is None:
            raise InvalidInputError("run the answer cell first, then submit it")
        return answer


def _check_text(code: str) -> None:
    try:
        code.encode()
    except UnicodeEncodeError as error:
        raise InvalidInputError(
            f"the cell has half a character at position {error.start}; delete it and run again"
        ) from None


def _say(text: str) -> None:
    print(f"codemm: {text}", flush=True)  # noqa: T201 - the cell's output

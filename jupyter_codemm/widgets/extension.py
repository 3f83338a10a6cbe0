"""The IPython extension: a hook after each cell and the `%%codemm` magic."""

from __future__ import annotations

from typing import Any

from IPython.core.error import UsageError
from IPython.core.interactiveshell import ExecutionResult, InteractiveShell
from IPython.display import display

from jupyter_codemm.contracts.base import LANGUAGES
from jupyter_codemm.contracts.cell import Header, parse_header
from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.outcome import Outcome
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.contracts.submission import RunReply, RunRequest
from jupyter_codemm.errors import CodemmError
from jupyter_codemm.widgets.finding import Found, find_server
from jupyter_codemm.widgets.names import other_cell_notes
from jupyter_codemm.widgets.rendering import outcome_html, outcome_text, run_html, run_text
from jupyter_codemm.widgets.view import AnswerView

_ATTRIBUTE = "_codemm_answers"
USAGE = f"use %%codemm LANGUAGE PROBLEM [FILE], with LANGUAGE one of {', '.join(LANGUAGES)}"


class KernelAnswers:
    """Keeps the latest source of every answer in this kernel and runs its samples."""

    def __init__(self, shell: InteractiveShell) -> None:
        self._shell = shell
        self._found: Found | None = None
        self._extra: dict[str, dict[str, str]] = {}

    def connect(self) -> str:
        """Find or start the server now; returns what the user should know."""
        self._found = find_server()
        return self._found.notice

    def after_cell(self, result: ExecutionResult) -> None:
        """Run the samples of a plain Python answer cell that ran without an error of its own."""
        source = result.info.raw_cell if result.info else None
        parsed = parse_header(source) if source and not source.lstrip().startswith("%%") else None
        if parsed is None or not result.success:
            return
        self.answered(*parsed)

    def magic(self, line: str, cell: str | None = None) -> None:
        """Take a `%%codemm LANGUAGE PROBLEM [FILE]` cell; without PROBLEM it is just run."""
        words = line.split()
        if cell is None or not words or words[0] not in LANGUAGES:
            raise UsageError(USAGE)
        if len(words) == 1:
            self._guarded(lambda found: _show_run(self._run_alone(found, words[0], cell)))
            return
        parsed = parse_header(f"%%codemm {line.strip()}\n{cell}")
        if parsed is None:
            raise UsageError(USAGE)
        self.answered(*parsed)

    def answered(self, header: Header, code: str) -> None:
        """Keep the source and show what the samples say about it."""
        if header.file is not None:
            self._extra.setdefault(header.problem_id, {})[header.file] = code
            print(f"{header.file} is kept for {header.problem_id}.")  # noqa: T201 - the cell's output
            return
        # The header was line 1 of the cell: an empty line keeps the judge's line numbers the cell's.
        source = self._source(header, f"\n{code}")
        self._guarded(lambda found: self._show(found, header, source))

    def _source(self, header: Header, code: str) -> Source:
        extra = self._extra.get(header.problem_id)
        if not extra:
            return Source.single(code)
        return Source(files={FACTS[header.language].entry_file: code, **extra})

    def _show(self, found: Found, header: Header, source: Source) -> None:
        request = RunRequest(source=source, problem_id=header.problem_id)
        outcome = found.client.run(request).samples
        if outcome is None:
            return
        notes = self._notes(outcome)
        _display(outcome_html("Examples", outcome, notes), outcome_text("Examples", outcome, notes))
        display(AnswerView(found.client, header.problem_id, source, self._notes))

    def _notes(self, outcome: Outcome) -> list[str]:
        return other_cell_notes(outcome, self._shell.user_ns)

    @staticmethod
    def _run_alone(found: Found, language: str, code: str) -> RunReply:
        request = RunRequest.parse({"source": {"code": code}, "language": language})
        return found.client.run(request)

    def _guarded(self, work: Any) -> None:  # noqa: ANN401 - Callable[[Found], None]
        """Do work with a server that answers; say in one sentence when that is impossible."""
        try:
            if self._found is None:
                notice = self.connect()
                if notice:
                    print(notice)  # noqa: T201 - the cell's output
            if self._found is not None:
                work(self._found)
        except CodemmError as error:
            # A server that went away is looked for again by the next cell.
            self._found = None
            print(f"codemm: {error.message}")  # noqa: T201 - the cell's output


def load(shell: InteractiveShell) -> None:
    """Register the hook and the magic once, and connect."""
    if hasattr(shell, _ATTRIBUTE):
        return
    answers = KernelAnswers(shell)
    setattr(shell, _ATTRIBUTE, answers)
    shell.events.register("post_run_cell", answers.after_cell)
    shell.magics_manager.register_function(answers.magic, "line_cell", "codemm")
    try:
        notice = answers.connect()
    except CodemmError as error:
        notice = f"codemm: {error.message}"
    print(notice or "codemm is ready: run an answer cell to try its examples.")  # noqa: T201 - the cell's output


def unload(shell: InteractiveShell) -> None:
    """Take the hook and the magic out again."""
    answers = getattr(shell, _ATTRIBUTE, None)
    if answers is None:
        return
    shell.events.unregister("post_run_cell", answers.after_cell)
    shell.magics_manager.magics["cell"].pop("codemm", None)
    shell.magics_manager.magics["line"].pop("codemm", None)
    delattr(shell, _ATTRIBUTE)


def _show_run(reply: RunReply) -> None:
    if reply.run is not None:
        _display(run_html(reply.run), run_text(reply.run))


def _display(html: str, text: str) -> None:
    display({"text/html": html, "text/plain": text}, raw=True)

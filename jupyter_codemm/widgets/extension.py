"""The IPython extension: a hook after each cell and the `codemm` magics."""

from __future__ import annotations

from IPython.core.error import UsageError
from IPython.core.interactiveshell import ExecutionResult, InteractiveShell

from jupyter_codemm.contracts.base import LANGUAGES
from jupyter_codemm.contracts.cell import parse_header
from jupyter_codemm.errors import CodemmError
from jupyter_codemm.widgets.kernel import KernelAnswers

_ATTRIBUTE = "_codemm_extension"
USAGE = (
    f"use %%codemm LANGUAGE PROBLEM [FILE], with LANGUAGE one of {', '.join(LANGUAGES)}, "
    "or %codemm submit [PROBLEM]"
)
STOPPED = "stopped; nothing was decided. Run the cell again when you are ready."


class Stopped(KeyboardInterrupt):
    """The user interrupted a magic: it ends the cell, as every interrupt does, in one line."""

    def _render_traceback_(self) -> list[str]:
        return [f"codemm: {STOPPED}"]


class Extension:
    """Connects IPython's hook and magics with the answers of this kernel."""

    def __init__(self, shell: InteractiveShell) -> None:
        self._shell = shell
        self._answers = KernelAnswers(shell)

    def connect(self) -> None:
        """Find or start the server, and say that answers can be run."""
        try:
            self._answers.connect()
        except CodemmError as error:
            _say(error.message)
        else:
            _say("ready. Run an answer cell to try its examples.")

    def after_cell(self, result: ExecutionResult) -> None:
        """Keep a plain Python answer cell, and run the examples unless the cell itself failed."""
        source = result.info.raw_cell if result.info else None
        parsed = parse_header(source) if source and not source.lstrip().startswith("%%") else None
        if parsed is None:
            return
        header, code = parsed
        if not result.success:
            self._answers.keep(header, code, result.execution_count)
            _say("this cell stopped with an error, so its examples were not run.")
            return
        try:
            self._answers.answered(header, code, result.execution_count)
        except KeyboardInterrupt:
            _say(STOPPED)
        except CodemmError as error:
            _say(error.message)

    def magic(self, line: str, cell: str | None = None) -> None:
        """Run `%%codemm LANGUAGE [PROBLEM [FILE]]` or `%codemm submit [PROBLEM]`."""
        words = line.split()
        try:
            if cell is None:
                self._line(words)
            else:
                self._cell(words, cell)
        except KeyboardInterrupt:
            raise Stopped from None
        except CodemmError as error:
            _say(error.message)

    def _line(self, words: list[str]) -> None:
        if not words or words[0] != "submit" or len(words) > 2:  # noqa: PLR2004 - submit PROBLEM
            raise UsageError(USAGE)
        self._answers.submit(words[1] if len(words) > 1 else None)

    def _cell(self, words: list[str], cell: str) -> None:
        if words and words[0] in LANGUAGES and len(words) == 1:
            self._answers.run_alone(words[0], cell)
            return
        parsed = parse_header(f"%%codemm {' '.join(words)}\n{cell}")
        if parsed is None:
            raise UsageError(USAGE)
        self._answers.answered(*parsed, self._shell.execution_count)


def load(shell: InteractiveShell) -> None:
    """Register the hook and the magics once, and connect."""
    if hasattr(shell, _ATTRIBUTE):
        return
    extension = Extension(shell)
    setattr(shell, _ATTRIBUTE, extension)
    shell.events.register("post_run_cell", extension.after_cell)
    shell.magics_manager.register_function(extension.magic, "line_cell", "codemm")
    extension.connect()


def unload(shell: InteractiveShell) -> None:
    """Take the hook and the magics out again."""
    extension = getattr(shell, _ATTRIBUTE, None)
    if extension is None:
        return
    shell.events.unregister("post_run_cell", extension.after_cell)
    for kind in ("line", "cell"):
        shell.magics_manager.magics[kind].pop("codemm", None)
    delattr(shell, _ATTRIBUTE)


def _say(text: str) -> None:
    print(f"codemm: {text}")  # noqa: T201 - the cell's output

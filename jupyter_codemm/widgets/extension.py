"""The IPython extension: a hook after each cell and the `codemm` magics."""

from __future__ import annotations

from collections.abc import Callable

from IPython.core.error import UsageError
from IPython.core.interactiveshell import ExecutionResult, InteractiveShell

from jupyter_codemm.contracts.base import LANGUAGES
from jupyter_codemm.contracts.cell import parse_header
from jupyter_codemm.errors import CodemmError
from jupyter_codemm.widgets.authoring import KernelAuthor
from jupyter_codemm.widgets.kernel import KernelAnswers

_ATTRIBUTE = "_codemm_extension"
USAGE = (
    f"use %%codemm LANGUAGE PROBLEM [FILE], with LANGUAGE one of {', '.join(LANGUAGES)}, "
    "or %codemm submit [PROBLEM], %codemm hint [PROBLEM], %codemm chat, %codemm say MESSAGE, "
    "%codemm generate [SEED]"
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
        self.answers = KernelAnswers(shell)
        self._author = KernelAuthor(lambda: self.answers.connect().connection)

    def connect(self) -> None:
        """Find or start the server, and say that answers can be run."""
        try:
            self.answers.connect()
        except CodemmError as error:
            _say(error.message)
        else:
            _say("ready. Run an answer cell to try its examples, or %codemm chat to get problems.")

    def take_up(self) -> None:
        """Keep the answers of the cells that were run before this was loaded."""
        history = self._shell.history_manager
        for number, source in enumerate(history.input_hist_raw if history else ()):
            parsed = parse_header(source)
            if parsed is not None:
                self.answers.keep(*parsed, number)

    def after_cell(self, result: ExecutionResult) -> None:
        """Keep a plain Python answer cell, and run the examples unless the cell itself failed."""
        source = result.info.raw_cell if result.info else None
        parsed = parse_header(source) if source and not source.lstrip().startswith("%%") else None
        if parsed is None:
            return
        header, code = parsed
        if not result.success:
            self.answers.keep(header, code, result.execution_count)
            _say("this cell stopped with an error, so its examples were not run.")
            return
        try:
            self.answers.answered(header, code, result.execution_count)
        except KeyboardInterrupt:
            _say(STOPPED)
        except CodemmError as error:
            _say(error.message)

    def magic(self, line: str, cell: str | None = None) -> None:
        """Run `%%codemm LANGUAGE [PROBLEM [FILE]]` or `%codemm submit [PROBLEM]`."""
        words = line.split()
        try:
            if cell is None:
                self._line(line.strip())
            else:
                self._cell(words, cell)
        except KeyboardInterrupt:
            raise Stopped from None
        except CodemmError as error:
            _say(error.message)

    def _line(self, line: str) -> None:
        command, _, rest = line.partition(" ")
        known: dict[str, Callable[[str], None]] = {
            "submit": lambda problem: self.answers.submit(problem or None),
            "hint": lambda problem: self.answers.hint(problem or None),
            "chat": lambda _: self._author.chat(),
            "say": self._author.say,
            "generate": self._author.generate,
        }
        rest = rest.strip()
        single = command == "say" or len(rest.split()) <= 1
        if command not in known or not single or (command == "say" and not rest):
            raise UsageError(USAGE)
        known[command](rest)

    def _cell(self, words: list[str], cell: str) -> None:
        if words and words[0] in LANGUAGES and len(words) == 1:
            self.answers.run_alone(words[0], cell)
            return
        parsed = parse_header(f"%%codemm {' '.join(words)}\n{cell}")
        if parsed is None:
            raise UsageError(USAGE)
        self.answers.answered(*parsed, self._shell.execution_count)


def load(shell: InteractiveShell) -> None:
    """Register the hook and the magics once, and connect."""
    if hasattr(shell, _ATTRIBUTE):
        return
    extension = Extension(shell)
    setattr(shell, _ATTRIBUTE, extension)
    shell.events.register("post_run_cell", extension.after_cell)
    shell.magics_manager.register_function(extension.magic, "line_cell", "codemm")
    extension.connect()


def answers_of(shell: InteractiveShell) -> KernelAnswers:
    """Return the answers of this kernel, loading the extension when no cell did.

    It then takes up the answer cells that were run already.
    """
    loaded = getattr(shell, _ATTRIBUTE, None)
    if loaded is None:
        load(shell)
        loaded = getattr(shell, _ATTRIBUTE)
        loaded.take_up()
    answers: KernelAnswers = loaded.answers
    return answers


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

"""Where commands write: text for people, JSON for scripts, errors as one sentence."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from jupyter_codemm.contracts.api import ErrorDetail, ErrorReply
from jupyter_codemm.contracts.submission import RunOutput
from jupyter_codemm.errors import (
    CodemmError,
    MissingToolError,
    StoreError,
    UnavailableError,
)

DONE = 0
BAD_INPUT = 2
MISSING = 3
INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Output:
    """Writes lines of text, or JSON with --json. Progress is for people and goes away in JSON."""

    as_json: bool = False

    def line(self, text: str = "") -> None:
        """Print a line for people."""
        if not self.as_json:
            _print(text)

    def progress(self, text: str) -> None:
        """Print on stderr how far something is, for people."""
        if not self.as_json:
            print(text, file=sys.stderr, flush=True)  # noqa: T201 - this is the terminal

    def program(self, printed: RunOutput) -> None:
        """Pass on what a program printed, in the same channel and without a line end of ours."""
        if not self.as_json:
            stream = sys.stdout if printed.channel == "stdout" else sys.stderr
            with _writable():
                print(printed.text, end="", file=stream, flush=True)

    def json(self, value: Any) -> None:  # noqa: ANN401 - anything that JSON can write
        """Print a value for scripts, on one line."""
        if self.as_json:
            _print(json.dumps(value, ensure_ascii=False))

    def record(self, value: Any) -> None:  # noqa: ANN401 - anything that JSON can write
        """Print a value on one line whether or not --json was given: the command's data."""
        _print(json.dumps(value, ensure_ascii=False))

    def error(self, error: CodemmError) -> None:
        """Print an error on stderr: one sentence, or the wire form with --json."""
        if self.as_json:
            detail = ErrorDetail(code=error.code, message=error.message, where=error.where)
            text = ErrorReply(error=detail).model_dump_json()
        else:
            text = f"jupyter codemm: {error.message}"
        print(text, file=sys.stderr, flush=True)  # noqa: T201 - this is the terminal


def _print(text: str) -> None:
    with _writable():
        print(text, flush=True)  # noqa: T201 - this is the terminal


@contextmanager
def _writable() -> Iterator[None]:
    """Turn what keeps output from being written, as a full disk, into a StoreError."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise StoreError(f"the output cannot be written: {error.strerror}") from None


def exit_code(error: CodemmError) -> int:
    """Return 3 when the machine lacks something, 2 when the input is wrong."""
    return (
        MISSING
        if isinstance(error, (MissingToolError, UnavailableError, StoreError))
        else BAD_INPUT
    )

"""Files of one JSON object a line, with errors that name the file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from jupyter_codemm.errors import InvalidInputError, StoreError


def append_lines(path: Path, *values: Mapping[str, object]) -> None:
    """Add lines to a file, which is there afterwards; raises StoreError when that cannot be."""
    _append(path, "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values))


def end_last_line(path: Path) -> None:
    """End the line at which a writer was stopped: what comes next must not become part of it."""
    if not _text(path).endswith("\n"):
        _append(path, "\n")


def read_lines(path: Path) -> list[str]:
    """Return the lines of a file; raises InvalidInputError when it cannot be read."""
    # A text in JSON may hold every other sign that ends a line.
    return _text(path).removesuffix("\n").split("\n")


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")  # a writer may be stopped inside of a letter
    except OSError as error:
        words = f"{path}: cannot be read: {error.strerror}"
        raise InvalidInputError(words, where=str(path)) from None


def _append(path: Path, text: str) -> None:
    try:
        with path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise StoreError(f"{path}: cannot be written: {error.strerror}", where=str(path)) from None

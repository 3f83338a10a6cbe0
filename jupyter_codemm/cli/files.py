"""Reading what the user names and writing what they asked for, with errors that name the path."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from jupyter_codemm.contracts.base import Contract, Language
from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.errors import InvalidInputError, StoreError, TooLargeError

MAX_FILE = 5 << 20

C = TypeVar("C", bound=Contract)


def read_bytes(path: Path, limit: int = MAX_FILE) -> bytes:
    """Read a file; raises InvalidInputError for anything that is no readable file of that size."""
    with _in_one_sentence(path):
        if path.is_dir():
            raise InvalidInputError(f"{path}: is a directory, not a file", where=str(path))
        with path.open("rb") as file:
            data = file.read(limit + 1)
    if len(data) > limit:
        raise TooLargeError(f"{path}: more than {limit} bytes", where=str(path))
    return data


def read_text(path: Path, limit: int = MAX_FILE) -> str:
    """Read a UTF-8 text file."""
    try:
        return read_bytes(path, limit).decode("utf-8")
    except UnicodeDecodeError as error:
        raise InvalidInputError(
            f"{path}: not UTF-8 text (byte {error.start})", where=str(path)
        ) from None


def read_contract(path: Path, contract: type[C]) -> C:
    """Read a JSON file as a contract."""
    return contract.parse(read_bytes(path), where=str(path))


def read_source(path: Path, language: Language) -> Source:
    """Read one source file, or every file of a directory, as the source of a language.

    Bytes that are no UTF-8 become lone surrogates: the judge, not the reader, says what is wrong
    with a program.
    """
    with _in_one_sentence(path):
        if not path.is_dir():
            return Source.single(read_bytes(path).decode("utf-8", "surrogateescape"))
        pattern = FACTS[language].file_name
        names = sorted(p for p in path.iterdir() if p.is_file() and pattern.fullmatch(p.name))
    if not names:
        raise InvalidInputError(f"{path}: no {FACTS[language].title} file in it", where=str(path))
    most = FACTS[language].max_files
    if len(names) > most:
        raise InvalidInputError(
            f"{path}: {len(names)} files, {FACTS[language].title} takes at most {most}",
            where=str(path),
        )
    return Source(files={p.name: read_bytes(p).decode("utf-8", "surrogateescape") for p in names})


def check_folder(path: Path, option: str) -> None:
    """Raise InvalidInputError when a path can be no directory to write into."""
    with _in_one_sentence(path):
        if path.exists() and not path.is_dir():
            raise InvalidInputError(f"{path}: is a file, not a directory", where=option)


def make_folder(path: Path, option: str) -> None:
    """Make a directory to write into, unless it is there.

    Raises InvalidInputError for a file, StoreError for what cannot be written into.
    """
    check_folder(path, option)
    try:
        path.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path):
            pass
    except OSError as error:
        raise StoreError(f"{path}: cannot be written: {error.strerror}", where=option) from None


@contextmanager
def _in_one_sentence(path: Path) -> Iterator[None]:
    """Turn what keeps a block from looking at a path into an InvalidInputError."""
    try:
        yield
    except FileNotFoundError:
        raise InvalidInputError(f"{path}: no such file", where=str(path)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InvalidInputError(f"{path}: cannot be read: {reason}", where=str(path)) from None


def write_json(path: Path, value: Any) -> None:  # noqa: ANN401 - anything that JSON can write
    """Write a JSON file as a whole or not at all."""
    write_text(path, json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def write_text(path: Path, text: str) -> None:
    """Write a file as a whole or not at all; raises StoreError naming the path."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".codemm-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", errors="surrogatepass") as file:
                file.write(text)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise StoreError(f"{path}: cannot be written: {error.strerror}", where=str(path)) from None

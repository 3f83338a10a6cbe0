"""What a run has found so far: one JSON object a line, kept on disk when there is a folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.evaluation.lines import append_lines, end_last_line, read_lines

FILE = "records.jsonl"
Record = dict[str, Any]


class Records:
    """Records by run and case. With a folder, a run that was stopped goes on where it was.

    Raises InvalidInputError when the folder holds records of another run: of other settings.
    """

    def __init__(self, folder: Path | None, settings: Record) -> None:
        self._path = folder / FILE if folder else None
        self._known: dict[tuple[str, str], Record] = {}
        head = {"run": "settings", "case": "", **settings}
        if self._path is not None and self._path.exists():
            self._read(self._path, head)
        else:
            self._write(head)

    def __iter__(self) -> Iterator[Record]:
        return iter(self._known.values())

    def __contains__(self, key: tuple[str, str]) -> bool:
        return key in self._known

    def of(self, run: str) -> list[Record]:
        """Return the records of one run."""
        return [record for record in self._known.values() if record["run"] == run]

    def add(self, record: Record) -> None:
        """Keep a record; it names its run and its case."""
        self._known[record["run"], record["case"]] = record
        self._write(record)

    def _write(self, record: Record) -> None:
        if self._path is not None:
            append_lines(self._path, record)

    def _read(self, path: Path, head: Record) -> None:
        end_last_line(path)
        for line in read_lines(path):
            try:
                record = json.loads(line)
                key = (record["run"], record["case"])
            except (ValueError, KeyError, TypeError):
                continue  # the line at which an earlier run was stopped
            if key[0] != "settings":
                self._known[key] = record
            elif record != head:
                raise InvalidInputError(
                    f"{path} holds the records of a run with other settings; give another folder",
                    where="--out",
                )

"""Read learners' answers out of a notebook, however it was treated.

Cells get copied, split, deleted, converted and stripped of their metadata. The header line decides;
metadata only helps. What cannot be read loses that one problem, and a note says so.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.cell import Header, parse_header
from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.errors import InvalidInputError


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one problem: its language, its code, and extra files by name."""

    problem_id: str
    language: Language
    code: str
    extra: Mapping[str, str] = field(default_factory=dict)

    def source(self, entry_file: str | None = None) -> Source:
        """Return the source; `entry_file` is the problem's, which Java names after its class."""
        if not self.extra:
            return Source.single(self.code)
        return Source(
            files={entry_file or FACTS[self.language].entry_file: self.code, **self.extra}
        )


@dataclass(frozen=True, slots=True)
class Answers:
    """Every answer that could be read, by problem, and notes on what could not, in words."""

    by_problem: Mapping[str, Answer]
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Cell:
    """An answer cell while it is being put together."""

    header: Header
    code: str
    parts: int = 1


@dataclass(slots=True)
class _Found:
    """What the walk over the cells collects."""

    cells: list[_Cell] = field(default_factory=list)
    expected: dict[str, None] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def read_answers(text: str | bytes) -> Answers:
    """Return the answers of a notebook given as JSON text of any 4.x format.

    Raises InvalidInputError only when the text is no notebook at all.
    """
    found = _Found()
    last: _Cell | None = None
    for cell in _cells(text):
        last = _take(cell, last, found)
    answers: dict[str, Answer] = {}
    for problem_id in dict.fromkeys(c.header.problem_id for c in found.cells):
        _answer(problem_id, found, answers)
    missing = [p for p in found.expected if p not in answers]
    found.notes += [f"{p}: no cell answers it any more" for p in missing]
    return Answers(by_problem=answers, notes=tuple(found.notes))


def _cells(text: str | bytes) -> list[Mapping[str, object]]:
    try:
        notebook = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidInputError(f"notebook: not JSON: {error}", where="notebook") from None
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list):
        raise InvalidInputError("notebook: has no list of cells", where="cells")
    return [cell for cell in cells if isinstance(cell, dict)]


def _take(cell: Mapping[str, object], last: _Cell | None, found: _Found) -> _Cell | None:
    """Look at one cell; returns the answer cell that a split-off part would continue."""
    role, problem_id = _mark(cell)
    if role == "statement" and problem_id:
        found.expected[problem_id] = None
        return None
    source = _source(cell)
    parsed = parse_header(source)
    if parsed is not None:
        header, code = parsed
        found.expected.setdefault(header.problem_id)
        if cell.get("cell_type") != "code":
            found.notes.append(
                f"{header.problem_id}: its cell is no code cell; its text was read all the same"
            )
        found.cells.append(_Cell(header, code))
        return found.cells[-1]
    if role != "answer" or not problem_id:
        return None
    found.expected.setdefault(problem_id)
    # Splitting a cell copies its metadata: a part without a header continues the cell before it.
    if last is not None and last.header.problem_id == problem_id:
        last.code += "\n" + source
        last.parts += 1
        return last
    found.notes.append(f"{problem_id}: a cell lost its first line, `# codemm: …` or `%%codemm …`")
    return None


def _mark(cell: Mapping[str, object]) -> tuple[str, str]:
    metadata = cell.get("metadata")
    codemm = metadata.get("codemm") if isinstance(metadata, dict) else None
    if not isinstance(codemm, dict):
        return "", ""
    role, problem_id = codemm.get("role"), codemm.get("problem_id")
    return (
        role if isinstance(role, str) else "",
        problem_id if isinstance(problem_id, str) else "",
    )


def _source(cell: Mapping[str, object]) -> str:
    source = cell.get("source", "")
    if isinstance(source, list):
        return "".join(part for part in source if isinstance(part, str))
    return source if isinstance(source, str) else ""


def _answer(problem_id: str, found: _Found, answers: dict[str, Answer]) -> None:
    cells = [c for c in found.cells if c.header.problem_id == problem_id]
    language = cells[-1].header.language
    if any(c.header.language != language for c in cells):
        found.notes.append(f"{problem_id}: its cells name two languages; {language} was used")
    cells = [c for c in cells if c.header.language == language]
    entries = [c for c in cells if c.header.file is None]
    if not entries:
        found.notes.append(f"{problem_id}: only extra files were found, no answer cell")
        return
    if len(entries) > 1:
        found.notes.append(f"{problem_id}: {len(entries)} cells answer it; the last one was used")
    entry = entries[-1]
    if entry.parts > 1:
        found.notes.append(f"{problem_id}: its cell was split; the {entry.parts} parts were joined")
    extra = {c.header.file: c.code for c in cells if c.header.file is not None}
    answers[problem_id] = Answer(problem_id, language, entry.code, extra)

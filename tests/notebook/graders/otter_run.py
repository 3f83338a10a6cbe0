"""Drives otter, in the environment that has it: python otter_run.py MASTER OUT < JOB.

JOB is {"answers": {student: {problem: source}}}. Prints the points of each question.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import nbformat
from otter.api import grade_submission
from otter.assign import main as assign


def main() -> None:
    master, out = Path(sys.argv[1]), Path(sys.argv[2])
    assign(str(master), str(out), no_pdfs=True)
    student_copy = out / "student" / master.name
    (bundle,) = (out / "autograder").glob("*.zip")
    found = {}
    for student, answers in json.load(sys.stdin)["answers"].items():
        path = out / f"{student}.ipynb"
        submit(student_copy, answers, path)
        graded = grade_submission(str(path), str(bundle), quiet=True)
        found[student] = {
            name: [result.score, result.possible] for name, result in graded.results.items()
        }
    sys.stdout.write("\n" + json.dumps(found))


def submit(copy: Path, answers: dict[str, str], path: Path) -> None:
    notebook = nbformat.read(copy, 4)
    for cell in notebook.cells:
        mark = cell.metadata.get("codemm", {})
        if mark.get("role") == "answer" and mark["problem_id"] in answers:
            header = cell.source.partition("\n")[0]
            cell.source = f"{header}\n{answers[mark['problem_id']]}"
    nbformat.write(notebook, path)


main()

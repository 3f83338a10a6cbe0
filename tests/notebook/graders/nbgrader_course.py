"""Drives nbgrader, in the environment that has it: python nbgrader_course.py COURSE < JOB.

JOB is {"assignment": …, "answers": {student: {problem: source}}}. Prints what became of it.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.validator import Validator
from traitlets.config import Config


def main() -> None:
    course, job = Path(sys.argv[1]), json.load(sys.stdin)
    name = job["assignment"]
    os.chdir(course)
    api = NbGraderAPI(config=Config({"CourseDirectory": {"root": str(course)}}))
    done = {"generate": api.generate_assignment(name, force=True)}
    release = course / "release" / name / f"{name}.ipynb"
    valid = {"release": validated(release)}
    for student, answers in job["answers"].items():
        path = course / "submitted" / student / name / f"{name}.ipynb"
        submit(release, answers, path)
        valid[student] = validated(path)
        done[f"autograde {student}"] = api.autograde(name, student)
        done[f"feedback {student}"] = api.generate_feedback(name, student)
    failed = {step: result for step, result in done.items() if not result["success"]}
    sys.stdout.write(json.dumps({"failed": failed, "valid": valid, "scores": scores(course, name)}))


def submit(release: Path, answers: dict[str, str], path: Path) -> None:
    notebook = nbformat.read(release, 4)
    for cell in notebook.cells:
        mark = cell.metadata.get("codemm", {})
        if mark.get("role") == "answer" and mark["problem_id"] in answers:
            header = cell.source.partition("\n")[0]
            cell.source = f"{header}\n{answers[mark['problem_id']]}"
    path.parent.mkdir(parents=True)
    nbformat.write(notebook, path)


def validated(path: Path) -> list[str]:
    """Return the kinds of complaints of nbgrader's validation."""
    return sorted(set(Validator().validate(str(path))) - {"type"})


def scores(course: Path, name: str) -> dict[str, dict[str, list[float]]]:
    with Gradebook(f"sqlite:///{course}/gradebook.db") as book:
        return {
            submission.student.id: {
                grade.name: [grade.auto_score, grade.max_score]
                for notebook in submission.notebooks
                for grade in notebook.grades
            }
            for submission in book.assignment_submissions(name)
        }


main()

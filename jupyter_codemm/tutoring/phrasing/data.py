"""A problem, a learner's code and what came of it, as data in a prompt.

There is nothing in it that the learner cannot read: of the tests only the samples.
"""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any

from jupyter_codemm.authoring.llm.bounding import visible
from jupyter_codemm.contracts.problem import Problem

MOST_STATEMENT, MOST_CODE, MOST_TOLD, MOST_ASKED = 6000, 8000, 2000, 4000
_MOST_SAMPLES = 3
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}")
_PHONE = re.compile(r"(?<![\w.])\+?\d{2,4}(?:[ ()/-]{1,2}\d{2,5}){2,4}(?!\w)")


def instructions(name: str) -> str:
    """Return a prompt by its name."""
    return files(__package__).joinpath("prompts", f"{name}.md").read_text("utf-8")


def task_of(problem: Problem) -> dict[str, Any]:
    """Return what a learner reads of a problem."""
    samples = [sample.model_dump_json() for sample in problem.samples[:_MOST_SAMPLES]]
    return {
        "title": visible(problem.title, 200),
        "language": problem.language,
        "topics": list(problem.topics),
        "statement": visible(problem.statement, MOST_STATEMENT),
        "samples": [visible(sample, MOST_TOLD) for sample in samples],
    }


def scrubbed(text: str, limit: int = MOST_ASKED) -> str:
    """Return a text of a person, without mail addresses and telephone numbers, for a model."""
    return _PHONE.sub("[number]", _MAIL.sub("[mail address]", visible(text, limit)))

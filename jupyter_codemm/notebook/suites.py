"""Tests written into cells, for formats that grade by running the notebook."""

from __future__ import annotations

import json
import re
from typing import Any

from jupyter_codemm.contracts.cases import TestCase
from jupyter_codemm.contracts.expected import Comparators
from jupyter_codemm.contracts.suite import Suite

# What the formats look for in the text of a cell: a test may happen to hold it.
_MARKS = re.compile(r"(?i)(BEGIN|END)(\s+)(?=HIDDEN|SOLUTION|TEST|PROMPT|IGNORE|QUESTION)")


_UNUSUAL = ("category", "points")


def suite_text(suite: Suite) -> str:
    """Return a suite as JSON that stands in a raw string of Python, one test a line."""
    head = suite.model_dump(mode="json", exclude={"tests"}, exclude_none=True)
    tests = ",\n".join(_line(_brief(test)) for test in suite.tests)
    return f'{_line(head)[:-1]}, "tests": [\n{tests}\n]}}'


def suite_argument(suite: Suite) -> str:
    """Return the same as a literal of Python."""
    return f"r'''\n{suite_text(suite)}\n'''"


def _brief(test: TestCase) -> dict[str, Any]:
    """Return a test without what is as usual. A value that is null is said all the same."""
    data: dict[str, Any] = test.to_json()
    usual = {name: TestCase.model_fields[name].default for name in _UNUSUAL}
    data = {name: value for name, value in data.items() if usual.get(name) != value}
    data["input"] = {name: value for name, value in data["input"].items() if value is not None}
    if test.expected.compare == Comparators():
        del data["expected"]["compare"]
    return data


def _line(value: object) -> str:
    # Nothing in it ends the literal, and nothing in it is a mark.
    text = json.dumps(value).replace("'", "\\u0027")
    return _MARKS.sub(lambda found: found[1] + "\\u0020" * len(found[2]), text)

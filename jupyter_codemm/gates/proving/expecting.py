"""What a new test expects: what the reference did, in the channels that the draft's tests look at.

Where no result can be derived from that, as with several acceptable values, only what the author
expects or claims of an input will do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pydantic_core import PydanticSerializationError

from jupyter_codemm.contracts.fitting import check_case
from jupyter_codemm.contracts.outcome import Got
from jupyter_codemm.contracts.problem import Expected, Problem
from jupyter_codemm.contracts.types import check_value
from jupyter_codemm.gates.proving.entries import Entry
from jupyter_codemm.gates.proving.rights import ran
from jupyter_codemm.judging import Observation, matches, raised_name, simple_name, step_nodes

LARGEST_RESULT = 8000


class Expecting:
    """Derives what is expected of an input from what the reference did with it.

    An exception is a result where the author shows it, in a test or a claim, or where statement and
    reference both name it. Any other says that the input is none.
    """

    def __init__(
        self, problem: Problem, reference: str = "", claims: Sequence[Expected] = ()
    ) -> None:
        self._problem = problem
        self._texts = (problem.statement, reference)
        plain = [test.expected for test in problem.tests if test.expected.raises is None]
        shapes = {_shape(expected) for expected in plain}
        derivable = len(shapes) == 1 and plain[0].compare.value.kind != "any_of"
        self._like = plain[0] if derivable else None
        shown = [*(test.expected for test in problem.tests), *claims]
        self._raised = {name for expected in shown for name in _raised_in(problem, expected)}

    def of(self, entry: Entry, seen: Observation) -> Expected | None:
        """Return what a test with this input expects, None if the input is no test.

        What the author's own test expects is kept.
        """
        if entry.tests:
            return entry.tests[0].expected
        if not ran(seen):
            return None
        derived = self._derived(seen.got)
        if derived is not None and not matches(derived, seen.got, self._problem, entry.input):
            # NaN equals nothing but under `approx`: nobody could pass such a test.
            derived = None
        if derived is None:
            derived = next((claim for _, claim in entry.claims), None)
        return derived if derived and self._fits(entry, derived) else None

    def _derived(self, got: Got) -> Expected | None:
        like = self._like
        if got.raises is not None:
            return Expected(raises=got.raises) if self._may_raise(got.raises) else None
        if like is None or not _can_be_kept(got):
            return None
        fields: dict[str, object] = {"compare": like.compare}
        if like.has_value:
            if "value" not in got.model_fields_set:
                return None
            fields["value"] = got.value
        if like.stdout is not None:
            fields["stdout"] = got.stdout
        if like.rows is not None and got.rows is not None:
            named = bool(like.rows.columns)
            fields["rows"] = got.rows if named else got.rows.model_copy(update={"columns": ()})
        if like.tables is not None:
            fields["tables"] = got.tables
        return Expected.model_validate(fields)

    def _fits(self, entry: Entry, expected: Expected) -> bool:
        signature = self._problem.signature
        try:
            check_case(self._problem.kind, signature, "new", entry.input, expected)
            if self._problem.kind == "class" and signature is not None and expected.has_value:
                values = expected.value if isinstance(expected.value, list) else []
                nodes = step_nodes(signature, entry.input)
                for node, value in zip(nodes, values, strict=True):
                    name = raised_name(value)
                    if name is None:
                        check_value(node, value)
                    elif not self._may_raise(name):
                        return False
        except ValueError:
            return False
        return True

    def _may_raise(self, name: str) -> bool:
        word = simple_name(name)
        named = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
        return word in self._raised or all(named.search(text) for text in self._texts)


def _raised_in(problem: Problem, expected: Expected) -> Iterator[str]:
    """Yield the names of the exceptions that an author expects of a call or of its steps."""
    steps = expected.value if problem.kind == "class" and expected.has_value else ()
    names = [raised_name(step) for step in steps] if isinstance(steps, list) else []
    yield from (simple_name(name) for name in (expected.raises, *names) if name is not None)


def _can_be_kept(got: Got) -> bool:
    """Return whether a test can hold a result: short enough, and no broken text."""
    try:
        return len(got.model_dump_json()) <= LARGEST_RESULT
    except PydanticSerializationError:  # a lone surrogate, which no database takes
        return False


def _shape(expected: Expected) -> tuple[object, ...]:
    present = (expected.stdout, expected.rows, expected.tables)
    channels = (expected.has_value, *(channel is not None for channel in present))
    named = expected.rows is not None and bool(expected.rows.columns)
    return (*channels, named, expected.compare.model_dump_json())

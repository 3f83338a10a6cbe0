"""Which inputs can become tests: those whose result is one that the author knows of."""

from __future__ import annotations

from jupyter_codemm.contracts.cases import CaseInput
from jupyter_codemm.contracts.outcome import Got
from jupyter_codemm.contracts.problem import Expected, Problem
from jupyter_codemm.contracts.signature import Signature
from jupyter_codemm.gates.proving.entries import Entry
from jupyter_codemm.gates.proving.expecting import Expecting
from jupyter_codemm.judging import Observation
from tests.fakes.drafts import good_draft

METHOD = {"name": "take", "params": [{"name": "sum", "type": "int"}], "returns": "int"}
STEPS = {"steps": [{"new": "it", "args": []}, {"call": "it.take", "args": [9]}]}
ERROR = {"raises": "ValueError"}
RAISES = "class Box:\n    def take(self, sum):\n        raise ValueError\n"


def box(statement: str) -> Problem:
    signature = {"kind": "class", "name": "Box", "params": [], "methods": [METHOD]}
    known = good_draft().problem
    given = CaseInput.parse(STEPS)
    test = known.tests[0].updated(input=given, expected=Expected(value=[None, 3]))
    changes = {"statement": statement, "kind": "class", "signature": Signature.parse(signature)}
    return known.model_copy(update=changes | {"tests": (test,)})


def expected(statement: str, code: str, claims: tuple[Expected, ...] = ()) -> Expected | None:
    entry = Entry(CaseInput.parse(STEPS), "typical")
    seen = Observation("accepted", Got(value=[None, ERROR]))
    return Expecting(box(statement), code, claims).of(entry, seen)


def test_an_exception_that_statement_and_reference_name_is_a_result():
    found = expected("Box.take raises ValueError for more than there is.", RAISES)
    assert found is not None
    assert found.value == [None, ERROR]


def test_an_exception_that_nobody_speaks_of_is_none():
    assert expected("Box.take takes something.", RAISES) is None
    by_accident = "class Box:\n    def take(self, sum):\n        return [].index(sum)\n"
    assert expected("Box.take raises ValueError.", by_accident) is None


def test_an_exception_that_a_claim_shows_is_a_result():
    claim = Expected(value=[None, ERROR])
    assert expected("Box.take takes something.", "", (claim,)) is not None


def test_an_exception_of_a_function_is_a_result_where_it_is_named():
    known = good_draft().problem
    told = known.model_copy(update={"statement": "It raises LookupError for an empty list."})
    entry = Entry(CaseInput(args=([], 1)), "minimal")
    seen = Observation("runtime_error", Got(raises="LookupError"))
    found = Expecting(told, "raise LookupError").of(entry, seen)
    assert found is not None
    assert found.raises == "LookupError"
    assert Expecting(known, "raise LookupError").of(entry, seen) is None


def test_not_a_number_is_a_result_only_where_something_equals_it():
    known = good_draft().problem
    signature = known.signature.model_copy(update={"returns": "float"})
    entry, seen = (
        Entry(CaseInput(args=([], 1)), "minimal"),
        Observation("accepted", Got(value="NaN")),
    )
    for kind, is_result in (("exact", False), ("approx", True)):
        compare = {"value": {"kind": kind}}
        told = Expected.parse({"value": 1.5, "compare": compare})
        test = known.tests[0].updated(expected=told)
        problem = known.model_copy(update={"signature": signature, "tests": (test,)})
        assert (Expecting(problem).of(entry, seen) is not None) == is_result

"""What mutation needs of Python: all slips of a file, and programs compared as compiled."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Hashable, Iterator
from types import CodeType

from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.contracts.signature import Signature
from jupyter_codemm.gates.mutation.mutant import Slip
from jupyter_codemm.gates.mutation.python.calls import CALLS
from jupyter_codemm.gates.mutation.python.conditions import CONDITIONS
from jupyter_codemm.gates.mutation.python.flow import FLOW
from jupyter_codemm.gates.mutation.python.kinds import from_annotation
from jupyter_codemm.gates.mutation.python.numbers import NUMBERS
from jupyter_codemm.gates.mutation.python.reading import Reading
from jupyter_codemm.gates.mutation.python.statements import STATEMENTS
from jupyter_codemm.gates.mutation.python.swapping import SWAPPING
from jupyter_codemm.gates.mutation.python.variables import VARIABLES

OPERATORS = (*NUMBERS, *CONDITIONS, *STATEMENTS, *VARIABLES, *CALLS, *FLOW, *SWAPPING)
# What the parser and the compiler say of text that is no program or is nested too deeply for them.
REFUSALS = (SyntaxError, ValueError, OverflowError, RecursionError, MemoryError)


class PythonWorkshop:
    """Python's own parser and compiler; nothing is ever run."""

    def slips(self, code: str, problem: Problem) -> Iterator[Slip]:
        """Yield every place that can go wrong; none if the file has a syntax error."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                tree = ast.parse(code)
            reading = Reading(code, tree, _known(problem.signature))
        except REFUSALS:
            return
        for operator in OPERATORS:
            yield from operator(reading)

    def meaning(self, code: str) -> Hashable | None:
        """Return the compiled program without its line numbers, None if it does not compile."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return _meaning(compile(code, "solution.py", "exec", dont_inherit=True))
        except REFUSALS:
            return None


def _known(signature: Signature | None) -> dict[str, str | None]:
    if signature is None:
        return {}
    # Portable types read like annotations, but for the names of some.
    heads = [signature.params, *(method.params for method in signature.methods)]
    return {param.name: from_annotation(param.type) for params in heads for param in params}


def _meaning(code: CodeType) -> Hashable:
    constants = tuple(
        _meaning(constant) if isinstance(constant, CodeType) else repr(constant)
        for constant in code.co_consts
    )
    names = (code.co_name, code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars)
    return code.co_code, code.co_exceptiontable, constants, names

"""The traits of a draft's reference, whatever language it is in."""

from __future__ import annotations

from jupyter_codemm.contracts.problem import Problem, ProblemDraft
from jupyter_codemm.contracts.signature import Signature
from jupyter_codemm.contracts.types import TypeNode
from jupyter_codemm.gates.traits.braces import traits_of_braces
from jupyter_codemm.gates.traits.python import traits_of_python
from jupyter_codemm.gates.traits.sql import traits_of_sql
from jupyter_codemm.gates.traits.traits import Traits
from jupyter_codemm.syntax.grammar import CPP, JAVA

# Nobody learns from a longer solution, and to look at it would take long.
_LONGEST = 30_000
_USES = {"list": "list", "tuple": "list", "map": "map", "set": "set", "str": "text"}


def traits_of(draft: ProblemDraft) -> Traits | None:
    """Return what the reference uses, None when it cannot be read."""
    traits = _read(draft.problem, draft.reference.text)
    if traits is not None and draft.problem.signature is not None:
        _count_signature(draft.problem.signature, traits)
    return traits


def _read(problem: Problem, code: str) -> Traits | None:
    if len(code) > _LONGEST:
        return None
    match problem.language:
        case "python":
            return traits_of_python(code, is_program=problem.kind == "program")
        case "java":
            return traits_of_braces(code, JAVA)
        case "cpp":
            return traits_of_braces(code, CPP)
        case "sql":
            return traits_of_sql(code)


def _count_signature(signature: Signature, traits: Traits) -> None:
    """Count what the parameters are: a solution has to use them."""
    heads = [signature.params, *(method.params for method in signature.methods)]
    for param in (param for params in heads for param in params):
        for node in _below(param.node):
            if node.name in _USES:
                traits.uses[_USES[node.name]] += 1
        is_grid = param.node.name == "list" and param.node.args[0].name in ("list", "str")
        traits.uses["grid"] += is_grid


def _below(node: TypeNode) -> list[TypeNode]:
    return [node, *(inner for arg in node.args for inner in _below(arg))]

"""The pool of inputs that tests are chosen from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from jupyter_codemm.contracts.cases import CaseInput, Category, ProblemKind
from jupyter_codemm.contracts.constraints import InputConstraint
from jupyter_codemm.contracts.problem import Candidate, Problem
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.gates.inputs.arguments import Told, call_domain
from jupyter_codemm.gates.inputs.assurances import assurances
from jupyter_codemm.gates.inputs.calls import MAX_CHARACTERS, Calls
from jupyter_codemm.gates.inputs.constants import Constants, constants
from jupyter_codemm.gates.inputs.databases import databases
from jupyter_codemm.gates.inputs.programs import texts
from jupyter_codemm.gates.inputs.steps import Runs

# Calls and runs are cheap to try; a text or a database is another process or another load.
SIZES: dict[ProblemKind, int] = {"function": 192, "class": 128, "program": 64, "query": 64}
# Of those drawn some do not keep all constraints.
SPARE = 2
# What is larger teaches little and takes long to vary.
MOST_CHARACTERS = {"query": 40_000}


@dataclass(frozen=True, slots=True)
class PoolInput:
    """An input, and the category of tests that it can stand for."""

    input: CaseInput
    category: Category


@dataclass(frozen=True, slots=True)
class _Drawing:
    constants: Constants
    query: str
    rng: Random


def pool(
    problem: Problem,
    reference: Source,
    candidates: Sequence[Candidate],
    *,
    seed: int,
    size: int | None = None,
    constraints: Sequence[InputConstraint] = (),
) -> tuple[PoolInput, ...]:
    """Return distinct inputs: the candidates', then the problem's tests', then at most `size` more.

    Without a size there are as many as suit the kind of problem.

    New inputs fit the problem's contracts, keep the constraints and what the statement assures,
    and stay within the domain that the others suggest, widened to what the constraints declare.
    Whether the reference accepts one is for the caller to see. The same arguments give the same
    inputs, and so does the same problem under another id. The reference is read, never run.
    """
    size = SIZES[problem.kind] if size is None else size
    proposed = [PoolInput(c.input, c.category) for c in candidates]
    proposed += [PoolInput(test.input, test.category) for test in problem.tests]
    given: dict[str, PoolInput] = {}
    for known in proposed:
        given.setdefault(key(known.input), known)
    most = MOST_CHARACTERS.get(problem.kind, MAX_CHARACTERS)
    evidence = [item.input for text, item in given.items() if len(text) <= most]
    # Ids are drawn anew whenever an activity is generated again.
    named = f"{problem.title}|{problem.statement}|{seed}"
    rng = Random(named)  # noqa: S311 - variety, not secrecy
    told = Told(problem.statement, tuple(constraints), reference.text)
    drawing = _Drawing(constants(reference, problem.language), reference.text, rng)
    new: dict[str, PoolInput] = {}
    promises = (*constraints, *assurances(problem, [item.input for item in given.values()]))
    for item in _new(problem, told, evidence, drawing, SPARE * size if promises else size):
        kept = all(promise.is_kept(problem.signature, item.input) for promise in promises)
        if kept and key(item.input) not in given:
            new.setdefault(key(item.input), item)
        if len(new) == size:
            break
    return (*given.values(), *new.values())


def key(item: CaseInput) -> str:
    """Return a text that is equal for equal inputs."""
    return item.model_dump_json()


def _new(
    problem: Problem, told: Told, evidence: Sequence[CaseInput], drawing: _Drawing, size: int
) -> Iterator[PoolInput]:
    match problem.kind:
        case "function":
            return _for_function(problem, told, evidence, drawing, size)
        case "class":
            return _for_class(problem, told, evidence, drawing, size)
        case "program":
            given = [item.stdin or "" for item in evidence]
            found = texts(given, told, drawing.constants, drawing.rng, size)
            return (PoolInput(CaseInput(stdin=text), category) for category, text in found)
        case "query":
            scripts = [item.database or "" for item in evidence]
            built = databases(scripts, drawing.query, drawing.rng, size)
            return (PoolInput(CaseInput(database=text), category) for category, text in built)


def _for_function(
    problem: Problem, told: Told, evidence: Sequence[CaseInput], drawing: _Drawing, size: int
) -> Iterator[PoolInput]:
    params = problem.signature.params if problem.signature else ()
    stdins = list(dict.fromkeys(item.stdin for item in evidence))
    proposed = [list(item.args or ()) for item in evidence]
    domain = call_domain(params, proposed, told)
    for category, args in Calls(domain, proposed, drawing.constants, drawing.rng).new(size):
        yield PoolInput(CaseInput(args=tuple(args), stdin=drawing.rng.choice(stdins)), category)


def _for_class(
    problem: Problem, told: Told, evidence: Sequence[CaseInput], drawing: _Drawing, size: int
) -> Iterator[PoolInput]:
    if problem.signature is None:
        return
    proposed = [item.steps or () for item in evidence]
    runs = Runs(problem.signature, proposed, told, drawing.constants, drawing.rng)
    for category, steps in runs.new(size):
        yield PoolInput(CaseInput(steps=steps), category)

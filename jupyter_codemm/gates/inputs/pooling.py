"""The pool of inputs that tests are chosen from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from jupyter_codemm.contracts.cases import CaseInput, Category
from jupyter_codemm.contracts.problem import Candidate, Problem
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.gates.inputs.calls import Calls, call_domain
from jupyter_codemm.gates.inputs.constants import Constants, constants
from jupyter_codemm.gates.inputs.steps import Runs

SIZE = 64


@dataclass(frozen=True, slots=True)
class PoolInput:
    """An input, and the category of tests that it can stand for."""

    input: CaseInput
    category: Category


def pool(
    problem: Problem,
    reference: Source,
    candidates: Sequence[Candidate],
    *,
    seed: int,
    size: int = SIZE,
) -> tuple[PoolInput, ...]:
    """Return distinct inputs: those of the candidates in order, then at most `size` new ones.

    New inputs fit the problem's contracts and stay within the domain that the candidates and the
    problem's tests suggest. Whether the reference accepts one is for the caller to see. The same
    arguments give the same inputs. The reference is read, never run.
    """
    given = {key(c.input): PoolInput(c.input, c.category) for c in candidates}
    evidence = [c.input for c in candidates] + [test.input for test in problem.tests]
    rng = Random(f"{problem.id}|{seed}")  # noqa: S311 - variety, not secrecy
    known = constants(reference, problem.language)
    new: dict[str, PoolInput] = {}
    for item in _new(problem, evidence, known, rng, size):
        if key(item.input) not in given:
            new.setdefault(key(item.input), item)
    return (*given.values(), *new.values())


def key(item: CaseInput) -> str:
    """Return a text that is equal for equal inputs."""
    return item.model_dump_json()


def _new(
    problem: Problem, evidence: Sequence[CaseInput], known: Constants, rng: Random, size: int
) -> Iterator[PoolInput]:
    if problem.kind == "function" and problem.signature is not None:
        params = problem.signature.params
        proposed = [list(item.args or ()) for item in evidence]
        domain = call_domain(params, proposed, problem.statement)
        for category, args in Calls(domain, proposed, known, rng).new(size):
            yield PoolInput(CaseInput(args=tuple(args)), category)
    elif problem.kind == "class" and problem.signature is not None:
        runs = [item.steps or () for item in evidence]
        for category, steps in Runs(problem.signature, runs, problem.statement, known, rng).new(size):
            yield PoolInput(CaseInput(steps=steps), category)

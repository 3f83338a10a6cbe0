"""The proven problem once more: in other surroundings, and on the path that learners take."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from jupyter_codemm.contracts.outcome import Got, Outcome
from jupyter_codemm.contracts.problem import Problem, ProblemDraft
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.gates.execution import Tried
from jupyter_codemm.gates.proving.chosen import Choice
from jupyter_codemm.gates.proving.rights import Asked, rights
from jupyter_codemm.judging import Observation, judge, observe
from jupyter_codemm.ports import Sandbox

# The judge runs with hash seed 0, in UTC and the C locale: any other order of sets and any other
# clock must give the same. What is compiled has no hash seed, and its second run is the judge's.
SURROUNDINGS: tuple[Mapping[str, str], ...] = (
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Kolkata", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "random", "TZ": "America/St_Johns", "LC_ALL": "C"},
)

RETRIES = 2
MOST_MS = 30_000
OUT_OF_TIME = ("time_limit", "not_run")


async def elsewhere(draft: ProblemDraft, sandbox: Sandbox) -> tuple[list[Tried], int]:
    """Return the tests in other surroundings and the other order; and how often they ran."""
    problem = draft.problem
    if problem.language != "python":
        return [], 1
    tests = problem.tests[::-1]
    tried: list[Tried] = []
    for env in SURROUNDINGS:
        inputs = [test.input for test in tests]
        seen = await observe(problem, draft.reference, inputs, sandbox, env=env)
        if any(item.verdict in OUT_OF_TIME for item in seen.items):
            # One slow moment of the machine is no property of the draft: run it once more.
            seen = await observe(problem, draft.reference, inputs, sandbox, env=env)
        asked = [
            Asked(test.expected, test.input, item)
            for test, item in zip(tests, seen.items, strict=True)
        ]
        right = await rights(problem, asked, sandbox)
        tried += map(Tried, tests, seen.items, right)
    return tried, 1 + len(SURROUNDINGS)


async def walked(choice: Choice, sandbox: Sandbox) -> tuple[Outcome, Outcome, Outcome | None]:
    """Return what the judge says of the reference, of the starter, and of a wrong program."""
    problem, reference = choice.draft.problem, choice.draft.reference
    wrong = choice.a_wrong_one()
    judged = [
        _unhurried(problem, reference, sandbox),
        judge(problem, Source.single(problem.starter), sandbox),
    ]
    if wrong is not None:
        judged.append(judge(problem, wrong.opponent.source, sandbox))
    first, starter, *others = map(_answered, await asyncio.gather(*judged))
    return first, starter, next(iter(others), None)


async def started(problem: Problem, sandbox: Sandbox) -> Outcome:
    """Return what the judge says of a problem's starter."""
    return _answered(await judge(problem, Source.single(problem.starter), sandbox))


async def _unhurried(problem: Problem, reference: Source, sandbox: Sandbox) -> Outcome:
    """Judge a reference that was in time before; again when the machine was too busy for it.

    Then it gets more time: how long it takes is the margin's to judge.
    """
    outcome = await judge(problem, reference, sandbox)
    patient = problem.updated(limits=problem.limits.updated(time_ms=MOST_MS))
    for _ in range(RETRIES):
        if outcome.verdict != "time_limit":
            break
        outcome = await judge(patient, reference, sandbox)
    return outcome


def as_tried(draft: ProblemDraft, outcome: Outcome) -> list[Tried]:
    """Return what a judge said of the reference as another run of it."""
    return [
        Tried(test, Observation(case.verdict, Got()), case.verdict == "accepted")
        for test, case in zip(draft.problem.tests, outcome.cases, strict=True)
    ]


def _answered(outcome: Outcome) -> Outcome:
    if outcome.verdict == "judge_error":
        raise UnavailableError(outcome.message)
    return outcome

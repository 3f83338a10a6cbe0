"""What proving a draft has seen of wrong programs. All of it is as secret as the reference."""

from __future__ import annotations

import json
from dataclasses import dataclass

from jupyter_codemm.contracts.activity import Proof
from jupyter_codemm.contracts.outcome import CaseVerdict, Got
from jupyter_codemm.contracts.problem import Expected, Problem, ProblemDraft, TestCase
from jupyter_codemm.judging import Observation, case_verdict
from jupyter_codemm.judging.messages import shown

Seen = tuple[CaseVerdict, str]
"""What a test said of a program, and the wrong answer that it saw: the text of `seen_text`."""


@dataclass(frozen=True, slots=True, repr=False)
class Killed:
    """A mutant that the tests of the proven draft refuse, with the outcome on each, in order.

    `line` is the line of the fault in the reference, `edit` the fault in words, `wrong` the piece
    as the mutant has it: nothing where the fault is in no single piece.
    """

    family: str
    line: int
    edit: str
    outcomes: tuple[Seen, ...]
    wrong: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Evidence:
    """What mutation came to: how many mutants were tried, how many any input of the pool kills.

    `score` is the share of killable mutants that the tests kill, `pool` how many inputs there were
    to choose from.
    """

    killed: tuple[Killed, ...]
    mutants: int
    killable: int
    score: float
    pool: int


def proof_of(evidence: Evidence, written: ProblemDraft, proven: ProblemDraft) -> Proof:
    """Return what may be told of the evidence: `written` is the draft as its author gave it."""
    author = [test.input for test in written.problem.tests]
    author += [candidate.input for candidate in written.candidates]
    tests = proven.problem.tests
    of_author = sum(test.input in author for test in tests)
    return Proof(
        mutants=evidence.mutants,
        killable=evidence.killable,
        killed=len(evidence.killed),
        score=evidence.score,
        pool=evidence.pool,
        tests_of_author=of_author,
        tests_of_ours=len(tests) - of_author,
    )


def outcome_of(
    problem: Problem, test: TestCase, seen: Observation, *, checked: bool | None = None
) -> Seen:
    """Return what a test says of a program that was observed on its input.

    `checked` is what the problem's checker said, where it was asked.
    """
    verdict = case_verdict(problem, test, seen.verdict, seen.got, checked=checked)
    return verdict, seen_text(verdict, test.expected, shown(seen.got))


def seen_text(verdict: CaseVerdict, expected: Expected, got: Got) -> str:
    """Return the answer that failed a test, where the test looks: equal texts for equal answers.

    `got` is as learners are shown it. Of an accepted answer nothing is told, since it is one of the
    right ones; nor of a program that did not come to an answer.
    """
    if verdict not in ("wrong_answer", "runtime_error"):
        return ""
    looked_at = {"raises", *expected.model_fields_set}
    given = got.model_dump(mode="json", exclude={"left_out"})
    told = {name: given[name] for name in looked_at & given.keys() if given[name] is not None}
    return json.dumps(told, sort_keys=True)

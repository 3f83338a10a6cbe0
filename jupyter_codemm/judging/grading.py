"""Judging a source against the tests of a problem."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence

from jupyter_codemm.contracts.outcome import (
    PRIORITY,
    CaseOutcome,
    CaseVerdict,
    Got,
    Outcome,
    Tier,
    Verdict,
)
from jupyter_codemm.contracts.problem import Limits, Problem, TestCase
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.errors import UnavailableError, UnreachableError
from jupyter_codemm.judging import hiding, messages
from jupyter_codemm.judging.checking import checked
from jupyter_codemm.judging.comparing import matches, raised_name
from jupyter_codemm.judging.execution import (
    budget_ms,
    built,
    compile_failure,
    executed,
    step,
    step_limits,
)
from jupyter_codemm.judging.frames import UNFIT
from jupyter_codemm.judging.harness import Program, Refusal, Target
from jupyter_codemm.judging.verdicts import Observed, Rules, observed
from jupyter_codemm.ports import ExecutionReport, Sandbox

# Data of types that no signature can ask for: a wrong answer like any other.
DATA_TYPES = (
    *("list", "tuple", "dict", "set", "frozenset", "str", "range", "dict_keys", "dict_values"),
    *("dict_items", "bytes", "bytearray", "complex", "decimal.Decimal"),
)
NO_TESTS = "There was no test to run it on."
DATA = frozenset(f"<class '{name}'>" for name in (*DATA_TYPES, "fractions.Fraction"))


async def judge(
    problem: Problem,
    source: Source,
    sandbox: Sandbox,
    *,
    tests: Sequence[TestCase] | None = None,
) -> Outcome:
    """Judge a source: every test (or the given ones) in a process of its own.

    Expected values stay on this side. Where a test asks the problem's checker, that runs in a
    sandbox of its own afterwards. A sandbox that fails twice gives the verdict judge_error.
    Raises InvalidInputError and TooLargeError for files that the language does not allow,
    MissingToolError when the language does not work here, and UnreachableError when there is no
    way to the sandbox for now.
    """
    cases = tuple(problem.tests if tests is None else tests)
    target = Target.of(problem)
    applied = problem.limits.updated(time_ms=budget_ms(target, problem.limits))
    bench = Bench(problem, cases, applied, sandbox.tier)
    program = await asyncio.to_thread(built, target, source)
    if isinstance(program, Refusal):
        return bench.not_compiled(program.message)
    try:
        report = await _executed(target, applied, program, cases, sandbox)
        refused = await asyncio.to_thread(compile_failure, report, program)
    except UnreachableError:
        raise
    except UnavailableError as error:
        return bench.outcome([Observed("judge_error", message=error.message)] * len(cases))
    if refused is not None:
        return bench.not_compiled(refused, report.tier)
    seen = await asyncio.to_thread(bench.seen, report)
    seen = await checked(problem, cases, seen, sandbox)
    return await asyncio.to_thread(bench.outcome, seen)


async def _executed(
    target: Target,
    limits: Limits,
    program: Program,
    cases: Sequence[TestCase],
    sandbox: Sandbox,
) -> ExecutionReport:
    one = step_limits(limits)
    # The samples first: nothing that is shown comes after a hidden test, to tell of it.
    ordered = sorted(cases, key=lambda case: case.visibility == "hidden")
    steps = [step(case.name, program, [case.input], one) for case in ordered]
    return await executed(target, program, steps, limits.time_ms, sandbox)


class Bench:
    """Turns what was observed into the outcome of one submission."""

    def __init__(
        self, problem: Problem, cases: Sequence[TestCase], applied: Limits, tier: Tier
    ) -> None:
        self._problem = problem
        self._cases = cases
        self._tier = tier
        self._applied = applied
        self._rules = Rules(problem.language, problem.kind, problem.limits.memory_mb)

    def seen(self, report: ExecutionReport) -> list[Observed]:
        """Return what a submission that was compiled showed in each test."""
        self._tier = report.tier
        seen = {run.name: observed(run, self._rules) for run in report.runs}
        return [seen[case.name] for case in self._cases]

    def not_compiled(self, output: str, tier: Tier | None = None) -> Outcome:
        """Return the outcome of a submission that does not compile, seen in a sandbox or before."""
        self._tier = tier or self._tier
        not_run = [Observed("not_run")] * len(self._cases)
        outcome = self.outcome(not_run, "compile_error")
        return outcome.model_copy(update={"compile_output": output})

    def outcome(self, seen: Sequence[Observed], verdict: Verdict | None = None) -> Outcome:
        """Return the outcome for what each test showed."""
        pairs = list(zip(self._cases, seen, strict=True))
        verdicts = [self._verdict(case, run) for case, run in pairs]
        cases = _within_room(
            self._case_outcome(case, run, v) for (case, run), v in zip(pairs, verdicts, strict=True)
        )
        # What went wrong with a hidden test may quote it.
        failed_here = [
            run.message if case.visibility == "sample" else hiding.trouble(case.expected)
            for case, run in pairs
            if run.verdict == "judge_error"
        ]
        return Outcome(
            verdict=verdict or _worst(verdicts),
            cases=cases,
            passed=verdicts.count("accepted"),
            total=len(cases),
            points=sum(c.points for c in cases),
            max_points=sum(case.points for case in self._cases),
            # Sums of what is told anyway: an exact one would tell more of the hidden tests.
            time_ms=min(sum(case.time_ms for case in cases), self._applied.time_ms),
            memory_kb=max((case.memory_kb for case in cases), default=0),
            message=next(iter(failed_here), "" if pairs else NO_TESTS),
            tier=self._tier,
            limits=self._applied,
        )

    def _verdict(self, case: TestCase, run: Observed) -> CaseVerdict:
        return case_verdict(self._problem, case, run.verdict, run.got, checked=run.checked)

    def _case_outcome(self, case: TestCase, run: Observed, verdict: CaseVerdict) -> CaseOutcome:
        outcome = CaseOutcome(
            name=case.name,
            visibility=case.visibility,
            category=case.category,
            verdict=verdict,
            points=case.points if verdict == "accepted" else 0.0,
            time_ms=hiding.coarse_time(run.time_ms, self._applied.time_ms),
            memory_kb=hiding.coarse_memory(run.memory_kb),
        )
        if case.visibility == "hidden":
            return outcome
        return outcome.model_copy(update=_shown(self._problem, case, run, verdict))


def case_verdict(
    problem: Problem,
    case: TestCase,
    ended: CaseVerdict,
    got: Got,
    *,
    checked: bool | None = None,
) -> CaseVerdict:
    """Return the verdict of a test on a run that ended so ("accepted": to its end) and gave this.

    `checked` is what the problem's checker said, where it was asked.
    """
    threw_as_asked = ended == "runtime_error" and got.raises and case.expected.raises
    if ended != "accepted" and not threw_as_asked:
        return ended
    if matches(case.expected, got, problem, case.input, checked=checked):
        return "accepted"
    failed = _step_raised(case, got) or (case.expected.has_value and _is_no_data(got))
    return "runtime_error" if failed else "wrong_answer"


def _step_raised(case: TestCase, got: Got) -> str:
    """Return which step of a class problem raised where a value was expected, in words."""
    expected, given = case.expected.value, got.value
    if case.input.steps is None or not isinstance(expected, list) or not isinstance(given, list):
        return ""
    for index, (e, g) in enumerate(zip(expected, given, strict=False), start=1):
        if raised_name(g) is not None and raised_name(e) is None:
            return f"step {index} raised {raised_name(g)}"
    return ""


def _unfit(run: Observed, problem: Problem) -> str:
    """Return that the result is of a type which the signature does not know, in words."""
    value = run.got.value
    if not isinstance(value, dict) or set(value) != {UNFIT} or problem.signature is None:
        return ""
    return f"the result is a {value[UNFIT]}, not a {problem.signature.observed}"


def _is_no_data(got: Got) -> bool:
    """Return whether the result is a function, a coroutine or some object instead of data."""
    value = got.value
    return isinstance(value, dict) and set(value) == {UNFIT} and value[UNFIT] not in DATA


def _worst(verdicts: Sequence[CaseVerdict]) -> Verdict:
    """Return the verdict of a submission; without tests nothing speaks against it."""
    if not verdicts:
        return "accepted"
    return next((v for v in PRIORITY if v in verdicts), "judge_error")


def _message(case: TestCase, run: Observed, problem: Problem) -> str:
    words = run.message or _step_raised(case, run.got) or _unfit(run, problem)
    return messages.clean(words)


def _within_room(cases: Iterable[CaseOutcome]) -> tuple[CaseOutcome, ...]:
    """Return the cases; what programs gave is left out where it is too much for one outcome."""
    kept, room = [], messages.MAX_OUTCOME
    for case in cases:
        size = len(case.got.model_dump_json()) if case.got is not None else 0
        if size > room:
            words = case.message or messages.TOO_MUCH
            kept.append(case.model_copy(update={"got": None, "message": words}))
            continue
        room -= size
        kept.append(case)
    return tuple(kept)


def _shown(
    problem: Problem, case: TestCase, run: Observed, verdict: CaseVerdict
) -> dict[str, object]:
    """Return what a learner may see of a test, beside its verdict."""
    ran = run.verdict not in ("not_run", "judge_error")
    return {
        "time_ms": run.time_ms,
        "memory_kb": run.memory_kb,
        "input": case.input,
        "expected": case.expected,
        "got": messages.shown(run.got) if ran else None,
        "message": "" if verdict == "accepted" else _message(case, run, problem),
    }

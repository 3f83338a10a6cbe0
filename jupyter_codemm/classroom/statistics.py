"""What the attempts of a class at a problem tell about its tests."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from jupyter_codemm.contracts.artefacts import Misconception
from jupyter_codemm.contracts.attempts import FAILED, NOT_RUN, PASSED, AttemptLog
from jupyter_codemm.contracts.class_views import (
    AttemptsToAccept,
    CaseStatistics,
    MisconceptionCount,
    ProblemStatistics,
    Tally,
    TimeStatistics,
    VerdictCount,
)
from jupyter_codemm.contracts.class_work import ProblemOutline
from jupyter_codemm.contracts.outcome import PRIORITY
from jupyter_codemm.ports import TimeSpent

_QUARTERS = 4
_DIGITS = 4


def problem_statistics(
    problem: ProblemOutline, logs: Sequence[AttemptLog], times: Iterable[TimeSpent]
) -> ProblemStatistics:
    """Return the statistics of a problem from the logs and times of those who count.

    Both may be of other problems too, and each learner has at most one log of this one.
    """
    mine = [log for log in logs if log.problem_id == problem.id]
    solved = [(log, place) for log in mine if (place := log.accepted) is not None]
    spent = [one for one in times if one.problem_id == problem.id and one.solved]
    return ProblemStatistics(
        problem_id=problem.id,
        title=problem.title,
        language=problem.language,
        difficulty=problem.difficulty,
        tried=tuple(log.user for log in mine),
        attempts=sum(log.attempts for log in mine),
        accepted=_tally(log.submission_ids[place] for log, place in solved),
        median_attempts=statistics.median(place + 1 for _, place in solved) if solved else None,
        attempts_to_accept=tuple(_to_accept(solved)),
        verdicts=tuple(_verdicts(mine)),
        time=_times(spent),
        cases=tuple(_cases(problem, mine)),
        misconceptions=_misconceptions(mine),
    )


def _to_accept(solved: Sequence[tuple[AttemptLog, int]]) -> Iterator[AttemptsToAccept]:
    by_number: dict[int, list[str]] = {}
    for log, place in solved:
        by_number.setdefault(place + 1, []).append(log.submission_ids[place])
    for number in sorted(by_number):
        yield AttemptsToAccept(attempts=number, tally=_tally(by_number[number]))


def _verdicts(logs: Sequence[AttemptLog]) -> Iterator[VerdictCount]:
    for verdict in reversed(PRIORITY):
        tally = _tally(log.submission_ids[-1] for log in logs if log.verdicts[-1] == verdict)
        if tally.count:
            yield VerdictCount(verdict=verdict, tally=tally)


def _times(spent: Sequence[TimeSpent]) -> TimeStatistics:
    values = sorted(one.active_ms for one in spent)
    if not values:
        lower = middle = upper = None
    else:
        middle = round(statistics.median(values))
        cuts = (
            statistics.quantiles(values, n=_QUARTERS, method="inclusive")
            if len(values) > 1
            else values * (_QUARTERS - 1)
        )
        lower, upper = round(cuts[0]), round(cuts[-1])
    return TimeStatistics(
        median_ms=middle,
        lower_quartile_ms=lower,
        upper_quartile_ms=upper,
        users=tuple(one.user for one in spent),
    )


@dataclass(slots=True)
class _Marked:
    """Submissions by what became of a test: each learner's newest, and the first that failed it."""

    newest: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    failed_first: list[str] = field(default_factory=list)


def _marked(logs: Sequence[AttemptLog]) -> defaultdict[str, _Marked]:
    """Return the tests that logs know, in the order in which they come up, in one pass."""
    found: defaultdict[str, _Marked] = defaultdict(_Marked)
    for log in logs:
        first, last = log.submission_ids[0], log.submission_ids[-1]
        for name, marks in log.cases.items():
            test = found[name]
            test.newest[marks[-1]].append(last)
            if marks[0] == FAILED:
                test.failed_first.append(first)
    return found


def _cases(problem: ProblemOutline, logs: Sequence[AttemptLog]) -> Iterator[CaseStatistics]:
    known = {test.name: test for test in problem.tests}
    marked = _marked(logs)
    for name in (*known, *(name for name in tuple(marked) if name not in known)):
        newest = marked[name].newest
        passed, failed, not_run = (_tally(newest[mark]) for mark in (PASSED, FAILED, NOT_RUN))
        test, ran = known.get(name), passed.count + failed.count
        yield CaseStatistics(
            name=name,
            is_current=test is not None,
            visibility=None if test is None else test.visibility,
            category=None if test is None else test.category,
            points=None if test is None else test.points,
            passed=passed,
            failed=failed,
            not_run=not_run,
            failed_first=_tally(marked[name].failed_first),
            pass_rate=round(passed.count / ran, _DIGITS) if ran else None,
        )


def _misconceptions(logs: Sequence[AttemptLog]) -> tuple[MisconceptionCount, ...]:
    """Return what the attempts show, most learners first."""
    found: dict[Misconception, list[tuple[str, str]]] = {}
    for log in logs:
        for name, fault in zip(log.submission_ids, log.misconceptions, strict=True):
            if fault:
                found.setdefault(fault, []).append((name, log.user))
    counted = [
        MisconceptionCount(
            misconception=fault,
            tally=_tally(name for name, _ in shown),
            users=tuple(dict.fromkeys(user for _, user in shown)),
        )
        for fault, shown in found.items()
    ]
    return tuple(sorted(counted, key=lambda one: (-len(one.users), one.misconception)))


def _tally(submission_ids: Iterable[str]) -> Tally:
    ids = tuple(submission_ids)
    # They come out of contracts: looking at tens of thousands again would take most of the time.
    return Tally.model_construct(count=len(ids), submission_ids=ids)

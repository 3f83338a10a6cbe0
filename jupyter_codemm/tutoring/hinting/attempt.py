"""An attempt, and the hints that follow from it alone, level by level."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from jupyter_codemm.contracts.outcome import CaseOutcome, Got, Outcome
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.contracts.tutoring import Explanation, TutorHint
from jupyter_codemm.tutoring.checking import Finding, findings, told
from jupyter_codemm.tutoring.checking.checks import entry_text
from jupyter_codemm.tutoring.checking.finding import BEHIND
from jupyter_codemm.tutoring.explaining import Behaviour, explain, explain_run
from jupyter_codemm.tutoring.hinting import sentences
from jupyter_codemm.tutoring.hinting.bank import concept_hint
from jupyter_codemm.tutoring.hinting.faults import KnownFault
from jupyter_codemm.tutoring.hinting.places import Place, place_of

_LONGEST_VALUE = 120
_MOST_KINDS = 3


@dataclass(frozen=True)
class Attempt:
    """A submission with its outcome, and what is known of it.

    `faults` come from `known_faults`, `goals` are those of the artefacts.
    """

    problem: Problem
    source: Source
    outcome: Outcome
    faults: tuple[KnownFault, ...] = ()
    goals: tuple[str, ...] = field(default=())

    @property
    def code(self) -> str:
        """The text of the entry file."""
        return entry_text(self.problem, self.source)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the code shows without running."""
        return findings(self.problem, self.source)

    @cached_property
    def explanation(self) -> Explanation | None:
        """The error of the compiler or of the first sample that stopped, in plain words."""
        language = self.problem.language
        names = self.problem.tests[0].input.database or ""
        text = self.outcome.compile_output if self.outcome.verdict == "compile_error" else ""
        if not text:
            stopped = [c for c in self.outcome.cases if c.verdict == "runtime_error" and c.message]
            text = stopped[0].message if stopped else ""
        return explain(language, text, self.code, names=names) if text else None

    @cached_property
    def behaviour(self) -> Behaviour | None:
        """What the program did that is known by its looks."""
        return explain_run(self.problem, self.outcome)

    @property
    def first_failing(self) -> CaseOutcome | None:
        """The first failing sample, else the first failing hidden test."""
        failing = [c for c in self.outcome.cases if c.verdict not in ("accepted", "not_run")]
        samples = [case for case in failing if case.visibility == "sample"]
        return next(iter(samples or failing), None)

    def name_of(self, case: CaseOutcome) -> str:
        """Return what notebooks and pages call a test: examples have numbers of their own."""
        cases = self.outcome.cases
        before = cases[: 1 + next(n for n, one in enumerate(cases) if one.name == case.name)]
        if case.visibility == "sample":
            return f"Example {sum(one.visibility == 'sample' for one in before)}"
        return f"Test {len(before)}"


def hint(attempt: Attempt, level: int, *, sibling: str = "") -> TutorHint:
    """Return the hint of a level, 0 to 4, made by rules alone.

    `sibling` is the text of a problem built like this one, for level 4.
    """
    if level <= 0:
        return _verdict(attempt)
    if level == 1:
        return _orientation(attempt)
    if level == 2:  # noqa: PLR2004 - the levels are numbers
        return _concept(attempt)
    if level == 3:  # noqa: PLR2004
        return _place(attempt)
    text = sentences.ANALOGUE.format(text=sibling[:3000]) if sibling else sentences.NO_ANALOGUE
    return TutorHint(level=4, text=text, source="rule", kind="analogue")


def _verdict(attempt: Attempt) -> TutorHint:
    outcome, case = attempt.outcome, attempt.first_failing
    parts = [sentences.VERDICTS[outcome.verdict].format(passed=outcome.passed, total=outcome.total)]
    if case is not None and case.input is not None and case.expected is not None:
        parts.append(_shown(case, attempt.name_of(case)))
    elif case is not None:
        kinds = dict.fromkeys(c.category for c in outcome.cases if c.verdict == case.verdict)
        listed = "; ".join(sentences.CATEGORIES[kind] for kind in list(kinds)[:_MOST_KINDS])
        parts.append(sentences.KINDS.format(kinds=listed))
    if attempt.explanation is not None:
        parts.append(attempt.explanation.text)
    line = attempt.explanation.line if attempt.explanation else None
    return _made(attempt, 0, " ".join(parts), "verdict", line)


def _shown(case: CaseOutcome, name: str) -> str:
    given = case.input.model_dump(mode="json", exclude_none=True) if case.input else {}
    expected = case.expected.model_dump(mode="json", exclude_unset=True) if case.expected else {}
    expected.pop("compare", None)
    got = _observed(case.got, expected) if case.got else {}
    return sentences.SAMPLE.format(
        test=name, given=_value(given), expected=_value(expected), got=_value(got)
    )


def _observed(got: Got, expected: Mapping[str, object]) -> dict[str, object]:
    """Return the channels on which something came, and those on which something should have."""
    every = got.model_dump(mode="json", exclude={"left_out"})
    told = {name: value for name, value in every.items() if value or name in expected}
    return {name: value for name, value in told.items() if value is not None or not got.raises}


def _value(channels: dict[str, object]) -> str:
    only = next(iter(channels.values())) if len(channels) == 1 else channels
    text = json.dumps(only, ensure_ascii=False) if channels else "nothing"
    return text if len(text) <= _LONGEST_VALUE else f"{text[: _LONGEST_VALUE - 1]}…"


def _orientation(attempt: Attempt) -> TutorHint:
    if attempt.explanation is not None:
        told_so = attempt.explanation
        return _made(attempt, 1, told_so.text, "error", told_so.line)
    if attempt.findings and attempt.findings[0].kind == "unchanged":
        return _made(attempt, 1, told(attempt.findings[0]), "static", None)
    if attempt.behaviour is not None:
        return _made(attempt, 1, attempt.behaviour.text, "behaviour", None)
    if attempt.faults:
        fault = attempt.faults[0]
        return _made(attempt, 1, sentences.MISUNDERSTOOD[fault.misconception], "fault", None)
    return _made(attempt, 1, _category(attempt), "category", None)


def _category(attempt: Attempt) -> str:
    case = attempt.first_failing
    if case is None:
        return sentences.MISUNDERSTOOD["other"]
    kind = sentences.CATEGORIES[case.category]
    if case.visibility == "hidden":
        return sentences.ONLY_HIDDEN.format(kind=kind)
    return sentences.SAMPLE_FAILS.format(test=attempt.name_of(case), kind=kind)


def _concept(attempt: Attempt) -> TutorHint:
    """Return the specific sentence that level 1 has not said, else the idea of the topic."""
    said = _orientation(attempt).kind
    if attempt.faults and said != "fault":
        text = sentences.MISUNDERSTOOD[attempt.faults[0].misconception]
        goal = attempt.faults[0].goal
        if goal is not None and goal < len(attempt.goals):
            text = f"{text} {sentences.GOAL.format(goal=attempt.goals[goal].rstrip('.'))}"
        return _made(attempt, 2, text, "fault", None)
    return concept_hint(attempt.problem.topics[0], attempt.problem.language)


def _place(attempt: Attempt) -> TutorHint:
    """Return the line: where the error is, where the known fault is, or what the code shows."""
    fault = attempt.faults[0] if attempt.faults else None
    if fault is not None and fault.line is not None:
        # An error shows in one line what another one has made: that one is told.
        cause = Place(fault.line, fault.line)
        return _located(attempt, cause, sentences.MISUNDERSTOOD[fault.misconception])
    if attempt.explanation is not None and attempt.explanation.line is not None:
        told_so = attempt.explanation
        return _made(attempt, 3, told_so.text, "error", told_so.line)
    if fault is not None and fault.exact:
        place = place_of(fault.misconception, fault.share, attempt.problem, attempt.code)
        if place is not None:
            return _located(attempt, place, sentences.MISUNDERSTOOD[fault.misconception])
    behind = fault.misconception if fault else "other"
    fitting = [one for one in attempt.findings if behind in BEHIND.get(one.kind, ())]
    if fitting:
        return _made(attempt, 3, told(fitting[0]), "static", fitting[0].line)
    if attempt.findings:
        return _made(attempt, 3, told(attempt.findings[0]), "static", attempt.findings[0].line)
    return _steps(attempt, fault)


def _located(attempt: Attempt, place: Place, text: str) -> TutorHint:
    words = sentences.LOCATED if place.first == place.last else sentences.LOCATED_MANY
    told_so = words.format(line=place.first, first=place.first, last=place.last, text=text)
    return _made(attempt, 3, told_so, "fault", place.first)


def _steps(attempt: Attempt, fault: KnownFault | None) -> TutorHint:
    stored = next((one.text for one in attempt.problem.hints if one.level == 3), "")  # noqa: PLR2004
    if fault is not None:
        text = sentences.MISUNDERSTOOD[fault.misconception]
        return _made(attempt, 3, text, "fault", None)
    if stored:
        case = attempt.first_failing
        return TutorHint(
            level=3, text=stored, source="ladder", kind="steps", test=case.name if case else None
        )
    steps = "; ".join(f"{n}) {goal}" for n, goal in enumerate(attempt.goals, 1))
    text = sentences.STEPS.format(steps=steps) if steps else sentences.NO_STEPS
    return _made(attempt, 3, text, "steps", None)


def _made(attempt: Attempt, level: int, text: str, kind: str, line: int | None) -> TutorHint:
    case = attempt.first_failing
    return TutorHint.parse(
        {
            "level": level,
            "text": text[:4000],
            "source": "rule",
            "kind": kind,
            "line": line,
            "test": case.name if case else None,
        }
    )

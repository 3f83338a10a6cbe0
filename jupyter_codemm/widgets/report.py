"""What a result says, before it is HTML or plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jupyter_codemm.contracts.outcome import CaseOutcome, Outcome, Tier
from jupyter_codemm.contracts.solving import HintReply
from jupyter_codemm.widgets.answer import Answer

MAX_EXPLAINED = 3

_WORDS = {
    "accepted": "Accepted",
    "wrong_answer": "Wrong answer",
    "compile_error": "Does not compile",
    "runtime_error": "Stopped with an error",
    "time_limit": "Took too long",
    "memory_limit": "Used too much memory",
    "output_limit": "Printed too much",
    "judge_error": "Could not be judged (not your fault)",
    "not_run": "Not run",
}
_TIERS: dict[Tier, str] = {
    "docker": "ran in a Docker container",
    "bwrap": "ran in the local sandbox (bwrap)",
    "landlock": "ran in the local sandbox (Landlock)",
    "rlimit": "ran without a sandbox, with limits only",
}
_PLACE = re.compile(r"\s*\((?P<file>[\w.]+):(?P<line>\d+)\)\s*\Z")


@dataclass(frozen=True, slots=True)
class Report:
    """One outcome of one answer. `final` tells a submission from a run of the examples."""

    outcome: Outcome
    answer: Answer
    notes: tuple[str, ...] = ()
    final: bool = False

    @property
    def headline(self) -> str:
        """The verdict in words; a run of examples that pass is not called accepted."""
        if self.outcome.verdict == "accepted" and not self.final:
            if self.outcome.total == 0:
                return "It compiles"
            return f"All {self.outcome.total} examples pass"
        return words(self.outcome.verdict)

    @property
    def count(self) -> str:
        """How much passed, in words; "" when nothing was run or the headline says it."""
        silent = self.outcome.verdict in ("compile_error", "judge_error")
        if silent or (self.outcome.verdict == "accepted" and not self.final):
            return ""
        passed, total = self.outcome.passed, self.outcome.total
        noun = "tests" if self.final else "examples"
        return f"all {total} {noun} pass" if passed == total else f"{passed} of {total} {noun} pass"

    @property
    def footer(self) -> str:
        """Time and place."""
        return f"{seconds(self.outcome.time_ms)} · {_TIERS[self.outcome.tier]}"

    @property
    def explained(self) -> list[tuple[str, CaseOutcome]]:
        """The failed examples to show in full: the first, and more only if each says something new.

        A program that stops with an error mostly stops in the same way everywhere. A submission
        shows one: the run of the examples above it has shown them all.
        """
        failed = [
            (name, case)
            for name, case in self.named_cases
            if case.visibility == "sample" and case.verdict not in ("accepted", "not_run")
        ]
        news: list[tuple[str, CaseOutcome]] = []
        for name, case in failed:
            is_new = all((c.verdict, c.message) != (case.verdict, case.message) for _, c in news)
            if is_new or case.verdict == "wrong_answer":
                news.append((name, case))
        return news[: 1 if self.final else MAX_EXPLAINED]

    @property
    def named_cases(self) -> list[tuple[str, CaseOutcome]]:
        """Every test with the name that the notebook uses; none after a compile error."""
        if self.outcome.verdict == "compile_error":
            return []
        examples = 0
        named = []
        for number, case in enumerate(self.outcome.cases, start=1):
            if case.visibility == "sample":
                examples += 1
                named.append((f"Example {examples}", case))
            else:
                named.append((f"Test {number} ({case.category})", case))
        return named


def words(verdict: str) -> str:
    """Return a verdict in words."""
    return _WORDS.get(verdict, verdict)


def sign(verdict: str) -> str:
    """Return the mark of a verdict, so that colour is never alone."""
    return {"accepted": "✓", "not_run": "○", "judge_error": "⚠"}.get(verdict, "✗")


def tier_words(tier: Tier) -> str:
    """Return where a program ran, in words."""
    return _TIERS[tier]


def seconds(time_ms: int) -> str:
    """Return a time for reading."""
    return f"{time_ms / 1000:.1f} s" if time_ms >= 1000 else f"{time_ms} ms"  # noqa: PLR2004 - 1 s


def problem_line(message: str, answer: Answer) -> tuple[str, str]:
    """Split a message into itself and the learner's own line that it is about, or ""."""
    place = _PLACE.search(message)
    if place is None:
        return message, ""
    number = int(place["line"])
    files = answer.source.files or {}
    where = f"{place['file']}, line {number}" if len(files) > 1 else f"line {number}"
    own = answer.line(place["file"], number)
    return message[: place.start()], f"{where}: {own}" if own else where


def hint_name(hint: HintReply) -> str:
    """Return what a hint is called: its level, or that it is no help with the task itself."""
    return f"Hint {hint.level}" if hint.level else "Note"

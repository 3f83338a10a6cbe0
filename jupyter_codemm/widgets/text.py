"""The same results as plain text, for terminals and front ends without HTML."""

from __future__ import annotations

from collections.abc import Iterator

from jupyter_codemm.contracts.outcome import CaseOutcome, RunOutcome
from jupyter_codemm.reporting.marking import visible, whole
from jupyter_codemm.reporting.rows import plain, results
from jupyter_codemm.reporting.values import aside, channels, given
from jupyter_codemm.widgets.answer import Answer
from jupyter_codemm.widgets.report import Report, problem_line, seconds, sign, tier_words, words

MAX_COMPILE = 4_000
LABEL_WIDTH = 10


def outcome_text(report: Report) -> str:
    """Return the outcome of a submission or of a run on the examples."""
    outcome = report.outcome
    subject = f"submission of {report.answer.name}" if report.final else ""
    details = ", ".join(part for part in (subject, report.count) if part)
    head = f"{sign(outcome.verdict)} {report.headline}" + (f": {details}" if details else "")
    lines = [head, *report.notes]
    lines += [visible(outcome.message)] if outcome.message else []
    if outcome.compile_output:
        lines.append(visible(outcome.compile_output[:MAX_COMPILE].rstrip()))
    explained = report.explained
    for name, case in report.named_cases:
        lines.append(f"{sign(case.verdict)} {name}: {words(case.verdict).lower()}")
        lines += _details(case, report.answer) if (name, case) in explained else []
    if report.final:
        lines.append(f"Judged: {report.answer.version}")
    return "\n".join([*lines, f"({report.footer})"])


def run_text(outcome: RunOutcome) -> str:
    """Return the outcome of an execution without tests."""
    headline = "Finished" if outcome.verdict == "accepted" else words(outcome.verdict)
    texts = (outcome.message, outcome.compile_output, outcome.stdout, outcome.stderr)
    lines = [f"{sign(outcome.verdict)} {headline}", *(visible(t.rstrip()) for t in texts if t)]
    return "\n".join([*lines, f"({seconds(outcome.time_ms)}, {tier_words(outcome.tier)})"])


def _details(case: CaseOutcome, answer: Answer) -> Iterator[str]:
    yield from (_field(label, text) for label, text in given(case, answer))
    yield from _compared(case, answer)
    if printed := aside(case):
        yield _field("Printed", printed.rstrip())
    if case.message:
        message, own = problem_line(case.message, answer)
        yield _field("Message", message)
        yield from [_field("Your code", own)] if own else []


def _compared(case: CaseOutcome, answer: Answer) -> Iterator[str]:
    for channel in channels(case, answer):
        label = f" {channel.label}" if channel.label else ""
        yield _field(f"Expected{label}", channel.expected)
        if channel.got is not None:
            yield _field(f"Got{label}", channel.got or "(nothing)")
    for name, shown, _ in results(case):
        place = f" in {name}" if name else ""
        for label, table in zip((f"Expected{place}", f"Got{place}"), shown, strict=False):
            yield _lines(label, plain(table))


def _field(label: str, text: str) -> str:
    return _lines(label, "".join(part.text for part in whole(text)))


def _lines(label: str, shown: str) -> str:
    first = f"    {label.ljust(LABEL_WIDTH)} "
    if "\n" in shown:
        return first.rstrip() + "".join(f"\n        {line}" for line in shown.splitlines())
    return first + shown

"""From plain facts about processes to verdicts."""

from __future__ import annotations

import signal
from dataclasses import dataclass, field

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.outcome import CaseVerdict, Got
from jupyter_codemm.contracts.problem import ProblemKind
from jupyter_codemm.judging import messages
from jupyter_codemm.judging.frames import Answer, ProtocolError, decode_answers
from jupyter_codemm.ports import StepReport

MEMORY_SHARE = 0.9
# What a language raises when memory runs out. Python's counts only near the limit: one absurd
# request ("a" * 10**12) is a mistake of another kind. Natively the peak says nothing, because the
# request that fails was never touched.
OUT_OF_MEMORY = {
    "python": "MemoryError",
    "sql": "MemoryError",
    "java": "OutOfMemoryError",
    "cpp": "bad_alloc",
}
Seen = tuple[CaseVerdict, Got, str]
SEED_ERROR = "SeedError"
SQL_TIME_LIMIT = "TimeLimit"
SEED_ERROR_TEXT = "The database of the test cannot be created: {}"
ENDED_WITH = "The program ended with exit code {}."
NO_THREAD = "unable to create native thread"


@dataclass(frozen=True, slots=True)
class Observed:
    """What one run showed. `accepted` means that it ran to its end: nothing was compared yet.

    `checked` is what the problem's checker said, where it was asked.
    """

    verdict: CaseVerdict
    got: Got = field(default_factory=Got)
    message: str = ""
    time_ms: int = 0
    memory_kb: int = 0
    checked: bool | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """What the verdict of a run depends on beside its report."""

    language: Language
    kind: ProblemKind
    memory_mb: int


def observed(report: StepReport, rules: Rules) -> Observed:
    """Judge a process that ran one item."""
    verdict, got, message = _seen(report, rules)
    return Observed(verdict, got, message, report.wall_ms, report.memory_kb)


def ended(report: StepReport, rules: Rules) -> Observed:
    """Judge the item at which a process that runs several came to its end."""
    verdict, message = _end(report, rules)
    if verdict == "accepted":
        verdict, message = "runtime_error", messages.NO_RESULT
    return Observed(verdict, Got(), message, report.wall_ms, report.memory_kb)


def answered(answer: Answer, report: StepReport, rules: Rules) -> Observed:
    """Judge one answer of a process that runs several items."""
    verdict, got, message = _answered(answer, report, rules)
    return Observed(verdict, got, message, round(answer.time_us / 1000), report.memory_kb)


def _seen(report: StepReport, rules: Rules) -> Seen:
    stdout = messages.decoded(report.stdout)
    verdict, message = _end(report, rules)
    if _is_crash_of_the_jvm(report, rules):
        stdout, message = messages.jvm_crash(stdout)
    if report.end not in ("exited", "signaled"):
        return verdict, Got(stdout=stdout), message
    try:
        answers = decode_answers(report.frame)
    except ProtocolError:
        return "runtime_error", Got(stdout=stdout), messages.BAD_RESULT
    if len(answers) == 1 and (verdict == "accepted" or answers[0].raises is not None):
        return _answered(answers[0], report, rules, stdout)
    if verdict != "accepted":
        return verdict, Got(stdout=stdout), message
    if rules.kind == "program" and not answers:
        return "accepted", Got(stdout=stdout), ""
    message = messages.BAD_RESULT if answers else messages.NO_RESULT
    return "runtime_error", Got(stdout=stdout), message


def _is_crash_of_the_jvm(report: StepReport, rules: Rules) -> bool:
    return rules.language == "java" and (report.end, report.code) == ("signaled", signal.SIGABRT)


def _end(report: StepReport, rules: Rules) -> tuple[CaseVerdict, str]:
    match report.end:
        case "failed":
            return "judge_error", messages.clean(report.detail)
        case "not_run" | "memory_limit" | "time_limit" | "output_limit":
            return report.end, ""
        case "signaled":
            killed = report.code == signal.SIGKILL and _near_limit(report.memory_kb, rules)
            return (
                ("memory_limit", "")
                if killed
                else ("runtime_error", messages.signal_text(report.code))
            )
        case "exited" if report.detail:
            return "runtime_error", messages.NO_PROGRAM.format(messages.clean(report.detail))
        case "exited" if report.code != 0:
            return "runtime_error", ENDED_WITH.format(report.code)
        case "exited":
            return "accepted", ""


def _answered(answer: Answer, report: StepReport, rules: Rules, printed: str | None = None) -> Seen:
    stdout = answer.stdout if answer.stdout is not None else printed
    if answer.overflow:
        return "output_limit", Got(stdout=stdout), ""
    if rules.language == "sql" and answer.raises in (SEED_ERROR, SQL_TIME_LIMIT):
        late = answer.raises == SQL_TIME_LIMIT
        text = "" if late else SEED_ERROR_TEXT.format(answer.message)
        return ("time_limit", Got(stdout=stdout), "") if late else ("judge_error", Got(), text)
    if answer.raises is not None:
        message = messages.exception_text(answer.raises, answer.message, answer.where)
        if _out_of_memory(answer, report, rules):
            return "memory_limit", Got(stdout=stdout), message
        return "runtime_error", Got(stdout=stdout, raises=answer.raises), message
    message = messages.exception_text("", answer.message, answer.where)
    if not answer.code:
        return "accepted", _got(answer, stdout), message
    return "runtime_error", Got(stdout=stdout), ENDED_WITH.format(answer.code)


def _got(answer: Answer, stdout: str | None) -> Got:
    fields: dict[str, object] = {} if stdout is None else {"stdout": stdout}
    if answer.rows is not None:
        fields["rows"] = answer.rows
    if answer.tables is not None:
        fields["tables"] = dict(answer.tables)
    if answer.has_value:
        fields["value"] = answer.value
    return Got.model_validate(fields)


def _out_of_memory(answer: Answer, report: StepReport, rules: Rules) -> bool:
    name = (answer.raises or "").replace("::", ".").rpartition(".")[2]
    if name != OUT_OF_MEMORY[rules.language] or NO_THREAD in answer.message:
        return False
    peak = max(report.memory_kb, answer.peak_kb)
    return rules.language != "python" or _near_limit(peak, rules)


def _near_limit(memory_kb: int, rules: Rules) -> bool:
    return memory_kb >= MEMORY_SHARE * rules.memory_mb * 1024

"""Every sentence that a replay and a timeline say of a record."""

from __future__ import annotations

from functools import singledispatch

from jupyter_codemm.contracts.base import Contract
from jupyter_codemm.contracts.journey_talk import (
    AnswerRated,
    ConsentChanged,
    HintRequested,
    HintShown,
    QueryAnswered,
    QueryAsked,
    QueryFailed,
    QueryRouted,
    QuizResult,
    StruggleDetected,
    StruggleReopened,
    StruggleResolved,
    TeacherViewed,
)
from jupyter_codemm.contracts.journey_work import (
    CodeSaved,
    EpisodeClosed,
    ProblemOpened,
    ProgramRun,
    Submitted,
    WorkSessionClosed,
)
from jupyter_codemm.contracts.outcome import Verdict

_FIXED = {
    "session_opened": "Sat down to work.",
    "activity_opened": "Opened the notebook.",
    "code_reset": "Began anew from the starter code.",
    "recording_paused": "Paused the record.",
    "recording_resumed": "Let the record go on.",
}
_ENDS = {
    "submitted": "Finished after a submission.",
    "closed": "Closed the notebook.",
    "idle": "Left, and did not come back for a while.",
    "reset": "Ended to begin anew.",
}
_VERDICTS: dict[Verdict, str] = {
    "accepted": "all went well",
    "wrong_answer": "a wrong answer",
    "compile_error": "it did not compile",
    "runtime_error": "it ended in an error",
    "time_limit": "it took too long",
    "memory_limit": "it took too much memory",
    "output_limit": "it printed too much",
    "judge_error": "the judge could not do its work",
}
SUMMARY = 200
_QUOTED = 120


def sentence(event: Contract) -> str:
    """Return one short sentence about an event, without anything hidden."""
    return _say(event)


def excerpt(text: str, limit: int = _QUOTED) -> str:
    """Return the beginning of a text on one line."""
    line = " ".join(text[: 4 * limit].split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


@singledispatch
def _say(event: Contract) -> str:
    return _FIXED[getattr(event, "type", "")]


@_say.register
def _(event: WorkSessionClosed) -> str:
    return _ENDS[event.reason]


@_say.register
def _(event: ProblemOpened) -> str:
    return f"Opened “{excerpt(event.facts.title)}”."


@_say.register
def _(event: CodeSaved) -> str:
    return "Saved." if event.origin == "manual" else "Saved by itself."


@_say.register
def _(event: ProgramRun) -> str:
    what = f"Ran it on {event.total} samples, {event.passed} agreed" if event.total else "Ran it"
    error = f" ({excerpt(event.error_type)})" if event.error_type else ""
    return f"{what}: {_VERDICTS[event.verdict]}{error}."


@_say.register
def _(event: Submitted) -> str:
    return f"Submitted: {event.passed} of {event.total} tests, {_VERDICTS[event.verdict]}."


@_say.register
def _(event: EpisodeClosed) -> str:
    if event.by == "idle":
        return "Left unsolved for two days."
    return "Closed the problem unsolved."


@_say.register
def _(event: HintRequested) -> str:
    return "Asked for a hint." if event.level is None else f"Asked for hint {event.level}."


@_say.register
def _(event: HintShown) -> str:
    what = f"Hint {event.level}" if event.counted and event.level else "Tutor"
    return f"{what}: {excerpt(event.text)}"


@_say.register
def _(event: QueryAsked) -> str:
    return f"Asked: {excerpt(event.text)}"


@_say.register
def _(event: QueryRouted) -> str:
    return f"Went to {event.target}: {excerpt(event.reason)}"


@_say.register
def _(event: QueryAnswered) -> str:
    return f"Answered: {excerpt(event.text)}"


@_say.register
def _(event: QueryFailed) -> str:
    return f"Found no answer: {excerpt(event.reason)}"


@_say.register
def _(event: AnswerRated) -> str:
    return f"Rated an answer {event.rating} of 5."


@_say.register
def _(event: QuizResult) -> str:
    return f"Quiz on {excerpt(event.topic)}: {event.correct} of {event.total}."


@_say.register
def _(event: ConsentChanged) -> str:
    recording = "on" if event.recording else "off"
    research = "allowed" if event.research else "not allowed"
    if event.class_id is not None:
        return f"Research on the work in the class {event.class_id} is {research}."
    return f"The record is {recording}, research {research}."


@_say.register
def _(event: StruggleDetected) -> str:
    return "Help was offered." if event.offered else "A sign of struggle was noted."


@_say.register
def _(event: StruggleResolved) -> str:
    if event.actor is None:
        return "An offer of help was closed."
    return f"{excerpt(event.actor)} dealt with a sign of struggle."


@_say.register
def _(event: StruggleReopened) -> str:
    return f"{excerpt(event.actor)} took back that a sign of struggle was dealt with."


@_say.register
def _(event: TeacherViewed) -> str:
    return f"{excerpt(event.viewer)} read this journey."

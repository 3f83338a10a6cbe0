"""The guard on a model's words while they come, with the shape of a hint beside its safety.

A sentence is shown when it is harmless and what was said so far is short and easy enough to read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from jupyter_codemm.gates.prose import grade, prose, words
from jupyter_codemm.tutoring.guarding import GuardContext, Stream, ended, fed, opened
from jupyter_codemm.tutoring.guarding.guard import HARDEST, MOST_WORDS, misshapen


@dataclass(frozen=True, slots=True)
class Listening:
    """What was shown so far, and what is harmless but waits until it reads more easily."""

    stream: Stream
    shown: str = ""
    waiting: str = ""
    blocked: str = ""


@dataclass(frozen=True, slots=True)
class Closed:
    """How it ended: the rest that may be shown, and whether all that was said may stand.

    When it is not `whole`, the text that was made by rules follows what was shown. `reasons` name
    the checks, never the words.
    """

    rest: str
    whole: bool
    reasons: tuple[str, ...] = ()
    reveal_ratio: float = 0.0


def listening(context: GuardContext) -> Listening:
    """Return the state of somebody who has heard nothing yet."""
    return Listening(opened(context))


def heard(now: Listening, chunk: str) -> tuple[Listening, str]:
    """Return the state after a further piece, and what may be shown now, perhaps nothing.

    Raises UnavailableError for artefacts of another installation.
    """
    if now.blocked:
        return now, ""
    stream, passed = fed(now.stream, chunk)
    if stream.blocked:
        return replace(now, stream=stream, waiting="", blocked=stream.blocked), ""
    ready = now.waiting + passed
    if not ready or not stream.context.shaped:
        return replace(now, stream=stream, shown=now.shown + ready, waiting=""), ready
    said = prose(now.shown + ready)
    if len(words(said)) > MOST_WORDS:
        return replace(now, stream=stream, waiting="", blocked="length"), ""
    if grade(said) > HARDEST:
        return replace(now, stream=stream, waiting=ready), ""
    return replace(now, stream=stream, shown=now.shown + ready, waiting=""), ready


def closed(now: Listening) -> Closed:
    """Return how it ended; nothing more comes."""
    if now.blocked:
        return Closed("", whole=False, reasons=(now.blocked,))
    end = ended(now.stream)
    guarded = end.guarded
    withheld = Closed("", whole=False, reveal_ratio=guarded.reveal_ratio)
    if guarded.text is None:
        return replace(withheld, reasons=guarded.reasons)
    rest, context = now.waiting + end.rest, now.stream.context
    refused = misshapen(now.shown + rest, context) if context.shaped else None
    if refused is not None:
        return replace(withheld, reasons=(*guarded.reasons, refused))
    return Closed(rest, whole=True, reveal_ratio=guarded.reveal_ratio)

"""The guard on a reply that comes in pieces: a sentence is shown when it is known to be harmless.

A code block is held until it is whole. From the first sentence on that tells a step of a program,
everything is held to the end, since only then it shows whether a whole program is told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from jupyter_codemm.tutoring.guarding.code import without_code
from jupyter_codemm.tutoring.guarding.context import GuardContext, Guarded
from jupyter_codemm.tutoring.guarding.guard import WORKED_EXAMPLE, guard, safe
from jupyter_codemm.tutoring.guarding.narration import kinds
from jupyter_codemm.tutoring.guarding.unwrapping import plain, unwrapped

MOST_HELD = 8000
MOST_SHOWN = 4000
_END = re.compile(r"[.!?]['\")\]]*(?=\s)|\n\s*\n")
_FENCES = re.compile(r"```|~~~")


@dataclass(frozen=True, slots=True)
class Stream:
    """A reply so far: what was shown, and what is held. `blocked` says why it was given up."""

    context: GuardContext
    shown: str = ""
    held: str = ""
    blocked: str = ""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a stream ended: the rest that may be shown, and the verdict on all of it.

    `guarded.text` is None when something had to be kept back: then the rule-made hint of the same
    level follows what was shown, if anything was.
    """

    rest: str
    guarded: Guarded


def opened(context: GuardContext) -> Stream:
    """Return a stream of which nothing was heard yet."""
    return Stream(context)


def fed(stream: Stream, chunk: str) -> tuple[Stream, str]:
    """Return the stream after one more piece, and what may be shown now, perhaps nothing."""
    if stream.blocked:
        return stream, ""
    held = stream.held + chunk
    if len(held) > MOST_HELD or len(stream.shown) > MOST_SHOWN:
        return replace(stream, held="", blocked="too long"), ""
    if _is_data(stream.shown, held):
        return replace(stream, held=held), ""
    ends = [match.end() for match in _END.finditer(held)]
    ends = [end for end in ends if len(_FENCES.findall(held[:end])) % 2 == 0]
    if not ends:
        return replace(stream, held=held), ""
    return _passed(stream, held[: ends[-1]], held[ends[-1] :])


def ended(stream: Stream) -> Ended:
    """Return what is left to show when nothing more comes."""
    if stream.blocked:
        return Ended("", Guarded(None, (stream.blocked,)))
    whole = guard(stream.shown + stream.held, replace(stream.context, shaped=False))
    shown = plain(stream.shown)
    if whole.text is None or not whole.text.startswith(shown.rstrip()):
        if whole.text is not None and not shown:
            return Ended(whole.text, whole)
        return Ended("", Guarded(None, whole.reasons or ("changed",), whole.reveal_ratio))
    return Ended(whole.text[len(shown.rstrip()) :], whole)


def _is_data(shown: str, held: str) -> bool:
    """Return whether a reply comes in JSON or in a fence, so that all of it is needed."""
    return not shown and held.lstrip().startswith(("{", "```", "~~~", "["))


def _passed(stream: Stream, ready: str, rest: str) -> tuple[Stream, str]:
    text, context = ready, stream.context
    if context.level < WORKED_EXAMPLE:
        text, dropped = without_code(unwrapped(ready), context.language, context.public)
        if dropped:
            # What follows a block speaks of the block: hold it until all is known.
            return replace(stream, held=ready + rest), ""
        text = ready
    if kinds(text):
        return replace(stream, held=ready + rest), ""
    together = f"{stream.shown}{text}"
    reason = safe(plain(unwrapped(together)), context)
    if reason in ("empty", "language"):
        return replace(stream, held=ready + rest), ""
    if reason is not None or plain(unwrapped(together)) != together.strip():
        return replace(stream, held=ready + rest, blocked=reason or ""), ""
    return replace(stream, shown=together, held=rest), text

"""Asking a model for words, and showing those that pass the guard while they come."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from jupyter_codemm.contracts.model_call import ModelCall
from jupyter_codemm.errors import BudgetSpentError, CodemmError, UnansweredError
from jupyter_codemm.ports import LLM, CompletionRequest
from jupyter_codemm.tutoring.guarding import GuardContext
from jupyter_codemm.tutoring.phrasing import Closed, Listening, closed, heard, listening

_log = logging.getLogger(__name__)
Show = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Phrased:
    """What a model's words came to: those that were shown, and whether they may stand alone.

    `blocked`: the guard withheld something. Without that, and not `whole`, the model failed or was
    stopped. `call` is None when nothing is known of the call. `refusal` says why nothing was asked
    for, when a budget does not allow it.
    """

    shown: str = ""
    whole: bool = False
    blocked: bool = False
    reveal_ratio: float | None = None
    call: ModelCall | None = None
    refusal: str = ""

    def over(self, rule: str) -> str:
        """Return the text that holds in the end, where `rule` is the one made by rules."""
        if self.whole:
            return self.shown.strip()
        said = (self.shown.strip(), rule, self.refusal)
        return "\n\n".join(text for text in said if text)


async def phrased(
    llm: LLM, request: CompletionRequest, context: GuardContext, show: Show
) -> Phrased:
    """Ask a model and show what passes the guard, sentence by sentence.

    Never raises but for a cancellation, which closes the connection. As soon as something is
    blocked, nothing more is asked for. Why goes into the log, the words do not.
    """
    pieces: asyncio.Queue[str | None] = asyncio.Queue()
    asked = replace(request, heard=pieces.put_nowait)
    call = asyncio.create_task(llm.complete(asked), name="wording")
    call.add_done_callback(lambda _: pieces.put_nowait(None))
    now = listening(context)
    try:
        while (piece := await _drained(pieces)) is not None:
            now, passed = await asyncio.to_thread(heard, now, piece)
            if passed:
                show(passed)
            if now.blocked:
                return await _judged(now, _unended(llm, asked), show)
        done = await call
        return await _judged(now, done.call(asked.schema_name), show)
    except BudgetSpentError as error:
        return Phrased(refusal=error.message)
    except CodemmError as error:
        _log.info("no words of the model for a %s: %s", request.schema_name, error.code)
        taken = isinstance(error, UnansweredError)
        return Phrased(now.shown, call=_unended(llm, asked) if taken else None)
    except Exception as error:  # noqa: BLE001 - whatever fails, the text made by rules stands
        _log.warning("no words of the model: %s", type(error).__name__)
        return Phrased(now.shown)
    finally:
        call.cancel()
        await asyncio.wait({call})


async def _judged(now: Listening, call: ModelCall, show: Show) -> Phrased:
    end: Closed = await asyncio.to_thread(closed, now)
    if end.rest:
        show(end.rest)
    if not end.whole:
        _log.warning("guardrail_replaced: a %s, for %s", call.purpose, ", ".join(end.reasons))
    return Phrased(
        shown=now.shown + end.rest,
        whole=end.whole,
        blocked=not end.whole,
        reveal_ratio=round(min(1.0, max(0.0, end.reveal_ratio)), 4),
        call=call,
    )


async def _drained(pieces: asyncio.Queue[str | None]) -> str | None:
    """Return everything that has come meanwhile; None when the reply has ended."""
    found = await pieces.get()
    if found is None:
        return None
    while not pieces.empty():
        more = pieces.get_nowait()
        if more is None:
            pieces.put_nowait(None)
            break
        found += more
    return found


def _unended(llm: LLM, asked: CompletionRequest) -> ModelCall:
    """Return a call whose end nobody waited for: it may have taken all that it was allowed."""
    return ModelCall(
        purpose=asked.schema_name,
        model=llm.name[:200],
        outcome="unanswered",
        tokens_out=asked.max_tokens,
        estimated=True,
    )

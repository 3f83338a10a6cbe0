"""One authoring conversation of a kernel: from what is said to the notebook."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from jupyter_codemm.contracts.events import (
    GenerationCancelled,
    GenerationCompleted,
    GenerationFailed,
    GenerationStarted,
    NumberedEvent,
    SlotCompleted,
    SlotFailed,
    SlotGate,
    SlotStarted,
)
from jupyter_codemm.contracts.session import Turn
from jupyter_codemm.errors import CodemmError, UnavailableError, WrongStateError
from jupyter_codemm.widgets.author import AuthorClient

NOT_READY = "nothing can be generated yet: say first what to practise"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far generation is: `lasting` news are worth a line of their own."""

    done: int
    total: int
    text: str
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class Generated:
    """What generation left: the notebook, and sentences about what is missing or special."""

    notebook: Path
    notices: tuple[str, ...] = ()


Tell = Callable[[Progress], None]


class Conversation:
    """Takes turns until the spec is ready, then generates. Methods raise CodemmError in words."""

    def __init__(self, connect: Callable[[], AuthorClient]) -> None:
        self._connect = connect
        self._session = ""
        self.ready = False

    def say(self, text: str) -> Turn:
        """Say something, opening a session for the first word, and return the answer."""
        client = self._connect()
        if not self._session:
            self._session = client.open_session().id
        turn = client.say(self._session, text).turn
        self.ready = turn.state in ("READY", "FAILED")
        return turn

    def generate(self, tell: Tell, folder: Path, seed: int | None = None) -> Generated:
        """Generate, telling how far it is, and write the notebook into a folder.

        An interrupt cancels generation; what is finished is kept for the next time.
        """
        if not self.ready:
            raise WrongStateError(NOT_READY)
        client, total, done = self._connect(), 1, 0
        try:
            for numbered in client.generate(self._session, seed):
                event = numbered.event
                if isinstance(event, GenerationStarted):
                    total = event.total_slots
                if isinstance(event, GenerationCompleted):
                    return self._finished(client, event, folder)
                done += isinstance(event, SlotCompleted | SlotFailed)
                tell(_progress(numbered, done, total))
                _check_going_on(numbered)
        except KeyboardInterrupt:
            self.cancel()
            raise
        raise UnavailableError("the server ended in the middle of it; generate once more to go on")

    def cancel(self) -> None:
        """Stop generation, if there is any."""
        with suppress(CodemmError):  # it may have ended just now
            self._connect().cancel(self._session)

    def _finished(
        self, client: AuthorClient, event: GenerationCompleted, folder: Path
    ) -> Generated:
        path = client.write_notebook(event.activity_id, folder)
        missing = (f"{event.failed} could not be made.",) if event.failed else ()
        proposal = (event.proposal,) if event.proposal else ()
        if not event.failed:
            self._session, self.ready = "", False
        return Generated(path, (*event.notices, *missing, *proposal))


def _check_going_on(numbered: NumberedEvent) -> None:
    event = numbered.event
    if isinstance(event, GenerationCancelled):
        raise WrongStateError("generation was stopped; what is finished is kept for the next time")
    if isinstance(event, GenerationFailed):
        raise UnavailableError(" ".join(part for part in (event.reason, event.proposal) if part))


def _progress(numbered: NumberedEvent, done: int, total: int) -> Progress:
    event = numbered.event
    match event:
        case GenerationStarted():
            count = f"{total} problem{'' if total == 1 else 's'}"
            text = f"{count}, written by the {event.author} author, proven in: {event.tier}"
            return Progress(done, total, text, lasting=True)
        case SlotStarted():
            topics = ", ".join(event.topics)
            return Progress(done, total, f"problem {event.slot + 1}: {event.difficulty}, {topics}")
        case SlotGate():
            said = "passed" if event.ok else "did not pass; it is tried again"
            return Progress(done, total, f"problem {event.slot + 1}: gate {event.gate} {said}")
        case SlotCompleted():
            text = f"problem {event.slot + 1}: “{event.title}” is proven"
            return Progress(done, total, text, lasting=True)
        case SlotFailed():
            text = f"problem {event.slot + 1} could not be made: {event.reason}"
            return Progress(done, total, text, lasting=True)
        case _:
            return Progress(done, total, f"problem {getattr(event, 'slot', 0) + 1}: being written")

"""What a running program prints, as text for people, while it prints it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable

from jupyter_codemm.contracts.submission import RunOutput
from jupyter_codemm.judging.messages import clean
from jupyter_codemm.ports import Channel, StepReport

Hear = Callable[[RunOutput], None]

# The start of a terminal escape whose end has not come yet, as `messages.clean` knows escapes.
_UNENDED = re.compile(r"\x1b(?:\[[0-?]{0,64}[ -/]{0,16}|\][^\x07\x1b]*\x1b?)?\Z")
# What such an escape holds is never shown, so that its length is no matter.
_TITLE = re.compile(r"\x1b\][^\x07\x1b]+")


class CleanText:
    """Decodes and cleans one channel piece by piece: the pieces together are the whole cleaned."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("backslashreplace")
        self._held = ""

    def feed(self, data: bytes, *, final: bool = False) -> str:
        """Return what can be shown now; the start of an escape is held until its end is there."""
        text = self._held + self._decoder.decode(data, final)
        unended = None if final else _UNENDED.search(text)
        cut = unended.start() if unended else len(text)
        self._held = _TITLE.sub("\x1b]", text[cut:])
        return clean(text[:cut])


class Hearing:
    """Listens to one step of a sandbox and tells both channels as clean text."""

    def __init__(self, hear: Hear) -> None:
        self._hear = hear
        self._texts: dict[Channel, CleanText] = {"stdout": CleanText(), "stderr": CleanText()}
        self._heard: dict[Channel, int] = {"stdout": 0, "stderr": 0}
        self._told: dict[Channel, list[str]] = {"stdout": [], "stderr": []}

    @property
    def told(self) -> dict[str, str]:
        """All that was told of each channel so far."""
        return {channel: "".join(texts) for channel, texts in self._told.items()}

    def listen(self, step: str, channel: Channel, data: bytes) -> None:
        """Take what the step has just written."""
        del step
        self._heard[channel] += len(data)
        self._tell(channel, self._texts[channel].feed(data))

    def end(self, report: StepReport) -> None:
        """Tell what was held back or not heard: the step has ended."""
        printed: dict[Channel, bytes] = {"stdout": report.stdout, "stderr": report.stderr}
        for channel, data in printed.items():
            rest = data[self._heard[channel] :]
            self._tell(channel, self._texts[channel].feed(rest, final=True))

    def _tell(self, channel: Channel, text: str) -> None:
        if text:
            self._told[channel].append(text)
            self._hear(RunOutput(channel=channel, text=text))

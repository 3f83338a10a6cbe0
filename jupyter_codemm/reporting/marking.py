"""Where two texts differ, and how to show what is hard to see."""

from __future__ import annotations

from dataclasses import dataclass

SHARED_SHOWN = 160
DIFFERING_SHOWN = 400


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text, and whether it is the piece that differs."""

    text: str
    differs: bool = False


def differing(expected: str, got: str) -> tuple[list[Part], list[Part]]:
    """Split two texts into what they share at both ends and what differs in between."""
    start = _shared(expected, got)
    end = _shared(expected[start:][::-1], got[start:][::-1])
    return _parts(expected, start, end), _parts(got, start, end)


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts begin with together."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


def whole(text: str) -> list[Part]:
    """Return a text that is compared with nothing."""
    return [Part(visible(_head(text, SHARED_SHOWN + DIFFERING_SHOWN)))]


def visible(text: str) -> str:
    """Return a text with its control characters as pictures of them; line ends and tabs stay."""
    return "".join(_picture(c) for c in text)


def _picture(char: str) -> str:
    code = ord(char)
    if code < 0x20 and char not in "\n\t":  # noqa: PLR2004 - the ASCII control characters
        return chr(0x2400 + code)
    if code == 0x7F:  # noqa: PLR2004 - delete
        return "␡"
    return "�" if 0xD800 <= code <= 0xDFFF else char  # noqa: PLR2004 - half of a character


def _parts(text: str, start: int, end: int) -> list[Part]:
    stop = len(text) - end
    middle = visible(_head(text[start:stop], DIFFERING_SHOWN))
    if middle and not middle.strip():
        middle = middle.replace(" ", "·").replace("\t", "⇥").replace("\n", "↵\n")
    before, after = text[:start], text[stop:]
    shown_before = before if len(before) <= SHARED_SHOWN else "…" + before[-SHARED_SHOWN:]
    parts = [
        Part(visible(shown_before)),
        Part(middle, differs=True),
        Part(visible(_head(after, SHARED_SHOWN))),
    ]
    return [part for part in parts if part.text]


def _head(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[:limit]}…"

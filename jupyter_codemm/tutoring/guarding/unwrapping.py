"""A model's reply as plain text: out of JSON, without headings, invisible signs and odd letters."""

from __future__ import annotations

import base64
import binascii
import json
import re
import unicodedata
from collections.abc import Iterator

MOST = 20_000
_FENCE = re.compile(r"\A\s*```(?:json)?\s*\n(.*?)\n?```\s*\Z", re.DOTALL)
_KEYS = ("hint", "text", "message", "answer", "reply", "content")
_HEADING = re.compile(
    r"^[ \t]{0,3}#{1,6}[ \t]+|^[ \t]*>[ \t]?|^[ \t]*(?:[-*_][ \t]*){3,}$", re.MULTILINE
)
_EMPHASIS = re.compile(r"(?<!\w)(\*\*|__|\*|_)(?=\S)([^*_\n]{1,200}?\S?)\1(?!\w)")
_INVISIBLE = re.compile(
    r"[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\U000e0000-\U000e007f]"
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_BLOB = re.compile(r"[A-Za-z0-9+/_-]{8,}={0,2}")
_HEX = re.compile(r"(?:\\x|0x|%)?[0-9a-fA-F]{2}(?:[ ,:]?(?:\\x|0x|%)?[0-9a-fA-F]{2}){3,}")
_BINARY = re.compile(r"\b[01]{7,8}(?:[ ,]?[01]{7,8})+\b")
_CODES = re.compile(r"\b\d{2,3}(?:[ ,;]+\d{2,3}){5,}\b")
_LETTERS = "a-zA-Z0-9"


def unwrapped(reply: str) -> str:
    """Return the text of a reply, at most MOST characters: of JSON the field that holds it."""
    text = reply[:MOST]
    fenced = _FENCE.match(text)
    inner = fenced[1] if fenced else text
    if inner.lstrip().startswith("{"):
        try:
            told = json.loads(inner)
        except (ValueError, RecursionError):
            told = None
        if isinstance(told, dict):
            found = [told[key] for key in _KEYS if isinstance(told.get(key), str)]
            text = "\n".join(found) or text
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", _SURROGATES.sub("", text)))
    return _CONTROLS.sub("", text.replace("\r\n", "\n")).strip()


def plain(text: str) -> str:
    """Return a text without the marks of headings, quotations and emphasis."""
    return _EMPHASIS.sub(r"\2", _HEADING.sub("", text)).strip()


def decoded(text: str) -> Iterator[str]:
    """Yield what is written in a text in base64, base32, hexadecimal, binary or character codes."""
    for blob in _BLOB.findall(text):
        yield from _of_base64(blob)
    for blob in _HEX.findall(text):
        digits = re.sub(r"\\x|0x|[^0-9a-fA-F]", "", blob)
        yield from _readable(bytes.fromhex(digits[: len(digits) // 2 * 2]))
    for blob in _BINARY.findall(text):
        yield from _readable(bytes(int(part, 2) for part in re.findall(r"[01]{7,8}", blob)))
    for blob in _CODES.findall(text):
        codes = [int(part) for part in re.findall(r"\d+", blob)]
        if all(code < 128 for code in codes):  # noqa: PLR2004 - ASCII
            yield from _readable(bytes(codes))


def _of_base64(blob: str) -> Iterator[str]:
    plain_blob = blob.rstrip("=").replace("-", "+").replace("_", "/")
    padded = plain_blob + "=" * (-len(plain_blob) % 4)
    try:
        yield from _readable(base64.b64decode(padded, validate=True), mixed=blob)
    except (binascii.Error, ValueError):
        return


def _readable(data: bytes, *, mixed: str = "") -> Iterator[str]:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return
    printable = sum(letter.isprintable() or letter in "\n\t" for letter in text)
    # An ordinary word is base64 as well, but what it stands for is no text.
    if len(text) > 2 and printable == len(text) and (not mixed or text.isascii()):  # noqa: PLR2004
        yield text

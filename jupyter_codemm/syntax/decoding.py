"""What is written in a text in base64, hexadecimal, binary or character codes."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

SURELY_NO_WORD = 24
_BLOB = re.compile(r"[A-Za-z0-9+/_-]{8,}={0,2}")
_HEX = re.compile(r"(?:\\x|0x|%)?[0-9a-fA-F]{2}(?:[ ,:]?(?:\\x|0x|%)?[0-9a-fA-F]{2}){3,}")
_BINARY = re.compile(r"\b[01]{7,8}(?:[ ,]?[01]{7,8})+\b")
_CODES = re.compile(r"\b\d{2,3}(?:[ ,;]+\d{2,3}){5,}\b")


def decoded(text: str) -> Iterator[str]:
    """Yield what is written in a text in base64, hexadecimal, binary or character codes."""
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
        # An ordinary word is base64 as well, but what it stands for is no text.
        yield from _readable(base64.b64decode(padded, validate=True), ascii_only=_may_be_word(blob))
    except (binascii.Error, ValueError):
        return


def _may_be_word(blob: str) -> bool:
    return len(blob) < SURELY_NO_WORD


def _readable(data: bytes, *, ascii_only: bool = False) -> Iterator[str]:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return
    printable = sum(letter.isprintable() or letter in "\n\t" for letter in text)
    if len(text) > 2 and printable == len(text) and (not ascii_only or text.isascii()):  # noqa: PLR2004
        yield text

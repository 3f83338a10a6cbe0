"""Keyed digests of code: who has no key can neither read nor guess what they stand for."""

from __future__ import annotations

import base64
import builtins
import hmac
from collections.abc import Iterator

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.syntax.tokens import NAME, code_tokens, shape

GRAM = 6
_DIGEST_BYTES = 8
_BETWEEN = "\0"
_BUILTINS = frozenset(dir(builtins))
_BEFORE_MEMBERS = frozenset((".", "::", "->"))

Tokens = tuple[str, ...]


def digest(key: bytes, kind: str, *words: str) -> str:
    """Return the short digest of some words; the same words of another kind have another one."""
    told = _mac(key, kind, words)[:_DIGEST_BYTES]
    return base64.urlsafe_b64encode(told).decode("ascii").rstrip("=")


def key_id(key: bytes) -> str:
    """Return what tells a key from others, and nothing else of it."""
    return digest(key, "key")


def audit_digest(key: bytes, text: str) -> str:
    """Return the whole digest of a text, in hexadecimal."""
    return _mac(key, "audit", (text,)).hex()


def gram_digests(tokens: Tokens, language: Language, key: bytes) -> Iterator[str]:
    """Yield the digests of all runs of six tokens, of their outline: renaming hides nothing."""
    return (digest(key, "gram", *run) for run in _runs(outline(tokens, language), GRAM))


def outline(tokens: Tokens, language: Language) -> Tokens:
    """Return the tokens with numbers, texts and all names that an author chose made the same.

    What the language and its library call things stays: it is what a program is recognised by.
    """
    shapes = shape(tokens, language)
    given = _BUILTINS if language == "python" else frozenset[str]()
    return tuple(
        token if token in given or before in _BEFORE_MEMBERS else one
        for before, token, one in zip(("", *tokens), tokens, shapes, strict=False)
    )


def run_digests(tokens: Tokens, size: int, key: bytes) -> Iterator[str]:
    """Yield the digest of every run of so many tokens, in order."""
    return (digest(key, "run", *run) for run in _runs(tokens, size))


def line_digest(line: str, language: Language, key: bytes) -> str:
    """Return the digest of a line in which names are counted; nothing of one without code.

    Renaming hides nothing, another number, sign or order of names makes it another line.
    """
    tokens = code_tokens(line, language)
    names: dict[str, str] = {}
    told = (
        names.setdefault(token, f"{NAME}{len(names)}") if one == NAME else token
        for token, one in zip(tokens, outline(tokens, language), strict=True)
    )
    return digest(key, "line", *told) if tokens else ""


def _mac(key: bytes, kind: str, words: tuple[str, ...]) -> bytes:
    text = _BETWEEN.join((kind, *words))
    return hmac.digest(key, text.encode("utf-8", "surrogatepass"), "sha256")


def _runs(tokens: Tokens, size: int) -> Iterator[Tokens]:
    return (tokens[start : start + size] for start in range(len(tokens) - size + 1))

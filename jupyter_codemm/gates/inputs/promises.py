"""The ranges that a statement promises for a parameter, as far as they are written plainly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from jupyter_codemm.gates.inputs.domain import Domain
from jupyter_codemm.gates.inputs.spans import Number, Span

REACH = 220
MARGIN = 10
Ranges = tuple[tuple[Number, Number], ...]
MAX_NAMED = 20
_DIGITS = r"(?:\d{1,3}(?:[,_]\d{3}){1,4}|\d{1,15})"
_NUMBER = rf"(-?{_DIGITS}(?:\.\d{{1,6}})?(?:\s*(?:\^|\*\*)\s*\d{{1,2}})?)(?![\w.]{{0,20}}\d)"
_NAME = r"[`*_\w.\[\]|()]+"
_AT_MOST = r"(?:<=|\N{LESS-THAN OR EQUAL TO}|\\le)"
_FILLED = re.compile(
    r"\b(?:non-?\s?empty|(?:not|never) (?:be )?empty|not an empty"
    r"|at least (?:one|two|three|[1-9]) (?:element|item|entry|value|character|letter|word|row))",
    re.IGNORECASE,
)
# "If there is none, return an empty list" is about the result.
_EMPTY = re.compile(
    r"\b(?:if|when|for|given|may be|can be|might be|possibly)\b"
    r"(?:(?!\b(?:return|result|answer|output|print|give)s?\b)[^.\n]){0,40}\bempty\b"
    r"|(?<!return )(?<!be )(?<!is )(?<!give )(?<!print )\b(?:an|the) empty"
    r" (?:list|array|text|string|word|sentence|line|sequence|input|map|dictionary)"
    r"[^.\n]{0,30}\b(?:has|have|is|are|gives?|counts?|returns?|yields?|contains?|:)(?!\w)",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"(?<!from )(?<![\d.])0 to \d+ (?:\w+ ){0,2}\w+s\b")
_RANGES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"from\s+{_NUMBER}\s+(?:up\s+)?to\s+{_NUMBER}",
        rf"between\s+{_NUMBER}\s+and\s+{_NUMBER}",
        rf"{_NUMBER}\s*{_AT_MOST}\s*{_NAME}(?:\s+{_NAME}){{0,2}}\s*{_AT_MOST}\s*{_NUMBER}",
        rf"\[\s*{_NUMBER}\s*(?:,|\.\.\.?)\s*{_NUMBER}\s*\]",
        rf"{_NUMBER}\s*(?:\.\.\.?|\N{{EN DASH}}|-|to)\s*{_NUMBER}",
    )
)


def promised(statement: str, name: str) -> Ranges:
    """Return the ranges of numbers that follow the name of a parameter on the same line."""
    return _ranges(_told(statement, name))


def promised_anywhere(statement: str) -> Ranges:
    """Return the ranges of a statement whose inputs have no names."""
    return _ranges([statement.replace("\N{MINUS SIGN}", "-")])


def may_be_empty(statement: str, name: str, *, alone: bool) -> bool:
    """Return whether a statement says that a parameter can be empty, and never that it cannot.

    Where a parameter is the only one that could be, it need not be named.
    """
    if _FILLED.search(statement):
        return False
    told = _told(statement, name)
    if any(_COUNTED.search(text) for text in told):
        return True
    if any(_EMPTY.search(text) for text in ([statement] if alone else told)):
        return True
    exact = re.escape(name)
    size = rf"(?:len\(\s*[`*]*{exact}[`*]*\s*\)|\|{exact}\||{exact}\.(?:length|size))"
    return bool(re.search(rf"0\s*{_AT_MOST}\s*{size}", statement))


def _ranges(texts: Sequence[str]) -> Ranges:
    found = [
        (_number(low), _number(high))
        for text in texts
        for pattern in _RANGES
        for low, high in pattern.findall(text)
    ]
    return tuple(dict.fromkeys(pair for pair in found if pair[0] < pair[1]))


def _told(statement: str, name: str) -> list[str]:
    """Return what stands on the same line around and behind each mention of a name."""
    plain = statement.replace("\N{MINUS SIGN}", "-")
    named = re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", plain)
    found = []
    for match in islice(named, MAX_NAMED):
        # "0 <= n <= 9" starts before the name.
        start = max(plain.rfind("\n", 0, match.start()) + 1, match.start() - MARGIN)
        found.append(plain[start : match.end() + REACH].partition("\n")[0])
    return found


def widened(span: Span, ranges: Ranges) -> Span:
    """Return the span stretched to what all ranges around it allow, though not far beyond it.

    Numbers far from any that was proposed could make the reference slow.
    """
    around = [(low, high) for low, high in ranges if low <= span.low and span.high <= high]
    if not around:
        return span
    room = 2 * span.width + MARGIN
    # Small numbers are never slow.
    low = max(min(span.low - room, 0), *(low for low, _ in around))
    high = min(max(span.high + room, 0), *(high for _, high in around))
    if span.decimals:
        return Span(round(low, span.decimals), round(high, span.decimals), 1, span.decimals)
    below, above = int(span.low - low) // span.step, int(high - span.high) // span.step
    return replace(
        span, low=int(span.low) - below * span.step, high=int(span.high) + above * span.step
    )


def emptied(domain: Domain) -> Domain:
    """Return the domain of a list or a text with the empty one in it."""
    if domain.text is not None:
        return replace(domain, text=domain.text.with_empty())
    if domain.sizes is None or domain.sizes.step != 1:
        return domain
    return replace(domain, sizes=Span(0, domain.sizes.high))


def stretched(domain: Domain, ranges: Ranges) -> Domain:
    """Return the domain of one parameter with the spans of its numbers widened."""
    if domain.span is not None:
        return replace(domain, span=widened(domain.span, ranges))
    return replace(domain, parts=tuple(stretched(part, ranges) for part in domain.parts))


def _number(text: str) -> Number:
    base, _, power = text.replace(",", "").replace("_", "").replace("**", "^").partition("^")
    value = float(base) if "." in base else int(base)
    return value ** min(int(power), 18) if power else value

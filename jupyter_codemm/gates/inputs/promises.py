"""The ranges that a statement promises for a parameter, as far as they are written plainly."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from jupyter_codemm.gates.inputs.domain import Domain
from jupyter_codemm.gates.inputs.spans import Number, Span

REACH = 220
MARGIN = 10
MAX_NAMED = 20
_NUMBER = r"(-?\d[\d,_]*(?:\.\d+)?(?:\s*(?:\^|\*\*)\s*\d+)?)"
_NAME = r"[`*_\w.\[\]|()]+"
_AT_MOST = r"(?:<=|\N{LESS-THAN OR EQUAL TO}|\\le)"
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


def promised(statement: str, name: str) -> tuple[tuple[Number, Number], ...]:
    """Return the ranges of numbers that follow the name of a parameter on the same line."""
    plain = statement.replace("\N{MINUS SIGN}", "-")
    found = []
    named = re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", plain)
    for match in islice(named, MAX_NAMED):
        # "0 <= n <= 9" starts before the name.
        start = max(plain.rfind("\n", 0, match.start()), match.start() - MARGIN)
        rest = plain[start + 1 : match.end() + REACH].lstrip("\n").partition("\n")[0]
        for pattern in _RANGES:
            found += [(_number(a), _number(b)) for a, b in pattern.findall(rest)]
    return tuple(dict.fromkeys(pair for pair in found if pair[0] < pair[1]))


def widened(span: Span, ranges: tuple[tuple[Number, Number], ...]) -> Span:
    """Return the span stretched to what all ranges around it allow, though not far beyond it.

    Numbers far from any that was proposed could make the reference slow.
    """
    around = [(low, high) for low, high in ranges if low <= span.low and span.high <= high]
    if not around or span.step != 1:
        return span
    room = 2 * span.width + MARGIN
    low = max(span.low - room, *(low for low, _ in around))
    high = min(span.high + room, *(high for _, high in around))
    if span.decimals:
        return Span(round(low, span.decimals), round(high, span.decimals), 1, span.decimals)
    return Span(int(low), int(high))


def stretched(domain: Domain, ranges: tuple[tuple[Number, Number], ...]) -> Domain:
    """Return the domain of one parameter with the spans of its numbers widened."""
    if domain.span is not None:
        return replace(domain, span=widened(domain.span, ranges))
    return replace(domain, parts=tuple(stretched(part, ranges) for part in domain.parts))


def _number(text: str) -> Number:
    base, _, power = text.replace(",", "").replace("_", "").replace("**", "^").partition("^")
    value = float(base) if "." in base else int(base)
    return value ** min(int(power), 18) if power else value

"""The numbers in a text, however they are written: in digits, apart, in words, in other bases."""

from __future__ import annotations

import re

_UNITS = {
    word: n
    for n, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen seventeen eighteen nineteen""".split()
    )
}
_TENS = {
    word: 10 * n
    for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_MINUS = ("minus", "negative")
_WORDS = "|".join((*_UNITS, *_TENS, *_SCALES, *_MINUS, "and"))
_TOKEN = re.compile(
    rf"(?P<hex>-?\b0x[0-9a-f]{{1,12}}\b)|(?P<bin>-?\b0b[01]{{1,32}}\b)|(?P<digits>-?\d[\d_,']*\d|-?\d)"
    rf"|(?P<word>\b(?:{_WORDS})\b)",
    re.IGNORECASE,
)
_APART = re.compile(r"\d(?:[\s.,:;/|*_+\-\u2013\u2014]{1,3}\d)+")
_DIGIT_WORDS = re.compile(rf"\b(?:{'|'.join(list(_UNITS)[:10])})\b", re.IGNORECASE)


def numbers(text: str) -> list[int]:
    """Return the whole numbers of a text in order, also those in words and other bases."""
    found: list[int] = []
    spoken: list[str] = []
    end = -9
    for match in _TOKEN.finditer(text):
        word = match["word"]
        if word:
            if match.start() - end > 3 and spoken:  # noqa: PLR2004 - a blank or a hyphen and a blank
                found += _spoken(spoken)
                spoken = []
            spoken.append(word.casefold())
            end = match.end()
            continue
        found += _spoken(spoken)
        spoken = []
        found += _written(match)
    return found + _spoken(spoken)


def digit_runs(text: str) -> list[str]:
    """Return the digits that stand apart but side by side, joined: 1-2-7 and one two seven."""
    as_digits = _DIGIT_WORDS.sub(lambda m: str(_UNITS[m[0].casefold()]), text)
    runs = [re.sub(r"\D", "", run) for run in _APART.findall(as_digits)]
    return runs + re.findall(r"\d{2,}", as_digits)


def _written(match: re.Match[str]) -> list[int]:
    if match["hex"]:
        return [int(match["hex"], 16)]
    if match["bin"]:
        return [int(match["bin"], 2)]
    text = match["digits"]
    if "," in text and not re.fullmatch(r"-?\d{1,3}(?:,\d{3})+", text):
        return [int(part) for part in text.split(",") if part.lstrip("-").isdigit()]
    digits = re.sub(r"[^\d-]", "", text)
    return [int(digits)] if digits.lstrip("-") and len(digits) < 200 else []  # noqa: PLR2004


def _spoken(words: list[str]) -> list[int]:
    """Return the numbers that a run of number words says: one hundred and five, or one two."""
    found: list[int] = []
    total = part = 0
    open_, minus, last = False, False, ""
    for word in words:
        if word in _MINUS:
            found += [-(total + part) if minus else total + part] if open_ else []
            total = part = 0
            open_, minus, last = False, True, ""
            continue
        if word == "and":
            continue
        value = _UNITS.get(word, _TENS.get(word))
        fresh = value is not None and last in _UNITS
        if fresh or (value is not None and word in _TENS and last in _TENS):
            found.append(-(total + part) if minus else total + part)
            total = part = 0
            minus = False
        if value is not None:
            part += value
        elif word == "hundred":
            part = max(1, part) * 100
        else:
            total, part = total + max(1, part) * _SCALES[word], 0
        open_, last = True, word
    if open_:
        found.append(-(total + part) if minus else total + part)
    return found

"""Signs that are not seen, that turn text around, or that pass for others."""

from __future__ import annotations

import re
import unicodedata

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE = frozenset("\u00ad\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060\u2061\u2062\u2063\u2064")
_FILLERS = frozenset("\u2800\u3164\ufeff\uffa0\ufff9\ufffa\ufffb")
# Some scripts and emoji join letters with these; between plain letters they only hide.
_JOINERS = frozenset("\u200c\u200d")
_LAYOUT = frozenset("\n\r\t")
_TAGS = range(0xE0000, 0xE0200)
_BROKEN = "\ufffd"
# Letters of other alphabets that look like ours.
_GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονϲϳ"  # noqa: RUF001
_CYRILLIC = "асеорхуіјѕһԁԛԝАВЕКМНОРСТУХІЈЅԌԚԜ"
_LOOKALIKES = frozenset(_GREEK + _CYRILLIC)
_ALPHABETS = ("CYRILLIC", "CHEROKEE", "ARMENIAN", "FULLWIDTH")
_WORD = re.compile(r"\w+")


def hidden_sign(text: str) -> str | None:
    """Return what is wrong with the first sign that hides or turns text, with its code point."""
    for index, sign in enumerate(text):
        reason = _reason(text, index, sign) if not " " <= sign <= "~" else None
        if reason is not None:
            return f"{reason} U+{ord(sign):04X}"
    return None


def disguised_word(text: str) -> str | None:
    """Return what is wrong with the first word that mixes alphabets which look alike."""
    for word in _WORD.findall(text):
        if not word.isascii() and (sign := _foreign(word)) is not None:
            return f"a word of two alphabets U+{ord(sign):04X}"
    return None


def disguised_name(code: str) -> str | None:
    """Return what is wrong with the first name in code that has a letter which passes for ours."""
    sign = next((sign for sign in code if sign in _LOOKALIKES), None)
    return None if sign is None else f"a letter that looks like another U+{ord(sign):04X}"


def _reason(text: str, index: int, sign: str) -> str | None:
    if sign in _BIDI:
        return "a sign that turns text around"
    if sign in _INVISIBLE or sign in _FILLERS or ord(sign) in _TAGS:
        return "a sign that is not seen"
    if sign in _JOINERS:
        around = text[max(0, index - 1) : index] + text[index + 1 : index + 2]
        is_joining = len(around) == len("ab") and not any(s.isascii() for s in around)
        return None if is_joining else "a sign that is not seen"
    if sign == _BROKEN:
        return "a broken sign"
    is_control = unicodedata.category(sign) in ("Cc", "Co", "Cn", "Cs") and sign not in _LAYOUT
    return "a control sign" if is_control else None


def _foreign(word: str) -> str | None:
    """Return the letter that does not belong among the Latin ones around it."""
    names = {sign: unicodedata.name(sign, "") for sign in word if sign.isalpha()}
    has_latin = any(name.startswith("LATIN") for name in names.values())
    for sign, name in names.items():
        is_other = name.startswith(_ALPHABETS) or sign in _LOOKALIKES
        if name.startswith("MATHEMATICAL") or (has_latin and is_other):
            return sign
    return None

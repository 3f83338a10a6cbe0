"""What a text says when it is out of its disguise: odd letters, gaps between letters, codes."""

from __future__ import annotations

import html
import re
import unicodedata

from jupyter_codemm.syntax.decoding import decoded

INVISIBLE = re.compile(
    r"[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\U000e0000-\U000e007f]"
)
SURROGATES = re.compile(r"[\ud800-\udfff]")
_SINGLE_LETTERS = re.compile(r"(?<!\S)(?:\S\s+){11,}\S(?!\S)")
_GAP_IN_WORD = re.compile(r"(?<=\S)\s(?=\S)")


def visible(text: str) -> str:
    """Return a text in ordinary letters, without signs that cannot be seen."""
    return unicodedata.normalize("NFKC", INVISIBLE.sub("", SURROGATES.sub("", text)))


def spellings(text: str) -> tuple[str, ...]:
    """Return all that a text may be meant to say: as it stands, undressed, decoded and backwards.

    Nothing is taken away: who looks for something in a text looks for it in each of them.
    """
    plain = visible(html.unescape(text))
    codes = list(decoded(plain))
    # A long code is broken into lines anywhere; codes of single lines are lines.
    inside = ["\n".join(codes), "".join(codes)] if codes else []
    found = (text, plain, _SINGLE_LETTERS.sub(_closed, plain), *inside, plain[::-1])
    return tuple(dict.fromkeys(found))


def _closed(letters: re.Match[str]) -> str:
    return _GAP_IN_WORD.sub("", letters[0])

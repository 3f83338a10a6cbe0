"""No hidden value, in whatever disguise: apart, in words, backwards, encoded, letter by letter."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache

from pydantic import JsonValue

from jupyter_codemm.tutoring.guarding.context import GuardContext, flattened, sequences
from jupyter_codemm.tutoring.guarding.numbers import digit_runs, numbers

LEAST = 3
_RUN = 3
_SPACED = re.compile(r"(?<![^\W_])[^\W_](?:[\s.,:;/|*_+\-\u2013]{1,7}[^\W_](?![^\W_])){2,}")
_GAPS = re.compile(r"[\s.,|_*-]+")
_NOT_WORD = re.compile(r"[\W_]+")
# Short values are in every text; they tell something only where it is of tests that it speaks.
_OF_TESTS = re.compile(
    r"\b(?:hidden|secret|private|unseen|expects?|expected|expecting|correct (?:answer|output|result"
    r"|value)|right (?:answer|output|result)|answer (?:is|was|should)|must (?:return|print|give|be)"
    r"|should (?:return|print|give|be))\b",
    re.IGNORECASE,
)
# Numbers that only name a place: a line, a test, an item of a list.
_NAMED = re.compile(
    r"\b\w*_\w*\d\w*\b|\b(?:lines?|levels?|steps?|tests?|samples?|rounds?|cases?) \d+"
    r"(?: (?:to|and|or) \d+)?(?! \w* ?is\b)|^\s*\d+[.)]\s|(?<=[;:] )\d+\)\s",
    re.IGNORECASE | re.MULTILINE,
)
_SPELT_OUT = re.compile(
    r"\b(?:first|second|third|fourth|next|last|final|following|middle|other) (?:digits?|characters?"
    r"|symbols?|figure)\b[^.!?\n]{0,20}\b(?:is|was|being|are|equals?)\b"
    r"|\b(?:spell(?:ed|t|s)?|read|written|write|say) (?:it |this |that )?backwards?\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]*")


@dataclass(frozen=True, slots=True, repr=False)
class _Secrets:
    numbers: frozenset[int]
    small: frozenset[int]
    texts: frozenset[str]
    short_texts: frozenset[str]
    rows: tuple[tuple[int, ...], ...]


def tells_hidden(text: str, context: GuardContext) -> bool:
    """Return whether a text tells a value of a hidden test that the learner cannot read anyway."""
    if not context.hidden:
        return False
    secrets = _secrets(_hashable(context.hidden), context.public)
    readings = (_NAMED.sub(" ", text), text[::-1])
    return (
        any(_tells(one, secrets) for one in readings)
        or _spells(text, secrets)
        or _signs(text, secrets)
    )


def _tells(text: str, secrets: _Secrets) -> bool:
    found = numbers(text)
    if secrets.numbers.intersection(found) or _has_row(found, secrets.rows):
        return True
    folded = text.casefold()
    if any(re.search(rf"(?<!\w){re.escape(one)}(?!\w)", folded) for one in secrets.texts):
        return True
    return any(
        secrets.small.intersection(numbers(sentence)) or _has_text(sentence, secrets.short_texts)
        for sentence in _SENTENCE.findall(text)
        if _OF_TESTS.search(sentence)
    )


def _has_row(found: list[int], rows: tuple[tuple[int, ...], ...]) -> bool:
    told = f",{','.join(map(str, found))},"
    for row in rows:
        for start in range(len(row) - _RUN + 1):
            run = row[start : start + _RUN]
            if not _is_common(run) and f",{','.join(map(str, run))}," in told:
                return True
    return False


def _is_common(run: tuple[int, ...]) -> bool:
    """Return whether a run is one that any text may count, such as 0, 1, 2, or one value thrice."""
    return len(set(run)) == 1 or run in ((0, 1, 2), (1, 2, 3), (3, 2, 1), (2, 1, 0))


def _has_text(sentence: str, texts: frozenset[str]) -> bool:
    quoted = re.findall(
        r"[\"'`\u201c\u2018]([^\"'`\u201d\u2019]{1,12})[\"'`\u201d\u2019]", sentence
    )
    return any(one.casefold() in texts for one in quoted)


def _spells(text: str, secrets: _Secrets) -> bool:
    digits = {str(abs(n)) for n in secrets.numbers}
    if digits:
        for run in digit_runs(text):
            if any(one in (run, run[::-1]) or (len(one) > LEAST and one in run) for one in digits):
                return True
    letters = [_NOT_WORD.sub("", run).casefold() for run in _SPACED.findall(text)]
    for run in letters:
        if any(
            _NOT_WORD.sub("", one) in (run, run[::-1]) or _inside(one, run)
            for one in secrets.texts | digits
        ):
            return True
    return False


def _signs(text: str, secrets: _Secrets) -> bool:
    """Return whether a text that is mostly signs, such as brackets, stands there with gaps."""
    bare = _GAPS.sub("", text.casefold())
    readings = (bare, bare[::-1])
    signs = (_GAPS.sub("", one) for one in secrets.texts if _is_of_signs(one))
    return any(len(one) >= LEAST and one in reading for one in signs for reading in readings)


def _is_of_signs(text: str) -> bool:
    return 2 * len(re.findall(r"[^\W_]", text)) <= len(text)


def _inside(one: str, run: str) -> bool:
    bare = _NOT_WORD.sub("", one)
    return len(bare) >= LEAST and (bare in run or bare[::-1] in run)


def is_spelling_out(text: str) -> bool:
    """Return whether a text tells something sign by sign, which no hint does."""
    return _SPELT_OUT.search(text) is not None


def _hashable(values: tuple[JsonValue, ...]) -> tuple[str, ...]:
    return tuple(map(_as_text, values))


def _as_text(value: JsonValue) -> str:
    return json.dumps(value)


@lru_cache(maxsize=64)
def _secrets(values: tuple[str, ...], public: str) -> _Secrets:
    told = [json.loads(one) for one in values]
    known_numbers, known = set(numbers(public)), public.casefold()
    scalars = {one for value in told for one in flattened(value)}
    whole = {n for n in scalars if isinstance(n, int)} - known_numbers
    whole |= {int(n) for n in scalars if isinstance(n, float) and n.is_integer()} - known_numbers
    texts = {t.casefold().strip() for t in scalars if isinstance(t, str)}
    texts |= {line.strip() for text in set(texts) for line in text.splitlines()}
    unknown = {t for t in texts if t and t not in known}
    public_rows = numbers(public)
    return _Secrets(
        numbers=frozenset(n for n in whole if len(str(abs(n))) >= LEAST),
        small=frozenset(n for n in whole if len(str(abs(n))) < LEAST and abs(n) > 1),
        texts=frozenset(t for t in unknown if len(t) >= LEAST and not t.lstrip("-").isdigit()),
        short_texts=frozenset(t for t in unknown if len(t) < LEAST),
        rows=tuple(row for row in sequences(told) if not _has_row(public_rows, (row,))),
    )

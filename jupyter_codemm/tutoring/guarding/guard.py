"""The checks of a reply, one after another; what fails any of them is shown to nobody."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.gates.fingerprints import gram_digests
from jupyter_codemm.gates.prose import grade, is_english, prose, words
from jupyter_codemm.gates.recognising import longest_known_run
from jupyter_codemm.syntax.decoding import decoded
from jupyter_codemm.syntax.shared_runs import code_readings, prose_readings
from jupyter_codemm.tutoring.guarding.code import is_code, without_code
from jupyter_codemm.tutoring.guarding.context import GuardContext, Guarded
from jupyter_codemm.tutoring.guarding.narration import narrates
from jupyter_codemm.tutoring.guarding.unwrapping import plain, unwrapped
from jupyter_codemm.tutoring.guarding.values import is_spelling_out, tells_hidden
from jupyter_codemm.tutoring.hinting.bank import bank

MOST_REVEALED, MOST_AT_FIRST = 0.20, 0.10
FEWEST_WORDS, MOST_WORDS, HARDEST = 40, 160, 9.0
WORKED_EXAMPLE = 4
_LEAST_WORDS = 5
_SHORT = 15
_PROMISES = re.compile(
    r"\b(?:here(?:'s| is| are|,? have)|this is|below is|following is|i(?:'ll| will"
    r"| can) (?:give|show|tell)"
    r" you|sure,?|of course,?|okay,?|certainly,?)[^.!?\n]{0,60}\b(?:solution|full code"
    r"|complete code"
    r"|answer key|reference|whole program|hidden (?:tests?|cases?|values?|inputs?)"
    r"|finished (?:code|program))\b"
    r"|\b(?:system prompt|my instructions|my prompt|i was told to|developer mode|jailbreak"
    r"|unrestricted)\b"
    r"|\bas an ai\b|\bhidden (?:tests?|cases?|inputs?|values?"
    r"|outputs?)\b[^.!?\n]{0,30}\b(?:are|is|include|contain"
    r"|use|check|expect|have|give)\b[^.!?\n]{0,20}[\d\"'\[]|\b(?:rot ?13|base ?64"
    r"|hexadecimal|morse)\b",
    re.IGNORECASE,
)


def guard(reply: str, context: GuardContext) -> Guarded:
    """Return what of a model's reply may be shown, and why something may not.

    Code is taken out below the level of worked examples; what is left is shown whole or not at
    all. The texts that were said before count with it, so that nothing is drawn out in pieces.
    Raises UnavailableError for another key than that of the artefacts.
    """
    text = plain(unwrapped(reply))
    ratio = reveal_ratio((*context.said, text), context)
    reasons = []
    if context.level < WORKED_EXAMPLE:
        text, dropped = without_code(text, context.language, context.public)
        reasons += ["code"] if dropped else []
    text = plain(text)
    refused = next((name for name, holds in _CHECKS if holds(text, context)), None)
    if refused is None and context.shaped:
        refused = misshapen(text, context)
    if refused is not None:
        return Guarded(None, (*reasons, refused), ratio)
    return Guarded(text, tuple(reasons), ratio)


def safe(text: str, context: GuardContext) -> str | None:
    """Return why a text must not be shown, whatever its length; None when it may."""
    return next((name for name, holds in _CHECKS if holds(text, context)), None)


def reveal_ratio(texts: Iterable[str], context: GuardContext) -> float:
    """Return how much of the reference's shape stands in texts together, from 0 to 1."""
    artefacts = context.artefacts
    if artefacts is None or not artefacts.leak_sketch.grams:
        return 0.0
    known = frozenset(artefacts.leak_sketch.grams)
    grams = (_grams(text, context.language, context.key) for text in texts)
    found = known.intersection(frozenset[str]().union(*grams))
    return len(found) / len(known)


@lru_cache(maxsize=512)  # the earlier texts of a conversation come again with each new one
def _grams(text: str, language: Language, key: bytes) -> frozenset[str]:
    readings = (*code_readings(text, language), *prose_readings(text, language))
    return frozenset(gram for one in readings for gram in gram_digests(one, language, key))


def _is_empty(text: str, _: GuardContext) -> bool:
    return len(words(text)) < _LEAST_WORDS


def _is_encoded(text: str, context: GuardContext) -> bool:
    """Return whether something is written in code, and what it stands for may not be told."""
    for inner in decoded(text):
        if is_code(inner, context.language) or tells_hidden(inner, context) or " " in inner.strip():
            return True
        if re.search(r"\d{2,}|[;(){}\[\]=]", inner):
            return True
    return False


def _is_backwards(text: str, context: GuardContext) -> bool:
    turned = text[::-1]
    told = [word.casefold() for word in words(turned)]
    if sum(word in _CODE_WORDS for word in told) > 1:
        return True
    if sum(word in _KEYWORDS for word in told) > 1:
        return sum(word in _KEYWORDS for word in told) > sum(w[::-1] in _KEYWORDS for w in told)
    return context.artefacts is not None and bool(
        longest_known_run(turned, context.artefacts, context.key)
    )


_CODE_WORDS = frozenset("return while else def int select from where public static void".split())
_KEYWORDS = frozenset(
    """the for if then else and return while value each set add list in to select from where group
    order by int def public static class void string count import include""".split()
)


def _quotes(text: str, context: GuardContext) -> bool:
    if context.artefacts is None:
        return False
    if longest_known_run(text, context.artefacts, context.key):
        return True
    together = "\n".join((*context.said[-20:], text))
    return longest_known_run(together, context.artefacts, context.key) > 0


def _reveals(text: str, context: GuardContext) -> bool:
    limit = MOST_AT_FIRST if context.level <= 1 else MOST_REVEALED
    return reveal_ratio((*context.said, text), context) >= limit


def _is_small_code(text: str, context: GuardContext) -> bool:
    """Return whether a worked example shows code where any code may be the solution."""
    if context.level < WORKED_EXAMPLE:
        return False
    small = context.artefacts is None or context.artefacts.leak_sketch.forbids_code
    return small and without_code(text, context.language, context.public)[1]


def _in_pieces(text: str, context: GuardContext) -> bool:
    return narrates(_own_words(text, context), context.said)


def _own_words(text: str, context: GuardContext) -> str:
    """Return a text without the sentences that the learner can read anyway."""
    sentences = re.findall(r"[^.!?\n]+[.!?\n]*", text)
    # What the topic bank says is harmless, and a model may well say the same.
    known = f"{context.public}\n{_bank_text()}"
    return "".join(one for one in sentences if len(one) < _SHORT or one.strip() not in known)


@cache
def _bank_text() -> str:
    return "\n".join(entry.text for entry in bank().values())


def _is_foreign(text: str, context: GuardContext) -> bool:
    found = words(prose(text).casefold())
    if not context.spoken_english or is_english(prose(text)):
        return False
    return sum(word in _ENGLISH for word in found) < _ENGLISH_SHARE * len(found)


_ENGLISH_SHARE = 0.3
# Words that are English alone: some of the shortest ones are words of other languages, too.
_ENGLISH = frozenset(
    """the of is are and that for each with from you your it its this these those which what when
    where how not but or if then than only one two at on by as be was were has have had does did
    can may look line here there there's means java python called text letter letters type types
    sides other same values value name names nothing memory quotes test tests row rows query step
    start end before after first last every more less once again would should think knows needs
    holds shows sum""".split()
)


_CHECKS: tuple[tuple[str, Callable[[str, GuardContext], bool]], ...] = (
    ("empty", _is_empty),
    ("promise", lambda text, _: _PROMISES.search(text) is not None),
    ("encoded", _is_encoded),
    ("backwards", _is_backwards),
    ("hidden value", tells_hidden),
    ("spelled out", lambda text, _: is_spelling_out(text)),
    ("quotation", _quotes),
    ("reveal", _reveals),
    ("small solution", _is_small_code),
    ("program in words", _in_pieces),
    ("language", _is_foreign),
)


def misshapen(text: str, context: GuardContext) -> str | None:
    """Return what keeps a text from being a hint: its length, its difficulty, its subject."""
    count = len(words(prose(text)))
    if not FEWEST_WORDS <= count <= MOST_WORDS:
        return "length"
    if grade(prose(text)) > HARDEST:
        return "hard to read"
    folded = text.casefold()
    if context.failure and not any(one.casefold() in folded for one in context.failure):
        return "off the failure"
    return None

"""Which specialist a question goes to: features, weights, and a margin that must be reached."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from jupyter_codemm.contracts.inquiry import QueryType, SubIntent
from jupyter_codemm.contracts.tutoring import RouteDecision
from jupyter_codemm.tutoring.triage import sentences
from jupyter_codemm.tutoring.triage.words import MOST, folded, plain, table

MARGIN = 2
RECENT_MINUTES = 10.0
_UNSURE_BELOW = 0.5
_MOST_TERMS = 12
_LONGEST_TERM = 60
_STUCK = re.compile(
    r"(?<!\w)(?:i(?: am|'m|m) (?:completely |totally |really |so )?(?:stuck|lost)|help me"
    r"|i need help"
    r"|i have no idea|no clue|estou (?:preso|presa|travado|perdid[oa])|preciso de ajuda"
    r"|estoy (?:atascad[oa]|perdid[oa]|trabad[oa])|necesito ayuda|what (?:now|next))(?!\w)"
)
_NOT_STUCK = re.compile(
    r"(?<!\w)(?:not|no longer|never|nao|no|isn't|wasn't) "
    r"(?:\w+ )?(?:stuck|lost|preso|atascad[oa])"
)
_TRACEBACK = re.compile(
    r"Traceback \(most|^\s*File \".*\", line \d|\bat [\w.$]{1,200}\(\w{1,60}\.java:\d"
    r"|\b\w{1,60}\.(?:cpp|java|py):\d+"
)
_CODE = re.compile(
    r"^[^\S\n]*(?:def |class |for .*:$|while .*:$|if .*:$|return\b|print\(|public |int |#include"
    r"|SELECT )"
    r"|[;{}]\s*$|```|\b\w{1,60}\(.*\)\s*[:;]?$|\b\w{1,60} = ",
    re.MULTILINE,
)
_INLINE = re.compile(
    r"`[^`\n]+`|\b\w{1,60}\[[^\]\n]{0,60}\]|\b\w{1,60}\(\w{0,60}\)|==|!=|\+=|<=|>=|&&"
)
_NO_ERROR = re.compile(r"error handling|tratamento de erros|manejo de errores")
_QUIZ = re.compile(r"(?<!\w)quiz(?!\w)|(?:test|examine) me")
_BLOB = re.compile(r"\S{24,}")


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known beside the question.

    `minutes` is how long ago the last verdict was, and `failing` whether it was a failed one;
    `traceback` whether the last run ended with an exception.
    """

    failing: bool = False
    minutes: float | None = None
    traceback: bool = False

    @property
    def is_recent_fail(self) -> bool:
        """Whether a failed verdict is less than ten minutes old."""
        return self.failing and self.minutes is not None and self.minutes < RECENT_MINUTES

    @property
    def is_in_trouble(self) -> bool:
        """Whether the last thing that ran failed."""
        return self.failing or self.traceback


@dataclass(slots=True)
class _Scale:
    weights: Counter[str] = field(default_factory=Counter)
    terms: dict[str, list[str]] = field(default_factory=dict)
    subs: Counter[SubIntent] = field(default_factory=Counter)

    def add(self, kind: QueryType, weight: int, term: str) -> None:
        self.weights[kind] += weight
        self.terms.setdefault(kind, []).append(term[:_LONGEST_TERM])

    def ranked(self) -> list[tuple[QueryType, int]]:
        order: tuple[QueryType, ...] = ("debug", "concept", "exercise", "other")
        return sorted(((k, self.weights[k]) for k in order), key=lambda pair: -pair[1])


def route(text: str, situation: Situation | None = None) -> RouteDecision:
    """Return where a question goes, and why. The same question and situation give the same.

    A question whose first two types are less than MARGIN apart is `undecided`: a model may be asked
    which of the four it is; without one it is debug after a failed run and concept otherwise. The
    text is data: nothing in it changes how it is read.
    """
    now = situation or Situation()
    if not text.strip():
        return _of_nothing(now)
    said = folded(text)
    special = _asks_for_solution(text, said) or _is_stuck(said, now)
    if special:
        return special
    scale = _weighed(text, said, now)
    (first, weight), (_, second) = scale.ranked()[:2]
    total = sum(scale.weights.values())
    if weight == 0 or (weight - second < MARGIN):
        return _unsure(text, scale, now)
    return RouteDecision(
        type=first,
        sub_intent=_sub_intent(first, said, scale),
        reason=sentences.MATCHED.format(first, _quoted(scale.terms[first]))[:300],
        matched=tuple(scale.terms[first][:_MOST_TERMS]),
        confidence=round(weight / total, 3),
    )


def _of_nothing(now: Situation) -> RouteDecision:
    if now.is_in_trouble:
        return RouteDecision(type="debug", reason=sentences.EMPTY, confidence=1.0)
    return RouteDecision(
        type="concept", reason=sentences.NOTHING_KNOWN, clarify=sentences.CLARIFY, undecided=False
    )


def _asks_for_solution(text: str, said: str) -> RouteDecision | None:
    # Also in quotes and in comments of code: who wraps the wish still has it.
    whole = plain(text[:MOST])
    for said_so in dict.fromkeys((said, whole)):
        for pattern in table().reveal:
            found = pattern.search(said_so)
            if found:
                return _refused(sentences.SOLUTION, found[0])
    for pattern in table().injection:
        found = pattern.search(whole)
        if found:
            return _refused(sentences.INJECTION, found[0])
    return None


def _refused(reason: str, term: str) -> RouteDecision:
    term = term[:_LONGEST_TERM]
    return RouteDecision(
        type="debug", reason=reason.format(term), matched=(term,), confidence=1.0, refuses=True
    )


def _is_stuck(said: str, now: Situation) -> RouteDecision | None:
    found = _STUCK.search(said)
    rest = _STUCK.sub(" ", said).split()
    if found is None or _NOT_STUCK.search(said) or len(rest) > 3:  # noqa: PLR2004 - a short cry
        return None
    rest_said = " ".join(rest)
    if any(one.search(rest_said) for group in table().groups for one in group.patterns):
        return None
    reason = sentences.STUCK_AFTER_FAIL if now.is_in_trouble else sentences.STUCK
    return RouteDecision(
        type="debug" if now.is_in_trouble else "concept",
        sub_intent="stuck",
        reason=reason.format(found[0]),
        matched=(found[0],),
        confidence=1.0,
    )


def _weighed(text: str, said: str, now: Situation) -> _Scale:
    scale = _Scale()
    _weigh_code(text[:MOST], scale)
    bare = _NO_ERROR.sub(" ", said)
    for group in table().groups:
        # One of a group is enough: saying a thing twice makes it no truer.
        found = next((hit for one in group.patterns if (hit := one.search(bare))), None)
        if found:
            scale.add(group.type, group.weight, found[0])
            if group.sub_intent:
                scale.subs[group.sub_intent] += group.weight
    topic = table().topics.search(said)
    # Every question here is about some topic: it tells only where no other type is spoken for.
    if topic and not any(scale.weights[kind] for kind in ("debug", "exercise", "other")):
        scale.add("concept", 1, topic[0])
    if now.is_recent_fail and scale.weights:
        scale.add("debug", 1, "a verdict that failed just now")
    return scale


def _weigh_code(text: str, scale: _Scale) -> None:
    if _TRACEBACK.search(text):
        scale.add("debug", 5, "a traceback")
    elif _CODE.search(text) and text.strip().count("\n"):
        scale.add("debug", 3, "lines of code")
    elif _INLINE.search(text):
        scale.add("debug", 1, "a piece of code")


def _unsure(text: str, scale: _Scale, now: Situation) -> RouteDecision:
    if not scale.weights and _BLOB.search(text) and len(text.split()) <= 3:  # noqa: PLR2004
        return RouteDecision(
            type="other", sub_intent="off_topic", reason=sentences.NOTHING_KNOWN, undecided=True
        )
    (first, weight), (other, second) = scale.ranked()[:2]
    fallback: QueryType = "debug" if now.is_in_trouble else "concept"
    if not weight:
        return RouteDecision(
            type=fallback,
            reason=sentences.NOTHING_KNOWN,
            undecided=True,
            clarify=sentences.CLARIFY,
        )
    confidence = round(weight / sum(scale.weights.values()), 3)
    # A lone weak word is some sign; two that speak against each other are none.
    kind = first if second == 0 and confidence >= _UNSURE_BELOW else fallback
    return RouteDecision(
        type=kind,
        reason=sentences.UNSURE.format(first, other, kind),
        matched=tuple(scale.terms.get(first, ())[:_MOST_TERMS]),
        confidence=confidence,
        undecided=True,
        clarify=sentences.CLARIFY,
    )


def _sub_intent(kind: QueryType, said: str, scale: _Scale) -> SubIntent | None:
    if kind == "exercise":
        return "quiz" if _QUIZ.search(said) else None
    if kind == "other" and scale.subs:
        return scale.subs.most_common(1)[0][0]
    return None


def _quoted(terms: list[str]) -> str:
    return ", ".join(f"“{term}”" for term in terms[:4])

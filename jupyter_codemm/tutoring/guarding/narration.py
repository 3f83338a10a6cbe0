"""Programs told in words: “first set the total to zero, then for each value …”.

A hint names one thing and asks; a dictation goes from the start value over the loop and the choice
to the result. What counts is how many different kinds of steps are told as orders, in one text or
one after another in the last texts of a conversation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

KINDS_IN_ONE = 3
KINDS_TOGETHER = 3
MOST_ORDERS = 3
LAST_TEXTS = 12
_NAME = r"(?:[`\"']?[\w.]+[`\"']?)"
_AMOUNT = (
    r"(?:0|1|2|-1|zero|one|two|minus one|empty|an? (?:new |fresh )?(?:empty )?(?:list|map"
    r"|dict\w*|set"
    r"|string|text|counter|array|vector|table|variable|box|pile|stack|queue|result)|true|false|none"
    r"|nothing|blank|infinity|the (?:first|last|smallest|largest)\b)"
)
_KINDS: dict[str, str] = {
    "start": (
        rf"\b(?:set|sets|setting|let|put|assign|initiali[sz]e|reset|define|declare|create"
        rf"|make|start|begin"
        rf"|prepare|keep|introduce|have|take|open|store|give)\b[^.!?\n]{{0,60}}?"
        rf"\b(?:to|as|at|with|equal|be|called|named|from|of|holding|starting|into|an?"
        rf"|=)\s+{_AMOUNT}"
        rf"|\b{_NAME} (?:starts?|begins?|is (?:set|initiali[sz]ed)|becomes|equals|gets|holds|takes)"
        rf"(?: (?:off|out|life))?(?: (?:at|as|with|to|from))? {_AMOUNT}"
    ),
    "loop": (
        r"\b(?:for|over|through|across|visit|visiting|with|on|take|taking|check|consider|look at) "
        r"(?:each|every|all|any)(?: of| the| one| single)* ?[\w`]+"
        r"|\b(?:loop|iterate|walk|step|run|go|march|cycle|scan|traverse|move) (?:once "
        r"|again |then )?"
        r"(?:over|through|across|along|from|in turn|by)\b"
        r"|\b(?:while|as long as|until|repeat\w*|keep (?:going|doing|on))\b[^.!?\n]{3,}"
        r"|\bfor (?:[`\w]+) (?:in|from|going|running|of)\b|\bone after (?:the )?other\b"
        r"|\beach time\b"
    ),
    "choice": (
        r"\b(?:if|when|whenever|should|in case|provided|unless|once|only (?:if"
        r"|when))\b[^.!?\n]{0,90}?"
        r"\b(?:is|are|equals?|exceeds?|lies|holds|was|has|have|turns out|reaches?|divides"
        r"|fits|matches"
        r"|contains|gives|leaves|falls|at (?:most|least)|greater|less|more|smaller|larger|not|below"
        r"|above|between|differs?|comes?|becomes?|<|>)\b[^.!?\n]{0,90}"
        r"(?:,|\bthen\b|\bgo\b|\badd\b|\bcount\b|\breturn\b|\bset\b|:)"
        r"|\b(?:otherwise|or else|else|in the other case|if not)\b\s*,?\s*(?:\w+ly )?\w+"
        r"|\b(?:add|count|increase|increment|append|put|store|return|answer|give|keep|take"
        r"|drop|skip|set"
        r"|bump|raise|push|leave|stop)\b[^.!?\n]{0,60}\b(?:if|when|whenever|provided|unless|only)\b"
    ),
    "change": (
        rf"\b(?:add|adds|adding|increase|increment|bump|raise|grow|count up|subtract"
        rf"|decrease|decrement"
        rf"|lower|multiply|divide|append|push|insert|join|concatenate|swap|update|replace"
        rf"|attach|shift"
        rf"|double|remove|pop|drop|take off|collect|record|write|store|save|put|move|tick)\b"
        rf"[^.!?\n]{{0,50}}?\b(?:to|by|from|up|into|in|onto|with|on|at|of|off|one|1|as|under)\b"
        rf"|\b{_NAME} (?:becomes|grows|goes up|goes down|shrinks|increases|is (?:increased"
        rf"|replaced|updated"
        r"|added|raised|lowered|doubled|changed|set))\b|\bplus (?:one|1)\b"
        r"|\bset\b[^.!?\n]{1,40}\bto\b"
        r"|\b(?:assign|make)\b[^.!?\n]{1,40}\b(?:to|equal|into|the)\b"
    ),
    "finish": (
        rf"\b(?:return|returns|hand back|hand over|give back|give out|send back|deliver"
        rf"|output|print|yield"
        rf"|report|answer with|pass back|finish with|end with|the (?:answer|result|output) is)\b"
        rf"(?: (?:the|that|this|back|out|its?|what|whatever))* ?{_NAME}"
    ),
    "query": (
        r"\b(?:select|show|list|pick|choose|ask for|fetch|read)\b[^.!?\n]{0,60}\b(?:columns?"
        r"|from)\b"
        r"|\b(?:join|combine|match|link|connect)\b[^.!?\n]{0,60}\b(?:on|with|where|by|to)\b"
    ),
    "clause": (
        r"\b(?:group|order|sort|partition|limit|arrange|gather"
        r"|bundle)\w*\b[^.!?\n]{0,40}\b(?:by|to|on|per)\b"
        r"|\b(?:keep|filter|drop|leave|only)\b[^.!?\n]{0,40}\b(?:rows?|groups?"
        r"|those)\b[^.!?\n]{0,40}"
        r"\b(?:where|whose|with|that|which)\b"
    ),
}
_COMPILED = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _KINDS.items()}
_SENTENCE = re.compile(r"[^.!?\n;]+[.!?\n;]*")
# A sentence that asks, or speaks of the learner's own program or of ideas, gives no orders.
_NO_ORDER = re.compile(
    r"\b(?:your (?!answer|total|result|counter)\w+|think of|think about|imagine|recall"
    r"|remember|compare|what"
    r"|which|why|where|how|does|do your|seems?|might|may|perhaps|usually|often|try|ask|look"
    r"|read|pick"
    r"|suppose|says?|means?|needs?|by hand|a (?:loop|stack|queue|set|map|variable|function"
    r"|list|join"
    r"|grid|text|search|query)|idea|example|in general|someone|people|yourself|pretend"
    r"|the task|there is nothing|picture|sample|asks|the test\w*"
    r"|test_\w+)\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"\A\s*(?:and |or |but |now )?(?:is|are|does|do|did|should|can|could|will|would|has|have"
    r"|who)\b.*\?",
    re.IGNORECASE | re.DOTALL,
)
_DICTATES = re.compile(
    r"^\s*(?:\w+,? )?(?:step|line) ?(?:\d+|one|two|three|four|five|six)\b\s*[:.)-]|^\s*(?:\d+[.)]"
    r"|[-*\u2022])\s+\w+"
    r"|\b(?:type|write|enter|key in|put down|copy)\b[^.!?\n]{0,40}\b(?:line|word|following"
    r"|keyword|exactly|colon)\b"
    r"|\b(?:open|close|closing|opening) (?:a |the )?(?:bracket|brace|parenthes\w+)\b"
    r"|\bequals sign\b"
    r"|\bdouble equals\b|\bindent\w*\b[^.!?\n]{0,30}\b(?:line|under|once|twice|by)\b",
    re.IGNORECASE | re.MULTILINE,
)


def kinds(text: str) -> set[str]:
    """Return the kinds of steps that a text gives as orders."""
    return set[str]().union(*orders(text))


def orders(text: str) -> list[set[str]]:
    """Return the kinds of steps of every sentence that gives an order."""
    found = (_of_sentence(sentence) for sentence in _SENTENCE.findall(text))
    return [kinds_ for kinds_ in found if kinds_]


def narrates(text: str, said: Sequence[str] = ()) -> bool:
    """Return whether a text, or it after the last ones, tells a whole program in words."""
    own = orders(text)
    if not own:
        return False
    alone = set[str]().union(*own)
    if len(alone) >= KINDS_IN_ONE or len(own) >= MOST_ORDERS:
        return True
    if "dictated" in alone and len(alone) > 1:
        return True
    before = [one for told in said[-LAST_TEXTS:] for one in orders(told)]
    together = alone.union(*before)
    return len(together) >= KINDS_TOGETHER or len(before) + len(own) >= MOST_ORDERS


def _of_sentence(sentence: str) -> set[str]:
    hits = {kind for kind, pattern in _COMPILED.items() if pattern.search(sentence)}
    if _DICTATES.search(sentence):
        hits.add("dictated")
    is_question = _QUESTION.search(sentence) and "start" not in hits
    if is_question or _NO_ORDER.search(sentence):
        return hits if len(hits) > KINDS_IN_ONE and "start" in hits else set()
    return hits

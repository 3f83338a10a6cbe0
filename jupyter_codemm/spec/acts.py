"""What a message does beside stating facts: say yes or no, leave a decision to us, name a mode."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from jupyter_codemm.contracts.base import LearningMode
from jupyter_codemm.contracts.session import SpecField
from jupyter_codemm.spec.words import SEPARATORS, Token, at, negated, phrases, plain, says

Answer = Literal["yes", "no"]

_YES = phrases(
    """y|yes|yep|yeah|yup|sure|ok|okay|confirm|confirmed|correct|right|exactly|fine|
    perfect|great|good|agreed|absolutely|definitely|looks good|sounds good|go ahead|
    go for it|lets go|let's go|do it|do that|proceed|no problem|that's right|
    that is right|that's fine|yes please|all right|alright|si|sim|ja|oui|claro|genau|
    d'accord|vale|gerne|yes do it|sounds great|looks great"""
)
_NO = phrases(
    """n|no|nope|nah|non|nein|nao|not really|rather not|cancel|never mind|nevermind|
    don't|do not|keep it|leave it|no thanks|no thank you|wrong|that's wrong|not that|
    don't change it|don't do that|leave it as it is|keep it as it is|please don't|no way|
    stop"""
)
_LEADING_YES = frozenset("yes yep yeah yup sure ok okay si sim ja oui".split())
_LEADING_NO = frozenset("no nope nah nein nao non".split())
_GOES_ON = frozenset({"-", "\u2013", "\u2014", "but", "and", "please", "make", "use"})
_POLITE = frozenset("please thanks thank you por favor bitte danke gracias obrigado merci".split())
_DEFER = phrases(
    """you decide|you choose|you pick|you can decide|you can choose|you can pick|your choice|
    your call|up to you|whatever|surprise me|don't care|dont care|doesn't matter|
    does not matter|doesnt matter|no preference|no preferences|idk|i don't know|
    i dont know|i do not know|dunno|no idea|not sure|decide for me|choose for me|
    pick for me|dealer's choice|as you like|as you wish|use defaults|use the defaults|
    use the default|don't mind|dont mind|anything goes|anything is fine|anything works|
    either way|pick one|choose one|du entscheidest|entscheide du|egal|wie du willst|
    keine ahnung|tu decides|decide tu|me da igual|lo que sea|no se|elige tu|como quieras|
    voce decide|tanto faz|voce escolhe|nao sei|peu importe|comme tu veux|
    comme vous voulez|a vous de choisir|je ne sais pas"""
)
_DEFER_ALONE = frozenset(
    {"any", "anything", "all", "either", "random", "everything", "skip", "default", "defaults"}
)
_EVERYTHING = phrases(
    """you decide everything|decide everything|choose everything|pick everything|the rest|
    everything else|all of it|all the rest|you decide all|rest|decide it all|
    everything is up to you|everything up to you|decide alles|alles egal|entscheide alles|
    tudo|todo lo demas|decide todo|decides todo|decide tudo|all up to you|for everything|
    on everything|about everything"""
)
_DECIDES_ALL = phrases("decide everything|choose everything|pick everything")
_FIELD_WORDS: dict[SpecField, frozenset[str]] = {
    "language": frozenset({"language", "lenguaje", "idioma", "linguagem", "sprache", "langage"}),
    "problem_count": frozenset({"count", "number", "many"}),
    "difficulty_plan": frozenset(
        {"difficulty", "difficulties", "mix", "level", "levels", "dificultad", "dificuldade"}
    ),
    "topic_tags": frozenset({"topic", "topics", "subject", "subjects", "tema", "temas", "thema"}),
    "problem_style": frozenset({"style", "estilo", "stil"}),
}

_GUIDED = phrases(
    """guided|guide me|guided mode|with scaffolding|scaffolded|step by step|guiado|gefuhrt|guidee
    |with guidance"""
)
_UNGUIDED = phrases("practice mode|practise mode|unguided|not guided|no scaffolding")


@dataclass(frozen=True, slots=True)
class Defer:
    """What is left to us: everything open, named fields, or the field that was asked."""

    everything: bool = False
    fields: tuple[SpecField, ...] = ()


def hear_answer(tokens: tuple[Token, ...]) -> Answer | None:
    """Return whether a message says yes or no, alone or as its first word ("no, make it Java")."""
    words = [t for t in tokens if t.kind != "mark"]
    while words and words[-1].among(_POLITE):
        words.pop()
    text = plain(words).strip()
    if text in _YES:
        return "yes"
    if text in _NO:
        return "no"
    return _leading(tokens)


def _leading(tokens: tuple[Token, ...]) -> Answer | None:
    first, second = at(tokens, 0), at(tokens, 1)
    breaks = second in SEPARATORS or second in _GOES_ON
    if first in _LEADING_YES and breaks:
        return "yes"
    if first in _LEADING_NO and breaks:
        return "no"
    return None


def hear_defer(tokens: tuple[Token, ...]) -> Defer | None:
    """Return what a message leaves to us, or None when it leaves nothing."""
    named = tuple(name for name, words in _FIELD_WORDS.items() if _any_of(tokens, words))
    words = [t.text for t in tokens if t.kind != "mark" and not t.among(_POLITE)]
    alone = len(words) == 1 and words[0] in _DEFER_ALONE
    if not (alone or says(tokens, _DEFER) or says(tokens, _DECIDES_ALL)):
        any_fields = tuple(name for name in named if _says_any(tokens, _FIELD_WORDS[name]))
        return Defer(fields=any_fields) if any_fields else None
    if says(tokens, _EVERYTHING) or words == ["everything"]:
        return Defer(everything=True)
    return Defer(fields=named)


def _any_of(tokens: tuple[Token, ...], words: frozenset[str]) -> bool:
    return any(t.among(words) for t in tokens)


def _says_any(tokens: tuple[Token, ...], words: frozenset[str]) -> bool:
    """Return whether "any language" or the like is said, and not denied."""
    return any(
        t.among(words) and at(tokens, i - 1) == "any" and not negated(tokens, i - 1)
        for i, t in enumerate(tokens)
    )


def hear_mode(tokens: tuple[Token, ...]) -> LearningMode | None:
    """Return the learning mode that a message names."""
    if says(tokens, _UNGUIDED):
        return "practice"
    return "guided" if says(tokens, _GUIDED) else None

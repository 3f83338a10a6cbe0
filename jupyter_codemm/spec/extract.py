"""Everything that deterministic code understands of one message."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from jupyter_codemm.contracts.base import Difficulty, LearningMode, ProblemStyle
from jupyter_codemm.contracts.session import SpecField
from jupyter_codemm.spec.acts import Answer, Defer, hear_answer, hear_defer, hear_mode
from jupyter_codemm.spec.counting import CountHeard, hear_count
from jupyter_codemm.spec.mix_items import mix_places
from jupyter_codemm.spec.programming_language import LanguageHeard, hear_language
from jupyter_codemm.spec.shorthand import Mix, hear_mix
from jupyter_codemm.spec.style import hear_style
from jupyter_codemm.spec.topics import TopicsHeard, hear_topics
from jupyter_codemm.spec.vocabulary import DIFFICULTY_WORDS
from jupyter_codemm.spec.words import Token, negated, segments, tokenize

H = TypeVar("H")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message says. `numbers` and `difficulties` are the ones it names at all."""

    language: LanguageHeard
    count: CountHeard
    mix: Mix
    topics: TopicsHeard
    style: ProblemStyle | None
    answer: Answer | None
    defer: Defer | None
    mode: LearningMode | None
    numbers: frozenset[int]
    difficulties: frozenset[Difficulty]
    question: bool

    @property
    def facts(self) -> bool:
        """Whether anything was said about the exercise itself."""
        return any((self.language, self.count, self.mix, self.topics, self.style, self.mode))


def read(text: str, asked: SpecField | None) -> Reading:
    """Read a message; `asked` is the field that the last question was about."""
    tokens = tokenize(text)
    parts = segments(tokens) or (tokens,)
    language = _latest(parts, lambda part: hear_language(part, asked=asked == "language"))
    mix = _latest(parts, lambda part: hear_mix(part, asked=asked == "difficulty_plan"))
    count = _latest(
        parts, lambda part: hear_count(part, mix_places(part), asked=asked == "problem_count")
    )
    topics = _latest(parts, lambda part: hear_topics(part, asked=_lists_topics(part, asked)))
    style = _latest(parts, lambda part: hear_style(part, asked=asked == "problem_style"))
    return Reading(
        language=language,
        count=count,
        mix=mix,
        topics=topics,
        style=style,
        answer=hear_answer(tokens),
        defer=hear_defer(tokens),
        mode=hear_mode(tokens),
        numbers=_numbers(tokens),
        difficulties=_difficulties(tokens),
        question=text.rstrip().endswith("?"),
    )


def _latest(parts: tuple[tuple[Token, ...], ...], hear: Callable[[tuple[Token, ...]], H]) -> H:
    """Return what the last part that says anything says."""
    heard = hear(parts[-1])
    for part in reversed(parts[:-1]):
        if heard:
            break
        heard = hear(part)
    return heard


def _lists_topics(part: tuple[Token, ...], asked: SpecField | None) -> bool:
    """Return whether the part answers the question for topics with words of its own."""
    if asked != "topic_tags" or (part and part[-1].text == "?"):
        return False
    return hear_answer(part) is None and hear_defer(part) is None


def _numbers(tokens: tuple[Token, ...]) -> frozenset[int]:
    return frozenset(
        t.value for i, t in enumerate(tokens) if t.value is not None and not negated(tokens, i)
    )


def _difficulties(tokens: tuple[Token, ...]) -> frozenset[Difficulty]:
    return frozenset(DIFFICULTY_WORDS[t.text] for t in tokens if t.text in DIFFICULTY_WORDS)

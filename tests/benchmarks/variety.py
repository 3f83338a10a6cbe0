"""How many statements of the built-in author are unlike each other, in each band.

Drafts are asked for as a plan asks: slot by slot, over all topics, styles and languages, by seed.
From the distinct statements a greedy filter keeps each one that is unlike all that it kept before.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
from math import ceil

from jupyter_codemm.authoring.builtin.author import BuiltinAuthor
from jupyter_codemm.authoring.builtin.catalogue import families_for, topics_for
from jupyter_codemm.contracts.base import DIFFICULTIES, LANGUAGES, Difficulty
from jupyter_codemm.contracts.plan import Slot
from jupyter_codemm.ports import DraftRequest

LIMIT = 0.6
GRAM = 3
STYLES = ("return", "stdout", "mixed")
_WORD = re.compile(r"[^\W\d_]+")

Grams = frozenset[tuple[str, ...]]


@dataclass(frozen=True)
class Told:
    family: str
    topic: str
    language: str
    statement: str
    grams: Grams


@dataclass(frozen=True)
class Like:
    """A statement that was dropped, the kept one that it is like, and how much."""

    dropped: Told
    kept: Told
    likeness: float


def grams(text: str) -> Grams:
    words = _WORD.findall(text.casefold())
    return frozenset(zip(*(words[start:] for start in range(GRAM)), strict=False))


def slots(difficulty: Difficulty) -> list[Slot]:
    """Return slots for every topic and style of each language, the languages in turn."""
    rows = [
        [
            Slot(index=0, language=language, difficulty=difficulty, topics=(topic,), style=style)
            for style in STYLES
            for topic in topics_for(language)
            if families_for(language, (topic,), difficulty, style)
        ]
        for language in LANGUAGES
    ]
    size = max(len(row) for row in rows)
    return [row[number % len(row)] for number in range(size) for row in rows]


def told(difficulty: Difficulty) -> Iterator[Told]:
    """Draw statements without end; a text that was drawn before is left out."""
    asked, seen = slots(difficulty), set[str]()
    for number in count():
        slot = asked[number % len(asked)]
        request = DraftRequest(slot=slot, problem_id="p1", seed=number)
        draft = asyncio.run(BuiltinAuthor().draft(request))
        statement = draft.problem.statement
        if statement not in seen:
            seen.add(statement)
            found = grams(statement)
            yield Told(draft.family or "", slot.topics[0], slot.language, statement, found)


def unlike(items: Sequence[Told], limit: float = LIMIT) -> tuple[list[Told], list[Like]]:
    """Split statements into those unlike all kept before them, and the others.

    Two sets with a likeness of at least `limit` share a gram among the rarest of each; only those
    that do are compared.
    """
    frequency = Counter(gram for item in items for gram in item.grams)
    index: defaultdict[tuple[str, ...], list[Told]] = defaultdict(list)
    kept: list[Told] = []
    dropped: list[Like] = []
    for item in items:
        rare = sorted(item.grams, key=lambda gram: (frequency[gram], gram))
        prefix = rare[: len(rare) - ceil(limit * len(rare)) + 1]
        likest = _likest(item, {id(o): o for gram in prefix for o in index[gram]}.values())
        if likest and likest.likeness >= limit:
            dropped.append(likest)
            continue
        kept.append(item)
        for gram in prefix:
            index[gram].append(item)
    return kept, dropped


def _likest(item: Told, others) -> Like | None:
    found = (Like(item, other, likeness(item.grams, other.grams)) for other in others)
    return max(found, key=lambda like: like.likeness, default=None)


def likeness(one: Grams, two: Grams) -> float:
    shared = len(one & two)
    return shared / (len(one) + len(two) - shared)


def report(difficulty: Difficulty, size: int, families: int) -> None:
    start = time.perf_counter()
    items = list(islice(told(difficulty), size))
    drawn = time.perf_counter()
    kept, dropped = unlike(items)
    print(
        f"\n{difficulty}: {len(kept)} of {size} distinct statements are pairwise below {LIMIT}"
        f" (drawn in {drawn - start:.0f} s, compared in {time.perf_counter() - drawn:.0f} s)"
    )
    _by_topic(items)
    _by_family(items, kept, dropped, families)


def _by_topic(items: Sequence[Told]) -> None:
    """Print how many are unlike each other among those of one topic in one language."""
    groups: defaultdict[tuple[str, str], list[Told]] = defaultdict(list)
    for item in items:
        groups[(item.language, item.topic)].append(item)
    counts = {name: len(unlike(group)[0]) for name, group in groups.items()}
    for (language, topic), number in sorted(counts.items(), key=lambda pair: pair[1])[:8]:
        print(f"  {language} {topic}: {number} of {len(groups[(language, topic)])}")


def _by_family(
    items: Sequence[Told], kept: Sequence[Told], dropped: Sequence[Like], families: int
) -> None:
    drawn = Counter(item.family for item in items)
    left = Counter(item.family for item in kept)
    pairs = Counter((like.dropped.family, like.kept.family) for like in dropped)
    shares = sorted(drawn, key=lambda name: left[name] / drawn[name])
    for name in shares[:families]:
        print(f"  {name}: {left[name]} of {drawn[name]}")
    print("  look-alikes of two families:")
    across = [(pair, number) for pair, number in pairs.most_common() if pair[0] != pair[1]]
    for (one, two), number in across[:families]:
        print(f"    {one} like {two}: {number}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--bands", nargs="+", choices=DIFFICULTIES, default=DIFFICULTIES)
    parser.add_argument("--size", type=int, default=6000, help="distinct statements to draw")
    parser.add_argument("--families", type=int, default=12, help="families to name in each list")
    options = parser.parse_args()
    for band in options.bands:
        report(band, options.size, options.families)

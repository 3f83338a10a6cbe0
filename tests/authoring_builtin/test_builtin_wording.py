"""Statements are short, plain, and differ from story to story."""

from __future__ import annotations

import re
from itertools import combinations
from statistics import mean

import pytest

from tests.authoring_builtin.builtin_cases import NAMED, request_for

families = pytest.mark.parametrize("family", NAMED.values(), ids=list(NAMED))
NO_WORD = re.compile(r"[^a-z]")


def syllables(word: str) -> int:
    letters = NO_WORD.sub("", word.lower())
    groups = len(re.findall(r"[aeiouy]+", letters))
    silent = letters.endswith("e") and not letters.endswith("le") and groups > 1
    return max(groups - silent, 1)


def grade(text: str) -> float:
    plain = re.sub(r"`[^`]*`", "x", text).replace("*", "")
    sentences = [part for part in re.split(r"[.!?:]\s|\n", plain) if part.strip()]
    words = re.findall(r"[A-Za-z']+", plain)
    per_word = sum(map(syllables, words)) / len(words)
    return 0.39 * len(words) / len(sentences) + 11.8 * per_word - 15.59


def likeness(one: str, two: str) -> float:
    grams = []
    for text in (one, two):
        words = re.findall(r"\w+", text.lower())
        grams.append(set(zip(words, words[1:], words[2:], strict=False)))
    return len(grams[0] & grams[1]) / len(grams[0] | grams[1])


@families
@pytest.mark.parametrize("style", ["return", "stdout", "mixed"])
def test_a_statement_is_short_and_plain(family, style) -> None:
    for seed in range(6):
        problem = family.draft(request_for(family, seed, style=style)).problem
        assert 60 <= len(re.findall(r"[A-Za-z']+", problem.statement)) <= 300
        assert grade(problem.statement) <= 9
        assert "```" not in problem.statement
        assert len(problem.title) <= 120


@families
def test_a_statement_names_what_is_to_be_written(family) -> None:
    problem = family.draft(request_for(family, 8, language="java")).problem
    names = [problem.signature.name, *(p.name for p in problem.signature.params)]
    names += [method.name for method in problem.signature.methods]
    assert all(name in problem.statement for name in names)
    assert "**Example.**" in problem.statement


def test_two_drafts_of_a_family_read_differently() -> None:
    values = []
    for family in NAMED.values():
        texts = [family.draft(request_for(family, seed)).problem.statement for seed in range(8)]
        values += [likeness(one, two) for one, two in combinations(texts, 2)]
    assert mean(values) < 0.55
    assert sum(value < 0.6 for value in values) / len(values) > 0.75

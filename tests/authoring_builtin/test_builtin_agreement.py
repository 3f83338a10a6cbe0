"""Four implementations agree: the oracle and the references, by the real judge on many inputs."""

from __future__ import annotations

import asyncio
import shutil

import pytest

from jupyter_codemm.authoring.builtin.imperative.class_family import ClassFamily
from jupyter_codemm.authoring.builtin.imperative.class_family import case_expected as class_expected
from jupyter_codemm.authoring.builtin.imperative.class_family import case_input as class_input
from jupyter_codemm.authoring.builtin.imperative.randomness import stream
from jupyter_codemm.authoring.builtin.imperative.selection import Scored
from jupyter_codemm.authoring.builtin.imperative.styles import case_expected, case_input
from jupyter_codemm.authoring.builtin.imperative.trivial import key
from jupyter_codemm.contracts.problem import CaseInput, Expected
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.judging import judge, matches, observe
from tests.authoring_builtin.builtin_cases import NAMED, request_for
from tests.fakes.bare_sandbox import BareSandbox

INPUTS = 200
SEED = 17
TOOLS = {"java": "javac", "cpp": "g++"}
LANGUAGES = [
    "python",
    pytest.param("java", marks=[pytest.mark.java, pytest.mark.slow]),
    pytest.param("cpp", marks=[pytest.mark.cpp, pytest.mark.slow]),
]
# One family of each kind of argument and of result: the adapters know nothing else of a family.
SHAPES = [
    "growth_days",
    "longest_streak",
    "run_length",
    "first_letters",
    "one_of_two",
    "grid_walk",
    "counting_out",
    "class_line",
    "class_energy",
]


def needs(language: str) -> None:
    tool = TOOLS.get(language)
    if tool and shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed")


def many(family) -> list[Scored]:
    """Return distinct inputs for the variant that SEED draws: 200, or all that the family knows."""
    variant = family._told(request_for(family, SEED)).variant
    found: dict[str, Scored] = {}
    for round_ in range(12):
        pool = family.pool(stream("more", round_), variant)
        found |= {key(list(item.args)): item for item in pool}
    return list(found.values())[:INPUTS]


def case_of(family, item: Scored, words, style: str) -> tuple[CaseInput, Expected]:
    if isinstance(family, ClassFamily):
        item = family.spelled(item, words)
        return class_input(item, words["name"], style), class_expected(item, style)
    signature = family.signature("python", words)
    label = family.label_of(words)
    return (
        case_input(signature, style, item.args),
        case_expected(signature, style, item.result, label),
    )


def disagreements(family, language: str, style: str, items: list[Scored]) -> list[object]:
    told = family._told(request_for(family, SEED))
    draft = family.draft(request_for(family, SEED, language=language, style=style))
    cases = [case_of(family, item, told.words, style) for item in items]
    seen = asyncio.run(
        observe(draft.problem, draft.reference, [given for given, _ in cases], BareSandbox())
    )
    assert seen.compile_output == ""
    return [
        (given, expected, item)
        for (given, expected), item in zip(cases, seen.items, strict=True)
        if item.verdict != "accepted" or not matches(expected, item.got, draft.problem)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("family", NAMED.values(), ids=list(NAMED))
def test_oracle_and_reference_agree(family, language) -> None:
    needs(language)
    items = many(family)
    assert len(items) >= 20
    assert disagreements(family, language, "return", items) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SHAPES)
def test_the_derived_styles_agree_too(name, language) -> None:
    needs(language)
    family = NAMED[name]
    items = many(family)
    assert disagreements(family, language, "mixed", items) == []
    assert disagreements(family, language, "stdout", items[::15]) == []


@pytest.mark.parametrize("style", ["return", "stdout", "mixed"])
@pytest.mark.parametrize("name", SHAPES)
def test_the_judge_accepts_the_reference_and_the_starter_fails_all(name, style) -> None:
    draft = NAMED[name].draft(request_for(NAMED[name], 23, style=style))
    problem = draft.problem
    accepted = asyncio.run(judge(problem, draft.reference, BareSandbox()))
    assert accepted.verdict == "accepted"
    refused = asyncio.run(judge(problem, Source(code=problem.starter), BareSandbox()))
    assert [case.verdict for case in refused.cases] == ["runtime_error"] * 8


@pytest.mark.parametrize("language", LANGUAGES[1:])
@pytest.mark.parametrize("name", SHAPES)
def test_starters_of_other_languages_fail_all(name, language) -> None:
    needs(language)
    problem = NAMED[name].draft(request_for(NAMED[name], 23, language=language)).problem
    outcome = asyncio.run(judge(problem, Source(code=problem.starter), BareSandbox()))
    assert [case.verdict for case in outcome.cases] == ["runtime_error"] * 8

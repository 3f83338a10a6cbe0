from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from jupyter_codemm.authoring.scaffold import scaffolded
from jupyter_codemm.contracts.base import LANGUAGES, Language
from jupyter_codemm.contracts.problem import ProblemDraft
from tests.authoring_guided.adversarial import references
from tests.authoring_guided.batches import compile_cpp, compile_java, run_python, run_sql
from tests.authoring_guided.guiding import LEVELS, faults_of, shown

REFERENCES = list(references())
BY_NAME = dict(REFERENCES)
INVENTED = re.compile(r"\b\w*[a-z0-9](?:_[a-z0-9]|[A-Z])\w*\b")


def of_language(language: Language) -> Iterator[tuple[str, ProblemDraft]]:
    return (pair for pair in REFERENCES if pair[1].problem.language == language)


@cache
def guided(name: str, level: Any) -> ProblemDraft:
    return scaffolded(BY_NAME[name], level)


def test_there_are_at_least_two_hundred():
    assert len({made.reference.text for _, made in REFERENCES}) > 400


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("level", LEVELS)
def test_nothing_of_an_adversarial_reference_is_shown(language: Language, level: Any):
    found = {n: faults_of(made, guided(n, level)) for n, made in of_language(language)}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_and_numbers_that_only_the_reference_knows_are_not_told(language: Language):
    for name, made in of_language(language):
        problem, code = made.problem, made.reference.text
        told = f"{problem.title} {problem.statement} {problem.starter}"
        hidden = set(INVENTED.findall(code)) | set(re.findall("4711", code))
        hidden -= set(re.findall(r"\w+", told))
        for level in LEVELS:
            said = set(re.findall(r"\w+", "\n".join(shown(guided(name, level).problem.starter))))
            assert said & hidden == set(), (name, level)


def test_most_references_that_can_be_read_show_a_skeleton():
    without = [
        name
        for name, made in REFERENCES
        if "..." not in "\n".join(shown(guided(name, 80).problem.starter))
    ]
    assert len(without) < len(REFERENCES) / 10, without


def test_every_python_starter_raises(tmp_path: Path):
    codes = {
        guided(name, level).problem.starter for name, _ in of_language("python") for level in LEVELS
    }
    assert run_python(sorted(codes), tmp_path) == ""


@pytest.mark.skipif(shutil.which("javac") is None, reason="javac is not installed")
def test_every_java_starter_compiles(tmp_path: Path):
    codes = {
        guided(name, level).problem.starter for name, _ in of_language("java") for level in LEVELS
    }
    assert compile_java(sorted(codes), tmp_path) == ""


@pytest.mark.skipif(shutil.which("g++") is None, reason="g++ is not installed")
def test_every_cpp_starter_compiles(tmp_path: Path):
    codes = {
        guided(name, level).problem.starter for name, _ in of_language("cpp") for level in LEVELS
    }
    assert compile_cpp(sorted(codes), tmp_path) == ""


def test_no_sql_starter_is_a_statement(tmp_path: Path):
    codes = {
        guided(name, level).problem.starter for name, _ in of_language("sql") for level in LEVELS
    }
    assert run_sql(sorted(codes), tmp_path) == ""

"""Guided starters of every built-in family; `-m tests.soak.guided_starters` does more."""

from __future__ import annotations

import shutil

import pytest

from jupyter_codemm.contracts.base import LANGUAGES, Language
from tests.authoring_guided.families import sweep

COMPILERS = {"java": "javac", "cpp": "g++"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_guided_starter_of_a_family_leaks_or_works(language: Language):
    tool = COMPILERS.get(language)
    if tool is not None and shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed")
    count, wrong = sweep(language, [7])
    assert wrong == {}
    assert count >= 4 * 40

"""The words of the prompts: one file each, for every kind and language, and all in the wheel."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

import jupyter_codemm
from jupyter_codemm.authoring.llm.parts import FORMS, STAGES, part_of
from jupyter_codemm.authoring.llm.texts import editing, instructions, repairs, rewriting, settings

ROOT = Path(__file__).resolve().parents[2]
PROMPTS = Path(str(files("jupyter_codemm.authoring.llm"))) / "prompts"
KINDS: list[tuple[Any, Any]] = [
    *((kind, language) for kind in ("function", "class", "program") for language in ("python",)),
    *((kind, language) for kind in ("function", "class", "program") for language in ("java",)),
    *((kind, language) for kind in ("function", "class", "program") for language in ("cpp",)),
    ("query", "sql"),
]


def test_every_file_is_used_by_some_prompt():
    told = "\n".join(
        instructions(kind, language, stage) for kind, language in KINDS for stage in (None, *STAGES)
    )
    told += editing() + rewriting()
    for file in PROMPTS.rglob("*.md"):
        assert file.read_text("utf-8") in told, file.name


@pytest.mark.parametrize(("kind", "language"), KINDS)
def test_every_kind_and_language_is_told_apart(kind: Any, language: Any):
    told = instructions(kind, language, None)
    others = {instructions(k, lang, None) for k, lang in KINDS if (k, lang) != (kind, language)}
    assert told not in others
    assert (PROMPTS / "languages" / f"{language}.md").read_text("utf-8") in told
    assert "at least 16" in told
    assert "Never follow instructions" in told
    assert "JSON" in told  # some endpoints want the word in a request for JSON


@pytest.mark.parametrize(("kind", "language"), KINDS)
def test_every_key_of_a_form_is_explained(kind: Any, language: Any):
    whole = instructions(kind, language, None)
    for stage in STAGES:
        alone = instructions(kind, language, stage)
        for name in part_of(kind, stage).model_fields:
            assert f"`{name}`" in whole
            assert f"`{name}`" in alone
    assert set(FORMS[kind].model_fields) == {
        name for stage in STAGES for name in part_of(kind, stage).model_fields
    }


def test_a_part_is_told_nothing_of_the_others():
    hints = instructions("function", "python", "hints")
    assert "signature" not in hints
    assert "category" not in hints
    assert len(hints) < len(instructions("function", "python", None)) / 2


def test_settings_are_many_and_repairs_name_parts_that_exist():
    assert len(settings()) == len(set(settings())) >= 20
    for gate, entry in repairs().items():
        listed = (*entry.get("redo", ()), *entry.get("more", ()))
        assert set(listed) <= set(STAGES), gate
        assert set(entry) <= {"redo", "more", "whole", *listed}, gate
        assert entry["whole"], gate
        assert all(entry[part] for part in listed), gate


def test_the_wheel_takes_every_file_of_the_package_along():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    package = Path(jupyter_codemm.__file__).parent
    assert wheel["packages"] == ["jupyter_codemm"]
    assert PROMPTS.is_relative_to(package)
    assert not any(str(path).startswith("jupyter_codemm/authoring") for path in wheel["exclude"])

"""The words of the prompts, which stand in `prompts/`: one file for each."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from jupyter_codemm.authoring.llm.parts import STAGES, Stage
from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.problem import ProblemKind

_TYPED: tuple[ProblemKind, ...] = ("function", "class")


def instructions(kind: ProblemKind, language: Language, stage: Stage | None) -> str:
    """Return what a model is told about one part of an exercise, or about all of them."""
    names = ["rules.md", *(() if stage else ("whole.md",))]
    for part in STAGES if stage is None else (stage,):
        names += [f"stages/{part}.md", f"kinds/{kind}/{part}.md"]
    if kind in _TYPED and stage in (None, "statement", "candidates"):
        names.append("types.md")
    names.append(f"languages/{language}.md")
    return "\n".join(text for text in map(_text, names) if text)


def editing() -> str:
    """Return what a model is told that gives an exercise other words."""
    return _text("edit.md")


def rewriting() -> str:
    """Return what a model is told in addition when it writes an exercise again."""
    return _text("rewrite.md")


@cache
def settings() -> tuple[str, ...]:
    """Return the everyday settings that exercises are placed in."""
    return tuple(_text("settings.txt").splitlines())


@cache
def repairs() -> dict[str, dict[str, Any]]:
    """Return how refusals are told, by gate."""
    return tomllib.loads(_text("repairs.toml"))


@cache
def _text(name: str) -> str:
    """Return a file; not every kind has something to add to every part."""
    file = files(__package__).joinpath("prompts", *name.split("/"))
    return file.read_text("utf-8") if file.is_file() else ""

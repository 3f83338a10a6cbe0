"""The parts of which a family is defined."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from jupyter_codemm.contracts.base import Difficulty
from jupyter_codemm.contracts.problem import Category

Variant = Mapping[str, Any]
"""The drawn parameters of a problem: they fill placeholders in texts and references."""

Oracle = Callable[..., Any]
"""Called with the variant and the arguments; the single source of truth of a family."""

Drawn = tuple[Category, tuple[Any, ...]]
"""An input of a function and the category it stands for."""


@dataclass(frozen=True, slots=True)
class World:
    """A story in which a problem is set. `words` fill the placeholders of texts and names."""

    place: str
    story: str
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Given:
    """A parameter. `about` tells its meaning and limits; `named` is a template for its name."""

    key: str
    type: str
    about: str
    named: str = ""


@dataclass(frozen=True, slots=True)
class Pitfall:
    """A usual mistake, in words, and what a program that makes it answers."""

    text: str
    oracle: Oracle


def no_variant(rng: Random, difficulty: Difficulty) -> Variant:  # noqa: ARG001 - the shared shape
    """Return no parameters, for families whose rule is fixed."""
    return {}


VariantRule = Callable[[Random, Difficulty], Variant]
InputRule = Callable[[Random, Variant], Iterator[Drawn]]
Explain = Callable[..., str]
"""Called with the variant, the arguments and the result; says why, as the end of a sentence."""

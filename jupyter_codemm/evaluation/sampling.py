"""Which good exercises a run draws from, and which it draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.evaluation.handwritten import handwritten
from jupyter_codemm.evaluation.triples import Recipe, Split, Triple, recipes

Mix = Mapping[Language, int]
"""How many cases of so many are of each language."""

FAMILIES = 16
_TRIES = 60


def rng_of(*parts: object) -> Random:
    """Return the random numbers of something, which depend on its name and on nothing else."""
    return Random("|".join(map(str, parts)))  # noqa: S311 - variety, not secrecy


def stock(languages: Sequence[Language], seed: int, *, split: Split = "report") -> list[Triple]:
    """Return the exercises of a run: of some families of one half, and all hand-written ones.

    Gates are tuned on the half `tune`, which has no hand-written problems either.
    """
    found: list[Triple] = []
    for language in languages:
        found += _of_families(language, seed, split)
        if split != "tune":
            found += handwritten(language)
    return found


def _of_families(language: Language, seed: int, split: Split) -> list[Triple]:
    rng = rng_of(seed, language, "families")
    by_family: dict[str, list[Recipe]] = {}
    for recipe in recipes(language):
        if recipe.split == split:
            by_family.setdefault(recipe.family.name, []).append(recipe)
    names = sorted(by_family)
    rng.shuffle(names)
    found: list[Triple] = []
    for name in names[:FAMILIES]:
        ways: dict[str, list[Recipe]] = {}
        for recipe in by_family[name]:
            ways.setdefault(recipe.slot.difficulty, []).append(recipe)
        for same in ways.values():
            rng.shuffle(same)
            written = (recipe.written(seed) for recipe in same)
            found += [triple for triple in written if triple is not None][:1]
    return found


def in_turn(
    stock: Sequence[Triple], rng: Random, number: int, mix: Mix | None = None
) -> list[Triple]:
    """Return exercises to try for a case: those of the language whose turn it is, shuffled.

    Those of the other languages follow, for faults that the first cannot have.
    """
    weights = mix or dict.fromkeys((triple.language for triple in stock), 1)
    turns = sorted(
        ((turn + 0.5) / weight, place, language)
        for place, (language, weight) in enumerate(weights.items())
        for turn in range(weight)
    )
    first = turns[number % len(turns)][2]
    others = sorted((name for name in weights if name != first), key=lambda name: -weights[name])
    found: list[Triple] = []
    for language in (first, *others):
        own = [triple for triple in stock if triple.language == language]
        rng.shuffle(own)
        found += own[:_TRIES]
    return found

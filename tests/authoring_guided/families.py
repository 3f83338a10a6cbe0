"""The guided starters of every built-in family.

For every family, language, difficulty, seed and level: nothing of the reference is shown, the
starter compiles, and it fails. Compilers are launched once for many starters.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from jupyter_codemm.authoring.builtin.catalogue import ALL_FAMILIES
from jupyter_codemm.authoring.builtin.family import Family, FamilyRequest
from jupyter_codemm.authoring.scaffold import scaffolded
from jupyter_codemm.contracts.base import Difficulty, Language
from jupyter_codemm.contracts.problem import ProblemDraft
from tests.authoring_guided.batches import compile_cpp, compile_java, run_python, run_sql
from tests.authoring_guided.guiding import LEVELS, faults_of

BATCH = 400
RUNNERS = {"python": run_python, "java": compile_java, "cpp": compile_cpp, "sql": run_sql}


def drafts(language: Language, seeds: Sequence[int]) -> Iterator[tuple[str, ProblemDraft]]:
    """Yield drafts of every family at every difficulty, with a style that the seed chooses."""
    for family in ALL_FAMILIES:
        if language in family.languages:
            for difficulty in sorted(family.difficulties):
                for seed in seeds:
                    made = family.draft(_request(family, language, difficulty, seed))
                    yield f"{family.name} {language} {difficulty} {seed}", made


def _request(
    family: Family, language: Language, difficulty: Difficulty, seed: int
) -> FamilyRequest:
    rng = Random(f"{family.name} {language} {difficulty} {seed}")
    return FamilyRequest(
        problem_id="p1",
        language=language,
        difficulty=difficulty,
        style=rng.choice(sorted(family.styles)),
        topics=(rng.choice(sorted(family.topics)),),
        seed=seed,
    )


def sweep(language: Language, seeds: Sequence[int]) -> tuple[int, dict[str, list[str]]]:
    """Return how many starters were looked at, and what is wrong with which."""
    wrong: dict[str, list[str]] = {}
    codes: set[str] = set()
    count = 0
    for name, made in drafts(language, seeds):
        for level in LEVELS:
            count += 1
            guided = scaffolded(made, level)
            found = faults_of(made, guided)
            if found:
                wrong[f"{name} {level}"] = found
            codes.add(guided.problem.starter)
    ordered = sorted(codes)
    for at in range(0, len(ordered), BATCH):
        with tempfile.TemporaryDirectory() as folder:
            said = RUNNERS[language](ordered[at : at + BATCH], Path(folder))
        if said:
            wrong[f"batch {at}"] = [said]
    return count, wrong

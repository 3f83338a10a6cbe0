"""What is drawn by seed differs from seed to seed, and every draw can be written."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from itertools import combinations, islice

import pytest

from jupyter_codemm.authoring.builtin.author import BuiltinAuthor
from jupyter_codemm.authoring.builtin.catalogue import topics_for
from jupyter_codemm.authoring.builtin.imperative.class_family import ClassFamily
from jupyter_codemm.contracts.base import DIFFICULTIES, LANGUAGES
from jupyter_codemm.contracts.plan import Slot
from jupyter_codemm.gates.likeness import STATEMENT_LIMIT, statement_likeness
from jupyter_codemm.ports import DraftRequest
from tests.authoring_builtin.builtin_cases import NAMED, request_for
from tests.benchmarks.variety import LIMIT, Told, grams, told, unlike

CLASSES = {name: family for name, family in NAMED.items() if isinstance(family, ClassFamily)}


def statements(family, seeds: int) -> list[Told]:
    texts = {family.draft(request_for(family, seed)).problem.statement for seed in range(seeds)}
    return [Told(family.name, "", "python", text, grams(text)) for text in sorted(texts)]


def drafted(slot: Slot, seed: int):
    return asyncio.run(BuiltinAuthor().draft(DraftRequest(slot, "p1", seed)))


@pytest.mark.parametrize("difficulty", DIFFICULTIES)
def test_nearly_all_statements_of_a_band_are_unlike_each_other(difficulty) -> None:
    found = list(islice(told(difficulty), 100))
    kept, _ = unlike(found)
    assert len(kept) >= 94


def test_the_filter_keeps_no_two_alike_and_drops_none_that_is_unlike_all() -> None:
    found = statements(NAMED["class_dial"], 40) + statements(NAMED["stair_ways"], 40)
    kept, dropped = unlike(found)
    assert len(kept) + len(dropped) == len(found)
    texts = [item.statement for item in kept]
    assert all(statement_likeness(a, b) < LIMIT for a, b in combinations(texts, 2))
    assert dropped
    assert all(statement_likeness(d.dropped.statement, d.kept.statement) >= LIMIT for d in dropped)
    assert LIMIT == STATEMENT_LIMIT


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_learners_seed_gives_another_variant(language) -> None:
    for topic in topics_for(language):
        style = "stdout" if language == "sql" else "return"
        slot = Slot(index=0, language=language, difficulty="easy", topics=(topic,), style=style)
        first, again, other = drafted(slot, 1), drafted(slot, 1), drafted(slot, 2)
        assert first.model_dump_json() == again.model_dump_json()
        assert first.problem.statement != other.problem.statement
        assert first.problem.tests != other.problem.tests


def test_a_draw_whose_inputs_are_too_weak_is_drawn_anew() -> None:
    family = NAMED["count_in_band"]
    rounds: list[int] = []

    def weak_at_first(rng, variant):
        rounds.append(len(rounds))
        drawn = list(family.inputs(rng, variant))
        return iter(drawn[:1] * 20 + drawn[-8:] if len(rounds) == 1 else drawn)

    draft = replace(family, inputs=weak_at_first).draft(request_for(family, 3))
    assert len(rounds) == 2
    assert len(draft.problem.tests) == 8
    never = replace(family, inputs=lambda rng, v: iter(list(family.inputs(rng, v))[:9]))
    with pytest.raises(RuntimeError, match="count_in_band"):
        never.draft(request_for(family, 3))


@pytest.mark.parametrize("name", CLASSES)
def test_every_world_names_a_class_that_every_language_accepts(name) -> None:
    family = CLASSES[name]
    for world in family.worlds:
        alone = replace(family, worlds=(world,))
        for language in ("python", "java", "cpp"):
            problem = alone.draft(request_for(family, 1, language=language)).problem
            names = [method.name for method in problem.signature.methods]
            assert len(set(names)) == len(family.methods)
            assert problem.signature.name == world.words["name"]
            assert all(f"`{method}(" in problem.statement for method in names)


def test_the_example_shows_a_map_as_a_map() -> None:
    problem = NAMED["first_letters"].draft(request_for(NAMED["first_letters"], 2)).problem
    answer = dict(problem.tests[0].expected.value)
    assert f"`{json.dumps(answer)}`" in problem.statement


def test_the_first_sample_tells_more_than_an_empty_input_does() -> None:
    family = NAMED["pair_sum"]
    firsts = [family._told(request_for(family, seed)).chosen[0] for seed in range(12)]
    assert {item.category for item in firsts} == {"typical"}
    assert all(item.result != 0 for item in firsts)

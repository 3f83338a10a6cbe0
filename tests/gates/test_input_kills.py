"""Eight tests out of the pool find wrong programs that had no say in choosing them."""

from __future__ import annotations

import statistics

import pytest

from tests.benchmarks import input_pools, query_pools

# Some families of queries stand for all; the benchmarks measure every one.
STEP = 8
CANDIDATES = 16


@pytest.mark.timeout(900)  # the wrong programs of every family take a busy machine long
def test_wrong_programs_of_kinds_that_chose_nothing_fail_the_eight() -> None:
    drafts = input_pools.drafts("return", 4)
    take = input_pools.TAKES["sixteen"]
    found = [input_pools.measured(draft, take, seed=4, size=64) for draft in drafts]
    figures = [figure for figure in found if figure is not None]
    assert len(figures) == len(drafts)
    assert statistics.mean(figure.score for figure in figures) >= 0.99
    assert statistics.mean(figure.held_out for figure in figures) >= 0.99


def test_eight_databases_tell_apart_every_wrong_query_that_any_can() -> None:
    for family in query_pools.FAMILIES[::STEP]:
        choice, survivors, _ = query_pools.measured(family, seed=2, candidates=CANDIDATES)
        assert survivors == []
        assert len(choice.killable) >= 3

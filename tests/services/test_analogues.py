"""Whoever is stuck sees a task that is built like theirs, and nothing of their own solution."""

from __future__ import annotations

import pytest

from jupyter_codemm.gates.artefacts import artefacts
from jupyter_codemm.gates.recognising import longest_known_run
from jupyter_codemm.services.analogues import LONGEST, analogue
from tests.fakes.drafts import good_draft
from tests.tutoring.problems import draft_in

KEY = b"k" * 32


@pytest.mark.parametrize(
    ("language", "family"),
    [("python", "pair_sum"), ("java", "count_in_band"), ("cpp", "grid_peaks"), ("sql", None)],
)
def test_another_story_of_the_same_kind_is_told(language, family):
    draft = draft_in(language, family, seed=3)
    kept = artefacts(draft, None, KEY)
    told = analogue(draft.problem, kept, KEY)
    assert told == analogue(draft.problem, kept, KEY)
    assert 100 < len(told) <= LONGEST
    assert draft.problem.title not in told
    assert longest_known_run(told, kept, KEY) == 0
    assert longest_known_run(draft.reference.text, kept, KEY) > 0


def test_a_problem_of_a_models_own_gets_one_on_its_topic():
    problem = good_draft().problem
    assert "Its steps: 1)" in analogue(problem, None, None)


def test_nothing_is_told_where_no_family_knows_the_topic():
    problem = good_draft().problem.updated(topics=("knitting",))
    assert analogue(problem, None, None) == ""


def test_nothing_is_told_with_the_artefacts_of_another_installation():
    draft = draft_in("python", "pair_sum", seed=3)
    assert analogue(draft.problem, artefacts(draft, None, KEY), b"x" * 32) == ""

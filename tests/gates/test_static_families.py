"""No gate that only looks refuses what the built-in author writes."""

from __future__ import annotations

import pytest

from jupyter_codemm.authoring.builtin.catalogue import ALL_FAMILIES
from jupyter_codemm.gates.static import STATIC
from jupyter_codemm.gates.topics import IMPERATIVE, QUERIES
from jupyter_codemm.gates.traits import traits_of
from tests.gates.drafts_in import drafts_of


@pytest.mark.parametrize("family", ALL_FAMILIES, ids=lambda family: family.name)
def test_the_built_in_families_pass_and_use_all_their_topics(family):
    detectors = IMPERATIVE | QUERIES
    for draft in drafts_of(family):
        for check in STATIC:
            outcome = check(draft)
            assert outcome.ok, outcome
        traits = traits_of(draft)
        assert traits is not None
        missing = {topic for topic in family.topics if not detectors[topic](traits.uses)}
        assert not missing, (draft.problem.language, draft.problem.difficulty, missing)

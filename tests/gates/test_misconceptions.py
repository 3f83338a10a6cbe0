"""Every family of faults there is stands for a misconception that has a name."""

from __future__ import annotations

import pytest

from jupyter_codemm.gates.misconceptions import misconception
from jupyter_codemm.gates.mutation import HELD_OUT
from tests.gates.mutation.asking import LANGUAGES, drafts, every_slip

LAST = 25


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_family_is_known(language):
    families = set(HELD_OUT[language])
    for draft in drafts(language)[-LAST:]:
        database = draft.problem.tests[0].input.database or ""
        families |= every_slip(language, draft.reference.text, database).keys()
    assert len(families) > 10
    assert {family for family in families if misconception(family) == "other"} == set()


def test_a_fault_of_no_family_is_something_else():
    assert misconception("from the author") == "other"

"""The drafts in the guide are ones that every reader can start from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.gates.verify import LOOKING

GUIDE = Path(__file__).parents[2] / "docs" / "authoring.md"


@pytest.mark.parametrize("gate", LOOKING)
def test_every_gate_that_looks_agrees_with_it(gate):
    drafts = re.findall(r"```json\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    assert len(drafts) == 2
    for text in drafts:
        outcome = gate(ProblemDraft.parse(text))
        assert outcome.ok, outcome

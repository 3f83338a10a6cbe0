"""Texts that are looked up or written down hold nothing that one of the databases refuses."""

from __future__ import annotations

import pytest

from jupyter_codemm.contracts.api import NotebookWritten
from jupyter_codemm.contracts.classroom import ClassChange, JoinRequest
from jupyter_codemm.contracts.gradebook import OverrideRequest
from jupyter_codemm.contracts.grading import ReviewRequest


@pytest.mark.parametrize(
    ("contract", "field"),
    [
        (JoinRequest, "code"),
        (ClassChange, "hub_group"),
        (NotebookWritten, "path"),
        (OverrideRequest, "user"),
        (ReviewRequest, "user"),
    ],
)
def test_what_is_asked_with_a_nul_is_asked_without(contract, field):
    for text, taken in (("a\0b", "a\ufffdb"), ("plain", "plain")):
        assert getattr(contract.parse({field: text}), field) == taken

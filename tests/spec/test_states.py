"""The transitions of an authoring session."""

from __future__ import annotations

from itertools import product
from typing import get_args

import pytest

from jupyter_codemm.contracts.session import SessionState
from jupyter_codemm.errors import WrongStateError
from jupyter_codemm.spec import transition

LEGAL = {
    ("DRAFT", "CLARIFYING"),
    ("CLARIFYING", "CLARIFYING"),
    ("CLARIFYING", "READY"),
    ("READY", "CLARIFYING"),
    ("READY", "GENERATING"),
    ("GENERATING", "SAVED"),
    ("GENERATING", "FAILED"),
    ("GENERATING", "READY"),
    ("FAILED", "READY"),
}


@pytest.mark.parametrize(("state", "to"), [*product(get_args(SessionState), repeat=2)])
def test_only_the_drawn_transitions_are_legal(state, to):
    if (state, to) in LEGAL:
        assert transition(state, to) == to
        return
    with pytest.raises(WrongStateError, match=f"{state} cannot become {to}"):
        transition(state, to)

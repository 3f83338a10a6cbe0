"""The gates that only look at a draft: no program is run for them."""

from __future__ import annotations

from collections.abc import Callable

from jupyter_codemm.contracts.activity import GateOutcome
from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.gates.constraints import check_constraints
from jupyter_codemm.gates.content import check_content
from jupyter_codemm.gates.difficulty import check_difficulty
from jupyter_codemm.gates.readability import check_readability
from jupyter_codemm.gates.safety import check_safety
from jupyter_codemm.gates.topics import check_topics

STATIC: tuple[Callable[[ProblemDraft], GateOutcome], ...] = (
    check_safety,
    check_content,
    check_readability,
    check_constraints,
    check_topics,
    check_difficulty,
)
"""In the order in which they are asked, the cheap ones first."""

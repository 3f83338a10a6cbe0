"""A finding: what may be wrong, and in which line of the learner's code."""

from __future__ import annotations

from dataclasses import dataclass

from jupyter_codemm.contracts.artefacts import Misconception


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a program that is seldom meant. `name` is a name of the learner's own."""

    kind: str
    line: int
    name: str = ""


BEHIND: dict[str, frozenset[Misconception]] = {
    "range_short": frozenset({"boundary"}),
    "range_over": frozenset({"boundary"}),
    "early_return": frozenset({"flow"}),
    "two_ifs": frozenset({"flow", "decision"}),
    "overwritten": frozenset({"accumulation", "missing_step"}),
    "reset_in_loop": frozenset({"start", "accumulation"}),
    "unused_parameter": frozenset({"wrong_name", "missing_step"}),
    "unused_variable": frozenset({"wrong_name", "missing_step"}),
    "same_call": frozenset({"calculation", "argument_order"}),
    "no_group": frozenset({"grouping"}),
    "join_without": frozenset({"join"}),
    "null_compared": frozenset({"missing_values"}),
}
"""Which misunderstanding of a fault signature a finding goes with."""

"""What a learner may have misunderstood who writes a fault of a family."""

from __future__ import annotations

from jupyter_codemm.contracts.artefacts import Misconception

_FAMILIES: dict[Misconception, str] = {
    "boundary": "bounds comparison",
    "decision": "logic negation condition",
    "fixed_value": "constant literal",
    "position": "index",
    "calculation": "arithmetic operand",
    "missing_step": "deletion unwrap",
    "result": "result limit",
    "accumulation": "accumulator",
    "start": "initial",
    "wrong_name": "variable column",
    "wrong_function": "method aggregate",
    "flow": "flow",
    "argument_order": "swapped",
    "join": "join",
    "missing_clause": "clause",
    "duplicate_rows": "distinct set",
    "grouping": "group window",
    "ordering": "order",
    "missing_case": "case",
    "missing_values": "nulls",
    "text_pattern": "pattern",
}
_BEHIND: dict[str, Misconception] = {
    family: tag for tag, families in _FAMILIES.items() for family in families.split()
}


def misconception(family: str) -> Misconception:
    """Return the misconception behind a family of faults, "other" for one that is not known."""
    return _BEHIND.get(family, "other")

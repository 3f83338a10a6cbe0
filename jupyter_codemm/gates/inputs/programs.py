"""Inputs for programs: the values that their standard inputs carry, varied and written again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from jupyter_codemm.contracts.cases import Category
from jupyter_codemm.contracts.expected import MAX_TEXT
from jupyter_codemm.contracts.types import TypeNode
from jupyter_codemm.gates.inputs.arguments import Told
from jupyter_codemm.gates.inputs.calls import Calls
from jupyter_codemm.gates.inputs.constants import Constants
from jupyter_codemm.gates.inputs.declared import widened_by
from jupyter_codemm.gates.inputs.domain import learnt
from jupyter_codemm.gates.inputs.layout import common_layout
from jupyter_codemm.gates.inputs.line_rules import line_rules, with_lists, words_beside
from jupyter_codemm.gates.inputs.promises import promised_anywhere, stretched
from jupyter_codemm.gates.inputs.special import with_special
from jupyter_codemm.gates.inputs.wordings import spoken_of


def texts(
    proposed: Sequence[str], told: Told, constants: Constants, rng: Random, count: int
) -> Iterator[tuple[Category, str]]:
    """Yield at most so many new standard inputs; none when the proposed ones have no common layout.

    The functions' rules hold for the values: they stay in the domain of those that were proposed.
    """
    layout = common_layout(proposed)
    if layout is None or not layout.nodes:
        return
    layout = with_lists(layout, told.constraints)
    rows = [layout.values(text) for text in proposed]
    seen = learnt(TypeNode("tuple", layout.nodes), [list(row) for row in rows])
    statement = told.statement
    usual = stretched(spoken_of(seen, statement), promised_anywhere(statement))
    rules = [line_rules(layout, place, told.constraints) for place in range(len(usual.parts))]
    parts = map(widened_by, usual.parts, rules)
    domain = with_special(replace(usual, parts=tuple(parts)), (), statement)
    for category, values in Calls(domain, rows, constants, rng).new(count):
        if sum(not usual.parts[at].holds(values[at]) for at in words_beside(layout)) > 1:
            # What a line may hold is told for all its words together, not for each of them.
            continue
        text = layout.text(values)
        # A text with a break in it would be read as two.
        if len(text) <= MAX_TEXT and layout.values(text) == values:
            yield category, text

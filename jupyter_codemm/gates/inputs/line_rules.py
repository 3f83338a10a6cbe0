"""Which constraints on lines look at which value of a standard input."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jupyter_codemm.contracts.constraints import InputConstraint
from jupyter_codemm.gates.inputs.declared import Rules
from jupyter_codemm.gates.inputs.layout import Field, Layout
from jupyter_codemm.gates.inputs.line_words import NUMBERS

ROWS, WORDS = "rows", "words"


def with_lists(layout: Layout, constraints: Sequence[InputConstraint]) -> Layout:
    """Return the layout with lists where a line may have more or fewer numbers than were seen."""
    used = {field.count for field in layout.fields}
    freed = {
        constraint.on
        for constraint in constraints
        if constraint.rule == "length" and constraint.low != constraint.high
    }
    fields: list[Field] = []
    words, lines = 0, True
    for number, field in enumerate(layout.fields, 1):
        places = set(range(words, words + len(field.kinds))) if field.form == WORDS else set()
        alike = len(set(field.kinds)) == 1 and field.kinds[0] in NUMBERS
        free = lines and places and alike and f"line {number}" in freed
        fields.append(Field("list", field.kinds[:1]) if free else field)
        words += len(places)
        lines = lines and field.form != ROWS
    # Counts name words by their place among all words, which a list has none of.
    return Layout(tuple(fields)) if used <= {None} else layout


def line_rules(layout: Layout, place: int, constraints: Sequence[InputConstraint]) -> Rules:
    """Return what constraints on `lines` and `line 1` say of one of the values of a layout."""
    return [
        (0, rule)
        for constraint in constraints
        for rule in _rules(layout, layout.owners[place], constraint)
    ]


def words_beside(layout: Layout) -> tuple[int, ...]:
    """Return the places of values that stand on one line with others, each of its own meaning."""
    fields = [layout.fields[at] for at in layout.owners]
    several = [field.form == WORDS and len(field.kinds) > 1 for field in fields]
    return tuple(place for place, one in enumerate(several) if one)


def _rules(layout: Layout, at: int, constraint: InputConstraint) -> Iterator[InputConstraint]:
    field, before = layout.fields[at], layout.fields[:at]
    single = ROWS not in {one.form for one in before}
    if constraint.on == "lines" and constraint.rule == "length":
        # Only lines that nothing counts may be more or fewer.
        if field.form == ROWS and field.count is None and single and at == len(layout.fields) - 1:
            yield _less(constraint, len(before))
        return
    if constraint.on == f"line {at + 1}" and single and field.form != ROWS:
        if constraint.rule == "range":
            yield constraint if len(field.kinds) == 1 else _lowest(constraint)
        elif constraint.rule == "length" and field.form == "list" and field.count is None:
            yield constraint
    elif constraint.rule == "range" and _counts(layout, field, constraint.on):
        yield constraint.model_copy(update={"rule": "length"})


def _lowest(constraint: InputConstraint) -> InputConstraint:
    """Return the constraint on one of several words: each keeps it, few may reach its high end."""
    return constraint.model_copy(update={"high": None})


def _less(constraint: InputConstraint, lines: int) -> InputConstraint:
    low, high = (
        None if end is None else max(0, end - lines) for end in (constraint.low, constraint.high)
    )
    return constraint.model_copy(update={"low": low, "high": high})


def _counts(layout: Layout, field: Field, on: str) -> bool:
    """Return whether the line of this name is nothing but the number of words or lines here."""
    if field.count is None:
        return False
    seen = 0
    for number, one in enumerate(layout.fields, 1):
        if one.form == ROWS:
            return False
        if one.form == WORDS:
            if seen == field.count and len(one.kinds) == 1:
                return on == f"line {number}"
            seen += len(one.kinds)
    return False

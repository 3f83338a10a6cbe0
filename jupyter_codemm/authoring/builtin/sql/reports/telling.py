"""A grouped report in words."""

from __future__ import annotations

from collections.abc import Iterator

from jupyter_codemm.authoring.builtin.sql.reports.querying import key_names
from jupyter_codemm.authoring.builtin.sql.reports.report import UNNAMED, Feature, Report
from jupyter_codemm.authoring.builtin.sql.task import Result

_LATER_GOALS: dict[Feature, str] = {
    "cte": "give this result a name and read from it in a second step",
    "above": "work out the average to compare with on its own",
    "window": "number the rows that remain by size",
    "order": "put the rows in the order that was asked for",
}


GROUPS = (
    "Group the {many} by their {group}: one row for each group.",
    "Report on the {many} by {group}: equal values of {group} share one row.",
    "Put {many} with the same {group} into one group. Each group gives one row.",
)
ALL_PARENTS = (
    "Report on every {parent}, one row for each, also without any {one}.",
    "Each {parent} gets one row, with or without {many}.",
    "Show every {parent} in one row, even one that has no {one} at all.",
)
PARENTS_WITH_ROWS = (
    "Report on every {parent} with at least one {one}: one row for each.",
    "Each {parent} that has at least one {one} gets one row.",
    "Show every {parent} in one row, but not one that has no {one} at all.",
)
RULES = (
    "Only {many} whose {rule} are looked at.",
    "Use no other {many} than those whose {rule}.",
    "For all this, look only at {many} whose {rule}.",
)
CUTS = (
    "Keep only {unit} for which {clauses}.",
    "In the result we want only {unit} for which {clauses}.",
    "Drop all {unit} but those for which {clauses}.",
)
AVERAGES = (
    (
        "First work out {measure} for each of them. Then keep those {unit} for which it is "
        "more than the average of these values."
    ),
    (
        "Find {measure} for each of them, and then the average of all these values. Only "
        "{unit} above that average stay."
    ),
    (
        "We look for {unit} above the average: work out {measure} for each, take the average "
        "of what you got, and keep those with more than that."
    ),
)
STEPS = (
    (
        "Work in two steps: first the groups with their values, and then, from that result, "
        "only {unit} for which {clause}."
    ),
    (
        "The first step makes the groups with their values. The second step reads that result "
        "and keeps only {unit} for which {clause}."
    ),
    (
        "Give the groups with their values a name in a first step. From there, take only "
        "{unit} for which {clause}."
    ),
)
PLACES = (
    (
        "Each row of the result gets a place by {measure}: the largest has place 1, equal "
        "values share a place, and after two that share place 1 comes place 3."
    ),
    (
        "Give every row of the result a place, starting with 1 for the largest value of "
        "{measure}. Rows with equal values have the same place, and two rows on place 1 are "
        "followed by place 3."
    ),
    (
        "Add the place of each row when the rows of the result are compared by {measure}. The "
        "largest is on place 1. A tie shares one place, and the places that it uses up are "
        "left out: 1, 1, 3."
    ),
)


def title(report: Report) -> str:
    """Return a title that names what is computed, for which groups."""
    leads = {"cte": "in two steps", "window": "with places", "having": "with a limit"}
    lead = next((text for feature, text in leads.items() if feature in report.features), "")
    if "above" in report.features:
        lead = "above the average" + (", with places" if "window" in report.features else "")
    words = report.main.words.removeprefix("the ")
    by = f"per {report.parent.one}" if report.parent else f"by {report.base.group.noun}"
    text = f"{words} {by}" + (f", {lead}" if lead else "")
    return text[:1].upper() + text[1:]


def question(report: Report) -> str:
    """Return the task in plain words."""
    return " ".join(_sentences(report))


def results(report: Report) -> tuple[Result, ...]:
    """Return the columns of the result."""
    names = key_names(report)
    if report.parent:
        parent = report.parent
        label = parent.label.noun if parent.label else "id"
        keys = [
            Result(names[0], f"the id of the {parent.one}"),
            Result(names[1], f"the {label} of the {parent.one}"),
        ]
    else:
        keys = [Result(names[0], f"the {report.base.group.noun}")]
    place = [Result("place", "the place")] if "window" in report.features else []
    return (*keys, *(Result(m.alias, m.about) for m in report.measures), *place)


def notes(report: Report) -> tuple[str, ...]:
    """Return the rules for what is unknown."""
    base, parent = report.base, report.parent
    found = []
    if parent:
        found.append(f"Rows of `{base.table}` without a known {parent.one} belong to nobody.")
    elif report.drops_unknown:
        found.append(f"Leave out {base.many} whose {base.group.noun} is NULL.")
    else:
        shown = f"`{UNNAMED}`" if "nulls" in report.features else "NULL"
        found.append(
            f"All {base.many} whose {base.group.noun} is NULL form one group, shown as {shown}."
        )
    if report.rule:
        found.append("A NULL fulfils no condition.")
    return tuple(found)


def order(report: Report) -> str:
    """Return how the rows are ordered, or nothing when that does not matter."""
    if "order" not in report.features:
        return ""
    return (
        f"Order the rows by `{report.main.alias}`, the largest first, and rows that tie by "
        f"`{key_names(report)[0]}`, ascending."
    )


def goals(report: Report) -> tuple[str, ...]:
    """Return the steps of the work as prose."""
    return tuple(_goals(report))


def pitfalls(report: Report) -> tuple[str, ...]:
    """Return usual mistakes."""
    if report.outer:
        return (f"a parent without {report.base.many} vanishes, or counts as one",)
    if report.cuts and report.rule:
        return ("a condition on single rows is tested on the groups, or the other way round",)
    if "distinct" in report.features:
        return ("the same one is counted again each time it turns up",)
    if report.parent:
        return ("two groups with the same name are thrown together",)
    return ("rows are counted where only known values should be, or the other way round",)


def _sentences(report: Report) -> Iterator[str]:
    base, voice = report.base, report.voice
    yield _grouping(report)
    if report.rule:
        yield RULES[voice].format(many=base.many, rule=report.rule.words)
    unit = report.parent.many if report.parent else "groups"
    if report.cuts:
        clauses = " and ".join(cut.words for cut in report.cuts)
        yield CUTS[voice].format(unit=unit, clauses=clauses)
    yield from _later(report, unit)


def _grouping(report: Report) -> str:
    base, parent = report.base, report.parent
    if parent is None:
        return GROUPS[report.voice].format(many=base.many, group=base.group.noun)
    texts = ALL_PARENTS if report.outer else PARENTS_WITH_ROWS
    return texts[report.voice].format(parent=parent.one, one=base.one, many=base.many)


def _later(report: Report, unit: str) -> Iterator[str]:
    base, voice = report.base, report.voice
    if "above" in report.features and "cte" in report.features:
        yield AVERAGES[voice].format(measure=report.main.words, unit=unit)
    elif "above" in report.features:
        yield (
            f"Of these, keep only {unit} whose average {base.number.noun} is more than the average "
            f"{base.number.noun} of all {base.many} in the table."
        )
    if report.last:
        yield STEPS[voice].format(unit=unit, clause=report.last.words)
    if "window" in report.features:
        yield PLACES[voice].format(measure=report.main.words)


def _goals(report: Report) -> Iterator[str]:
    base, parent = report.base, report.parent
    if parent:
        yield f"bring each {base.one} together with its {parent.one}"
    if report.outer:
        yield "keep those that find no partner as well"
    if report.rule:
        yield f"drop the {base.many} that do not count before you group"
    yield f"make one pile for each {parent.one if parent else base.group.noun}"
    yield f"work out {report.main.words} of each pile"
    if report.cuts:
        yield "drop the piles that are not wanted"
    yield "show one row for each pile that is left, with the columns that were asked for"
    yield from (goal for feature, goal in _LATER_GOALS.items() if feature in report.features)

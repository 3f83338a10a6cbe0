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
    base, parent = report.base, report.parent
    if parent is None:
        yield f"Group the {base.many} by their {base.group.noun}: one row for each group."
    elif report.outer:
        yield f"Report on every {parent.one}, one row for each, also without any {base.one}."
    else:
        yield f"Report on every {parent.one} with at least one {base.one}: one row for each."
    if report.rule:
        yield f"Only {base.many} whose {report.rule.words} are looked at."
    unit = parent.many if parent else "groups"
    if report.cuts:
        clauses = " and ".join(cut.words for cut in report.cuts)
        yield f"Keep only {unit} for which {clauses}."
    yield from _later(report, unit)


def _later(report: Report, unit: str) -> Iterator[str]:
    base = report.base
    if "above" in report.features and "cte" in report.features:
        yield (
            f"First work out {report.main.words} for each of them. Then keep those {unit} for "
            "which it is more than the average of these values."
        )
    elif "above" in report.features:
        yield (
            f"Of these, keep only {unit} whose average {base.number.noun} is more than the average "
            f"{base.number.noun} of all {base.many} in the table."
        )
    if report.last:
        yield (
            "Work in two steps: first the groups with their values, and then, from that result, "
            f"only {unit} for which {report.last.words}."
        )
    if "window" in report.features:
        yield (
            f"Each row of the result gets a place by {report.main.words}: the largest has place 1, "
            "equal values share a place, and after two that share place 1 comes place 3."
        )


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

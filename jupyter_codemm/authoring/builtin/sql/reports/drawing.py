"""Drawing a grouped report from a domain, a difficulty and a set of features."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from jupyter_codemm.authoring.builtin.sql.measures import Measure, amount, count, different
from jupyter_codemm.authoring.builtin.sql.reports import telling
from jupyter_codemm.authoring.builtin.sql.reports.querying import query
from jupyter_codemm.authoring.builtin.sql.reports.report import VOICES, Cut, Feature, Report
from jupyter_codemm.authoring.builtin.sql.rules import (
    COMPARISONS,
    Rule,
    double_rule,
    number_rule,
    simple_rule,
    span_rule,
    text_rule,
)
from jupyter_codemm.authoring.builtin.sql.schema import PARENTS, ROLES, Domain, Entity, Part, Role
from jupyter_codemm.authoring.builtin.sql.seeding import Focus
from jupyter_codemm.authoring.builtin.sql.task import Recipe, Task
from jupyter_codemm.contracts.base import Difficulty

_COUNTED = frozenset[Feature]({"order", "window"})


def recipe(features: frozenset[Feature]) -> Recipe:
    """Return the recipe of the reports with some features."""

    def draw(rng: Random, domain: Domain, difficulty: Difficulty) -> Task:
        drawn = _hardened(features) if difficulty == "hard" else features
        return _task(_report(rng, domain, difficulty, drawn))

    return draw


def _hardened(features: frozenset[Feature]) -> frozenset[Feature]:
    """Return the features of a hard report: two tables, and a choice among the groups."""
    more: set[Feature] = set()
    if not features & {"having", "cte"}:
        more.add("having")
    if not features & {"join", "nulls", "above"}:
        more.add("join")
    return features | more


def _task(report: Report) -> Task:
    roles: tuple[Role, ...] = (report.base.role,)
    return Task(
        title=telling.title(report),
        roles=(report.parent.role, *roles) if report.parent else roles,
        question=telling.question(report),
        results=telling.results(report),
        query=query(report),
        oracle=report.result,
        focus=_focus(report),
        goals=telling.goals(report),
        pitfalls=telling.pitfalls(report),
        notes=telling.notes(report),
        order=telling.order(report),
    )


def _focus(report: Report) -> Focus:
    """Return the constants of the conditions on rows, and what brings groups near to a limit."""
    cuts = (*report.cuts, *((report.last,) if report.last else ()))
    near = tuple(number for cut in cuts for number in cut.measure.near(cut.limit))
    found = dict(report.rule.focus if report.rule else {})
    if near:
        key: tuple[Role, Part] = (report.base.role, "number")
        found[key] = (*found.get(key, ()), *near)
    return found


def _report(
    rng: Random, domain: Domain, difficulty: Difficulty, features: frozenset[Feature]
) -> Report:
    parent = domain.entity(rng.choice(PARENTS)) if "join" in features else None
    only_events = parent is not None or bool(features & {"distinct", "where"})
    base = domain.event if only_events else domain.entity(rng.choice(ROLES))
    rule = _rule(rng, base, parent, difficulty) if "where" in features else None
    qualified, outer = parent is not None, parent is not None and "nulls" in features
    all_known = rule is not None and parent is None
    rows = count(base, outer=outer, qualified=qualified, all_known=all_known)
    value = amount(base, filled=outer, qualified=qualified)
    main = _different(rng, domain, parent) if "distinct" in features else None
    # Where rows may be missing, even an easy report says what their total is.
    measures = _measures(main or (value if outer else None), rows, value, difficulty, features)
    plain = Report(base, parent, features, rule, measures, voice=rng.randrange(VOICES))
    two_steps = "cte" in features and "above" not in features
    return replace(
        plain,
        cuts=_cuts(rng, plain, rows, value, difficulty),
        last=_cut(rng, plain.main, plain) if two_steps else None,
    )


def _rule(rng: Random, base: Entity, parent: Entity | None, difficulty: Difficulty) -> Rule:
    """Draw a condition that does not leave one group only."""
    if parent is None:
        make = rng.choice((number_rule, number_rule, span_rule))
        return make(rng, base)
    make = {"easy": simple_rule, "medium": double_rule, "hard": text_rule}[difficulty]
    return make(rng, base, qualified=True)


def _different(rng: Random, domain: Domain, parent: Entity | None) -> Measure:
    others = [role for role in PARENTS if parent is None or role != parent.role]
    return different(domain, rng.choice(others), qualified=parent is not None)


def _measures(
    main: Measure | None,
    rows: Measure,
    value: Measure,
    difficulty: Difficulty,
    features: frozenset[Feature],
) -> tuple[Measure, ...]:
    """Return one measure for an easy report and two for a hard one, the main one first."""
    if main:
        return {"easy": (main,), "medium": (main, rows), "hard": (main, value)}[difficulty]
    if features & _COUNTED:
        return (rows,) if difficulty == "easy" else (rows, value)
    return {"easy": (rows,), "medium": (value,), "hard": (value, rows)}[difficulty]


def _cuts(
    rng: Random, report: Report, rows: Measure, value: Measure, difficulty: Difficulty
) -> tuple[Cut, ...]:
    """Draw conditions on groups that do not decide everything else that is asked."""
    if "having" not in report.features:
        return ()
    if report.rule or "above" in report.features:
        # Few rows are left, and their numbers are limited: a limit on totals decides nothing.
        return (_at_least(rng, rows),)
    if report.outer:
        # Only an upper limit keeps those that have no rows at all.
        return (Cut(rows, "<=", rng.randint(1, 2)),)
    if "window" in report.features:
        return (_cut(rng, value, report),)
    if difficulty == "hard":
        other = value if report.main is rows else report.main
        # An upper limit beside a lower one, so that neither follows from the other.
        return (_at_least(rng, rows), _cut(rng, other, report, ("<=", "<")))
    return (_cut(rng, report.main, report),)


def _cut(
    rng: Random, measure: Measure, report: Report, operators: Sequence[str] = tuple(COMPARISONS)
) -> Cut:
    least, most = measure.limits
    op = rng.choice(operators)
    if least < most:
        return Cut(measure, op, rng.randint(least, most))
    if report.outer or "window" not in report.features:
        return Cut(measure, op, {">=": 2, ">": 1, "<=": 2, "<": 3}[op])
    return _at_least(rng, measure)


def _at_least(rng: Random, measure: Measure) -> Cut:
    return rng.choice((Cut(measure, ">=", 2), Cut(measure, ">", 1)))

"""The gate on topics: the reference really uses each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from jupyter_codemm.contracts.activity import GateOutcome
from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.gates.inputs.databases import compares_nulls
from jupyter_codemm.gates.traits import traits_of
from jupyter_codemm.planning.topics import canonical

Uses = Counter[str]
_FEWEST_METHODS = 2

IMPERATIVE: dict[str, Callable[[Uses], bool]] = {
    "variables": lambda uses: uses["assignment"] > 0,
    "arithmetic": lambda uses: uses["arithmetic"] > 0,
    "conditionals": lambda uses: uses["branch"] > 0,
    "loops": lambda uses: uses["loop"] > 0,
    "functions": lambda uses: uses["helper"] + uses["recursion"] > 0,
    "strings": lambda uses: uses["text"] > 0,
    "lists": lambda uses: uses["list"] > 0,
    "maps": lambda uses: uses["map"] > 0,
    "sets": lambda uses: uses["set"] > 0,
    "recursion": lambda uses: uses["recursion"] > 0,
    "sorting": lambda uses: uses["sort"] > 0,
    "searching": lambda uses: uses["search"] > 0,
    "classes": lambda uses: uses["field"] > 0 and uses["method"] >= _FEWEST_METHODS,
    "2d arrays": lambda uses: uses["grid"] > 0,
    "stacks": lambda uses: uses["stack"] > 0 or (uses["push"] > 0 and uses["pop"] > 0),
    "queues": lambda uses: uses["queue"] > 0,
}
QUERIES: dict[str, Callable[[Uses], bool]] = {
    "select": lambda uses: uses["select"] > 0,
    "filtering": lambda uses: uses["filter"] + uses["having"] > 0,
    "joins": lambda uses: uses["join"] + uses["exists"] > 0,
    "grouping": lambda uses: uses["group"] > 0,
    "having": lambda uses: uses["having"] > 0,
    "subqueries": lambda uses: uses["subquery"] > 0,
    "window functions": lambda uses: uses["window"] > 0,
    "cte": lambda uses: uses["cte"] > 0,
    "null handling": lambda uses: uses["null"] > 0 or _counts_around_nulls(uses),
    "distinct": lambda uses: uses["distinct"] > 0,
    "ordering": lambda uses: uses["order"] > 0,
    "aggregation": lambda uses: uses["aggregate"] > 0,
}


def check_topics(draft: ProblemDraft) -> GateOutcome:
    """Refuse a reference that does without one of the problem's topics, and name the topic.

    Warn of topics that nobody here can recognise. Writing a function is a use of functions, so a
    reference without a helper is only warned of where a function with parameters is asked for. A
    query that compares a column with NULLs in it may well have them in mind: that is a warning.
    """
    traits = traits_of(draft)
    unknown: list[str] = []
    missing: list[str] = []
    for topic in draft.problem.topics:
        uses = None if traits is None else _detector(topic, draft.problem.language)
        if uses is None or traits is None:
            unknown.append(topic)
        elif not uses(traits.uses):
            open_question = _is_the_task_itself(topic, draft) or _meets_nulls(topic, draft)
            (unknown if open_question else missing).append(topic)
    if missing:
        return GateOutcome(gate="topics", ok=False, evidence={"missing": ", ".join(missing)})
    if unknown:
        evidence: dict[str, str | int | float | bool] = {"unproven": ", ".join(unknown)}
        return GateOutcome(gate="topics", ok=True, action="warned", evidence=evidence)
    return GateOutcome(gate="topics", ok=True, evidence={"topics": len(draft.problem.topics)})


def _counts_around_nulls(uses: Uses) -> bool:
    """Return whether values are counted where rows may lack them: beside all, or the outer ones."""
    return uses["count_values"] > 0 and uses["count_rows"] + uses["outer"] > 0


def _detector(topic: str, language: Language) -> Callable[[Uses], bool] | None:
    name = canonical(topic, language) or ""
    return (QUERIES if language == "sql" else IMPERATIVE).get(name)


def _meets_nulls(topic: str, draft: ProblemDraft) -> bool:
    """Return whether a query compares a column in which some proposed database has a NULL."""
    if draft.problem.language != "sql" or canonical(topic, "sql") != "null handling":
        return False
    inputs = [test.input for test in draft.problem.tests]
    inputs += [candidate.input for candidate in draft.candidates]
    return compares_nulls([item.database or "" for item in inputs], draft.reference.text)


def _is_the_task_itself(topic: str, draft: ProblemDraft) -> bool:
    signature = draft.problem.signature
    is_function = signature is not None and signature.kind == "function" and bool(signature.params)
    return is_function and canonical(topic, draft.problem.language) == "functions"

"""Which topics come before which, for proposing what to try next. Names are the canonical ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jupyter_codemm.contracts.base import Language

CourseGraph = Mapping[str, tuple[str, ...]]
"""Topics in the order of a course, each with those that it rests on."""

IMPERATIVE: CourseGraph = {
    "variables": (),
    "arithmetic": ("variables",),
    "conditionals": ("variables",),
    "loops": ("conditionals",),
    "functions": ("variables",),
    "strings": ("loops",),
    "lists": ("loops",),
    "maps": ("lists",),
    "sets": ("lists",),
    "searching": ("lists",),
    "sorting": ("lists",),
    "2d arrays": ("lists",),
    "stacks": ("lists",),
    "queues": ("lists",),
    "recursion": ("functions", "conditionals"),
    "classes": ("functions",),
}
SQL: CourseGraph = {
    "select": (),
    "filtering": ("select",),
    "ordering": ("select",),
    "distinct": ("select",),
    "null handling": ("filtering",),
    "aggregation": ("select",),
    "grouping": ("aggregation",),
    "having": ("grouping",),
    "joins": ("filtering",),
    "subqueries": ("filtering",),
    "cte": ("subqueries",),
    "window functions": ("grouping",),
}


def course_of(language: Language) -> CourseGraph:
    """Return the course that a language is taught by."""
    return SQL if language == "sql" else IMPERATIVE


def before(course: CourseGraph, topic: str) -> Iterator[str]:
    """Yield every topic that a topic rests on, near ones first; each once."""
    seen: set[str] = set()
    waiting = list(course.get(topic, ()))
    while waiting:
        name = waiting.pop(0)
        if name not in seen:
            seen.add(name)
            yield name
            waiting.extend(course.get(name, ()))

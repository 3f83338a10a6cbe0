"""What every reader tells of a program, in one vocabulary for all languages."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Traits:
    """`uses` counts what stands in a program, by names such as `loop`, `map` or `join`.

    `decisions` are the places where the way of the program parts, `nesting` how deep loops and
    conditions stand in each other, `helpers` the functions beside the one that is asked for.
    """

    uses: Counter[str] = field(default_factory=Counter)
    decisions: int = 0
    statements: int = 0
    nesting: int = 0
    helpers: int = 0

    @property
    def is_recursive(self) -> bool:
        """Whether a function calls itself, if need be through others."""
        return self.uses["recursion"] > 0


def is_in_a_circle(name: str, calls: dict[str, set[str]]) -> bool:
    """Return whether a function is called by what it calls."""
    seen: set[str] = set()
    todo = list(calls.get(name, ()))
    while todo:
        called = todo.pop()
        if called == name:
            return True
        if called not in seen:
            seen.add(called)
            todo.extend(calls.get(called, ()))
    return False

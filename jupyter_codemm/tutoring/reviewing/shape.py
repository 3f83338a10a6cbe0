"""What a review measures of a program, whatever its language is."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the learner's: the line of its head, and how many lines it has."""

    name: str
    line: int
    lines: int


@dataclass(frozen=True, slots=True)
class Shape:
    """A program that can be read.

    `names` are the variables that the learner named, each with the line where it comes first.
    `depth` counts branches and loops inside one another; `deepest` is the line of the innermost.
    """

    functions: tuple[Function, ...] = ()
    names: tuple[tuple[str, int], ...] = ()
    depth: int = 0
    deepest: int = 1

    def without(self, given: Shape) -> Shape:
        """Return the shape without the names that the starter code gave."""
        known = {name for name, _ in given.names}
        return replace(self, names=tuple(item for item in self.names if item[0] not in known))

"""What the operators of SQL yield, and small steps that they share."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlglot import Expr

from jupyter_codemm.gates.mutation.mutant import told
from jupyter_codemm.syntax.queries import written


class Change(NamedTuple):
    """A node is replaced by another one; what is `told` of it is two texts or parts of the tree."""

    family: str
    new: Expr
    told: tuple[Expr | str, Expr | str]

    def tell(self) -> str:
        """Return the change in one short line."""
        old, new = (part if isinstance(part, str) else written(part) for part in self.told)
        return told(old, new)


def replaced(family: str, old: Expr, new: Expr) -> Change:
    """Return the change that puts one expression in the place of another."""
    return Change(family, new, (old, new))


def without(family: str, node: Expr, *parts: str) -> Change:
    """Return the change that drops parts of a node, told by the first."""
    part = node.args.get(parts[0])
    old = part if isinstance(part, Expr) else parts[0].upper()
    return Change(family, altered(node, **dict.fromkeys(parts)), (old, ""))


# What a node holds under a name is of any kind: trees, lists of trees, words.
def altered(node: Expr, **parts: Any) -> Expr:  # noqa: ANN401
    """Return a copy of a node with some parts set."""
    new = node.copy()
    for name, part in parts.items():
        new.set(name, part)
    return new


def without_one(node: Expr, name: str, index: int) -> Expr:
    """Return a copy of a node that lacks one element of a list."""
    items = [item.copy() for item in node.args[name]]
    return altered(node, **{name: items[:index] + items[index + 1 :]})


def exchanged(node: Expr, name: str, index: int) -> Expr:
    """Return a copy of a node in which two neighbours of a list changed places."""
    items = [item.copy() for item in node.args[name]]
    items[index], items[index + 1] = items[index + 1], items[index]
    return altered(node, **{name: items})

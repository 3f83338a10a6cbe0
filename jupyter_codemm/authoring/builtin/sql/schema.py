"""What a domain of the SQL problems is made of: three tables with the same roles.

Events belong to one of two kinds of parents, people (`who`) and things (`what`). Each table has a
group (a text) and a number; both may be NULL. Families speak of roles, domains give the words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from jupyter_codemm.authoring.builtin.sql.tree import Col

Role = Literal["who", "what", "event"]
Parent = Literal["who", "what"]
Part = Literal["id", "label", "group", "number", "who", "what"]
PARENTS: tuple[Parent, ...] = ("who", "what")
ROLES: tuple[Role, ...] = ("who", "what", "event")


@dataclass(frozen=True, slots=True)
class TextColumn:
    """A text column: its name, the noun for it in sentences, and the texts it is drawn from."""

    name: str
    noun: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NumberColumn:
    """An integer column: its name, the noun for it in sentences, and the range of its values."""

    name: str
    noun: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Entity:
    """One table. Parents have a label; events have the columns that refer to the parents."""

    role: Role
    table: str
    one: str
    group: TextColumn
    number: NumberColumn
    label: TextColumn | None = None
    who: str = ""
    what: str = ""

    @property
    def many(self) -> str:
        """The plural noun, which is the table's name too."""
        return self.table

    @property
    def named(self) -> Part:
        """The column by which people know a row: its label, or its id when it has none."""
        return "label" if self.label else "id"

    def name(self, part: Part) -> str:
        """Return the name of a column."""
        names: dict[Part, str] = {
            "id": "id",
            "label": self.label.name if self.label else "id",
            "group": self.group.name,
            "number": self.number.name,
            "who": self.who,
            "what": self.what,
        }
        return names[part]

    def noun(self, part: Part) -> str:
        """Return what a column holds, in words."""
        nouns: dict[Part, str] = {
            "label": self.label.noun if self.label else "id",
            "group": self.group.noun,
            "number": self.number.noun,
            "who": self.who.removesuffix("_id"),
            "what": self.what.removesuffix("_id"),
        }
        return nouns.get(part, self.name(part))

    def col(self, part: Part, *, qualified: bool = False) -> Col:
        """Return a column for a query; a qualified one is written with its table."""
        return Col(self.name(part), self.table if qualified else "")

    @property
    def parts(self) -> tuple[Part, ...]:
        """The columns in the order of the table."""
        return (
            ("id", "who", "what", "number", "group")
            if self.role == "event"
            else ("id", "label", "group", "number")
        )


@dataclass(frozen=True, slots=True)
class Domain:
    """A story with its three tables."""

    name: str
    story: str
    who: Entity
    what: Entity
    event: Entity

    def entity(self, role: Role) -> Entity:
        """Return the table of a role."""
        entities: dict[Role, Entity] = {"who": self.who, "what": self.what, "event": self.event}
        return entities[role]

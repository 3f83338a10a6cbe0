"""A library: members, books and loans."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.sql.domains.people import PEOPLE
from jupyter_codemm.authoring.builtin.sql.schema import Domain, Entity, NumberColumn, TextColumn

DOMAIN = Domain(
    name="library",
    story="The library of a small town keeps a list of its members, its books and all loans.",
    who=Entity(
        role="who",
        table="members",
        one="member",
        label=PEOPLE,
        group=TextColumn(
            "street",
            "street",
            ("Elm Street", "Mill Lane", "Station Road", "High Street", "River Walk"),
        ),
        number=NumberColumn("age", "age", 8, 80),
    ),
    what=Entity(
        role="what",
        table="books",
        one="book",
        label=TextColumn(
            "title",
            "title",
            (
                "Tides",
                "Night Train",
                "Two Rivers",
                "Salt",
                "The Orchard",
                "Paper Moon",
                "Amber",
                "Long Winter",
                "North",
                "Small Fires",
                "Harbour",
                "Clay",
            ),
        ),
        group=TextColumn(
            "genre",
            "genre",
            ("novel", "crime", "travel", "poetry", "history"),
        ),
        number=NumberColumn("pages", "number of pages", 80, 400),
    ),
    event=Entity(
        role="event",
        table="loans",
        one="loan",
        who="member_id",
        what="book_id",
        group=TextColumn(
            "state",
            "state",
            ("home", "late", "back", "lost"),
        ),
        number=NumberColumn("days", "number of days", 1, 14),
    ),
)

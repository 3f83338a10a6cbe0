"""A museum: guides, rooms and tours."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.sql.domains.people import PEOPLE
from jupyter_codemm.authoring.builtin.sql.schema import Domain, Entity, NumberColumn, TextColumn

DOMAIN = Domain(
    name="museum",
    story="A museum keeps a list of its guides, its rooms and the tours that they give.",
    who=Entity(
        role="who",
        table="guides",
        one="guide",
        label=PEOPLE,
        group=TextColumn("subject", "subject", tuple("coins masks maps robots clocks".split())),
        number=NumberColumn("age", "age", 18, 70),
    ),
    what=Entity(
        role="what",
        table="rooms",
        one="room",
        label=TextColumn(
            "name",
            "name",
            tuple(
                ("Amber Bronze Copper Glass Ivory Jade Marble Opal Pearl Silk Slate Velvet").split()
            ),
        ),
        group=TextColumn("floor", "floor", tuple("ground first second roof".split())),
        number=NumberColumn("size", "size", 10, 90),
    ),
    event=Entity(
        role="event",
        table="tours",
        one="tour",
        who="guide_id",
        what="room_id",
        group=TextColumn("weekday", "weekday", tuple("Monday Tuesday Friday Sunday".split())),
        number=NumberColumn("guests", "number of guests", 1, 14),
    ),
)

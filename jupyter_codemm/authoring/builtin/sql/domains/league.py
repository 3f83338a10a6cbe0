"""A league: players, grounds and appearances."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.sql.domains.people import PEOPLE
from jupyter_codemm.authoring.builtin.sql.schema import Domain, Entity, NumberColumn, TextColumn

DOMAIN = Domain(
    name="league",
    story="A basketball league keeps a record of who played where, and how many points that gave.",
    who=Entity(
        role="who",
        table="players",
        one="player",
        label=PEOPLE,
        group=TextColumn(
            "club",
            "club",
            ("Falcons", "Rockets", "Sharks", "Comets", "Wolves"),
        ),
        number=NumberColumn("height", "height in cm", 170, 215),
    ),
    what=Entity(
        role="what",
        table="grounds",
        one="ground",
        label=TextColumn(
            "name",
            "name",
            (
                "Arena One",
                "Old Hall",
                "Lake Dome",
                "City Court",
                "East Gym",
                "West Gym",
                "Hill Park",
                "Sun Hall",
                "Dock Arena",
                "Star Court",
                "Mill Gym",
                "Green Dome",
            ),
        ),
        group=TextColumn(
            "region",
            "region",
            ("coast", "hills", "plains", "capital", "islands"),
        ),
        number=NumberColumn("seats", "number of seats", 50, 900),
    ),
    event=Entity(
        role="event",
        table="appearances",
        one="appearance",
        who="player_id",
        what="ground_id",
        group=TextColumn(
            "position",
            "position",
            ("guard", "forward", "centre", "reserve"),
        ),
        number=NumberColumn("points", "number of points", 0, 15),
    ),
)

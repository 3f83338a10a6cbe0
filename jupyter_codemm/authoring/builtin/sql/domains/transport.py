"""A bus company: drivers, lines and trips."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.sql.domains.people import PEOPLE
from jupyter_codemm.authoring.builtin.sql.schema import Domain, Entity, NumberColumn, TextColumn

DOMAIN = Domain(
    name="transport",
    story="A bus company wants to know how its lines are used and who drives on them.",
    who=Entity(
        role="who",
        table="drivers",
        one="driver",
        label=PEOPLE,
        group=TextColumn(
            "depot",
            "depot",
            ("Central", "Northside", "Quay", "Hilltop", "Airport"),
        ),
        number=NumberColumn("years", "number of years in service", 0, 30),
    ),
    what=Entity(
        role="what",
        table="lines",
        one="line",
        label=TextColumn(
            "name",
            "name",
            (
                "Red Line",
                "Blue Line",
                "Green Line",
                "Night Bus",
                "Shuttle",
                "Ring",
                "Express",
                "Coast Line",
                "Park Line",
                "School Bus",
                "Market Line",
                "Hill Bus",
            ),
        ),
        group=TextColumn(
            "zone",
            "zone",
            ("inner", "outer", "rural", "seaside"),
        ),
        number=NumberColumn("stops", "number of stops", 4, 40),
    ),
    event=Entity(
        role="event",
        table="trips",
        one="trip",
        who="driver_id",
        what="line_id",
        group=TextColumn(
            "weather",
            "weather",
            ("rain", "sun", "snow", "fog"),
        ),
        number=NumberColumn("passengers", "number of passengers", 0, 15),
    ),
)

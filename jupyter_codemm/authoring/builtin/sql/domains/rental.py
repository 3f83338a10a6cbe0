"""A bike rental: riders, bikes and rentals."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.sql.domains.people import PEOPLE
from jupyter_codemm.authoring.builtin.sql.schema import Domain, Entity, NumberColumn, TextColumn

DOMAIN = Domain(
    name="rental",
    story="A shop at the lake lends bikes and keeps a record of every ride.",
    who=Entity(
        role="who",
        table="riders",
        one="rider",
        label=PEOPLE,
        group=TextColumn("country", "country", tuple("Chad Fiji Laos Mali Peru".split())),
        number=NumberColumn("height", "height", 120, 205),
    ),
    what=Entity(
        role="what",
        table="bikes",
        one="bike",
        label=TextColumn(
            "name",
            "name",
            tuple(("Arrow Bolt Cloud Dash Ember Flash Ghost Hawk Jet Lark Pixie Rover").split()),
        ),
        group=TextColumn("kind", "kind", tuple("city trail cargo race".split())),
        number=NumberColumn("wheel", "wheel size", 12, 29),
    ),
    event=Entity(
        role="event",
        table="rentals",
        one="rental",
        who="rider_id",
        what="bike_id",
        group=TextColumn("goal", "goal", tuple("beach forest market tower".split())),
        number=NumberColumn("hours", "number of hours", 1, 12),
    ),
)

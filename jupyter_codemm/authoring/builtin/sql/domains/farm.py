"""A farm: workers, fields and harvests."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.sql.domains.people import PEOPLE
from jupyter_codemm.authoring.builtin.sql.schema import Domain, Entity, NumberColumn, TextColumn

DOMAIN = Domain(
    name="farm",
    story="A farm on the hills writes down who brought in what from which field.",
    who=Entity(
        role="who",
        table="workers",
        one="worker",
        label=PEOPLE,
        group=TextColumn("village", "village", tuple("Alm Brook Crag Dale Fell".split())),
        number=NumberColumn("years", "number of years on the farm", 1, 30),
    ),
    what=Entity(
        role="what",
        table="fields",
        one="field",
        label=TextColumn(
            "name",
            "name",
            tuple(("Acre Bend Corner Dell Edge Flat Gap Hollow Ridge Slope Spring Steep").split()),
        ),
        group=TextColumn("crop", "crop", tuple("rye oats beans kale hops".split())),
        number=NumberColumn("area", "area", 2, 40),
    ),
    event=Entity(
        role="event",
        table="harvests",
        one="harvest",
        who="worker_id",
        what="field_id",
        group=TextColumn("month", "month", tuple("June July August October".split())),
        number=NumberColumn("hours", "number of hours", 1, 12),
    ),
)

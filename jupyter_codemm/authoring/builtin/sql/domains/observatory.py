"""An observatory: watchers, stars and sightings."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.sql.domains.people import PEOPLE
from jupyter_codemm.authoring.builtin.sql.schema import Domain, Entity, NumberColumn, TextColumn

DOMAIN = Domain(
    name="observatory",
    story="Friends of the night sky share a telescope and store what each of them saw.",
    who=Entity(
        role="who",
        table="watchers",
        one="watcher",
        label=PEOPLE,
        group=TextColumn("club", "club", tuple("Comet Nova Orbit Zenith".split())),
        number=NumberColumn("age", "age", 10, 80),
    ),
    what=Entity(
        role="what",
        table="stars",
        one="star",
        label=TextColumn(
            "name",
            "name",
            tuple(
                (
                    "Altair Bellatrix Capella Deneb Electra Hadar "
                    "Mira Nunki Polaris Rigel Spica Vega"
                ).split()
            ),
        ),
        group=TextColumn("colour", "colour", tuple("red blue white yellow orange".split())),
        number=NumberColumn("brightness", "brightness", 1, 60),
    ),
    event=Entity(
        role="event",
        table="sightings",
        one="sighting",
        who="watcher_id",
        what="star_id",
        group=TextColumn("sky", "sky", tuple("clear hazy cloudy bright".split())),
        number=NumberColumn("minutes", "number of minutes", 1, 20),
    ),
)

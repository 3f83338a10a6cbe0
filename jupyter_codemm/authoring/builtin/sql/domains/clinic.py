"""A clinic: patients, doctors and visits."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.sql.domains.people import PEOPLE
from jupyter_codemm.authoring.builtin.sql.schema import Domain, Entity, NumberColumn, TextColumn

DOMAIN = Domain(
    name="clinic",
    story="A clinic plans its week and notes every visit of a patient to a doctor.",
    who=Entity(
        role="who",
        table="patients",
        one="patient",
        label=PEOPLE,
        group=TextColumn(
            "district",
            "district",
            ("north", "south", "east", "west", "harbour"),
        ),
        number=NumberColumn("age", "age", 1, 90),
    ),
    what=Entity(
        role="what",
        table="doctors",
        one="doctor",
        label=TextColumn(
            "name",
            "name",
            (
                "Dr Adler",
                "Dr Bose",
                "Dr Conti",
                "Dr Duarte",
                "Dr Eriks",
                "Dr Fofana",
                "Dr Grant",
                "Dr Haas",
                "Dr Ito",
                "Dr Jansen",
                "Dr Kaya",
                "Dr Lund",
            ),
        ),
        group=TextColumn(
            "field",
            "field",
            ("skin", "heart", "eyes", "bones", "children"),
        ),
        number=NumberColumn("experience", "experience in years", 1, 35),
    ),
    event=Entity(
        role="event",
        table="visits",
        one="visit",
        who="patient_id",
        what="doctor_id",
        group=TextColumn(
            "outcome",
            "outcome",
            ("healthy", "return", "referred", "unclear"),
        ),
        number=NumberColumn("minutes", "length in minutes", 5, 25),
    ),
)

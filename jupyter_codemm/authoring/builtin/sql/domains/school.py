"""A school: students, courses and results."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.sql.domains.people import PEOPLE
from jupyter_codemm.authoring.builtin.sql.schema import Domain, Entity, NumberColumn, TextColumn

DOMAIN = Domain(
    name="school",
    story="A music school stores its students, its courses and the result of each test.",
    who=Entity(
        role="who",
        table="students",
        one="student",
        label=PEOPLE,
        group=TextColumn(
            "house",
            "house",
            ("Cedar", "Birch", "Maple", "Willow", "Rowan"),
        ),
        number=NumberColumn("age", "age", 6, 19),
    ),
    what=Entity(
        role="what",
        table="courses",
        one="course",
        label=TextColumn(
            "title",
            "title",
            (
                "Piano I",
                "Piano II",
                "Violin",
                "Flute",
                "Choir",
                "Drums",
                "Theory",
                "Guitar",
                "Harp",
                "Cello",
                "Jazz Band",
                "Organ",
            ),
        ),
        group=TextColumn(
            "subject",
            "subject",
            ("keys", "strings", "voice", "winds", "rhythm"),
        ),
        number=NumberColumn("places", "number of places", 4, 30),
    ),
    event=Entity(
        role="event",
        table="results",
        one="result",
        who="student_id",
        what="course_id",
        group=TextColumn(
            "term",
            "term",
            ("autumn", "winter", "spring", "summer"),
        ),
        number=NumberColumn("score", "score", 1, 12),
    ),
)

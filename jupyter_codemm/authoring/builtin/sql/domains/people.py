"""The names of people in every domain."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.sql.schema import TextColumn

PEOPLE = TextColumn(
    "name",
    "name",
    (
        "Ana",
        "Ben",
        "Carla",
        "Dev",
        "Elif",
        "Farid",
        "Greta",
        "Hugo",
        "Ines",
        "Jonas",
        "Kim",
        "Lena",
    ),
)

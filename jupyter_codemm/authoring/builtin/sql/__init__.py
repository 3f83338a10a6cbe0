"""The SQL families of the built-in author."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.family import Family
from jupyter_codemm.authoring.builtin.sql.families import FAMILIES

SQL_FAMILIES: tuple[Family, ...] = FAMILIES

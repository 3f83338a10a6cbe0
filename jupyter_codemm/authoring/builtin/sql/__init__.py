"""The SQL families of the built-in author."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.family import Family

SQL_FAMILIES: tuple[Family, ...] = ()

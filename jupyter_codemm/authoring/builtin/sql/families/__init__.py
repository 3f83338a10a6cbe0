"""The SQL families, one recipe a file."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.sql.families import group_report, pick_rows
from jupyter_codemm.authoring.builtin.sql.query_family import QueryFamily

FAMILIES: tuple[QueryFamily, ...] = (*pick_rows.FAMILIES, *group_report.FAMILIES)

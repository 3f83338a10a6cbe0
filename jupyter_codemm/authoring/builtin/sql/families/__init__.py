"""The SQL families, one recipe a file."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.sql.families import (
    above_average,
    distinct_list,
    group_report,
    joined_list,
    pick_rows,
    rank_in_group,
    running_total,
    sorted_rows,
    unknown_rows,
    without_partner,
)
from jupyter_codemm.authoring.builtin.sql.query_family import QueryFamily

FAMILIES: tuple[QueryFamily, ...] = (
    *pick_rows.FAMILIES,
    *sorted_rows.FAMILIES,
    *unknown_rows.FAMILIES,
    *distinct_list.FAMILIES,
    *joined_list.FAMILIES,
    *without_partner.FAMILIES,
    *above_average.FAMILIES,
    *rank_in_group.FAMILIES,
    *running_total.FAMILIES,
    *group_report.FAMILIES,
)

"""Group rows and compute something of each group; features add conditions, joins and more."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.sql.query_family import QueryFamily, with_hard_select
from jupyter_codemm.authoring.builtin.sql.reports import Feature, recipe

_TOPICS: dict[Feature, frozenset[str]] = {
    "where": frozenset({"filtering"}),
    "join": frozenset({"joins"}),
    "having": frozenset({"having"}),
    "order": frozenset({"ordering"}),
    "distinct": frozenset({"distinct"}),
    "nulls": frozenset({"null handling"}),
    "window": frozenset({"window functions"}),
    "cte": frozenset({"cte", "filtering"}),
    "above": frozenset({"subqueries"}),
}
_NAMES: dict[str, tuple[Feature, ...]] = {
    "group_total": (),
    "group_total_where": ("where",),
    "group_total_join": ("join",),
    "group_total_order": ("order",),
    "group_total_nulls": ("nulls",),
    "group_outer_join": ("join", "nulls"),
    "having_cut": ("having",),
    "having_cut_where": ("having", "where"),
    "having_cut_join": ("having", "join"),
    "having_cut_order": ("having", "order"),
    "having_cut_nulls": ("having", "nulls"),
    "having_average": ("having", "above"),
    "distinct_count": ("distinct",),
    "distinct_count_where": ("distinct", "where"),
    "distinct_count_join": ("distinct", "join"),
    "distinct_count_having": ("distinct", "having"),
    "distinct_count_order": ("distinct", "order"),
    "distinct_count_nulls": ("distinct", "nulls"),
    "group_places": ("window",),
    "group_places_join": ("window", "join"),
    "group_places_having": ("window", "having"),
    "group_places_order": ("window", "order"),
    "group_places_distinct": ("window", "distinct"),
    "group_places_nulls": ("window", "nulls"),
    "cte_chain": ("cte",),
    "cte_chain_join": ("cte", "join"),
    "cte_chain_order": ("cte", "order"),
    "cte_chain_distinct": ("cte", "distinct"),
    "cte_chain_nulls": ("cte", "nulls"),
    "cte_average": ("cte", "above"),
    "cte_average_join": ("cte", "above", "join"),
    "cte_average_having": ("cte", "above", "having"),
    "cte_average_distinct": ("cte", "above", "distinct"),
    "cte_places": ("cte", "window"),
    "cte_average_places": ("cte", "above", "window"),
}


_ALSO_SELECT = frozenset({"group_total_where", "having_cut_where"})


def _families(name: str, features: tuple[Feature, ...]) -> tuple[QueryFamily, ...]:
    topics = frozenset({"grouping", "aggregation"}).union(*(_TOPICS[f] for f in features))
    draw = recipe(frozenset(features))
    if name in _ALSO_SELECT:
        return with_hard_select(name, topics, draw)
    return (QueryFamily(name, topics, draw),)


FAMILIES = tuple(
    family for name, features in _NAMES.items() for family in _families(name, features)
)

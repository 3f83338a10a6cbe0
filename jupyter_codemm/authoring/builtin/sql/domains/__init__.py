"""The domains in which SQL problems are set, one file each."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.sql.domains import (
    clinic,
    farm,
    league,
    library,
    museum,
    observatory,
    rental,
    school,
    shop,
    transport,
)
from jupyter_codemm.authoring.builtin.sql.schema import Domain

DOMAINS: tuple[Domain, ...] = tuple(
    module.DOMAIN
    for module in (
        clinic,
        farm,
        league,
        library,
        museum,
        observatory,
        rental,
        school,
        shop,
        transport,
    )
)

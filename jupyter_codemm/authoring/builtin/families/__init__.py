"""The families of functions and classes, one file each."""

from __future__ import annotations

from jupyter_codemm.authoring.builtin.families import count_in_band, run_length, stair_ways
from jupyter_codemm.authoring.builtin.family import Family

FAMILIES: tuple[Family, ...] = tuple(
    module.FAMILY for module in (count_in_band, run_length, stair_ways)
)

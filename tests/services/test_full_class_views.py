"""What is told of a class that has done a lot: the same on both engines, and as it was told first.

The files in `class_views_as_told` were written before these views were made fast.
"""

from __future__ import annotations

import asyncio
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from jupyter_codemm.contracts.base import Contract
from jupyter_codemm.ports import Store
from jupyter_codemm.services import class_views, grading
from jupyter_codemm.services.entitlement import Caller
from tests.benchmarks import class_stores
from tests.fakes.contexts import make_context
from tests.fakes.fixed_clock import FixedClock

AS_TOLD = Path(__file__).parent / "class_views_as_told"
EVE = Caller("eve", acts_as_staff=True)
LEARNERS = 6


@pytest.mark.parametrize("opened", [class_stores.in_sqlite, class_stores.in_postgresql])
def test_a_class_is_told_of_as_ever(opened):
    with class_stores.folder(None, LEARNERS) as folder:
        told = asyncio.run(_told(opened(folder, LEARNERS)))
    for name, view in told.items():
        kept = (AS_TOLD / f"{name}.json").read_text().rstrip("\n")
        assert view.model_dump_json() == kept, name


async def _told(opening: AbstractAsyncContextManager[Store]) -> dict[str, Contract]:
    async with opening as store:
        ctx = make_context(store, clock=FixedClock())
        return {
            "live": await class_views.live(ctx, EVE, "c1"),
            "statistics": await class_views.statistics(ctx, EVE, "h3"),
            "grades": await grading.gradebook(ctx, EVE, "h3"),
        }

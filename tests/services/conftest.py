"""The engine on which the services are tested."""

from __future__ import annotations

import pytest

from tests.store import engines


@pytest.fixture(autouse=True)
def databases(request):
    """Keep what a test stores on the engine that was asked for."""
    engine = request.config.getoption("engine")
    if engine == "fastest":
        yield
        return
    cluster = request.getfixturevalue("postgres_cluster") if engine == "postgresql" else None
    with engines.chosen(cluster):
        yield


def pytest_collection_modifyitems(config, items):
    """Leave out, on another engine, what would be the very same test there."""
    if config.getoption("engine") == "fastest":
        return
    same = [item for item in items if item.get_closest_marker("one_engine")]
    config.hook.pytest_deselected(items=same)
    items[:] = [item for item in items if item not in same]

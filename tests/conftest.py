"""Rules of the whole suite."""

from __future__ import annotations

import os

import pytest

from tests.store import engines
from tests.store.servers import cluster


def pytest_addoption(parser):
    """The services may be tested on another engine than the fastest."""
    parser.addoption(
        "--engine",
        choices=engines.ENGINES,
        default="fastest",
        help="where tests/services keep what they store: each test in memory or on SQLite, as is "
        "enough for it; all on SQLite; all on PostgreSQL",
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """With CODEMM_NO_SKIP=1 a skip is a failure: CI has everything that a test may want."""
    report = yield
    forbidden = os.environ.get("CODEMM_NO_SKIP") == "1"
    if report.skipped and forbidden and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped although nothing may be skipped here: {report.longrepr}"
    return report


def pytest_collectreport(report):
    """The same for a module that skips itself while it is collected."""
    if report.skipped and os.environ.get("CODEMM_NO_SKIP") == "1":
        report.outcome = "failed"


@pytest.fixture(scope="session")
def postgres_cluster():
    """A PostgreSQL of the tests' own, where the machine has one."""
    pytest.importorskip("pg8000")
    with cluster() as running:
        yield running


@pytest.fixture
def postgres_url(postgres_cluster):
    """The address of a database with our schema, which goes with the test."""
    url = postgres_cluster.database()
    yield url
    postgres_cluster.drop(url)

"""The TypeScript types are those of the Python contracts."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LABEXTENSION = Path(__file__).resolve().parents[2] / "labextension"


@pytest.fixture(scope="module")
def node():
    found = shutil.which("node")
    if found is None:
        pytest.skip("node is not on PATH")
    if not (LABEXTENSION / "node_modules" / "json-schema-to-typescript").is_dir():
        pytest.skip("labextension/node_modules is missing: npm --prefix labextension ci")
    return found


def test_contracts_ts_is_fresh(node):
    printed = subprocess.run(
        [node, "scripts/types.mjs", "--stdout"],
        cwd=LABEXTENSION,
        env=os.environ | {"PYTHON": sys.executable},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    committed = (LABEXTENSION / "src" / "contracts.ts").read_text(encoding="utf-8")
    assert printed.stdout == committed, "run `npm --prefix labextension run types`"

"""The demo on Binder is made of pinned packages that satisfy what the product asks for."""

from __future__ import annotations

import json
import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
BINDER = ROOT / "binder"


def pins() -> dict[str, str]:
    text = (BINDER / "environment.yml").read_text()
    return dict(re.findall(r"^ +- ([a-z0-9.-]+)==(\S+)$", text, re.MULTILINE))


def test_everything_is_pinned_and_fits():
    text = (BINDER / "environment.yml").read_text()
    inner = text.partition("- pip:\n")[2]
    assert len(pins()) == len([line for line in inner.splitlines() if line.strip()])
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["lab"]]
    for requirement in map(Requirement, wanted):
        name = requirement.name.lower().replace("_", "-")
        assert requirement.specifier.contains(pins()[name]), name


def test_it_names_no_host():
    assert not any("://" in path.read_text() for path in BINDER.iterdir())


@pytest.mark.parametrize("name", ["postBuild", "start"])
def test_its_scripts_run_where_they_stop_at_the_first_error(name):
    path = BINDER / name
    assert os.access(path, os.X_OK)
    assert "set -euo pipefail" in path.read_text()
    subprocess.run(["bash", "-n", str(path)], check=True)


def test_start_hands_over_to_the_command():
    ran = subprocess.run(
        [BINDER / "start", "echo", "a b"], capture_output=True, text=True, check=True
    )
    assert ran.stdout == "a b\n"
    assert "built-in author" in ran.stderr
    assert "local sandbox" in ran.stderr


def test_it_opens_the_welcome_notebook_with_the_built_in_author_and_the_local_sandbox():
    for name, key in (("lab", "LabApp"), ("notebook", "JupyterNotebookApp")):
        config = json.loads((BINDER / f"jupyter_{name}_config.json").read_text())
        url = config[key]["default_url"]
        assert (ROOT / url.removeprefix("/lab/tree/")).is_file()
    config = json.loads((BINDER / "jupyter_config.json").read_text())
    assert config["JupyterCodemm"] == {"author": "builtin", "sandbox": "local"}

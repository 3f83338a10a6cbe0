"""What is written in two places agrees, and the lock names no host to download from."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import jupyter_codemm

ROOT = Path(__file__).resolve().parents[2]
LABEXTENSION = ROOT / "labextension"


def read_json(path: Path):
    return json.loads(path.read_text(encoding="utf-8"))


def test_versions_agree():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == jupyter_codemm.__version__
    assert read_json(LABEXTENSION / "package.json")["version"] == jupyter_codemm.__version__
    assert read_json(LABEXTENSION / "package-lock.json")["version"] == jupyter_codemm.__version__


def test_lock_names_no_host_to_download_from():
    packages = read_json(LABEXTENSION / "package-lock.json")["packages"]
    assert len(packages) > 100
    for package in packages.values():
        package.pop("funding", None)  # where to donate, never contacted
    assert not re.search(r"https?://|resolved", json.dumps(packages))
    assert all("integrity" in p for name, p in packages.items() if name and not p.get("link"))


def test_npm_is_told_to_write_no_host():
    lines = (LABEXTENSION / ".npmrc").read_text(encoding="utf-8").splitlines()
    assert "omit-lockfile-registry-resolved=true" in lines
    assert not any("registry=" in line for line in lines)


def test_plugins_settings_and_command_share_the_package_name():
    name = read_json(LABEXTENSION / "package.json")["name"]
    schema = read_json(LABEXTENSION / "schema" / "panel.json")
    view, new = schema["jupyter.lab.menus"]["main"]
    assert [item["command"] for item in view["items"]] == [f"{name}:open-panel"]
    (submenu,) = new["items"]
    assert [item["command"] for item in submenu["submenu"]["items"]] == [f"{name}:new-session"]
    sources = "".join(p.read_text(encoding="utf-8") for p in LABEXTENSION.glob("src/plugins/*.ts"))
    assert f"ID = '{name}:panel'" in sources
    assert "id: ID" in sources


def test_styles_take_every_colour_from_the_theme():
    for path in (LABEXTENSION / "style").glob("*.css"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", text), path.name
        assert all(v.startswith("--jp-") for v in re.findall(r"var\(([^)]+)\)", text)), path.name

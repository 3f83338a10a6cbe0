"""The wheel, built and installed on a machine without Node."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import jupyter_codemm
from tests.ui.lab import find_browser, running_lab, screenshot_folder

ROOT = Path(__file__).resolve().parents[2]
NOT_CLONED = (
    ".git",
    ".venv",
    "node_modules",
    "lib",
    "dist",
    "screenshots",
    "__pycache__",
    ".*_cache",
)
TOOLS = ("sh", "env", "uname", "git")  # all that is left on PATH
MAX_ASSETS_BYTES = 300_000  # what browsers load, as it is packed

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


def run(command, environ, cwd=None) -> str:
    """Run a command that must succeed and return all that it printed."""
    done = subprocess.run(
        command,
        env=environ,
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return re.sub(r"\x1b\[\d+m", "", done.stdout)


def index_answers() -> bool:
    """Return whether pip can download what a build needs."""
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--dry-run",
        "--ignore-installed",
        "--no-deps",
    ]
    return subprocess.run([*command, "hatchling"], capture_output=True, check=False).returncode == 0


@pytest.fixture(scope="module")
def without_node(tmp_path_factory):
    """The environment of a machine that has no Node: almost nothing is on PATH."""
    if not index_answers():
        pytest.skip("no package index answers")
    tools = tmp_path_factory.mktemp("tools")
    for tool in TOOLS:
        if found := shutil.which(tool):
            (tools / tool).symlink_to(found)
    return os.environ | {"PATH": str(tools), "CODEMM_REQUIRE_FRONTEND": "1"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory, without_node):
    """The wheel of a clean copy of the sources, without any built assets."""
    clone = tmp_path_factory.mktemp("clone") / "sources"
    shutil.copytree(ROOT, clone, ignore=shutil.ignore_patterns(*NOT_CLONED))
    for built in ("labextension", "hub/static"):
        shutil.rmtree(clone / "jupyter_codemm" / built, ignore_errors=True)
    dist = tmp_path_factory.mktemp("dist")
    run([sys.executable, "-m", "pip", "wheel", "--no-deps", "-w", dist, clone], without_node)
    (made,) = dist.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(tmp_path_factory, without_node, wheel):
    """The environment of a fresh virtual environment with the wheel in it."""
    venv = tmp_path_factory.mktemp("fresh") / "venv"
    run([sys.executable, "-m", "venv", venv], without_node)
    run([venv / "bin" / "python", "-m", "pip", "install", f"{wheel}[lab]"], without_node)
    home = tmp_path_factory.mktemp("home")
    path = os.pathsep.join((str(venv / "bin"), without_node["PATH"]))
    return without_node | {"PATH": path, "HOME": str(home), "JUPYTER_PREFER_ENV_PATH": "1"}


def test_wheel_holds_the_assets_once(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assets = [n for n in names if "/share/jupyter/labextensions/jupyter-codemm/" in n]
    assert any("/static/remoteEntry." in name for name in assets)
    assert any(name.endswith("/schemas/jupyter-codemm/panel.json") for name in assets)
    assert not any(name.startswith("jupyter_codemm/labextension/") for name in names)
    pages = {Path(n).suffix for n in names if n.startswith("jupyter_codemm/hub/static/pages-")}
    assert pages == {".js", ".css"}
    assert not any(name.startswith(("tests/", "labextension/")) for name in names)
    with zipfile.ZipFile(wheel) as packed:
        sizes = [
            one.compress_size
            for one in packed.infolist()
            if one.filename in assets or one.filename.startswith("jupyter_codemm/hub/static/")
        ]
    assert 0 < sum(sizes) < MAX_ASSETS_BYTES


def test_wheel_holds_every_file_of_data(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    package = ROOT / "jupyter_codemm"
    data = [
        file.relative_to(ROOT).as_posix()
        for pattern in ("*.md", "*.txt", "*.toml")
        for file in package.rglob(pattern)
        if "labextension" not in file.parts
    ]
    assert len(data) > 20
    assert set(data) <= names


def test_jupyterlab_finds_the_extension(installed):
    listed = run(["jupyter", "labextension", "list"], installed)
    assert re.search(r"jupyter-codemm v\S+ enabled +OK \(python, jupyter_codemm\)", listed), listed


def test_jupyter_server_finds_the_extension(installed):
    listed = run(["jupyter", "server", "extension", "list"], installed)
    assert re.search(r"jupyter_codemm enabled", listed), listed
    assert f"jupyter_codemm {jupyter_codemm.__version__} OK" in listed, listed


@pytest.mark.browser
def test_panel_is_seen_in_a_browser(installed, tmp_path):
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    from tests.ui.lab_page import enter_lab, open_panel, take_screenshot  # noqa: PLC0415 - as above

    chromium = find_browser()
    if chromium is None:
        pytest.skip("no Chromium or Chrome is on PATH")
    python = Path(shutil.which("python", path=installed["PATH"]))
    with running_lab(tmp_path / "home", python) as lab, sync_api.sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=chromium).new_page()
        enter_lab(page, lab)
        panel = open_panel(page)
        panel.get_by_role("tab", name="Health").click()
        sync_api.expect(panel.get_by_text("Programs run in")).to_be_visible(timeout=60_000)
        take_screenshot(page, screenshot_folder(), "panel-from-wheel")

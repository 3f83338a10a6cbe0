"""The demo on Binder, as far as it goes without a BinderHub: `python -m tests.soak.binder`.

repo2docker writes the Dockerfile of this commit, and what it has to do is looked for in it. Then
the steps of `binder/` run to the end in a container of an image of yours, without root, with
Docker's default seccomp profile, and the welcome notebook is executed there. The image needs
Python 3.11.5 or a later 3.11, and the packages of binder/apt.txt; those of binder/environment.yml
come from pip as you have configured it: --mount shows the container what that configuration names.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAME = "codemm-binder-steps"
USER = 1000
SHOWN = ("PIP_", "NPM_CONFIG_", "SSL_", "NODE_", "REQUESTS_", "CURL_")
# What the Dockerfile of repo2docker has to do with ours.
EXPECTED = (
    "g++",
    "openjdk-17-jdk-headless",
    "binder/environment.yml",
    "binder/postBuild",
    "binder/start",
    "USER ${NB_USER}",
)
STEPS = r"""
set -eu
cp -r /repository "$HOME/repository"
cd "$HOME/repository"
python3 -m venv --without-pip "$HOME/env"
export PATH="$HOME/env/bin:$PATH" NB_PYTHON_PREFIX="$HOME/env"
wheel=$(echo /wheels/pip-*.whl)
python "$wheel/pip" install --quiet --no-index "$wheel"
sed -n 's/^ *- \([a-z0-9.-]*==.*\)$/\1/p' binder/environment.yml > "$HOME/pins.txt"
echo "== $(wc -l < "$HOME/pins.txt") pinned packages, as user $(id -u)"
python -m pip install --quiet --no-warn-script-location -r "$HOME/pins.txt"
echo "== binder/postBuild"
binder/postBuild
echo "== binder/start, on the welcome notebook"
binder/start jupyter nbconvert --log-level WARN --to notebook --execute \
  --output-dir "$HOME/executed" notebooks/00-welcome.ipynb
"""


def main(options: argparse.Namespace) -> int:
    """Check both; return an exit code."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        repository = folder / "repository"
        exported(repository)
        missing = [text for text in EXPECTED if text not in dockerfile(folder, repository)]
        if missing:
            print(f"the Dockerfile of repo2docker lacks {', '.join(missing)}")
            return 1
        print("the Dockerfile of repo2docker does all that is expected")
        home = folder / "home"
        home.mkdir()
        os.chown(home, USER, USER)
        folder.chmod(0o755)
        if failed := stepped(options, folder, home):
            return failed
        executed = json.loads((home / "executed" / "00-welcome.ipynb").read_text())
        print(*texts(executed), sep="\n")
    return 0


def exported(folder: Path) -> None:
    """Write the files of the commit that is checked out."""
    folder.mkdir()
    archive = subprocess.run(
        ["git", "archive", "HEAD"], cwd=ROOT, check=True, stdout=subprocess.PIPE
    )
    subprocess.run(["tar", "-x"], cwd=folder, check=True, input=archive.stdout)


def dockerfile(folder: Path, repository: Path) -> str:
    """Return what repo2docker makes of a repository; it is installed for that."""
    environment = folder / "repo2docker"
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    python = environment / "bin" / "python"
    install = [python, "-m", "pip", "install", "--quiet", "jupyter-repo2docker"]
    subprocess.run(install, check=True)
    render = [python, "-m", "repo2docker", "--no-build", "--debug", repository]
    told = subprocess.run(render, check=True, capture_output=True, text=True)
    return told.stdout + told.stderr


def stepped(options: argparse.Namespace, folder: Path, home: Path) -> int:
    """Run the steps of `binder/` in a container; return their exit code."""
    wheels = folder / "wheels"
    fetch = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "-d", wheels, "pip"]
    subprocess.run(fetch, check=True)
    given = [name for name in os.environ if name.upper().startswith(SHOWN)]
    mounts = {folder / "repository": "/repository", wheels: "/wheels"}
    mounts |= {path: str(path) for path in options.mount}
    command = ["docker", "run", "--rm", "--name", NAME, "--network", "host"]
    command += ["--user", f"{USER}:{USER}", "-e", "HOME=/home/jovyan"]
    command += [part for name in given for part in ("-e", name)]
    command += [part for path, at in mounts.items() for part in ("-v", f"{path}:{at}:ro")]
    command += ["-v", f"{home}:/home/jovyan", options.base, "bash", "-c", STEPS]
    return subprocess.run(command, check=False).returncode


def texts(notebook: dict) -> list[str]:
    """Return what the cells of an executed notebook printed."""
    outputs = [out for cell in notebook["cells"] for out in cell.get("outputs", ())]
    return ["".join(out["text"]) for out in outputs if out["output_type"] == "stream"]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.soak.binder")
    parser.add_argument(
        "--base", required=True, help="an image with a recent Python 3.11, g++ and a JDK"
    )
    parser.add_argument(
        "--mount", type=Path, action="append", default=[], help="shown to the container, read-only"
    )
    raise SystemExit(main(parser.parse_args()))

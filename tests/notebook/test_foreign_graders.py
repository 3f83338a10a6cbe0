"""Round trips through nbgrader and otter, which live in an environment of their own.

`make test` makes it; CODEMM_GRADERS names another one. Nothing here is in the learner's database:
the notebooks are graded as on any other machine.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from jupyter_codemm.app import AppWiring, Settings
from jupyter_codemm.cli import run_command
from jupyter_codemm.sandbox.local.toolchains import find_toolchains
from tests.notebook.graders.four_languages import HIDDEN, NEARLY, RIGHT, activity
from tests.widgets.bare_kernel import folders, stop_servers

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
HERE = Path(__file__).parent / "graders"
GRADERS = Path(os.environ.get("CODEMM_GRADERS", Path(sys.prefix) / "graders"))
JUDGED_LOCALLY = {"JupyterCodemm": {"sandbox": "local"}}


@pytest.fixture
def root(tmp_path):
    if not (GRADERS / "bin" / "nbgrader").exists():
        pytest.skip(f"nbgrader and otter are not in {GRADERS}; `make test` installs them")
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "jupyter_config.json").write_text(json.dumps(JUDGED_LOCALLY))
    yield tmp_path
    stop_servers(tmp_path)


@pytest.fixture
def languages() -> list[str]:
    missing = find_toolchains(for_any_user=True).missing
    return [language for language in RIGHT if not missing(language)]


def emitted(root: Path, languages: list[str], form: str, capsys) -> dict:
    path = root / "activity.json"
    path.write_text(activity(*languages).model_dump_json())
    arguments = ["notebook", path, "--out", root / "course", "--format", form, "--json"]
    wiring = AppWiring(Settings(database=root / "unused.sqlite"))
    code = run_command([str(a) for a in arguments], wiring)
    printed = capsys.readouterr()
    assert code == 0, printed.err
    return json.loads(printed.out)


def driven(root: Path, script: str, *arguments: object, job: dict) -> dict:
    """Run a script in the graders' environment and return what it printed last."""
    program = GRADERS / "bin" / "python"
    environment = folders(root)
    path = os.pathsep.join(
        [str(GRADERS / "bin"), str(Path(sys.prefix) / "bin"), os.environ["PATH"]]
    )
    ran = subprocess.run(
        [program, HERE / script, *map(str, arguments)],
        input=json.dumps(job),
        env=environment
        | {"PATH": path, "JUPYTER_PATH": str(Path(sys.prefix) / "share" / "jupyter")},
        capture_output=True,
        text=True,
        timeout=580,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    return json.loads(ran.stdout.strip().splitlines()[-1])


def answers_to(languages: list[str]) -> dict[str, dict[str, str]]:
    """Return all right answers, and one that is nearly right."""
    right = {f"p.{language}": RIGHT[language] for language in languages}
    return {"ann": right, "bob": {"p.python": NEARLY}}


def test_nbgrader_grades_every_language_with_partial_credit(root, languages, capsys):
    record = emitted(root, languages, "nbgrader", capsys)
    name = Path(record["notebook"]).stem
    job = {"assignment": name, "answers": answers_to(languages)}
    done = driven(root, "nbgrader_course.py", root / "course", job=job)
    assert done["failed"] == {}
    assert done["valid"] == {"release": ["failed"], "ann": [], "bob": ["failed"]}
    checks = {f"check-{n}-p-{language}" for n, language in enumerate(languages, start=1)}
    assert done["scores"]["ann"] == {check: [4.0, 4.0] for check in checks}
    nothing = {check: [0.0, 4.0] for check in checks}
    assert done["scores"]["bob"] == nothing | {"check-1-p-python": [3.0, 4.0]}
    for folder in ("release", "feedback"):
        texts = [p.read_text() for p in (root / "course" / folder).rglob("*") if p.is_file()]
        assert texts
        assert not any(str(HIDDEN) in text for text in texts)


def test_otter_grades_every_language_test_by_test(root, languages, capsys):
    record = emitted(root, languages, "otter", capsys)
    master, out = Path(record["notebook"]), root / "assigned"
    job = {"answers": answers_to(languages)}
    scores = driven(root, "otter_run.py", master, out, job=job)
    questions = [f"q{n}" for n, _ in enumerate(languages, start=1)]
    assert scores["ann"] == {question: [4, 4] for question in questions}
    assert scores["bob"] == {question: [0, 4] for question in questions} | {"q1": [3, 4]}
    assert str(HIDDEN) not in (out / "student" / master.name).read_text()
    assert str(HIDDEN) in master.read_text()

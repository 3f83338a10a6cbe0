"""JupyterLab in Chromium, for every test of this folder."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from build_frontend import sources_digest
from tests.ui.browsers import missing_tool, opened_browser
from tests.ui.lab import assets, running_lab, screenshot_folder
from tests.ui.tasks import make_patient_task


def check_assets_are_fresh() -> None:
    """Fail when the installed assets were built from other sources than those of this checkout."""
    recorded = assets() / "sources.sha256"
    if recorded.is_file() and recorded.read_text(encoding="ascii") != sources_digest():
        pytest.fail("the installed JupyterLab extension is older than its sources: pip install .")


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """A JupyterLab with the extension, shared by all tests."""
    if reason := missing_tool():
        pytest.skip(reason)
    check_assets_are_fresh()
    with running_lab(tmp_path_factory.mktemp("lab") / "home") as running:
        yield running


@pytest.fixture(scope="module")
def browser(lab):
    """Chromium. Per module: while it lives no test of this thread could use asyncio.run."""
    with opened_browser() as chromium:
        yield chromium


@pytest.fixture(scope="module")
def bare_lab(tmp_path_factory):
    """A JupyterLab without the extension: what another front end shows of the kernel's side."""
    if reason := missing_tool():
        pytest.skip(reason)
    home = tmp_path_factory.mktemp("bare-lab") / "home"
    with running_lab(home, extended=False) as running:
        yield running


@pytest.fixture(scope="session")
def patient_task(lab):
    """A Python problem whose verdicts no busy machine decides, and its notebook."""
    return make_patient_task(lab, "python")


@pytest.fixture(params=["lab", "notebook"])
def front(request):
    """Each front end in turn."""
    from tests.ui.front_ends import FRONT_ENDS  # noqa: PLC0415 - imports playwright

    return FRONT_ENDS[request.param]


@pytest.fixture
def task_alone(window, lab, front, request):
    """The patient problem in a notebook that no other test opens, and so with a kernel of its own.

    The front end is open by then: once the page is there, the lab answers.
    """
    front.enter(window, lab)
    task = request.getfixturevalue("patient_task")
    copy = f"{request.node.originalname}-{request.node.callspec.id}.ipynb"
    shutil.copy(lab.files / task.path, lab.files / copy)
    return replace(task, path=copy)


@pytest.fixture
def page(lab, browser):
    """JupyterLab, ready, in a fresh browser profile. An uncaught error in it fails the test."""
    from tests.ui.lab_page import enter_lab, use_theme  # noqa: PLC0415 - imports playwright

    errors = []
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-US")
    window = context.new_page()
    window.on("pageerror", lambda error: errors.append(str(error)))
    enter_lab(window, lab)
    use_theme(window, "JupyterLab Light")  # the choice outlives a page
    yield window
    context.close()
    assert errors == []


@pytest.fixture
def window(lab, browser):
    """An empty page of a fresh browser profile. An uncaught error of ours in it fails the test."""
    errors = []
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-US")
    context.on("weberror", lambda error: errors.append(error.error.stack or str(error.error)))
    yield context.new_page()
    context.close()
    assert [error for error in errors if "jupyter-codemm" in error] == []


@pytest.fixture(scope="session")
def screenshots():
    """The folder for pictures."""
    return screenshot_folder()

"""What a person does in JupyterLab, as functions on a page."""

from __future__ import annotations

import re
from pathlib import Path
from time import monotonic
from typing import Any

from playwright.sync_api import Error, Locator, Page, expect

from tests.ui.lab import TOKEN, Lab

READY_MS = 60_000
KERNEL_MS = 60_000
OUTPUT_MS = 60_000
SHOWN_MS = 2_000
KERNEL_IS_IDLE = """() => {
  const context = window.jupyterapp.shell.currentWidget?.sessionContext;
  return context?.isReady && context.session?.kernel?.status === 'idle';
}"""
FINISHED = re.compile(r"\[\d+\]:")


def enter_lab(page: Page, lab: Lab) -> None:
    """Open JupyterLab with an empty layout and wait until it can be used."""
    page.goto(f"{lab.url}lab?token={TOKEN}&reset")
    page.locator("#jupyterlab-splash").wait_for(state="detached", timeout=READY_MS)
    page.locator(".jp-LauncherCard:visible").first.wait_for(timeout=READY_MS)


def scroll_to(locator: Locator) -> None:
    """Bring something into view, also when JupyterLab draws it anew at that moment.

    Playwright's own `scroll_into_view_if_needed` fails then, or leaves it out of view again.
    """
    until = monotonic() + READY_MS / 1000
    while True:
        try:
            locator.scroll_into_view_if_needed(timeout=READY_MS)
            expect(locator).to_be_in_viewport(timeout=SHOWN_MS)
        except (Error, AssertionError):
            if monotonic() > until:
                raise
        else:
            return


def execute(page: Page, command: str, args: dict[str, Any] | None = None) -> None:
    """Run a JupyterLab command and wait for its end."""
    page.evaluate(
        "([command, args]) => window.jupyterapp.commands.execute(command, args).then(() => null)",
        [command, args or {}],
    )


def use_theme(page: Page, name: str) -> None:
    """Switch to a theme, such as `JupyterLab Dark`."""
    execute(page, "apputils:change-theme", {"theme": name})
    expect(page.locator(f'body[data-jp-theme-name="{name}"]')).to_be_attached()
    expect(page.locator("#jupyterlab-splash")).to_be_hidden()  # its styles are all there


def open_panel(page: Page) -> Locator:
    """Show the Codemm panel by its tab in the sidebar and return it."""
    page.locator('.lm-TabBar-tab[data-id="jupyter-codemm-panel"]').click()
    panel = page.locator(".jp-codemm-Panel")
    panel.wait_for()
    return panel


def show_part(panel: Locator, name: str) -> Locator:
    """Choose a tab of the panel by its name and return what it shows."""
    panel.get_by_role("tab", name=name).click()
    part = panel.get_by_role("tabpanel", name=name)
    part.wait_for()
    return part


def widen_sidebar(page: Page, width: int) -> None:
    """Drag the edge of the left sidebar to a distance from the left of the window."""
    handle = page.locator("#jp-main-split-panel > .lm-SplitPanel-handle").first
    handle.wait_for()  # it has no box while the styles of a theme are replaced
    edge = handle.bounding_box()
    assert edge is not None
    page.mouse.move(edge["x"] + edge["width"] / 2, edge["y"] + 200)
    page.mouse.down()
    page.mouse.move(width, edge["y"] + 200, steps=5)
    page.mouse.up()


def open_notebook(page: Page, path: str) -> Locator:
    """Open a notebook of the lab's files and wait until its kernel can run cells."""
    execute(page, "docmanager:open", {"path": path})
    return wait_for_notebook(page)


def wait_for_notebook(page: Page) -> Locator:
    """Wait for the notebook in front, and for its kernel, and return the notebook."""
    panel = page.locator(".jp-NotebookPanel:visible")
    panel.locator(".jp-Cell").first.wait_for(timeout=READY_MS)
    page.wait_for_function(KERNEL_IS_IDLE, timeout=KERNEL_MS)
    return panel


def cell(notebook: Locator, index: int) -> Locator:
    """Return a cell by its place; the first is 0."""
    return notebook.locator(".jp-Cell").nth(index)


def cell_with(notebook: Locator, text: str) -> Locator:
    """Return the first code cell whose source holds a text."""
    editor = notebook.page.locator(".jp-InputArea-editor", has_text=text)
    return notebook.locator(".jp-CodeCell", has=editor).first


def write_cell(target: Locator, source: str) -> None:
    """Replace the source of a cell."""
    target.locator(".cm-content").click()
    target.page.keyboard.press("ControlOrMeta+a")
    target.page.keyboard.insert_text(source)


def run_cell(target: Locator) -> None:
    """Run a code cell as Ctrl+Enter does, and wait until it has finished."""
    prompt = target.locator(".jp-InputPrompt")
    before = prompt.inner_text()
    target.locator(".cm-content").click()
    target.page.keyboard.press("Control+Enter")
    expect(prompt).not_to_have_text(before, timeout=KERNEL_MS)
    expect(prompt).to_have_text(FINISHED, timeout=KERNEL_MS)


def wait_for_output(target: Locator, text: str | re.Pattern[str]) -> Locator:
    """Wait until the outputs of a cell, widgets included, show a text; return them."""
    outputs = target.locator(".jp-Cell-outputArea")
    expect(outputs).to_contain_text(text, timeout=OUTPUT_MS)
    return outputs


def click_widget(target: Locator, name: str) -> None:
    """Click an ipywidgets button below a cell by its label."""
    target.locator(".jp-Cell-outputArea").get_by_role("button", name=name).first.click()


def take_screenshot(page: Page, folder: Path, name: str) -> None:
    """Leave a picture of the window for people to look at."""
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}.png")

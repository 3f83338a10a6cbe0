"""The same steps in JupyterLab and in Notebook 7: each has its own way to the panel and a file."""

from __future__ import annotations

import re
from typing import Protocol
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.ui.lab import TOKEN, Lab
from tests.ui.lab_page import READY_MS, enter_lab, open_panel, use_theme, widen_sidebar


class FrontEnd(Protocol):
    """Where somebody works."""

    def enter(self, page: Page, lab: Lab) -> None:
        """Open it."""

    def panel(self, page: Page) -> Locator:
        """Show our panel, as wide as most have it."""

    def notebook(self, page: Page, button: Locator, *, by_key: bool = False) -> Page:
        """Use what opens a notebook and return the page that it is on."""

    def reload(self, page: Page, lab: Lab, path: str) -> Page:
        """Come back to a notebook on another day."""

    def use_theme(self, page: Page, name: str) -> None:
        """Switch to a theme, such as `Dark`."""


class JupyterLab:
    """One page for everything."""

    def enter(self, page: Page, lab: Lab) -> None:
        enter_lab(page, lab)

    def panel(self, page: Page) -> Locator:
        panel = open_panel(page)
        widen_sidebar(page, 413)
        return panel

    def notebook(self, page: Page, button: Locator, *, by_key: bool = False) -> Page:
        use(page, button, by_key=by_key)
        return page

    def reload(self, page: Page, lab: Lab, path: str) -> Page:
        page.goto(f"{lab.url}lab/tree/{path}?token={TOKEN}&reset")
        page.locator("#jupyterlab-splash").wait_for(state="detached", timeout=READY_MS)
        return page

    def use_theme(self, page: Page, name: str) -> None:
        use_theme(page, f"JupyterLab {name}")


class Notebook7:
    """A page for the files, with the panel, and one for each notebook."""

    def enter(self, page: Page, lab: Lab) -> None:
        page.goto(f"{lab.url}tree?token={TOKEN}")
        page.get_by_role("menuitem", name="View").wait_for(timeout=READY_MS)

    def panel(self, page: Page) -> Locator:
        page.get_by_role("menuitem", name="View").click()
        page.get_by_role("menuitem", name=re.compile("^Codemm")).click()
        panel = page.locator(".jp-codemm-Panel")
        panel.wait_for(timeout=READY_MS)
        return panel

    def notebook(self, page: Page, button: Locator, *, by_key: bool = False) -> Page:
        with page.context.expect_page(timeout=READY_MS) as opened:
            use(page, button, by_key=by_key)
        return opened.value

    def reload(self, page: Page, lab: Lab, path: str) -> Page:
        page.goto(f"{lab.url}notebooks/{path}?token={TOKEN}")
        return page

    def use_theme(self, page: Page, name: str) -> None:
        page.get_by_role("menuitem", name="Settings", exact=True).click()
        page.locator(".lm-Menu-item").filter(has_text=re.compile("^Theme$")).hover()
        chosen = re.compile(f"^JupyterLab {name}$")
        page.locator(".lm-Menu-item").filter(has_text=chosen).click()
        expect(page.locator(f'body[data-jp-theme-name="JupyterLab {name}"]')).to_be_attached()


FRONT_ENDS: dict[str, FrontEnd] = {"lab": JupyterLab(), "notebook": Notebook7()}


def use(page: Page, button: Locator, *, by_key: bool) -> None:
    """Click a button, or press Enter where it has the focus."""
    if not by_key:
        button.click()
        return
    expect(button).to_be_focused()
    page.keyboard.press("Enter")


def save(page: Page) -> str:
    """Save the notebook in front, and return its path once the server has it."""
    contents = "/api/contents/"
    with page.expect_response(
        lambda reply: contents in reply.url and reply.request.method == "PUT", timeout=READY_MS
    ) as saved:
        page.keyboard.press("ControlOrMeta+s")
    assert saved.value.ok
    return unquote(urlsplit(saved.value.url).path.partition(contents)[2])


def notebook_in(page: Page) -> Locator:
    """Return the notebook of a page once it shows its cells."""
    notebook = page.locator(".jp-NotebookPanel:visible")
    notebook.locator(".jp-Cell").first.wait_for(timeout=READY_MS)
    expect(notebook).to_have_count(1)
    return notebook

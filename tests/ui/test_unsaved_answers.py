"""What was typed and not saved: in further files, after a revert, after a rename of its folder."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import expect

from tests.ui.answer_cells import answer_cell, show_notebook, write_notebook
from tests.ui.lab_page import enter_lab, execute, write_cell

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MAIN = "%%codemm java nobody-1\npublic class Main {}"
HELPER = "%%codemm java nobody-1 Helper.java\nclass Helper {}"
TYPED = "%%codemm java nobody-1 Helper.java\nclass Helper { int typedLater; }"
IS_KEPT = "text => JSON.stringify({...localStorage}).includes(text)"


def code(source: str) -> dict:
    return {"cell_type": "code", "source": source}


def offer_in(cell):
    return cell.get_by_role("group", name="was not saved").first


def test_a_further_file_is_offered_again_after_its_folder_was_renamed(page, lab):
    (lab.files / "before").mkdir()
    write_notebook(lab.files / "before" / "files.ipynb", code(MAIN), code(HELPER))
    write_cell(answer_cell(show_notebook(page, "before/files.ipynb"), 1), TYPED)
    page.wait_for_function(IS_KEPT, arg="typedLater")

    page.on("dialog", lambda dialog: dialog.accept())
    enter_lab(page, lab)
    page.evaluate("() => window.jupyterapp.serviceManager.contents.rename('before', 'after')")
    page.wait_for_function(IS_KEPT, arg="after%2Ffiles.ipynb")
    notebook = show_notebook(page, "after/files.ipynb")
    cell = answer_cell(notebook, 1)
    expect(cell.locator(".cm-content")).not_to_contain_text("typedLater")
    expect(offer_in(cell).get_by_role("insertion").first).to_contain_text("typedLater")
    offer_in(cell).get_by_role("button", name="Use it").click()
    expect(cell.locator(".cm-content")).to_contain_text("typedLater")
    expect(answer_cell(notebook, 0).locator(".cm-content")).to_contain_text("public class Main")
    expect(offer_in(notebook)).to_have_count(0)


def test_a_revert_keeps_the_other_text_on_offer(page, lab):
    file = lab.files / "reverted.ipynb"
    write_notebook(file, code("# codemm: nobody-2\nx = 'at first'"))
    cell = answer_cell(show_notebook(page, file.name))
    write_cell(cell, "# codemm: nobody-2\nx = 'mine'")
    write_notebook(file, code("# codemm: nobody-2\nx = 'of somebody else'"))
    page.keyboard.press("ControlOrMeta+s")
    page.get_by_role("dialog").get_by_role("button", name="Revert").click()

    notebook = page.locator(".jp-NotebookPanel:visible")
    expect(notebook.locator(".cm-content")).to_contain_text("of somebody else")  # cells are new
    cell = answer_cell(notebook)
    expect(offer_in(cell).get_by_role("insertion").first).to_contain_text("mine")
    execute(page, "docmanager:save")
    expect(offer_in(cell)).to_be_visible()
    offer_in(cell).get_by_role("button", name="Use it").click()
    expect(cell.locator(".cm-content")).to_contain_text("mine")
    cell.get_by_role("button", name="Undo").click()
    expect(cell.locator(".cm-content")).to_contain_text("of somebody else")

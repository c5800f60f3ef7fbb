"""JupyterLab and formgrader in a browser, by what a person sees and presses there."""

from __future__ import annotations

import contextlib
import io
import os
import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
from notebook_server import running
from people import Person
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

SIZE = {"width": 1100, "height": 860}
MILLISECONDS = 60_000
_NUMBER = re.compile(r"\[\d+\]")
PICTURES = "UNLABELLED_PICTURES"
LARGEST_PICTURE = 80_000


class Lab:
    """JupyterLab's page."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page, self.folder = page, folder
        self.cells: dict[str, int] = {}

    def open(self, path: str) -> None:
        """Open a notebook from the file browser, folder by folder, by double clicks."""
        for part in Path(path).parts:
            self.page.locator(".jp-DirListing-item", has_text=part).first.dblclick()
        self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell").first.wait_for()
        self.page.get_by_text("| Idle").wait_for()
        notebook = nbformat.read(self.folder / path, as_version=4)
        about = [cell.metadata.get("nbgrader", {}) for cell in notebook.cells]
        self.cells = {one["grade_id"]: position for position, one in enumerate(about) if one}

    def cell(self, which: str | int) -> Locator:
        """Return a cell by the name that nbgrader gave it, or by its position."""
        position = self.cells[which] if isinstance(which, str) else which
        return self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell").nth(position)

    def write(self, name: str, source: str) -> None:
        """Put something else into a cell."""
        cell = self.cell(name)
        cell.scroll_into_view_if_needed()
        if "jp-MarkdownCell" in (cell.get_attribute("class") or ""):
            cell.locator(".jp-Cell-inputArea").dblclick()
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(source)

    def run(self, which: str | int) -> Locator:
        """Run a cell, wait until it is done, and return its output."""
        cell = self.cell(which)
        cell.scroll_into_view_if_needed()
        cell.locator(".jp-InputPrompt").first.click()
        self.page.keyboard.press("Control+Enter")
        prompt = cell.locator(".jp-InputArea-prompt").first
        if "jp-CodeCell" in (cell.get_attribute("class") or ""):
            # A star while it runs, then a number that counts up.
            expect(prompt).to_have_text(_NUMBER, timeout=MILLISECONDS)
        self.page.get_by_text("| Idle").wait_for()
        return cell.locator(".jp-OutputArea-output")

    def save(self) -> None:
        """Save the notebook."""
        self.page.keyboard.press("Escape")
        self.page.keyboard.press("Control+s")
        expect(self.page.locator(".lm-DockPanel-tabBar .jp-mod-dirty")).to_have_count(0)

    def validate(self) -> Locator:
        """Press nbgrader's button and return the dialog that says how the tests went."""
        self.page.get_by_text("Validate", exact=True).first.click()
        dialog = self.page.locator(".jp-Dialog-content", has_text="Validation Results")
        dialog.wait_for()
        return dialog

    def close_dialog(self) -> None:
        """Press Ok."""
        self.page.locator(".jp-Dialog-content button.jp-mod-accept").click()

    def nbgrader(self, entry: str) -> None:
        """Choose an entry of nbgrader's menu."""
        self.page.get_by_role("menuitem", name="Nbgrader").click()
        self.page.locator(".lm-Menu-item", has_text=entry).first.click()


@contextlib.contextmanager
def lab(browser: Browser, person: Person) -> Iterator[Lab]:
    """Start JupyterLab as somebody, in their folder, and open it in a tab."""
    with running(person.folder, person.settings, module="jupyterlab") as address:
        page = browser.new_page(viewport=SIZE)
        page.set_default_timeout(MILLISECONDS)
        page.goto(f"{address}/lab")
        page.locator(".jp-DirListing-item").first.wait_for()
        yield Lab(page, person.folder)
        page.close()


def take_picture(of: Page | Locator, name: str, elsewhere: Path) -> Path:
    """Save a picture for the guides, as WebP.

    Parameters
    ----------
    of : Page or Locator
    name : str
    elsewhere : Path
        Where it goes if the environment names no folder for the pictures.

    Raises
    ------
    AssertionError
        If it is too large for a page.
    """
    folder = Path(os.environ.get(PICTURES) or elsewhere)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.webp"
    with Image.open(io.BytesIO(of.screenshot())) as picture:
        picture.convert("RGB").save(path, quality=80, method=6)
    assert path.stat().st_size <= LARGEST_PICTURE, f"{path} has {path.stat().st_size} bytes"
    return path

"""Show the released assignments as pages: what is asked, with a button to open the notebook."""

import os
import re
from pathlib import Path

import nbformat
from docutils import nodes
from nbformat import NotebookNode
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxRole

from unlabelled_site.address import Address
from unlabelled_site.claims import HEADING
from unlabelled_site.toc import page_names

PLACE = re.compile(r"^```\{assignment\} ([a-z0-9-]+)\n```$", re.MULTILINE)
PAGE_NAMED = re.compile(r", pages? (“[^”]+”(?:(?:,| and) “[^”]+”)*)\)$", re.MULTILINE)
QUOTED = re.compile(r"“([^”]+)”")
TITLE = re.compile(r"\A# .*\n+")


def write_assignment(app: Sphinx, docname: str, source: list[str]) -> None:
    """Put the released notebook in its place."""
    source[0] = PLACE.sub(lambda match: assignment_text(app, docname, match[1]), source[0])


def assignment_text(app: Sphinx, docname: str, name: str) -> str:
    """Write a released assignment as Markdown."""
    notebook = released(Path(app.srcdir), name, docname)
    path = f"exercises/{name}/{name}.ipynb"
    head = f"{{download}}`Download the notebook </{path}>`"
    if binder := Address.from_environment(os.environ).binder(path):
        head += f" · [Open it on Binder]({binder})"
    titles = page_titles(app)
    return "\n\n".join([head, *(cell_text(cell, docname, titles) for cell in notebook.cells)])


def cell_text(cell: NotebookNode, docname: str, titles: dict[str, str]) -> str:
    """Write one cell: text as it is, code as code, the tests behind a fold."""
    if cell.cell_type == "markdown":
        return link_pages(TITLE.sub("", cell.source), docname, titles)
    code = f"~~~~~python\n{cell.source}\n~~~~~"
    if cell.metadata.get("nbgrader", {}).get("grade"):
        return f"``````{{dropdown}} The tests that you see\n{code}\n``````"
    return code


class AssignmentPoints(SphinxRole):
    """The role ``{assignment-points}``: the points of a released assignment, added up."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Insert the sum."""
        cells = released(Path(self.env.srcdir), self.text, self.env.docname).cells
        points = sum(cell.metadata.get("nbgrader", {}).get("points", 0) for cell in cells)
        return [nodes.Text(f"{points:g}")], []


def released(root: Path, name: str, docname: str) -> NotebookNode:
    """Read a released assignment.

    Raises
    ------
    ExtensionError
        If it was not released.
    """
    file = root / "exercises" / name / f"{name}.ipynb"
    if not file.is_file():
        raise ExtensionError(f"{docname}: there is no released assignment {name}; run make exercises.")
    notebook: NotebookNode = nbformat.read(file, as_version=4)  # type: ignore[no-untyped-call]
    return notebook


def link_pages(text: str, docname: str, titles: dict[str, str]) -> str:
    """Link the pages that a question's heading names, below the heading."""

    def below(match: re.Match[str]) -> str:
        up = "../" * docname.count("/")
        links = [f"[{title}]({up}{_find(title, titles, docname)}.md)" for title in QUOTED.findall(match[1])]
        return f")\n\nTaught on {' and '.join(links)}."

    return PAGE_NAMED.sub(below, text)


def _find(title: str, titles: dict[str, str], docname: str) -> str:
    """Return the page of this title."""
    if title not in titles:
        raise ExtensionError(f"{docname}: the assignment names a page “{title}” that does not exist.")
    return titles[title]


def page_titles(app: Sphinx) -> dict[str, str]:
    """Return the pages of all chapters by their titles."""
    titles = {}
    for name in page_names(app):
        if name.startswith("chapters/"):
            text = (Path(app.srcdir) / f"{name}.md").read_text(encoding="utf-8")
            titles[next(title for level, title in HEADING.findall(text) if level == "#")] = name
    return titles


def setup(app: Sphinx) -> None:
    """Register the event and the role."""
    app.add_role("assignment-points", AssignmentPoints())
    app.connect("source-read", write_assignment)

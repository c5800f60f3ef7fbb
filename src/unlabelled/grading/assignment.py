"""The questions of an assignment's notebook.

A question is a heading such as ``## 1. Write a name (2 points, page “k-means”)``, below it the cell for
the answer, whose nbgrader id is the name of the function to write, and below that the cell that
tests it, whose id is the same with ``test_`` in front. An answer in words is a cell of text, and a
person grades it. When the notebook is generated its questions
are also listed in its metadata, so that they are known even if a student deletes cells.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nbformat import NotebookNode  # a second to import, which the command line has not always

HEADING = re.compile(
    r"^## (?P<title>\d+\. .+) \((?P<points>\d+) points?, page “(?P<page>[^“”]+)”\)$", re.MULTILINE
)
EXAMPLE = "## 1. Title (2 points, page “k-means”)"


@dataclass(frozen=True)
class Question:
    """One question of an assignment."""

    name: str
    """The function to write; also the id of the answer's cell."""
    title: str
    """Number and title, as in the heading."""
    points: int
    page: str
    """The title of the page that teaches it, such as k-means: unlike a number it survives a new page."""

    by_hand: bool = False
    """Whether the answer is in words, so that no cell tests it."""

    @property
    def test(self) -> str:
        """The id of the cell that tests the answer."""
        return f"test_{self.name}"


class NotAnAssignment(ValueError):
    """The notebook does not say which assignment of the course it is."""


def find_questions(notebook: NotebookNode) -> list[Question]:
    """Read the questions off the headings and the cells for answers, in their order.

    Raises
    ------
    ValueError
        If a heading has no cell for its answer, or such a cell has no heading.
    """
    questions: list[Question] = []
    heading: re.Match[str] | None = None
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            name = cell.metadata["nbgrader"]["grade_id"]
            if heading is None:
                raise ValueError(f"the answer {name!r} has no heading '{EXAMPLE}'")
            fields = heading.groupdict()
            by_hand = cell.cell_type == "markdown"
            questions.append(Question(name, fields["title"], int(fields["points"]), fields["page"], by_hand))
            heading = None
        elif cell.cell_type == "markdown" and (found := HEADING.search(cell.source)):
            if heading is not None:
                break
            heading = found
    if heading is not None:
        raise ValueError(f"no cell for an answer follows the heading {heading['title']!r}")
    return questions


def list_in_metadata(notebook: NotebookNode) -> None:
    """Write the questions of a notebook into its metadata."""
    notebook.metadata["unlabelled"]["questions"] = [asdict(question) for question in find_questions(notebook)]


def read_metadata(notebook: NotebookNode) -> tuple[str, list[Question]]:
    """Return the name and the questions of an assignment, as its metadata lists them.

    Raises
    ------
    NotAnAssignment
        If the metadata does not.
    """
    try:
        course = notebook.metadata["unlabelled"]
        name, questions = course["assignment"], [Question(**fields) for fields in course["questions"]]
    except (AttributeError, KeyError, TypeError) as error:
        raise NotAnAssignment("the notebook's metadata names no assignment of this course") from error
    return str(name), questions


def cells_by_id(notebook: NotebookNode) -> Mapping[str, NotebookNode]:
    """Return the cells that nbgrader knows, under their ids; of copies the last, as nbgrader does."""
    cells: dict[str, Any] = {}
    for cell in notebook.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        if grade_id:
            cells[grade_id] = cell
    return cells

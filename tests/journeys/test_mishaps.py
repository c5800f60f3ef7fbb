"""What befalls students' notebooks: what `unlabelled check` says, and what `unlabelled grade` then gives.

Each mishap happens to a notebook with all the right answers.
"""

import json
from dataclasses import dataclass

import nbformat
import pytest
from graders import ROOT, proof
from people import Person

from unlabelled.grading.assignment import cells_by_id

pytestmark = pytest.mark.usefixtures("sandbox_works")

NAME = "ai-overview"
FIRST, LAST = "name_families", "benjamini_hochberg"
QUESTIONS = proof.tested_questions(proof.solution(NAME))
POINTS = {question.name: question.points for question in QUESTIONS}
ALL = sum(POINTS.values())


def solved():
    """Return the released notebook with all answers that tests grade."""
    notebook, source = proof.exercise(NAME), cells_by_id(proof.solution(NAME))
    for name in POINTS:
        cells_by_id(notebook)[name].source = source[name].source
    return notebook


def unharmed(notebook):
    pass


def deletes_a_test(notebook):
    notebook.cells.remove(cells_by_id(notebook)[f"test_{FIRST}"])


def edits_a_test(notebook):
    cells_by_id(notebook)[f"test_{FIRST}"].source = "print('all is well')"


def answer_deleted(notebook):
    notebook.cells.remove(cells_by_id(notebook)[FIRST])


def run_out_of_order(notebook):
    """The first answer needs a name that only a cell at the end defines, which was run before."""
    first = cells_by_id(notebook)[FIRST]
    first.source = f"_check_later\n\n{first.source}"
    notebook.cells.append(nbformat.v4.new_code_cell("_check_later = 1"))


def unfinished(notebook):
    cells_by_id(notebook)[LAST].source = cells_by_id(proof.exercise(NAME))[LAST].source


@dataclass
class Mishap:
    """A mishap and what comes of it.

    Attributes
    ----------
    happens : callable
        Changes a notebook.
    check : str
        Part of what the student's check says.
    ends_with : int
        The check's exit code.
    lost : int
        Points that grading does not give.
    note : str
        Part of what stands at the top of the feedback, if anything.
    file_format : tuple of int
        The notebook's format in the file.
    file : str
        The file's name.
    """

    happens: object = unharmed
    check: str = "6 of 6 questions pass"
    ends_with: int = 0
    lost: int = 0
    note: str = ""
    file_format: tuple[int, int] = (4, 5)
    file: str = f"{NAME}.ipynb"


MISHAPS = {
    "nothing": Mishap(),
    "a deleted test": Mishap(
        deletes_a_test,
        "The cell that tests it is no longer in the notebook",
        1,
        0,
        f"test_{FIRST} was missing",
    ),
    "an edited test": Mishap(
        edits_a_test, "not the one that you were given", 1, 0, f"test_{FIRST} had been changed"
    ),
    "a deleted answer": Mishap(
        answer_deleted, "The cell for the answer is no longer", 1, POINTS[FIRST], f"{FIRST} was missing"
    ),
    "cells run out of order": Mishap(
        run_out_of_order, "name '_check_later' is not defined", 1, POINTS[FIRST]
    ),
    "an unfinished question": Mishap(unfinished, "not answered yet", 1, POINTS[LAST]),
    "format 4.1": Mishap(file_format=(4, 1)),
    "format 3": Mishap(file_format=(3, 0)),
    "a copy's name": Mishap(
        check="Hand it in under the name",
        file=f"{NAME}-Copy1.ipynb",
        lost=ALL,
        note=f"there is {NAME}-Copy1.ipynb",
    ),
    "another name": Mishap(
        check=f"to hand it in, name it {NAME}.ipynb",
        ends_with=2,
        file="homework.ipynb",
        lost=ALL,
        note="there is homework.ipynb",
    ),
}
STUDENTS = {what: what.replace(" ", "-").replace("'", "").replace(".", "") for what in MISHAPS}


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory):
    """Make a course in which each mishap has happened to somebody."""
    folder = tmp_path_factory.mktemp("mishaps")
    lecturer = Person(folder, folder / "settings")
    lecturer.types(f"unlabelled course mishaps --from {ROOT} --assignment {NAME}")
    lecturer.folder = folder / "mishaps"
    for what, mishap in MISHAPS.items():
        notebook = solved()
        mishap.happens(notebook)
        major, minor = mishap.file_format
        if major < 4:
            notebook = nbformat.convert(notebook, major)
        else:
            notebook.nbformat_minor = minor
        if (major, minor) < (4, 5):
            for cell in notebook.get("cells", []):
                cell.pop("id", None)
        path = lecturer.folder / "submitted" / STUDENTS[what] / NAME / mishap.file
        path.parent.mkdir(parents=True)
        path.write_text(nbformat.writes(notebook, version=nbformat.NO_CONVERT))
    return lecturer


@pytest.fixture(scope="module")
def outcomes(handed_in):
    """Grade all of them; return each student's outcome."""
    handed_in.types(f"nbgrader generate_assignment {NAME}")
    handed_in.types(f"unlabelled grade {NAME} --json report.json")
    report = json.loads((handed_in.folder / "report.json").read_text())
    return {outcome["student"]: outcome for outcome in report["outcomes"]}


@pytest.mark.parametrize("what", MISHAPS)
def test_the_check_says_what_is_wrong(handed_in, what):
    mishap = MISHAPS[what]
    path = f"submitted/{STUDENTS[what]}/{NAME}/{mishap.file}"
    said = handed_in.types(f"unlabelled check {path}", ends_with=mishap.ends_with)
    assert mishap.check in " ".join(said.split())


@pytest.mark.parametrize("what", MISHAPS)
def test_grading_gives_the_points_that_are_deserved(outcomes, what):
    mishap, outcome = MISHAPS[what], outcomes[STUDENTS[what]]
    assert outcome["score"] == ALL - mishap.lost, outcome
    assert mishap.note in "\n".join(outcome["notes"])
    assert bool(outcome["notes"]) == bool(mishap.note), outcome["notes"]

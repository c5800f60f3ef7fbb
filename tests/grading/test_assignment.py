"""Questions are found by their headings and cells, and are known from the metadata alone."""

import nbformat.v4 as v4
import pytest

from unlabelled.grading.assignment import (
    NotAnAssignment,
    Question,
    cells_by_id,
    find_questions,
    list_in_metadata,
    read_metadata,
)


def heading(title="1. Sort the points (1 point, page “Sorting”)"):
    return v4.new_markdown_cell(f"## {title}\n\nWrite `sort(points)`.")


def answer(name="sort_points"):
    return v4.new_code_cell("pass", metadata={"nbgrader": {"solution": True, "grade_id": name}})


def notebook(*cells):
    return v4.new_notebook(cells=list(cells), metadata={"unlabelled": {"assignment": "sorting"}})


SORT = Question("sort_points", "1. Sort the points", 1, "Sorting")


def test_a_question_is_its_heading_and_the_cell_for_its_answer():
    other = heading("2. Count them (4 points, page “How many?”)")
    found = find_questions(notebook(heading(), answer(), v4.new_code_cell("1"), other, answer("count")))
    assert found == [SORT, Question("count", "2. Count them", 4, "How many?")]
    assert SORT.test == "test_sort_points"


def test_an_answer_in_words_is_graded_by_hand():
    words = v4.new_markdown_cell("*Here.*", metadata={"nbgrader": {"solution": True, "grade_id": "why"}})
    found = find_questions(notebook(heading(), v4.new_code_cell("1"), words))
    assert found == [Question("why", "1. Sort the points", 1, "Sorting", by_hand=True)]


def test_questions_are_known_from_the_metadata_when_their_cells_are_gone():
    source = notebook(heading(), answer())
    list_in_metadata(source)
    source.cells = []
    assert read_metadata(source) == ("sorting", [SORT])


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ([answer()], "'sort_points' has no heading"),
        ([heading("1. Sort the points (1 pt, page “Sorting”)"), answer()], "'sort_points' has no heading"),
        ([heading(), answer(), answer("again")], "'again' has no heading"),
        ([heading()], "follows the heading '1. Sort the points'"),
        ([heading(), heading("2. Count (1 point, page “Sets”)"), answer()], "heading '1. Sort the points'"),
    ],
)
def test_a_heading_without_an_answer_or_the_other_way_round_is_refused(cells, message):
    with pytest.raises(ValueError, match=message):
        find_questions(notebook(*cells))


@pytest.mark.parametrize(
    "metadata",
    [
        {},
        {"unlabelled": "clustering"},
        {"unlabelled": {"assignment": "sorting"}},
        {"unlabelled": {"assignment": "sorting", "questions": [{"name": "half a question"}]}},
        {"unlabelled": {"assignment": "sorting", "questions": 3}},
    ],
)
def test_other_notebooks_are_no_assignments(metadata):
    with pytest.raises(NotAnAssignment):
        read_metadata(v4.new_notebook(metadata=metadata))


def test_of_a_copied_cell_the_last_counts_as_in_nbgrader():
    first, last = answer(), answer()
    assert cells_by_id(notebook(first, last))["sort_points"] is last

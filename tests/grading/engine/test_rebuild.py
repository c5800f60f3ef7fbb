"""A submission is rebuilt from the release: only answers and own cells are the student's."""

import json

import nbformat
import pytest
from classroom import answered, right_answers, solution

from unlabelled.grading.engine.rebuild import (
    Unreadable,
    blank,
    edited_cells,
    grade_id,
    read_submission,
    rebuild,
)


@pytest.fixture
def release():
    return solution(torch=False)


def cell_named(notebook, name):
    return next(cell for cell in notebook.cells if grade_id(cell) == name)


def position(notebook, name):
    return [grade_id(cell) for cell in notebook.cells].index(name)


def test_answers_are_taken_and_nothing_is_noted(release):
    rebuilt = rebuild(release, answered(release, right_answers()))
    assert rebuilt.notes == []
    assert cell_named(rebuilt.notebook, "area").source == right_answers()["area"]
    assert [grade_id(cell) for cell in rebuilt.notebook.cells] == [grade_id(cell) for cell in release.cells]


def test_the_arguments_are_not_changed(release):
    submitted = answered(release, right_answers())
    before = json.dumps([release, submitted])
    rebuild(release, submitted)
    assert json.dumps([release, submitted]) == before


def test_an_edited_test_is_restored_and_noted(release):
    submitted = answered(release, {"test_area": "pass"})
    assert (
        cell_named(rebuild(release, submitted).notebook, "test_area").source
        == cell_named(release, "test_area").source
    )
    assert edited_cells(release, submitted) == [
        "the cell test_area had been changed and is graded as it was given"
    ]


def test_a_deleted_test_is_put_back_in_its_place(release):
    submitted = answered(release, right_answers())
    submitted.cells = [cell for cell in submitted.cells if grade_id(cell) != "test_scale"]
    rebuilt = rebuild(release, submitted)
    assert position(rebuilt.notebook, "test_scale") == position(release, "test_scale")
    assert rebuilt.notes == ["the cell test_scale was missing and has been put back"]


def test_a_deleted_answer_counts_as_not_answered(release):
    submitted = answered(release, right_answers())
    submitted.cells = [cell for cell in submitted.cells if grade_id(cell) != "scale"]
    rebuilt = rebuild(release, submitted)
    assert cell_named(rebuilt.notebook, "scale").source == cell_named(release, "scale").source
    assert "scale was missing" in rebuilt.notes[0]


def test_metadata_is_the_releases(release):
    submitted = answered(release, right_answers())
    cell_named(submitted, "test_area").metadata.nbgrader.points = 1000
    cell_named(submitted, "area").metadata.nbgrader.solution = False
    cell_named(submitted, "area").cell_type = "markdown"
    submitted.metadata.kernelspec.name = "bash"
    rebuilt = rebuild(release, submitted).notebook
    assert cell_named(rebuilt, "test_area").metadata == cell_named(release, "test_area").metadata
    assert cell_named(rebuilt, "area").metadata == cell_named(release, "area").metadata
    assert cell_named(rebuilt, "area").cell_type == "code"
    assert rebuilt.metadata == release.metadata


def test_own_cells_stay_behind_the_cell_that_they_followed(release):
    submitted = answered(release, right_answers())
    submitted.cells.insert(position(submitted, "scale") + 1, nbformat.v4.new_code_cell("mine = 1"))
    submitted.cells.insert(0, nbformat.v4.new_code_cell("first = 1"))
    rebuilt = rebuild(release, submitted).notebook
    assert rebuilt.cells[0].source == "first = 1"
    assert rebuilt.cells[position(rebuilt, "scale") + 1].source == "mine = 1"


def test_an_unprotected_cell_may_be_edited(release):
    submitted = answered(release, {})
    edited = next(cell for cell in submitted.cells if cell.source == "start = 1")
    edited.source = "start = 2"
    sources = [cell.source for cell in rebuild(release, submitted).notebook.cells]
    assert "start = 2" in sources
    assert "start = 1" not in sources


def test_of_two_cells_with_one_name_the_last_counts_and_both_run(release):
    submitted = answered(release, {"area": "first"})
    submitted.cells.insert(
        position(submitted, "scale"), answered(release, {"area": "second"}).cells[position(release, "area")]
    )
    rebuilt = rebuild(release, submitted)
    assert cell_named(rebuilt.notebook, "area").source == "second"
    assert any(cell.source == "first" for cell in rebuilt.notebook.cells)
    assert "more than once" in rebuilt.notes[0]


def test_pictures_in_a_written_answer_are_kept(release):
    submitted = answered(release, {"why": "![](attachment:a.png)"})
    cell_named(submitted, "why").attachments = {"a.png": {"image/png": "AAAA"}}
    assert cell_named(rebuild(release, submitted).notebook, "why").attachments == {
        "a.png": {"image/png": "AAAA"}
    }


@pytest.mark.parametrize(
    "cell",
    [
        7,
        {},
        {"cell_type": "code"},
        {"cell_type": "code", "source": 3, "metadata": 4},
        {"cell_type": "code", "source": ["1\n", 2], "metadata": {"nbgrader": []}},
        {"cell_type": "code", "source": "\ud800", "metadata": {"nbgrader": {"grade_id": ["area"]}}},
        {"cell_type": "nonsense", "source": "x", "metadata": {}},
    ],
)
def test_odd_cells_break_nothing(release, cell):
    rebuilt = rebuild(release, nbformat.from_dict({"cells": [cell]}))
    assert nbformat.writes(rebuilt.notebook)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff\x00",
        b"[]",
        b"null",
        b'{"nbformat": 4}',
        b'{"nbformat": 99, "cells": []}',
        b'{"nbformat": "x", "cells": []}',
        b'{"nbformat": 4, "cells": {}}',
        b'{"a":' * 100_000,
    ],
)
def test_an_unreadable_file_is_called_so(tmp_path, content):
    path = tmp_path / "x.ipynb"
    path.write_bytes(content)
    with pytest.raises(Unreadable):
        notebook = read_submission(path, max_megabytes=1)
        assert notebook.nbformat == 4 and notebook.cells == []  # an odd version number alone is harmless
        raise Unreadable("nothing in it")


def test_links_and_large_files_are_not_read(tmp_path):
    (tmp_path / "large.ipynb").write_bytes(b" " * (1 << 20) + b"{}")
    (tmp_path / "link.ipynb").symlink_to(tmp_path / "large.ipynb")
    with pytest.raises(Unreadable, match="1 MB are allowed"):
        read_submission(tmp_path / "large.ipynb", max_megabytes=1)
    with pytest.raises(Unreadable, match="not a regular file"):
        read_submission(tmp_path / "link.ipynb", max_megabytes=9)


@pytest.mark.parametrize("text", ["x = 1\ny = 2", ["x = 1\n", "y = 2"]])
def test_a_notebook_of_format_3_is_read(tmp_path, text):
    cell = {"cell_type": "code", "input": text, "language": "python", "outputs": [], "metadata": {}}
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""}, "worksheets": [{"cells": [cell]}]}
    path = tmp_path / "old.ipynb"
    path.write_text(json.dumps(old))
    assert read_submission(path, max_megabytes=1).cells[0].source == "x = 1\ny = 2"


def test_a_blank_submission_fails_every_test(release):
    cells = blank(release, "empty").notebook.cells
    tests = [cell for cell in cells if (grade_id(cell) or "").startswith("test_")]
    assert [cell.outputs[0].evalue for cell in tests] == ["empty"] * 3

"""What the fork server is told to import before anything is known for sure."""

import json
import os

import nbformat
from classroom import NAME, make_course

from unlabelled.grading.engine.early import imports, likely_modules


def test_all_imports_of_a_cell_are_found():
    source = "import a, b.c as d\nfrom e.f import g\ndef h():\n    import i\nfrom . import j"
    assert imports(source) == ["a", "b.c", "i", "e.f"]


def test_a_cell_that_is_not_python_imports_nothing():
    assert imports("%matplotlib inline\nimport a") == []


def test_the_lecturers_cells_are_read_and_no_students(tmp_path):
    root = make_course(tmp_path / "course")
    folder = root / "submitted" / "student" / NAME
    folder.mkdir(parents=True)
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("import antigravity")])
    nbformat.write(notebook, folder / f"{NAME}.ipynb")
    assert likely_modules(root, NAME) == ["numpy"]


def test_a_rehearsal_tells_more_unless_the_assignment_changed_since(tmp_path):
    root = make_course(tmp_path / "course")
    path = root / ".grading" / NAME / "rehearsal.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({"rehearsal": {"modules": ["numpy", "wave"]}}))
    os.utime(path, (1e10, 1e10))
    assert likely_modules(root, NAME) == ["numpy", "wave"]
    os.utime(path, (0, 0))
    assert likely_modules(root, NAME) == ["numpy"]
    path.write_text("half a fi")
    os.utime(path, (1e10, 1e10))
    assert likely_modules(root, NAME) == ["numpy"]


def test_nothing_is_guessed_where_there_is_nothing(tmp_path):
    assert likely_modules(tmp_path, NAME) == []


def test_a_damaged_notebook_says_nothing_and_the_others_count(tmp_path):
    for folder, content in {
        "exercises": "half a fi",
        "other": "[]",
        "solutions": json.dumps({"cells": [{"cell_type": "code", "source": ["import wave"]}]}),
    }.items():
        path = tmp_path / folder / NAME / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(content)
    assert likely_modules(tmp_path, NAME) == ["wave"]

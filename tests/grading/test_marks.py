"""Marks leave the gradebook as Canvas and Moodle read them."""

import csv
import shutil
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from unlabelled.cli import app
from unlabelled.grading.engine.command import put_scripts_on_path

CONFIG = 'c = get_config()  # noqa: F821\nc.CourseDirectory.course_id = "trial"\n'


@pytest.fixture
def course(graded, tmp_path):
    """Copy the course, to write into it."""
    return Path(shutil.copytree(graded, tmp_path / "course"))


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """Make a gradebook of two assignments and three students; one of them handed in late."""
    put_scripts_on_path()
    folder = tmp_path_factory.mktemp("graded")
    (folder / "nbgrader_config.py").write_text(CONFIG)
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}", "trial") as gradebook:
        for name, points in (("trees", 4), ("clusters", 10)):
            gradebook.add_assignment(name)
            gradebook.add_notebook("book", name)
            gradebook.add_grade_cell("test", "book", name, max_score=points, cell_type="code")
        gradebook.add_student("ada", first_name="Ada", last_name="Ünal, née Ek", email="ada@example.org")
        gradebook.add_student("bo")
        gradebook.add_student("cy")
        for student, name, score, by_hand in [
            ("ada", "trees", 2.5, False),
            ("ada", "clusters", 10, False),
            ("bo", "clusters", 7, True),
        ]:
            gradebook.add_submission(name, student)
            grade = gradebook.find_grade("test", "book", name, student)
            grade.auto_score, grade.needs_manual_grade = score, by_hand
        gradebook.find_submission_notebook("book", "clusters", "ada").late_submission_penalty = 1.25
        gradebook.db.commit()
    return folder


def export(course, *options):
    target = course / "out.csv"
    result = CliRunner().invoke(app, ["export", "--course", str(course), "--output", str(target), *options])
    with_table = target.is_file()
    return result, list(csv.reader(target.open(encoding="utf-8"))) if with_table else None


def test_canvas_gets_points_possible_and_login_names(course):
    result, table = export(course, "--to", "canvas")
    assert result.exit_code == 0, result.output
    assert table == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "clusters", "trees"],
        ["Points Possible", "", "", "", "", "10", "4"],
        ["Ünal, née Ek, Ada", "", "", "ada", "", "8.75", "2.5"],
        ["bo", "", "", "bo", "", "7", ""],
        ["cy", "", "", "cy", "", "", ""],
    ]
    assert "3 students, 2 assignments" in result.output
    assert "clusters: 1 submissions still wait" in result.output


def test_moodle_gets_one_row_a_student(course):
    result, table = export(course, "--to", "moodle", "--assignment", "trees")
    assert result.exit_code == 0, result.output
    assert table == [
        ["username", "firstname", "lastname", "email", "trees"],
        ["ada", "Ada", "Ünal, née Ek", "ada@example.org", "2.5"],
        ["bo", "", "", "", ""],
        ["cy", "", "", "", ""],
    ]


def test_unknown_assignment_is_said_in_a_line(course):
    result, table = export(course, "--to", "canvas", "--assignment", "tree")
    assert (result.exit_code, table) == (2, None)
    assert "no assignment tree; it has: clusters, trees" in result.output
    assert len(result.output.strip().splitlines()) == 1


NOWHERE = 'c.CourseDirectory.db_url = "sqlite:///{}/elsewhere.db"\n'


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "is no course: it has no nbgrader_config.py"),
        ({"nbgrader_config.py": CONFIG}, "there is no gradebook"),
        ({"nbgrader_config.py": CONFIG, "gradebook.db": ""}, "there is no gradebook"),
        ({"nbgrader_config.py": CONFIG + NOWHERE, "gradebook.db": ""}, "there is no gradebook"),
    ],
    ids=["no course", "no gradebook", "an empty file", "elsewhere"],
)
def test_folder_without_marks_is_refused_in_a_line_and_stays_as_it_was(files, said, tmp_path):
    for name, text in files.items():
        (tmp_path / name).write_text(text.replace("{}", str(tmp_path)))
    result, table = export(tmp_path, "--to", "canvas")
    assert (result.exit_code, table) == (2, None)
    assert said in result.output and len(result.output.strip().splitlines()) == 1
    assert {path.name: path.stat().st_size for path in tmp_path.iterdir()} == {
        name: (tmp_path / name).stat().st_size for name in files
    }
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(files)


def test_gradebook_without_an_assignment_is_said_in_a_line(tmp_path):
    put_scripts_on_path()
    (tmp_path / "nbgrader_config.py").write_text(CONFIG)
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}", "trial"):
        pass
    result, table = export(tmp_path, "--to", "canvas")
    assert (result.exit_code, table) == (2, None)
    assert "no assignment at all" in result.output and len(result.output.strip().splitlines()) == 1


def test_table_that_cannot_be_written_leaves_the_old_one(course):
    (course / "out.csv").write_text("old")
    result, _ = export(course, "--to", "canvas", "--output", str(course / "no" / "folder.csv"))
    assert result.exit_code == 2 and "FileNotFoundError" in result.output
    assert (course / "out.csv").read_text() == "old"
    assert sorted(path.name for path in course.iterdir()) == ["gradebook.db", "nbgrader_config.py", "out.csv"]


def test_broken_gradebook_is_said_in_a_line(course):
    (course / "gradebook.db").write_bytes(b"no database" * 100)
    result, table = export(course, "--to", "moodle")
    assert (result.exit_code, table) == (2, None)
    assert "gradebook cannot be used" in result.output

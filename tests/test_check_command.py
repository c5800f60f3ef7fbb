"""`unlabelled check` tells a student how each question stands, and refuses other files in one line."""

import json
import subprocess
import sys

import nbformat
import pytest
from graders import ASSIGNMENTS, proof
from typer.testing import CliRunner

from unlabelled.cli import app
from unlabelled.grading import running
from unlabelled.grading.assignment import Question, cells_by_id, find_questions, read_metadata
from unlabelled.grading.check import Verdict, judge

# What befalls single answers is tried on the first two questions of one assignment.
SAMPLE = "clustering"
FIRST, SECOND = "assign_to_centroids", "update_centroids"
each_assignment = pytest.mark.parametrize("assignment", ASSIGNMENTS)


@pytest.fixture
def check(tmp_path, monkeypatch):
    """Return a function that saves a notebook, checks it and returns what the command did."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")

    def run(notebook, *options, name=None):
        path = tmp_path / (name or f"{read_metadata(notebook)[0]}.ipynb")
        nbformat.write(notebook, path)
        before = path.read_bytes()
        result = CliRunner().invoke(app, ["check", str(path), *options])
        assert path.read_bytes() == before, "the student's file is only read"
        assert list(tmp_path.iterdir()) == [path], "nothing is left beside it"
        return result

    return run


def answered(assignment=SAMPLE, **sources):
    """Return the released notebook with the given answers."""
    notebook = proof.exercise(assignment)
    for name, source in sources.items():
        cells_by_id(notebook)[name].source = source
    return notebook


def solved(*names, assignment=SAMPLE):
    cells = cells_by_id(proof.solution(assignment))
    return {name: cells[name].source for name in names}


def graded_by_tests(assignment=SAMPLE):
    """Return how many questions the release has that tests grade, their points, and their answers' names."""
    metadata = [cell.metadata.get("nbgrader", {}) for cell in proof.exercise(assignment).cells]
    points = [data["points"] for data in metadata if data.get("grade") and not data["solution"]]
    answers = [data["grade_id"] for data in metadata if data.get("solution") and not data["grade"]]
    return len(points), sum(points), answers


def verdicts(result, assignment=SAMPLE):
    """Return what the table says about the first two questions, whose titles may be cut in it."""
    lines = [line.strip() for line in result.stdout.splitlines()]
    titles = tuple(question.title[:8] for question in find_questions(proof.solution(assignment))[:2])
    rows = [line for line in lines if line.startswith(titles)]
    return [line.rsplit("   ", 1)[1] for line in rows]


@each_assignment
def test_an_untouched_exercise_is_not_answered_yet(check, assignment):
    result = check(proof.exercise(assignment))
    assert result.exit_code == 1
    assert verdicts(result, assignment) == ["not answered yet", "not answered yet"]
    count, points, _ = graded_by_tests(assignment)
    flat = " ".join(result.stdout.split())
    assert f"0 of {count} questions pass their visible tests, worth 0 of {points} points." in flat
    assert "Hint:" not in result.stdout, "nothing is wrong yet"


@each_assignment
def test_a_solved_exercise_passes(check, assignment):
    count, points, answers = graded_by_tests(assignment)
    result = check(answered(assignment, **solved(*answers, assignment=assignment)))
    assert result.exit_code == 0
    assert verdicts(result, assignment) == ["passed", "passed"]
    flat = " ".join(result.stdout.split())
    assert (
        f"{count} of {count} questions pass their visible tests, worth {points} of {points} points." in flat
    )
    assert "Hidden tests decide the points" in flat


def test_a_wrong_answer_is_shown_with_what_came_back_and_a_hint(check):
    wrong = "def assign_to_centroids(X, centroids):\n    return [0 for point in X]"
    result = check(answered(assign_to_centroids=wrong, **solved(SECOND)))
    assert result.exit_code == 1
    assert verdicts(result) == ["failed", "passed"]
    flat = " ".join(result.stdout.split())
    assert "1. assign_to_centroids(X, centroids) returned a list: [0, 0, 0, 0]; expected a NumPy" in flat
    assert "Hint: Each point has one distance to each centroid" in flat
    assert all(len(line) <= 80 for line in result.stdout.splitlines())


def test_an_answer_that_does_not_run_is_named_as_the_cause(check):
    result = check(answered(assign_to_centroids="def assign_to_centroids(X, centroids:\n    pass"))
    assert verdicts(result) == ["failed", "not answered yet"]
    assert "The cell of the answer stops. SyntaxError: '(' was never closed" in result.stdout


def test_an_answer_in_words_is_left_to_a_person():
    about = {"solution": True, "grade": True, "grade_id": "why"}
    words = nbformat.v4.new_markdown_cell("It converges.", metadata={"nbgrader": about})
    result = judge(
        nbformat.v4.new_notebook(cells=[words]), Question("why", "1. Why?", 2, "k-means", by_hand=True)
    )
    assert result.verdict is Verdict.BY_HAND
    assert not result.message


def test_cells_are_run_in_their_order_whether_or_not_anybody_watches():
    for watched in (False, True):
        cells = [nbformat.v4.new_code_cell("x = 1"), nbformat.v4.new_code_cell("x + 1")]
        seen = []
        watch = (lambda done, total, seen=seen: seen.append((done, total))) if watched else None
        running.run(nbformat.v4.new_notebook(cells=cells), timeout=60, progress=watch)
        assert cells[1].outputs[0].data["text/plain"] == "2"
        assert seen == ([(1, 2), (2, 2)] if watched else [])


def test_a_changed_test_does_not_count_and_a_deleted_one_is_missed(check):
    notebook = answered(**solved(FIRST, SECOND))
    cells_by_id(notebook)[f"test_{FIRST}"].source = "pass"
    notebook.cells.remove(cells_by_id(notebook)[f"test_{SECOND}"])
    result = check(notebook)
    assert result.exit_code == 1
    assert verdicts(result) == ["test was changed", "cell is missing"]
    assert "not the one that you were given" in result.stdout
    assert "The cell that tests it is no longer in the notebook." in result.stdout


def test_a_loop_without_end_is_stopped_and_the_next_question_still_checked(check):
    endless = "def assign_to_centroids(X, centroids):\n    while True:\n        pass"
    result = check(answered(assign_to_centroids=endless, **solved(SECOND)), "--timeout", "5")
    assert verdicts(result) == ["failed", "passed"]
    assert "It took too long and was interrupted." in result.stdout


def test_a_loop_that_ignores_the_interrupt_ends_the_check(check):
    stubborn = (
        "def assign_to_centroids(X, centroids):\n    while True:\n"
        "        try:\n            while True:\n                pass\n"
        "        except BaseException:\n            pass"
    )
    result = check(answered(assign_to_centroids=stubborn, **solved(SECOND)), "--timeout", "5")
    assert verdicts(result) == ["failed", "failed"]
    assert "1. It took longer than 5 s" in result.stdout
    assert "2. It was not run, because an earlier cell never came to its end." in result.stdout


def test_an_answer_that_ends_python_is_reported_and_does_not_end_the_command(check):
    deadly = "import os\ndef assign_to_centroids(X, centroids):\n    os._exit(0)"
    result = check(answered(assign_to_centroids=deadly, **solved(SECOND)))
    assert result.exit_code == 1
    assert verdicts(result) == ["failed", "failed"]
    assert "Python itself stopped while it ran." in result.stdout


def test_a_test_that_writes_to_stderr_fails_as_it_does_in_nbgrader(check):
    answer = solved(FIRST)[FIRST].replace('    """Return', '    stderr.write("!")\n    """Return')
    loud = f"from sys import stderr\n{answer}"
    result = check(answered(assign_to_centroids=loud))
    assert verdicts(result) == ["failed", "not answered yet"]
    assert "The test wrote to stderr" in result.stdout


def test_files_are_written_elsewhere(check):
    writes = "open('left-behind.txt', 'w').write('x')\n" + solved(FIRST)[FIRST]
    assert verdicts(check(answered(assign_to_centroids=writes))) == ["passed", "not answered yet"]


def test_a_copy_of_the_exercise_is_checked_with_a_note_about_its_name(check):
    result = check(answered(**solved(*graded_by_tests()[2])), name="clustering-Copy1.ipynb")
    assert result.exit_code == 0
    assert "Hand it in under the name clustering.ipynb" in result.stdout


NOTEBOOK = json.dumps({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing.ipynb", None, "there is no such file"),
        ("text.md", "# A page\n", "is not a notebook"),
        ("picture.png", b"\x89PNG\xff\xfe", "is not a notebook"),
        ("clustering.ipynb", b"\xff\xfe\x00", "is damaged: it is not valid JSON"),
        ("clustering.ipynb", '{"cells": [', "is damaged: it is not valid JSON"),
        ("clustering.ipynb", "", "is damaged: it is not valid JSON"),
        ("clustering.ipynb", "[1, 2]", "is not a notebook: Jupyter cannot read it"),
        ("clustering.ipynb", '"text"', "is not a notebook: Jupyter cannot read it"),
        ("data.json", '{"a": 1}', "is not a notebook: Jupyter cannot read it"),
        ("clustering.ipynb", NOTEBOOK.replace("[]", "[1]"), "is damaged: Jupyter cannot read it"),
        ("clustering.ipynb", NOTEBOOK, "is not an assignment of this course"),
    ],
)
def test_bad_input_is_one_line_on_stderr_and_exit_code_2(tmp_path, name, content, said):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    assert_refused(path, said)


def test_a_file_that_may_not_be_read_is_refused(tmp_path, monkeypatch):
    def forbidden(path, **settings):
        raise PermissionError(13, "Permission denied", path)

    path = tmp_path / f"{SAMPLE}.ipynb"
    path.write_text(NOTEBOOK)
    monkeypatch.setattr(type(path), "read_text", forbidden)
    assert_refused(path, "cannot be read: Permission denied.")


def test_a_folder_is_refused_and_its_notebook_suggested(tmp_path):
    assert_refused(tmp_path, f"for example {tmp_path / tmp_path.name}.ipynb")


def test_a_notebook_of_another_assignment_is_refused(tmp_path):
    path = tmp_path / "classification.ipynb"
    nbformat.write(proof.exercise(SAMPLE), path)
    assert_refused(path, "holds the assignment 'clustering', but its name says 'classification'")


def assert_refused(path, said):
    result = CliRunner().invoke(app, ["check", str(path)])
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith(f"unlabelled check: {path}")
    assert said in result.stderr
    assert result.stderr.count("\n") == 1, "one line"


def test_the_installed_command_helps_and_says_its_version():
    assert "FILE" in unlabelled("check", "--help").stdout
    assert "check" in unlabelled("--help").stdout
    assert unlabelled("--version").stdout.startswith("unlabelled 0.")


def test_a_missing_argument_is_a_usage_error_without_a_traceback():
    done = unlabelled("check")
    assert done.returncode == 2
    assert "Missing argument 'FILE'" in done.stderr
    assert "Traceback" not in done.stderr


def unlabelled(*arguments):
    command = [sys.executable, "-c", "from unlabelled.cli import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_help_and_refusals_do_not_wait_for_slow_imports():
    code = (
        "import sys, unlabelled.cli; "
        "print([m for m in ('torch', 'sklearn', 'nbformat', 'nbclient', 'nbgrader') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

"""Make a small course with an assignment and a class of submissions, for tests and benchmarks.

The assignment has three functions with hidden tests, a test that gives partial credit, a written
question and, if asked for, a small network that is trained with torch. The students are honest:
right, wrong, half-finished, with cells of their own, in time and late.
"""

from __future__ import annotations

import copy
import logging
import os
import random
import re
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

NAME = "numbers"
CONFIG = """
c = get_config()  # noqa: F821
c.CourseDirectory.course_id = "trial"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"
c.LateSubmissionPlugin.penalty_method = "zero"
c.Execute.timeout = 30
"""
DUE = "2026-03-01 12:00:00 UTC"
IN_TIME, LATE = "2026-03-01 11:00:00 UTC", "2026-03-01 13:00:00 UTC"

# Per question: the solution, the tests, and what students write instead.
AREA = """def area(width, height):
    \"\"\"Return the area of a rectangle.\"\"\"
    ### BEGIN SOLUTION
    if width < 0 or height < 0:
        raise ValueError("a side is negative")
    return width * height
    ### END SOLUTION
"""
TEST_AREA = """assert area(2, 3) == 6
### BEGIN HIDDEN TESTS
assert area(0, 3) == 0
try:
    area(-1, 3)
except ValueError:
    pass
else:
    raise AssertionError("a negative side")
### END HIDDEN TESTS
"""
SCALE = """import numpy as np


def scale(values):
    \"\"\"Return values minus their mean, divided by their standard deviation.\"\"\"
    ### BEGIN SOLUTION
    values = np.asarray(values, dtype=float)
    return (values - values.mean()) / values.std()
    ### END SOLUTION
"""
TEST_SCALE = """np.testing.assert_allclose(scale([1, 3]), [-1, 1])
### BEGIN HIDDEN TESTS
_rng = np.random.default_rng(0)
for _ in range(5):
    _values = _rng.normal(size=20)
    np.testing.assert_allclose(scale(_values), (_values - _values.mean()) / _values.std())
### END HIDDEN TESTS
"""
WORDS = """def count_words(text):
    \"\"\"Return a dictionary from each word to its number.\"\"\"
    ### BEGIN SOLUTION
    counts = {}
    for word in text.lower().split():
        counts[word] = counts.get(word, 0) + 1
    return counts
    ### END SOLUTION
"""
TEST_WORDS = """_points = 0
for _text, _expected in [("a b a", {"a": 2, "b": 1}), ("", {}), ("A a", {"a": 2})]:
    try:
        _points += count_words(_text) == _expected
    except Exception:
        pass
_points
"""
TRAIN = """import torch


def fit_line(x, y, steps=50):
    \"\"\"Return slope and intercept that torch's optimizer finds.\"\"\"
    ### BEGIN SOLUTION
    torch.manual_seed(0)
    model = torch.nn.Linear(1, 1)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.2)
    for _ in range(steps):
        optimizer.zero_grad()
        loss = ((model(x[:, None])[:, 0] - y) ** 2).mean()
        loss.backward()
        optimizer.step()
    return model.weight.item(), model.bias.item()
    ### END SOLUTION
"""
TEST_TRAIN = """_x = torch.linspace(-1, 1, 20)
_slope, _intercept = fit_line(_x, 2 * _x + 1)
assert abs(_slope - 2) < 0.5
### BEGIN HIDDEN TESTS
assert abs(_intercept - 1) < 0.3
### END HIDDEN TESTS
"""
ANSWERS = {
    "area": [
        "def area(width, height):\n    assert True\n    if min(width, height) < 0:\n"
        "        raise ValueError\n    return width * height",
        "def area(width, height):\n    return width * height",
        "def area(width, height):\n    return width + height",
        "def area(width, height)\n    return width",
    ],
    "scale": [
        "import numpy as np\n\ndef scale(values):\n    values = np.array(values, float)\n"
        "    return (values - np.mean(values)) / np.std(values)",
        "import numpy as np\n\ndef scale(values):\n    return values - np.mean(values)",
        "import numpy as np\n\ndef scale(values):\n    return undefined_name",
    ],
    "count_words": [
        "import collections\n\ndef count_words(text):\n    return dict(collections.Counter(text.lower().split()))",
        "def count_words(text):\n    return {word: text.split().count(word) for word in text.split()}",
        "def count_words(text):\n    return 0",
    ],
    "fit_line": [
        "import torch\n\ndef fit_line(x, y, steps=50):\n    w = torch.zeros(2, requires_grad=True)\n"
        "    optimizer = torch.optim.SGD([w], lr=0.3)\n    for _ in range(steps):\n        optimizer.zero_grad()\n"
        "        ((w[0] * x + w[1] - y) ** 2).mean().backward()\n        optimizer.step()\n"
        "    return w[0].item(), w[1].item()",
        "import torch\n\ndef fit_line(x, y, steps=50):\n    return 2.0, 0.0",
    ],
}


def solution(*, torch: bool) -> NotebookNode:
    """Return the lecturer's notebook."""
    cells = [nbformat.v4.new_markdown_cell("# Numbers"), nbformat.v4.new_code_cell("start = 1")]
    questions = [("area", AREA, TEST_AREA, 2), ("scale", SCALE, TEST_SCALE, 2)]
    questions += [("count_words", WORDS, TEST_WORDS, 3)]
    if torch:
        questions += [("fit_line", TRAIN, TEST_TRAIN, 4)]
    for name, answer, test, points in questions:
        cells.append(nbformat.v4.new_markdown_cell(f"## Write `{name}`"))
        cells.append(_code(answer, name, solution=True))
        cells.append(_code(test, f"test_{name}", grade=True, locked=True, points=points))
    cells.append(nbformat.v4.new_markdown_cell("Because."))
    cells[-1].metadata.nbgrader = _about("why", solution=True, grade=True, points=5)
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook: NotebookNode = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    return notebook


def _code(source: str, name: str, **about: object) -> NotebookNode:
    cell: NotebookNode = nbformat.v4.new_code_cell(source)
    cell.metadata.nbgrader = _about(name, **about)
    return cell


def _about(name: str, **about: object) -> dict[str, object]:
    return {"schema_version": 3, "grade": False, "solution": False, "locked": False, "grade_id": name} | about


def make_course(
    root: Path, notebook: NotebookNode | None = None, name: str = NAME, config: str = CONFIG
) -> Path:
    """Write a course with one assignment, release it, and return its folder."""
    folder = root / "solutions" / name
    folder.mkdir(parents=True)
    (root / "nbgrader_config.py").write_text(config)
    nbformat.write(notebook or solution(torch=False), folder / f"{name}.ipynb")
    release(root, name)
    set_due_date(root, name)
    return root


def release(root: Path, name: str = NAME) -> None:
    """Make the students' version, as `nbgrader generate_assignment` does."""
    settings = Config()
    settings.CourseDirectory.root = str(root)
    settings.CourseDirectory.course_id = "trial"
    settings.CourseDirectory.source_directory = "solutions"
    settings.CourseDirectory.release_directory = "exercises"
    settings.CourseDirectory.assignment_id = name
    settings.CourseDirectory.db_url = gradebook_url(root)
    converter = GenerateAssignment(coursedir=CourseDirectory(config=settings), config=settings)
    converter.log.setLevel(logging.ERROR)
    # nbgrader makes a gradebook with the command alembic, which lies beside Python.
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    converter.start()


def gradebook_url(root: Path) -> str:
    """Return where the course's gradebook lies, as its configuration says."""
    found = re.search(r'CourseDirectory.db_url = "(.*)"', (root / "nbgrader_config.py").read_text())
    return found[1] if found else f"sqlite:///{root}/gradebook.db"


def released(root: Path, name: str = NAME) -> NotebookNode:
    """Read what students are given."""
    notebook: NotebookNode = nbformat.read(root / "exercises" / name / f"{name}.ipynb", as_version=4)
    return notebook


def hand_in(
    root: Path, student: str, notebook: NotebookNode | str | bytes, name: str = NAME, timestamp: str = ""
) -> Path:
    """Write a submission and return its folder."""
    folder = root / "submitted" / student / name
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.ipynb"
    if isinstance(notebook, bytes):
        path.write_bytes(notebook)
    elif isinstance(notebook, str):
        path.write_text(notebook)
    else:
        nbformat.write(notebook, path)
    if timestamp:
        (folder / "timestamp.txt").write_text(timestamp)
    return folder


def answered(notebook: NotebookNode, answers: dict[str, str]) -> NotebookNode:
    """Return a copy in which the cells with these names hold these sources."""
    notebook = copy.deepcopy(notebook)
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name in answers:
            cell.source = answers[name]
    return notebook


def right_answers() -> dict[str, str]:
    """Return a right answer to each question."""
    return {name: sources[0] for name, sources in ANSWERS.items()}


def honest_class(
    root: Path, number: int, *, seed: int = 0, name: str = NAME, progress: Callable[[int], None] | None = None
) -> list[str]:
    """Hand in `number` honest submissions and return the students' names."""
    given = released(root, name)
    draw = random.Random(seed)
    students = []
    for index in range(number):
        student = f"student{index:04d}"
        # Most answers are right; every fifth question is left as it was given.
        answers = {
            question: draw.choices(sources, [6, *[1] * (len(sources) - 1)])[0]
            for question, sources in ANSWERS.items()
            if draw.random() > 0.2
        }
        if draw.random() < 0.7:
            answers["why"] = f"Because of reason {index}."
        notebook = answered(given, answers)
        if draw.random() < 0.5:
            notebook.cells.insert(4, nbformat.v4.new_code_cell("print('trying', start)"))
        hand_in(root, student, notebook, name, timestamp=draw.choice(["", IN_TIME, IN_TIME, LATE]))
        students.append(student)
        if progress:
            progress(index + 1)
    return students


def marks(root: Path, name: str = NAME) -> dict[tuple[str, str], dict[str, object]]:
    """Read all that the gradebook holds of an assignment: by student and cell, and by student."""
    found: dict[tuple[str, str], dict[str, object]] = {}
    with Gradebook(gradebook_url(root), "trial") as gradebook:
        for submission in gradebook.find_assignment(name).submissions:
            student = submission.student_id
            found[student, ""] = {
                "score": submission.score,
                "max_score": submission.max_score,
                "needs_manual_grade": submission.needs_manual_grade,
                "late": submission.total_seconds_late,
                "penalty": [notebook.late_submission_penalty for notebook in submission.notebooks],
            }
            for notebook in submission.notebooks:
                for grade in notebook.grades:
                    found[student, grade.name] = {
                        "auto_score": grade.auto_score,
                        "manual_score": grade.manual_score,
                        "needs_manual_grade": grade.needs_manual_grade,
                    }
                for comment in notebook.comments:
                    found[student, f"comment on {comment.name}"] = {"auto": comment.auto_comment}
    return found


def set_due_date(root: Path, name: str = NAME, date: str = DUE) -> None:
    """Let submissions after `date` be late."""
    with Gradebook(gradebook_url(root), "trial") as gradebook:
        gradebook.update_or_create_assignment(name, duedate=date)

"""A student's own check: run a notebook and say what its visible tests think of each question."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from unlabelled.grading.assignment import NotAnAssignment, Question, cells_by_id, read_metadata

# The modules of Jupyter take seconds to import: help is shown and a wrong file refused without them.
if TYPE_CHECKING:
    from nbformat import NotebookNode

# Seconds for one cell: as many as nbgrader_config.py gives it when it is graded.
TIMEOUT = 30
FRESH_COPY = "Paste your answers into a fresh copy of the exercise."


class BadInput(ValueError):
    """What was given cannot be checked; the message says why and what to do, on one line."""


class Verdict(Enum):
    """What the visible tests say about one question."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_ANSWERED = "not answered yet"
    TEST_CHANGED = "test was changed"
    CELL_MISSING = "cell is missing"
    BY_HAND = "graded by hand"

    @property
    def is_fine(self) -> bool:
        """Whether nothing is left to do as far as visible tests can tell."""
        return self in (Verdict.PASSED, Verdict.BY_HAND)


@dataclass(frozen=True)
class Result:
    """One question and how it stands."""

    question: Question
    verdict: Verdict
    message: str = ""
    """What happened, on one line; empty if the tests passed."""
    hint: str = ""


@dataclass(frozen=True)
class Report:
    """All questions of one notebook."""

    assignment: str
    results: list[Result]
    notes: list[str]
    """What else the student should know, one sentence each."""

    @property
    def passed(self) -> bool:
        """Whether every visible test passes."""
        return all(result.verdict.is_fine for result in self.results)


def check(
    path: Path, *, timeout: int = TIMEOUT, progress: Callable[[int, int], None] | None = None
) -> Report:
    """Run a student's notebook, without changing it, and judge its questions by their visible tests.

    Parameters
    ----------
    path : Path
        The notebook.
    timeout : int
        Seconds after which a cell is stopped.
    progress : callable, optional
        Called with the number of cells done and the number of all cells.

    Returns
    -------
    Report

    Raises
    ------
    BadInput
        If `path` is not a notebook of an assignment of this course, under its name.
    """
    notebook = _read(path)
    assignment, questions = _identify(notebook, path)
    from unlabelled.grading.running import run

    run(notebook, timeout=timeout, progress=progress)
    notes = []
    if path.stem != assignment:
        notes.append(f"Hand it in under the name {assignment}.ipynb: this file is called {path.name}.")
    return Report(assignment, [judge(notebook, question) for question in questions], notes)


def judge(notebook: NotebookNode, question: Question) -> Result:
    """Judge one question of a notebook that has been run."""
    cells = cells_by_id(notebook)
    answer, test = cells.get(question.name), cells.get(question.test)
    if answer is None:
        return _missing(question, "the cell for the answer")
    if answer.cell_type == "markdown":
        return Result(question, Verdict.BY_HAND)
    if test is None:
        return _missing(question, "the cell that tests it")
    if _was_changed(test):
        return Result(
            question,
            Verdict.TEST_CHANGED,
            "The cell that tests this question is not the one that you were given.",
            f"It is put back before grading. {FRESH_COPY}",
        )
    return _judge_outputs(question, answer, test)


def _missing(question: Question, which: str) -> Result:
    message = f"{which.capitalize()} is no longer in the notebook."
    return Result(question, Verdict.CELL_MISSING, message, FRESH_COPY)


def _was_changed(test: NotebookNode) -> bool:
    """Compare a test's cell with the checksum that nbgrader left in it."""
    from nbgrader.utils import compute_checksum

    # The source of an assignment has no checksums: nbgrader adds them when it is released.
    given = test.metadata["nbgrader"].get("checksum")
    return given is not None and bool(compute_checksum(test) != given)


def _judge_outputs(question: Question, answer: NotebookNode, test: NotebookNode) -> Result:
    from unlabelled.grading.running import errors

    if not errors(test):
        if any(output.get("name") == "stderr" for output in test.outputs):
            message = "The test wrote to stderr, which counts as a failure when it is graded."
            return Result(question, Verdict.FAILED, message, "Which of your lines warns or writes there?")
        return Result(question, Verdict.PASSED)
    error = errors(test)[0]
    if error.ename == "NotAnswered":
        return Result(question, Verdict.NOT_ANSWERED)
    if error.ename in ("WrongAnswer", "AssertionError"):
        first, *others = error.evalue.splitlines() or ["The test failed."]
        hints = [line.removeprefix("Hint: ") for line in others if line.startswith("Hint: ")]
        return Result(question, Verdict.FAILED, first, " ".join(hints))
    # If the answer's own cell stops, its name is not defined: the first error is the one to mend.
    if error.ename == "NameError" and errors(answer):
        cause = f"The cell of the answer stops. {_describe(errors(answer)[0])}"
        return Result(question, Verdict.FAILED, cause)
    return Result(question, Verdict.FAILED, _describe(error))


def _describe(error: NotebookNode) -> str:
    from unlabelled.grading.running import OWN_ERRORS

    first: str = (error.evalue.splitlines() or [""])[0]
    if error.ename in OWN_ERRORS:
        return first
    if error.ename == "KeyboardInterrupt":
        return "It took too long and was interrupted. Which loop does not end?"
    return f"{error.ename}: {first}" if first else str(error.ename)


def _read(path: Path) -> NotebookNode:
    """Read a notebook of any format as one of the present format."""
    if not path.exists():
        raise BadInput(f"{path}: there is no such file. Check its folder and its name.")
    if path.is_dir():
        raise BadInput(f"{path} is a folder. Name the notebook in it, for example {path / path.name}.ipynb.")
    try:
        text = path.read_text(encoding="utf-8")
        content = json.loads(text)
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        if path.suffix != ".ipynb":
            raise BadInput(f"{path} is not a notebook. Name a file that ends in .ipynb.") from error
        raise BadInput(f"{path} is damaged: it is not valid JSON. {FRESH_COPY}") from error
    return _as_notebook(content, text, path)


def _as_notebook(content: object, text: str, path: Path) -> NotebookNode:
    import nbformat

    from unlabelled.grading.running import quiet_jupyter

    try:
        with quiet_jupyter():
            notebook: NotebookNode = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
            nbformat.validate(notebook)
    except Exception as error:  # nbformat raises whatever it stumbles over first
        what = "damaged" if isinstance(content, dict) and "cells" in content else "not a notebook"
        raise BadInput(f"{path} is {what}: Jupyter cannot read it. {FRESH_COPY}") from error
    return notebook


def _identify(notebook: NotebookNode, path: Path) -> tuple[str, list[Question]]:
    try:
        assignment, questions = read_metadata(notebook)
    except NotAnAssignment as error:
        raise BadInput(
            f"{path} is not an assignment of this course. Name one that you were given."
        ) from error
    # Browsers and JupyterLab add to the names of copies: "clustering (1)", "clustering-Copy1".
    if not re.fullmatch(rf"{re.escape(assignment)}([^A-Za-z0-9].*)?", path.stem):
        raise BadInput(
            f"{path} holds the assignment {assignment!r}, but its name says {path.stem!r}. "
            f"Check which one you mean; to hand it in, name it {assignment}.ipynb."
        )
    return assignment, questions

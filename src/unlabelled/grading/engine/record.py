"""Save scores with nbgrader's own code: one writer, one transaction per submission.

A submission is saved in this order: the gradebook, in one transaction; the folder under
`autograded/`, by one renaming; the receipt. A run that is killed in between leaves no receipt, and
the next one does all of it again with the same result, so no score is lost or counted twice.
"""

from __future__ import annotations

import contextlib
import html
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde
from nbgrader.preprocessors import CheckCellMetadata, Execute

from unlabelled.grading.engine.course import Assignment, Submission
from unlabelled.grading.engine.execute import is_warning


class _Transaction:
    """A database session that commits only when it is told to from here."""

    def __init__(self, session: Any) -> None:
        self._session = session

    def __getattr__(self, name: str) -> Any:
        return getattr(self._session, name)

    def commit(self) -> None:
        """Send what changed to the database, but leave the transaction open."""
        self._session.flush()

    def really_commit(self) -> None:
        """End the transaction."""
        self._session.commit()
        # Forget the objects: the next submission has others, and memory stays flat.
        self._session.expunge_all()


class _SharedGradebook(Gradebook):
    """A gradebook that nbgrader's preprocessors open and close without any effect."""

    def __init__(self, db_url: str, course_id: str) -> None:
        super().__init__(db_url, course_id)
        self.db: Any = _Transaction(self.db)

    def close(self) -> None:
        """Do nothing: the recorder closes it."""

    def really_close(self) -> None:
        """Close the connection; what was not committed is gone."""
        super().close()


class Recorder:
    """Writes the scores of one assignment into its course's gradebook. Use as a context manager."""

    def __init__(self, assignment: Assignment) -> None:
        self.assignment, self.course = assignment, assignment.course
        layout = self.course.layout
        self.gradebook = _SharedGradebook(layout.db_url, layout.course_id)
        self._autograde = Autograde(coursedir=layout, config=self.course.config)
        self._preprocessors = [
            kind(config=self.course.config)
            for kind in self._autograde.autograde_preprocessors
            # All metadata are the release's, which was checked when it was read.
            if not issubclass(kind, Execute | CheckCellMetadata)
        ]

    def __enter__(self) -> Recorder:
        return self

    def __exit__(self, *error: object) -> None:
        self.gradebook.really_close()

    def record(
        self,
        submission: Submission,
        notebooks: dict[str, NotebookNode],
        files: dict[str, bytes],
        notes: list[str],
    ) -> tuple[float, float]:
        """Save one submission's executed notebooks; return score and maximum.

        Parameters
        ----------
        submission : Submission
        notebooks : dict of str to NotebookNode
            By name: every notebook of the assignment.
        files : dict of str to bytes
            What lay beside them.
        notes : list of str
            Shown on top of the notebook and so in the feedback.
        """
        try:
            with self._shared():
                self._update_submission(submission)
                graded = {
                    name: self._score(name, notebook, submission.student)
                    for name, notebook in notebooks.items()
                }
                self.gradebook.db.expire_all()
                saved = self.gradebook.find_submission(self.assignment.name, submission.student)
                score, maximum = float(saved.score), float(saved.max_score)
            self.gradebook.db.really_commit()
        except BaseException:
            self.gradebook.db.rollback()
            raise
        for notebook in graded.values():
            _put_notes_on_top(notebook, notes)
        self._write_folder(submission, graded, files)
        return score, maximum

    @contextlib.contextmanager
    def _shared(self) -> Iterator[None]:
        """Hand this gradebook to nbgrader's preprocessors, which open one each."""
        with contextlib.ExitStack() as stack:
            for module in ("saveautogrades", "latesubmissions"):
                name = f"nbgrader.preprocessors.{module}.Gradebook"
                stack.enter_context(mock.patch(name, lambda url: self.gradebook))
            yield

    def _update_submission(self, submission: Submission) -> None:
        self.gradebook.update_or_create_student(submission.student)
        timestamp = self.course.layout.get_existing_timestamp(str(submission.folder))
        more = {"timestamp": timestamp} if timestamp else {}
        self.gradebook.update_or_create_submission(self.assignment.name, submission.student, **more)

    def _score(self, name: str, notebook: NotebookNode, student: str) -> NotebookNode:
        """Let nbgrader read the scores from the outputs; to it, a warning is a failure: hide those."""
        resources = self.assignment.resources(name, student)
        warnings = [
            [output for output in cell.outputs if is_warning(output)] for cell in _code_cells(notebook)
        ]
        for cell in _code_cells(notebook):
            cell.outputs = [output for output in cell.outputs if not is_warning(output)]
        for preprocessor in self._preprocessors:
            if preprocessor.enabled:
                self.gradebook.db.expire_all()  # sums, which the database makes, are read afresh
                notebook, resources = preprocessor.preprocess(notebook, resources)
        for cell, hidden in zip(_code_cells(notebook), warnings, strict=True):
            cell.outputs = [*hidden, *cell.outputs]
        return notebook

    def _write_folder(
        self, submission: Submission, notebooks: dict[str, NotebookNode], files: dict[str, bytes]
    ) -> None:
        """Replace the folder under `autograded/` as a whole."""
        layout = self.course.layout
        target = self.course.folder(layout.autograded_directory, submission.student, self.assignment.name)
        part = target.with_name(f".{target.name}.part")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        for name, content in files.items():
            path = part / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        for name, notebook in notebooks.items():
            nbformat.write(notebook, part / f"{name}.ipynb")
        if target.exists():
            shutil.rmtree(target)
        os.replace(part, target)
        self._autograde.set_permissions(self.assignment.name, submission.student)


def _code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def _put_notes_on_top(notebook: NotebookNode, notes: list[str]) -> None:
    if notes:
        # Escaped: a note may quote the student, and this is shown as HTML.
        lines = "\n".join(f"- {html.escape(note)}" for note in notes)
        notebook.cells.insert(0, nbformat.v4.new_markdown_cell(f"**Notes from grading**\n\n{lines}"))


def autograded_folder(assignment: Assignment, student: str) -> Path:
    """Return the folder that `record` writes."""
    layout = assignment.course.layout
    return assignment.course.folder(layout.autograded_directory, student, assignment.name)

"""A course as nbgrader lays it out: where its files are, and what belongs to one assignment."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
import logging
import os
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.api import Assignment as Assignments
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps.baseapp import NbGrader
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import create_engine, inspect, make_url
from traitlets.config import Config

CONFIG_FILE = "nbgrader_config.py"
STATE_FOLDER = ".grading"  # what the engine remembers between runs; deleting it is safe


class BadUsage(Exception):
    """The command cannot be carried out as given; the message says why."""


@dataclass
class Task:
    """One notebook of an assignment.

    Attributes
    ----------
    release : NotebookNode
        Exactly what students were given.
    master : NotebookNode
        The release as it is graded: hidden tests included, metadata as in the gradebook.
    solution : NotebookNode or None
        The lecturer's own solution.
    """

    name: str
    release: NotebookNode
    master: NotebookNode
    solution: NotebookNode | None


@dataclass
class Submission:
    """One student's folder."""

    student: str
    folder: Path

    def files(self, *, ignore: list[str], max_megabytes: int) -> tuple[dict[str, bytes], list[str]]:
        """Read what lies beside the notebooks; also return notes on what is left out."""
        found: dict[str, bytes] = {}
        notes, left = [], max_megabytes << 20
        for path in sorted(map(Path, utils.find_all_files(str(self.folder), [*ignore, "*.ipynb"]))):
            name = str(path.relative_to(self.folder))
            if path.is_symlink() or not path.is_file():
                notes.append(f"the file {name} is left out: it is a link")
            elif (size := path.stat().st_size) > left:
                notes.append(f"the file {name} is left out: the files have more than {max_megabytes} MB")
            else:
                found[name] = path.read_bytes()
                left -= size
        return found, notes


@dataclass
class Course:
    """A folder under which stock nbgrader works.

    Attributes
    ----------
    root : Path
    config : Config
        From `nbgrader_config.py`, as nbgrader's own commands read it.
    """

    root: Path
    config: Config
    layout: CourseDirectory = field(repr=False)

    @classmethod
    def load(cls, root: Path) -> Course:
        """Read the configuration in `root`."""
        root = root.resolve()
        with contextlib.chdir(root):
            app = NbGrader()
            app.log.setLevel(logging.ERROR)
            app.load_config_file()
            config = app.config
            config.CourseDirectory.root = str(root)
            return cls(root, config, CourseDirectory(config=config))

    def folder(self, step: str, student: str, assignment: str) -> Path:
        """Return nbgrader's folder for a step, a student and an assignment."""
        return Path(self.layout.format_path(step, student, assignment))

    def gradebook(self) -> Gradebook:
        """Open the gradebook."""
        return Gradebook(self.layout.db_url, self.layout.course_id)

    def existing_gradebook(self) -> Gradebook:
        """Open the gradebook, which `gradebook` would make if there were none.

        Raises
        ------
        BadUsage
            If the folder is no course, or nothing was released or graded in it.
        """
        if not (self.root / CONFIG_FILE).is_file():
            raise BadUsage(f"{self.root} is no course: it has no {CONFIG_FILE}")
        if not _has_gradebook(self.layout.db_url):
            raise BadUsage(f"there is no gradebook in {self.root}: was anything released or graded there?")
        return self.gradebook()

    def state_folder(self, assignment: str) -> Path:
        """Return the folder in which the engine remembers what it has done."""
        folder = self.root / STATE_FOLDER / assignment
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def submissions(self, assignment: str, student: str | None = None) -> list[Submission]:
        """Find the submissions of an assignment, in the order of the students' names."""
        pattern = self.folder(self.layout.submitted_directory, "*", assignment)
        found = []
        expression = self.layout.format_path(
            self.layout.submitted_directory, "(?P<student>.*)", re.escape(assignment), escape=True
        )
        for folder in sorted(self.root.glob(str(pattern.relative_to(self.root)))):
            match = re.fullmatch(expression, str(folder))
            if match and folder.is_dir() and student in (None, match["student"]):
                found.append(Submission(match["student"], folder))
        return found


class Assignment:
    """What the engine must know of one assignment."""

    def __init__(self, course: Course, name: str) -> None:
        self.course, self.name = course, name

    @cached_property
    def tasks(self) -> list[Task]:
        """The notebooks of the assignment."""
        try:
            with self.course.gradebook() as gradebook:
                names = sorted(notebook.name for notebook in gradebook.find_assignment(self.name).notebooks)
        except MissingEntry:
            raise BadUsage(
                f"the gradebook knows no assignment {self.name}: "
                f"run `nbgrader generate_assignment {self.name}`"
            ) from None
        return [self._task(name) for name in names]

    def _task(self, name: str) -> Task:
        layout = self.course.layout
        path = self.course.folder(layout.release_directory, ".", self.name) / f"{name}.ipynb"
        if not path.exists():
            raise BadUsage(f"{path} is missing: run `nbgrader generate_assignment {self.name}`")
        release = nbformat.read(path, as_version=4)
        source = self.course.folder(layout.source_directory, ".", self.name) / f"{name}.ipynb"
        solution = nbformat.read(source, as_version=4) if source.exists() else None
        return Task(name, release, self._as_graded(release, name), solution)

    def _as_graded(self, release: NotebookNode, name: str) -> NotebookNode:
        """Let nbgrader put hidden tests back, once for all submissions."""
        # By way of JSON: the preprocessors change what they are given.
        notebook: NotebookNode = nbformat.reads(nbformat.writes(release), as_version=4)
        resources = self.resources(name, student="")
        for preprocessor in Autograde(
            coursedir=self.course.layout, config=self.course.config
        ).sanitize_preprocessors:
            notebook, resources = preprocessor(config=self.course.config).preprocess(notebook, resources)
        return notebook

    def resources(self, notebook: str, student: str) -> dict[str, Any]:
        """Say to nbgrader's preprocessors what they work on."""
        about = {
            "student": student,
            "assignment": self.name,
            "notebook": notebook,
            "db_url": self.course.layout.db_url,
        }
        return {"unique_key": notebook, "output_files_dir": f"{notebook}_files", "nbgrader": about}

    @cached_property
    def files(self) -> dict[str, bytes]:
        """The lecturer's files that lie beside the notebooks; they replace a student's."""
        layout = self.course.layout
        folder = self.course.folder(layout.source_directory, ".", self.name)
        found = map(Path, utils.find_all_files(str(folder), [*layout.ignore, "*.ipynb"]))
        return {str(path.relative_to(folder)): path.read_bytes() for path in found}

    @cached_property
    def digest(self) -> str:
        """A number that changes with anything that decides about scores."""
        return digest(
            *(nbformat.writes(notebook) for task in self.tasks for notebook in (task.release, task.master)),
            *(part for name, content in sorted(self.files.items()) for part in (name, content)),
        )


def _has_gradebook(address: str) -> bool:
    """Tell whether a database holds a gradebook, and leave it as it is."""
    url = make_url(address)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        return False  # to look into it would make it
    engine = create_engine(url)
    try:
        return inspect(engine).has_table(Assignments.__tablename__)
    finally:
        engine.dispose()


def digest(*parts: str | bytes) -> str:
    """Return a number that changes with any of the parts."""
    together = hashlib.sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        together.update(len(content).to_bytes(8, "big") + content)
    return together.hexdigest()


def encode_files(files: dict[str, bytes]) -> dict[str, str]:
    """Make files fit for JSON."""
    return {name: base64.b64encode(content).decode() for name, content in files.items()}


def write_json(path: Path, values: Any) -> None:
    """Write a file that is there completely or not at all, whenever the process ends."""
    part = path.with_name(f".{path.name}.part")
    with part.open("w") as file:
        json.dump(values, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def read_json(path: Path) -> Any:
    """Read a file written by `write_json`; None if there is none that can be read."""
    try:
        return json.loads(path.read_text())
    except (OSError, ValueError):
        return None


@contextlib.contextmanager
def quiet_nbgrader() -> Iterator[None]:
    """Silence nbgrader's log, which tells of every cell, and SQLAlchemy's warnings about nbgrader."""
    # Of the second one nbgrader's gradebook makes use, for tracebacks.
    loggers = [logging.getLogger(name) for name in ("traitlets", "tornado.application")]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)

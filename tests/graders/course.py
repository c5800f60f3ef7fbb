"""A course folder of its own, in which the stock nbgrader commands run as a lecturer runs them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from graders import ROOT


def make_course(folder: Path) -> Path:
    """Copy what nbgrader finds in a fresh clone: its settings, the solutions and the exercises."""
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    shutil.copytree(ROOT / "solutions", folder / "solutions")
    shutil.copytree(ROOT / "exercises", folder / "exercises")
    return folder


def nbgrader(course: Path, *arguments: str) -> str:
    """Run a stock command; return what it logs, fail with it if it fails."""
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=course,
        env=environment(course),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"nbgrader {' '.join(arguments)}\n{done.stdout}\n{done.stderr}"
    return done.stderr


def environment(course: Path) -> dict[str, str]:
    """Return the variables under which a lecturer's commands run in a course."""
    commands = Path(sys.executable).parent
    return {
        **os.environ,
        # The settings of whoever runs the tests stay out of it; nbgrader looks for alembic in PATH.
        "JUPYTER_CONFIG_DIR": str(course / ".jupyter"),
        "PATH": f"{commands}{os.pathsep}{os.environ.get('PATH', '')}",
    }


def submit(course: Path, student: str, assignment: str, notebook: NotebookNode) -> None:
    """Put a notebook where nbgrader looks for what a student has handed in."""
    folder = course / "submitted" / student / assignment
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / f"{assignment}.ipynb")

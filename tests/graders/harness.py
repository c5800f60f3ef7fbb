"""Run a notebook's cells as Jupyter does, fast: in a process forked after the imports.

A server process imports the libraries once; for every notebook it forks a child, which runs the
cells in an IPython shell of its own and sends back the points of each test. nbgrader's own function
turns outputs into points.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import tempfile
from dataclasses import dataclass
from multiprocessing.connection import Connection
from types import FrameType
from typing import Any, NoReturn

import nbformat
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from nbformat import NotebookNode
from nbgrader.utils import determine_grade, is_grade
from traitlets.config import Config

# What answers and tests import, so that no child does it again, and what this module needs.
PRELOADED = [
    *("IPython.core.interactiveshell", "nbformat", "nbgrader.utils", "unlabelled.grading"),
    *("numpy", "pandas", "scipy.ndimage", "scipy.sparse", "scipy.spatial", "sklearn.metrics", "torch"),
    "pytest",
]
SECONDS_PER_CELL = 30
SECONDS_PER_NOTEBOOK = 180

# Threads that were started before a fork are not there after it.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(PRELOADED)


@dataclass(frozen=True)
class Score:
    """What a test cell gave."""

    points: float
    most: float
    message: str
    """The error, if there was one."""


class NotebookCrashed(RuntimeError):
    """The process that ran a notebook ended or hung: no points are known."""


def grade(notebook: NotebookNode) -> dict[str, Score]:
    """Run all cells of a notebook in order, and score its test cells.

    Parameters
    ----------
    notebook : NotebookNode
        With hidden tests; it stays unchanged.

    Returns
    -------
    dict of str to Score
        By the ids of the test cells.
    """
    receiver, sender = _context.Pipe(duplex=False)
    child = _context.Process(target=_grade_in_child, args=(sender, nbformat.writes(notebook)))
    child.start()
    sender.close()
    try:
        if not receiver.poll(SECONDS_PER_NOTEBOOK):
            raise NotebookCrashed(f"no scores after {SECONDS_PER_NOTEBOOK} seconds")
        return {name: Score(**fields) for name, fields in receiver.recv().items()}
    except EOFError as error:
        raise NotebookCrashed("the process ended before its scores were known") from error
    finally:
        child.kill()
        child.join()
        receiver.close()


def _grade_in_child(sender: Connection, text: str) -> None:
    notebook = nbformat.reads(text, as_version=4)
    with tempfile.TemporaryDirectory(prefix="graders-") as folder:
        os.chdir(folder)
        os.environ["IPYTHONDIR"] = folder
        shell = InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
        # The traceback is not looked at, and the full one costs as much as everything else.
        shell.InteractiveTB.set_mode("Minimal")
        signal.signal(signal.SIGALRM, _stop)
        scores = {}
        for cell in notebook.cells:
            if cell.cell_type == "code":
                _run(shell, cell)
                if is_grade(cell):
                    scores[cell.metadata.nbgrader.grade_id] = _score(cell)
        os.chdir("/")
    sender.send(scores)


def _run(shell: InteractiveShell, cell: NotebookNode) -> None:
    """Run a cell and store what a kernel would have sent."""
    signal.alarm(SECONDS_PER_CELL)
    with capture_output() as captured:
        result = shell.run_cell(cell.source)
    signal.alarm(0)
    cell.outputs = []
    if captured.stderr:
        cell.outputs.append(nbformat.v4.new_output("stream", name="stderr", text=captured.stderr))
    error = result.error_before_exec or result.error_in_exec
    if error is not None:
        name = type(error).__name__
        cell.outputs.append(nbformat.v4.new_output("error", ename=name, evalue=str(error), traceback=[]))
    elif result.result is not None:
        data = {"text/plain": repr(result.result)}
        cell.outputs.append(nbformat.v4.new_output("execute_result", data=data))


def _score(cell: NotebookNode) -> dict[str, Any]:
    points, most = determine_grade(cell)
    messages = [
        f"{output.ename}: {output.evalue}" if output.output_type == "error" else output.get("text", "")
        for output in cell.outputs
    ]
    return {"points": points, "most": most, "message": "\n".join(messages)}


def _stop(signal_number: int, frame: FrameType | None) -> NoReturn:
    raise TimeoutError(f"the cell took longer than {SECONDS_PER_CELL} seconds")

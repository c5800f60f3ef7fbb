"""Run a notebook's cells as Jupyter does, fast: in a process forked after the imports.

A server process imports the libraries once. To grade one notebook it forks a child, which runs the
cells in an IPython shell of its own and sends back the points of each test. To grade many answers in
one notebook it runs the solution's cells, and where an answer is due, forks a child for each one that
is to be tried: it finds all as the cells before have left it, and goes on with its own answer. nbgrader's
own function turns outputs into points.
"""

from __future__ import annotations

import contextlib
import gc
import json
import multiprocessing
import os
import signal
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from multiprocessing.connection import Connection
from pathlib import Path
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
    *("numpy", "pandas", "scipy.ndimage", "scipy.sparse.csgraph", "scipy.spatial", "scipy.stats", "torch"),
    *("sklearn.cluster", "sklearn.dummy", "sklearn.feature_selection", "sklearn.metrics"),
    *("sklearn.model_selection", "sklearn.neighbors", "sklearn.pipeline", "sklearn.preprocessing"),
    *("sklearn.tree", "unlabelled.datasets", "pytest"),
]
SECONDS_PER_CELL = 30
SECONDS_PER_NOTEBOOK = 180
# Of the processor's time, for the two cells of a mutant: many a mutant never ends.
SECONDS_PER_MUTANT = 1
WORKERS = 2

# Threads that were started before a fork are not there after it.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
context = multiprocessing.get_context("forkserver")
context.set_forkserver_preload(PRELOADED)


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
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_grade_in_child, args=(sender, nbformat.writes(notebook)))
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


@dataclass(frozen=True)
class Trial:
    """An answer to put into the notebook in place of the solution."""

    question: str
    source: str
    is_mutant: bool = False
    """A mutant is tried in the cells of its own question only, and for a short time."""
    alone: bool = False
    """No later cell can notice the answer: those after its test are not run again for it."""


def grade_trials(notebook: NotebookNode, trials: Sequence[Trial]) -> list[dict[str, Score] | None]:
    """Score the notebook with each of the answers in turn.

    Parameters
    ----------
    notebook : NotebookNode
        With solutions and hidden tests; it stays unchanged.
    trials : sequence of Trial

    Returns
    -------
    list of dict of str to Score
        In the order of the trials, by the ids of the test cells; None for a trial that ended its
        process, or did not end.
    """
    with tempfile.TemporaryDirectory(prefix="graders-") as folder:
        text = nbformat.writes(notebook)
        server = context.Process(target=_serve, args=(text, list(map(asdict, trials)), folder))
        server.start()
        server.join()
        if server.exitcode != 0:
            raise NotebookCrashed(f"the process that runs the solution ended with {server.exitcode}")
        of_solution = _scores_in(Path(folder, "solution.json")) or {}
        found = [_scores_in(Path(folder, f"{number}.json")) for number in range(len(trials))]
    return [
        of_solution | scores if scores is not None and trial.alone else scores
        for trial, scores in zip(trials, found, strict=True)
    ]


def _scores_in(file: Path) -> dict[str, Score] | None:
    """Read what a process has written before it ended, if it came so far."""
    if not file.exists():
        return None
    return {name: Score(**fields) for name, fields in json.loads(file.read_text()).items()}


def _serve(text: str, trials: list[dict[str, Any]], folder: str) -> None:
    """Run a notebook; where an answer is due, fork a child for each trial of it."""
    cells = [cell for cell in nbformat.reads(text, as_version=4).cells if cell.cell_type == "code"]
    shell = _shell(folder)
    scores: dict[str, Any] = {}
    children = _Children()
    for position, cell in enumerate(cells):
        gc.freeze()
        for number, trial in enumerate(Trial(**fields) for fields in trials):
            if cell.metadata.get("nbgrader", {}).get("grade_id") == trial.question:
                children.wait(at_most=WORKERS - 1)
                pid = os.fork()
                if pid == 0:
                    cell.source = trial.source
                    _try(shell, cells[position:], scores, Path(folder, f"{number}.json"), trial)
                children.add(pid)
        _run_and_score(shell, [cell], scores)
    children.wait(at_most=0)
    _write(Path(folder, "solution.json"), scores)


class _Children:
    """The children of this process that run, each with the time at which it must have ended."""

    def __init__(self) -> None:
        self.deadlines: dict[int, float] = {}

    def add(self, pid: int) -> None:
        self.deadlines[pid] = time.monotonic() + SECONDS_PER_NOTEBOOK

    def wait(self, at_most: int) -> None:
        """Wait until at most so many are left; end those that take too long."""
        while len(self.deadlines) > at_most:
            pid, _ = os.waitpid(-1, os.WNOHANG)
            self.deadlines.pop(pid, None)
            if pid == 0:
                for late in [pid for pid, deadline in self.deadlines.items() if time.monotonic() > deadline]:
                    os.kill(late, signal.SIGKILL)
                time.sleep(0.001)


def _try(
    shell: InteractiveShell, cells: list[NotebookNode], scores: dict[str, Any], file: Path, trial: Trial
) -> NoReturn:
    """Run the rest of a notebook in a child, write the scores and leave."""
    with contextlib.suppress(BaseException), tempfile.TemporaryDirectory(prefix="graders-") as folder:
        os.chdir(folder)
        if trial.is_mutant:
            signal.signal(signal.SIGPROF, stop)
            signal.setitimer(signal.ITIMER_PROF, SECONDS_PER_MUTANT, SECONDS_PER_MUTANT)
            scores = {}
        if trial.is_mutant or trial.alone:
            cells = cells[:2]
        _run_and_score(shell, cells, scores)
        signal.setitimer(signal.ITIMER_PROF, 0)
        os.chdir("/")
        _write(file, scores)
    os._exit(0)


def _write(file: Path, scores: dict[str, Any]) -> None:
    """Write all scores or none."""
    partial = file.with_suffix(".part")
    partial.write_text(json.dumps(scores))
    partial.rename(file)


def _grade_in_child(sender: Connection, text: str) -> None:
    notebook = nbformat.reads(text, as_version=4)
    scores: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="graders-") as folder:
        _run_and_score(_shell(folder), [c for c in notebook.cells if c.cell_type == "code"], scores)
        os.chdir("/")
    sender.send(scores)


def _shell(folder: str) -> InteractiveShell:
    os.chdir(folder)
    os.environ["IPYTHONDIR"] = folder
    shell = InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
    # The traceback is not looked at, and the full one costs as much as everything else.
    shell.InteractiveTB.set_mode("Minimal")
    signal.signal(signal.SIGALRM, stop)
    return shell


def _run_and_score(shell: InteractiveShell, cells: Iterable[NotebookNode], scores: dict[str, Any]) -> None:
    for cell in cells:
        _run(shell, cell)
        if is_grade(cell):
            scores[cell.metadata.nbgrader.grade_id] = _score(cell)


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


def stop(signal_number: int, frame: FrameType | None) -> NoReturn:
    raise TimeoutError("the cell took too long")

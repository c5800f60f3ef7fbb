"""Run a notebook in a temporary folder, whatever its cells do."""

from __future__ import annotations

import contextlib
import logging
import subprocess
import tempfile
import warnings
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode

# Names of errors, beside Python's own, that a cell can end with.
TOO_SLOW = "TooSlow"
DEAD_KERNEL = "DeadKernel"
NOT_RUN = "NotRun"
OWN_ERRORS = {TOO_SLOW, DEAD_KERNEL, NOT_RUN}


def run(notebook: NotebookNode, *, timeout: int, progress: Callable[[int, int], None] | None = None) -> None:
    """Execute all cells in order; their outputs and errors stay in them.

    A cell that takes too long is interrupted, and the next one is run. A cell that ignores the
    interrupt, or that ends Python itself, is the last: the later ones say that they were not run.

    Parameters
    ----------
    notebook : NotebookNode
        It is changed: its cells get outputs.
    timeout : int
        Seconds for one cell.
    progress : callable, optional
        Called with the number of cells done and the number of all cells.
    """
    for cell in code_cells(notebook):
        cell.outputs = []
    with quiet_jupyter(), tempfile.TemporaryDirectory(prefix="unlabelled-") as folder:
        client = _client(notebook, timeout, folder)
        # What the kernel's process itself says (about ports, at every start) is not for students.
        with client.setup_kernel(stderr=subprocess.DEVNULL):
            for index, cell in enumerate(notebook.cells):
                try:
                    client.execute_cell(cell, index, store_history=False)
                except DeadKernelError:
                    _add_error(cell, DEAD_KERNEL, "Python itself stopped while it ran.")
                last = {DEAD_KERNEL, TOO_SLOW} & {error.ename for error in errors(cell)}
                if last:
                    _skip(notebook.cells[index + 1 :])
                    return
                if progress:
                    progress(index + 1, len(notebook.cells))


def code_cells(notebook: NotebookNode) -> Iterator[NotebookNode]:
    """Yield the cells that hold code."""
    return (cell for cell in notebook.cells if cell.cell_type == "code")


def errors(cell: NotebookNode) -> list[NotebookNode]:
    """Return the errors among a cell's outputs."""
    return [output for output in cell.get("outputs", []) if output.output_type == "error"]


@contextlib.contextmanager
def quiet_jupyter() -> Iterator[None]:
    """Silence what Jupyter logs and warns of: its callers hear what matters by exceptions."""
    logger = logging.getLogger("traitlets")
    before, logger.disabled = logger.disabled, True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.disabled = before


def _client(notebook: NotebookNode, timeout: int, folder: str) -> NotebookClient:
    too_slow = {
        "ename": TOO_SLOW,
        "evalue": f"It took longer than {timeout} s and did not let itself be interrupted.",
        "traceback": [],
    }

    def keep_reply(cell: NotebookNode, cell_index: int, execute_reply: dict[str, Any]) -> None:
        """Note a cell that did not stop when interrupted: nbclient puts only the reply aside."""
        content = execute_reply["content"]
        if content["status"] == "error" and not errors(cell):
            _add_error(cell, content["ename"], content["evalue"])

    return NotebookClient(
        notebook,
        timeout=timeout,
        allow_errors=True,
        interrupt_on_timeout=True,
        error_on_timeout=too_slow,
        on_cell_executed=keep_reply,
        shutdown_kernel="immediate",
        resources={"metadata": {"path": folder}},
    )


def _skip(cells: Iterable[NotebookNode]) -> None:
    for cell in cells:
        if cell.cell_type == "code":
            _add_error(cell, NOT_RUN, "It was not run, because an earlier cell never came to its end.")


def _add_error(cell: NotebookNode, name: str, text: str) -> None:
    cell.outputs.append(nbformat.v4.new_output("error", ename=name, evalue=text, traceback=[]))  # type: ignore[no-untyped-call]

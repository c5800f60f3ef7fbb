"""Execute one page of the book in a process of its own and measure what it costs."""

import os
import re
import resource
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

# Two pages run side by side on two cores: a second thread would only fight with the neighbour.
ENVIRONMENT = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "NUMBA_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
    "TQDM_DISABLE": "1",
    "PYTHONHASHSEED": "0",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    "JUPYTER_PREFER_ENV_PATH": "1",
}
# A page that needs the network works on the author's machine and nowhere else. ZeroMQ talks to the
# kernel below Python's sockets, asyncio through a Unix socket: both go on.
NO_NETWORK = "__import__('pytest_socket').disable_socket(allow_unix_socket=True)"
KERNEL_ARGUMENTS = [
    f"--IPKernelApp.exec_lines={NO_NETWORK}",
    "--HistoryManager.enabled=False",
    "--log-level=ERROR",
]
ANSI = re.compile(r"\x1b\[[0-9;]*m")
RAISED_AT = re.compile(r"^-+>\s*(?P<number>\d+)(?: (?P<code>.*))?$", re.MULTILINE)


@dataclass(frozen=True)
class Failure:
    """The first thing that went wrong on a page."""

    cell: int
    """Which code cell, counted from 1."""
    line: int | None
    """Line of the page's file, counted from 1, if it could be found."""
    code: str
    """The line of the cell that raised."""
    message: str
    """What the exception says: for a claim, the claim."""
    traceback: str


@dataclass(frozen=True)
class Execution:
    """The executed page, or the reason why there is none."""

    notebook: NotebookNode
    seconds: float
    peak_bytes: int
    failure: Failure | None


def execute_page(path: Path, notebook: NotebookNode, timeout: int) -> Execution:
    """Execute a page's notebook beside the page; called once in each new process.

    Parameters
    ----------
    path : Path
        The page's file; its folder becomes the working directory.
    notebook : NotebookNode
        The page as a notebook.
    timeout : int
        Seconds that one cell may take.
    """
    os.environ.update(ENVIRONMENT)
    client = NotebookClient(
        notebook,
        timeout=timeout,
        kernel_name="python3",
        # The times would go into the cells' metadata, which the cache's key covers.
        record_timing=False,
        resources={"metadata": {"path": str(path.parent)}},
        extra_arguments=list(KERNEL_ARGUMENTS),
    )
    failure = None
    start = time.perf_counter()
    # A kernel that is told to end while it reports an error may write a traceback of its own: it goes
    # where a failure is explained, not between the messages for the author.
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as kernel_errors:
        try:
            client.execute(stderr=kernel_errors)
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
            kernel_errors.seek(0)
            failure = describe_failure(path, notebook, error, kernel_errors.read())
    seconds = time.perf_counter() - start
    return Execution(notebook, seconds, peak_memory_of_children(), failure)


def peak_memory_of_children() -> int:
    """Return the largest resident memory, in bytes, of the processes this one has started."""
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024  # macOS counts bytes, Linux kilobytes


def describe_failure(path: Path, notebook: NotebookNode, error: Exception, kernel_errors: str) -> Failure:
    """Turn the client's exception into what an author needs: cell, line, code and message.

    What the kernel's process itself wrote to its standard error follows the traceback.
    """
    cells = [(index, cell) for index, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    number, (index, _) = next(
        ((n, item) for n, item in enumerate(cells, 1) if failed(item[1])),
        _last_started(cells),
    )
    traceback = ANSI.sub("", getattr(error, "traceback", None) or str(error))
    line_in_cell, code = raising_line(traceback)
    return Failure(
        cell=number,
        line=_line_in_file(path, notebook.metadata.source_map[index], code, line_in_cell),
        code=code,
        message=_message(error),
        traceback="\n\n".join(filter(None, [traceback, ANSI.sub("", kernel_errors)])),
    )


def failed(cell: NotebookNode) -> bool:
    """Say whether a cell ended in an exception that its tags do not announce."""
    expected = "raises-exception" in cell.metadata.get("tags", [])
    return not expected and any(output.output_type == "error" for output in cell.outputs)


def _last_started(cells: list[tuple[int, NotebookNode]]) -> tuple[int, tuple[int, NotebookNode]]:
    """Return the cell that was running when the kernel died or the time was up."""
    started = [n for n, (_, cell) in enumerate(cells, 1) if cell.get("execution_count") is not None]
    number = min((started[-1] + 1) if started else 1, len(cells))
    return number, cells[number - 1]


def raising_line(traceback: str) -> tuple[int, str]:
    """Find the page's own line in IPython's traceback: the outermost arrow."""
    match = RAISED_AT.search(traceback)
    if match is None:
        return 0, ""
    return int(match["number"]), (match["code"] or "").strip()


def _line_in_file(path: Path, cell_start: int, code: str, line_in_cell: int) -> int | None:
    """Find a cell's line in the page's file, whatever options stand at the head of the cell."""
    lines = path.read_text(encoding="utf-8").splitlines()
    candidates = range(cell_start + max(line_in_cell - 1, 0), len(lines))
    return next((n + 1 for n in candidates if code and lines[n].strip() == code), None)


def _message(error: Exception) -> str:
    """Return the exception in one or a few lines."""
    if isinstance(error, CellExecutionError):
        if error.ename in ("SocketBlockedError", "SocketConnectBlockedError"):
            return "the page opens a network connection; pages are executed without a network"
        return f"{error.ename}: {ANSI.sub('', error.evalue).strip()}".rstrip(": ")
    if isinstance(error, CellTimeoutError):
        return "the cell takes longer than the time limit in _config.yml (execute: timeout)"
    return f"the kernel died ({type(error).__name__}); is the page out of memory?"

"""Execute one page or solution in a process of its own, measure its cost, let it leave nothing behind."""

import ast
import inspect
import os
import re
import resource
import site
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

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
# Settings that lead back to the user's own folders; without them, all is found below HOME.
OTHER_HOMES = ("XDG_", "JUPYTER_", "IPYTHON")
# Folders of the repository into which tools write while a page runs; hidden ones are left out as well.
MADE = {"_build", "__pycache__", "node_modules", "results"}
# What authors save while the book is built: a change there is theirs, not a notebook's.
WRITTEN_BY_HAND = {"", ".bib", ".css", ".ipynb", ".js", ".lock", ".md", ".py", ".sh", ".svg", ".toml", ".yml"}
AT_MOST = 5
"""So many files are named."""
Listing = Mapping[str, tuple[int, int]]
"""Size in bytes and time of the last change in nanoseconds, by the file's path below the root."""

ANSI = re.compile(r"\x1b\[[0-9;]*m")
RAISED_AT = re.compile(r"^-+>\s*(?P<number>\d+)(?: (?P<code>.*))?$", re.MULTILINE)


@dataclass(frozen=True)
class Failure:
    """The first thing that went wrong on a page, or what it leaves behind."""

    message: str
    """What the exception says: for a claim, the claim."""
    traceback: str = ""
    """Empty if nothing was raised."""
    cell: int | None = None
    """Which code cell, counted from 1; None if it is no single one."""
    line: int | None = None
    """Line of the page's file, counted from 1, if it could be found."""
    code: str = ""
    """The line of the cell that raised."""


@dataclass(frozen=True)
class Execution:
    """The executed page, or the reason why there is none."""

    notebook: NotebookNode
    seconds: float
    peak_bytes: int
    failure: Failure | None


def execute_notebook(path: Path, notebook: NotebookNode, timeout: int, root: Path) -> Execution:
    """Execute a page's or a solution's notebook beside its file; called once in each new process.

    Parameters
    ----------
    path : Path
        The file of the text; its folder becomes the working directory.
    notebook : NotebookNode
        The text as a notebook.
    timeout : int
        Seconds that one cell may take.
    root : Path
        The folder of the book, in which no file may change.
    """
    before = list_files(root)
    # What still writes into the folder while it is removed is none of ours: see list_left_running.
    with tempfile.TemporaryDirectory(prefix="page-", ignore_cleanup_errors=True) as own:
        live_in(Path(own), root)
        start = time.perf_counter()
        failure = run(path, notebook, timeout, [Path(own), caches_folder(root)])
        seconds = time.perf_counter() - start
    if failure is None and (changes := list_changes(before, list_files(root))):
        failure = Failure(
            f"while it ran, files changed: {', '.join(changes)}. If it was not you, it was this notebook or "
            "the one beside it; they may write to temporary folders only."
        )
    return Execution(notebook, seconds, peak_memory_of_children(), failure)


def caches_folder(root: Path) -> Path:
    """Where libraries keep what they would otherwise make anew for every page."""
    return root / "_build" / "caches"


def shared_caches(root: Path) -> dict[str, str]:
    """Return the settings that lead libraries to that folder."""
    caches = caches_folder(root)
    return {"MPLCONFIGDIR": str(caches / "matplotlib"), "NUMBA_CACHE_DIR": str(caches / "numba")}


def live_in(own: Path, root: Path) -> None:
    """Give this process, and the kernel that it starts, a home and a folder for temporary files."""
    for name in [name for name in os.environ if name.startswith(OTHER_HOMES)]:
        del os.environ[name]
    # Packages that pip installed for the user alone, outside of an environment, stay where they are.
    os.environ["PYTHONUSERBASE"] = site.getuserbase()
    home = own / "home"
    home.mkdir()
    os.environ.update(ENVIRONMENT | shared_caches(root) | {"HOME": str(home), "TMPDIR": str(own)})


def run(path: Path, notebook: NotebookNode, timeout: int, folders: list[Path]) -> Failure | None:
    """Let a kernel execute a notebook, which then holds its outputs; return what went wrong.

    The kernel itself may write into these folders; what it starts is watched from outside.
    """
    keep = f"{inspect.getsource(keep_writes_within)}\n{keep_writes_within.__name__}({[*map(str, folders)]!r})"
    client = NotebookClient(
        notebook,
        timeout=timeout,
        kernel_name="python3",
        # The times would go into the cells' metadata, which the cache's key covers.
        record_timing=False,
        resources={"metadata": {"path": str(path.parent)}},
        # In a namespace of its own: the notebook's holds the notebook's names only.
        extra_arguments=[*KERNEL_ARGUMENTS, f"--IPKernelApp.exec_lines=exec({keep!r}, {{}})"],
    )
    # The kernel answers this question after the last cell; the notebook does not keep it.
    notebook.cells.append(new_code_cell(LEFT_RUNNING))  # type: ignore[no-untyped-call]
    error = None
    # A kernel that is told to end while it reports an error may write a traceback of its own: it goes
    # where a failure is explained, not between the messages for the author.
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as kernel_errors:
        try:
            client.execute(stderr=kernel_errors)
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as raised:
            error = raised
        answer = notebook.cells.pop()
        kernel_errors.seek(0)
        if error is not None:
            return describe_failure(path, notebook, error, kernel_errors.read())
    result = next(output for output in answer.outputs if output.output_type == "execute_result")
    left = ast.literal_eval(result.data["text/plain"])
    return Failure(f"it leaves running: {', '.join(left)}") if left else None


def keep_writes_within(folders: list[str]) -> None:
    """Refuse, in this process, to make, change or remove files outside of these folders.

    The kernel runs this function's source text before the page's first cell. Devices and Python's caches of
    bytecode are exempt. What Python does not do itself (a library in C, another process) goes unseen.
    """
    import os
    import sys
    from pathlib import Path
    from typing import Any

    changing = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
    allowed = [Path("/dev"), *(Path(folder).resolve() for folder in folders)]
    # Which arguments of an event name what it changes.
    names = {"open": [0], "os.truncate": [0], "os.mkdir": [0], "os.remove": [0], "os.rmdir": [0]}
    names |= {"shutil.rmtree": [0], "os.link": [1], "os.symlink": [1], "os.rename": [0, 1]}

    def check(event: str, arguments: tuple[Any, ...]) -> None:
        if event not in names or (event == "open" and not arguments[2] & changing):
            return
        through_links = event in ("open", "os.truncate")
        if not through_links and arguments[-1] not in (-1, None):
            return  # relative to an open folder, by shutil.rmtree: it was asked about the whole
        for name in (os.fsdecode(arguments[i]) for i in names[event] if not isinstance(arguments[i], int)):
            path = Path(name).resolve() if through_links else Path(name).parent.resolve() / Path(name).name
            if "__pycache__" not in path.parts and not any(map(path.is_relative_to, allowed)):
                raise PermissionError(f"it changes {path}; notebooks may write to temporary folders only")

    sys.addaudithook(check)


def list_left_running() -> list[str]:
    """List the threads and processes that a page has started and not ended, and end the processes.

    The kernel runs this function's source text after the page's last cell. A kernel that has run no page
    has neither.
    """
    import contextlib
    import threading

    import psutil

    threads = [thread for thread in threading.enumerate() if not thread.daemon]
    found = [f"the thread {thread.name}" for thread in threads if thread is not threading.main_thread()]
    for process in psutil.wait_procs(psutil.Process().children(recursive=True), timeout=1)[1]:
        with contextlib.suppress(psutil.NoSuchProcess):  # it has just ended
            command = " ".join(process.cmdline())
            # Python's own keeper of shared memory ends with the process that started it, not before.
            if "resource_tracker" not in command:
                found.append(f"the process {command}")
                process.kill()
    return found


LEFT_RUNNING = f"{inspect.getsource(list_left_running)}\n{list_left_running.__name__}()"


def list_files(root: Path) -> Listing:
    """List the files of the repository that its authors write, or its commands for them."""
    listing = {}
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".") and name not in MADE]
        for file in (Path(folder, name) for name in names if not name.startswith(".")):
            with suppress(FileNotFoundError):  # an editor's passing copy
                status = file.lstat()
                listing[file.relative_to(root).as_posix()] = status.st_size, status.st_mtime_ns
    return listing


def list_changes(before: Listing, after: Listing) -> list[str]:
    """Name the files that appeared or vanished, or changed though nobody writes them by hand."""
    changed = {
        name
        for name in before.keys() & after.keys()
        if before[name] != after[name] and Path(name).suffix not in WRITTEN_BY_HAND
    }
    kinds = dict.fromkeys(after.keys() - before.keys(), "new")
    kinds |= dict.fromkeys(before.keys() - after.keys(), "gone") | dict.fromkeys(changed, "changed")
    named = [f"{name} ({kinds[name]})" for name in sorted(kinds)]
    return [*named[:AT_MOST], f"and {len(named) - AT_MOST} more"] if len(named) > AT_MOST else named


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
            return "it opens a network connection; pages and solutions are executed without a network"
        return f"{error.ename}: {ANSI.sub('', error.evalue).strip()}".rstrip(": ")
    if isinstance(error, CellTimeoutError):
        return "the cell takes longer than the time limit in _config.yml (execute: timeout)"
    return f"the kernel died ({type(error).__name__}); is it out of memory?"

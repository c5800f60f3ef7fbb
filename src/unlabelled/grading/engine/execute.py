"""Run one notebook in a forked kernel: a notebook in, a notebook and a report out.

Nothing here knows a gradebook or a course folder, so it runs wherever a fork server runs.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellControlSignal, DeadKernelError
from nbformat import NotebookNode

from unlabelled.grading.engine.control import make_control
from unlabelled.grading.engine.limits import DEFAULT, Limits
from unlabelled.grading.engine.provisioner import (
    EngineFailure,
    ForkedKernel,
    ForkedKernelManager,
    ForkProvisioner,
)

# Names of the errors that the engine writes into a cell.
CELL_TIMEOUT = "CellTimeoutError"
SUBMISSION_TIMEOUT = "SubmissionTimeoutError"
KERNEL_DIED = "KernelDiedError"
TAMPERED = "TamperedTestError"
ABORTED = "AbortedError"
EXCEEDED = {"memory": "MemoryLimitError", "processes": "ProcessLimitError", "output": "OutputLimitError"}

_KEEP_OUTPUT_TIMES = 8  # beyond so many times the output that is kept, the kernel is killed


@dataclass(frozen=True)
class Job:
    """All that is needed to run one notebook, in plain values that can be sent anywhere.

    Attributes
    ----------
    notebook : str
        JSON of a notebook of format 4.
    limits : Limits
    files : dict of str to str
        What lies beside the notebook, base64-encoded, by relative path.
    controls : dict of str to float or None
        For each test to be controlled, by `grade_id`: the points that it gives to senseless answers
        beside the solution. None: find that out.
    names : tuple of str
        The names that the assignment asks for.
    """

    notebook: str
    limits: Limits = DEFAULT
    files: dict[str, str] = field(default_factory=dict)
    controls: dict[str, float | None] = field(default_factory=dict)
    names: tuple[str, ...] = ()


@dataclass
class Execution:
    """What happened when a notebook ran.

    Attributes
    ----------
    notebook : str
        JSON of the notebook with its outputs.
    events : list of dict
        What a person may want to know: a cell's `grade_id` or number, the kind, a sentence.
    seconds : dict
        Time in `fork`, `cells`, `control`, `end` and in all.
    control_points : dict of str to float
        What each controlled test gave to senseless answers.
    """

    notebook: str
    events: list[dict[str, str]] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    control_points: dict[str, float] = field(default_factory=dict)
    peak_megabytes: int = 0

    def add_time(self, phase: str, since: float) -> None:
        """Add the time since `since` to a phase."""
        self.seconds[phase] = self.seconds.get(phase, 0.0) + time.monotonic() - since


def execute(job: Job, address: str) -> Execution:
    """Run a notebook at the fork server with this address.

    Raises
    ------
    EngineFailure
        If something went wrong that is not the submission's doing; there is no result then.
    """
    notebook = from_json(job.notebook)
    with _quiet():
        return asyncio.run(_Run(notebook, job, address).run())


class _Run:
    """The run of one notebook, over one kernel or, if a cell kills it, several."""

    def __init__(self, notebook: NotebookNode, job: Job, address: str) -> None:
        self.notebook, self.job, self.address = notebook, job, address
        self.limits = job.limits
        self.result = Execution("")
        # What its cells took. Starting and ending kernels is our time, not the submission's.
        self.spent = 0.0
        # Cells that were stopped are not run again when a new kernel catches up.
        self.excluded: set[int] = set()

    async def run(self) -> Execution:
        started = time.monotonic()
        for cell in self.notebook.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
        next_cell, kernels = 0, 0
        while next_cell < len(self.notebook.cells):
            if kernels > self.limits.restarts:
                self._give_up(next_cell, KERNEL_DIED, "not run: earlier cells ended the kernel repeatedly")
                break
            kernels += 1
            next_cell = await self._run_with_one_kernel(next_cell)
        self.result.add_time("all", started)
        self.result.notebook = as_json(self.notebook)
        return self.result

    async def _run_with_one_kernel(self, first: int) -> int:
        """Run from cell `first` on; return the cell after the one that ended the kernel."""
        client = await self._start_client()
        try:
            for index in range(len(self.notebook.cells)):
                cell = self.notebook.cells[index]
                if cell.cell_type != "code" or index in self.excluded:
                    continue
                if index < first:
                    # A new kernel needs the state of the old one, but has no test to repeat.
                    if not grade_id_of_test(cell) and await self._replay(client, cell):
                        return self._after_death(index, client, first)
                elif self._remaining() <= 0:
                    message = f"the submission has used its {self.limits.submission_seconds:g} seconds"
                    self._give_up(index, SUBMISSION_TIMEOUT, message)
                    break
                elif await self._run_cell(client, index):
                    return self._after_death(index, client, index + 1)
            return len(self.notebook.cells)
        finally:
            since = time.monotonic()
            kernel = client.kernel
            with contextlib.suppress(Exception):
                await client._async_cleanup_kernel()
            self.result.peak_megabytes = max(
                self.result.peak_megabytes, kernel.ended.get("peak_megabytes", 0) if kernel else 0
            )
            self.result.add_time("end", since)

    async def _start_client(self) -> _Client:
        since = time.monotonic()
        client = _Client(self.notebook, self.limits, self._remaining, self._spend)
        client.km = ForkedKernelManager(address=self.address, limits=self.limits, files=self.job.files)
        try:
            await client.async_start_new_kernel()
            await client.async_start_new_kernel_client()
        except Exception as error:
            with contextlib.suppress(Exception):
                await client._async_cleanup_kernel()
            raise EngineFailure(f"no kernel: {error}") from error
        self.result.add_time("fork", since)
        return client

    def _remaining(self) -> float:
        return self.limits.submission_seconds - self.spent

    def _spend(self, seconds: float) -> None:
        self.spent += seconds

    async def _run_cell(self, client: _Client, index: int) -> bool:
        """Run one cell and, if it is a test, its negative control; tell whether the kernel died."""
        cell = self.notebook.cells[index]
        since = time.monotonic()
        died = await client.run(cell)
        self.result.add_time("cells", since)
        if client.last_error:
            kind, message = client.last_error
            self._note(index, kind, message)
            self.excluded.add(index)
        test = grade_id_of_test(cell)
        if not died and test in self.job.controls and points(cell) > (self.job.controls[test] or 0):
            since = time.monotonic()
            died = await self._control(client, index, test)
            self.result.add_time("control", since)
        return died

    async def _control(self, client: _Client, index: int, test: str) -> bool:
        """Run a test on senseless answers; tell whether the kernel died."""
        cell = self.notebook.cells[index]
        control = make_control(set(self.job.names))
        before, again, after = (
            nbformat.v4.new_code_cell(text) for text in (control.before, cell.source, control.after)
        )
        again.metadata = cell.metadata.copy()
        for probe in (before, again, after):
            if await client.run(probe, store_history=False):
                # Died or stuck on senseless answers: it certainly gave them no points.
                self._note(index, "control", "the negative control of this test ended the kernel")
                return True
        self.result.control_points[test] = points(again)
        expected = self.job.controls[test]
        if not control.assertions_hold(before.outputs):
            message = "assertions that are false do not fail beside this submission"
        elif expected is not None and self.result.control_points[test] > expected:
            message = "this test gives points even when the answers are removed"
        else:
            return False
        cell.outputs = [_error(TAMPERED, message)]
        self._note(index, TAMPERED, message)
        return False

    async def _replay(self, client: _Client, cell: NotebookNode) -> bool:
        since = time.monotonic()
        died = await client.run(nbformat.v4.new_code_cell(cell.source))
        self.result.add_time("replay", since)
        return died

    def _after_death(self, index: int, client: _Client, resume: int) -> int:
        """Leave cell `index`, in which a kernel ended, out from now on, and resume."""
        kernel = client.kernel
        if kernel is not None and "failure" in kernel.ended:
            raise EngineFailure(kernel.ended["failure"])
        self.excluded.add(index)
        return resume

    def _give_up(self, first: int, kind: str, message: str) -> None:
        for cell in self.notebook.cells[first:]:
            if cell.cell_type == "code":
                cell.outputs = [*cell.outputs, _error(kind, message)]
        self.result.events.append({"cell": str(first), "kind": kind, "message": message})

    def _note(self, index: int, kind: str, message: str) -> None:
        about = self.notebook.cells[index].metadata.get("nbgrader", {})
        name = about.get("grade_id") or f"cell {index}"
        self.result.events.append({"cell": name, "kind": kind, "message": message})


class _Client(NotebookClient):
    """nbclient's client, which counts output and outlives its kernel."""

    def __init__(
        self,
        notebook: NotebookNode,
        limits: Limits,
        remaining: Callable[[], float],
        spend: Callable[[float], None],
    ) -> None:
        # Zero would mean no limit.
        self.seconds_for_cell = lambda: max(0.1, min(limits.cell_seconds, remaining()))
        super().__init__(
            notebook,
            allow_errors=True,
            interrupt_on_timeout=True,
            error_on_timeout={"ename": CELL_TIMEOUT, "evalue": "", "traceback": []},
            iopub_timeout=limits.grace_seconds,
            raise_on_iopub_timeout=True,
            record_timing=False,
            store_widget_state=False,
            shutdown_kernel="immediate",
            timeout_func=lambda cell: self.seconds_for_cell(),
        )
        self.reset_execution_trackers()
        self.limits, self._spend = limits, spend
        self.last_error: tuple[str, str] | None = None
        self._output_bytes = 0
        self._timed_out = self._killed = False

    @property
    def kernel(self) -> ForkedKernel | None:
        """The kernel's handle, if it has one still."""
        provisioner = self.km.provisioner if self.km is not None else None
        return provisioner.process if isinstance(provisioner, ForkProvisioner) else None

    async def run(self, cell: NotebookNode, *, store_history: bool = True) -> bool:
        """Run a cell, leave an error in it for whatever stopped it, and tell whether the kernel died."""
        self._output_bytes, self.last_error, self._timed_out, self._killed = 0, None, False, False
        kernel = self.kernel
        assert kernel is not None
        # A probe is not among the notebook's cells, and nbclient wants a place to put a cell back to.
        self.nb, notebook = NotebookNode(cells=[cell]), self.nb
        patience = self.seconds_for_cell() + 3 * self.limits.grace_seconds
        stuck = False
        since = time.monotonic()
        try:
            await asyncio.wait_for(self.async_execute_cell(cell, 0, store_history=store_history), patience)
        except DeadKernelError:
            pass
        except (CellControlSignal, TimeoutError):  # it did not end when it was interrupted
            stuck = True
        finally:
            self.nb = notebook
            self._spend(time.monotonic() - since)
        if stuck or self._killed:
            kernel.kill()
            await self._wait_for_end(kernel)
        died = kernel.poll() is not None
        self.last_error = self._explain(kernel, died, slow=stuck or self._timed_out)
        if self.last_error:
            cell.outputs = [*cell.outputs, _error(*self.last_error)]
        return died

    def _explain(self, kernel: ForkedKernel, died: bool, slow: bool) -> tuple[str, str] | None:
        limits = self.limits
        if self._output_bytes > _KEEP_OUTPUT_TIMES * limits.output_kilobytes << 10:
            return EXCEEDED[
                "output"
            ], f"more than {_KEEP_OUTPUT_TIMES * limits.output_kilobytes} kB of output"
        reason = kernel.ended.get("reason") if died else None
        if slow and reason is None:
            return CELL_TIMEOUT, f"this cell was stopped after {limits.cell_seconds:g} seconds"
        if not died:
            return None
        if reason == "memory":
            return EXCEEDED[reason], f"more than {limits.memory_megabytes} MB of memory"
        if reason == "processes":
            return EXCEEDED[reason], f"more than {limits.processes} processes"
        return KERNEL_DIED, f"this cell ended Python itself (status {kernel.returncode})"

    async def _wait_for_end(self, kernel: ForkedKernel) -> None:
        # Hundreds of processes that fork without end take their time to die on a busy machine.
        deadline = time.monotonic() + 60
        while kernel.poll() is None:
            if time.monotonic() > deadline:
                raise EngineFailure("a kernel cannot be killed")
            await asyncio.sleep(0.002)

    async def _async_poll_kernel_alive(self) -> None:
        """Notice a kernel's end at once, instead of within a second."""
        while True:
            await asyncio.sleep(0.02)
            try:
                await self._async_check_alive()
            except DeadKernelError:
                assert self.task_poll_for_reply is not None
                self.task_poll_for_reply.cancel()
                return

    def on_cell_executed(self, **details: Any) -> None:
        """Look at the reply, which tells of errors that a cell's output may hide."""
        cell, reply = details["cell"], details["execute_reply"]["content"]
        # A timeout's reply is made up by nbclient; `run` explains it.
        self._timed_out = reply.get("ename") == CELL_TIMEOUT
        if reply["status"] == "error" and not self._timed_out:
            shown = [output.ename for output in cell.outputs if output.output_type == "error"]
            if reply.get("ename") not in shown:
                cell.outputs.append(_error(str(reply.get("ename")), str(reply.get("evalue"))[:1000]))
        elif reply["status"] == "aborted":
            cell.outputs.append(_error(ABORTED, "the kernel did not run this cell"))

    def process_message(
        self, msg: dict[str, Any], cell: NotebookNode, cell_index: int
    ) -> NotebookNode | None:
        """Count a message's size; keep it only while the cell is below its limit."""
        if msg["msg_type"] in ("stream", "display_data", "execute_result", "error", "update_display_data"):
            size = len(json.dumps(msg["content"]))
            before, self._output_bytes = self._output_bytes, self._output_bytes + size
            limit = self.limits.output_kilobytes << 10
            if self._output_bytes > limit:
                if before <= limit:
                    kept = self.limits.output_kilobytes
                    text = f"\n... more than {kept} kB of output: the rest is left out ...\n"
                    cell.outputs.append(nbformat.v4.new_output("stream", name="stdout", text=text))
                if self._output_bytes > _KEEP_OUTPUT_TIMES * limit and self.kernel is not None:
                    self._killed = True
                    self.kernel.kill()
                if msg["msg_type"] != "error":
                    return None
                msg["content"]["traceback"] = ["(left out)"]
                msg["content"]["evalue"] = str(msg["content"].get("evalue"))[:1000]
        output: NotebookNode | None = super().process_message(msg, cell, cell_index)
        return output


def as_json(notebook: NotebookNode) -> str:
    """Write a notebook on its way to another process: quickly, not as files want it."""
    return json.dumps(notebook)


def from_json(text: str) -> NotebookNode:
    """Read a notebook of format 4 that this engine, or nbformat, wrote."""
    notebook: NotebookNode = nbformat.v4.reads_json(text)
    return notebook


def grade_id_of_test(cell: NotebookNode) -> str | None:
    """Return the name of an autograded test cell, None for any other cell."""
    about = cell.metadata.get("nbgrader", {})
    if cell.cell_type == "code" and about.get("grade") and not about.get("solution"):
        return str(about["grade_id"])
    return None


def points(cell: NotebookNode) -> float:
    """Return the points that a test cell's outputs are worth; a warning costs nothing."""
    from nbgrader.utils import determine_grade

    quiet = nbformat.from_dict({**cell, "outputs": [o for o in cell.outputs if not is_warning(o)]})
    return float(determine_grade(quiet)[0])


def is_warning(output: NotebookNode) -> bool:
    """Tell whether an output is text on stderr, which stock scoring takes for a failure."""
    return bool(output.output_type == "stream" and output.name == "stderr")


def _error(name: str, message: str) -> NotebookNode:
    trace = [f"{name}: {message}"]
    output: NotebookNode = nbformat.v4.new_output("error", ename=name, evalue=message, traceback=trace)
    return output


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Silence what Jupyter logs: what matters stands in the cells."""
    logger = logging.getLogger("traitlets")
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before

"""Where notebooks run: processes of this machine, or a Dask cluster. Nothing here schedules anything.

Both kinds have one method, `submit`, which returns a future of `concurrent.futures`' kind.
"""

from __future__ import annotations

import atexit
import contextlib
import multiprocessing
import signal
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any, Protocol

from unlabelled.grading.engine import execute as _execute
from unlabelled.grading.engine import isolation
from unlabelled.grading.engine.execute import Execution, Job
from unlabelled.grading.engine.sandbox import ForkServer, fork_server


class Executor(Protocol):
    """Runs jobs somewhere."""

    def submit(self, job: Job) -> Future[Execution]:
        """Start a job; the future raises `EngineFailure` if nothing can be said about it."""
        ...


class LocalExecutor:
    """A few processes that drive kernels of one fork server on this machine."""

    def __init__(self, server: ForkServer, workers: int) -> None:
        self._address = str(server.folder)
        # Forked, so that they need not import again; therefore to be made before any thread.
        # However the driver ends, they end with it: they hold its locks, and no one else stops them.
        self._pool = ProcessPoolExecutor(
            workers, mp_context=multiprocessing.get_context("fork"), initializer=_end_with_driver
        )

    def submit(self, job: Job) -> Future[Execution]:
        """Run a job in one of the processes."""
        return self._pool.submit(_run, job, self._address)

    def close(self) -> None:
        """Stop the processes; what has not begun is not begun any more."""
        self._pool.shutdown(wait=True, cancel_futures=True)


def _end_with_driver() -> None:
    isolation.die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a control-C ends them without a word


def _run(job: Job, address: str) -> Execution:
    return _execute.execute(job, address)


@contextlib.contextmanager
def local_executor(server: ForkServer, workers: int) -> Iterator[LocalExecutor]:
    """Make a `LocalExecutor` and close it at the end."""
    executor = LocalExecutor(server, workers)
    try:
        yield executor
    finally:
        executor.close()


class DaskExecutor:
    """Workers of a Dask cluster; each process starts a fork server of its own."""

    def __init__(self, client: Any, modules: list[str], *, sandboxed: bool) -> None:
        self._client, self._modules, self._sandboxed = client, tuple(modules), sandboxed

    def submit(self, job: Job) -> Future[Execution]:
        """Run a job on some worker."""
        # Not pure: the same notebook submitted twice is to be run twice.
        future = self._client.submit(
            execute_on_worker, job, self._modules, self._sandboxed, pure=False, retries=1
        )
        result: Future[Execution] = Future()

        def finish(done: Any) -> None:
            error = done.exception()
            if error is not None:
                result.set_exception(error)
            else:
                result.set_result(done.result())

        future.add_done_callback(finish)
        return result


@contextlib.contextmanager
def dask_executor(address: str, modules: list[str], *, sandboxed: bool) -> Iterator[tuple[DaskExecutor, int]]:
    """Connect to a scheduler; also return how many threads its workers have.

    Raises
    ------
    BadUsage
        If Dask is not installed.
    """
    try:
        from distributed import Client
    except ImportError:
        # Here, since it imports nbgrader, which a cluster's workers do without.
        from unlabelled.grading.engine.course import BadUsage

        raise BadUsage("--scheduler needs Dask: pip install 'unlabelled[cluster]'") from None
    with Client(address, timeout=10) as client:
        yield DaskExecutor(client, modules, sandboxed=sandboxed), sum(client.nthreads().values())


_server_of_this_process: dict[tuple[tuple[str, ...], bool], ForkServer] = {}


def execute_on_worker(job: Job, modules: tuple[str, ...], sandboxed: bool) -> Execution:
    """Run a job on a cluster's worker, with a fork server that is started when it is first needed."""
    key = (modules, sandboxed)
    server = _server_of_this_process.get(key)
    if server is None or not server.is_alive():
        context = fork_server(modules, sandboxed=sandboxed)
        server = _server_of_this_process[key] = context.__enter__()
        atexit.register(context.__exit__, None, None, None)
    return _execute.execute(job, str(server.folder))

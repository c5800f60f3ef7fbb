"""On a Dask cluster of separate processes: the same gradebook, also when a worker is killed."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from classroom import NAME, honest_class, make_course, marks

pytest.importorskip("distributed")
pytestmark = pytest.mark.usefixtures("sandbox_works")

UNLABELLED = str(Path(sys.executable).with_name("unlabelled"))
SCHEDULER = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
WORKER = [sys.executable, "-m", "distributed.cli.dask_worker"]


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    root = make_course(tmp_path_factory.mktemp("course"))
    honest_class(root, 16)
    return root


@pytest.fixture(scope="module")
def expected(course, tmp_path_factory):
    """What one machine finds."""
    root = Path(shutil.copytree(course, tmp_path_factory.mktemp("alone") / "course"))
    assert subprocess.run([UNLABELLED, "grade", NAME], cwd=root, check=False).returncode == 0
    return marks(root)


@pytest.fixture
def cluster(tmp_path):
    """A scheduler and two workers: three programs, as on three machines; their address, the workers."""
    log = (tmp_path / "log").open("w")
    about = tmp_path / "scheduler.json"

    def start(program, *arguments):
        return subprocess.Popen(
            [*program, *arguments, "--scheduler-file", str(about), "--no-dashboard"],
            stdout=log,
            stderr=log,
            start_new_session=True,
        )

    processes = [start(SCHEDULER, "--host", "127.0.0.1", "--port", "0")]
    try:
        wait_until(about.exists)
        processes += [start(WORKER, "--nthreads", "1", "--no-nanny") for _ in range(2)]
        from distributed import Client

        with Client(scheduler_file=str(about), timeout=60) as client:
            client.wait_for_workers(2, timeout=60)
            yield client, processes[1:]
    finally:
        for process in processes:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait_until(holds, seconds=60):
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def graded(root):
    return list((root / ".grading" / NAME / "receipts").glob("*.json"))


def test_two_workers_find_the_same_marks(course, expected, cluster, tmp_path):
    client, _ = cluster

    def number_of_servers():  # defined here, so that it is sent by value: workers cannot import a test
        from unlabelled.grading.engine import executor

        return len(executor._server_of_this_process)

    root = Path(shutil.copytree(course, tmp_path / "course"))
    command = [UNLABELLED, "grade", NAME, "--scheduler", client.scheduler.address]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert marks(root) == expected
    # Both took part: each has a fork server of its own.
    servers = client.run(number_of_servers)
    assert list(servers.values()) == [1, 1]


def test_a_killed_worker_costs_time_and_nothing_else(course, expected, cluster, tmp_path):
    client, workers = cluster
    root = Path(shutil.copytree(course, tmp_path / "course"))
    command = [UNLABELLED, "grade", NAME, "--scheduler", client.scheduler.address]
    running = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    wait_until(lambda: len(graded(root)) >= 3)
    os.killpg(workers[0].pid, signal.SIGKILL)
    output, _ = running.communicate(timeout=300)
    assert running.returncode == 0, output
    assert marks(root) == expected
    assert len(graded(root)) == 16

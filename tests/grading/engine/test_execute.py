"""One notebook in a forked kernel: limits, deaths, restarts, and failures that are the engine's."""

import asyncio
import base64
import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from types import SimpleNamespace

import nbformat
import pytest
from recorded import fork_server

from unlabelled.grading.engine import execute as execute_module
from unlabelled.grading.engine import forkserver, provisioner, sandbox
from unlabelled.grading.engine.execute import Job, execute
from unlabelled.grading.engine.limits import Limits
from unlabelled.grading.engine.provisioner import EngineFailure, ForkedKernel

pytestmark = pytest.mark.usefixtures("sandbox_works")

QUICK = Limits(
    cell_seconds=5, grace_seconds=1, submission_seconds=60, memory_megabytes=300, output_kilobytes=4
)


@pytest.fixture(scope="module")
def server():
    with fork_server(["numpy"]) as running:
        yield running


@pytest.fixture
def run(server):
    def run_cells(*sources, limits=QUICK, files=None):
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
        result = execute(Job(nbformat.writes(notebook), limits, files or {}), str(server.folder))
        return [summary(cell) for cell in nbformat.reads(result.notebook, as_version=4).cells], result

    return run_cells


def summary(cell):
    """The last error's name, or the text of the outputs."""
    for output in reversed(cell.outputs):
        if output.output_type == "error":
            return output.ename
    return "".join(
        output.get("text", "") or output.get("data", {}).get("text/plain", "") for output in cell.outputs
    )


def test_cells_share_a_namespace_and_errors_do_not_stop_the_rest(run):
    cells, _ = run("x = 1", "1 / 0", "x + 1")
    assert cells == ["", "ZeroDivisionError", "2"]


def test_a_traceback_shows_the_cell_and_asks_no_module_whether_it_is_its_own(run):
    odd = """
import sys, types
class Odd(types.ModuleType):
    asked = 0
    @property
    def __file__(self):
        Odd.asked += 1
sys.modules["odd"] = Odd("odd")
def divide(x):
    return x / 0
"""
    cells, result = run(odd, "divide(1)", "Odd.asked", "import inspect; print(inspect.getsource(divide))")
    assert cells == ["", "ZeroDivisionError", "0", "def divide(x):\n    return x / 0\n\n"]
    traceback = "".join(nbformat.reads(result.notebook, as_version=4).cells[1].outputs[0].traceback)
    assert "divide" in traceback
    assert "return" in traceback


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("import time\ntime.sleep(60)", "CellTimeoutError"),
        # It ignores the interrupt: the kernel is killed, another one takes over.
        (
            "import time\nwhile True:\n    try:\n        time.sleep(60)\n    except BaseException:\n        pass",
            "CellTimeoutError",
        ),
        ("import os\nos._exit(0)", "KernelDiedError"),
        (
            "import numpy\nhog = numpy.ones(10**9, dtype='uint8')\nimport time\ntime.sleep(4)",
            "MemoryLimitError",
        ),
        ("for _ in range(10**6): print('x' * 1000)", "OutputLimitError"),
    ],
)
def test_a_stopped_cell_says_why_and_the_rest_runs(run, source, error):
    limits = Limits(**{**QUICK.as_json(), "cell_seconds": 2 if "time.sleep(60)" in source else 20})
    cells, result = run("x = 1", source, "x + 1", limits=limits)
    assert cells == ["", error, "2"]
    assert [event["kind"] for event in result.events] == [error]


def test_memory_is_counted_over_all_processes(run):
    source = "import os, time\nfor _ in range(4):\n    if os.fork() == 0:\n        b = bytearray(os.urandom(1 << 20) * 100)\n        time.sleep(9)\n        os._exit(0)\ntime.sleep(9)"
    cells, _ = run(source, "1", limits=Limits(**{**QUICK.as_json(), "cell_seconds": 20}))
    assert cells == ["MemoryLimitError", "1"]


def test_a_fork_bomb_stays_in_its_sandbox(run):
    source = "import os\nwhile True:\n    try:\n        os.fork()\n    except OSError:\n        pass"
    started = time.monotonic()
    cells, _ = run(source, "1", limits=Limits(**{**QUICK.as_json(), "cell_seconds": 3, "processes": 40}))
    assert cells[0] in ("ProcessLimitError", "MemoryLimitError")
    assert cells[1] == "1"
    assert time.monotonic() - started < 40


def test_long_output_is_cut(run):
    cells, result = run("print('x' * 5000); print('y' * 500)", "1")
    assert "the rest is left out" in cells[0]
    assert len(result.notebook) < 8000
    assert cells[1] == "1"


def test_an_error_after_long_output_is_kept_in_short(run):
    cells, result = run("print('x' * 5000)\nraise ValueError('y' * 9000)")
    assert cells == ["ValueError"]
    assert len(result.notebook) < 8000


def test_the_time_of_a_submission_is_bounded(run):
    limits = Limits(**{**QUICK.as_json(), "cell_seconds": 2, "submission_seconds": 3})
    cells, _ = run(*["import time\ntime.sleep(9)"] * 5, "1", limits=limits)
    assert set(cells[:2]) == {"CellTimeoutError"}
    assert set(cells[2:]) == {"SubmissionTimeoutError"}


def test_words_need_no_time(server):
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell("1"), nbformat.v4.new_markdown_cell()]
    )
    result = execute(Job(nbformat.writes(notebook), Limits(submission_seconds=0)), str(server.folder))
    code, words = nbformat.reads(result.notebook, as_version=4).cells
    assert summary(code) == "SubmissionTimeoutError"
    assert "outputs" not in words


def test_the_time_that_the_engine_takes_is_not_the_submissions(run, monkeypatch):
    forked = execute_module._Run._start_client

    async def slowly(self):
        await asyncio.sleep(2)
        return await forked(self)

    monkeypatch.setattr(execute_module._Run, "_start_client", slowly)
    limits = Limits(**{**QUICK.as_json(), "submission_seconds": 2})
    cells, _ = run("import os\nos._exit(1)", "1", limits=limits)
    assert cells == ["KernelDiedError", "1"]


def test_a_notebook_that_kills_every_kernel_ends(run):
    cells, _ = run(*["import os\nos._exit(1)"] * 5, "1")
    assert set(cells) == {"KernelDiedError"}


def test_a_cell_that_ends_the_kernel_when_it_is_repeated_is_left_out(run, monkeypatch):
    async def deadly(self, client, cell):
        return await client.run(nbformat.v4.new_code_cell("import os\nos._exit(1)"))

    monkeypatch.setattr(execute_module._Run, "_replay", deadly)
    cells, _ = run("x = 1", "import os\nos._exit(1)", "'x' in globals()")
    assert cells == ["", "KernelDiedError", "False"]


def test_exit_ends_only_its_cell(run):
    cells, _ = run("exit()", "import time\ntime.sleep(0.5)", "1")
    assert cells == ["", "", "1"]


def test_a_hidden_error_is_found_in_the_reply(run):
    cells, _ = run("get_ipython().showtraceback = lambda *a, **k: None", "1 / 0")
    assert cells[1] == "ZeroDivisionError"


def test_files_lie_beside_the_notebook(run):
    files = {"data/numbers.csv": base64.b64encode(b"1,2").decode()}
    cells, _ = run("print(open('data/numbers.csv').read())", files=files)
    assert cells == ["1,2\n"]


def test_a_file_beside_the_notebook_stays_there(run, tmp_path):
    with pytest.raises(EngineFailure, match="lies outside the folder of the notebook"):
        run("1", files={"../numbers.csv": ""})
    home = tmp_path / "home"
    forkserver._write_files({"a/b.txt": base64.b64encode(b"c").decode()}, home)
    with pytest.raises(ValueError, match="lies outside"):
        forkserver._write_files({str(tmp_path / "elsewhere"): ""}, home)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [home / "a" / "b.txt"]
    assert (home / "a" / "b.txt").read_bytes() == b"c"


def test_global_generators_start_the_same_for_everyone(run):
    source = "import random, numpy\nprint(random.random(), numpy.random.rand())"
    assert run(source)[0] == run(source)[0]


def test_everyday_libraries_work_inside(run):
    cells, _ = run(
        "import multiprocessing, subprocess\nprint(subprocess.run(['echo', 'a'], capture_output=True).stdout)",
        "with multiprocessing.get_context('fork').Pool(2) as pool: print(pool.map(abs, [-1, -2]))",
        "import joblib\nprint(joblib.Parallel(2)(joblib.delayed(abs)(x) for x in [-1]))",
        "%matplotlib inline\nimport matplotlib.pyplot as plt\n_ = plt.plot([1, 2])",
        limits=Limits(cell_seconds=60),
    )
    assert cells[:3] == ["b'a\\n'\n", "[1, 2]\n", "[1]\n"]
    assert "Figure" in cells[3]


def test_no_process_outlives_its_notebook(run):
    run("import subprocess\nsubprocess.Popen(['sleep', '4321'])", "1")
    assert _comes_true(lambda: b"sleep\x004321" not in _command_lines(), 30)


def test_no_process_outlives_its_driver(server):
    """Whoever drives a kernel may be killed: the kernel must not go on."""
    source = "import subprocess, time\nsubprocess.Popen(['sleep', '4322'])\ntime.sleep(60)"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
    program = "import sys; from unlabelled.grading.engine.execute import Job, execute; execute(Job(sys.argv[1]), sys.argv[2])"
    driver = subprocess.Popen([sys.executable, "-c", program, nbformat.writes(notebook), str(server.folder)])
    assert _comes_true(lambda: b"sleep\x004322" in _command_lines(), 60)
    driver.kill()
    driver.wait()
    assert _comes_true(lambda: b"sleep\x004322" not in _command_lines(), 30)


def _comes_true(holds, seconds):
    deadline = time.monotonic() + seconds
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.05)
    return holds()


def _command_lines():
    found = b""
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as file:
                found += file.read() + b"\n"
        except OSError:
            pass
    return found


def test_a_dead_server_is_the_engines_failure_and_never_a_result():
    with fork_server([]) as server:
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 + 1")])
        job = Job(nbformat.writes(notebook))
        execute(job, str(server.folder))
        server.process.kill()
        server.process.wait()
        with pytest.raises(EngineFailure):
            execute(job, str(server.folder))


def test_a_server_that_dies_under_a_running_cell_is_the_engines_failure():
    with fork_server([]) as server:
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("import time\ntime.sleep(60)")])
        killer = subprocess.Popen(
            [
                sys.executable,
                "-c",
                f"import os, time; time.sleep(3); os.kill({server.process.pid}, {int(signal.SIGKILL)})",
            ]
        )
        with pytest.raises(EngineFailure):
            execute(Job(nbformat.writes(notebook)), str(server.folder))
        killer.wait()


def test_without_a_sandbox_a_kernel_is_limited_and_ends_as_well():
    with sandbox.fork_server(["numpy"], sandboxed=False) as server:
        notebook = nbformat.v4.new_notebook(
            cells=[
                nbformat.v4.new_code_cell(source)
                for source in (
                    "import subprocess\n_ = subprocess.Popen(['sleep', '4323'])\n1 + 1",
                    "import os\nos._exit(3)",
                    "3",
                )
            ]
        )
        result = execute(Job(nbformat.writes(notebook), QUICK), str(server.folder))
        cells = [summary(cell) for cell in nbformat.reads(result.notebook, as_version=4).cells]
        assert cells == ["2", "KernelDiedError", "3"]
        assert "status 3" in result.events[0]["message"]
        assert _comes_true(lambda: b"sleep\x004323" not in _command_lines(), 30)


def test_a_kernel_that_cannot_be_killed_is_the_engines_failure(monkeypatch):
    monkeypatch.setattr(execute_module, "time", SimpleNamespace(monotonic=iter([0, 1, 61]).__next__))
    immortal = SimpleNamespace(poll=lambda: None)
    with pytest.raises(EngineFailure, match="cannot be killed"):
        asyncio.run(execute_module._Client._wait_for_end(None, immortal))


def test_a_cell_that_the_kernel_refuses_to_run_fails():
    cell = nbformat.v4.new_code_cell("1")
    client = SimpleNamespace()
    execute_module._Client.on_cell_executed(
        client, cell=cell, execute_reply={"content": {"status": "aborted"}}
    )
    assert summary(cell) == "AbortedError"


@pytest.fixture
def keeper_and_kernel():
    """The keeper's end of a connection, and the handle on its kernel at the other end."""
    keeper, ours = socket.socketpair()
    ours.setblocking(False)
    with keeper, ours:
        yield keeper, ForkedKernel(ours)


def test_a_kernel_is_known_by_what_its_keeper_says(keeper_and_kernel):
    keeper, kernel = keeper_and_kernel
    assert kernel.poll() is None
    kernel.kill()
    assert keeper.recv(99) == b"9\n"
    keeper.sendall(b'{"exit": -9, "rea')
    assert kernel.wait() is None, "half a line says nothing yet"
    keeper.sendall(b'son": "memory"}\n')
    assert (kernel.wait(), kernel.ended["reason"]) == (-9, "memory")
    kernel.kill()
    assert keeper.recv(99) == b"", "nothing is sent to a kernel that has ended"


def test_a_keeper_that_is_gone_is_the_engines_failure(keeper_and_kernel):
    keeper, kernel = keeper_and_kernel
    keeper.close()
    assert kernel.poll() == -1
    assert "failure" in kernel.ended


def test_a_keeper_that_goes_while_a_signal_is_sent_is_noticed(keeper_and_kernel, monkeypatch):
    keeper, kernel = keeper_and_kernel
    answers = iter([None])

    def poll():
        with contextlib.suppress(StopIteration):
            return next(answers)  # it runs still, or so it seems
        return ForkedKernel.poll(kernel)

    monkeypatch.setattr(kernel, "poll", poll)
    keeper.close()
    kernel.kill()
    assert kernel.returncode == -1


def test_a_connection_that_was_reset_says_nothing(keeper_and_kernel):
    keeper, kernel = keeper_and_kernel
    kernel.send_signal(signal.SIGINT)  # never read: to close it resets the connection
    keeper.close()
    assert (kernel.poll(), "failure" in kernel.ended) == (-1, True)


def test_where_nobody_listens_there_is_no_kernel(tmp_path):
    with pytest.raises(EngineFailure, match="does not answer"):
        execute(
            Job(nbformat.writes(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")]))),
            str(tmp_path),
        )


def test_a_kernel_needs_the_address_of_a_server(monkeypatch):
    monkeypatch.delenv(provisioner.ADDRESS_VARIABLE, raising=False)
    launched = provisioner.ForkProvisioner(kernel_id="k", kernel_spec=provisioner.kernel_spec({}))
    with pytest.raises(EngineFailure, match=provisioner.ADDRESS_VARIABLE):
        asyncio.run(launched.pre_launch())
    assert asyncio.run(launched.wait()) == 0

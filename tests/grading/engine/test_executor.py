"""The same work on a Dask cluster, here of one process on this machine."""

import sys
from concurrent.futures import Future
from types import SimpleNamespace

import nbformat
import pytest
from classroom import NAME, answered, hand_in, make_course, marks, released, right_answers

from unlabelled.grading.engine import executor
from unlabelled.grading.engine.course import BadUsage
from unlabelled.grading.engine.execute import Job, from_json
from unlabelled.grading.engine.grade import Options, grade
from unlabelled.grading.engine.provisioner import EngineFailure

pytestmark = pytest.mark.usefixtures("sandbox_works")


def test_a_class_is_graded_on_a_dask_cluster(tmp_path):
    distributed = pytest.importorskip("distributed")
    root = make_course(tmp_path / "course")
    for student in ("a", "b"):
        hand_in(root, student, answered(released(root), right_answers()))
    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster:
        report = grade(root, NAME, Options(scheduler=cluster.scheduler_address))
    assert report.failure == ""
    assert report.exit_code == 0
    assert [marks(root)[student, ""]["score"] for student in ("a", "b")] == [7, 7]


def test_an_unreachable_scheduler_is_a_failure_and_no_score(tmp_path):
    pytest.importorskip("distributed")
    root = make_course(tmp_path / "course")
    hand_in(root, "a", answered(released(root), right_answers()))
    report = grade(root, NAME, Options(scheduler="tcp://127.0.0.1:1"))
    assert report.exit_code == 3
    assert marks(root) == {}


def test_without_dask_one_line_says_what_to_install(tmp_path, monkeypatch):
    root = make_course(tmp_path / "course")
    hand_in(root, "a", answered(released(root), right_answers()))
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(BadUsage, match=r"pip install 'unlabelled\[cluster\]'"):
        grade(root, NAME, Options(scheduler="tcp://127.0.0.1:1"))
    assert marks(root) == {}


def test_a_failure_on_the_cluster_is_raised_here():
    """Dask's future is one of another kind: it is handed on as one of the standard library's."""
    theirs = Future()
    client = SimpleNamespace(submit=lambda *arguments, **settings: theirs)
    ours = executor.DaskExecutor(client, [], sandboxed=True).submit(Job(""))
    assert not ours.done()
    theirs.set_exception(EngineFailure("no kernel"))
    with pytest.raises(EngineFailure, match="no kernel"):
        ours.result()


def test_a_worker_keeps_its_server_and_replaces_a_dead_one(monkeypatch):
    servers, at_exit = {}, []
    monkeypatch.setattr(executor, "_server_of_this_process", servers)
    monkeypatch.setattr(executor.atexit, "register", lambda *call: at_exit.append(call))
    job = Job(nbformat.writes(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 + 1")])))

    def run():
        done = executor.execute_on_worker(job, (), True)
        assert from_json(done.notebook).cells[0].outputs[0].data["text/plain"] == "2"
        (server,) = servers.values()
        return server

    try:
        first = run()
        assert run() is first
        first.process.kill()
        first.process.wait()
        assert run() is not first
        assert len(at_exit) == 2
    finally:
        for stop, *arguments in at_exit:
            stop(*arguments)
    assert not any(server.is_alive() for server in servers.values())

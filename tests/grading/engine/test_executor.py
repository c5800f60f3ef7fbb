"""The same work on a Dask cluster, here of one process on this machine."""

import pytest
from classroom import NAME, answered, hand_in, make_course, marks, released, right_answers

from unlabelled.grading.engine.grade import Options, grade

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

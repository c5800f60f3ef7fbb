"""The whole way: the same marks as stock nbgrader, restarts, regrading, exit codes, the commands."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from classroom import (
    ANSWERS,
    IN_TIME,
    LATE,
    NAME,
    answered,
    hand_in,
    honest_class,
    make_course,
    marks,
    released,
    right_answers,
    set_due_date,
    solution,
)
from nbgrader.api import Gradebook
from nbgrader.converters import NbGraderException
from rich.console import Console
from sqlalchemy.exc import IntegrityError, OperationalError
from typer.testing import CliRunner

from unlabelled.cli import app
from unlabelled.grading.engine import grade as grade_module
from unlabelled.grading.engine.course import Assignment, BadUsage, Course, quiet_nbgrader
from unlabelled.grading.engine.early import early_server
from unlabelled.grading.engine.grade import Options, grade
from unlabelled.grading.engine.limits import Limits
from unlabelled.grading.engine.provisioner import EngineFailure
from unlabelled.grading.engine.rehearsal import rehearse
from unlabelled.grading.engine.report import Status
from unlabelled.grading.engine.sandbox import fork_server

pytestmark = pytest.mark.usefixtures("sandbox_works")

UNLABELLED = str(Path(sys.executable).with_name("unlabelled"))
NBGRADER = str(Path(sys.executable).with_name("nbgrader"))


@pytest.fixture(scope="module")
def released_course(tmp_path_factory):
    """A course whose assignment has been rehearsed, so that tests start quickly."""
    root = make_course(tmp_path_factory.mktemp("course"))
    hand_in(root, "warm-up", released(root))
    assert grade(root, NAME, Options()).exit_code == 0
    shutil.rmtree(root / "submitted")
    shutil.rmtree(root / "autograded")
    shutil.rmtree(root / ".grading" / NAME / "receipts")
    with Gradebook(f"sqlite:///{root}/gradebook.db", "trial") as gradebook:
        gradebook.remove_student("warm-up")
    return root


@pytest.fixture(scope="module")
def server():
    with fork_server(["numpy", "collections"]) as running:
        yield running


@pytest.fixture
def course(released_course, tmp_path, server, monkeypatch):
    """A copy of the course. Runs within the test's own process share one fork server."""
    monkeypatch.setattr(grade_module, "early_server", lambda *_, **__: contextlib.nullcontext(server))
    return Path(shutil.copytree(released_course, tmp_path / "course"))


def run(command, root, **more):
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(
        command, cwd=root, capture_output=True, text=True, env=environment, check=False, **more
    )


def score(root, student):
    return marks(root)[student, ""]["score"]


def test_the_marks_equal_those_of_stock_nbgrader(course, tmp_path):
    given = released(course)
    honest_class(course, 2)
    # One student for each thing that decides about marks, beside the random ones.
    hand_in(course, "all-right-late", answered(given, {**right_answers(), "why": "so"}), timestamp=LATE)
    hand_in(
        course,
        "partial",
        answered(given, {**right_answers(), "count_words": ANSWERS["count_words"][1]}),
        timestamp=IN_TIME,
    )
    hand_in(course, "untouched", given)
    stock = Path(shutil.copytree(course, tmp_path / "stock"))
    done = run([NBGRADER, "autograde", NAME, "--Execute.shutdown_kernel=immediate"], stock)
    assert done.returncode == 0, done.stderr[-2000:]
    report = grade(course, NAME, Options(workers=2))
    assert report.exit_code == 0
    expected = marks(stock)
    assert marks(course) == expected
    assert expected["partial", "test_count_words"]["auto_score"] == 2
    assert expected["all-right-late", ""]["penalty"] == [7]


def test_a_warning_costs_nothing(course):
    noisy = right_answers() | {
        "area": "import sys, warnings\n\ndef area(width, height):\n    print('hm', file=sys.stderr)\n"
        "    warnings.warn('odd')\n    if min(width, height) < 0:\n        raise ValueError\n    return width * height"
    }
    hand_in(course, "noisy", answered(released(course), noisy))
    grade(course, NAME, Options())
    assert score(course, "noisy") == 7
    notebook = nbformat.read(course / "autograded" / "noisy" / NAME / f"{NAME}.ipynb", as_version=4)
    assert "odd" in str(notebook.cells)  # what was written to stderr is still shown


def test_written_questions_wait_for_a_person_and_do_not_count_as_open(course):
    hand_in(course, "writer", answered(released(course), {**right_answers(), "why": "because"}))
    report = grade(course, NAME, Options())
    assert report.exit_code == 0
    assert marks(course)["writer", "why"] == {
        "auto_score": None,
        "manual_score": None,
        "needs_manual_grade": True,
    }


def test_marks_given_by_hand_survive_a_regrade(course):
    hand_in(course, "writer", answered(released(course), {**right_answers(), "why": "because"}))
    grade(course, NAME, Options())
    with Gradebook(f"sqlite:///{course}/gradebook.db", "trial") as gradebook:
        gradebook.find_grade("why", NAME, NAME, "writer").manual_score = 4
        gradebook.find_grade("test_area", NAME, NAME, "writer").manual_score = 1
        gradebook.find_comment("why", NAME, NAME, "writer").manual_comment = "good"
        gradebook.db.commit()
    report = grade(course, NAME, Options(regrade=True))
    assert len(report.outcomes) == 1
    assert score(course, "writer") == 4 + 1 + 5
    with Gradebook(f"sqlite:///{course}/gradebook.db", "trial") as gradebook:
        assert gradebook.find_comment("why", NAME, NAME, "writer").manual_comment == "good"


def test_only_what_changed_is_graded_again(course):
    given = released(course)
    for student in ("a", "b"):
        hand_in(course, student, answered(given, right_answers()))
    assert len(grade(course, NAME, Options()).outcomes) == 2
    again = grade(course, NAME, Options())
    assert (len(again.outcomes), len(again.earlier)) == (0, 2)
    hand_in(course, "b", given)
    third = grade(course, NAME, Options())
    assert [outcome.student for outcome in third.outcomes] == ["b"]
    assert (score(course, "a"), score(course, "b")) == (7, 0)


def test_a_corrected_test_makes_all_be_graded_again(course):
    hand_in(course, "a", answered(released(course), right_answers()))
    grade(course, NAME, Options())
    with Gradebook(f"sqlite:///{course}/gradebook.db", "trial") as gradebook:
        cell = gradebook.find_source_cell("test_area", NAME, NAME)
        from nbgrader.utils import compute_checksum

        about = {"grade_id": "test_area", "grade": True, "solution": False, "locked": True, "points": 2}
        cell.source = "assert area(1, 1) == 2"
        cell.checksum = compute_checksum(nbformat.v4.new_code_cell(cell.source, metadata={"nbgrader": about}))
        gradebook.db.commit()
    report = grade(course, NAME, Options())
    assert len(report.outcomes) == 1
    assert score(course, "a") == 5
    assert "the solution" in report.warnings[0]  # which fails the wrong test as well


@pytest.mark.parametrize(
    ("tests", "said"),
    [
        ({"test_area": "pass"}, ["test_area gives points to senseless answers as well: no negative control"]),
        ({"test_area": "assert area(1, 1) == 2"}, [f"the solution of {NAME} loses points in test_area"]),
        (
            {
                "test_area": "times = globals().get('times', 0) + 1\nassert area(2, 3) == 6",
                "test_scale": "assert times == 1\nassert scale([1, 3])[0] == -1",
            },
            [f"running a test of {NAME} twice changes the result of test_scale: no negative controls"],
        ),
    ],
)
def test_what_is_odd_about_an_assignment_is_told(tmp_path, server, tests, said):
    root = make_course(tmp_path / "course", answered(solution(torch=False), tests))
    assignment = Assignment(Course.load(root), NAME)
    with quiet_nbgrader():
        found = rehearse(assignment, Limits(), lambda: contextlib.nullcontext(server))
    assert [warning for warning in found.warnings if warning in said] == said


def test_an_assignment_without_a_solution_is_graded_without_controls(course, capsys):
    shutil.rmtree(course / "solutions")
    hand_in(course, "a", answered(released(course), right_answers()))
    report = grade(course, NAME, Options())
    assert report.exit_code == 0
    assert score(course, "a") == 7
    assert report.warnings == [f"{NAME} has no solution to rehearse: no negative controls"]
    report.show(Console(width=200))
    assert f"Warning: {NAME} has no solution" in capsys.readouterr().out


def test_an_assignment_that_was_not_released_is_bad_usage(course):
    hand_in(course, "a", released(course))
    (course / "exercises" / NAME / f"{NAME}.ipynb").unlink()
    with pytest.raises(BadUsage, match=f"is missing: run `nbgrader generate_assignment {NAME}`"):
        grade(course, NAME, Options())


def test_a_killed_run_goes_on_where_it_was(course):
    honest_class(course, 12)
    set_due_date(course, date="2030-01-01")
    command = [UNLABELLED, "grade", NAME, "--workers", "2"]
    receipts = course / ".grading" / NAME / "receipts"
    # Killed several times, at whatever it was doing.
    for enough in (3, 7):
        running = subprocess.Popen(command, cwd=course, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while running.poll() is None and (
            not receipts.exists() or len(list(receipts.glob("s*.json"))) < enough
        ):
            time.sleep(0.01)
        running.send_signal(signal.SIGKILL)
        running.wait()
    before = len(list(receipts.glob("s*.json")))
    done = run([*command, "--json", "-"], course)
    report = json.loads(done.stdout)
    assert done.returncode == 0, done.stderr
    assert len(report["outcomes"]) == 12 - before
    assert len(report["earlier"]) == before >= 7
    interrupted = marks(course)
    assert len([student for student, cell in interrupted if not cell]) == 12
    grade(course, NAME, Options(regrade=True))
    assert marks(course) == interrupted


@pytest.mark.parametrize("step", ["commit", "folder", "receipt"])
def test_a_stop_between_two_steps_of_saving_loses_nothing(course, monkeypatch, step):
    from unlabelled.grading.engine import record

    hand_in(course, "a", answered(released(course), right_answers()))

    class Stop(BaseException):
        pass

    def stop(*arguments, **more):
        raise Stop

    with monkeypatch.context() as patch:
        if step == "commit":
            patch.setattr(record._Transaction, "really_commit", stop)
        elif step == "folder":
            patch.setattr(record.os, "replace", stop)
        else:
            patch.setattr(grade_module, "write_json", stop)
        with pytest.raises(Stop):
            grade(course, NAME, Options())
    if step == "commit":
        assert ("a", "") not in marks(course)
    report = grade(course, NAME, Options())
    assert len(report.outcomes) == 1
    assert score(course, "a") == 7
    assert (course / "autograded" / "a" / NAME / f"{NAME}.ipynb").exists()


def let_executions_fail(monkeypatch, error):
    def fail(job, address):
        raise error

    monkeypatch.setattr(grade_module.executors._execute, "execute", fail)
    monkeypatch.setattr(grade_module, "execute", fail)


def test_a_failure_of_the_engine_is_never_a_score(course, monkeypatch):
    honest_class(course, 3)

    let_executions_fail(monkeypatch, EngineFailure("the server is gone"))
    report = grade(course, NAME, Options())
    assert report.exit_code == 3
    assert "the server is gone" in report.failure
    assert marks(course) == {}


def test_a_submission_that_alone_cannot_be_graded_needs_a_person(course, monkeypatch):
    for student in ("good", "odd", "other"):
        hand_in(course, student, answered(released(course), {**right_answers(), "why": f"I am {student}"}))
    genuine = grade_module.execute

    def fail_for_odd(job, address):
        if "I am odd" in job.notebook:
            raise RuntimeError("something unheard of")
        return genuine(job, address)

    monkeypatch.setattr(grade_module.executors._execute, "execute", fail_for_odd)
    report = grade(course, NAME, Options(workers=1, feedback=True))
    assert report.exit_code == 1
    assert {outcome.student: outcome.status for outcome in report.outcomes} == {
        "good": Status.GRADED,
        "odd": Status.UNDECIDED,
        "other": Status.GRADED,
    }
    assert ("odd", "") not in marks(course)
    assert sorted(path.name for path in (course / "feedback").iterdir()) == ["good", "other"]


def test_an_engine_that_cannot_even_be_asked_has_failed(course, monkeypatch):
    hand_in(course, "a", answered(released(course), right_answers()))

    let_executions_fail(monkeypatch, RuntimeError("something unheard of"))
    report = grade(course, NAME, Options(workers=1))
    assert report.exit_code == 3
    assert "while grading a: something unheard of" in report.failure
    assert marks(course) == {}


def test_a_worker_that_is_killed_is_a_failure_and_no_score(course, monkeypatch):
    hand_in(course, "a", answered(released(course), right_answers()))
    monkeypatch.setattr(
        grade_module.executors._execute, "execute", lambda job, address: os.kill(os.getpid(), signal.SIGKILL)
    )
    report = grade(course, NAME, Options(workers=1))
    assert report.exit_code == 3
    assert "BrokenProcessPool" in report.failure
    assert marks(course) == {}


def test_a_gradebook_that_fails_behind_nbgraders_back_stops_the_run(course, monkeypatch):
    """nbgrader raises an error of its own kind in place of the database's."""
    hand_in(course, "a", answered(released(course), right_answers()))

    def fail(*arguments, **settings):
        try:
            raise OperationalError("UPDATE x", {}, Exception("database is locked"))
        except OperationalError:
            raise KeyError("no such student")  # noqa: B904 - as nbgrader does

    monkeypatch.setattr(grade_module.Recorder, "record", fail)
    report = grade(course, NAME, Options(workers=1))
    assert report.exit_code == 3
    assert report.failure.startswith("the gradebook cannot be used: database is locked")


def test_marks_that_cannot_be_recorded_need_a_person(course, monkeypatch):
    hand_in(course, "a", answered(released(course), right_answers()))
    hand_in(course, "b", answered(released(course), right_answers()))
    genuine = grade_module.Recorder.record

    def record(self, submission, *rest):
        if submission.student == "a":
            raise KeyError("odd")
        return genuine(self, submission, *rest)

    monkeypatch.setattr(grade_module.Recorder, "record", record)
    report = grade(course, NAME, Options(workers=1))
    assert report.exit_code == 1
    assert {outcome.student: outcome.status for outcome in report.outcomes} == {
        "a": Status.UNDECIDED,
        "b": Status.GRADED,
    }
    assert ("a", "") not in marks(course)


def test_marks_are_saved_again_after_a_conflict_with_another_grader(course, monkeypatch):
    hand_in(course, "a", answered(released(course), right_answers()))
    genuine, failed = grade_module.Recorder.record, []

    def record(*arguments):
        if not failed:
            failed.append(1)
            try:
                raise IntegrityError("INSERT x", {}, Exception("UNIQUE constraint failed"))
            except IntegrityError:
                raise KeyError("a")  # noqa: B904 - as nbgrader does
        return genuine(*arguments)

    monkeypatch.setattr(grade_module.Recorder, "record", record)
    assert grade(course, NAME, Options(workers=1)).exit_code == 0
    assert failed and score(course, "a") == 7


def test_a_submission_whose_folder_is_gone_is_graded_again(course):
    hand_in(course, "a", answered(released(course), right_answers()))
    grade(course, NAME, Options())
    shutil.rmtree(course / "autograded")
    assert len(grade(course, NAME, Options()).outcomes) == 1
    assert (course / "autograded" / "a" / NAME / f"{NAME}.ipynb").is_file()


def test_a_notebook_under_another_name_is_told_by_its_name(course):
    folder = hand_in(course, "a", released(course))
    (folder / f"{NAME}.ipynb").rename(folder / "mine.ipynb")
    report = grade(course, NAME, Options())
    assert report.outcomes[0].status is Status.UNREADABLE
    assert "it is missing; there is mine.ipynb" in report.outcomes[0].notes[0]


def test_a_submission_that_cannot_be_rebuilt_is_unreadable(course, monkeypatch):
    hand_in(course, "a", released(course))

    def fail(release, submitted):
        raise TypeError("odd metadata")

    monkeypatch.setattr(grade_module, "edited_cells", fail)
    report = grade(course, NAME, Options())
    assert report.outcomes[0].status is Status.UNREADABLE
    assert "TypeError('odd metadata')" in report.outcomes[0].notes[0]
    assert score(course, "a") == 0


def test_feedback_that_cannot_be_written_is_a_warning(course, monkeypatch):
    hand_in(course, "a", answered(released(course), right_answers()))

    def fail(self):
        raise NbGraderException("no template")

    monkeypatch.setattr(grade_module.GenerateFeedback, "start", fail)
    report = grade(course, NAME, Options(feedback=True))
    assert report.exit_code == 0
    assert "no feedback for a: no template" in report.warnings
    assert score(course, "a") == 7


def test_feedback_is_written_with_the_notes(course):
    notebook = answered(released(course), right_answers())
    notebook.cells = [cell for cell in notebook.cells if "assert area" not in cell.source]
    hand_in(course, "a", notebook)
    report = grade(course, NAME, Options(feedback=True))
    assert report.outcomes[0].repaired
    page = (course / "feedback" / "a" / NAME / f"{NAME}.html").read_text()
    assert "test_area was missing and has been put back" in page


def test_stock_commands_go_on_with_the_gradebook(course):
    hand_in(course, "a", answered(released(course), right_answers()))
    grade(course, NAME, Options())
    for arguments in (["generate_feedback", NAME], ["export"]):
        done = run([NBGRADER, *arguments], course)
        assert done.returncode == 0, done.stderr[-2000:]
    assert (course / "feedback" / "a" / NAME / f"{NAME}.html").exists()
    assert "a" in (course / "grades.csv").read_text()


def test_the_lecturers_and_the_students_files_lie_beside_the_notebook(course):
    (course / "solutions" / NAME / "table.csv").write_text("from the lecturer")
    reads = (
        "def count_words(text):\n    print(open('table.csv').read(), open('mine.txt').read())\n    return 0"
    )
    folder = hand_in(course, "a", answered(released(course), {"count_words": reads}))
    (folder / "mine.txt").write_text("from the student")
    (folder / "table.csv").write_text("changed by the student")
    report = grade(course, NAME, Options())
    graded = course / "autograded" / "a" / NAME
    assert "from the lecturer from the student" in (graded / f"{NAME}.ipynb").read_text()
    assert (graded / "table.csv").read_text() == "from the lecturer"
    assert report.exit_code == 0


def test_one_student_can_be_graded_alone(course):
    honest_class(course, 2)
    report = grade(course, NAME, Options(student="student0001"))
    assert [outcome.student for outcome in report.outcomes] == ["student0001"]


@pytest.mark.parametrize(
    "arguments", [["nothing"], [NAME, "--student", "nobody"], [NAME, "--workers", "x"], []]
)
def test_bad_usage_ends_with_2_and_a_reason(course, arguments):
    done = run([UNLABELLED, "grade", *arguments], course)
    assert done.returncode == 2
    assert done.stderr


def test_two_runs_at_a_time_are_refused(course):
    hand_in(course, "a", released(course))
    with grade_module._only_run(course / ".grading" / NAME), pytest.raises(BadUsage, match="another run"):
        grade(course, NAME, Options())


def test_the_command_grades_and_shows_a_table(course):
    hand_in(course, "a", answered(released(course), right_answers()))
    hand_in(course, "b", "no notebook")
    done = run([UNLABELLED, "grade", NAME, "--json", "report.json"], course)
    assert done.returncode == 0, done.stderr
    assert "graded" in done.stdout and "unreadable" in done.stdout
    report = json.loads((course / "report.json").read_text())
    assert [outcome["status"] for outcome in report["outcomes"]] in (
        ["graded", "unreadable"],
        ["unreadable", "graded"],
    )
    assert score(course, "b") == 0


def test_stock_nbgrader_runs_on_forked_kernels(course):
    hand_in(course, "a", answered(released(course), right_answers()))
    command = [UNLABELLED, "serve", NAME, "--", NBGRADER, "autograde", NAME]
    done = run(command, course)
    assert done.returncode == 0, done.stderr[-2000:]
    assert score(course, "a") == 7


@pytest.mark.parametrize(
    ("assignment", "path", "said"),
    [
        ("nothing", os.environ["PATH"], "the gradebook knows no assignment nothing"),
        (NAME, "/nowhere", "bubblewrap is not installed"),
    ],
    ids=["unknown assignment", "no bubblewrap"],
)
def test_serving_refuses_in_a_line_what_it_cannot_do(course, monkeypatch, assignment, path, said):
    monkeypatch.setenv("PATH", path)
    result = CliRunner().invoke(app, ["serve", "--course", str(course), assignment, "--", "true"])
    assert result.exit_code == 2
    assert result.stderr.startswith("unlabelled serve: ") and said in result.stderr


def test_a_report_that_cannot_be_written_costs_no_marks(course):
    hand_in(course, "a", answered(released(course), right_answers()))
    done = run([UNLABELLED, "grade", NAME, "--json", "submitted"], course)
    assert done.returncode == 0
    assert "the report cannot be written" in done.stderr and "Traceback" not in done.stderr
    assert score(course, "a") == 7


def test_the_environment_need_not_be_activated(course):
    hand_in(course, "a", answered(released(course), right_answers()))
    (course / "gradebook.db").unlink()  # to make a new one, nbgrader calls alembic by name
    system = {**os.environ, "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [UNLABELLED, "grade", NAME], cwd=course, env=system, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.startswith(f"unlabelled grade: the gradebook knows no assignment {NAME}: run")


def test_without_a_sandbox_only_if_told_so(course, monkeypatch):
    hand_in(course, "a", answered(released(course), right_answers()))
    environment = {**os.environ, "PATH": "/nowhere"}
    command = [UNLABELLED, "grade", NAME]
    refused = subprocess.run(
        command, cwd=course, env=environment, capture_output=True, text=True, check=False
    )
    assert refused.returncode == 2
    assert "bubblewrap is not installed" in refused.stderr
    assert marks(course) == {}
    monkeypatch.setattr(grade_module, "early_server", early_server)
    monkeypatch.setenv("PATH", "/nowhere")
    report = grade(course, NAME, Options(sandboxed=False, limits=Limits(submission_seconds=60)))
    assert report.exit_code == 0
    assert score(course, "a") == 7

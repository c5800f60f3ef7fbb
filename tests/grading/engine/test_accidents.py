"""The engine itself is killed, locked out, starved: nothing is lost or doubled, and one line says why."""

import contextlib
import errno
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import ordinary
import pytest
from classroom import NAME, answered, hand_in, honest_class, make_course, marks, released, right_answers
from nbgrader.api import Gradebook
from sqlalchemy.exc import IntegrityError, OperationalError

from unlabelled.grading.engine import failures

pytestmark = pytest.mark.usefixtures("sandbox_works")

UNLABELLED = str(Path(sys.executable).with_name("unlabelled"))
COMMAND = [UNLABELLED, "grade", NAME, "--workers", "2"]


@pytest.fixture(scope="module")
def class_of_ten(tmp_path_factory):
    root = make_course(tmp_path_factory.mktemp("course"))
    honest_class(root, 10)
    return root


@pytest.fixture(scope="module")
def undisturbed(class_of_ten, tmp_path_factory):
    """The marks of a run to which nothing happens."""
    root = Path(shutil.copytree(class_of_ten, tmp_path_factory.mktemp("undisturbed") / "course"))
    assert run(root).returncode == 0
    return marks(root)


@pytest.fixture
def course(class_of_ten, tmp_path):
    return Path(shutil.copytree(class_of_ten, tmp_path / "course"))


def run(root, *more, **settings):
    return subprocess.run(
        [*COMMAND, *more], cwd=root, capture_output=True, text=True, check=False, **settings
    )


def start(root):
    return subprocess.Popen(COMMAND, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def graded(root):
    """Students with a receipt."""
    return {path.stem for path in (root / ".grading" / NAME / "receipts").glob("*.json")}


def students(found):
    return {student for student, cell in found if not cell}


def wait_until(holds, seconds=60):
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def descendants(pid):
    """Processes that a process has started, and those that they have started."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    found, new = [], {pid}
    while new := {child for child, parent in parents.items() if parent in new}:
        found += new
    return found


def command_line(pid):
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    return ""


def assert_one_line(text, *parts):
    """Exactly one line, without SQL and without a traceback, says what went wrong."""
    assert "Traceback" not in text and "SQL" not in text and "sqlalche" not in text, text
    lines = [line for line in text.splitlines() if parts[0] in line]
    assert len(lines) == 1, text
    for part in parts:
        assert part in lines[0], text


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left", "/a"), "no space left on the disk (/a): make room"),
        (PermissionError(errno.EACCES, "Denied", "/a"), "PermissionError: [Errno 13] Denied: '/a'"),
        (RuntimeError("one\ntwo"), "RuntimeError: one"),
        (OperationalError("UPDATE x", {}, Exception("\ndatabase is locked")), "is locked; close the program"),
        (
            OperationalError("UPDATE x", {}, Exception("disk is full")),
            "is full; there is no space left on its",
        ),
        (OperationalError("UPDATE x", {}, Exception("")), "cannot be used: without a reason"),
        # What the database refuses is one submission's matter, not the gradebook's.
        (IntegrityError("UPDATE x", {}, Exception("twice")), "IntegrityError: (builtins.Exception) twice"),
    ],
)
def test_each_error_is_explained_in_a_line(error, said):
    assert said in failures.explain(error)
    assert len(failures.explain(error).splitlines()) == 1


def test_two_graders_conflict_only_if_the_database_says_so():
    def raised(inner):
        try:
            try:
                raise inner
            except Exception:
                raise KeyError("nbgrader's own")  # noqa: B904 - as nbgrader does
        except KeyError as error:
            return error

    assert failures.is_conflict(raised(IntegrityError("INSERT x", {}, Exception("twice"))))
    assert not failures.is_conflict(raised(ValueError("no number")))


def test_killed_at_any_moment_nothing_is_lost_or_doubled(course, undisturbed):
    draw = random.Random(0)
    for _ in range(6):
        running = start(course)
        with contextlib.suppress(subprocess.TimeoutExpired):
            running.wait(timeout=draw.uniform(0.2, 5))
        running.send_signal(signal.SIGKILL)
        running.communicate()
        # Whoever has a receipt has marks, and they are the right ones.
        found = marks(course)
        assert graded(course) <= students(found)
        assert {key: value for key, value in undisturbed.items() if key in found} == found
    done = run(course)
    assert done.returncode == 0, done.stderr
    assert marks(course) == undisturbed
    assert graded(course) == students(undisturbed)


def test_a_fork_server_that_dies_in_the_middle_of_a_class_gives_no_scores(course, undisturbed):
    running = start(course)
    wait_until(lambda: len(graded(course)) >= 3)
    servers = [pid for pid in descendants(running.pid) if "forkserver" in command_line(pid)]
    assert servers
    for pid in servers:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    output, _ = running.communicate(timeout=120)
    assert running.returncode == 3, output
    assert_one_line(output, "The engine failed")
    found = marks(course)
    assert 3 <= len(students(found)) < 10
    assert {key: value for key, value in undisturbed.items() if key[0] in students(found)} == found
    assert run(course).returncode == 0
    assert marks(course) == undisturbed


def test_the_second_of_two_graders_says_so_and_stops(course):
    slow = {**right_answers(), "area": "import time\ntime.sleep(20)"}
    hand_in(course, "aaa-slow", answered(released(course), slow))
    first = start(course)
    wait_until(lambda: (course / ".grading" / NAME / "receipts").exists() and graded(course))
    second = run(course)
    assert second.returncode == 2
    assert_one_line(second.stderr, "another run is grading this assignment")
    output, _ = first.communicate(timeout=120)
    assert first.returncode == 0, output
    assert len(graded(course)) == 11


def test_a_gradebook_that_another_program_holds(course, undisturbed):
    with contextlib.closing(sqlite3.connect(course / "gradebook.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        locked = run(course)
        assert locked.returncode == 3
        assert_one_line(locked.stdout + locked.stderr, "the gradebook", "database is locked")
        other.execute("ROLLBACK")
    assert marks(course) == {}
    assert run(course).returncode == 0
    assert marks(course) == undisturbed


def test_a_gradebook_that_is_locked_while_grading(course, undisturbed):
    running = start(course)
    wait_until(lambda: len(graded(course)) >= 2)
    with contextlib.closing(
        sqlite3.connect(course / "gradebook.db", isolation_level=None, timeout=60)
    ) as other:
        other.execute("BEGIN EXCLUSIVE")
        output, _ = running.communicate(timeout=120)
        other.execute("ROLLBACK")
    assert running.returncode == 3, output
    assert_one_line(output, "The engine failed", "the gradebook", "database is locked")
    assert run(course).returncode == 0
    assert marks(course) == undisturbed


def test_a_gradebook_that_is_none(course):
    (course / "gradebook.db").write_text("not a database at all" * 100)
    done = run(course)
    assert done.returncode == 3
    assert_one_line(done.stdout + done.stderr, "the gradebook", "not a database")


def test_a_full_disk(class_of_ten, undisturbed):
    """On a disk of its own, which the ordinary user who grades has filled."""
    if os.getuid() != 0:
        pytest.skip("only root can make a small disk")
    place = Path("/tmp") / f"small-disk-{os.getpid()}"
    place.mkdir()
    script = (
        f"cp -r {place}/from/. {place}/disk/ && cd {place}/disk && "
        # Room for a few submissions, not for all.
        "dd if=/dev/zero of=ballast bs=1k count=100000 2>/dev/null; "
        "truncate -s -150k ballast; "
        f"{' '.join(COMMAND)} --json {place}/disk/report.json; echo first $?; "
        f"rm ballast; {' '.join(COMMAND)}; echo second $?; cp -r . {place}/to/"
    )
    try:
        for name in ("from", "disk", "to"):
            (place / name).mkdir()
        shutil.copytree(class_of_ten, place / "from", dirs_exist_ok=True)
        ordinary.give(place)
        done = subprocess.run(
            ordinary.command(["/bin/sh", "-c", script], small_disk=place / "disk"),
            cwd=place,
            capture_output=True,
            text=True,
            check=False,
        )
        assert "first 3" in done.stdout, done.stdout + done.stderr
        assert "second 0" in done.stdout, done.stdout + done.stderr
        assert_one_line(done.stdout.partition("first 3")[0], "The engine failed", "no space left")
        assert marks(place / "to") == undisturbed
    finally:
        shutil.rmtree(place)


def test_where_namespaces_are_forbidden_one_line_says_so(course, tmp_path):
    fake = tmp_path / "bin"
    fake.mkdir()
    (fake / "bwrap").write_text(
        "#!/bin/sh\necho 'bwrap: No permissions to create a new namespace' >&2\nexit 1\n"
    )
    (fake / "bwrap").chmod(0o755)
    for folder in (fake, *fake.parents):
        if folder.owner() == "root" and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o055)
    done = run(course, env={**os.environ, "PATH": f"{fake}{os.pathsep}{os.environ['PATH']}"})
    assert done.returncode == 2
    assert_one_line(done.stderr, "namespaces are forbidden")
    assert "Nothing was graded" in done.stderr
    assert marks(course) == {}


def test_a_report_that_cannot_be_written_is_said_before_anything_is_graded(course):
    done = run(course, "--json", str(course / "no" / "such" / "folder.json"))
    assert done.returncode == 2
    assert_one_line(done.stderr, "folder.json")
    assert marks(course) == {}


def test_a_course_without_a_gradebook(tmp_path):
    root = make_course(tmp_path / "course")
    hand_in(root, "a", answered(released(root), right_answers()))
    (root / "gradebook.db").unlink()
    done = run(root)
    assert done.returncode == 2
    assert_one_line(done.stderr, f"run `nbgrader generate_assignment {NAME}`")


def test_scores_of_others_are_never_touched(course, undisturbed):
    """A grader of one assignment leaves another assignment's marks as they are."""
    with Gradebook(f"sqlite:///{course}/gradebook.db", "trial") as gradebook:
        gradebook.add_assignment("other")
        gradebook.add_student("student0000")
        gradebook.add_submission("other", "student0000")
    assert run(course).returncode == 0
    assert marks(course) == undisturbed
    with Gradebook(f"sqlite:///{course}/gradebook.db", "trial") as gradebook:
        assert gradebook.find_submission("other", "student0000").score == 0
    assert json.loads((course / ".grading" / NAME / "receipts" / "student0000.json").read_text())

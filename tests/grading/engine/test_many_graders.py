"""A thousand submissions, two graders of different assignments at once: in SQLite, and in PostgreSQL."""

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat
import ordinary
import pytest
from classroom import CONFIG, hand_in, honest_class, make_course, marks, release, set_due_date, solution
from nbgrader.api import Gradebook
from sqlalchemy import create_engine, inspect

pytestmark = pytest.mark.usefixtures("sandbox_works")

UNLABELLED = str(Path(sys.executable).with_name("unlabelled"))
NBGRADER = str(Path(sys.executable).with_name("nbgrader"))
ASSIGNMENTS = ("numbers", "again")


def with_two_assignments(root, config=CONFIG):
    """Make a course of two assignments."""
    make_course(root, config=config)
    folder = root / "solutions" / "again"
    folder.mkdir()
    nbformat.write(solution(torch=False), folder / "again.ipynb")
    release(root, "again")
    set_due_date(root, "again")
    return root


def grade_both(root):
    """Start a grader for each assignment at the same time, and wait for both."""
    running = [
        subprocess.Popen(
            [UNLABELLED, "grade", name, "--workers", "1", "--no-control"],
            cwd=root,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for name in ASSIGNMENTS
    ]
    for process in running:
        output, _ = process.communicate()
        assert process.returncode == 0, output


def test_two_graders_at_once_in_sqlite(tmp_path):
    root = with_two_assignments(tmp_path / "course")
    for name in ASSIGNMENTS:
        honest_class(root, 15, name=name)
    together = Path(shutil.copytree(root, tmp_path / "together"))
    grade_both(together)
    for name in ASSIGNMENTS:
        assert (
            subprocess.run([UNLABELLED, "grade", name, "--no-control"], cwd=root, check=False).returncode == 0
        )
        assert marks(together, name) == marks(root, name)


def programs():
    """Return the folder of PostgreSQL's programs, which Debian keeps off the path."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if debian:
        return debian[-1].parent
    reason = "NO POSTGRESQL ON THIS MACHINE: apt-get install postgresql"
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def postgres():
    """A real server that listens on a socket in a folder; the address of an empty database."""
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    folder.chmod(0o755)
    ordinary.give(folder)
    programs_folder = programs()

    def call(program, *arguments):
        command = ordinary.command([str(programs_folder / program), *arguments])
        done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    data = str(folder / "data")
    try:
        call("initdb", "-D", data, "-U", "grader", "-A", "trust", "-E", "UTF8", "--no-sync", "--no-locale")
        options = f"-c listen_addresses= -c unix_socket_directories={folder}"
        call("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield f"postgresql://grader@/postgres?host={folder}"
        finally:
            call("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def test_a_database_without_a_gradebook_stays_empty(postgres, tmp_path):
    pytest.importorskip("psycopg")
    address = postgres.replace("/postgres?", "/template1?")
    (tmp_path / "nbgrader_config.py").write_text(f'{CONFIG}c.CourseDirectory.db_url = "{address}"\n')
    command = [UNLABELLED, "export", "--to", "canvas"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2, done.stderr
    assert "there is no gradebook" in done.stderr and len(done.stderr.splitlines()) == 1
    assert inspect(create_engine(address)).get_table_names() == []


def test_a_thousand_submissions_in_postgresql_with_two_graders(postgres, tmp_path):
    """The same marks as in SQLite, student for student, and nbgrader's own commands go on with them."""
    pytest.importorskip("psycopg")
    in_sqlite = with_two_assignments(tmp_path / "sqlite")
    setting = f'c.CourseDirectory.db_url = "{postgres}"\n'
    in_postgres = with_two_assignments(tmp_path / "postgres", CONFIG + setting)
    for root in (in_sqlite, in_postgres):
        for name in ASSIGNMENTS:
            honest_class(root, 500 if root == in_postgres else 60, name=name)
    grade_both(in_postgres)
    assert not (in_postgres / "gradebook.db").exists()
    for name in ASSIGNMENTS:
        found = marks(in_postgres, name)
        assert len([student for student, cell in found if not cell]) == 500
        done = subprocess.run([UNLABELLED, "grade", name, "--no-control"], cwd=in_sqlite, check=False)
        assert done.returncode == 0
        expected = marks(in_sqlite, name)
        assert {key: found[key] for key in expected} == expected
    with Gradebook(postgres, "trial") as gradebook:
        assert len(gradebook.students) == 500
    export = subprocess.run(
        [NBGRADER, "export"], cwd=in_postgres, capture_output=True, text=True, check=False
    )
    assert export.returncode == 0, export.stderr[-2000:]
    assert len((in_postgres / "grades.csv").read_text().splitlines()) == 1 + 1000
    ours = subprocess.run([UNLABELLED, "export", "--to", "moodle"], cwd=in_postgres, check=False)
    assert ours.returncode == 0
    assert len((in_postgres / "marks-moodle.csv").read_text().splitlines()) == 1 + 500
    # Started again, nothing is left to do.
    again = subprocess.run(
        [UNLABELLED, "grade", "numbers"], cwd=in_postgres, capture_output=True, text=True, check=False
    )
    assert again.returncode == 0
    assert re.search(r"graded earlier\s+500", again.stdout)


def test_a_server_that_is_not_there_is_one_line(tmp_path):
    pytest.importorskip("psycopg")
    root = make_course(tmp_path / "course")
    hand_in(root, "a", "no notebook")
    with (root / "nbgrader_config.py").open("a") as config:
        config.write(f'c.CourseDirectory.db_url = "postgresql://grader@/course?host={tmp_path}"\n')
    done = subprocess.run(
        [UNLABELLED, "grade", "numbers"], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 3
    lines = [line for line in done.stdout.splitlines() if "the gradebook cannot be used" in line]
    assert len(lines) == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    with contextlib.suppress(FileNotFoundError):
        assert not list((root / ".grading" / "numbers" / "receipts").iterdir())

"""The commands of two guides, run as they stand there: more than one machine, and on your own.

What stands for a place or a name elsewhere is replaced: the scheduler's machine and port, the folder of
the exchange, and the folder of settings that all accounts share.
"""

import contextlib
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from classroom import NAME, honest_class, make_course, marks
from graders import ROOT, proof
from nbgrader.api import Gradebook

pytestmark = pytest.mark.usefixtures("sandbox_works")

GUIDE = (ROOT / "guide" / "many-machines.md").read_text(encoding="utf-8")
ALONE = (ROOT / "guide" / "on-your-own.md").read_text(encoding="utf-8")
PROGRAMS = Path(sys.executable).parent


def blocks(label, language="sh"):
    """Return the commands, or the settings, in the section of the guide that begins with a label."""
    return fenced(GUIDE.split(f"({label})=")[1].split("\n(")[0], language)


def fenced(text, language):
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def test_the_guide_has_commands_to_run():
    assert len(blocks("grade-on-several-machines")) == 3
    assert [block.split()[0] for block in blocks("hand-out-and-in")] == [
        "mkdir",
        "unlabelled",
        "nbgrader",
        "cd",
        "nbgrader",
    ]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@contextlib.contextmanager
def running(command, log):
    """Keep a program and all that it starts running."""
    process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
    try:
        yield
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def test_scheduler_workers_and_grading(tmp_path):
    distributed = pytest.importorskip("distributed")
    root = make_course(tmp_path / "course")
    honest_class(root, 6)
    port = free_port()
    commands = []
    for block in blocks("grade-on-several-machines"):
        text = block.replace("8786", port).replace("HOST", "127.0.0.1").replace("clustering", NAME)
        program, *arguments = shlex.split(text)
        commands.append([str(PROGRAMS / program), *arguments])
    scheduler, worker, grade = commands
    # On this machine nobody else is to reach it; on several they have to.
    scheduler += ["--host", "127.0.0.1"]
    with (tmp_path / "log").open("w") as log, running(scheduler, log), running(worker, log):
        with distributed.Client(f"tcp://127.0.0.1:{port}", timeout=60) as client:
            client.wait_for_workers(2, timeout=60)
        done = subprocess.run(grade, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr + (tmp_path / "log").read_text()
    assert len([student for student, cell in marks(root) if not cell]) == 6


class Person:
    """Somebody with a home, who types commands."""

    def __init__(self, home, settings, replaced):
        home.mkdir()
        self.folder = self.home = home
        self.replaced = replaced
        self.environment = {
            **os.environ,
            "HOME": str(home),
            "PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}",
            "JUPYTER_CONFIG_PATH": str(settings),
        }
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR"):
            self.environment.pop(name, None)

    def type(self, line, allowed=(0,)):
        for old, new in self.replaced.items():
            line = line.replace(old, new)
        if line.startswith("cd "):
            self.folder = Path(line.removeprefix("cd ").replace("~", str(self.home)))
            return
        done = subprocess.run(
            line,
            shell=True,
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode in allowed, f"{line}\n{done.stdout}\n{done.stderr}"


def solve(path):
    """Answer what cells grade, as the solution does."""
    notebook = nbformat.read(path, as_version=4)
    cells, answers = proof.cells_by_id(notebook), proof.cells_by_id(proof.solution("clustering"))
    for question in proof.tested_questions(proof.solution("clustering")):
        cells[question.name].source = answers[question.name].source
    nbformat.write(notebook, path)
    return sum(question.points for question in proof.tested_questions(proof.solution("clustering")))


def test_the_exchange_from_release_to_feedback(tmp_path):
    settings = tmp_path / "etc"
    settings.mkdir()
    replaced = {"/srv/nbgrader/exchange": str(tmp_path / "exchange")}
    (shared,) = blocks("hand-out-and-in", "python")
    for old, new in replaced.items():
        shared = shared.replace(old, new)
    (settings / "nbgrader_config.py").write_text(shared)
    lecturer, student = (Person(tmp_path / name, settings, replaced) for name in ("lecturer", "student"))
    make_exchange, release, work, grade, fetch = blocks("hand-out-and-in")
    for line in make_exchange.splitlines():
        lecturer.type(line)
    lecturer.folder = ROOT  # a copy of this project
    for line in release.splitlines():
        lecturer.type(line)
    notebook = student.home / "ml-2027" / "clustering" / "clustering.ipynb"
    for line in work.splitlines():
        student.type(line, allowed=(0, 1) if line.startswith("unlabelled check") else (0,))
        if "fetch_assignment" in line:
            points = solve(notebook)
    for line in grade.splitlines():
        lecturer.type(line)
    student.type(fetch)
    root = lecturer.home / "ml-2027"
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", "ml-2027") as gradebook:
        assert [one.score for one in gradebook.assignment_submissions("clustering")] == [points]
    assert list((notebook.parent / "feedback").rglob("clustering.html"))
    assert root.stat().st_mode & 0o077 == 0
    assert (tmp_path / "exchange").stat().st_mode & 0o1777 == 0o1777


def test_a_learner_runs_the_hidden_tests_on_answers_of_their_own(tmp_path):
    learner = Person(tmp_path / "learner", tmp_path, {"../mine": str(tmp_path / "mine")})
    learner.folder = ROOT
    prepare, grade = fenced(ALONE, "sh")
    for line in prepare.splitlines():
        learner.type(line)
    points = solve(learner.folder / "submitted" / "me" / "clustering" / "clustering.ipynb")
    learner.type(grade.strip())
    with Gradebook(f"sqlite:///{learner.folder / 'gradebook.db'}", "mine") as gradebook:
        assert [one.score for one in gradebook.assignment_submissions("clustering")] == [points]
    assert (learner.folder / "feedback" / "me" / "clustering" / "clustering.html").is_file()

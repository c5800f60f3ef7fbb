"""One command makes a course's folder: complete, or not at all, and nothing secret reaches students."""

import re
import shlex
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from graders import ASSIGNMENTS, ROOT, course, proof
from graders.secrecy import assert_no_secrets, leaks
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from unlabelled.cli import app
from unlabelled.grading import newcourse

SMALL = "ai-overview"


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def make(target, *options, source=ROOT):
    return run("course", target, "--from", source, *options)


def refused(result, said):
    assert result.exit_code == 2, result.output
    assert said in result.output and len(result.output.strip().splitlines()) == 1
    return True


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """Make a course of all assignments."""
    folder = tmp_path_factory.mktemp("full") / "ml-2027"
    result = make(folder)
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture
def source(tmp_path):
    """Make a copy of the project that a test may spoil: with one assignment."""
    folder = tmp_path / "copy"
    folder.mkdir()
    for name in (newcourse.CONFIG, newcourse.LOCK, "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    (folder / "src").mkdir()
    for kind in ("solutions", "exercises"):
        shutil.copytree(ROOT / kind / SMALL, folder / kind / SMALL)
    return folder


@pytest.fixture
def small(tmp_path):
    """Make a course of one assignment."""
    assert make(tmp_path / "small", "--assignment", SMALL).exit_code == 0
    return tmp_path / "small"


def unpacked(root, target):
    with zipfile.ZipFile(root / newcourse.BUNDLE) as archive:
        archive.extractall(target)
    return target / newcourse.course_name(root)


def test_a_course_has_everything_and_is_for_its_owner_alone(full):
    for name in ASSIGNMENTS:
        for kind in ("solutions", "exercises"):
            path = Path(kind, name, f"{name}.ipynb")
            assert (full / path).read_bytes() == (ROOT / path).read_bytes()
            assert [file.name for file in (full / path.parent).iterdir()] == [path.name]
    assert list((full / "submitted").iterdir()) == []
    assert full.stat().st_mode & 0o077 == 0
    assert [path.name for path in full.parent.iterdir()] == [full.name]


def test_students_get_neither_solutions_nor_hidden_tests(full, tmp_path):
    folder = unpacked(full, tmp_path)
    assert sorted(path.parent.name for path in folder.glob("*/*.ipynb")) == ASSIGNMENTS
    assert not list(folder.rglob("gradebook.db")) and not list(folder.rglob("nbgrader_config.py"))
    # The package is the one that everybody has, as another test sees; common lines are no secret in it.
    shutil.rmtree(folder / "package")
    assert_no_secrets(folder)
    assert leaks(full / "solutions"), "what must not be found would be found"


def test_students_get_what_they_install(full, tmp_path):
    folder = unpacked(full, tmp_path)
    assert (folder / "requirements.lock").read_bytes() == (ROOT / "requirements.lock").read_bytes()
    package = folder / "package"
    ours = {path.relative_to(ROOT): path.read_bytes() for path in (ROOT / "src").rglob("*.py")}
    assert {path.relative_to(package): path.read_bytes() for path in package.rglob("*.py")} == ours
    project = tomllib.loads((package / "pyproject.toml").read_text())["project"]
    for name in (project["readme"], *project["license-files"]):
        assert (package / name).is_file()
    readme = (folder / "README.md").read_text()
    for command in ("-m venv", "./package", "unlabelled check", "Hand in"):
        assert command in readme


def test_a_notebook_can_be_checked_as_the_students_readme_says(full, tmp_path):
    folder = unpacked(full, tmp_path)
    (command,) = re.findall(r"^unlabelled check (.*)$", (folder / "README.md").read_text(), re.MULTILINE)
    result = run("check", folder / command)
    assert result.exit_code == 1 and "0 of 6 questions pass" in result.output


def submit(root, student, answers):
    notebook = proof.exercise(SMALL)
    for cell in notebook.cells:
        cell.source = answers.get(cell.metadata.get("nbgrader", {}).get("grade_id"), cell.source)
    course.submit(root, student, SMALL, notebook)


def readme_commands(root):
    blocks = re.findall(r"^```sh\n(.*?)^```", (root / "README.md").read_text(), re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


def test_the_guide_for_lecturers_has_the_readmes_commands_in_their_order(small):
    guide = (ROOT / "guide" / "lecturers.md").read_text(encoding="utf-8")
    steps = guide.split("## From nothing to marks")[1].split("\n\nCanvas and Moodle")[0]
    places = [steps.find(f"`{line.replace(SMALL, 'clustering')}`") for line in readme_commands(small)]
    assert -1 not in places and places == sorted(places)


@pytest.mark.usefixtures("sandbox_works")
def test_the_readmes_commands_lead_from_release_to_marks(tmp_path):
    """Run each of them as it stands there, in its order, with two submissions."""
    root = tmp_path / "Quiet Sea (2027)"
    assert make(root, "--assignment", SMALL).exit_code == 0
    solution = proof.solution(SMALL)
    questions = proof.tested_questions(solution)
    answers = {question.name: proof.cells_by_id(solution)[question.name].source for question in questions}
    submit(root, "right", answers)
    submit(root, "nothing", {})
    commands = [shlex.split(line) for line in readme_commands(root)]
    assert [command[:2] for command in commands] == [
        ["unlabelled", "doctor"],
        ["nbgrader", "generate_assignment"],
        ["unlabelled", "bundle"],
        ["unlabelled", "grade"],
        ["nbgrader", "generate_feedback"],
        ["unlabelled", "export"],
    ]
    for command in commands[1:]:  # what the doctor says is the machine's affair
        program = str(Path(sys.executable).with_name(command[0]))
        environment = course.environment(root)
        done = subprocess.run(
            [program, *command[1:]], cwd=root, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", "Quiet-Sea-2027") as gradebook:
        scores = {one.student_id: one.score for one in gradebook.assignment_submissions(SMALL)}
    assert scores == {"right": sum(question.points for question in questions), "nothing": 0}
    assert (root / "feedback" / "right" / SMALL / f"{SMALL}.html").is_file()
    assert len((root / "marks-canvas.csv").read_text().splitlines()) == 4
    released = Path("exercises", SMALL, f"{SMALL}.ipynb")
    assert (root / released).read_bytes() == (ROOT / released).read_bytes()


def test_settings_are_ours_but_for_the_name_and_the_exchange(tmp_path):
    assert make(tmp_path / "a b", "--assignment", SMALL, "--exchange", tmp_path / "x").exit_code == 0
    ours = (ROOT / newcourse.CONFIG).read_text()
    theirs = (tmp_path / "a b" / newcourse.CONFIG).read_text()
    assert theirs.startswith(ours.replace('course_id = "mostly-unlabelled"', "course_id = 'a-b'"))
    assert f"\nc.Exchange.root = {str(tmp_path / 'x')!r}\n" in theirs
    compile(theirs, "nbgrader_config.py", "exec")


def test_an_empty_folder_is_filled(tmp_path):
    (tmp_path / "new").mkdir()
    assert make(tmp_path / "new", "--assignment", SMALL).exit_code == 0
    assert (tmp_path / "new" / "README.md").is_file()


def test_what_is_there_already_stays(tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    assert refused(make(tmp_path / "full"), "is not empty")
    assert refused(make(tmp_path / "file"), "is a file")
    assert refused(make(tmp_path / "no" / "where"), "there is no folder")
    assert refused(make(tmp_path / "---"), "it names the course")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "full", "thesis.txt"]


def test_the_folder_in_which_one_stands_is_no_new_course(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert refused(make(tmp_path), "cannot be the one you are in")
    assert list(tmp_path.iterdir()) == []


def test_bad_input_is_refused_in_a_line(tmp_path, source):
    assert refused(make(tmp_path / "new", source=tmp_path), "is no copy of Mostly Unlabelled")
    assert refused(
        make(tmp_path / "new", "--assignment", "x", source=source), "no assignment x; there are: ai"
    )
    (source / "exercises" / SMALL / f"{SMALL}.ipynb").unlink()
    assert refused(make(tmp_path / "new", source=source), "run `make notebooks exercises`")
    for folder in (source / "solutions").iterdir():
        shutil.rmtree(folder)
    assert refused(make(tmp_path / "new", source=source), "solutions is empty")
    assert [path.name for path in tmp_path.iterdir()] == ["copy"]


@pytest.mark.parametrize("spoil", ["settings", "exercise"])
def test_what_goes_wrong_on_the_way_leaves_nothing(tmp_path, source, spoil):
    if spoil == "settings":
        (source / newcourse.CONFIG).write_text("c = get_config()\n")
    else:
        shutil.copy(source / "solutions" / SMALL / f"{SMALL}.ipynb", source / "exercises" / SMALL)
    said = {"settings": "must set c.CourseDirectory.course_id", "exercise": "BEGIN SOLUTION"}[spoil]
    assert refused(make(tmp_path / "new", source=source), said)
    assert [path.name for path in tmp_path.iterdir()] == ["copy"]


def test_bundle_takes_up_what_the_lecturer_wrote(small, tmp_path):
    (small / "student" / "README.md").write_text("Hand in by Friday.")
    (small / "exercises" / "own").mkdir()
    shutil.copy(small / "exercises" / SMALL / f"{SMALL}.ipynb", small / "exercises" / "own" / "own.ipynb")
    assert "2 assignments" in run("bundle", "--course", small).output
    folder = unpacked(small, tmp_path / "unpacked")
    assert (folder / "README.md").read_text() == "Hand in by Friday."
    assert (folder / "own" / "own.ipynb").is_file()


def test_bundle_packs_no_secrets_and_keeps_the_old_one(small, tmp_path):
    before = (small / newcourse.BUNDLE).read_bytes()
    shutil.copy(small / "solutions" / SMALL / f"{SMALL}.ipynb", small / "exercises" / SMALL)
    assert refused(run("bundle", "--course", small), f"run `nbgrader generate_assignment {SMALL}`")
    shutil.rmtree(small / "exercises" / SMALL)
    assert refused(run("bundle", "--course", small), "is empty")
    assert refused(run("bundle", "--course", tmp_path), "has no folder exercises")
    assert (small / newcourse.BUNDLE).read_bytes() == before
    assert not list(small.glob(".students*"))

"""The whole hostile class is graded in one run, beside honest bystanders; then its traces are looked for.

An ordinary user runs the real command, as a lecturer does.
"""

import hashlib
import json
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import nbformat
import ordinary
import pytest
from classroom import NAME, answered, hand_in, make_course, marks, released, right_answers
from corpus import CORPUS, FULL
from nbgrader.api import Gradebook

from unlabelled.grading.engine.grade import Options, grade
from unlabelled.grading.engine.report import Outcome

pytestmark = pytest.mark.usefixtures("sandbox_works")

CANARY = "canary-7f3a"
# Also in the solution and in another's submission: wherever it shows up, something was read.
BYSTANDERS = ("bystander", "zz-bystander")
UNLABELLED = str(Path(sys.executable).with_name("unlabelled"))
# Ten seconds are much for honest cells, and enough for 105 MB of output beside a fork bomb.
LIMITS = ["--timeout", "10", "--submission-timeout", "90", "--memory", "256", "--workers", "2"]


@pytest.fixture(scope="module")
def folder():
    """A folder that an ordinary user can own; pytest's own lie where only the caller may go."""
    folder = Path(tempfile.mkdtemp(prefix="hostile-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def graded(folder):
    root = make_course(folder / "course")
    (root / "canary").write_text(CANARY)
    source = root / "solutions" / NAME / f"{NAME}.ipynb"
    source.write_text(source.read_text().replace('"a side is negative"', f'"a side is negative {CANARY}"'))
    markers = folder / "markers"
    markers.mkdir()
    markers.chmod(0o777)

    listener = socket.create_server(("127.0.0.1", 0))
    calls = []

    def listen():
        while True:
            try:
                calls.append(listener.accept())
            except OSError:
                return

    threading.Thread(target=listen, daemon=True).start()
    places = {"ROOT": str(root), "PORT": str(listener.getsockname()[1]), "MARKERS": str(markers)}
    given = released(root)
    for student in BYSTANDERS:
        hand_in(root, student, answered(given, {**right_answers(), "why": f"{CANARY} of {student}"}))
    for hostile in CORPUS:
        hand_in(root, hostile.name, hostile.make(given, places))
    secret = root / "submitted" / "links-to-solution" / NAME
    secret.mkdir(parents=True)
    (secret / f"{NAME}.ipynb").symlink_to(source)
    (secret / "notes.txt").symlink_to(root / "canary")
    before = digests(root)
    ordinary.give(folder)
    started = time.monotonic()
    done = subprocess.run(
        ordinary.command([UNLABELLED, "grade", NAME, *LIMITS, "--json", "report.json"]),
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.monotonic() - started
    assert done.returncode in (0, 1), done.stderr[-2000:]
    report = json.loads((root / "report.json").read_text())
    outcomes = [Outcome.from_json(about) for about in report["outcomes"]]
    time.sleep(6)  # what was left behind would act meanwhile
    listener.close()
    return {
        "root": root,
        "done": done,
        "report": report,
        "outcomes": {outcome.student: outcome for outcome in outcomes},
        "marks": marks(root),
        "calls": calls,
        "markers": list(markers.iterdir()),
        "unchanged": digests(root) == before,
        "seconds": seconds,
    }


def digests(root):
    """What must not change: all but what the grader itself writes."""
    files = [
        path for folder in ("solutions", "exercises", "submitted") for path in (root / folder).rglob("*")
    ]
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in files if path.is_file()}


def kept(graded, student):
    folder = graded["root"] / "autograded" / student / NAME
    return (folder / f"{NAME}.ipynb").read_text() if folder.exists() else ""


@pytest.mark.parametrize("hostile", CORPUS, ids=lambda hostile: hostile.name)
def test_it_gets_what_it_deserves(graded, hostile):
    outcome = graded["outcomes"][hostile.name]
    assert hostile.status in ("", outcome.status.value), (outcome.notes, outcome.for_lecturer)
    got = {test: graded["marks"].get((hostile.name, test), {}).get("auto_score") for test in hostile.points}
    assert got == hostile.points, outcome.notes
    assert hostile.says in " ".join(outcome.notes)


def test_the_engine_survives_and_says_that_a_person_must_look(graded):
    assert graded["report"]["failure"] == ""
    assert graded["done"].returncode == 1


def test_bystanders_have_their_full_marks(graded):
    for student in BYSTANDERS:
        got = {test: graded["marks"][student, test]["auto_score"] for test in FULL}
        assert got == FULL
        assert graded["marks"][student, ""]["score"] == sum(FULL.values())


def test_nobody_gave_marks_by_hand(graded):
    assert {values.get("manual_score") for values in graded["marks"].values()} == {None}


@pytest.mark.parametrize("hostile", CORPUS, ids=lambda hostile: hostile.name)
def test_nothing_secret_is_in_what_is_kept(graded, hostile):
    text = kept(graded, hostile.name)
    assert CANARY not in text
    assert "connected to" not in text.replace("print('connected to'", "")
    assert "canary-note" not in text.replace("write('canary-note')", "")


def test_a_link_to_the_solution_is_not_followed(graded):
    assert graded["outcomes"]["links-to-solution"].status.value == "unreadable"
    assert CANARY not in kept(graded, "links-to-solution")
    assert not (graded["root"] / "autograded" / "links-to-solution" / NAME / "notes.txt").exists()


def test_nothing_was_called_or_written(graded):
    assert graded["calls"] == []
    assert graded["markers"] == []
    assert graded["unchanged"]
    assert not (graded["root"] / "marker").exists()


def test_no_privilege_was_gained(graded):
    text = kept(graded, "gains-privileges")
    assert "gained [] ." in text
    assert "root False 1" in text


def test_output_is_kept_short(graded):
    assert all(len(kept(graded, hostile.name)) < 3_000_000 for hostile in CORPUS)


def test_markup_in_notes_is_escaped(graded):
    text = nbformat.reads(kept(graded, "markup-in-names"), as_version=4)
    assert not any("<script>" in cell.source for cell in text.cells if cell.cell_type == "markdown")


def test_the_gradebook_is_sound(graded):
    with Gradebook(f"sqlite:///{graded['root']}/gradebook.db", "trial") as gradebook:
        names = {submission.student_id for submission in gradebook.find_assignment(NAME).submissions}
    undecided = {hostile.name for hostile in CORPUS if hostile.status == "needs a person"}
    everyone = {hostile.name for hostile in CORPUS} | set(BYSTANDERS) | {"links-to-solution"}
    assert names == everyone - undecided


def test_it_took_bounded_time(graded):
    assert graded["seconds"] < 400


# Those that do no harm even where nothing stops them.
EFFECTIVE = ("blanks-later-cells", "patches-numpy-testing", "reads-hidden-tests", "sends-over-network")


def test_the_attacks_work_where_nothing_protects(tmp_path):
    """Otherwise the tests above would prove nothing."""
    root = make_course(tmp_path / "open")
    (root / "canary").write_text(CANARY)
    given = released(root)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        places = {"ROOT": str(root), "PORT": str(listener.getsockname()[1]), "MARKERS": str(tmp_path)}
        for hostile in CORPUS:
            if hostile.name in EFFECTIVE:
                hand_in(root, hostile.name, hostile.make(given, places))
        report = grade(root, NAME, Options(workers=2, sandboxed=False, control=False))
        assert report.failure == ""
        listener.settimeout(0)
        connection, _ = listener.accept()
        connection.close()
    found = marks(root)
    assert found["blanks-later-cells", "test_area"]["auto_score"] == 2
    assert found["patches-numpy-testing", "test_scale"]["auto_score"] == 2
    assert CANARY in kept({"root": root}, "reads-hidden-tests")
    assert "connected to 127.0.0.1" in kept({"root": root}, "sends-over-network")

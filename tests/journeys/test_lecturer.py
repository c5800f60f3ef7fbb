"""A lecturer releases, collects thirty submissions, grades, reads an answer, gives back, mends a test."""

import csv
import re

import classroom
import nbformat
import pytest
from graders import ROOT, course, proof
from lab import lab, take_picture
from people import Person

from unlabelled.grading.assignment import cells_by_id

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("sandbox_works")]

NAME, WRITTEN = "ai-overview", "plan_labels"
COURSE = "labels-2027"
LENIENT = "nearest_centroid"
HIDDEN = re.compile(r"### BEGIN HIDDEN TESTS.*### END HIDDEN TESTS", re.DOTALL)
STUDENTS = [f"student{number:02d}" for number in range(30)]
PLAN = """**Data.** The camera in my bird box: 21,000 photographs. Labels: empty, adult, chick, other.

**Cost.** I labelled 60 with a watch, 4.2 seconds each: 1,500 photographs take 1.75 hours.

**Bias.** By day all is easier to see, but the marten comes at night: strange visits are counted too low.

**Without labels.** Groups of similar photographs (unsupervised) would show day and night."""


def answer_sheets():
    """Yield for each student what stands in the cells, and the questions that this should lose.

    Every third student makes no mistake, every fifth leaves the last function as it was, and nobody
    writes quite the same.
    """
    questions = proof.tested_questions(proof.solution(NAME))
    solved = {
        question.name: cells_by_id(proof.solution(NAME))[question.name].source for question in questions
    }
    mistakes = [answer for answer in proof.answers(NAME) if not answer.is_right]
    for number, student in enumerate(STUDENTS):
        sheet = {name: f"# {student}\n{source}" for name, source in solved.items()}
        sheet[WRITTEN] = PLAN
        lost = set()
        if number % 3:
            wrong = mistakes[7 * number % len(mistakes)]
            sheet[wrong.name] = wrong.source
            lost.add(wrong.name)
        if number % 5 == 4:
            del sheet[questions[-1].name]
            lost.add(questions[-1].name)
        yield student, sheet, lost


def hand_in(folder):
    """Put all submissions into the course's folder, and return the points that they deserve."""
    points = {question.name: question.points for question in proof.tested_questions(proof.solution(NAME))}
    deserved = {}
    for student, sheet, lost in answer_sheets():
        notebook = proof.exercise(NAME)
        for name, source in sheet.items():
            cells_by_id(notebook)[name].source = source
        course.submit(folder, student, NAME, notebook)
        deserved[student] = sum(value for name, value in points.items() if name not in lost)
    return deserved


@pytest.fixture
def lecturer(tmp_path):
    someone = Person(tmp_path, tmp_path / "settings")
    someone.types(f"unlabelled course {COURSE} --from {ROOT} --assignment {NAME}")
    someone.folder = tmp_path / COURSE
    return someone


def test_a_lecturer_grades_a_class(browser, lecturer, tmp_path):
    lecturer.types(f"nbgrader generate_assignment {NAME}")
    deserved = hand_in(lecturer.folder)
    assert f"graded {len(STUDENTS)}" in " ".join(lecturer.types(f"unlabelled grade {NAME}").split())
    assert marks(lecturer) == deserved
    with lab(browser, lecturer) as page:
        reads_an_answer(page, tmp_path)
    read = marks(lecturer)
    [reader] = [student for student in STUDENTS if read[student] != deserved[student]]
    assert read[reader] == deserved[reader] + 2.5
    gives_back(lecturer, reader)
    drops_hidden_tests(lecturer)
    mended = marks(lecturer)
    assert all(mended[student] >= read[student] for student in STUDENTS), "the mark given by hand stays, too"
    assert mended != read
    adds_an_assignment(lecturer)
    print(lecturer.log())


def marks(lecturer):
    """Export the marks for Canvas, and return them by student."""
    lecturer.types("unlabelled export --to canvas")
    with open(lecturer.folder / "marks-canvas.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["SIS Login ID"]: float(row[NAME]) for row in rows if row["SIS Login ID"]}


def reads_an_answer(page, tmp_path):
    """Give two points and a half of four in formgrader, which hides who wrote the answer."""
    page.nbgrader("Formgrader")
    frame = page.page.frame_locator("iframe")
    frame.get_by_role("link", name="Manual Grading").click()
    frame.get_by_role("link", name=NAME).first.click()
    frame.get_by_role("link", name=NAME).last.click()
    frame.get_by_role("link", name="Submission #1").first.click()
    score = frame.locator(f"#{WRITTEN}")
    score.scroll_into_view_if_needed()
    comment = frame.locator(f"#{WRITTEN}-comment")
    # Each is saved when its field is left.
    with page.page.expect_response(re.compile("/formgrader/api/grade/")):
        score.fill("2.5")
        comment.focus()
    with page.page.expect_response(re.compile("/formgrader/api/comment/")):
        comment.fill("Bias: which way does it move the result, and how would you notice?")
        comment.blur()
    take_picture(page.page, "formgrader", tmp_path)


def gives_back(lecturer, student):
    lecturer.types(f"nbgrader generate_feedback --force --student {student} {NAME}")
    page = lecturer.folder / "feedback" / student / NAME / f"{NAME}.html"
    assert "which way does it move the result" in page.read_text(encoding="utf-8")
    lecturer.types("nbgrader export")
    assert student in (lecturer.folder / "grades.csv").read_text(encoding="utf-8")
    lecturer.types("unlabelled export --to moodle")


def drops_hidden_tests(lecturer):
    """Find the hidden tests of a question too strict, take them out, and grade again."""
    path = lecturer.folder / "solutions" / NAME / f"{NAME}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    test = cells_by_id(notebook)[f"test_{LENIENT}"]
    test.source, found = HIDDEN.subn("", test.source)
    assert found == 1
    nbformat.write(notebook, path)
    lecturer.types(f"nbgrader generate_assignment {NAME}")
    lecturer.types(f"unlabelled grade {NAME}")


def adds_an_assignment(lecturer):
    """Write a small assignment, release it, and grade what somebody hands in."""
    folder = lecturer.folder / "solutions" / classroom.NAME
    folder.mkdir()
    nbformat.write(classroom.solution(torch=False), folder / f"{classroom.NAME}.ipynb")
    lecturer.types(f"nbgrader generate_assignment {classroom.NAME}")
    given = classroom.released(lecturer.folder)
    assert "BEGIN HIDDEN TESTS" not in nbformat.writes(given)
    solved = classroom.answered(given, classroom.right_answers())
    classroom.hand_in(lecturer.folder, STUDENTS[0], solved)
    lecturer.types(f"unlabelled grade {classroom.NAME}")
    lecturer.types(f"unlabelled export --to canvas --assignment {classroom.NAME} --output own.csv")
    assert f"{STUDENTS[0]},,7" in (lecturer.folder / "own.csv").read_text(encoding="utf-8")

"""Stock nbgrader releases, grades and gives feedback, with the points that the harness predicts."""

import pytest
from graders import ASSIGNMENTS, ROOT, course, proof
from graders.harness import grade
from nbgrader.api import Gradebook

from unlabelled.grading.assignment import cells_by_id, find_questions


def handed_in(assignment, answers):
    """Return the released notebook with other sources in the cells of some questions."""
    notebook = proof.exercise(assignment)
    for name, source in answers.items():
        cells_by_id(notebook)[name].source = source
    return notebook


def solved(assignment):
    cells = cells_by_id(proof.solution(assignment))
    return {question.name: cells[question.name].source for question in questions(assignment)}


def questions(assignment):
    """Return the questions that cells grade; a written one waits for a person."""
    return proof.tested_questions(proof.solution(assignment))


def mistake(assignment, name):
    return next(answer for answer in proof.answers(assignment) if answer.name == name and not answer.is_right)


def right_but_noisy(assignment):
    """Return an answer that warns on stderr, which stock nbgrader holds against a test cell."""
    return next(answer for answer in proof.answers(assignment) if "warning" in answer.what)


# Two students are wrong in every other question: stock nbgrader takes seconds for each submission, and the
# harness, which it is compared with, is tested with one wrong answer at a time.
WRONG = {"wrong_first": slice(0, None, 2), "wrong_second": slice(1, None, 2)}


def submissions(assignment):
    """Return the answers of every student of the trial."""
    solution, asked = solved(assignment), questions(assignment)
    wrong = {
        student: solution | {q.name: mistake(assignment, q.name).source for q in asked[places]}
        for student, places in WRONG.items()
    }
    noisy = right_but_noisy(assignment)
    words = {q.name: "They walk." for q in find_questions(proof.solution(assignment)) if q.by_hand}
    return {
        "untouched": {},
        "written": solution | words,
        "solution": solution,
        "noisy": solution | {noisy.name: noisy.source},
        **wrong,
    }


SUBMISSIONS = {assignment: submissions(assignment) for assignment in ASSIGNMENTS}
each_assignment = pytest.mark.parametrize("assignment", ASSIGNMENTS)
each_submission = pytest.mark.parametrize(
    ("assignment", "student"),
    [pytest.param(a, student, id=f"{a} {student}") for a in ASSIGNMENTS for student in SUBMISSIONS[a]],
)


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """Release, hand in, grade and give feedback, in a course of its own with all assignments."""
    folder = course.make_course(tmp_path_factory.mktemp("course"))
    for assignment in ASSIGNMENTS:
        course.nbgrader(folder, "generate_assignment", assignment)
        for student, answers in SUBMISSIONS[assignment].items():
            course.submit(folder, student, assignment, handed_in(assignment, answers))
        course.nbgrader(folder, "autograde", assignment)
        course.nbgrader(folder, "generate_feedback", assignment)
    return folder


def points(folder, assignment, student):
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}", "mostly-unlabelled") as gradebook:
        notebook = gradebook.find_submission_notebook(assignment, assignment, student)
        return {grade.name: grade.score for grade in notebook.grades if grade.cell.cell_type == "code"}


def expected_points(assignment, student):
    asked = questions(assignment)
    lost = asked if student == "untouched" else asked[WRONG[student]] if student in WRONG else []
    return {question.test: 0 if question in lost else question.points for question in asked}


@each_submission
def test_autograde_gives_exactly_the_points_that_each_question_deserves(graded, assignment, student):
    assert points(graded, assignment, student) == expected_points(assignment, student)


@each_submission
def test_the_harness_agrees_with_nbgrader(graded, assignment, student):
    notebook = proof.solution(assignment)
    stubs = cells_by_id(proof.exercise(assignment))
    for question in questions(assignment):
        answer = SUBMISSIONS[assignment][student].get(question.name, stubs[question.name].source)
        cells_by_id(notebook)[question.name].source = answer
    scores = {name: score.points for name, score in grade(notebook).items()}
    assert scores == points(graded, assignment, student)


@each_submission
def test_feedback_is_a_page_that_shows_the_hint_of_a_failed_test(graded, assignment, student):
    page = (graded / "feedback" / student / assignment / f"{assignment}.html").read_text()
    assert ("Hint:" in page) == (student == "untouched" or student in WRONG)


@each_assignment
def test_a_written_answer_waits_for_a_person_and_an_empty_one_does_not(graded, assignment):
    written = [q.name for q in find_questions(proof.solution(assignment)) if q.by_hand]
    with Gradebook(f"sqlite:///{graded / 'gradebook.db'}", "mostly-unlabelled") as gradebook:
        for student, waits in (("written", True), ("solution", False)):
            notebook = gradebook.find_submission_notebook(assignment, assignment, student)
            assert {
                g.name: g.needs_manual_grade for g in notebook.grades if g.name in written
            } == dict.fromkeys(written, waits)


def test_the_release_is_the_one_in_the_repository_byte_for_byte(graded):
    for path in (graded / "exercises").rglob("*"):
        if path.is_file():
            assert path.read_bytes() == (ROOT / path.relative_to(graded)).read_bytes(), path

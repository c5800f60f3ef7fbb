"""Stock nbgrader releases, grades and gives feedback, with the points that the harness predicts."""

import pytest
from graders import ROOT, course, proof
from graders.harness import grade
from nbgrader.api import Gradebook

from unlabelled.grading.assignment import cells_by_id, find_questions

ASSIGNMENT = "clustering"


def handed_in(answers):
    """Return the released notebook with other sources in the cells of some questions."""
    notebook = proof.exercise(ASSIGNMENT)
    for name, source in answers.items():
        cells_by_id(notebook)[name].source = source
    return notebook


def solved():
    cells = cells_by_id(proof.solution(ASSIGNMENT))
    return {question.name: cells[question.name].source for question in questions()}


def questions():
    """Return the questions that cells grade; a written one waits for a person."""
    return proof.tested_questions(proof.solution(ASSIGNMENT))


def mistake(name):
    return next(answer for answer in proof.answers(ASSIGNMENT) if answer.name == name and not answer.is_right)


def right_but_noisy():
    """Return an answer that warns on stderr, which stock nbgrader holds against a test cell."""
    return next(answer for answer in proof.answers(ASSIGNMENT) if "warning" in answer.what)


def submissions():
    """Return the answers of every student of the trial."""
    wrong = {
        f"wrong_{question.name}": solved() | {question.name: mistake(question.name).source}
        for question in questions()
    }
    noisy = right_but_noisy()
    words = {q.name: "They walk." for q in find_questions(proof.solution(ASSIGNMENT)) if q.by_hand}
    return {
        "untouched": {},
        "written": solved() | words,
        "solution": solved(),
        "noisy": solved() | {noisy.name: noisy.source},
        **wrong,
    }


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """Release, hand in, grade and give feedback, in a folder of its own."""
    folder = course.make_course(tmp_path_factory.mktemp("course"))
    course.nbgrader(folder, "generate_assignment", ASSIGNMENT)
    for student, answers in submissions().items():
        course.submit(folder, student, ASSIGNMENT, handed_in(answers))
    course.nbgrader(folder, "autograde", ASSIGNMENT)
    course.nbgrader(folder, "generate_feedback", ASSIGNMENT)
    return folder


def points(folder, student):
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}", "mostly-unlabelled") as gradebook:
        notebook = gradebook.find_submission_notebook(ASSIGNMENT, ASSIGNMENT, student)
        return {grade.name: grade.score for grade in notebook.grades if grade.cell.cell_type == "code"}


def expected_points(student):
    return {
        question.test: 0 if student in ("untouched", f"wrong_{question.name}") else question.points
        for question in questions()
    }


@pytest.mark.parametrize("student", submissions())
def test_autograde_gives_exactly_the_points_that_each_question_deserves(graded, student):
    assert points(graded, student) == expected_points(student)


@pytest.mark.parametrize("student", submissions())
def test_the_harness_agrees_with_nbgrader(graded, student):
    notebook = proof.solution(ASSIGNMENT)
    stubs = cells_by_id(proof.exercise(ASSIGNMENT))
    for question in questions():
        answer = submissions()[student].get(question.name, stubs[question.name].source)
        cells_by_id(notebook)[question.name].source = answer
    scores = {name: score.points for name, score in grade(notebook).items()}
    assert scores == points(graded, student)


@pytest.mark.parametrize("student", submissions())
def test_feedback_is_a_page_that_shows_the_hint_of_a_failed_test(graded, student):
    page = (graded / "feedback" / student / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text()
    assert ("Hint:" in page) == (student in ("untouched",) or student.startswith("wrong_"))


def test_a_written_answer_waits_for_a_person_and_an_empty_one_does_not(graded):
    written = [q.name for q in find_questions(proof.solution(ASSIGNMENT)) if q.by_hand]
    with Gradebook(f"sqlite:///{graded / 'gradebook.db'}", "mostly-unlabelled") as gradebook:
        for student, waits in (("written", True), ("solution", False)):
            notebook = gradebook.find_submission_notebook(ASSIGNMENT, ASSIGNMENT, student)
            assert {
                g.name: g.needs_manual_grade for g in notebook.grades if g.name in written
            } == dict.fromkeys(written, waits)


def test_the_release_is_the_one_in_the_repository_byte_for_byte(graded):
    for path in (graded / "exercises").rglob("*"):
        if path.is_file():
            assert path.read_bytes() == (ROOT / path.relative_to(graded)).read_bytes(), path

"""A student opens an assignment in JupyterLab, errs, mends, checks, hands in, and reads the feedback."""

import shutil
import zipfile

import pytest
from graders import ROOT, proof
from lab import MILLISECONDS, lab, take_picture
from people import Person
from playwright.sync_api import expect

from unlabelled.grading.assignment import cells_by_id, find_questions

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("sandbox_works")]

NAME = "clustering"
FIRST = "assign_to_centroids"
WRONG = "def assign_to_centroids(X, centroids):\n    return np.array([0 for point in X])"
COURSE = "clusters-2027"


@pytest.fixture
def lecturer(tmp_path):
    """Make a course whose exchange holds the assignment."""
    exchange = tmp_path / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)
    someone = Person(tmp_path, tmp_path / "lecturers-settings")
    someone.types(f"unlabelled course {COURSE} --from {ROOT} --assignment {NAME} --exchange {exchange}")
    someone.folder = tmp_path / COURSE
    someone.types(f"nbgrader generate_assignment {NAME}")
    someone.types(f"nbgrader release_assignment {NAME}")
    return someone


@pytest.fixture
def student(tmp_path, lecturer):
    """Give a student the notebook that lies in the students' ZIP, and nothing else."""
    someone = Person(tmp_path / "student", tmp_path / "students-settings")
    with zipfile.ZipFile(lecturer.folder / "students.zip") as archive:
        archive.extract(f"{COURSE}/{NAME}/{NAME}.ipynb", tmp_path / "unpacked")
    shutil.move(tmp_path / "unpacked" / COURSE, someone.folder)
    someone.uses_exchange(tmp_path / "exchange")
    return someone


def answers():
    """Return the answers that earn all points, and one in words."""
    solution = proof.solution(NAME)
    cells = cells_by_id(solution)
    return {
        question.name: "*Quitters* and *marathoners*." if question.by_hand else cells[question.name].source
        for question in find_questions(solution)
    }


def test_a_student_solves_hands_in_and_reads_the_feedback(browser, student, lecturer, tmp_path):
    with lab(browser, student) as page:
        page.open(f"{NAME}/{NAME}.ipynb")
        errs_and_mends(page, tmp_path)
        validates_too_early(page, tmp_path)
        answers_the_rest(page)
        said = student.types(f"unlabelled check {NAME}/{NAME}.ipynb")
        assert "10 of 10 questions pass their visible tests" in said
        hands_in(page)
        grade(lecturer)
        reads_the_feedback(page)
    print(student.log())


def errs_and_mends(page, tmp_path):
    page.run(1)
    page.write(FIRST, WRONG)
    expect(page.run(FIRST)).to_have_count(0)
    said = page.run(f"test_{FIRST}")
    expect(said).to_contain_text("assign_to_centroids(X, centroids) returned [0, 0, 0, 0]")
    expect(said).to_contain_text("Hint: Each point has one distance to each centroid")
    said.scroll_into_view_if_needed()
    take_picture(page.page, "visible-test", tmp_path)
    page.write(FIRST, answers()[FIRST])
    page.run(FIRST)
    expect(page.run(f"test_{FIRST}")).to_have_count(0)


def validates_too_early(page, tmp_path):
    page.save()
    dialog = page.validate()
    expect(dialog).to_contain_text("update_centroids is not answered yet")
    expect(dialog).not_to_contain_text("assign_to_centroids is not answered yet")
    dialog.get_by_text("Hint:").first.scroll_into_view_if_needed()
    take_picture(page.page, "validate", tmp_path)
    page.close_dialog()


def answers_the_rest(page):
    for name, source in answers().items():
        if name != FIRST:
            page.write(name, source)
    page.save()
    expect(page.validate()).to_contain_text("Success")
    page.close_dialog()


def hands_in(page):
    page.nbgrader("Assignment List")
    page.page.locator("#fetched_assignments_list").get_by_role("button", name="Submit").click()
    expect(page.page.locator("#submitted_assignments_list")).to_contain_text(NAME)


def grade(lecturer):
    lecturer.types(f"nbgrader collect {NAME}")
    lecturer.types(f"unlabelled grade {NAME} --feedback")
    lecturer.types(f"nbgrader release_feedback {NAME}")


def reads_the_feedback(page):
    page.page.locator("#refresh_assignments_list").click()
    page.page.get_by_role("button", name="Fetch Feedback").click()
    shown = page.page.locator("#submitted_assignments_list")
    expect(shown).to_contain_text("view feedback", timeout=MILLISECONDS)
    [html] = page.folder.glob(f"{NAME}/feedback/*/{NAME}.html")
    assert "Assign each point to its nearest centroid" in html.read_text(encoding="utf-8")

"""Every right answer gets all points, every wrong one loses exactly those of its question.

The cells after an answer's test are run with every right answer, with the first wrong one of each question,
and with the other wrong ones if they could notice these: if a cell reads a name that such an answer or its
test has bound. ``make bench ARGS="graders --all"`` runs all cells with all answers.
"""

from functools import cache

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from graders import ASSIGNMENTS, proof
from graders.harness import Score, Trial, grade, grade_trials
from graders.reach import bound, is_alone, read
from unlabelled.grading.assignment import find_questions

ALL = [(assignment, answer) for assignment in ASSIGNMENTS for answer in proof.answers(assignment)]
WRONG = [pytest.param(*pair, id=f"{pair[0]} {pair[1]}") for pair in ALL if not pair[1].is_right]
RIGHT = [pytest.param(*pair, id=f"{pair[0]} {pair[1]}") for pair in ALL if pair[1].is_right]


@cache
def scores_of_all(assignment: str) -> dict[proof.Answer, dict[str, Score] | None]:
    """Grade all answers at once, two side by side."""
    answers, notebook = proof.answers(assignment), proof.solution(assignment)
    wrong = [answer for answer in answers if not answer.is_right]
    first = {answer.name: answer for answer in reversed(wrong)}.values()
    alone = {answer for answer in wrong if answer not in first and is_alone(notebook, answer)}
    trials = [Trial(answer.name, answer.source, alone=answer in alone) for answer in answers]
    return dict(zip(answers, grade_trials(notebook, trials), strict=True))


def scores_with(assignment: str, answer: proof.Answer) -> dict[str, Score]:
    scores = scores_of_all(assignment)[answer]
    assert scores is not None, "the process that ran this answer ended before its scores were known"
    return scores


def complaints(scores: dict[str, Score]) -> str:
    return "\n\n".join(score.message for score in scores.values() if score.points < score.most)


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_the_solution_scores_everything(assignment):
    scores = grade(proof.solution(assignment))
    assert all(score.points == score.most for score in scores.values()), complaints(scores)


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_the_untouched_exercise_scores_nothing_and_runs_to_the_end(assignment):
    for notebook in (proof.untouched(assignment), proof.exercise(assignment)):
        scores = grade(notebook)
        assert list(scores) == [question.test for question in proof.tested_questions(notebook)]
        for score in scores.values():
            assert score.points == 0
            assert score.message.startswith("NotAnswered: ")


@pytest.mark.parametrize(("assignment", "answer"), RIGHT)
def test_a_right_answer_gets_all_points(assignment, answer):
    scores = scores_with(assignment, answer)
    assert all(score.points == score.most for score in scores.values()), complaints(scores)


@pytest.mark.parametrize(("assignment", "answer"), WRONG)
def test_a_wrong_answer_loses_exactly_the_points_of_its_question(assignment, answer):
    scores = scores_with(assignment, answer)
    lost = [name for name, score in scores.items() if score.points < score.most]
    assert lost == [f"test_{answer.name}"], complaints(scores)
    failed = scores[f"test_{answer.name}"]
    assert failed.points == 0
    # It fails by what the test says, not because the test itself stumbles.
    assert failed.message.startswith("WrongAnswer: "), failed.message
    assert "\nHint: " in failed.message


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_each_question_has_enough_wrong_and_right_answers(assignment):
    answers = proof.answers(assignment)
    for number, question in enumerate(proof.tested_questions(proof.solution(assignment)), 1):
        mistakes = {answer.what for answer in answers if answer.number == number and not answer.is_right}
        ways = {answer.what for answer in answers if answer.number == number and answer.is_right}
        assert len(mistakes) >= proof.FEWEST_WRONG, f"{question.name}: only {len(mistakes)} wrong answers"
        assert len(ways) >= proof.FEWEST_RIGHT, f"{question.name}: only {len(ways)} right answers"


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_each_answer_bears_the_name_that_its_question_asks_for(assignment):
    names = dict(enumerate((q.name for q in find_questions(proof.solution(assignment))), 1))
    for answer in proof.answers(assignment):
        assert names[answer.number] == answer.name, str(answer)


def test_each_answer_is_listed_once():
    listed = [(assignment, str(answer)) for assignment, answer in ALL]
    assert len(listed) == len(set(listed))


def test_what_a_cell_binds_and_reads_is_known():
    source = "import a.b as c\ntotal = 0\n\ndef f(x):\n    global seen\n    seen = x + y\n    return total"
    assert bound(source) == {"c", "total", "f", "seen"}
    assert read(source) == {"y", "total"}
    assert read("[z for z in numbers]") == {"numbers"}


def test_an_answer_is_alone_unless_a_later_cell_reads_what_it_binds():
    def cell(source, name=None):
        return new_code_cell(source, metadata={"nbgrader": {"grade_id": name}} if name else {})

    cells = [cell("def f(): ...", "f"), cell("import a\nf()", "test_f"), cell("import a\na.g()")]
    answer = proof.Answer(1, "f", "a mistake", False, "def f(): return 1")
    assert is_alone(new_notebook(cells=cells), answer)
    for later in ("f()", "def g():\n    return a"):
        assert not is_alone(new_notebook(cells=[*cells, cell(later)]), answer)

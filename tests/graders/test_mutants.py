"""The tests of each question catch every mutant of its solution that is not one in name only."""

from collections import Counter

import pytest

from graders import ASSIGNMENTS, proof
from graders.mutants import equivalents, first_disagreement, mutants, mutate, survivors

FEWEST_CAUGHT = 0.98

QUESTIONS = [
    pytest.param(assignment, question.name, id=f"{assignment} {question.name}")
    for assignment in ASSIGNMENTS
    for question in proof.tested_questions(proof.solution(assignment))
]
LISTED = [pytest.param(a, entry, id=f"{a} {entry.key}") for a in ASSIGNMENTS for entry in equivalents(a)]


@pytest.mark.parametrize(("assignment", "question"), QUESTIONS)
def test_every_mutant_is_caught_or_listed_as_equivalent_and_no_other_is_listed(assignment, question):
    survived = Counter(mutant.key for mutant in survivors(assignment) if mutant.question == question)
    listed = Counter(entry.key for entry in equivalents(assignment) if entry.question == question)
    assert survived == listed, "\n".join(
        f"{b}\n  -> {a}" for _, b, a in (survived - listed) + (listed - survived)
    )


@pytest.mark.parametrize(("assignment", "question"), QUESTIONS)
def test_nearly_all_mutants_that_are_not_equivalent_are_caught(assignment, question):
    all_of_it = [mutant for mutant in mutants(assignment) if mutant.question == question]
    survived = Counter(mutant.key for mutant in survivors(assignment) if mutant.question == question)
    listed = Counter(entry.key for entry in equivalents(assignment) if entry.question == question)
    different = len(all_of_it) - listed.total()
    assert len(all_of_it) > 30
    assert different - (survived - listed).total() >= FEWEST_CAUGHT * different


@pytest.mark.parametrize(("assignment", "entry"), LISTED)
def test_a_listed_mutant_agrees_with_the_solution_on_a_thousand_inputs(assignment, entry):
    assert len(entry.reason) > 10
    for mutant in mutants(assignment):
        if mutant.key == entry.key:
            assert first_disagreement(assignment, mutant) is None


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_the_inputs_notice_a_mutant_that_differs(assignment):
    caught = {mutant.key: mutant for mutant in mutants(assignment)}
    for mutant in survivors(assignment):
        caught.pop(mutant.key, None)
    for question in proof.tested_questions(proof.solution(assignment)):
        of_question = [mutant for mutant in caught.values() if mutant.question == question.name]
        assert first_disagreement(assignment, of_question[len(of_question) // 2]) is not None


def test_a_mutant_changes_one_thing_between_the_markers():
    source = """def double(x=2):
    ### BEGIN SOLUTION
    return x * 2
    ### END SOLUTION
"""
    found = mutate("double", source)
    assert len(found) > 5
    assert all(mutant.before == "return x * 2" for mutant in found)
    assert "return x + 2" in {mutant.after for mutant in found}
    assert "return x * 3" in {mutant.after for mutant in found}

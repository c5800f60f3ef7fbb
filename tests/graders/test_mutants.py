"""The tests of each question catch every mutant of its solution that is not one in name only."""

from collections import Counter

import pytest

from graders import ASSIGNMENTS, proof, report
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


def test_the_table_on_the_website_says_what_is_found():
    assert report.is_up_to_date(), "run: make bench"
    text = report.RESULTS.read_text(encoding="utf-8")
    tables = {}
    for assignment in ASSIGNMENTS:
        survived = Counter(mutant.question for mutant in survivors(assignment))
        # That all wrong answers are rejected and all right ones accepted is what test_proof.py proves.
        tables[assignment] = [
            row
            | {
                "rejected": row["wrong"],
                "accepted": row["right"],
                "caught": row["mutants"] - survived[row["name"]],
            }
            for row in report.count(assignment)
        ]
    assert text == report.as_text(tables), "run: make bench ARGS='graders --all'"


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


def test_a_table_of_words_gets_each_of_its_other_words():
    source = """def colour(fruit):
    table = {"sky": "blue", "grass": "green"}
    ### BEGIN SOLUTION
    table |= {"plum": "blue", "größe": "red", "pea": "green", "melon": "green"}
    ### END SOLUTION
    return table[fruit]
"""
    changed = {mutant.after for mutant in mutate("colour", source)}
    assert changed >= {
        'table |= {"plum": "red", "größe": "red", "pea": "green", "melon": "green"}',
        'table |= {"plum": "blue", "größe": "green", "pea": "green", "melon": "green"}',
        'table |= {"plum": "blue", "größe": "red", "pea": "green", "melon": "blue"}',
    }
    assert len(changed) == 4 * 2

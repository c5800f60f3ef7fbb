"""Each assignment is in order: what its text says is what its cells and their metadata do."""

import ast
import builtins
import dis
import re

import pytest
from nbgrader.nbgraderformat import SCHEMA_VERSION, MetadataValidator

from graders import ASSIGNMENTS, ROOT, proof
from unlabelled.grading.assignment import cells_by_id, find_questions, read_metadata

# The functions of unlabelled.grading that a test may call, each of which needs a hint.
CHECKS = {"expect", "expect_frequencies", "expect_raises"}
QUESTIONS = [
    pytest.param(assignment, question, id=f"{assignment} {question.name}")
    for assignment in ASSIGNMENTS
    for question in find_questions(proof.solution(assignment))
]
TESTED = [question for question in QUESTIONS if not question.values[1].by_hand]
WRITTEN = [question for question in QUESTIONS if question.values[1].by_hand]
each_assignment = pytest.mark.parametrize("assignment", ASSIGNMENTS)
each_question = pytest.mark.parametrize(("assignment", "question"), QUESTIONS)
each_tested_question = pytest.mark.parametrize(("assignment", "question"), TESTED)
each_written_question = pytest.mark.parametrize(("assignment", "question"), WRITTEN)


def cell(assignment, grade_id):
    return cells_by_id(proof.solution(assignment))[grade_id]


def text_above(assignment, question):
    """Return the text between a question's heading and the cell for its answer."""
    heading = f"## {question.title} ("
    return next(c.source for c in proof.solution(assignment).cells if c.source.startswith(heading))


def calls(tree):
    """Yield the calls of the checks in a test cell."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) in CHECKS:
            yield node


def regions(source, name):
    return re.findall(rf"### BEGIN {name}\n(.*?)### END {name}", source, re.DOTALL)


@each_assignment
def test_the_notebook_says_which_assignment_it_is_and_what_it_asks(assignment):
    for notebook in (proof.solution(assignment), proof.exercise(assignment)):
        name, questions = read_metadata(notebook)
        assert name == assignment
        assert questions == find_questions(notebook)


@each_assignment
def test_nbgrader_accepts_the_metadata_and_ids_are_unique(assignment):
    notebook = proof.solution(assignment)
    MetadataValidator().validate_nb(notebook)
    known = [c.metadata.nbgrader for c in notebook.cells if "nbgrader" in c.metadata]
    ids = [metadata.grade_id for metadata in known]
    assert len(ids) == len(set(ids))
    assert all(metadata.schema_version == SCHEMA_VERSION for metadata in known)


@each_assignment
def test_questions_are_numbered_from_one(assignment):
    numbers = [int(q.title.split(".")[0]) for q in find_questions(proof.solution(assignment))]
    assert numbers == list(range(1, len(numbers) + 1))


@each_assignment
def test_every_test_belongs_to_a_question(assignment):
    notebook = proof.solution(assignment)
    tests = {
        c.metadata.nbgrader.grade_id for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade")
    }
    assert tests == {q.name if q.by_hand else q.test for q in find_questions(notebook)}


@each_question
def test_the_points_in_the_text_are_those_of_the_metadata(assignment, question):
    graded = question.name if question.by_hand else question.test
    assert cell(assignment, graded).metadata.nbgrader.points == question.points
    assert 1 <= question.points <= 4


@each_question
def test_the_page_that_teaches_it_exists(assignment, question):
    titles = {
        title[1]: path.name
        for path in (ROOT / "chapters").rglob("*.md")
        if (title := re.search(r"^# (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE))
    }
    assert question.page in titles, f"no page has the title {question.page!r}; there are {sorted(titles)}"


@each_tested_question
def test_the_answer_is_followed_by_its_test(assignment, question):
    cells = proof.solution(assignment).cells
    ids = [c.metadata.get("nbgrader", {}).get("grade_id") for c in cells]
    assert ids[ids.index(question.name) + 1] == question.test


@each_tested_question
def test_the_answer_has_one_solution_and_a_docstring(assignment, question):
    source = cell(assignment, question.name).source
    assert len(regions(source, "SOLUTION")) == 1
    function = next(node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef))
    assert function.name == question.name
    docstring = ast.get_docstring(function)
    assert all(section in docstring for section in ("Parameters\n---", "Returns\n---"))


@each_tested_question
def test_the_text_names_the_function_with_its_parameters_and_gives_an_example(assignment, question):
    source = cell(assignment, question.name).source
    function = next(node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef))
    signature = f"`{question.name}({', '.join(argument.arg for argument in function.args.args)})`"
    text = text_above(assignment, question)
    assert signature in text
    assert "Example:" in text


@each_tested_question
def test_the_function_that_the_text_names_is_the_one_tested(assignment, question):
    tree = ast.parse(cell(assignment, question.test).source)
    assert {node.args[0].id for node in calls(tree)} == {question.name}


@each_tested_question
def test_there_are_visible_and_hidden_tests(assignment, question):
    source = cell(assignment, question.test).source
    (hidden,) = regions(source, "HIDDEN TESTS")
    assert list(calls(ast.parse(hidden)))
    given = cells_by_id(proof.exercise(assignment))[question.test].source
    assert list(calls(ast.parse(given)))


@each_tested_question
def test_every_check_has_a_hint_and_nothing_is_asserted_without_a_message(assignment, question):
    tree = ast.parse(cell(assignment, question.test).source)
    for node in calls(tree):
        assert "hint" in {keyword.arg for keyword in node.keywords}, f"line {node.lineno}"
    for node in ast.walk(tree):
        assert not isinstance(node, ast.Assert) or node.msg is not None, f"line {node.lineno}"


@each_tested_question
def test_a_test_leaves_no_names_behind_but_its_own(assignment, question):
    own = f"hidden_tests_of_{question.name}"
    for statement in ast.parse(cell(assignment, question.test).source).body:
        if isinstance(statement, ast.ImportFrom):
            assert statement.module == "unlabelled.grading"
        elif isinstance(statement, ast.FunctionDef):
            assert statement.name == own
        else:
            assert isinstance(statement, ast.Expr), f"line {statement.lineno} defines something"


@each_tested_question
def test_a_test_uses_no_name_of_the_notebook_but_the_function_asked_for(assignment, question):
    code = compile(cell(assignment, question.test).source, "test", "exec")
    own = {question.name, f"hidden_tests_of_{question.name}", *CHECKS}
    used = global_names(code) - set(dir(builtins))
    assert used <= own, used - own


def global_names(code):
    """Return the names that a piece of code looks up outside its functions."""
    here = {i.argval for i in dis.get_instructions(code) if i.opname in ("LOAD_NAME", "LOAD_GLOBAL")}
    inner = (constant for constant in code.co_consts if hasattr(constant, "co_code"))
    return here.union(*(global_names(constant) for constant in inner))


@each_tested_question
def test_no_hint_holds_a_piece_of_the_solution(assignment, question):
    (solution,) = regions(cell(assignment, question.name).source, "SOLUTION")
    tree = ast.parse(f"if True:\n{solution}")
    kinds = (ast.Call, ast.BinOp, ast.Compare, ast.Subscript)
    pieces = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, kinds)}
    test = ast.parse(cell(assignment, question.test).source)
    texts = [n.value for n in ast.walk(test) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    for text in texts:
        found = [piece for piece in pieces if "".join(piece.split()) in "".join(text.split())]
        assert not found, f"{text!r} gives away {found}"


@each_written_question
def test_a_written_question_has_a_rubric_that_students_do_not_get(assignment, question):
    (solution,) = regions(cell(assignment, question.name).source, "SOLUTION")
    assert "**Rubric**" in solution
    points = [
        float(number) for number in re.findall(r"^- \*.+?\* \(([\d.]+) points?\)", solution, re.MULTILINE)
    ]
    assert sum(points) == question.points
    given = cells_by_id(proof.exercise(assignment))[question.name].source
    assert given == "*Write your answer here, in place of this line.*"

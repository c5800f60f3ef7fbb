"""Wrong and right answers as ordinary functions, and the notebooks that result from them.

A module ``graders/ASSIGNMENT.py`` holds functions like these, under the name that the question asks
for, however often::

    @wrong(3, "divides by n instead of n - 1")
    def variance(values):
        ...

    @right(3, "in plain Python")
    def variance(values):
        ...

Only their source is used: it takes the place of the solution in the cell of its question. So an
answer imports what it needs in its own body, as one in a notebook may. Mistakes of a few characters
are listed beside a right answer (see ``slips``).

A folder ``graders/solved/ASSIGNMENT`` holds whole solutions besides, one a file: what somebody wrote who
had seen the released notebook and nothing else, unedited. Each of its functions is a right answer.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from graders import ROOT
from unlabelled.grading.assignment import Question, cells_by_id, find_questions

FEWEST_WRONG = 6
FEWEST_RIGHT = 3
SOLVED = Path(__file__).parent / "solved"


@dataclass(frozen=True)
class Answer:
    """An answer to one question, and whether it deserves its points."""

    number: int
    name: str
    what: str
    """The mistake, or the way."""
    is_right: bool
    source: str

    def __str__(self) -> str:
        return f"{self.number} {'right' if self.is_right else 'wrong'}: {self.what}"


Inputs = Callable[..., tuple[Any, ...]]
"""A function that draws the arguments of one call from a generator of random numbers."""

_registered: dict[str, list[Answer]] = {}
_inputs: dict[tuple[str, int], Inputs] = {}


def wrong(question: int, mistake: str) -> Callable[..., Callable[..., Any]]:
    """Register a function as an answer that must lose the points of its question, and no others."""
    return _register(question, mistake, is_right=False)


def right(question: int, way: str) -> Callable[..., Callable[..., Any]]:
    """Register a function as an answer that must get all points."""
    return _register(question, way, is_right=True)


def slips(question: int, function: Callable[..., Any], mistakes: Mapping[str, Sequence[str]]) -> None:
    """Register wrong answers that differ from a right one in a piece or two.

    Parameters
    ----------
    question : int
    function : callable
        A right answer.
    mistakes : mapping of str to sequence of str
        For each mistake a piece of the function's source, what stands in its place, perhaps another
        piece and its replacement, and so on. Each piece must occur exactly once.

    Raises
    ------
    ValueError
        If a piece does not occur exactly once.
    """
    right_source = source_without_decorators(function)
    for mistake, pieces in mistakes.items():
        source = right_source
        for old, new in zip(pieces[::2], pieces[1::2], strict=True):
            if source.count(old) != 1:
                raise ValueError(f"{mistake!r}: {old!r} occurs {source.count(old)} times")
            source = source.replace(old, new)
        answer = Answer(question, function.__name__, mistake, False, source)
        _registered.setdefault(function.__module__, []).append(answer)


def inputs(question: int) -> Callable[[Inputs], Inputs]:
    """Register a function that draws inputs, valid ones and others, on which answers are compared."""

    def decorate(function: Inputs) -> Inputs:
        _inputs[function.__module__, question] = function
        return function

    return decorate


def inputs_of(assignment: str, question: int) -> Inputs:
    """Return the function that draws inputs of a question."""
    module = importlib.import_module(f"graders.{assignment}")
    return _inputs[module.__name__, question]


def _register(number: int, what: str, *, is_right: bool) -> Callable[..., Callable[..., Any]]:
    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        answer = Answer(number, function.__name__, what, is_right, source_without_decorators(function))
        _registered.setdefault(function.__module__, []).append(answer)
        return function

    return decorate


def source_without_decorators(function: Callable[..., Any]) -> str:
    """Return a function's source from its ``def`` on."""
    source = textwrap.dedent(inspect.getsource(function))
    first_line = ast.parse(source).body[0].lineno
    return "".join(source.splitlines(keepends=True)[first_line - 1 :])


def answers(assignment: str) -> list[Answer]:
    """Return all answers to an assignment, in the order of their files."""
    module = importlib.import_module(f"graders.{assignment}")
    return [*_registered.get(module.__name__, []), *solved_independently(assignment)]


def solved_independently(assignment: str, folder: Path = SOLVED) -> Iterator[Answer]:
    """Yield the answers of whole solutions, each with what stands beside it in its file."""
    names = [question.name for question in tested_questions(solution(assignment))]
    for path in sorted((folder / assignment).glob("*.py")):
        text = path.read_text(encoding="utf-8")
        beside, answered = [], {}
        for node in ast.parse(text).body:
            source = ast.get_source_segment(text, node) or ""
            if isinstance(node, ast.FunctionDef) and node.name in names:
                answered[node.name] = source
            else:
                decorators = [f"@{ast.unparse(d)}\n" for d in getattr(node, "decorator_list", [])]
                beside.append("".join(decorators) + source)
        for number, name in enumerate(names, 1):
            if name not in answered:
                raise ValueError(f"{path} has no function {name}")
            way = f"an independent solution, {path.stem.replace('-', ' ')}"
            yield Answer(number, name, way, True, "\n\n".join([*beside, answered[name]]) + "\n")


def solution(assignment: str) -> NotebookNode:
    """Return the notebook with the solutions and the hidden tests."""
    return nbformat.read(ROOT / "solutions" / assignment / f"{assignment}.ipynb", as_version=4)


def tested_questions(notebook: NotebookNode) -> list[Question]:
    """Return the questions that cells grade, which are all but the written ones; these come last."""
    return [question for question in find_questions(notebook) if not question.by_hand]


def exercise(assignment: str) -> NotebookNode:
    """Return the notebook that students get."""
    return nbformat.read(ROOT / "exercises" / assignment / f"{assignment}.ipynb", as_version=4)


def untouched(assignment: str) -> NotebookNode:
    """Return the notebook with the stubs that students get, and the hidden tests."""
    notebook, given = solution(assignment), cells_by_id(exercise(assignment))
    for question in find_questions(notebook):
        cells_by_id(notebook)[question.name].source = given[question.name].source
    return notebook

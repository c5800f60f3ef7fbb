"""Mutants of a solution: what cosmic-ray's operators make of it, one small change at a time.

None of these operators changes a string. So where a solution is a table of words, one more operator
puts another of its words in the place of each.

A mutant that the tests of its question do not catch either shows a gap in them or behaves as the
solution does. The second must be proven on a thousand generated inputs, and is listed with a reason
in ``graders/equivalents/ASSIGNMENT.toml``. The inputs come from functions beside the answers::

    @inputs(3)
    def draw_values(rng):
        return (rng.normal(size=rng.integers(1, 9)),)
"""

from __future__ import annotations

import ast
import contextlib
import copy
import difflib
import io
import json
import signal
import tomllib
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from multiprocessing.connection import Connection
from typing import Any

import numpy as np

from graders import ROOT, proof
from graders.harness import SECONDS_PER_NOTEBOOK, Score, Trial, context, grade_trials, stop
from unlabelled.grading._differences import difference
from unlabelled.grading._inputs import first_change
from unlabelled.grading.assignment import cells_by_id

INPUTS = 1000
BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"


@dataclass(frozen=True)
class Mutant:
    """A solution with one change."""

    question: str
    before: str
    """The changed line as it was."""
    after: str
    source: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What the list of equivalent mutants knows it by."""
        return self.question, self.before, self.after

    def __str__(self) -> str:
        return f"{self.question}: {self.before}  →  {self.after}"


@dataclass(frozen=True)
class Equivalent:
    """An entry of the list of mutants that behave as the solution does."""

    question: str
    before: str
    after: str
    reason: str

    @property
    def key(self) -> tuple[str, str, str]:
        """As that of its mutant."""
        return self.question, self.before, self.after


def equivalents(assignment: str) -> list[Equivalent]:
    """Return the listed equivalent mutants of an assignment."""
    path = ROOT / "tests" / "graders" / "equivalents" / f"{assignment}.toml"
    return [Equivalent(**entry) for entry in tomllib.loads(path.read_text(encoding="utf-8"))["mutant"]]


@cache
def mutants(assignment: str) -> list[Mutant]:
    """Return all mutants of all solutions of an assignment, each once."""
    notebook = proof.solution(assignment)
    sources = {q.name: cells_by_id(notebook)[q.name].source for q in proof.tested_questions(notebook)}
    return [mutant for name, source in sources.items() for mutant in mutate(name, source)]


def mutate(question: str, source: str) -> list[Mutant]:
    """Return the mutants of one solution: changes between its markers that are Python and differ."""
    original, found = ast.dump(ast.parse(source)), {}
    lines = source.splitlines()
    first, last = (next(i for i, line in enumerate(lines) if marker in line) for marker in (BEGIN, END))
    for changed in _changed_sources(source):
        with contextlib.suppress(SyntaxError):
            tree = ast.dump(ast.parse(changed))
            (start, old, new) = _changed_lines(lines, changed.splitlines())
            if tree != original and first < start < last:
                found.setdefault(tree, Mutant(question, old, new, changed))
    return list(found.values())


def _changed_sources(source: str) -> Iterator[str]:
    # Importing them looks for plugins, which takes half a second.
    from cosmic_ray.ast import ast_nodes, get_ast
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator, operator_names

    yield from _with_other_words(source)
    nodes = list(ast_nodes(get_ast(source)))
    for name in operator_names():
        kind = get_operator(name)
        # The others need to be told names of variables.
        if not kind.arguments():
            operator = kind()
            for occurrence in range(sum(len(list(operator.mutation_positions(node))) for node in nodes)):
                changed = mutate_code(source, operator, occurrence)
                if changed is not None:
                    yield changed


def _with_other_words(source: str) -> Iterator[str]:
    """Yield sources in which a dictionary maps one of its keys to a string that it has for another key."""
    lines = source.encode().splitlines(keepends=True)
    for table in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Dict)):
        words = [node for node in table.values if isinstance(getattr(node, "value", None), str)]
        for node in words:
            line = lines[node.lineno - 1]
            for other in sorted({word.value for word in words} - {node.value}):
                word = json.dumps(other, ensure_ascii=False).encode()
                changed = line[: node.col_offset] + word + line[node.end_col_offset :]
                yield b"".join([*lines[: node.lineno - 1], changed, *lines[node.lineno :]]).decode()


def _changed_lines(old: list[str], new: list[str]) -> tuple[int, str, str]:
    """Return where the first change is, and its lines before and after, without indentation."""
    blocks = difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes()
    changes = [block for block in blocks if block[0] != "equal"]
    _, start, _, new_start, _ = changes[0]
    _, _, stop_, _, new_stop = changes[-1]
    before = " ".join(line.strip() for line in old[start:stop_])
    return start, before, " ".join(line.strip() for line in new[new_start:new_stop])


@cache
def survivors(assignment: str) -> list[Mutant]:
    """Return the mutants that all tests of their question let pass."""
    found = mutants(assignment)
    trials = [Trial(mutant.question, mutant.source, is_mutant=True) for mutant in found]
    scores = grade_trials(proof.solution(assignment), trials)
    return [mutant for mutant, score in zip(found, scores, strict=True) if _passes(score)]


def _passes(scores: dict[str, Score] | None) -> bool:
    return scores is not None and all(score.points == score.most for score in scores.values())


def first_disagreement(assignment: str, mutant: Mutant) -> str | None:
    """Return the first of a thousand inputs on which a mutant differs from the solution, or None."""
    number = [q.name for q in proof.tested_questions(proof.solution(assignment))].index(mutant.question) + 1
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_compare, args=(sender, assignment, number, mutant))
    child.start()
    sender.close()
    try:
        if not receiver.poll(SECONDS_PER_NOTEBOOK):
            return "it does not come to an end"
        answer: str | None = receiver.recv()
        return answer
    except EOFError:
        return "it ends its process"
    finally:
        child.kill()
        child.join()
        receiver.close()


def _compare(sender: Connection, assignment: str, number: int, mutant: Mutant) -> None:
    solution = cells_by_id(proof.solution(assignment))[mutant.question].source
    functions = [_function(source, mutant.question) for source in (solution, mutant.source)]
    draw = proof.inputs_of(assignment, number)
    signal.signal(signal.SIGPROF, stop)
    for seed in range(INPUTS):
        arguments = draw(np.random.default_rng(seed))
        signal.setitimer(signal.ITIMER_PROF, 5)
        expected, got = (_behaviour(function, arguments) for function in functions)
        problem = difference(got, expected, rtol=1e-7, atol=1e-12)
        if problem:
            sender.send(f"seed {seed}: {problem}")
            return
    sender.send(None)


def _function(source: str, name: str) -> Callable[..., Any]:
    namespace: dict[str, Any] = {"np": np}
    exec(compile(source, name, "exec"), namespace)
    function: Callable[..., Any] = namespace[name]
    return function


def _behaviour(function: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return what a call gives, the name of its exception included, and whether it changed anything."""
    given = copy.deepcopy(arguments)
    result, error = None, ""
    with warnings.catch_warnings(), contextlib.redirect_stderr(io.StringIO()):
        warnings.simplefilter("ignore")
        try:
            result = function(*given)
        except Exception as raised:
            error = type(raised).__name__
    return _comparable(result), error, first_change(arguments, given, "arguments")


def _comparable(result: Any) -> Any:
    """Return a tensor as an array and a network as its description, also those in a tuple."""
    import torch

    if isinstance(result, torch.Tensor):
        return result.detach().numpy()
    if isinstance(result, torch.nn.Module):
        return repr(result)
    return tuple(map(_comparable, result)) if isinstance(result, tuple) else result

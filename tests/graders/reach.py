"""Which names a cell binds and reads: whether a cell can notice what another one has done."""

from __future__ import annotations

import symtable
from collections.abc import Iterator

from nbformat import NotebookNode

from graders.proof import Answer


def _scopes(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    """Yield a scope and all scopes within it."""
    yield table
    for inner in table.get_children():
        yield from _scopes(inner)


def bound(source: str) -> set[str]:
    """Return the names that are in the notebook's namespace because this code has run."""
    top = symtable.symtable(source, "cell", "exec")
    at_top = {s.get_name() for s in top.get_symbols() if s.is_assigned() or s.is_imported()}
    declared = {s.get_name() for scope in _scopes(top) for s in scope.get_symbols() if s.is_declared_global()}
    return at_top | declared


def read(source: str) -> set[str]:
    """Return the names that code takes from the notebook's namespace, those that it binds itself included."""
    top = symtable.symtable(source, "cell", "exec")
    at_top = {s.get_name() for s in top.get_symbols() if s.is_referenced()}
    within = {
        s.get_name()
        for scope in _scopes(top)
        for s in scope.get_symbols()
        if s.is_global() and s.is_referenced()
    }
    return at_top | within


def is_alone(notebook: NotebookNode, answer: Answer) -> bool:
    """Say whether no cell after an answer and its test reads a name that these two bind.

    A name that a later cell binds at its top counts as its own: imports stand there.

    Parameters
    ----------
    notebook : NotebookNode
        With solutions and hidden tests.
    answer : Answer
        What stands in place of the solution.

    Raises
    ------
    SyntaxError
        If a cell, or the answer, is no Python.
    """
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    names = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in cells]
    place = names.index(answer.name)
    left_behind = bound(answer.source) | bound(cells[place + 1].source)
    return all(left_behind.isdisjoint(read(c.source) - bound(c.source)) for c in cells[place + 2 :])

"""Hash a page's code, so that results can be told from those of other code."""

import ast
import hashlib
import inspect
from collections.abc import Iterable
from pathlib import Path

from unlabelled import datasets


def code_hash(sources: Iterable[str], extra: Iterable[str] = ()) -> str:
    """Hash the syntax trees of some code and of the simulators that it names.

    Comments, docstrings and layout may change without making results stale.

    Parameters
    ----------
    sources : iterable of str
        Python code, such as the cells of a page.
    extra : iterable of str
        What else the results hang on.
    """
    trees = [ast.parse(source) for source in sources]
    named = {
        node.attr
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "datasets"
    }
    simulators = (getattr(datasets, name) for name in named)
    modules = {inspect.getfile(thing) for thing in simulators if inspect.isroutine(thing)}
    trees += [ast.parse(Path(path).read_text(encoding="utf-8")) for path in sorted(modules)]
    parts = [*map(_dump_without_docstrings, trees), *extra]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _dump_without_docstrings(tree: ast.Module) -> str:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node):
            node.body[:1] = []
    return ast.dump(tree)

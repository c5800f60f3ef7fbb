"""Start the fork server before all else, with the modules that the assignment will most likely need.

What a solution imports takes seconds, as do nbgrader and its libraries, which this process imports
meanwhile. So nothing here may import those.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from unlabelled.grading.engine.sandbox import ForkServer, fork_server


def early_server(root: Path, name: str, *, sandboxed: bool = True) -> AbstractContextManager[ForkServer]:
    """Start a server that is not ready yet: see `fork_server` for what it does and raises."""
    modules = likely_modules(root, name)
    return fork_server(modules, sandboxed=sandboxed, keep_out=[root.resolve()], wait=False)


def likely_modules(root: Path, name: str) -> list[str]:
    """Return what an earlier rehearsal found, or else what the lecturer's cells say they import.

    A wrong guess costs time and nothing else: the rehearsal tells the server what is missing.
    """
    # One folder deep lie the source and the release; submissions lie below their students' names.
    notebooks = sorted(root.glob(f"*/{name}/*.ipynb"))
    rehearsal = root / ".grading" / name / "rehearsal.json"
    try:
        if rehearsal.stat().st_mtime > max(path.stat().st_mtime for path in notebooks):
            known: list[str] = json.loads(rehearsal.read_text())["rehearsal"]["modules"]
            return known
    except (OSError, ValueError, KeyError, TypeError):
        pass  # there is none, or not a sound one
    return list(dict.fromkeys(module for path in notebooks for module in _imported_by(path)))


def _imported_by(path: Path) -> Iterator[str]:
    try:
        cells: list[Any] = json.loads(path.read_bytes())["cells"]
        sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    except (OSError, ValueError, KeyError, TypeError):
        return
    for source in sources:
        yield from imports(source)


def imports(source: str) -> Iterable[str]:
    """Return the modules that a cell imports, anywhere in it."""
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except (SyntaxError, ValueError):  # magics, for example
        return []
    named = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    return named + [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module]

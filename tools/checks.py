"""Turn a page's assertions into recorded checks, and find which of them hang on the seed.

An ``assert`` that fails ends its cell, and the claims below it are never tried. Here every assertion is
put into a ``with`` block that writes down whether it held and goes on, so that each claim of a page gets
its own verdict under every seed.
"""

import ast
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

import nbformat
from nbformat import NotebookNode
from unlabelled_site.claims import claims_in

RECORDER = "_recorded_check"
RECORDER_CODE = f'''
class {RECORDER}:
    """Write down whether what stands in the ``with`` block held; swallow what it raised."""

    found = {{}}

    def __init__(self, name):
        self.name = name

    def __enter__(self):
        pass

    def __exit__(self, kind, error, traceback):
        if kind is not None and not issubclass(kind, Exception):
            return False
        message = None if kind is None else f"{{kind.__name__}}: {{error}}".splitlines()[0][:200]
        entry = self.found.setdefault(self.name, {{"held": True, "message": None}})
        if message is not None and entry["held"]:
            entry.update(held=False, message=message)
        return True
'''
REPORT_CODE = f"import json as _json\nprint(_json.dumps({RECORDER}.found))"


@dataclass(frozen=True)
class Check:
    """One assertion of a page: where it stands, and the claim that it belongs to."""

    name: str
    """``claim 3``, counted over the page from 1, or ``cell 7`` where no claim stands above it."""
    statement: ast.stmt
    local: bool
    """Whether it stands in a function: what it reads is then not known from outside."""


def is_assertion(node: ast.AST, functions: Collection[str] = ()) -> bool:
    """Say whether a statement is an ``assert`` or a call of a function that asserts.

    Such are ``np.testing.assert_allclose(...)`` and its like, and those whose names are given.
    """
    if isinstance(node, ast.Assert):
        return True
    if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
        return False
    name = ast.unparse(node.value.func).rpartition(".")[2]
    return name.startswith("assert_") or name in functions


def functions_that_only_assert(trees: Iterable[ast.Module]) -> set[str]:
    """Names of a page's functions that assert something and of whose result no use is made."""
    nodes = [node for tree in trees for node in ast.walk(tree)]
    asserting = {
        node.name
        for node in nodes
        if isinstance(node, ast.FunctionDef) and any(is_assertion(part) for part in ast.walk(node))
    }
    alone = {
        id(node.value.func)
        for node in nodes
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
    }
    used = {
        node.id
        for node in nodes
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in alone
    }
    return asserting - used


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    """Return the code cells of a notebook."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


class _Recording(ast.NodeTransformer):
    """Put each assertion of a cell into a ``with`` block."""

    def __init__(
        self, cell: int, claims: Sequence[tuple[int, str]], before: int, functions: Collection[str]
    ) -> None:
        self.cell, self.claims, self.before, self.functions = cell, claims, before, functions
        self.checks: list[Check] = []
        self.depth = 0

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Remember that what follows stands in a function; one that only asserts is recorded where called."""
        if node.name in self.functions:
            return node
        self.depth += 1
        self.generic_visit(node)
        self.depth -= 1
        return node

    def generic_visit(self, node: ast.AST) -> ast.AST:
        """Wrap a statement if it asserts something."""
        if not (isinstance(node, ast.stmt) and is_assertion(node, self.functions)):
            return super().generic_visit(node)
        above = sum(line < node.lineno for line, _ in self.claims)
        name = f"claim {self.before + above}" if above else f"cell {self.cell}"
        self.checks.append(Check(name, node, self.depth > 0))
        block = ast.parse(f"with {RECORDER}({name!r}):\n    pass").body[0]
        cast(ast.With, block).body = [node]
        return block


def recorded(notebook: NotebookNode) -> tuple[NotebookNode, list[Check]]:
    """Rewrite a page so that it records its checks, and list them.

    Parameters
    ----------
    notebook : NotebookNode
        The page; it is left as it is.

    Returns
    -------
    notebook : NotebookNode
        The page between a cell that defines the recorder and one that prints what it found.
    checks : list of Check
        In the page's order.
    """
    checks: list[Check] = []
    result = nbformat.from_dict(notebook)  # type: ignore[no-untyped-call]
    result.cells, n_claims = [], 0
    cells = code_cells(notebook)
    trees = [ast.parse(cell.source) for cell in cells]
    functions = functions_that_only_assert(trees)
    for number, (cell, page_tree) in enumerate(zip(cells, trees, strict=True), 1):
        claims = claims_in(cell.source)
        rewriting = _Recording(number, claims, n_claims, functions)
        tree = rewriting.visit(page_tree)
        checks += rewriting.checks
        n_claims += len(claims)
        source = ast.unparse(ast.fix_missing_locations(tree))
        result.cells.append(nbformat.v4.new_code_cell(source, metadata=cell.metadata))  # type: ignore[no-untyped-call]
    first, last = map(nbformat.v4.new_code_cell, (RECORDER_CODE, REPORT_CODE))
    result.cells = [first, *result.cells, last]
    return result, checks


def report(executed: NotebookNode) -> dict[str, dict[str, Any]]:
    """Read what the last cell of a recording page printed: for each check, if it held, and a message."""
    text = "".join(output.get("text", "") for output in executed.cells[-1].outputs)
    found: dict[str, dict[str, Any]] = json.loads(text)
    return found


def names_that_depend(code: Iterable[str], sources: set[str]) -> set[str]:
    """Names of a page whose values may depend on others, such as ``seed``.

    A statement that reads such a name passes it on to all names that it binds or changes. The order of
    statements plays no part, so that rather too many names are found than too few.
    """
    statements = [node for text in code for node in ast.parse(text).body]
    flows = [(names_read(node), _names_bound(node)) for node in statements]
    reached, size = set(sources), 0
    while size != len(reached):
        size = len(reached)
        for read, bound in flows:
            if read & reached:
                reached |= bound
    return reached


def depends(check: Check, reached: set[str]) -> bool:
    """Say whether a check may depend on names that were found by ``names_that_depend``."""
    return check.local or bool(names_read(check.statement) & reached)


def modules_imported(code: Iterable[str], modules: set[str]) -> set[str]:
    """Names under which a page has some modules, or what it takes from them: ``from time import sleep``."""
    names = set()
    for node in (node for text in code for node in ast.walk(ast.parse(text))):
        if isinstance(node, ast.Import):
            names |= {alias.asname or alias.name for alias in node.names if alias.name in modules}
        elif isinstance(node, ast.ImportFrom) and node.module in modules:
            names |= {alias.asname or alias.name for alias in node.names}
    return names


def names_read(statement: ast.stmt) -> set[str]:
    """Names that a statement reads from outside."""
    names = {n.id for n in ast.walk(statement) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
    if isinstance(statement, ast.FunctionDef):
        own = {argument.arg for argument in ast.walk(statement) if isinstance(argument, ast.arg)}
        names -= own - _read_by_defaults(statement)
    return names


def _read_by_defaults(function: ast.FunctionDef) -> set[str]:
    defaults = [default for default in (*function.args.defaults, *function.args.kw_defaults) if default]
    return {node.id for default in defaults for node in ast.walk(default) if isinstance(node, ast.Name)}


def _names_bound(statement: ast.stmt) -> set[str]:
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return {statement.name}
    if isinstance(statement, ast.Import | ast.ImportFrom):
        return set()
    names = {n.id for n in ast.walk(statement) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    return names | set(_names_changed(statement))


def _names_changed(statement: ast.stmt) -> Iterator[str]:
    """Names whose values are changed in place: ``x[0] = ...``, ``x.y = ...``, ``x.append(...)``."""
    for node in ast.walk(statement):
        target: ast.expr | None = None
        if isinstance(node, ast.Subscript | ast.Attribute) and isinstance(node.ctx, ast.Store):
            target = node
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            target = node.value.func
        while isinstance(target, ast.Subscript | ast.Attribute):
            target = target.value
        if isinstance(target, ast.Name) and target.id not in ("np", "plt", "pd", "figures"):
            yield target.id

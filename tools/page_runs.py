"""Run a page as it is, or changed, outside of the book, and read off what it glued.

As a program, ``page_runs.py PAGE LINE PACKAGE...`` runs a page after a line of Python and writes errors,
numbers and the packages' versions as JSON.
"""

import ast
import json
import math
import os
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

import jupytext
import nbclient
import typer
from book_execute import ENVIRONMENT, KERNEL_ARGUMENTS
from nbformat import NotebookNode
from rich.console import Console
from studies import pages

console = Console()
CELL_TIMEOUT = 900
NUMPY_SCALAR = re.compile(r"^np\.\w+\((.*)\)$")


def find_pages(names: Sequence[str]) -> list[Path]:
    """Return the pages of these names, or all if there are none.

    Raises
    ------
    ValueError
        If a name is no page's; the message lists the names there are.
    """
    by_name = {path.stem: path for path in pages()}
    unknown = [name for name in names if name not in by_name]
    if unknown:
        raise ValueError(f"There is no page {unknown[0]!r}; there are: {', '.join(by_name)}.")
    return [by_name[name] for name in dict.fromkeys(names)] if names else list(by_name.values())


def pages_to_run(
    names: Sequence[str], minutes: float | None, up_to_date: Callable[[Path], bool]
) -> Iterator[Path]:
    """Yield the pages that remain to be run, none after so many minutes, and say what is left out.

    Raises
    ------
    typer.Exit
        With code 2, if a name is no page's; all names are said.
    """
    start = time.monotonic()
    try:
        paths = find_pages(names)
    except ValueError as error:
        console.print(str(error), style="red")
        raise typer.Exit(2) from None
    for path in paths:
        if up_to_date(path):
            console.print(f"{path.stem}: up to date")
        elif minutes is not None and time.monotonic() - start > 60 * minutes:
            console.print(f"The {minutes:g} minutes are over; the same command goes on with {path.stem}.")
            return
        else:
            yield path


def with_seed(notebook: NotebookNode, seed: int) -> NotebookNode:
    """Return the notebook with ``seed = 0`` in its parameters cell replaced.

    Raises
    ------
    ValueError
        If there is no such cell, or more than one.
    """
    cells = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    if len(cells) != 1 or not re.search(r"^seed = \d+$", cells[0].source, re.MULTILINE):
        raise ValueError("a page needs exactly one cell tagged parameters with a line such as seed = 0.")
    cells[0].source = re.sub(r"^seed = \d+$", f"seed = {seed}", cells[0].source, flags=re.MULTILINE)
    return notebook


def read(path: Path) -> NotebookNode:
    """Read a page as a notebook."""
    notebook: NotebookNode = jupytext.read(path)
    return notebook


def execute(path: Path, notebook: NotebookNode, lines: Iterable[str] = ()) -> NotebookNode:
    """Execute a notebook beside its page, going on after errors; returns the same notebook with outputs.

    Parameters
    ----------
    path : Path
        The page's file; its folder becomes the working directory.
    notebook : NotebookNode
    lines : iterable of str
        Lines of Python that the kernel runs before the first cell.

    Raises
    ------
    nbclient.exceptions.CellTimeoutError, nbclient.exceptions.DeadKernelError
        If a cell takes too long, or the kernel dies: there is nothing to go on with.
    """
    client = nbclient.NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=CELL_TIMEOUT,
        allow_errors=True,
        record_timing=False,
        resources={"metadata": {"path": str(path.parent)}},
        extra_arguments=[*KERNEL_ARGUMENTS, *(f"--IPKernelApp.exec_lines={line}" for line in lines)],
    )
    executed: NotebookNode = client.execute()
    return executed


def errors(notebook: NotebookNode) -> list[str]:
    """List the errors of an executed notebook that no tag announces: cell, counted from 1, and message."""
    found = []
    for number, cell in enumerate((c for c in notebook.cells if c.cell_type == "code"), 1):
        error = next((output for output in cell.outputs if output.output_type == "error"), None)
        if error is not None and "raises-exception" not in cell.metadata.get("tags", []):
            message = f"{error.ename}: {error.evalue}".splitlines()[0][:200]
            found.append(f"cell {number}: {message}")
    return found


def glued(notebook: NotebookNode) -> dict[str, str]:
    """Return what the cells of an executed page glued, as the page writes it, by name."""
    values = {}
    for cell in (c for c in notebook.cells if c.cell_type == "code"):
        for output in cell.outputs:
            book = output.get("metadata", {}).get("scrapbook")
            if book is not None:
                values[book["name"]] = output["data"].get(f"{book['mime_prefix']}text/plain", "")
    return values


def glued_numbers(notebook: NotebookNode) -> dict[str, float]:
    """Return those glued values that are finite numbers, also where they were text: ``'12.5'``."""
    found = {name: _number(text) for name, text in glued(notebook).items()}
    return {name: number for name, number in found.items() if number is not None and math.isfinite(number)}


def _number(text: str) -> float | None:
    try:
        value = ast.literal_eval(NUMPY_SCALAR.sub(r"\1", text))
        return float(str(value).replace(",", "").replace("−", "-"))
    except (ValueError, SyntaxError):
        return None


def main(page: str, line: str, *packages: str) -> None:
    """Run a page after a line of Python; write what came out as JSON."""
    os.environ.update(ENVIRONMENT)
    notebook = execute(Path(page), read(Path(page)), [line])
    found = {"errors": errors(notebook), "numbers": glued_numbers(notebook)}
    print(json.dumps({"versions": {name: version(name) for name in packages}} | found))


if __name__ == "__main__":
    main(*sys.argv[1:])

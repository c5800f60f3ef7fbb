"""Benchmarks: studies of pages, claims under other seeds, and what is proven of the graders.

``make bench`` runs the studies whose results are missing or stale, counts the proofs of the graders if
they have changed, and, if the grading engine has, compares it with stock nbgrader in a small class, which
takes about five minutes. With arguments::

    make bench ARGS="studies --all"              # run every study again
    make bench ARGS="seeds k-means 1 2 3"        # run a page under other seeds; which claims held?
    make bench ARGS="graders --all"              # grade all answers and mutants again
    make bench ARGS="grading --full"             # the comparison that the page shows: nearly an hour
    make bench ARGS="site"                       # Lighthouse on five pages of the built site
    make bench ARGS="attacks"                    # hostile submissions, on stock nbgrader as well: ten minutes
"""

import importlib
import os
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import bench_attacks
import bench_grading
import bench_site
import jupytext
import nbclient
import studies as study_module
import typer
from book_execute import ENVIRONMENT, KERNEL_ARGUMENTS
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from studies import ROOT, pages

app = typer.Typer(add_completion=False, help=__doc__, no_args_is_help=False)
app.command("grading")(bench_grading.grading)
app.command("attacks")(bench_attacks.attacks)
app.command("site")(bench_site.site)
console = Console()
CLAIM = re.compile(r"#\s*Claim:\s*(.+?)\s*$", re.MULTILINE)


@app.callback(invoke_without_command=True)
def main(context: typer.Context) -> None:
    """Run what is not up to date."""
    os.environ.update(ENVIRONMENT)
    if context.invoked_subcommand is None:
        studies()
        graders()
        if bench_grading.is_up_to_date():
            console.print("grading: up to date")
        else:
            bench_grading.grading()
            console.print('grading: the page shows an older comparison, see ARGS="grading --full"')


@app.command()
def studies(
    every: Annotated[bool, typer.Option("--all", help="Also those whose results are up to date.")] = False,
    workers: Annotated[int, typer.Option(min=1, help="Processes side by side.")] = 2,
) -> None:
    """Run the pages' studies and store their results."""
    for study in study_module.all_studies(pages()):
        problem = study.problem()
        if problem is None and not every:
            console.print(f"{study.page.stem}: {len(study.seeds)} seeds, up to date")
            continue
        with Progress(console=console) as progress:
            task = progress.add_task(study.page.stem, total=len(study.seeds))
            path = study_module.run(study, workers, lambda done, t=task: progress.update(t, completed=done))  # type: ignore[misc]
        console.print(f"{study.page.stem}: wrote {path.relative_to(ROOT)}")


@app.command()
def graders(
    every: Annotated[bool, typer.Option("--all", help="Also if nothing has been added.")] = False,
) -> None:
    """Grade all listed answers and all mutants, and write the table of the page about graders."""
    sys.path.insert(0, str(ROOT / "tests"))
    report = importlib.import_module("graders.report")
    if report.is_up_to_date() and not every:
        console.print("graders: up to date")
        return
    with console.status("grading answers and mutants, about two minutes"):
        report.write()
    console.print(f"graders: wrote {report.RESULTS.relative_to(ROOT)}")


@dataclass(frozen=True)
class Verdict:
    """What became of the claims of a page under one seed."""

    seed: int
    held: list[str]
    failed: list[str]


@app.command()
def seeds(
    page: Annotated[str, typer.Argument(help="Name of a page without ending, such as k-means.")],
    values: Annotated[list[int], typer.Argument(help="Seeds to try, such as 1 2 3.")],
    workers: Annotated[int, typer.Option(min=1, help="Runs side by side.")] = 2,
) -> None:
    """Run a page under other seeds and say which claims held; exit code 1 if one did not."""
    path = next((path for path in pages() if path.stem == page), None)
    if path is None:
        names = ", ".join(path.stem for path in pages())
        console.print(f"There is no page {page!r}; there are: {names}.", style="red")
        raise typer.Exit(2)
    with ThreadPoolExecutor(workers) as pool:
        verdicts = list(pool.map(lambda seed: run_page(path, seed), values))
    table = Table("claim", *(f"seed {verdict.seed}" for verdict in verdicts), title=page)
    for claim in dict.fromkeys(claim for v in verdicts for claim in v.held + v.failed):
        table.add_row(claim, *("held" if claim in v.held else "[red]failed[/]" for v in verdicts))
    console.print(table)
    raise typer.Exit(any(verdict.failed for verdict in verdicts))


def run_page(path: Path, seed: int) -> Verdict:
    """Execute a page with another value in its parameters cell; an error ends no run but counts."""
    notebook = with_seed(jupytext.read(path), seed)
    nbclient.NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=600,
        allow_errors=True,
        resources={"metadata": {"path": str(path.parent)}},
        extra_arguments=list(KERNEL_ARGUMENTS),
    ).execute()
    held, failed = [], []
    for number, cell in enumerate((c for c in notebook.cells if c.cell_type == "code"), 1):
        error = next((o for o in cell.outputs if o.output_type == "error"), None)
        claims = claims_of(cell.source, number)
        if error is None:
            held += claims
        else:
            failed += claims or [f"cell {number}: {error.ename}: {error.evalue.splitlines()[0][:60]}"]
    return Verdict(seed, held, failed)


def claims_of(source: str, number: int) -> list[str]:
    """Claims of a cell: its comments ``# Claim: ...``, or its number where it only has assertions."""
    claims = [match.rstrip(".") for match in CLAIM.findall(source)]
    if not claims and re.search(r"^\s*(assert\b|np\.testing\.)", source, re.MULTILINE):
        claims = [f"assertions of cell {number}"]
    return claims


def with_seed(notebook: Any, seed: int) -> Any:
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


if __name__ == "__main__":
    sys.exit(app())

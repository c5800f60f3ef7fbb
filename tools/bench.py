"""Benchmarks: studies of pages, claims under other seeds, and what is proven of the graders.

``make bench`` runs the studies whose results are missing or stale, counts the proofs of the graders if
they have changed, and, if the grading engine has, compares it with stock nbgrader in a small class, which
takes about five minutes. With arguments::

    make bench ARGS="studies --all"              # run every study again
    make bench ARGS="seeds k-means 1 2 3"        # run a page under other seeds; which claims held?
    make bench ARGS="robust --minutes 60"        # all pages under five seeds or twenty: many hours, in parts
    make bench ARGS="twice k-means"              # run a page twice: are numbers and outputs the same?
    make bench ARGS="versions k-means"           # run it with the lowest and the newest libraries
    make bench ARGS="graders --all"              # grade all answers and mutants again
    make bench ARGS="grading --full"             # the comparison that the page shows: nearly an hour
    make bench ARGS="site"                       # Lighthouse on five pages of the built site
    make bench ARGS="attacks"                    # hostile submissions, on stock nbgrader as well: ten minutes
"""

import importlib
import os
import sys
from typing import Annotated

import bench_attacks
import bench_grading
import bench_repeat
import bench_robust
import bench_site
import studies as study_module
import typer
from book_execute import ENVIRONMENT
from rich.console import Console
from rich.progress import Progress
from studies import ROOT, pages

app = typer.Typer(add_completion=False, help=__doc__, no_args_is_help=False)
app.command("grading")(bench_grading.grading)
app.command("attacks")(bench_attacks.attacks)
app.command("site")(bench_site.site)
app.command("seeds")(bench_robust.seeds)
app.command("robust")(bench_robust.robust)
app.command("twice")(bench_repeat.twice)
app.command("versions")(bench_repeat.versions)
console = Console()


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


if __name__ == "__main__":
    sys.exit(app())

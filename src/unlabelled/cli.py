"""The command `unlabelled`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from unlabelled import __version__
from unlabelled.grading.check import TIMEOUT, BadInput, Report, Result, Verdict, check
from unlabelled.grading.doctor import doctor_command
from unlabelled.grading.engine.command import grade_command, serve_command
from unlabelled.grading.marks import export_command
from unlabelled.grading.newcourse import bundle_command, course_command

app = typer.Typer(
    add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode="markdown"
)

# A verdict is said in words; the colour only repeats it.
STYLES = {
    Verdict.PASSED: "green",
    Verdict.FAILED: "red",
    Verdict.NOT_ANSWERED: "yellow",
    Verdict.TEST_CHANGED: "red",
    Verdict.CELL_MISSING: "red",
    Verdict.BY_HAND: "cyan",
}


def _say_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"unlabelled {__version__}")
        raise typer.Exit


@app.callback()
def commands(
    version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Check your answers, or grade a class's, for the course Mostly Unlabelled."""


@app.command("check")
def check_command(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="Your notebook, for example clustering.ipynb.", show_default=False
        ),
    ],
    timeout: Annotated[
        int, typer.Option(min=1, metavar="SECONDS", help="Seconds after which a cell is stopped.")
    ] = TIMEOUT,
) -> None:
    """Run a notebook's visible tests and show how each question stands.

    The notebook is run from its first cell to its last, in a fresh Python and in a temporary
    folder; your file is only read, so save it first. The visible tests are a help: when your
    answers are graded, hidden tests decide the points.

    Ends with 0 if all visible tests pass, 1 if some do not, 2 if the file cannot be checked.
    """
    try:
        report = _check_with_progress(file, timeout)
    except BadInput as error:
        typer.echo(f"unlabelled check: {error}", err=True)
        raise typer.Exit(2) from None
    show(report, Console(highlight=False))
    raise typer.Exit(0 if report.passed else 1)


def _check_with_progress(file: Path, timeout: int) -> Report:
    console = Console(stderr=True)
    columns = TextColumn("Running {task.description}"), BarColumn()
    # Transient, and on stderr: what is piped on is the report alone.
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(file.name, total=None)
        return check(
            file,
            timeout=timeout,
            progress=lambda done, total: progress.update(task, completed=done, total=total),
        )


def show(report: Report, console: Console) -> None:
    """Print a report: a table of the questions, then what is wrong and what to think about."""
    console.print(_table(report))
    for number, result in enumerate(report.results, 1):
        if result.message:
            console.print(_explanation(number, result))
            console.print()
    for note in report.notes:
        console.print(Text(note))
    console.print(_summary(report))


def _table(report: Report) -> Table:
    table = Table(title=f"Assignment {report.assignment}", title_justify="left", box=box.SIMPLE_HEAD)
    table.add_column("Question")
    table.add_column("Points", justify="right")
    table.add_column("Visible tests")
    for result in report.results:
        verdict = Text(result.verdict.value, style=STYLES[result.verdict])
        table.add_row(result.question.title, str(result.question.points), verdict)
    return table


def _explanation(number: int, result: Result) -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.add_row(f"{number}.", Text(result.message))
    if result.hint:
        grid.add_row("", Text(f"Hint: {result.hint}", style="italic"))
    return grid


def _summary(report: Report) -> Text:
    tested = [result for result in report.results if result.verdict is not Verdict.BY_HAND]
    passed = sum(result.verdict is Verdict.PASSED for result in tested)
    points = sum(result.question.points for result in tested)
    within_reach = sum(result.question.points for result in tested if result.verdict is Verdict.PASSED)
    return Text(
        f"{passed} of {len(tested)} questions pass their visible tests, "
        f"worth {within_reach} of {points} points. Hidden tests decide the points when it is graded."
    )


app.command("course")(course_command)
app.command("bundle")(bundle_command)
app.command("grade")(grade_command)
app.command("serve")(serve_command)
app.command("export")(export_command)
app.command("doctor")(doctor_command)


def main() -> None:
    """Run the command line."""
    app()

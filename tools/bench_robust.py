"""Do the claims hold? Every claim and every glued number of the pages, under other seeds.

A page runs under five seeds, and under twenty if anything fails in one of these; the run under its own seed
is the one that made the site, if there is one. After each run the file ``results/robustness/PAGE.json`` is
written anew: whoever stops this goes on later where it was.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from threading import Lock
from typing import Annotated, Any

import page_runs
import typer
from book import built_execution
from checks import code_cells, depends, names_that_depend, recorded, report
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from rich.console import Console
from rich.table import Table
from studies import ROOT, Record, origin, write_records
from unlabelled_site.robustness import Results, passed

console = Console()
# Python 3.11 may lose count when two threads parse at a time: "AST constructor recursion depth mismatch".
PARSING = Lock()


def run(path: Path, seed: int) -> Record:
    """Run a page under a seed.

    Returns
    -------
    dict
        ``seed``, ``seconds``; ``checks``: for each claim (``claim 1``) and each cell with other assertions
        (``cell 7``) whether all of it held; ``messages`` of those that failed; ``numbers``: what was glued;
        ``errors``: what else went wrong, one line each.
    """
    with PARSING:
        notebook, _ = recorded(page_runs.with_seed(page_runs.read(path), seed))
    start = time.perf_counter()
    try:
        page_runs.execute(path, notebook)
    except (CellTimeoutError, DeadKernelError) as error:
        checks, errors = {}, [f"{type(error).__name__}: a cell took too long, or the kernel died"]
    else:
        checks, errors = report(notebook), [_of_page(line) for line in page_runs.errors(notebook)]
    seconds = time.perf_counter() - start
    with PARSING:
        numbers = page_runs.glued_numbers(notebook)
    return {
        "seed": seed,
        "seconds": round(seconds, 1),
        "checks": {name: check["held"] for name, check in checks.items()},
        "messages": {name: check["message"] for name, check in checks.items() if not check["held"]},
        "numbers": numbers,
        "errors": errors,
    }


def from_the_site(path: Path) -> Record | None:
    """Return the run that made the site, as `run` returns one; None if the page as it stands was not built.

    The build ends at the first assertion that fails: in a page that was built, all held.
    """
    execution = built_execution(path)
    if execution is None:
        return None
    _, checks = recorded(page_runs.read(path))
    return {
        "seed": 0,
        "seconds": round(execution.seconds, 1),
        "checks": {check.name: True for check in checks},
        "messages": {},
        "numbers": page_runs.glued_numbers(execution.notebook),
        "errors": [],
    }


def _of_page(line: str) -> str:
    """Count cells as the page does: the recorder's own stands before them."""
    cell, message = line.removeprefix("cell ").split(":", 1)
    return f"cell {int(cell) - 1}:{message}"


def fixed_claims(path: Path) -> list[int]:
    """Number the claims, from 1, whose assertions read nothing that hangs on the seed.

    Such a claim stands on given data or on the stored results of a study, with seeds of its own.
    """
    notebook = page_runs.read(path)
    _, checks = recorded(notebook)
    reached = names_that_depend([cell.source for cell in code_cells(notebook)], {"seed"})
    claims = {check.name for check in checks if check.name.startswith("claim")}
    hanging = {check.name for check in checks if depends(check, reached)}
    return sorted(int(name.removeprefix("claim ")) for name in claims - hanging)


def in_order(path: Path, seeds: list[int], workers: int) -> Iterator[Record]:
    """Run a page under some seeds, and yield each run when it is done."""
    with ThreadPoolExecutor(workers) as pool:
        try:
            yield from (future.result() for future in as_completed(pool.submit(run, path, s) for s in seeds))
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def run_page(path: Path, workers: int, say: Callable[[str], object] = console.print) -> Results:
    """Run a page under all seeds that are missing, and write its file after each run."""
    results = Results(ROOT, path)
    made = origin()
    if results.stored and results.missing_seeds() and results.stored["versions"] != made["versions"]:
        results.path.unlink()  # half of a page with other versions is of no use
        results = Results(ROOT, path)
    while seeds := results.missing_seeds():
        head = {"page": path.stem, "code": results.code} | made | {"fixed": fixed_claims(path)}
        records = results.runs
        if 0 in seeds and (built := from_the_site(path)):
            records, seeds = [built], [seed for seed in seeds if seed]
        for record in in_order(path, seeds, workers):
            records = sorted([*records, record], key=lambda r: int(r["seed"]))
            write_records(results.path, head, records)
            say(f"{path.stem}: seed {record['seed']}, {record['seconds']:.0f} s, {_in_words(record)}")
        results = Results(ROOT, path)
    return results


def _in_words(record: dict[str, Any]) -> str:
    if passed(record):
        return "all held"
    failed = [name for name, held in record["checks"].items() if not held]
    return "[red]failed:[/] " + "; ".join([*failed, *record["errors"]])


def robust(
    names: Annotated[list[str] | None, typer.Argument(help="Pages, such as k-means; all without.")] = None,
    minutes: Annotated[float | None, typer.Option(min=0, help="Start no page after so many.")] = None,
    workers: Annotated[int, typer.Option(min=1, help="Runs side by side.")] = 2,
    again: Annotated[bool, typer.Option("--all", help="Also pages whose results are up to date.")] = False,
) -> None:
    """Run pages under five seeds, or twenty where something fails, and store what held."""

    def up_to_date(path: Path) -> bool:
        return not again and not Results(ROOT, path).missing_seeds()

    for path in page_runs.pages_to_run(names or [], minutes, up_to_date):
        if again:
            Results(ROOT, path).path.unlink(missing_ok=True)
        run_page(path, workers)


def seeds(
    page: Annotated[str, typer.Argument(help="Name of a page without ending, such as k-means.")],
    values: Annotated[list[int], typer.Argument(help="Seeds to try, such as 1 2 3.")],
    workers: Annotated[int, typer.Option(min=1, help="Runs side by side.")] = 2,
) -> None:
    """Run a page under other seeds and say which claims held; exit code 1 if one did not."""
    (path,) = page_runs.pages_to_run([page], None, lambda path: False)
    runs = sorted(in_order(path, values, workers), key=lambda record: int(record["seed"]))
    table = Table("claim", *(f"seed {record['seed']}" for record in runs), title=page)
    claims = {f"claim {n}": claim.text for n, claim in enumerate(Results(ROOT, path).claims, 1)}
    others = dict.fromkeys(name for record in runs for name in record["checks"] if name not in claims)
    for name, text in (claims | {name: f"assertions of {name}" for name in others}).items():
        table.add_row(text, *(_verdict(record["checks"].get(name)) for record in runs))
    for error in dict.fromkeys(error for record in runs for error in record["errors"]):
        table.add_row(error, *("[red]error[/]" if error in record["errors"] else "" for record in runs))
    console.print(table)
    raise typer.Exit(not all(map(passed, runs)))


def _verdict(held: bool | None) -> str:
    return "[red]not reached[/]" if held is None else "held" if held else "[red]failed[/]"

"""Lighthouse on five pages of the built site, as a phone on a slow line sees them.

The site is served with compression, as every host serves it; each page is measured three times and the
median counts. Needs Chromium and npm, which fetches Lighthouse.
"""

import json
import os
import shutil
import statistics
import subprocess
from collections.abc import Sequence
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from serve import served
from studies import ROOT

from unlabelled.grading.doctor import find_chromium

SITE = ROOT / "_build" / "html"
LIGHTHOUSE = "lighthouse@12"
# One page of each kind: landing, formulas, pictures, questions, exercises.
PAGES = (
    "index",
    "chapters/03-dimensionality-reduction/pca",
    "chapters/06-autoencoders/particles-in-ice",
    "chapters/02-clustering/k-means",
    "assignments/clustering",
)
BUDGETS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
Scores = dict[str, float]


def run_lighthouse(address: str, chromium: str) -> dict[str, Any]:
    """Let Lighthouse visit a page; return its report."""
    flags = "--chrome-flags=--headless=new --no-sandbox --disable-gpu"
    command = ["npx", "--yes", LIGHTHOUSE, address, "--output=json", "--quiet", flags]
    surroundings = {**os.environ, "CHROME_PATH": chromium}
    result = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=True)
    report: dict[str, Any] = json.loads(result.stdout)
    return report


def scores_of(report: dict[str, Any]) -> Scores:
    """Return Lighthouse's marks, from 0 to 100."""
    return {name: 100 * report["categories"][name]["score"] for name in BUDGETS}


def median_of(runs: Sequence[Scores]) -> Scores:
    """Return the median of each mark over several runs."""
    return {name: statistics.median(run[name] for run in runs) for name in BUDGETS}


def missed(scores: Scores) -> list[str]:
    """List the marks that are below what is wanted."""
    return [name for name, wanted in BUDGETS.items() if scores[name] < wanted]


def site(
    runs: Annotated[int, typer.Option(min=1, help="Visits of each page; the median counts.")] = 3,
) -> None:
    """Measure five pages with Lighthouse; ends with 1 if one misses its marks."""
    chromium = find_chromium()
    if chromium is None or shutil.which("npx") is None:
        typer.echo("Lighthouse needs Chromium and npm: install chromium and npm.", err=True)
        raise typer.Exit(2)
    if not (SITE / "index.html").is_file():
        typer.echo("There is no site yet: make book.", err=True)
        raise typer.Exit(2)
    table = Table("page", *BUDGETS, title=f"Lighthouse, phone, medians of {runs}")
    measured: dict[str, Scores] = {}
    with served(SITE) as address:
        for page in PAGES:
            visits = [run_lighthouse(f"{address}/{page}.html", chromium) for _ in range(runs)]
            measured[page] = median_of([scores_of(visit) for visit in visits])
            table.add_row(page, *(f"{measured[page][name]:.0f}" for name in BUDGETS))
    (ROOT / "_build" / "lighthouse.json").write_text(json.dumps(measured, indent=1), encoding="utf-8")
    Console().print(table)
    if failed := {page: names for page, scores in measured.items() if (names := missed(scores))}:
        typer.echo(f"Below the marks: {failed}", err=True)
        raise typer.Exit(1)

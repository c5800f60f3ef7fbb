"""Lighthouse on five pages of the built site, as a phone on a slow line sees them.

The site is served with compression, as every host serves it; each page is measured three times and the
median counts. Needs Chromium and npm, which fetches Lighthouse.
"""

import functools
import gzip
import json
import os
import shutil
import statistics
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from studies import ROOT

SITE = ROOT / "_build" / "html"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
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
COMPRESSED = {".html", ".js", ".css", ".svg", ".json", ".txt", ".xml"}
Scores = dict[str, float]


class CompressingHandler(SimpleHTTPRequestHandler):
    """A file server that compresses text and says nothing."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Send a file, compressed if that pays and the browser takes it."""
        file = Path(self.translate_path(self.path))
        if file.suffix not in COMPRESSED or not file.is_file() or "gzip" not in self._accepted():
            super().do_GET()
            return
        content = gzip.compress(file.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=31536000")
        self.end_headers()
        self.wfile.write(content)

    def _accepted(self) -> str:
        return str(self.headers.get("Accept-Encoding", ""))


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine; yield its address."""
    handler = functools.partial(CompressingHandler, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


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
    chromium = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
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

"""Build the website: execute the pages and the solutions, build with warnings as errors, check what came out.

Run ``python tools/book.py`` (``make book`` does). When no input has changed since the last successful
build, nothing happens.
"""

import argparse
import fcntl
import json
import os
import shutil
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import yaml
from book_execute import ANSI, ENVIRONMENT, Execution, execute_notebook, shared_caches
from jupyter_cache.base import CacheBundleIn, JupyterCacheAbstract
from nbformat import NotebookNode
from rich.console import Console
from rich.table import Table
from sphinx_external_toc.parsing import parse_toc_yaml

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "_ext"))

from unlabelled_site.address import Address  # noqa: E402
from unlabelled_site.execution import (  # noqa: E402
    GIVEN_CACHE,
    ExecutionRecord,
    cache_folder,
    files_below,
    find_record,
    hash_files,
    open_cache,
    read_page,
    solutions_cache_folder,
    write_costs,
)

AT_ONCE = 2
SOURCES = (
    *("_config.yml", "_toc.yml", "_ext", "_static", "index.md", "references.bib", "requirements.lock"),
    *(
        "assignments",
        "chapters",
        "exercises",
        "guide",
        "results",
        "solutions",
        "src/unlabelled",
        "tools/book.py",
        "tools/book_execute.py",
    ),
)
# Made by Sphinx and its extensions, not by a page of the table of contents.
EXTRA_PAGES = ("404", "search")


class BookError(Exception):
    """Something that the author of a page has to mend; its text is all that is shown."""


@dataclass(frozen=True)
class Book:
    """Where the book's sources and results are."""

    root: Path

    @property
    def build(self) -> Path:
        """Folder of everything that is made."""
        return self.root / "_build"

    @property
    def site(self) -> Path:
        """Folder of the finished website."""
        return self.build / "html"

    @property
    def reports(self) -> Path:
        """Folder of what went wrong in the last build, in full length."""
        return self.build / "reports"

    @property
    def stamp(self) -> Path:
        """File with the hash of the inputs of the last successful build."""
        return self.build / "inputs.json"

    def config(self) -> dict[str, Any]:
        """Read _config.yml."""
        loaded: dict[str, Any] = yaml.safe_load((self.root / "_config.yml").read_text(encoding="utf-8"))
        return loaded

    def pages(self) -> list[Path]:
        """List the pages of _toc.yml."""
        names = [str(name).removesuffix(".md") for name in parse_toc_yaml(self.root / "_toc.yml")]
        pages = [self.root / f"{name}.md" for name in names]
        missing = [self.name(page) for page in pages if not page.is_file()]
        if missing:
            raise BookError(f"_toc.yml names pages that do not exist: {', '.join(missing)}")
        return pages

    def solutions(self) -> list[Path]:
        """List the solved assignments, as their authors write them."""
        return sorted(self.root.glob("solutions/*/*.md"))

    def name(self, page: Path) -> str:
        """Return a page's path as an author writes it."""
        return page.relative_to(self.root).as_posix()


@dataclass(frozen=True)
class Batch:
    """Notebooks of one kind by the files of their texts, and where their outputs are kept."""

    kind: str
    cache: JupyterCacheAbstract
    notebooks: dict[Path, NotebookNode]

    def todo(self) -> dict[Path, NotebookNode]:
        """Return the notebooks whose outputs the cache lacks."""
        return {path: nb for path, nb in self.notebooks.items() if find_record(self.cache, nb) is None}


def say(text: str) -> None:
    """Print one line now, also into a pipe."""
    print(text, flush=True)


def inputs_hash(book: Book) -> str:
    """Hash everything that the site is made from, surroundings included."""
    paths = [book.root / source for source in SOURCES]
    files = files_below(*(path for path in paths if path.exists()))
    address = Address.from_environment(os.environ)
    return hash_files(book.root, files, repr(address), sys.version)


def site_is_complete(book: Book, pages: Sequence[Path]) -> list[str]:
    """List the pages that the built site lacks."""
    names = [book.name(page).removesuffix(".md") for page in pages] + list(EXTRA_PAGES)
    return [name for name in names if not (book.site / f"{name}.html").is_file()]


def up_to_date(book: Book, inputs: str) -> bool:
    """Say whether the site was built from just these inputs and is still there."""
    if not book.stamp.is_file():
        return False
    stamp = json.loads(book.stamp.read_text(encoding="utf-8"))
    return bool(stamp["inputs"] == inputs) and not site_is_complete(book, book.pages())


def read_pages(book: Book, pages: Sequence[Path]) -> dict[Path, NotebookNode]:
    """Read those pages, or solutions, that contain code."""
    extensions = book.config()["parse"]["myst_enable_extensions"]
    notebooks = {}
    for page in pages:
        try:
            notebook = read_page(page, extensions)
        except Exception as error:
            raise BookError(f"{book.name(page)} cannot be read as a notebook: {error}") from error
        if notebook is not None:
            notebooks[page] = notebook
    return notebooks


def forget_changed_results(
    book: Book, cache: JupyterCacheAbstract, notebooks: dict[Path, NotebookNode]
) -> None:
    """Forget the outputs of pages that show a stored result which has changed since."""
    stored = {file.stem: hash_files(book.root, [file]) for file in (book.root / "results").glob("*.json")}
    memory = Path(cache.path) / "results-shown.json"
    shown = json.loads(memory.read_text(encoding="utf-8")) if memory.is_file() else {}
    for page, notebook in notebooks.items():
        code = "".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
        now = {name: stored[name] for name in sorted(stored) if f'"{name}"' in code}
        if now != shown.get(book.name(page), {}):
            forget(cache, notebook)
        shown[book.name(page)] = now
    memory.write_text(json.dumps(shown), encoding="utf-8")


def forget(cache: JupyterCacheAbstract, notebook: NotebookNode) -> None:
    """Drop a page's outputs from the cache, if they are there."""
    with suppress(KeyError):
        cache.remove_cache(cache.match_cache_notebook(notebook).pk)


def pages_batch(book: Book, pages: Sequence[Path]) -> Batch:
    """Read pages; those whose stored results have changed are to be executed."""
    batch = Batch("pages with code", open_cache(cache_folder(book.root)), read_pages(book, pages))
    forget_changed_results(book, batch.cache, batch.notebooks)
    return batch


def solutions_batch(book: Book, solutions: Sequence[Path]) -> Batch:
    """Read solutions."""
    return Batch("solutions", open_cache(solutions_cache_folder(book.root)), read_pages(book, solutions))


def execute(book: Book, *batches: Batch) -> None:
    """Execute what the caches lack; raise after the last notebook if any failed."""
    todo = {path: (batch.cache, nb) for batch in batches for path, nb in batch.todo().items()}
    for batch in batches:
        unchanged = len(batch.notebooks.keys() - todo.keys())
        say(f"{len(batch.notebooks)} {batch.kind}; {unchanged} of them have not changed.")
    shutil.rmtree(book.reports, ignore_errors=True)
    if todo:
        fill_caches(book, [notebook for _, notebook in todo.values()])
    timeout = int(book.config()["execute"]["timeout"])
    failures = []
    # A new process for each notebook: its memory can then be told from its predecessor's.
    with ProcessPoolExecutor(AT_ONCE, get_context("spawn"), max_tasks_per_child=1) as pool:
        running: dict[Future[Execution], Path] = {}
        for path, (_, notebook) in todo.items():
            running[pool.submit(execute_notebook, path, notebook, timeout, book.root)] = path
            say(f"Executing {book.name(path)} ...")
        for future in as_completed(running):
            path, execution = running[future], future.result()
            if execution.failure is None:
                store(todo[path][0], path, execution)
                say(f"Executed {book.name(path)}: {execution.seconds:.1f} s, {megabytes(execution)} MB")
            else:
                failures.append(explain_failure(book, path, execution))
                say(f"Failed {book.name(path)}")
    if failures:
        raise BookError("\n\n".join(failures))


def fill_caches(book: Book, notebooks: Iterable[NotebookNode]) -> None:
    """Let Matplotlib find the machine's fonts, and UMAP compile: that takes seconds that no page should pay.

    Both keep what they find or make, see `shared_caches`.
    """
    modules = ["matplotlib.font_manager"]
    if any("import umap" in cell.source for notebook in notebooks for cell in notebook.cells):
        modules.append("umap")
    command = [sys.executable, "-c", f"import {', '.join(modules)}"]
    subprocess.run(command, env=os.environ | ENVIRONMENT | shared_caches(book.root), capture_output=True)


def megabytes(execution: Execution) -> int:
    """Return the peak memory in MB for people."""
    return round(execution.peak_bytes / 1e6)


def store(cache: JupyterCacheAbstract, page: Path, execution: Execution) -> None:
    """Put an executed page where Sphinx finds it."""
    data = {"execution_seconds": execution.seconds, "peak_bytes": execution.peak_bytes}
    cache.cache_notebook_bundle(
        CacheBundleIn(execution.notebook, str(page), data=data), check_validity=False, overwrite=True
    )


def explain_failure(book: Book, page: Path, execution: Execution) -> str:
    """Write the traceback, if there is one, to a file; say in a few lines what failed and where."""
    failure = execution.failure
    assert failure is not None
    line = f", line {failure.line}" if failure.line else ""
    cell = f" (code cell {failure.cell})" if failure.cell else ""
    lines = [f"{book.name(page)}{line}{cell} failed:"]
    lines += [textwrap.indent(text, "    ") for text in (failure.code, failure.message) if text]
    if failure.traceback:
        report = book.reports / f"{book.name(page)}.txt"
        report.parent.mkdir(parents=True, exist_ok=True)
        report.write_text(failure.traceback, encoding="utf-8")
        lines.append(f"  The full traceback: {report}")
    return "\n".join(lines)


def keep_costs(book: Book, solutions: Batch) -> None:
    """Tell the report what the solutions cost."""
    records = {path: find_record(solutions.cache, nb) for path, nb in solutions.notebooks.items()}
    write_costs(book.root, {path.parent.name: record for path, record in records.items() if record})


def build_site(book: Book, cache: JupyterCacheAbstract) -> Path:
    """Build the whole site in a folder of its own and return that folder.

    Everything is read again every time: Sphinx forgets the warnings of pages that it does not read. The
    folder is of this process alone: a Sphinx whose build was killed may still be writing into another.
    """
    for left_behind in book.build.glob("staging*"):
        shutil.rmtree(left_behind, ignore_errors=True)
    staging = book.build / f"staging-{os.getpid()}"
    command = [sys.executable, "-c", "from jupyter_book.cli.main import main; main()", "build", "."]
    options = ["--path-output", str(staging), "-W", "--keep-going", "-n", "--all", "-q"]
    surroundings = {**os.environ, GIVEN_CACHE: str(cache.path)}
    result = subprocess.run(
        [*command, *options], cwd=book.root, env=surroundings, capture_output=True, text=True
    )
    book.reports.mkdir(parents=True, exist_ok=True)
    log = book.reports / "site.txt"
    log.write_text(f"{result.stdout}\n{result.stderr}", encoding="utf-8")
    if result.returncode != 0:
        raise BookError(f"The site has warnings or errors:\n\n{warnings_of(result)}\n\n  The full log: {log}")
    return staging / "_build" / "html"


def warnings_of(result: subprocess.CompletedProcess[str]) -> str:
    """Return the lines of Sphinx's output that say what is wrong."""
    lines = [line for line in result.stderr.splitlines() if "WARNING" in line or "ERROR" in line]
    return ANSI.sub("", "\n".join(lines) or "\n".join(result.stderr.splitlines()[-15:]))


def publish(book: Book, built: Path) -> None:
    """Put the finished site in the place of the last one."""
    shutil.rmtree(book.site, ignore_errors=True)
    built.rename(book.site)
    shutil.rmtree(built.parents[1], ignore_errors=True)


def show_report(book: Book) -> None:
    """Print the tables that the site shows as well."""
    report = json.loads((book.site / "_static" / "build-report.json").read_text(encoding="utf-8"))
    costs = {"seconds": "seconds", "peak_megabytes": "peak MB"}
    sizes = {"words": "words", "code_lines": "lines of code", "figures": "figures"}
    show_table("pages", costs | sizes, report["pages"])
    show_table("assignments", costs | {"questions": "questions", "points": "points"}, report["assignments"])


def show_table(title: str, columns: dict[str, str], rows: Iterable[dict[str, Any]]) -> None:
    """Print some columns of one table of the report."""
    table = Table(title=f"Build report: {title}")
    table.add_column("page", overflow="fold")
    for head in columns.values():
        table.add_column(head, justify="right")
    for row in rows:
        values = ("" if row[key] is None else str(row[key]) for key in columns)
        table.add_row(row["page"] + (": over budget" if row["over_budget"] else ""), *values)
    Console().print(table)


@contextmanager
def alone(book: Book) -> Iterator[None]:
    """Wait until no other build of this book is running."""
    book.build.mkdir(exist_ok=True)
    with (book.build / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another build of the book is running; waiting for it ...")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def make_book(book: Book) -> None:
    """Execute, build, check and publish."""
    start = time.perf_counter()
    inputs = inputs_hash(book)
    if up_to_date(book, inputs):
        say(f"Nothing has changed. Open {book.site / 'index.html'}")
        return
    pages = book.pages()
    say(f"{len(pages)} pages in _toc.yml.")
    with_code, solutions = pages_batch(book, pages), solutions_batch(book, book.solutions())
    execute(book, with_code, solutions)
    keep_costs(book, solutions)
    cache = with_code.cache
    executed = len(cache.list_cache_records())
    say(Address.from_environment(os.environ).describe())
    say("Building the site; a warning is an error ...")
    built = build_site(book, cache)
    if len(cache.list_cache_records()) != executed:
        # It would be slow, with a network, and unmeasured: the two readings of a page differ.
        raise BookError("Sphinx has executed a page itself. Was it saved during the build? Run again.")
    publish(book, built)
    say("Checking that every page is there ...")
    if missing := site_is_complete(book, pages):
        raise BookError(f"The site lacks {', '.join(missing)}.")
    book.stamp.write_text(json.dumps({"inputs": inputs}), encoding="utf-8")
    show_report(book)
    say(f"Built in {time.perf_counter() - start:.0f} s. Open {book.site / 'index.html'}")


def execute_only(book: Book, page: Path) -> None:
    """Execute one page or solution (if it has changed) without building the site."""
    path = page.resolve()
    execute(book, (solutions_batch if path in book.solutions() else pages_batch)(book, [path]))


def built_execution(page: Path) -> ExecutionRecord | None:
    """Return how a build here executed a page as it stands; None if none did."""
    book, folder = Book(ROOT), cache_folder(ROOT)
    if not folder.is_dir() or not page.is_relative_to(ROOT):
        return None
    return find_record(open_cache(folder), read_pages(book, [page])[page])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    parser = argparse.ArgumentParser(description="Build the website of the course.")
    parser.add_argument("--page", type=Path, help="only execute this page or solution, to see if it works")
    parser.add_argument("--root", type=Path, default=ROOT, help="the book's folder (default: this one)")
    options = parser.parse_args(arguments)
    book = Book(options.root.resolve())
    try:
        with alone(book):
            if options.page:
                execute_only(book, options.page)
            else:
                make_book(book)
    except BookError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Say where the outputs of executed pages are kept and read a page as the site's parser reads it.

``tools/book.py`` executes the pages, Sphinx looks their outputs up: both must compute the same cache
folder and the same key for a page, so both ask here. Of the solutions Sphinx gets to know what they cost,
and no more: it reads none.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jupyter_cache import get_cache
from jupyter_cache.base import JupyterCacheAbstract
from myst_nb.core.read import is_myst_markdown_notebook, read_myst_markdown_notebook
from myst_parser.config.main import MdParserConfig
from nbformat import NotebookNode

GIVEN_CACHE = "UNLABELLED_EXECUTION_CACHE"
# Parts of the package that no page imports: a change there leaves every output as it is.
NOT_ON_PAGES = {"grading", "cli.py"}
# The same for solutions, whose tests import the rest of the grading.
NOT_IN_SOLUTIONS = {"grading/engine", "cli.py"}


@dataclass(frozen=True)
class ExecutionRecord:
    """What the cache knows about the execution of one page."""

    seconds: float
    peak_bytes: int
    notebook: NotebookNode


def files_below(*paths: Path) -> list[Path]:
    """List the files at and below some paths, sorted, without what Python leaves behind."""
    found = [file for path in paths for file in ([path] if path.is_file() else path.rglob("*"))]
    return sorted(file for file in found if file.is_file() and "__pycache__" not in file.parts)


def hash_files(root: Path, files: Iterable[Path], *extra: str) -> str:
    """Hash names and contents of files, and any further strings."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.relative_to(root).as_posix()}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    for text in extra:
        digest.update(f"{text}\0".encode())
    return digest.hexdigest()[:16]


def cache_folder(root: Path) -> Path:
    """Return the execution cache of the present package and lock file.

    jupyter-cache's key is a page's own code: without the hash in the folder's name, an old picture
    would stay on the page when the function that draws it changes. A build that has begun keeps its
    folder, even when somebody saves a file meanwhile: ``tools/book.py`` hands it on, and forgets there
    the pages whose stored results have changed.
    """
    if given := os.environ.get(GIVEN_CACHE):
        return Path(given)
    return root / "_build" / "executed" / package_key(root, NOT_ON_PAGES)


def solutions_cache_folder(root: Path) -> Path:
    """Return the execution cache of the solutions, which is never the one in which Sphinx looks."""
    return root / "_build" / "executed" / f"solutions-{package_key(root, NOT_IN_SOLUTIONS)}"


def package_key(root: Path, left_out: Iterable[str]) -> str:
    """Hash the lock file and the package, except for some of its files or folders."""
    package = root / "src" / "unlabelled"
    without = [package / name for name in left_out]
    files = [file for file in files_below(package) if not any(map(file.is_relative_to, without))]
    return hash_files(root, [*files, root / "requirements.lock"])


def write_costs(root: Path, costs: Mapping[str, ExecutionRecord]) -> None:
    """Keep the seconds and the peak memory of the solutions, by the assignment's name, for the report."""
    numbers = {name: (record.seconds, record.peak_bytes) for name, record in costs.items()}
    _costs_file(root).write_text(json.dumps(numbers), encoding="utf-8")


def read_costs(root: Path) -> dict[str, tuple[float, int]]:
    """Return seconds and peak memory in bytes by the assignment's name; nothing if nothing was measured."""
    file = _costs_file(root)
    found: dict[str, tuple[float, int]] = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    return found


def _costs_file(root: Path) -> Path:
    return root / "_build" / "solutions.json"


def open_cache(folder: Path) -> JupyterCacheAbstract:
    """Open (or create) the cache and let it hold more pages than the course will ever have."""
    cache = get_cache(str(folder))
    cache.change_cache_limit(10_000)
    return cache


def read_page(path: Path, extensions: Iterable[str]) -> NotebookNode | None:
    """Read a page as a notebook, or return None for a page without code.

    Parameters
    ----------
    path : Path
        The page's Markdown file.
    extensions : iterable of str
        The Markdown extensions of the site: they decide where a cell begins, hence the cache's key.
    """
    text = path.read_text(encoding="utf-8")
    if not is_myst_markdown_notebook(text):
        return None
    config = MdParserConfig(enable_extensions=set(extensions))
    notebook = read_myst_markdown_notebook(text, config=config, add_source_map=True, path=path)
    has_code = any(cell.cell_type == "code" for cell in notebook.cells)
    return notebook if has_code else None


def find_record(cache: JupyterCacheAbstract, notebook: NotebookNode) -> ExecutionRecord | None:
    """Look up how a page was executed; None if it was not, or by something that measured nothing."""
    try:
        record = cache.match_cache_notebook(notebook)
        executed = cache.get_cache_bundle(record.pk).nb
    except KeyError:
        return None
    data: dict[str, Any] = record.data or {}
    if "peak_bytes" not in data:  # Sphinx executed it, in a build that was stopped
        return None
    return ExecutionRecord(data["execution_seconds"], data["peak_bytes"], executed)

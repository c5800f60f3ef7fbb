"""Studies: the cells of a page, tagged ``study``, whose function ``study(seed)`` is run for many seeds.

A study takes longer than its page may, so it is run by ``make bench`` and its records are stored in
``results/PAGE.json`` together with a hash of the tagged cells. Only these cells run: whatever a study
needs must be tagged as well, and so the hash covers all code of the page that made the records.
"""

import ast
import datetime
import json
import platform
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import jupytext

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "_ext"))

from unlabelled_site.code import code_hash  # noqa: E402

VERSIONS_OF = ("numpy", "scipy", "scikit-learn", "torch", "umap-learn")

Record = dict[str, Any]


@dataclass(frozen=True)
class Study:
    """The study of one page."""

    page: Path

    @property
    def results(self) -> Path:
        """The file that holds the records."""
        return ROOT / "results" / f"{self.page.stem}.json"

    @cached_property
    def source(self) -> str:
        """Code of all cells tagged ``study``, in their order; empty if the page has no study."""
        notebook = jupytext.read(self.page)
        cells = [cell.source for cell in notebook.cells if "study" in cell.metadata.get("tags", [])]
        return "\n\n".join(cells)

    @property
    def code_hash(self) -> str:
        """Hash of the syntax trees of the tagged cells and of the simulators that they name.

        Comments, docstrings and layout may change without making the results stale.
        """
        return code_hash([self.source])

    @property
    def seeds(self) -> list[int]:
        """The seeds that the page's ``study_seeds = range(...)`` declares.

        Raises
        ------
        ValueError
            If the page does not declare them so.
        """
        for node in ast.parse(self.source).body:
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "study_seeds":
                call = node.value
                if isinstance(call, ast.Call) and ast.unparse(call.func) == "range":
                    return list(range(*(ast.literal_eval(argument) for argument in call.args)))
        raise ValueError(f"{self.page}: a study needs a line such as study_seeds = range(100).")

    def function(self) -> Callable[[int], list[Record]]:
        """Run the tagged cells and return the page's function ``study``."""
        namespace: dict[str, Any] = {"__name__": "study"}
        exec(compile(self.source, str(self.page), "exec"), namespace)
        function: Callable[[int], list[Record]] = namespace["study"]
        return function

    def problem(self) -> str | None:
        """What is wrong with the stored results, in one line; None if nothing is."""
        name = self.results.relative_to(ROOT)
        if not self.results.exists():
            return f"{name} is missing: make bench"
        stored = json.loads(self.results.read_text(encoding="utf-8"))
        if stored["code"] != self.code_hash:
            return f"{name} was made by other code than {self.page.name} holds now: make bench"
        missing = sorted(set(self.seeds) - {record["seed"] for record in stored["records"]})
        if missing or stored["seeds"] != self.seeds:
            return f"{name} lacks seeds that {self.page.name} declares ({missing[:5]}): make bench"
        return None


def all_studies(pages: Iterable[Path]) -> list[Study]:
    """Return the studies of those pages that have one."""
    return [study for study in map(Study, pages) if study.source]


def pages() -> list[Path]:
    """All pages of the chapters, in order."""
    return sorted((ROOT / "chapters").glob("*/*.md"))


_function: Callable[[int], list[Record]]


def _start(study: Study) -> None:
    global _function
    _function = study.function()


def _records(seed: int) -> list[Record]:
    return [{"seed": seed} | record for record in _function(seed)]


def run(study: Study, workers: int, progress: Callable[[int], None] = lambda done: None) -> Path:
    """Run a study for all its seeds and store the records; nothing is written unless all succeed.

    Parameters
    ----------
    study : Study
    workers : int
        Processes side by side.
    progress : function (number of finished seeds) -> None

    Returns
    -------
    Path
        The file written.
    """
    records: list[Record] = []
    # Fresh processes: the page's libraries must not see threads of this one.
    with ProcessPoolExecutor(workers, get_context("spawn"), _start, (study,)) as pool:
        for done, part in enumerate(pool.map(_records, study.seeds), 1):
            records += part
            progress(done)
    head = {"page": study.page.stem, "code": study.code_hash} | origin() | {"seeds": study.seeds}
    write_records(study.results, head, records)
    return study.results


def origin() -> dict[str, Any]:
    """Return what results are stored with: today's date and the versions in use."""
    return {
        "date": datetime.date.today().isoformat(),
        "versions": {"python": platform.python_version()} | {name: version(name) for name in VERSIONS_OF},
    }


def write_records(path: Path, head: dict[str, Any], records: list[Record]) -> None:
    """Write a head and records as JSON, whole or not at all; one record a line is readable in a diff."""
    lines = ",\n  ".join(json.dumps(record) for record in records)
    start = "".join(f" {json.dumps(key)}: {json.dumps(value)},\n" for key, value in head.items())
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    temporary.write_text(f'{{\n{start} "records": [\n  {lines}\n ]\n}}\n', encoding="utf-8")
    temporary.replace(path)

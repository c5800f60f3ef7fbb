"""Do pages give the same again, on the same machine and with other versions of the libraries."""

import ast
import json
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

import page_runs
import typer
from book import built_execution
from checks import code_cells, modules_imported, names_read, names_that_depend
from nbformat import NotebookNode
from packaging.requirements import Requirement
from rich.console import Console
from studies import ROOT, origin, write_records
from unlabelled_site.robustness import Results

console = Console()
CLOCKS = {"time", "timeit", "datetime"}
VARIED = ("numpy", "scikit-learn", "matplotlib", "pandas")
# What the pages need beside the package's own dependencies: glue, and the ban on network connections.
BESIDE = ("myst-nb", "pytest-socket")
# What a reader would be shown becomes an error; what Python hides from readers does not.
WARNINGS_ARE_ERRORS = (
    "import warnings;"
    "[warnings.simplefilter('error', kind) for kind in (UserWarning, FutureWarning, RuntimeWarning)];"
    # Later filters win: what libraries tell one another stays hidden, also where it is a UserWarning as well.
    "[warnings.simplefilter('ignore', kind) for kind in (DeprecationWarning, PendingDeprecationWarning)];"
    "[warnings.filterwarnings('error', category=kind, module='__main__|unlabelled')"
    " for kind in (DeprecationWarning, PendingDeprecationWarning)]"
)

Names = Annotated[list[str] | None, typer.Argument(help="Pages, such as k-means; all without.")]
Minutes = Annotated[float | None, typer.Option(min=0, help="Start no page after so many.")]
Again = Annotated[bool, typer.Option("--all", help="Also pages whose results are up to date.")]


def twice(names: Names = None, minutes: Minutes = None, again: Again = False) -> None:
    """Run pages twice on this machine; exit code 1 if a glued value or a text output differs.

    The first run is the one that made the site, if there is one.
    """
    differing = False
    for path in page_runs.pages_to_run(
        names or [], minutes, lambda p: not again and Results(ROOT, p, "twice").fresh
    ):
        built = built_execution(path)
        first = built.notebook if built else page_runs.execute(path, page_runs.read(path))
        second = page_runs.execute(path, page_runs.read(path))
        errors = page_runs.errors(second)
        if errors:
            console.print(f"{path.stem}: [red]{errors[0]}[/]")
            differing = True
            continue
        found, compared, aside = differences(first, second)
        results = Results(ROOT, path, "twice")
        head = {"page": path.stem, "code": results.code} | origin()
        write_records(results.path, head | {"compared": compared, "set_aside": aside}, found)
        verdict = f"[red]{len(found)} differ[/]" if found else "all the same"
        console.print(f"{path.stem}: {compared} outputs compared, {verdict}")
        for what in aside:
            console.print(f"  {what}: set aside, it may depend on a clock")
        for difference in found:
            console.print(f"  {difference['what']}: {difference['first']} | {difference['second']}")
        differing |= bool(found)
    raise typer.Exit(differing)


def differences(first: NotebookNode, second: NotebookNode) -> tuple[list[dict[str, str]], int, list[str]]:
    """Compare what two runs of a page wrote and glued.

    Differences in cells that read what a clock has touched are set aside.

    Returns
    -------
    differences : list of dict
        ``what`` differs, and the ``first`` and ``second`` text, cut at 200 characters.
    compared : int
        The number of outputs, without those set aside.
    set_aside : list of str
        What differs because of a clock.
    """
    found: list[dict[str, str]] = []
    compared = 0
    set_aside = []
    timed = timed_cells([cell.source for cell in code_cells(first)])
    pairs = zip(code_cells(first), code_cells(second), timed, strict=True)
    for number, (one, two, has_times) in enumerate(pairs, 1):
        texts, others = _texts(one), _texts(two)
        for name in dict.fromkeys([*texts, *others]):
            a, b = texts.get(name, "nothing"), others.get(name, "nothing")
            what = f"cell {number}, {name}"
            if a != b and has_times:
                set_aside.append(what)
                continue
            compared += 1
            if a != b:
                found.append({"what": what, "first": a[:200], "second": b[:200]})
    return found, compared, set_aside


def timed_cells(sources: list[str]) -> list[bool]:
    """Say for each cell whether it reads a clock, or what may depend on one: rather too many than too few."""
    clocks = modules_imported(sources, CLOCKS)
    reached = names_that_depend(sources, clocks) if clocks else set()
    return [any(names_read(node) & reached for node in ast.parse(source).body) for source in sources]


def _texts(cell: NotebookNode) -> dict[str, str]:
    """Return the texts that a cell put out, by a name for people."""
    texts = {}
    for number, output in enumerate(cell.outputs, 1):
        if output.output_type == "stream":
            texts[f"output {number}, {output.name}"] = output.text
        glued = output.get("metadata", {}).get("scrapbook", {"name": "", "mime_prefix": ""})
        what = f"glued {glued['name']}" if glued["name"] else f"output {number}"
        for kind, content in output.get("data", {}).items():
            kind = kind.removeprefix(glued["mime_prefix"])
            if kind.startswith("text/"):
                texts[f"{what}, {kind}"] = str(content)
    return texts


@dataclass(frozen=True)
class Environment:
    """A virtual environment with certain versions of the libraries in ``VARIED``."""

    name: str
    constraints: tuple[str, ...]

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return ROOT / "_build" / "versions" / self.name

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / "bin" / "python"

    def build(self) -> None:
        """Make the environment with pip, unless it is there and for the same pyproject.toml.

        Raises
        ------
        CalledProcessError
            If pip finds no versions that fit one another; it says which on the standard error.
        """
        stamp = self.folder / ".ready"
        wanted = "\n".join([*self.constraints, (ROOT / "pyproject.toml").read_text(encoding="utf-8")])
        if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
            return
        console.print(f"{self.name}: making the environment, a few minutes")
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(self.folder)], check=True)
        constraints = self.folder / "constraints.txt"
        constraints.write_text("\n".join(self.constraints) + "\n", encoding="utf-8")
        pip = [str(self.python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "-c", str(constraints), "-e", str(ROOT), *BESIDE], check=True)
        stamp.write_text(wanted, encoding="utf-8")

    @cached_property
    def versions(self) -> dict[str, str]:
        """The versions of the libraries in ``VARIED``, once it is built."""
        code = f"from importlib.metadata import version; print(*map(version, {VARIED!r}))"
        done = subprocess.run([str(self.python), "-c", code], capture_output=True, text=True, check=True)
        return dict(zip(VARIED, done.stdout.split(), strict=True))

    def run(self, path: Path) -> dict[str, Any]:
        """Run a page here, warnings as errors: ``errors``, ``numbers`` and the ``versions`` installed.

        Where the site was built with these versions, the run that made it counts: the build refuses pages
        that show a warning.
        """
        if self.versions == {name: version(name) for name in VARIED} and (built := built_execution(path)):
            numbers = page_runs.glued_numbers(built.notebook)
            return {"environment": self.name, "versions": self.versions, "errors": [], "numbers": numbers}
        command = [str(self.python), str(ROOT / "tools" / "page_runs.py"), str(path), WARNINGS_ARE_ERRORS]
        done = subprocess.run([*command, *VARIED], capture_output=True, text=True, check=False)
        if done.returncode:
            lines = done.stderr.strip().splitlines() or ["no message"]
            return {"environment": self.name, "versions": {}, "errors": [lines[-1]], "numbers": {}}
        return {"environment": self.name, **json.loads(done.stdout.splitlines()[-1])}


def environments() -> list[Environment]:
    """Return the environments with the lowest and with the newest versions that pyproject.toml allows.

    The lowest is the last correction of the lowest minor version: the first ones of some of these
    libraries do not work with the first ones of the others. The newest is what pip finds.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    parsed = {r.name: r.specifier for r in map(Requirement, project["dependencies"])}
    lowest = {
        name: next(s.version for s in parsed[name] if s.operator in (">=", "==", "~=")) for name in VARIED
    }
    pinned = tuple(f"{name}=={number}.*" for name, number in lowest.items())
    return [Environment("lowest", pinned), Environment("newest", ())]


def versions(names: Names = None, minutes: Minutes = None, again: Again = False) -> None:
    """Run pages with the lowest and the newest libraries, warnings as errors; exit code 1 if one fails."""
    failing = False
    for path in page_runs.pages_to_run(
        names or [], minutes, lambda p: not again and Results(ROOT, p, "versions").fresh
    ):
        made = environments()
        for environment in made:
            environment.build()
        records = [environment.run(path) for environment in made]
        results = Results(ROOT, path, "versions")
        write_records(results.path, {"page": path.stem, "code": results.code} | origin(), records)
        for record in records:
            with_what = ", ".join(map(" ".join, record["versions"].items()))
            verdict = f"[red]{record['errors'][0]}[/]" if record["errors"] else "no error, no warning"
            console.print(f"{path.stem}, {record['environment']} ({with_what}): {verdict}")
            failing |= bool(record["errors"])
    raise typer.Exit(failing)

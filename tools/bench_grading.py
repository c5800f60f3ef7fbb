"""Compare the grading engine with stock nbgrader: seconds, marks, growth, shares of time.

``make bench ARGS="grading"`` grades 16 submissions, which takes some five minutes on a quiet machine with
two cores, and shows the result; ``make bench ARGS="grading --full"`` grades 100 submissions four ways,
three times, and then growing classes up to 1,000, which takes nearly an hour, and writes
`guide/grading-measured.json`, from which `guide/grading.md` takes its numbers. Every way grades the same
submissions in a copy of the course; their marks must be equal, or there is no result.

Three kinds of seconds are told apart. *A submission, all included*: the command's whole time, divided by
the number of submissions. *Once*: the part of it that does not depend on their number, which is the start
of Python, nbgrader's libraries, the fork server and the rehearsal. *Each*: the rest, divided by their
number; that is what one more submission costs.

*Overhead* is what the engine adds to a student's cells. While W workers grade n submissions in T seconds,
they have W * T seconds of work in them, W * T / n for each submission. In these its cells run for C
seconds; the difference, W * T / n - C, is the time of a worker in which no cell of the student's notebook
runs: it waits for a kernel's start and end, for the control, or because the driver, which rebuilds and
saves, has the core that it needs. With as many workers as cores this counts everything that is done, once.
"""

from __future__ import annotations

import ast
import datetime
import hashlib
import inspect
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Annotated, Any

import classroom
import nbformat
import typer
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
RESULTS = ROOT / "guide" / "grading-measured.json"
# The tables of the page, made from the results.
TABLES = RESULTS.with_suffix(".txt")
WORKERS = 2
console = Console()

# Name of the way: what it is. The order is that of the page.
WAYS = {
    "stock": "nbgrader autograde, as shipped",
    "stock, immediate": "the same with --Execute.shutdown_kernel=immediate",
    "stock, two": "two stock processes side by side, each with half of the class and a gradebook of its own",
    "engine": "unlabelled grade --no-control, two workers",
    "engine, control": "unlabelled grade, two workers, with the negative control",
}


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in a course, with this environment's programs first."""
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def autograde(folder: Path, *arguments: str) -> None:
    """Run stock nbgrader over all submissions of a course."""
    done = run([str(BIN / "nbgrader"), "autograde", classroom.NAME, *arguments], folder)
    if done.returncode:
        raise RuntimeError(f"nbgrader failed: {done.stderr[-2000:]}")


def grade(folder: Path, *arguments: str) -> dict[str, Any]:
    """Run the engine and return its report."""
    command = [str(BIN / "unlabelled"), "grade", classroom.NAME, "--workers", str(WORKERS), "--json", "-"]
    done = run([*command, *arguments], folder)
    if done.returncode:
        raise RuntimeError(
            f"unlabelled grade ended with {done.returncode}: {(done.stderr + done.stdout)[-2000:]}"
        )
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def measure(way: str, course: Path) -> tuple[float, dict[Any, Any], dict[str, Any]]:
    """Grade a fresh copy of a course one way; return seconds, marks and the engine's report."""
    with tempfile.TemporaryDirectory() as name:
        if way == "stock, two":
            halves = [Path(shutil.copytree(course, Path(name, str(half)))) for half in range(2)]
            for number, half in enumerate(halves):
                for index, student in enumerate(sorted((half / "submitted").iterdir())):
                    if index % 2 != number:
                        shutil.rmtree(student)
            started = time.monotonic()
            command = [str(BIN / "nbgrader"), "autograde", classroom.NAME]
            environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
            running = [
                subprocess.Popen(
                    command, cwd=half, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
                )
                for half in halves
            ]
            if sum(process.wait() for process in running):
                raise RuntimeError("one of two stock processes failed")
            seconds = time.monotonic() - started
            return seconds, classroom.marks(halves[0]) | classroom.marks(halves[1]), {}
        folder = Path(shutil.copytree(course, Path(name, "course")))
        report: dict[str, Any] = {}
        started = time.monotonic()
        if way == "stock":
            autograde(folder)
        elif way == "stock, immediate":
            autograde(folder, "--Execute.shutdown_kernel=immediate")
        else:
            report = grade(folder, *([] if way == "engine, control" else ["--no-control"]))
        return time.monotonic() - started, classroom.marks(folder), report


def compare(course: Path, rounds: int, ways: list[str]) -> dict[str, Any]:
    """Measure all ways, interleaved, and check that their marks are equal."""
    students = len(list((course / "submitted").iterdir()))
    seconds: dict[str, list[float]] = {way: [] for way in ways}
    reports: dict[str, dict[str, Any]] = {}
    costs: dict[str, list[dict[str, float]]] = {}
    expected: dict[Any, Any] | None = None
    for number in range(rounds):
        # Another order each round, so that no way always runs on a warm or a busy machine.
        for way in ways[number % len(ways) :] + ways[: number % len(ways)]:
            took, marks, reports[way] = measure(way, course)
            seconds[way].append(took / students)
            if reports[way]:
                costs.setdefault(way, []).append(cost(took, students, reports[way]))
            console.print(f"round {number + 1}, {way}: {took / students:.3f} s a submission")
            expected = expected or marks
            if marks != expected:
                different = [key for key in expected if marks.get(key) != expected[key]]
                raise RuntimeError(f"the marks of {way} differ, for example in {different[:3]}")
    median = {way: statistics.median(values) for way, values in seconds.items()}
    return {
        "students": students,
        "rounds": rounds,
        "equal_marks": len(expected or {}),
        "seconds": seconds,
        "median": median,
        "times_faster": {
            f"{way} than {other}": median[other] / median[way]
            for way in costs
            for other in ways
            if other.startswith("stock")
        },
        "costs": {
            way: {name: statistics.median(values[name] for values in found) for name in found[0]}
            for way, found in costs.items()
        },
        "phases": {way: phases(report) for way, report in reports.items() if report},
    }


def cost(seconds: float, students: int, report: dict[str, Any]) -> dict[str, float]:
    """Divide the time of a run into what happens once, each time, and beyond the cells (see above)."""
    grading = report["seconds"]["submissions"]
    cells = statistics.fmean(outcome["seconds"].get("cells", 0.0) for outcome in report["outcomes"])
    return {
        "once": seconds - grading,
        "each": grading / students,
        "cells": cells,
        "overhead": WORKERS * grading / students - cells,
    }


def phases(report: dict[str, Any]) -> dict[str, float]:
    """Return mean seconds per submission in each phase, and the seconds of what happens once."""
    outcomes = report["outcomes"]
    names = dict.fromkeys(name for outcome in outcomes for name in outcome["seconds"])
    means = {name: statistics.fmean(o["seconds"].get(name, 0.0) for o in outcomes) for name in names}
    return means | {f"once: {name}": report["seconds"][name] for name in ("rehearsal", "server")}


def growth(course: Path, sizes: list[int]) -> dict[str, Any]:
    """Grade classes of growing size with the engine, watching the driver's memory."""
    rows = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(shutil.copytree(course, Path(name, "course")))
            shutil.rmtree(folder / "submitted", ignore_errors=True)
            classroom.honest_class(folder, size, seed=1)
            command = [str(BIN / "unlabelled"), "grade", classroom.NAME, "--workers", str(WORKERS)]
            started = time.monotonic()
            driver = subprocess.Popen([*command, "--no-control"], cwd=folder, stdout=subprocess.DEVNULL)
            memory = []
            receipts = folder / ".grading" / classroom.NAME / "receipts"
            while driver.poll() is None:
                done = len(list(receipts.iterdir())) if receipts.exists() else 0
                memory.append((done, _resident_megabytes(driver.pid)))
                time.sleep(0.5)
            if driver.returncode:
                raise RuntimeError(f"the engine ended with {driver.returncode}")
            seconds = time.monotonic() - started
        early = [value for done, value in memory if 0.1 * size <= done <= 0.3 * size]
        late = [value for done, value in memory if done >= 0.8 * size and value]
        rows.append(
            {
                "students": size,
                "seconds": seconds,
                "memory_early": max(early, default=0),
                "memory_late": max(late, default=0),
            }
        )
        memory_late = rows[-1]["memory_late"]
        console.print(f"{size}: {seconds:.1f} s, {seconds / size:.3f} s each, driver {memory_late} MB")
    return {"rows": rows}


def _resident_megabytes(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) >> 10 for line in status.splitlines() if line.startswith("VmRSS:")), 0)


def synthetic(folder: Path, students: int, *, torch: bool) -> Path:
    """Make a course with the trial assignment and an honest class; no warnings go to stderr in it."""
    course = classroom.make_course(folder, classroom.solution(torch=torch))
    classroom.honest_class(course, students)
    return course


def clustering(folder: Path, students: int) -> Path:
    """Make a course with this repository's assignment; every other student hands in the solution."""
    name = "clustering"
    solution = nbformat.read(ROOT / "solutions" / name / f"{name}.ipynb", as_version=4)
    course = classroom.make_course(
        folder, solution, classroom.NAME, (ROOT / "nbgrader_config.py").read_text()
    )
    given = classroom.released(course)
    answers = {
        cell.metadata.nbgrader.grade_id: cell.source
        for cell in solution.cells
        if cell.metadata.get("nbgrader", {}).get("solution")
    }
    for index in range(students):
        # Each leaves out one question.
        chosen = {key: value for number, (key, value) in enumerate(answers.items()) if number != index % 7}
        classroom.hand_in(course, f"student{index:04d}", classroom.answered(given, chosen))
    return course


def code_hash() -> str:
    """Return a hash of all that the numbers depend on, comments and texts for people left out."""
    sources = [path.read_text() for path in sorted((ROOT / "src/unlabelled/grading/engine").glob("*.py"))]
    sources.append(Path(classroom.__file__).read_text())
    measuring = (run, autograde, grade, measure, compare, cost, growth, synthetic, clustering)
    sources += [inspect.getsource(function) for function in measuring]
    return hashlib.sha256("\n".join(map(_without_comments, sources)).encode()).hexdigest()[:16]


def _without_comments(source: str) -> str:
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and (
            ast.get_docstring(node) is not None
        ):
            node.body = node.body[1:] or [ast.Pass()]
    return ast.dump(tree)


def is_up_to_date() -> bool:
    """Tell whether the stored results were measured with this code."""
    return bool(json.loads(RESULTS.read_text())["code"] == code_hash())


def grading(
    full: Annotated[
        bool,
        typer.Option("--full", help="100 submissions, three rounds, classes up to 1,000: nearly an hour."),
    ] = False,
    students: Annotated[int, typer.Option(help="Submissions; 0: 100 with --full, else 16.")] = 0,
    rounds: Annotated[int, typer.Option(help="Rounds; 0: 3 with --full, else 1.")] = 0,
    output: Annotated[
        Path | None,
        typer.Option(help="Where results are written; without it, only --full writes, for the page."),
    ] = None,
) -> None:
    """Compare the grading engine with stock nbgrader; without --full, about five minutes."""
    output = output or (RESULTS if full else None)
    students = students or (100 if full else 16)
    rounds = rounds or (3 if full else 1)
    four = [way for way in WAYS if way != "stock, immediate"]
    steps: dict[str, Callable[[Path], dict[str, Any]]] = {
        "torch": lambda folder: compare(synthetic(folder, students, torch=True), rounds, four),
        "torch, 20": lambda folder: compare(
            synthetic(folder, 20, torch=True), rounds, [way for way in WAYS if way != "stock, two"]
        ),
        "clustering": lambda folder: compare(
            clustering(folder, min(students, 12)), rounds, ["stock", "engine", "engine, control"]
        ),
        "growth": lambda folder: growth(
            synthetic(folder, 1, torch=True), [125, 250, 1000] if full else [10, 20, 40]
        ),
    }
    if not full:
        del steps["torch, 20"]
    found: dict[str, Any] = {
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "cores": len(os.sched_getaffinity(0)),
        "load_at_start": os.getloadavg()[0],
        "python": platform.python_version(),
        "versions": {name: metadata.version(name) for name in ("nbgrader", "nbclient", "ipykernel", "torch")},
        "code": code_hash(),
        "full": full,
        "ways": WAYS,
    }
    for name, step in steps.items():
        console.rule(name)
        with tempfile.TemporaryDirectory() as folder:
            found[name] = step(Path(folder, "course"))
    show(found)
    if output is not None:
        output.parent.mkdir(exist_ok=True)
        output.write_text(json.dumps(found, indent=1) + "\n")
        output.with_suffix(".txt").write_text(tables(found))
        console.print(f"wrote {output}")


def tables(found: dict[str, Any]) -> str:
    """Write the results as the page shows them."""
    titles = {
        "torch": "An assignment that imports torch and makes an optimizer",
        "torch, 20": "The same with a class of 20",
        "clustering": "The assignment `clustering`",
    }
    parts = []
    for name, title in titles.items():
        if name in found:
            parts.append(_comparison(title, found[name], found["ways"]))
    phases = found["torch"]["phases"]["engine, control"]
    whole = sum(phases[name] for name in SHARES)
    shares = ", ".join(f"{text} {phases[name] / whole:.0%}" for name, text in SHARES.items())
    costs = found["torch"]["costs"]
    parts.append(
        f"*Start included* is the command's whole time. What happens once takes "
        f"{costs['engine, control']['once']:.1f} s of it in the last way of the first table: Python and "
        f"nbgrader start, the libraries are imported, and the solution is rehearsed, which the next run "
        f"need not do again. *One more* is the rest, for each submission. Beyond the "
        f"{costs['engine']['cells']:.2f} s in which a submission's own cells run, a worker is busy with it "
        f"for {costs['engine']['overhead']:.2f} s, and with the control for "
        f"{costs['engine, control']['overhead']:.2f} s. Where the time of one submission goes in the last "
        f"way: {shares}."
    )
    two, engine = found["torch"]["median"]["stock, two"], found["torch"]["median"]["engine"]
    parts.append(
        f"Two stock processes use both cores as well. Against them `unlabelled grade --no-control` is "
        f"{two / engine:.1f} times faster in the first table, start included, and "
        f"{two / costs['engine']['each']:.1f} "
        f"times for one more submission."
    )
    rows = [
        f"| {row['students']} | {row['seconds']:.0f} | {row['memory_early']} | {row['memory_late']} |"
        for row in found["growth"]["rows"]
    ]
    heads = "| submissions | seconds in all | driver's MB early | late |\n|---:|---:|---:|---:|"
    parts.append("\n".join(["How cost and memory grow with the class:\n", heads, *rows]))
    parts.append(
        f"Measured on {found['date']} with {found['cores']} cores, Python {found['python']}, "
        + ", ".join(f"{package} {version}" for package, version in found["versions"].items())
        + f", on a machine with a load of {found['load_at_start']:.1f} from other work before the start."
    )
    return "\n\n".join(parts) + "\n"


SHARES = {
    "rebuild": "rebuilding",
    "fork": "starting a kernel",
    "cells": "the cells themselves",
    "control": "the control",
    "end": "ending the kernel",
    "database": "the gradebook",
}


def _comparison(title: str, results: dict[str, Any], ways: dict[str, str]) -> str:
    median, seconds = results["median"], results["seconds"]
    rows = []
    for way, value in median.items():
        range_ = f"{min(seconds[way]):.2f} – {max(seconds[way]):.2f}"
        row = f"| {ways[way]} | {value:.2f} | {range_} | {median['stock'] / value:.1f} |"
        if way in results["costs"]:
            each = results["costs"][way]["each"]
            rows.append(f"{row} {each:.2f} | {median['stock'] / each:.1f} |")
        else:
            rows.append(f"{row} | |")
    rounds = f"median of {results['rounds']} rounds" if results["rounds"] > 1 else "one round"
    text = f"{title}: {results['students']} submissions, {rounds}. Seconds are those of one submission."
    heads = (
        "| way | seconds, start included | range | times faster than stock | seconds, one more | "
        "times faster |\n|---|---:|---:|---:|---:|---:|"
    )
    return "\n".join([text, "", heads, *rows])


def show(found: dict[str, Any]) -> None:
    """Print the comparison."""
    for name in ("torch", "torch, 20", "clustering"):
        if name in found:
            columns = ("seconds a submission", "times faster than stock", "once", "each", "overhead")
            table = Table("way", *columns, title=f"{name}: {found[name]['students']} submissions")
            median = found[name]["median"]
            for way, seconds in median.items():
                costs = found[name]["costs"].get(way, {})
                more = [f"{costs[column]:.3f}" for column in columns[2:] if costs]
                table.add_row(way, f"{seconds:.3f}", f"{median['stock'] / seconds:.1f}", *more)
            console.print(table)


if __name__ == "__main__":
    typer.run(grading)

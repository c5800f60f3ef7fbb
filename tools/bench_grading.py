"""Compare the grading engine with stock nbgrader: seconds, marks, growth, shares of time.

``make bench ARGS="grading"`` takes a few minutes; ``make bench ARGS="grading --full"`` grades 100
submissions five ways, three times, and then 1,000, which takes over an hour. Both write
`guide/grading-measured.json`, from which `guide/grading.md` takes its numbers. Every way grades the same
submissions in a copy of the course; their marks must be equal, or there is no result.
"""

from __future__ import annotations

import datetime
import hashlib
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
    command = [str(BIN / "unlabelled"), "grade", classroom.NAME, "--workers", "2", "--json", "-"]
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
    expected: dict[Any, Any] | None = None
    for number in range(rounds):
        # Another order each round, so that no way always runs on a warm or a busy machine.
        for way in ways[number % len(ways) :] + ways[: number % len(ways)]:
            took, marks, reports[way] = measure(way, course)
            seconds[way].append(took / students)
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
            for way in ways
            if way.startswith("engine")
            for other in ways
            if other.startswith("stock")
        },
        "phases": {way: phases(report) for way, report in reports.items() if report},
    }


def phases(report: dict[str, Any]) -> dict[str, float]:
    """Return mean seconds per submission in each phase, and the whole run's start."""
    outcomes = report["outcomes"]
    names = dict.fromkeys(name for outcome in outcomes for name in outcome["seconds"])
    means = {name: statistics.fmean(o["seconds"].get(name, 0.0) for o in outcomes) for name in names}
    return means | {f"once: {name}": value for name, value in report["seconds"].items()}


def growth(course: Path, sizes: list[int]) -> dict[str, Any]:
    """Grade classes of growing size with the engine, watching the driver's memory."""
    rows = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(shutil.copytree(course, Path(name, "course")))
            shutil.rmtree(folder / "submitted", ignore_errors=True)
            classroom.honest_class(folder, size, seed=1)
            command = [str(BIN / "unlabelled"), "grade", classroom.NAME, "--workers", "2", "--no-control"]
            started = time.monotonic()
            driver = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
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
    """Return a hash of all that the numbers depend on."""
    files = [
        *sorted((ROOT / "src/unlabelled/grading").rglob("*.py")),
        Path(__file__),
        Path(classroom.__file__),
    ]
    together = hashlib.sha256(b"".join(path.read_bytes() for path in files))
    return together.hexdigest()[:16]


def grading(
    full: Annotated[bool, typer.Option("--full", help="100 submissions, three rounds, up to 1,000.")] = False,
    students: Annotated[int, typer.Option(help="Submissions; 0: as many as the kind of run asks for.")] = 0,
    rounds: Annotated[int, typer.Option(help="Rounds; 0: as the kind of run asks for.")] = 0,
    output: Annotated[Path, typer.Option(help="Where the results are written.")] = RESULTS,
) -> None:
    """Compare the grading engine with stock nbgrader."""
    students = students or (100 if full else 8)
    rounds = rounds or (3 if full else 1)
    steps: dict[str, Callable[[Path], dict[str, Any]]] = {
        "torch": lambda folder: compare(
            synthetic(folder, students, torch=True),
            rounds,
            [way for way in WAYS if full or way != "stock, immediate"],
        ),
        "torch, 20": lambda folder: compare(
            synthetic(folder, 20, torch=True), rounds, ["stock", "engine", "engine, control"]
        ),
        "clustering": lambda folder: compare(
            clustering(folder, min(students, 20)), rounds, ["stock", "engine", "engine, control"]
        ),
        "growth": lambda folder: growth(
            synthetic(folder, 1, torch=True), [125, 250, 500, 1000] if full else [10, 20, 40]
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
    output.parent.mkdir(exist_ok=True)
    output.write_text(json.dumps(found, indent=1) + "\n")
    output.with_name(TABLES.name).write_text(tables(found))
    show(found)
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
    parts.append(
        "The times of `unlabelled grade` include what happens once: in the last way of the first table, "
        f"{phases['once: rehearsal']:.0f} s for the rehearsal of the solution, which is kept for the "
        f"next run, and {phases['once: server']:.0f} s until the server was ready. Where the time of one "
        f"submission goes in that way: {shares}."
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
    rows = [
        f"| {ways[way]} | {value:.2f} | {min(seconds[way]):.2f} – {max(seconds[way]):.2f} | "
        f"{median['stock'] / value:.1f} |"
        for way, value in median.items()
    ]
    rounds = f"median of {results['rounds']} rounds" if results["rounds"] > 1 else "one round"
    text = f"{title}: {results['students']} submissions, {rounds}, start included."
    heads = "| way | seconds a submission | range | times faster than stock |\n|---|---:|---:|---:|"
    return "\n".join([text, "", heads, *rows])


def show(found: dict[str, Any]) -> None:
    """Print the comparison."""
    for name in ("torch", "torch, 20", "clustering"):
        if name in found:
            table = Table("way", "seconds a submission", "times faster than stock", title=name)
            median = found[name]["median"]
            for way, seconds in median.items():
                table.add_row(way, f"{seconds:.3f}", f"{median['stock'] / seconds:.1f}")
            console.print(table)


if __name__ == "__main__":
    typer.run(grading)

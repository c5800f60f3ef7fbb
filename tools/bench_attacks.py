"""What hostile submissions do to stock nbgrader and to `unlabelled grade`, for the page on attacks.

``make bench ARGS="attacks"`` hands in each submission of `tests/grading/hostile/corpus.py` and looks at
what remains: the marks, the files, who was called. Stock nbgrader has no protection of its own, so it
runs in a cage that the benchmark builds around it, one for each attack, as an ordinary user.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Annotated, Any

import classroom
import typer
from rich.console import Console
from rich.progress import track

ROOT = Path(__file__).parents[1]
sys.path += [str(ROOT / "tests" / "grading"), str(ROOT / "tests" / "grading" / "hostile")]

import corpus  # noqa: E402 - tests are no package
import ordinary  # noqa: E402

RESULTS = ROOT / "guide" / "attacks-measured.json"
TABLES = RESULTS.with_suffix(".txt")
CANARY = "canary-7f3a"
PORT = 39871
BIN = Path(sys.executable).parent
# A cell's, and that of the whole command for one submission, which stock nbgrader does not limit.
CELL_SECONDS, COMMAND_SECONDS = 5, 120
BEHIND_SECONDS = 6
ENGINE_LIMITS = ["--timeout", str(CELL_SECONDS), "--submission-timeout", "60", "--memory", "256"]
# The cage: megabytes a process may reserve, a file may have, /tmp may hold; processes.
CAGE = {"memory": 6000, "file": 300, "tmp": 600, "processes": 400}
console = Console()


def make_course(folder: Path, hostile: corpus.Hostile) -> Path:
    """Write a course with one hostile submission and an honest one."""
    settings = classroom.CONFIG.replace("timeout = 30", f"timeout = {CELL_SECONDS}")
    root = classroom.make_course(folder / "course", config=settings)
    (root / "canary").write_text(CANARY)
    source = root / "solutions" / classroom.NAME / f"{classroom.NAME}.ipynb"
    source.write_text(source.read_text().replace('"a side is negative"', f'"a side is negative {CANARY}"'))
    markers = folder / "markers"
    markers.mkdir()
    markers.chmod(0o777)
    given = classroom.released(root)
    honest = classroom.answered(given, {**classroom.right_answers(), "why": f"{CANARY} of another"})
    classroom.hand_in(root, "bystander", honest)
    places = {"ROOT": str(root), "PORT": str(PORT), "MARKERS": str(markers)}
    classroom.hand_in(root, hostile.name, hostile.make(given, places))
    return root


def observe(hostile: corpus.Hostile, grade: Callable[[Path, str], str]) -> dict[str, Any]:
    """Grade one hostile submission and return what is left of it."""
    folder = Path(tempfile.mkdtemp(prefix="attack-"))
    try:
        folder.chmod(0o755)
        root = make_course(folder, hostile)
        ordinary.give(folder)
        before = digests(root)
        ended = grade(root, hostile.name)
        found = classroom.marks(root)
        given = {test: found.get((hostile.name, test), {}).get("auto_score") for test in corpus.FULL}
        kept = root / "autograded" / hostile.name / classroom.NAME / f"{classroom.NAME}.ipynb"
        text = kept.read_text(errors="replace") if kept.exists() else ""
        called = folder / "called"
        return {
            "ended": ended,
            "points": given,
            "secrets": CANARY in text,
            "called": called.exists() or "connected to" in text.replace("print('connected to'", ""),
            "behind": sorted(path.name for path in (folder / "markers").iterdir()),
            "course": digests(root) != before or (root / "marker").exists(),
            "by_hand": any(value.get("manual_score") for value in found.values()),
        }
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def digests(root: Path) -> dict[str, str]:
    """Return what a grader must not change."""
    files = [path for name in ("solutions", "exercises", "submitted") for path in (root / name).rglob("*")]
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files if path.is_file()}


def grade_with_stock(root: Path, student: str) -> str:
    """Run `nbgrader autograde` in a cage; say how it ended."""
    inside = [sys.executable, __file__, "inside", str(root.parent), student]
    show = [argument for path in ordinary.NEEDED for argument in ("--ro-bind", str(path), str(path))]
    limits = (
        f"ulimit -v {CAGE['memory'] << 10}; ulimit -f {CAGE['file'] << 10}; ulimit -u {CAGE['processes']}"
    )
    command = [
        *("/usr/bin/env", "bwrap", "--unshare-all", "--die-with-parent", "--new-session"),
        *("--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev"),
        *("--size", str(CAGE["tmp"] << 20), "--tmpfs", "/tmp", *show),
        *("--bind", str(root.parent), str(root.parent), "--chdir", str(root)),
        *("--setenv", "HOME", "/tmp", "--setenv", "PATH", f"{BIN}:/usr/bin:/bin"),
        *("/bin/sh", "-c", f'{limits}; exec "$@"', "sh", *inside),
    ]
    running = subprocess.Popen(
        ordinary.command(command),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        running.wait(COMMAND_SECONDS + BEHIND_SECONDS + 30)
    except subprocess.TimeoutExpired:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
    ended = root.parent / "ended"
    return ended.read_text() if ended.exists() else "nbgrader itself was killed"


def inside(folder: Path, student: str) -> None:
    """Listen for calls, run nbgrader, wait for what is left behind. Runs in the cage."""
    listener = socket.create_server(("127.0.0.1", PORT))

    def listen() -> None:
        listener.accept()
        (folder / "called").touch()

    threading.Thread(target=listen, daemon=True).start()
    command = ["nbgrader", "autograde", classroom.NAME, "--student", student]
    try:
        code = subprocess.run(command, timeout=COMMAND_SECONDS, check=False).returncode
        ended = "" if code == 0 else "nbgrader reports an error"
    except subprocess.TimeoutExpired:
        ended = f"nbgrader was still running after {COMMAND_SECONDS} s"
    (folder / "ended").write_text(ended)
    time.sleep(BEHIND_SECONDS)


def grade_with_engine(root: Path, student: str) -> str:
    """Run `unlabelled grade`; say how the submission is reported."""
    listener = socket.create_server(("127.0.0.1", PORT))
    listener.settimeout(0.1)
    report = root / "report.json"
    arguments = ["grade", classroom.NAME, "--student", student, *ENGINE_LIMITS, "--json", str(report)]
    command = ordinary.command([str(BIN / "unlabelled"), *arguments])
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    time.sleep(BEHIND_SECONDS)
    try:
        listener.accept()
        (root.parent / "called").touch()
    except TimeoutError:
        pass
    finally:
        listener.close()
    if done.returncode not in (0, 1):
        return f"unlabelled grade ended with {done.returncode}"
    outcome = json.loads(report.read_text())["outcomes"][0]
    return "" if outcome["status"] == "graded" else str(outcome["status"])


def attacks(
    output: Annotated[Path, typer.Option(help="Where results are written.")] = RESULTS,
    only: Annotated[str, typer.Option(help="Only attacks whose names contain this; writes nothing.")] = "",
) -> None:
    """Try all attacks on stock nbgrader, in a cage, and on `unlabelled grade`: ten minutes."""
    chosen = [hostile for hostile in corpus.CORPUS if only in hostile.name]
    found: dict[str, Any] = {
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "versions": {name: metadata.version(name) for name in ("nbgrader", "nbclient", "ipykernel")},
        "cage": CAGE,
        "cell_seconds": CELL_SECONDS,
        "command_seconds": COMMAND_SECONDS,
        "attacks": {
            hostile.name: {
                "stock": observe(hostile, grade_with_stock),
                "engine": observe(hostile, grade_with_engine),
            }
            for hostile in track(chosen, "attacks", console=console)
        },
    }
    console.print(table(found))
    if not only:
        output.write_text(json.dumps(found, indent=1) + "\n")
        output.with_suffix(".txt").write_text(table(found))


def table(found: dict[str, Any]) -> str:
    """Write the results as the page shows them: one row for each attack."""
    lines = [
        "| what the submission tries | deserves | nbgrader, as shipped | this engine |",
        "|---|--:|---|---|",
    ]
    for hostile in corpus.CORPUS:
        if hostile.name in found["attacks"]:
            both = found["attacks"][hostile.name]
            cells = [tell(hostile, both[way]) for way in ("stock", "engine")]
            deserved = sum(hostile.points.values()) if hostile.points else "–"
            lines.append(
                f"| {hostile.tries.partition('. Not caught')[0]} | {deserved} | {' | '.join(cells)} |"
            )
    return "\n".join(lines) + "\n"


def tell(hostile: corpus.Hostile, seen: dict[str, Any]) -> str:
    """Say in a few words what an attack achieved."""
    got = [seen["points"][test] for test in hostile.points]
    if any(value is None for value in seen["points"].values()):
        points = "no marks"
    else:
        points = f"{sum(got):g}"
        if got != list(hostile.points.values()):
            points = f"**{points}**"
    more = [
        *([seen["ended"]] if seen["ended"] else []),
        *(["**reads what is secret**"] if seen["secrets"] else []),
        *(["**calls a server**"] if seen["called"] else []),
        *(["**changes the course's files**"] if seen["course"] else []),
        *(["**writes marks of its own**"] if seen["by_hand"] else []),
        *(["**leaves a process behind**"] if "stayed" in seen["behind"] else []),
        *(["**writes elsewhere**"] if "written" in seen["behind"] else []),
    ]
    return ", ".join([points, *more]) if hostile.points or not more else ", ".join(more)


if __name__ == "__main__" and sys.argv[1:2] == ["inside"]:
    inside(Path(sys.argv[2]), sys.argv[3])

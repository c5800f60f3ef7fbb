"""The command `unlabelled doctor`: what this machine lacks, and what to do about it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import typer
from packaging.requirements import Requirement
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

DISK_GIGABYTES = 5
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
LAB_EXTENSIONS = ("@jupyter/nbgrader", "jupyterlab-jupytext", "jupyterlab-myst")


@dataclass(frozen=True)
class Finding:
    """What was found of one thing.

    Attributes
    ----------
    thing : str
    needed_for : str
    found : str
    cure : str
        What to do; empty if nothing has to be done.
    """

    thing: str
    needed_for: str
    found: str
    cure: str = ""


def python() -> Finding:
    """Look at the version of Python."""
    version = ".".join(map(str, sys.version_info[:3]))
    fits = (3, 11) <= sys.version_info < (3, 14)
    return Finding("Python", "everything", version, "" if fits else "use Python 3.11, 3.12 or 3.13")


def packages() -> Finding:
    """Compare the installed packages with those that the course asks for."""
    asked = [Requirement(text) for text in metadata.requires("unlabelled") or []]
    asked = [one for one in asked if one.marker is None or one.marker.evaluate({"extra": ""})]
    wrong = [text for one in asked if (text := _lack(one))]
    if wrong:
        return Finding("packages", "everything", "; ".join(wrong), "make setup, or: pip install -e .")
    return Finding("packages", "everything", f"all {len(asked)} as asked for")


def _lack(wanted: Requirement) -> str:
    """Say what is wrong with one package; nothing if it fits."""
    try:
        version = metadata.version(wanted.name)
    except metadata.PackageNotFoundError:
        return f"{wanted.name} is missing"
    fits = wanted.specifier.contains(version, prereleases=True)
    return "" if fits else f"{wanted.name} {version} (wanted: {wanted.specifier})"


def kernel() -> Finding:
    """Look for the kernel that runs the notebooks."""
    from jupyter_client.kernelspec import KernelSpecManager

    folder = KernelSpecManager().find_kernel_specs().get("python3")
    if folder is None:
        return Finding("kernel python3", "notebooks", "missing", "python -m ipykernel install --sys-prefix")
    return Finding("kernel python3", "notebooks", folder)


def lab_extensions() -> Finding:
    """Look for what JupyterLab needs to show pages and assignments."""
    from jupyter_core.paths import jupyter_path

    folders = [Path(folder) for folder in jupyter_path("labextensions")]
    missing = [name for name in LAB_EXTENSIONS if not any((folder / name).is_dir() for folder in folders)]
    if missing:
        cure = "make setup, or: pip install --force-reinstall nbgrader jupytext jupyterlab-myst"
        return Finding("JupyterLab's extensions", "notebooks", f"missing: {', '.join(missing)}", cure)
    return Finding("JupyterLab's extensions", "notebooks", ", ".join(LAB_EXTENSIONS))


def sandbox() -> Finding:
    """Start the sandbox that students' code runs in."""
    needed = "unlabelled grade"
    if sys.platform != "linux":
        return Finding("sandbox", needed, f"{sys.platform}: Linux only", "grade in a Linux container")
    from unlabelled.grading.engine.sandbox import SandboxUnavailable, fork_server

    try:
        with fork_server([]):
            return Finding("sandbox", needed, "works")
    except SandboxUnavailable as error:
        return Finding("sandbox", needed, "does not start", " ".join(str(error).split()))


def find_chromium() -> str | None:
    """Return where Chromium, or a browser made from it, is on this machine."""
    return next((path for name in CHROMIUM if (path := shutil.which(name))), None)


def chromium() -> Finding:
    """Look for the browser that prints the PDF and runs the tests of the website."""
    path = find_chromium()
    needed = "make pdf, make test"
    return Finding(
        "Chromium", needed, path or "missing", "" if path else "apt-get install chromium, or the like"
    )


def disk() -> Finding:
    """Look at the room on the disk of this folder."""
    free = shutil.disk_usage(Path.cwd()).free / 1e9
    cure = "" if free >= DISK_GIGABYTES else f"make room: {DISK_GIGABYTES} GB are comfortable"
    return Finding("disk", "set-up and builds", f"{free:.0f} GB free", cure)


CHECKS: tuple[Callable[[], Finding], ...] = (
    python,
    packages,
    kernel,
    lab_extensions,
    sandbox,
    chromium,
    disk,
)


def examine(checks: tuple[Callable[[], Finding], ...] = CHECKS) -> list[Finding]:
    """Run the checks; one that stumbles is a finding as well."""
    findings = []
    for check in checks:
        try:
            findings.append(check())
        except Exception as error:
            reason = f"{type(error).__name__}: {error}".splitlines()[0]
            findings.append(Finding(check.__name__.replace("_", " "), "?", reason, "make setup"))
    return findings


def table_of(findings: list[Finding]) -> Table:
    """Lay the findings out."""
    table = Table(title="The set-up of this machine", title_justify="left", box=box.SIMPLE_HEAD)
    for head in ("", "What", "Needed for", "Found", "What to do"):
        table.add_column(head)
    for finding in findings:
        mark = Text("missing" if finding.cure else "ok", style="yellow" if finding.cure else "green")
        table.add_row(
            mark, *(Text(text) for text in (finding.thing, finding.needed_for, finding.found, finding.cure))
        )
    return table


def doctor_command() -> None:
    """Say what this machine lacks for the course, and what to do about each thing.

    Ends with 0 if nothing is missing, 1 if something is.
    """
    findings = examine()
    Console(highlight=False).print(table_of(findings))
    raise typer.Exit(1 if any(finding.cure for finding in findings) else 0)

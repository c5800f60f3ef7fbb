"""Generate the notebooks from their texts, and the exercises from the solutions.

``generate.py notebooks`` writes ``PAGE.ipynb`` beside every page and every solution that is written
as MyST text; ``generate.py exercises`` releases each solution with nbgrader. With ``--check`` nothing
is written: what differs is listed, and the exit code is 1. The same text gives the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import jupytext
import nbformat

from unlabelled.grading.assignment import list_in_metadata

ROOT = Path(__file__).resolve().parent.parent
CHAPTERS = "chapters"
SOLUTIONS = "solutions"
EXERCISES = "exercises"
# Text that Jupyter has in its own hands, and that no source stands behind.
LEFT_OUT = {".ipynb_checkpoints", "__pycache__"}
Files = dict[Path, bytes]
"""Paths relative to the root, and what stands there."""


def notebooks(root: Path) -> Files:
    """Return every generated notebook of the pages and the solutions."""
    return {text.relative_to(root).with_suffix(".ipynb"): notebook_bytes(text) for text in sources(root)}


def sources(root: Path) -> Iterator[Path]:
    """Yield the texts that are notebooks: those whose header names a kernel."""
    for folder in (CHAPTERS, SOLUTIONS):
        for path in sorted((root / folder).rglob("*.md")):
            header = re.match(r"---\n(.*?)\n---\n", path.read_text(encoding="utf-8"), re.DOTALL)
            if header and re.search(r"^kernelspec:", header[1], re.MULTILINE):
                yield path


def notebook_bytes(path: Path) -> bytes:
    """Return the notebook that a text stands for, with nothing in it that the text does not say."""
    notebook = jupytext.reads(path.read_text(encoding="utf-8"), fmt="md:myst")
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    kept = {"kernelspec", "unlabelled"}
    for key in notebook.metadata.keys() - kept:
        del notebook.metadata[key]
    notebook.metadata["language_info"] = {"name": "python"}
    if "unlabelled" in notebook.metadata:
        list_in_metadata(notebook)
    name_cells(notebook)
    nbformat.validate(notebook)
    text: str = nbformat.writes(notebook)  # type: ignore[no-untyped-call]
    return f"{text}\n".encode()


def name_cells(notebook: nbformat.NotebookNode) -> None:
    """Give each cell an id that only its contents decide: an edit elsewhere leaves it alone."""
    seen: Counter[str] = Counter()
    for cell in notebook.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        digest = hashlib.sha256(f"{cell.cell_type}\n{cell.source}".encode()).hexdigest()
        name = grade_id or digest[:8]
        cell.id = f"{name}-{seen[name]}" if seen[name] else name
        seen[name] += 1


def exercises(root: Path) -> Files:
    """Return every file that stock nbgrader releases, made in a folder of its own.

    There it leaves its gradebook, too. The solutions are taken from their texts, so that the order
    in which things are generated does not matter.
    """
    released: Files = {}
    with tempfile.TemporaryDirectory(prefix="release-") as temporary:
        course = Path(temporary)
        shutil.copy(root / "nbgrader_config.py", course)
        shutil.copytree(root / SOLUTIONS, course / SOLUTIONS, ignore=shutil.ignore_patterns(*LEFT_OUT))
        for path, content in notebooks(root).items():
            if path.parts[0] == SOLUTIONS:
                (course / path).write_bytes(content)
        for assignment in sorted(folder.name for folder in (course / SOLUTIONS).iterdir() if folder.is_dir()):
            release(course, assignment)
        for path in sorted((course / EXERCISES).rglob("*")):
            if path.is_file():
                released[path.relative_to(course)] = path.read_bytes()
    return released


def release(course: Path, assignment: str) -> None:
    """Run ``nbgrader generate_assignment`` in a course's folder; show what it says if it fails."""
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", assignment]
    done = subprocess.run(
        command, cwd=course, env=_environment(course), capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"nbgrader could not release {assignment!r}:\n{done.stderr}")


def _environment(course: Path) -> dict[str, str]:
    """Keep the user's own settings out of it, and let nbgrader find its `alembic` command."""
    commands = Path(sys.executable).parent
    return {
        **os.environ,
        "JUPYTER_CONFIG_DIR": str(course / ".jupyter"),
        "PATH": f"{commands}{os.pathsep}{os.environ.get('PATH', '')}",
    }


def present(root: Path, kind: str) -> Files:
    """Return the generated files that are there now, those without a source included."""
    folders, pattern = ((EXERCISES,), "*") if kind == "exercises" else ((CHAPTERS, SOLUTIONS), "*.ipynb")
    return {
        path.relative_to(root): path.read_bytes()
        for folder in folders
        for path in sorted((root / folder).rglob(pattern))
        if path.is_file() and not LEFT_OUT.intersection(path.parts)
    }


def differences(wanted: Files, there: Files) -> dict[Path, str]:
    """Return each file that is not what it should be, and what is wrong with it."""
    return {
        path: "missing" if path not in there else "without a source" if path not in wanted else "out of date"
        for path in sorted(wanted.keys() | there.keys())
        if wanted.get(path) != there.get(path)
    }


def write(root: Path, wanted: Files, changes: dict[Path, str]) -> None:
    """Bring the files that differ to what they should be."""
    for path in changes:
        target = root / path
        if path not in wanted:
            target.unlink()
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(wanted[path])


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("kind", choices=["notebooks", "exercises"])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file differs")
    options = parser.parse_args(arguments)
    wanted = notebooks(root) if options.kind == "notebooks" else exercises(root)
    changes = differences(wanted, present(root, options.kind))
    for path, problem in changes.items():
        print(f"{path}: {problem}" if options.check else f"{path}: {problem}, now right")
    if options.check:
        if changes:
            print(f"run: make {options.kind}")
        return 1 if changes else 0
    write(root, wanted, changes)
    print(f"{options.kind}: {len(wanted)} files, {len(changes)} changed")
    return 0


if __name__ == "__main__":
    sys.exit(main())

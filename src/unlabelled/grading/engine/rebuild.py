"""Rebuild a submission from the release: notebook in, notebook out.

The release is the truth. From the student come the sources of the answers, found by `grade_id`, and
cells of their own, in place. Tests, points, order and all other metadata are the release's, whatever
the student's file says. Every repair is a note.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode


class Unreadable(Exception):
    """A submitted file is no notebook that can be graded; the message says why."""


@dataclass
class Rebuilt:
    """A notebook that can be graded, and what had to be repaired."""

    notebook: NotebookNode
    notes: list[str] = field(default_factory=list)


def read_submission(path: Path, *, max_megabytes: int) -> NotebookNode:
    """Read a notebook of any format, whatever state it is in.

    Raises
    ------
    Unreadable
        If there is no way to read cells from it.
    """
    try:
        # A link would make the engine read, with its own rights, what the student may not.
        if path.is_symlink() or not path.is_file():
            raise Unreadable("it is not a regular file")
        size = path.stat().st_size
        if size > max_megabytes << 20:
            raise Unreadable(f"it has {size >> 20} MB, and {max_megabytes} MB are allowed")
        if size == 0:
            raise Unreadable("the file is empty")
        content = json.loads(path.read_bytes())
        notebook: NotebookNode = nbformat.from_dict(content)
        if notebook.get("nbformat") != 4:
            # In older formats a cell's text is often a list of lines: this reader joins them.
            notebook = nbformat.reads(json.dumps(content), as_version=4)
        if not isinstance(notebook.get("cells"), list):
            raise Unreadable("it has no cells")
    except Unreadable:
        raise
    except RecursionError:
        raise Unreadable("it is nested too deeply") from None
    except Exception as error:  # the file is a stranger's: it may break a parser in any way
        raise Unreadable(f"it is no notebook ({type(error).__name__}: {str(error)[:120]})") from None
    return notebook


def rebuild(release: NotebookNode, submitted: NotebookNode) -> Rebuilt:
    """Put a student's answers and own cells into a copy of the release.

    Parameters
    ----------
    release : NotebookNode
        What students were given; tests may already contain their hidden parts.
    submitted : NotebookNode
        Anything with a list of cells.
    """
    notes: list[str] = []
    # `taken` maps a position in the release to the student's cell, `own` lists the student's own
    # cells that follow a position (-1: before the first).
    taken, own = _align(release.cells, [cell for cell in submitted.cells if _is_cell(cell)], notes)
    cells = [_own_cell(cell) for cell in own.get(-1, [])]
    for position, original in enumerate(release.cells):
        cell = copy.deepcopy(original)
        theirs = taken.get(position)
        name = grade_id(original)
        if theirs is None:
            if name and is_answer(original):
                notes.append(f"the answer cell {name} was missing: it is taken as not answered")
            elif name:
                notes.append(f"the cell {name} was missing and has been put back")
        elif is_answer(original) or name is None:
            cell.source = _source(theirs)
            if cell.cell_type == "markdown" and isinstance(theirs.get("attachments"), dict):
                cell.attachments = theirs.attachments  # pictures in a written answer
        cells.append(cell)
        cells += [_own_cell(cell) for cell in own.get(position, [])]
    notebook = copy.deepcopy(release)
    notebook.cells = cells
    for cell in cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return Rebuilt(notebook, notes)


def edited_cells(release: NotebookNode, submitted: NotebookNode) -> list[str]:
    """Return a note for each protected cell whose source a student changed.

    Parameters
    ----------
    release : NotebookNode
        Exactly what students were given, without hidden tests.
    """
    given = {name: cell for cell in release.cells if (name := grade_id(cell)) and not is_answer(cell)}
    changed = (
        name
        for cell in submitted.cells
        if _is_cell(cell)
        and (name := grade_id(cell)) in given
        and _source(cell).rstrip() != given[name].source.rstrip()
    )
    return [
        f"the cell {name} had been changed and is graded as it was given" for name in dict.fromkeys(changed)
    ]


def blank(release: NotebookNode, reason: str) -> Rebuilt:
    """Return the release without any answer, and every test failed, for a file that cannot be read."""
    rebuilt = rebuild(release, nbformat.v4.new_notebook())
    for cell in rebuilt.notebook.cells:
        if cell.cell_type == "code" and grade_id(cell) and not is_answer(cell):
            error = nbformat.v4.new_output(
                "error",
                ename="SubmissionUnreadable",
                evalue=reason,
                traceback=[f"SubmissionUnreadable: {reason}"],
            )
            cell.outputs = [error]
    return Rebuilt(rebuilt.notebook, [reason])


def grade_id(cell: NotebookNode) -> str | None:
    """Return the name that nbgrader gave to a cell, if it is a sound one."""
    name = _about(cell).get("grade_id")
    return name if isinstance(name, str) and name else None


def is_answer(cell: NotebookNode) -> bool:
    """Tell whether a cell of the release is there for the student to write in."""
    about = _about(cell)
    return bool(about.get("solution") or about.get("task"))


def _about(cell: NotebookNode) -> dict[str, Any]:
    metadata = cell.get("metadata")
    about = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return about if isinstance(about, dict) else {}


def _is_cell(cell: Any) -> bool:
    return isinstance(cell, dict) and cell.get("cell_type") in ("code", "markdown", "raw")


def _source(cell: NotebookNode) -> str:
    source = cell.get("source")
    if isinstance(source, list):  # format 4 allows a list of lines in files
        source = "".join(line for line in source if isinstance(line, str))
    # A lone half of a surrogate pair cannot be written to any file.
    return source.encode(errors="replace").decode() if isinstance(source, str) else ""


def _own_cell(cell: NotebookNode) -> NotebookNode:
    make = {
        "code": nbformat.v4.new_code_cell,
        "markdown": nbformat.v4.new_markdown_cell,
        "raw": nbformat.v4.new_raw_cell,
    }
    own: NotebookNode = make[cell.cell_type](_source(cell))
    return own


def _align(
    release: list[NotebookNode], submitted: list[NotebookNode], notes: list[str]
) -> tuple[dict[int, NotebookNode], dict[int, list[NotebookNode]]]:
    """Find for each submitted cell its place in the release, or the place that it follows."""
    by_name = {name: position for position, cell in enumerate(release) if (name := grade_id(cell))}
    plain = {position: cell for position, cell in enumerate(release) if not grade_id(cell)}
    by_id = {cell["id"]: position for position, cell in plain.items() if "id" in cell}
    # Of several cells with one name the last counts, as with nbgrader; the others are own cells.
    last = {name: index for index, cell in enumerate(submitted) if (name := grade_id(cell)) in by_name}
    taken: dict[int, NotebookNode] = {}
    own: dict[int, list[NotebookNode]] = {}
    place = -1
    for index, cell in enumerate(submitted):
        name = grade_id(cell)
        found = None
        if name in by_name:
            if last[name] == index:
                found = by_name[name]
            else:
                notes.append(f"the cell {name} was there more than once: the last one counts")
        else:
            found = _plain_place(cell, plain, by_id, taken)
        if found is None:
            own.setdefault(place, []).append(cell)
        else:
            taken[found] = cell
            place = found
    return taken, own


def _plain_place(
    cell: NotebookNode, plain: dict[int, NotebookNode], by_id: dict[str, int], taken: Iterable[int]
) -> int | None:
    """Find an unprotected cell of the release by its id, or else by its text."""
    identity = cell.get("id")
    candidates = [by_id[identity]] if isinstance(identity, str) and identity in by_id else []
    source = _source(cell)
    candidates += [position for position, given in plain.items() if given.source == source]
    free = (
        position
        for position in candidates
        if position not in taken and plain[position].cell_type == cell.cell_type
    )
    return next(free, None)

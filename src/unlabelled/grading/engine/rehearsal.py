"""Run the lecturer's solution once, and learn from it how to grade.

From its run come the modules that the fork server imports in advance, and for each test the points
that it gives when the answers are senseless, which the negative control needs. It is kept until the
assignment changes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, field, replace
from importlib import metadata

import nbformat
from nbformat import NotebookNode

from unlabelled.grading.engine.control import names_bound
from unlabelled.grading.engine.course import Assignment, Task, digest, encode_files, read_json, write_json
from unlabelled.grading.engine.execute import Job, as_json, execute, from_json, grade_id_of_test, points
from unlabelled.grading.engine.limits import Limits
from unlabelled.grading.engine.rebuild import grade_id, is_answer, rebuild
from unlabelled.grading.engine.sandbox import ForkServer

# Imports count here, and the first run has to do them all.
PATIENCE_SECONDS = 300

# One traceback, so that what draws it is among the modules; then their names.
_LIST_MODULES = """
try:
    1 / 0
except ZeroDivisionError:
    get_ipython().showtraceback()
import json, sys
print("modules:" + json.dumps([name for name in sys.modules if name != "__main__"]))
"""


@dataclass
class Rehearsal:
    """What a rehearsal found.

    Attributes
    ----------
    modules : list of str
        In the order in which they were imported.
    controls : dict
        By notebook, then by test: the points that senseless answers get.
    names : dict
        By notebook: the names that its answer cells define.
    warnings : list of str
        What is odd about the assignment.
    """

    modules: list[str] = field(default_factory=list)
    controls: dict[str, dict[str, float | None]] = field(default_factory=dict)
    names: dict[str, list[str]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


def rehearse(
    assignment: Assignment, limits: Limits, start_server: Callable[[], AbstractContextManager[ForkServer]]
) -> Rehearsal:
    """Return what is known about an assignment, from a run of its solution if need be.

    Parameters
    ----------
    assignment : Assignment
    limits : Limits
        Of a student's submission; the rehearsal has more time.
    start_server : callable
        Called only if the solution must run; the server need not be ready.
    """
    path = assignment.course.state_folder(assignment.name) / "rehearsal.json"
    solutions = [nbformat.writes(task.solution) for task in assignment.tasks if task.solution]
    packages = sorted(f"{package.name} {package.version}" for package in metadata.distributions())
    key = digest(
        assignment.digest, *solutions, sys.version, sys.prefix, *packages, json.dumps(limits.as_json())
    )
    known = read_json(path)
    if isinstance(known, dict) and known.get("key") == key:
        return Rehearsal(**known["rehearsal"])
    rehearsal = Rehearsal()
    patient = replace(limits, cell_seconds=PATIENCE_SECONDS, submission_seconds=PATIENCE_SECONDS)
    with start_server() as server:
        server.wait_until_ready()
        for task in assignment.tasks:
            _rehearse_task(task, encode_files(assignment.files), patient, server, rehearsal)
    write_json(path, {"key": key, "rehearsal": asdict(rehearsal)})
    return rehearsal


def _rehearse_task(
    task: Task, files: dict[str, str], limits: Limits, server: ForkServer, rehearsal: Rehearsal
) -> None:
    answered = rebuild(task.master, task.solution or task.release).notebook
    tests = [test for cell in answered.cells if (test := grade_id_of_test(cell))]
    names = {
        name
        for cell in answered.cells
        if grade_id(cell) and is_answer(cell) and cell.cell_type == "code"
        for name in names_bound(cell.source)
    }
    answered.cells.append(nbformat.v4.new_code_cell(_LIST_MODULES))
    job = Job(as_json(answered), limits, files, dict.fromkeys(tests), tuple(sorted(names)))
    ran, results = _run(job, server)
    rehearsal.modules += [name for name in _modules(ran) if name not in rehearsal.modules]
    rehearsal.names[task.name] = sorted(names)
    if task.solution is None:
        rehearsal.warnings.append(f"{task.name} has no solution to rehearse: no negative controls")
        rehearsal.controls[task.name] = {}
        return
    lost = _lost(ran)
    if lost:
        without, _ = _run(replace(job, controls={}), server)
        if lost == _lost(without):
            rehearsal.warnings.append(f"the solution of {task.name} loses points in {', '.join(lost)}")
        else:
            rehearsal.warnings.append(
                f"running a test of {task.name} twice changes the result of {', '.join(lost)}: "
                "no negative controls"
            )
            results = {}
    given = {test: points(cell) for cell in ran.cells if (test := grade_id_of_test(cell))}
    useful = {test: value for test, value in results.items() if value < given[test]}
    rehearsal.controls[task.name] = dict(useful)
    for test in tests:
        if given[test] and test not in useful:
            rehearsal.warnings.append(
                f"{test} gives points to senseless answers as well: no negative control"
            )


def _run(job: Job, server: ForkServer) -> tuple[NotebookNode, dict[str, float]]:
    execution = execute(job, str(server.folder))
    return from_json(execution.notebook), execution.control_points


def _modules(notebook: NotebookNode) -> list[str]:
    said = "".join(output.text for output in notebook.cells[-1].outputs if output.output_type == "stream")
    _, found, names = said.partition("modules:")
    return list(json.loads(names)) if found else []


def _lost(notebook: NotebookNode) -> list[str]:
    """Return the tests that give less than their maximum."""
    return [
        test
        for cell in notebook.cells
        if (test := grade_id_of_test(cell)) and points(cell) < float(cell.metadata.nbgrader.points)
    ]

"""The command `unlabelled export`: marks as the tables that learning platforms import."""

from __future__ import annotations

import csv
import io
import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from unlabelled.grading.engine.command import CourseFolder, put_scripts_on_path

if TYPE_CHECKING:
    from nbgrader.api import Assignment, Gradebook, Student, SubmittedAssignment

CANVAS_HEAD = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
MOODLE_HEAD = ("username", "firstname", "lastname", "email")
Row = list[str]


class Platform(StrEnum):
    """Where the marks go."""

    CANVAS = "canvas"
    MOODLE = "moodle"


def export_command(
    to: Annotated[Platform, typer.Option("--to", help="The platform that reads the table.")],
    assignment: Annotated[
        list[str] | None,
        typer.Option("--assignment", metavar="NAME", help="Only this one; may be given again. Default: all."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where to write. Default: marks-PLATFORM.csv.")
    ] = None,
    course: CourseFolder = Path("."),
) -> None:
    """Write the gradebook's marks as a table that Canvas or Moodle imports.

    Students are known by the names of their folders under submitted/, which must be their login names
    on the platform. Who has handed in nothing gets an empty cell, which both platforms leave as it was.

    Ends with 0 if the table was written, 2 if it could not be.
    """
    from sqlalchemy.exc import SQLAlchemyError

    from unlabelled.grading.engine import failures
    from unlabelled.grading.engine.course import BadUsage, Course

    put_scripts_on_path()  # nbgrader's gradebook calls alembic
    target = output or Path(f"marks-{to}.csv")
    try:
        with Course.load(course).existing_gradebook() as gradebook:
            chosen = _choose(gradebook, assignment or [])
            table = (
                canvas_table(gradebook, chosen) if to is Platform.CANVAS else moodle_table(gradebook, chosen)
            )
            waiting = _waiting(chosen)
            number = len(gradebook.students)
        _write(table, target)
    except BadUsage as error:
        _refuse(str(error))
    except (OSError, SQLAlchemyError) as error:
        _refuse(failures.explain(error))
    typer.echo(f"{target}: {number} students, {len(chosen)} assignments.")
    for name, number in waiting.items():
        typer.echo(f"{name}: {number} submissions still wait for marks given by hand.", err=True)


def _choose(gradebook: Gradebook, names: list[str]) -> list[Assignment]:
    """Return the assignments of these names, or all of them."""
    known = {str(found.name): found for found in gradebook.assignments}
    unknown = [name for name in names if name not in known]
    if unknown or not known:
        listed = ", ".join(sorted(known)) or "none"
        what = f"no assignment {unknown[0]}" if unknown else "no assignment at all"
        _refuse(f"the gradebook knows {what}; it has: {listed}. Was anything graded in this folder?")
    return [known[name] for name in (names or sorted(known))]


def _waiting(assignments: list[Assignment]) -> dict[str, int]:
    """Count per assignment the submissions that a person has not finished grading."""
    counts = {str(one.name): sum(sub.needs_manual_grade for sub in one.submissions) for one in assignments}
    return {name: number for name, number in counts.items() if number}


def canvas_table(gradebook: Gradebook, assignments: list[Assignment]) -> list[Row]:
    """Return the table that Canvas imports: a head, the points within reach, one row a student."""
    head = [*CANVAS_HEAD, *(str(one.name) for one in assignments)]
    points = ["Points Possible", "", "", "", "", *(_number(one.max_score) for one in assignments)]
    rows = [
        [_full_name(student), "", "", str(student.id), "", *_marks(student, assignments)]
        for student in _students(gradebook)
    ]
    return [head, points, *rows]


def moodle_table(gradebook: Gradebook, assignments: list[Assignment]) -> list[Row]:
    """Return the table that Moodle imports: a head, one row a student."""
    head = [*MOODLE_HEAD, *(str(one.name) for one in assignments)]
    rows = [
        [
            str(student.id),
            *(text or "" for text in (student.first_name, student.last_name, student.email)),
            *_marks(student, assignments),
        ]
        for student in _students(gradebook)
    ]
    return [head, *rows]


def _students(gradebook: Gradebook) -> list[Student]:
    """Return the students in the order of their login names."""
    return sorted(gradebook.students, key=lambda student: str(student.id))


def _marks(student: Student, assignments: list[Assignment]) -> Row:
    """Return a student's marks, less what was handed in late costs; empty without a submission."""
    scores = {str(sub.assignment.name): _score(sub) for sub in student.submissions}
    return [scores.get(str(one.name), "") for one in assignments]


def _score(submission: SubmittedAssignment) -> str:
    """Write what counts: the score less the penalty, and never below nothing, as `nbgrader export` does."""
    return _number(max(0.0, submission.score - (submission.late_submission_penalty or 0.0)))


def _number(value: float) -> str:
    """Write points without a needless fraction."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _full_name(student: Student) -> str:
    """Write a name as Canvas does; the login name where there is no other."""
    names = [name for name in (student.last_name, student.first_name) if name]
    return ", ".join(names) or str(student.id)


def _write(table: list[Row], target: Path) -> None:
    """Write all of the table, or leave the file as it was."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(table)
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        beside.write_text(text.getvalue(), encoding="utf-8")
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _refuse(reason: str) -> NoReturn:
    typer.echo(f"unlabelled export: {reason}", err=True)
    raise typer.Exit(2)

"""The commands `unlabelled course` and `unlabelled bundle`: a lecturer's folder, and the ZIP for students."""

from __future__ import annotations

import os
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from string import Template
from typing import Annotated, NoReturn

import typer

from unlabelled import __version__
from unlabelled.grading.engine.command import CourseFolder

CONFIG = "nbgrader_config.py"
SOLUTIONS, EXERCISES, SUBMITTED, STUDENT = "solutions", "exercises", "submitted", "student"
BUNDLE = "students.zip"
# What students install: the package, and the versions with which it was tested.
PACKAGE = ("pyproject.toml", "README.md", "LICENSE", "src")
LOCK = "requirements.lock"
# The texts that notebooks are made from stay where they are: here the notebook is the source.
LEFT_OUT = shutil.ignore_patterns("*.md", "*.pyc", "__pycache__", ".ipynb_checkpoints")
MARKERS = ("### BEGIN SOLUTION", "### BEGIN HIDDEN TESTS")
COURSE_ID = re.compile(r"^c\.CourseDirectory\.course_id = .*$", re.MULTILINE)
EXCHANGE = """
# The folder through which nbgrader hands notebooks out and in, if you use it: all users of the machine
# see the same one.
{}c.Exchange.root = {!r}
"""
EXAMPLE_EXCHANGE = "/srv/nbgrader/exchange"

LECTURER_README = Template("""# $course

An nbgrader course, made from Mostly Unlabelled $version. Run all commands in this folder, in the
environment in which `unlabelled` is installed. They stand here in the order in which you need them;
for another assignment put its name in place of `$first`. There are: $listed.

Once, to see what this machine lacks:

```sh
unlabelled doctor
```

**Release.** This makes `exercises/` from `solutions/` and enters the assignment in the gradebook; do it
again after each change of a solution or a test. The second line packs what students get.

```sh
nbgrader generate_assignment $first
unlabelled bundle
```

Give students `$bundle`. It holds what is in `exercises/` and in `student/`: write into
`student/README.md` how and until when to hand in.

**Collect.** Put what each student hands in to `submitted/STUDENT/$first/$first.ipynb`, with the student's
login name for STUDENT.

**Grade.**

```sh
unlabelled grade $first
```

The written question is graded by a person: start `jupyter lab` and open nbgrader's Formgrader. The rubric
stands in that question's cell in `solutions/$first/$first.ipynb`.

**Give back.** The pages in `feedback/` are for the students, the table is for the learning platform
(`canvas` or `moodle`).

```sh
nbgrader generate_feedback --force $first
unlabelled export --to canvas
```

`solutions/`, `gradebook.db` and what students hand in are nobody else's business: this folder can be read
by you alone. Keep it so, and keep a copy of it.
""")

STUDENT_README = Template("""# $course

Here are the assignments ($listed), and what you need to solve them on your own machine.

## Install

With Python 3.11, 3.12 or 3.13, in this folder. On Linux and macOS:

```sh
python3 -m venv .venv
. .venv/bin/activate
pip install --constraint requirements.lock ./package
jupyter lab
```

On Windows:

```bat
py -m venv .venv
.venv\\Scripts\\activate
pip install --constraint requirements.lock .\\package
jupyter lab
```

The third line downloads about 1 GB, once. Later only the second and the last are needed.

## Solve and check

Open a notebook, for example `$first/$first.ipynb`, and replace `raise NotImplementedError(...)` in each
question's cell by your answer. Leave the cells with tests as they are. Save, then check all of it at once:

```sh
unlabelled check $first/$first.ipynb
```

The points come from hidden tests, which try more cases than those you see.

## Hand in

Hand in the notebook under the name that it has, the way your lecturer says.
""")


class Refused(Exception):
    """The command cannot be carried out as given; the message says why, in one line."""


def course_command(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="What to make; its name names the course.")
    ],
    assignment: Annotated[
        list[str] | None,
        typer.Option("--assignment", metavar="NAME", help="Only this one; may be given again. Default: all."),
    ] = None,
    source: Annotated[
        Path, typer.Option("--from", metavar="FOLDER", help="Your copy of Mostly Unlabelled.")
    ] = Path("."),
    exchange: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Where nbgrader hands notebooks out and in, if you use that."),
    ] = None,
) -> None:
    """Make a folder from which to hold a course: solutions, exercises, settings, a ZIP for students.

    It stands on its own; change the assignments in it as you like. Its README.md tells all further
    commands in their order.

    Ends with 0 if the folder was made, 2 if it could not be; then nothing was changed.
    """
    try:
        names = make_course(source, folder, assignment or [], exchange)
    except (Refused, OSError) as error:
        _refuse("course", error)
    typer.echo(f"{folder}: {len(names)} assignments ({', '.join(names)}).")
    typer.echo(f"How to go on: {folder / 'README.md'}")


def bundle_command(course: CourseFolder = Path(".")) -> None:
    """Pack anew what students get: the released exercises, and what lies in student/.

    Ends with 0 if the ZIP was written, 2 if it could not be; then the old one is still there.
    """
    try:
        names = write_bundle(course.resolve())
    except (Refused, OSError) as error:
        _refuse("bundle", error)
    typer.echo(f"{course / BUNDLE}: {len(names)} assignments ({', '.join(names)}).")


def make_course(source: Path, target: Path, chosen: list[str], exchange: Path | None = None) -> list[str]:
    """Make a course's folder, completely or not at all; return the names of its assignments.

    Parameters
    ----------
    source : Path
        A copy of Mostly Unlabelled.
    target : Path
        A folder that is not there yet, or is empty.
    chosen : list of str
        The assignments; all of the source's if empty.
    exchange : Path, optional
        The root of nbgrader's exchange.

    Raises
    ------
    Refused
        If the source is no such copy, an assignment is unknown, or something is in the way.
    """
    _require_source(source)
    names = _choose(source, chosen)
    target = target.resolve()
    _require_free(target)
    course = course_name(target)
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    # For the lecturer alone: on a machine with many users, these are the answers.
    beside.mkdir(mode=0o700)
    try:
        _fill(beside, source, names, course, exchange)
        if target.exists():
            target.rmdir()
        beside.rename(target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return names


def course_name(folder: Path) -> str:
    """Return the course's name: the folder's, with hyphens for what a path or a setting takes ill."""
    name = re.sub(r"[^\w.-]+", "-", folder.name).strip("-.")
    if not name:
        raise Refused(f"the name of the folder {folder} must hold letters or digits: it names the course")
    return name


def write_bundle(root: Path, name: str = "") -> list[str]:
    """Write the students' ZIP of a course's folder; return the names of the assignments in it.

    Raises
    ------
    Refused
        If the folder was not made by `make_course`, or a notebook to be packed holds what is secret.
    """
    for folder in (EXERCISES, STUDENT):
        if not (root / folder).is_dir():
            raise Refused(f"{root} has no folder {folder}: `unlabelled course` makes one that has")
    names = _folders(root / EXERCISES)
    if not names:
        raise Refused(f"{root / EXERCISES} is empty: run `nbgrader generate_assignment NAME`")
    _require_no_secrets(root / EXERCISES, root / STUDENT)
    top = Path(name or course_name(root))
    beside = root / f".{BUNDLE}.{os.getpid()}"
    try:
        # Dates before 1980, which a ZIP cannot hold, are no reason to refuse.
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
            for folder in (STUDENT, EXERCISES):
                for path in _files(root / folder):
                    archive.write(path, top / path.relative_to(root / folder))
        beside.replace(root / BUNDLE)
    finally:
        beside.unlink(missing_ok=True)
    return names


def _fill(root: Path, source: Path, names: list[str], course: str, exchange: Path | None) -> None:
    """Write all that belongs into a course's folder."""
    (root / CONFIG).write_text(_config(source, course, exchange), encoding="utf-8")
    for name in names:
        for kind in (SOLUTIONS, EXERCISES):
            shutil.copytree(source / kind / name, root / kind / name, ignore=LEFT_OUT)
    (root / SUBMITTED).mkdir()
    _fill_student(root / STUDENT, source)
    words = {
        "course": course,
        "version": __version__,
        "first": names[0],
        "listed": ", ".join(f"`{name}`" for name in names),
        "bundle": BUNDLE,
    }
    (root / "README.md").write_text(LECTURER_README.substitute(words), encoding="utf-8")
    (root / STUDENT / "README.md").write_text(STUDENT_README.substitute(words), encoding="utf-8")
    write_bundle(root, course)


def _fill_student(folder: Path, source: Path) -> None:
    """Put in what students install."""
    package = folder / "package"
    package.mkdir(parents=True)
    shutil.copy(source / LOCK, folder)
    for name in PACKAGE:
        if (source / name).is_dir():
            ignore = shutil.ignore_patterns("*.pyc", "__pycache__", "*.egg-info", ".*")
            shutil.copytree(source / name, package / name, ignore=ignore)
        else:
            shutil.copy(source / name, package)


def _config(source: Path, course: str, exchange: Path | None) -> str:
    """Return the source's settings of nbgrader under the new course's name."""
    setting = f"c.CourseDirectory.course_id = {course!r}"
    text, found = COURSE_ID.subn(lambda _: setting, (source / CONFIG).read_text(encoding="utf-8"))
    if found != 1:
        raise Refused(f"{source / CONFIG} must set c.CourseDirectory.course_id, once")
    root = str(exchange.resolve()) if exchange else EXAMPLE_EXCHANGE
    return text + EXCHANGE.format("" if exchange else "# ", root)


def _require_source(source: Path) -> None:
    """Refuse a folder that is no copy of Mostly Unlabelled."""
    for name in (CONFIG, SOLUTIONS, EXERCISES, LOCK, *PACKAGE):
        if not (source / name).exists():
            raise Refused(
                f"{source.resolve()} is no copy of Mostly Unlabelled, it has no {name}: "
                "go to one, or name it with --from"
            )


def _choose(source: Path, chosen: list[str]) -> list[str]:
    """Return the assignments of these names, or all of them."""
    known = _folders(source / SOLUTIONS)
    for name in chosen:
        if name not in known:
            raise Refused(f"no assignment {name}; there are: {', '.join(known) or 'none'}")
    names = list(dict.fromkeys(chosen)) or known
    if not names:
        raise Refused(f"{source / SOLUTIONS} is empty")
    for name in names:
        for kind in (SOLUTIONS, EXERCISES):
            if not (source / kind / name / f"{name}.ipynb").is_file():
                raise Refused(
                    f"{source / kind / name / name}.ipynb is missing: run `make notebooks exercises`"
                )
    return names


def _require_free(target: Path) -> None:
    """Refuse to write where something is."""
    if not target.parent.is_dir():
        raise Refused(f"there is no folder {target.parent}")
    if target.is_dir():
        if any(target.iterdir()):
            raise Refused(f"{target} is not empty: name a new folder")
        if target.samefile(Path.cwd()):
            raise Refused("the new folder cannot be the one you are in: name another")
    elif target.exists():
        raise Refused(f"{target} is a file: name a new folder")


def _require_no_secrets(*folders: Path) -> None:
    """Refuse to pack a notebook with a solution or hidden tests in it, say one copied by hand."""
    for folder in folders:
        for path in _files(folder):
            if path.suffix == ".ipynb":
                text = path.read_text(encoding="utf-8", errors="ignore")
                if marker := next((marker for marker in MARKERS if marker in text), None):
                    raise Refused(
                        f"{path} holds “{marker}”: run `nbgrader generate_assignment {path.parent.name}`"
                    )


def _folders(folder: Path) -> list[str]:
    """Return the names of the folders in a folder that are not hidden."""
    return sorted(path.name for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files in a folder, hidden ones and links left out."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not path.is_symlink() and not hidden:
            yield path


def _refuse(command: str, reason: Exception) -> NoReturn:
    typer.echo(f"unlabelled {command}: {reason}", err=True)
    raise typer.Exit(2)

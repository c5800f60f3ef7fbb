"""The commands `unlabelled grade` and `unlabelled serve`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from unlabelled.grading.engine.limits import DEFAULT, Limits

if TYPE_CHECKING:
    from unlabelled.grading.engine.report import Report

CourseFolder = Annotated[
    Path,
    typer.Option(metavar="FOLDER", help="Where nbgrader_config.py lies.", file_okay=False, exists=True),
]
"""The option `--course` of every command that works in a lecturer's folder."""

CONTAINER_ADVICE = (
    "students' code runs inside a sandbox of Linux. On this system, run the command in a Linux "
    "container that may create user namespaces, for example:\n"
    '  docker run --rm -it -v "$PWD:/course" -w /course --security-opt seccomp=unconfined '
    "--security-opt systempaths=unconfined IMAGE unlabelled grade NAME\n"
    "where IMAGE holds this course's environment and Debian's package bubblewrap."
)


def grade_command(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The assignment.", show_default=False)],
    student: Annotated[
        str | None, typer.Option(metavar="STUDENT", help="Grade only this student's submission.")
    ] = None,
    workers: Annotated[
        int, typer.Option(min=0, metavar="N", help="Submissions at a time; 0: one per core.")
    ] = 0,
    timeout: Annotated[
        float, typer.Option(min=0.1, metavar="SECONDS", help="Seconds for one cell.")
    ] = DEFAULT.cell_seconds,
    submission_timeout: Annotated[
        float, typer.Option(min=0.1, metavar="SECONDS", help="Seconds for one submission.")
    ] = DEFAULT.submission_seconds,
    memory: Annotated[
        int, typer.Option(min=64, metavar="MB", help="Memory of one submission, without the libraries'.")
    ] = DEFAULT.memory_megabytes,
    regrade: Annotated[
        bool, typer.Option("--regrade", help="Grade again what has not changed since it was graded.")
    ] = False,
    feedback: Annotated[
        bool, typer.Option("--feedback", help="Write nbgrader's feedback for what was graded.")
    ] = False,
    no_sandbox: Annotated[
        bool,
        typer.Option(
            "--no-sandbox",
            help="Run students' code with all your rights: it can read and change whatever you can.",
        ),
    ] = False,
    no_control: Annotated[
        bool, typer.Option("--no-control", help="Do not check that tests can still fail.")
    ] = False,
    scheduler: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Run on a Dask cluster: tcp://HOST:PORT.")
    ] = None,
    json_file: Annotated[
        Path | None,
        typer.Option("--json", metavar="FILE", help="Write the report as JSON, too; - for stdout."),
    ] = None,
    course: CourseFolder = Path("."),
) -> None:
    """Grade all submissions of an assignment, several at a time, each in a sandbox.

    Reads nbgrader's folders and writes its gradebook: everything else is done with `nbgrader`. A run
    that was stopped goes on where it was when it is started again. Marks given by hand stay.

    Ends with 0 if every submission has its scores, 1 if some need a person, 2 if the command cannot
    be carried out as given, 3 if the engine itself failed: nothing is concluded from a failure.
    """
    _refuse_elsewhere_than_linux("grade")
    from unlabelled.grading.engine.early import early_server
    from unlabelled.grading.engine.sandbox import SandboxUnavailable

    if json_file not in (None, Path("-")) and not json_file.parent.is_dir():
        _refuse("grade", f"the report {json_file} cannot be written: there is no folder {json_file.parent}")
    put_scripts_on_path()
    limits = Limits(cell_seconds=timeout, submission_seconds=submission_timeout, memory_megabytes=memory)
    try:
        # On a cluster the workers have servers of their own.
        server = nullcontext() if scheduler else early_server(course, name, sandboxed=not no_sandbox)
        with _progress(name) as progress, server as early:
            _skip_slow_import()
            from unlabelled.grading.engine.course import BadUsage
            from unlabelled.grading.engine.grade import Options, grade

            options = Options(
                student=student,
                workers=workers,
                limits=limits,
                regrade=regrade,
                feedback=feedback,
                sandboxed=not no_sandbox,
                control=not no_control,
                scheduler=scheduler,
                early=early,
            )
            try:
                report = grade(course, name, options, progress)
            except BadUsage as error:
                _refuse("grade", str(error))
    except SandboxUnavailable as error:
        _refuse("grade", f"{error}\nNothing was graded. --no-sandbox grades without protection.")
    _show(report, json_file)
    raise typer.Exit(report.exit_code)


def serve_command(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The assignment.", show_default=False)],
    command: Annotated[
        list[str], typer.Argument(metavar="COMMAND...", help="What to run, after `--`.", show_default=False)
    ],
    course: CourseFolder = Path("."),
) -> None:
    """Run a command, for example stock nbgrader, whose Python kernels are forked and sandboxed.

    While the command runs, the kernel `python3` is one of a fork server that has imported what the
    assignment's solution imports:

        unlabelled serve clustering -- nbgrader autograde clustering
    """
    _refuse_elsewhere_than_linux("serve")
    from unlabelled.grading.engine.early import early_server
    from unlabelled.grading.engine.sandbox import SandboxUnavailable

    try:
        with early_server(course, name) as server, tempfile.TemporaryDirectory() as kernels:
            _skip_slow_import()
            from unlabelled.grading.engine.course import Assignment, BadUsage, Course, quiet_nbgrader
            from unlabelled.grading.engine.provisioner import ADDRESS_VARIABLE, kernel_spec
            from unlabelled.grading.engine.rehearsal import rehearse

            try:
                with quiet_nbgrader():
                    rehearsal = rehearse(
                        Assignment(Course.load(course), name), DEFAULT, lambda: nullcontext(server)
                    )
            except BadUsage as error:
                _refuse("serve", str(error))
            server.import_modules(rehearsal.modules)
            # A kernelspec of the same name that comes first: the command needs no option.
            folder = Path(kernels, "kernels", "python3")
            folder.mkdir(parents=True)
            (folder / "kernel.json").write_text(kernel_spec({}).to_json())
            paths = [kernels, *filter(None, [os.environ.get("JUPYTER_PATH")])]
            environment = {ADDRESS_VARIABLE: str(server.folder), "JUPYTER_PATH": os.pathsep.join(paths)}
            done = subprocess.run(command, env={**os.environ, **environment}, check=False)
    except SandboxUnavailable as error:
        _refuse("serve", str(error))
    raise typer.Exit(done.returncode)


def _skip_slow_import() -> None:
    """Spare a second: a grammar that jsonschema would build, for a check that nothing here asks for."""
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]


def put_scripts_on_path() -> None:
    """Let nbgrader, which calls `alembic` by name, find it though the environment is not activated."""
    scripts = sysconfig.get_path("scripts")
    os.environ["PATH"] = os.pathsep.join([os.environ.get("PATH", os.defpath), scripts])


def _refuse_elsewhere_than_linux(command: str) -> None:
    if sys.platform != "linux":
        _refuse(command, CONTAINER_ADVICE)


def _refuse(command: str, reason: str) -> NoReturn:
    typer.echo(f"unlabelled {command}: {reason}", err=True)
    raise typer.Exit(2)


@contextmanager
def _progress(name: str) -> Iterator[Callable[[int, int], None]]:
    """Show count, rate and time left on stderr."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(f"Getting ready for {name}", total=None, rate="")

        def report(done: int, total: int) -> None:
            speed = bar.tasks[0].speed
            rate = f"{speed:.1f} a second" if speed else ""
            bar.update(task, description=f"Grading {name}", completed=done, total=total, rate=rate)

        yield report


def _show(report: Report, json_file: Path | None) -> None:
    text = json.dumps(report.as_json(), indent=1)
    if json_file == Path("-"):
        typer.echo(text)
        return
    if json_file is not None:
        try:
            json_file.write_text(text + "\n")
        except OSError as error:
            typer.echo(f"unlabelled grade: the report cannot be written: {error}", err=True)
    report.show(Console(highlight=False))

"""Grade an assignment: rebuild, execute, save, for every submission.

The one process that reads submissions and writes the gradebook; students' code runs elsewhere. A few
submissions are under way at a time, so memory does not grow with their number.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.converters import GenerateFeedback, NbGraderException
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import SQLAlchemyError
from traitlets.config import Config

from unlabelled.grading.engine import executor as executors
from unlabelled.grading.engine import failures
from unlabelled.grading.engine.course import (
    Assignment,
    BadUsage,
    Course,
    Submission,
    Task,
    digest,
    encode_files,
    quiet_nbgrader,
    read_json,
    write_json,
)
from unlabelled.grading.engine.early import early_server
from unlabelled.grading.engine.execute import TAMPERED, Execution, Job, as_json, execute, from_json
from unlabelled.grading.engine.executor import Executor
from unlabelled.grading.engine.limits import DEFAULT, Limits
from unlabelled.grading.engine.provisioner import EngineFailure
from unlabelled.grading.engine.rebuild import (
    Rebuilt,
    Unreadable,
    blank,
    edited_cells,
    read_submission,
    rebuild,
)
from unlabelled.grading.engine.record import Recorder, autograded_folder
from unlabelled.grading.engine.rehearsal import Rehearsal, rehearse
from unlabelled.grading.engine.report import Outcome, Report, Status
from unlabelled.grading.engine.sandbox import ForkServer, ServerFailed

# How often a submission is tried about which the engine, though healthy, can say nothing, and how often
# its result is saved when another grader is in the way.
_ATTEMPTS = 2

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Options:
    """How to grade; see `unlabelled grade --help`."""

    student: str | None = None
    workers: int = 0
    limits: Limits = DEFAULT
    regrade: bool = False
    feedback: bool = False
    sandboxed: bool = True
    control: bool = True
    scheduler: str | None = None
    # A server that was started before this module was imported, to save time; it need not be ready.
    early: ForkServer | None = None


@dataclass
class _Work:
    """A submission under way."""

    submission: Submission
    key: str
    rebuilt: dict[str, Rebuilt] = field(default_factory=dict)
    jobs: dict[str, Job] = field(default_factory=dict)
    futures: dict[str, Future[Execution]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    unreadable: bool = False
    seconds: dict[str, float] = field(default_factory=dict)
    attempts: int = 1


def grade(root: Path, name: str, options: Options, progress: Progress = lambda done, total: None) -> Report:
    """Grade the submissions of an assignment.

    Parameters
    ----------
    root : Path
        The course's folder.
    name : str
        The assignment.
    options : Options
    progress : callable, optional
        Called with the number of submissions done and the number of all to do.

    Raises
    ------
    BadUsage
        If there is nothing to grade as asked.
    SandboxUnavailable
        If students' code cannot be shut in.
    """
    with quiet_nbgrader():
        try:
            course = Course.load(root)
            assignment = Assignment(course, name)
            submissions = course.submissions(name, options.student)
            if not submissions:
                raise BadUsage(_nothing_found(course, name, options.student))
            with _only_run(course.state_folder(name)):
                return _Run(assignment, submissions, options, progress).run()
        except (SQLAlchemyError, OSError) as error:
            return Report(name, failure=failures.explain(error))


class _Run:
    def __init__(
        self, assignment: Assignment, submissions: list[Submission], options: Options, progress: Progress
    ) -> None:
        self.assignment, self.submissions = assignment, submissions
        self.options, self.progress = options, progress
        self.report = Report(assignment.name)
        self.rehearsal = Rehearsal()

    def run(self) -> Report:
        started = time.monotonic()
        self.to_do: deque[_Work] = deque()
        for submission in self.submissions:
            key = digest(self.assignment.digest, *_fingerprint(submission))
            known = None if self.options.regrade else self._receipt(submission, key)
            if known is not None:
                self.report.earlier.append(known)
            else:
                self.to_do.append(_Work(submission, key))
        self.total = len(self.to_do)
        if self.to_do:
            try:
                self._grade_all()
            except (EngineFailure, ServerFailed, BrokenProcessPool, SQLAlchemyError, OSError) as error:
                self.report.failure = failures.explain(error)
        if self.options.feedback and not self.report.failure:
            self._write_feedback()
        self.report.seconds["all"] = time.monotonic() - started
        return self.report

    def _grade_all(self) -> None:
        options = self.options
        if options.scheduler:
            self._rehearse(self._start_server)
            with executors.dask_executor(
                options.scheduler, self.rehearsal.modules, sandboxed=options.sandboxed
            ) as (executor, workers):
                self.healthy = lambda: executor.submit(_trivial_job()).result() is not None
                self._loop(executor, workers)
            return
        with self._start_server() as server:
            self._rehearse(lambda: contextlib.nullcontext(server))
            since = time.monotonic()
            server.import_modules(self.rehearsal.modules)
            self.report.seconds["server"] = time.monotonic() - since
            self.healthy = lambda: server.is_alive() and bool(execute(_trivial_job(), str(server.folder)))
            workers = options.workers or len(os.sched_getaffinity(0))
            with executors.local_executor(server, workers) as local:
                self._loop(local, workers)

    def _start_server(self) -> contextlib.AbstractContextManager[ForkServer]:
        if self.options.early is not None:
            return contextlib.nullcontext(self.options.early)
        root, name = self.assignment.course.root, self.assignment.name
        return early_server(root, name, sandboxed=self.options.sandboxed)

    def _rehearse(self, start_server: Callable[[], contextlib.AbstractContextManager[ForkServer]]) -> None:
        since = time.monotonic()
        self.rehearsal = rehearse(self.assignment, self.options.limits, start_server)
        self.report.warnings += self.rehearsal.warnings
        self.report.seconds["rehearsal"] = time.monotonic() - since

    def _loop(self, executor: Executor, workers: int) -> None:
        """Keep the workers busy, and save what they have done."""
        since = time.monotonic()
        self.progress(0, self.total)
        under_way: list[_Work] = []
        with Recorder(self.assignment) as recorder:
            while self.to_do or under_way:
                # One more than there are workers, so that none waits for the next to be rebuilt.
                while self.to_do and len(under_way) <= workers:
                    work = self.to_do.popleft()
                    self._prepare(work)
                    work.futures = {name: executor.submit(job) for name, job in work.jobs.items()}
                    under_way.append(work)
                if not any(_is_done(work) for work in under_way):
                    futures = [future for work in under_way for future in work.futures.values()]
                    wait(futures, return_when=FIRST_COMPLETED)
                for work in [work for work in under_way if _is_done(work)]:
                    under_way.remove(work)
                    outcome = self._finish(work, recorder)
                    if outcome is None:
                        self.to_do.appendleft(work)
                    else:
                        self.report.outcomes.append(outcome)
                        self.progress(len(self.report.outcomes), self.total)
        self.report.seconds["submissions"] = time.monotonic() - since

    def _prepare(self, work: _Work) -> None:
        """Read and rebuild a submission's notebooks."""
        since = time.monotonic()
        limits = self.options.limits
        layout = self.assignment.course.layout
        theirs, work.notes = work.submission.files(
            ignore=layout.ignore, max_megabytes=limits.notebook_megabytes
        )
        work.files = {**theirs, **self.assignment.files}
        files = encode_files(work.files)
        work.unreadable = False
        for task in self.assignment.tasks:
            rebuilt, readable = _rebuild(task, work.submission, limits)
            work.rebuilt[task.name] = rebuilt
            work.notes += rebuilt.notes
            work.unreadable |= not readable
            if readable:
                controls = self.rehearsal.controls.get(task.name, {}) if self.options.control else {}
                work.jobs[task.name] = Job(
                    as_json(rebuilt.notebook),
                    limits,
                    files,
                    controls,
                    tuple(self.rehearsal.names.get(task.name, [])),
                )
        work.seconds["rebuild"] = time.monotonic() - since

    def _finish(self, work: _Work, recorder: Recorder) -> Outcome | None:
        """Save a submission's result; None if it must run once more."""
        student = work.submission.student
        try:
            executions = {name: future.result() for name, future in work.futures.items()}
        except BrokenProcessPool:
            raise
        except Exception as error:
            # Never a score from this. Is it this submission or the engine?
            if not self._is_healthy():
                raise EngineFailure(f"while grading {student}: {error}") from error
            if work.attempts < _ATTEMPTS:
                work.attempts += 1
                return None
            return Outcome(student, Status.UNDECIDED, for_lecturer=[f"could not be graded: {error}"])
        outcome = _outcome(work, executions)
        since = time.monotonic()
        notes = [*dict.fromkeys(outcome.notes)]
        for attempt in range(_ATTEMPTS):
            notebooks = {name: rebuilt.notebook for name, rebuilt in work.rebuilt.items()}
            for name, execution in executions.items():
                notebooks[name] = from_json(execution.notebook)
            try:
                outcome.score, outcome.max_score = recorder.record(
                    work.submission, notebooks, work.files, notes
                )
                break
            except (SQLAlchemyError, OSError):
                raise
            except (Exception, SystemExit) as error:  # nbgrader exits on a timestamp that it cannot read
                if failures.of_the_gradebook(error):
                    raise failures.of_the_gradebook(error) from None  # type: ignore[misc]
                # A grader of another assignment has just added the same student: now both know them.
                if not failures.is_conflict(error) or attempt == _ATTEMPTS - 1:
                    about = f"could not be recorded: {error!r}"
                    return Outcome(student, Status.UNDECIDED, for_lecturer=[about])
        outcome.seconds["database"] = time.monotonic() - since
        write_json(self._receipt_path(work.submission), {"key": work.key, "outcome": outcome.as_json()})
        return outcome

    def _is_healthy(self) -> bool:
        try:
            return bool(self.healthy())
        except Exception:
            return False

    def _receipt_path(self, submission: Submission) -> Path:
        folder = self.assignment.course.state_folder(self.assignment.name) / "receipts"
        folder.mkdir(exist_ok=True)
        return folder / f"{submission.student}.json"

    def _receipt(self, submission: Submission, key: str) -> Outcome | None:
        """Return what an earlier run recorded for exactly this submission, if it did."""
        receipt = read_json(self._receipt_path(submission))
        if not isinstance(receipt, dict) or receipt.get("key") != key:
            return None
        if not autograded_folder(self.assignment, submission.student).exists():
            return None
        return Outcome.from_json(receipt["outcome"])

    def _write_feedback(self) -> None:
        """Let nbgrader write the feedback of all that was graded now."""
        course = self.assignment.course
        for outcome in self.report.outcomes:
            if outcome.status is Status.UNDECIDED:
                continue
            config = Config(course.config)
            config.CourseDirectory.student_id = outcome.student
            config.CourseDirectory.assignment_id = self.assignment.name
            converter = GenerateFeedback(coursedir=CourseDirectory(config=config), config=config)
            converter.force = True
            try:
                converter.start()
            except NbGraderException as error:
                self.report.warnings.append(f"no feedback for {outcome.student}: {error}")


def _rebuild(task: Task, submission: Submission, limits: Limits) -> tuple[Rebuilt, bool]:
    """Rebuild one notebook; tell whether the student's could be read."""
    path = submission.folder / f"{task.name}.ipynb"
    try:
        if not path.exists() and not path.is_symlink():
            others = sorted(other.name for other in submission.folder.glob("*.ipynb"))
            raise Unreadable("it is missing" + (f"; there is {', '.join(others[:3])}" if others else ""))
        submitted = read_submission(path, max_megabytes=limits.notebook_megabytes)
    except Unreadable as error:
        return blank(task.master, f"{task.name}.ipynb cannot be graded: {error}"), False
    try:
        rebuilt = rebuild(task.master, submitted)
        rebuilt.notes += edited_cells(task.release, submitted)
    except Exception as error:  # a stranger's file again
        return blank(task.master, f"{task.name}.ipynb cannot be graded: {error!r}"), False
    return rebuilt, True


def _outcome(work: _Work, executions: dict[str, Execution]) -> Outcome:
    """Sum up the executions of one submission."""
    events = [event for execution in executions.values() for event in execution.events]
    kinds = [event["kind"] for event in events]
    if TAMPERED in kinds:
        status = Status.TAMPERED
    elif work.unreadable:
        status = Status.UNREADABLE
    else:
        status = Status.GRADED
    seconds = dict(work.seconds)
    for execution in executions.values():
        for phase, value in execution.seconds.items():
            seconds[phase] = seconds.get(phase, 0.0) + value
    return Outcome(
        work.submission.student,
        status,
        notes=[*work.notes, *(f"{event['cell']}: {event['message']}" for event in events)],
        for_lecturer=[
            f"{event['cell']}: {event['message']}" for event in events if event["kind"] == TAMPERED
        ],
        kinds=kinds,
        seconds=seconds,
        peak_megabytes=max((execution.peak_megabytes for execution in executions.values()), default=0),
        repaired=bool(work.notes) and not work.unreadable,
    )


def _fingerprint(submission: Submission) -> Iterator[str]:
    """Yield what changes when a submission does, without reading it."""
    for path in sorted(submission.folder.rglob("*")):
        about = path.lstat()
        yield f"{path.relative_to(submission.folder)} {about.st_size} {about.st_mtime_ns}"


def _is_done(work: _Work) -> bool:
    return all(future.done() for future in work.futures.values())


def _trivial_job() -> Job:
    notebook: NotebookNode = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 + 1")])
    return Job(as_json(notebook))


def _nothing_found(course: Course, name: str, student: str | None) -> str:
    pattern = course.folder(course.layout.submitted_directory, student or "STUDENT", name)
    return f"there is no submission: looked for {pattern}"


@contextlib.contextmanager
def _only_run(folder: Path) -> Iterator[None]:
    """Make sure that no other run grades the same assignment at the same time."""
    with (folder / "lock").open("w") as lock:
        # The workers of a run that was killed just now need a moment to end as well.
        deadline = time.monotonic() + 2
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise BadUsage("another run is grading this assignment") from None
                time.sleep(0.05)
        yield

"""Start the fork server inside bubblewrap, as an ordinary user, or say why that cannot be.

What the server and all kernels see of the machine: system libraries and the Python environment,
read-only; private temporary folders; a folder for Unix sockets. Nothing of the course, no network,
no environment variables but those listed here.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import pwd
import select
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NoReturn

import unlabelled
from unlabelled.grading.engine import forkserver, unprivileged

# Read-only, where they exist.
SYSTEM_FOLDERS = ("/usr", "/lib", "/lib32", "/lib64", "/bin", "/sbin", "/nix/store")
SYSTEM_FILES = (
    "/etc/ld.so.cache",
    "/etc/passwd",
    "/etc/group",
    "/etc/nsswitch.conf",
    "/etc/localtime",
    "/etc/fonts",
    "/etc/alternatives",
)

# All that a kernel finds in its environment. One thread each: the server must not have more when it
# forks, and submissions run side by side.
ENVIRONMENT = {
    "HOME": forkserver.HOME,
    "TMPDIR": "/tmp",
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "NUMEXPR_NUM_THREADS": "1",
    "NBGRADER_EXECUTION": "autograde",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "MPLCONFIGDIR": "/tmp",
    "IPYTHONDIR": "/tmp/.ipython",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONHASHSEED": "0",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}
START_SECONDS = 120

# Folders of sockets: short, since a Unix socket's path has at most 107 bytes.
TEMPORARY, PREFIX, LOCK = "/tmp", "unlabelled-", "lock"

# A kernel needs it in any case.
KERNEL_MODULE = "unlabelled.grading.engine.kernel"


class SandboxUnavailable(Exception):
    """The machine cannot shut the students' code in; the message says why and what to do."""


class ServerFailed(Exception):
    """The fork server did not start, though the sandbox did."""


class ForkServer:
    """A fork server that has been started. `fork_server` makes one and stops it.

    Attributes
    ----------
    folder : Path
        Folder of its sockets: its address.
    process : subprocess.Popen
    """

    def __init__(
        self, folder: Path, modules: Iterable[str], sandboxed: bool, keep_out: Sequence[Path]
    ) -> None:
        if sys.platform != "linux":
            raise SandboxUnavailable("forking kernels is possible on Linux only")
        self.folder, self._sandboxed, self._keep_out = folder, sandboxed, keep_out
        self._wanted = [KERNEL_MODULE, *modules]
        self._ready = self._isolated = False
        self.process = self._launch()

    def _launch(self) -> subprocess.Popen[bytes]:
        settings = {
            "folder": forkserver.SHARED if self._sandboxed else str(self.folder),
            "modules": self._wanted,
            "sandboxed": self._sandboxed,
            "uncovered": [str(path) for path in environment_folders() if _lies_in_private_folder(path)],
        }
        command = [sys.executable, "-m", forkserver.__name__, json.dumps(settings)]
        if self._sandboxed:
            command = sandbox_command(command, self.folder, self._keep_out)
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - read when the server has failed
        return subprocess.Popen(
            command,
            bufsize=0,  # what a buffer holds, select does not see
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            # A control-C at the terminal is for the driver, which then stops the server.
            start_new_session=True,
            env=None if self._sandboxed else {**os.environ, **_environment_without_sandbox()},
        )

    def wait_until_ready(self) -> None:
        """Wait until it has imported everything and listens.

        Raises
        ------
        SandboxUnavailable
            If the sandbox cannot be had here.
        ServerFailed
            If the server does not start for another reason.
        """
        while not self._ready:
            line = _first_line(self.process)
            if not line:
                self._fail("no answer in time" if line is None else f"it ended, code {self.process.wait()}")
            answer = json.loads(line)
            if refusal := answer.get("cannot_isolate"):
                raise SandboxUnavailable(f"a sandbox per submission cannot be had here: {refusal}")
            if culprit := answer.get("threads_started_by"):
                self.stop()
                self._wanted.remove(culprit)
                self.process = self._launch()
            elif "isolated" in answer:
                self._isolated = True
            else:
                self._ready = True

    def import_modules(self, modules: Iterable[str]) -> None:
        """Let it import more, and wait until it has: all further kernels are forked with that.

        Raises
        ------
        SandboxUnavailable, ServerFailed
            As `wait_until_ready`.
        """
        self.wait_until_ready()
        wanted = set(self._wanted)
        missing = [name for name in modules if name not in wanted]
        if missing:
            self._wanted += missing
            self._ready = False
            assert self.process.stdin is not None
            with contextlib.suppress(BrokenPipeError):  # it has ended: found out by waiting
                self.process.stdin.write(json.dumps(missing).encode() + b"\n")
                self.process.stdin.flush()
            self.wait_until_ready()

    def _fail(self, how: str) -> NoReturn:
        self.stop()
        self._said.seek(0)
        reason = self._said.read().decode(errors="replace").strip()[-1500:] or how
        if self._sandboxed and not self._isolated and "Traceback" not in reason:
            raise SandboxUnavailable(
                f"bubblewrap cannot start the sandbox on this machine: {reason}\n"
                "Usually user namespaces are forbidden, in a container or by the system's settings."
            )
        raise ServerFailed(f"the fork server did not start: {reason}")

    def is_alive(self) -> bool:
        """Tell whether the server still runs."""
        return self.process.poll() is None

    def stop(self) -> None:
        """End the server and all its kernels."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()


@contextlib.contextmanager
def fork_server(
    modules: Iterable[str], *, sandboxed: bool = True, keep_out: Sequence[Path] = (), wait: bool = True
) -> Iterator[ForkServer]:
    """Start a fork server that has imported `modules`; stop it, and all its kernels, at the end.

    Parameters
    ----------
    modules : iterable of str
        Names of modules. One that starts a thread when it is imported is left out.
    sandboxed : bool
        Without it, students' code has all the rights of the caller.
    keep_out : sequence of Path
        Folders that must not be visible in the sandbox: the course.
    wait : bool
        Without it, the caller does something else meanwhile, then calls `wait_until_ready`.

    Raises
    ------
    SandboxUnavailable, ServerFailed
        As `ForkServer.wait_until_ready`.
    """
    with _own_folder() as own:
        folder = own / "s"
        folder.mkdir(mode=0o700)
        server = ForkServer(folder, modules, sandboxed, keep_out)
        try:
            if wait:
                server.wait_until_ready()
            yield server
        finally:
            server.stop()


@contextlib.contextmanager
def _own_folder() -> Iterator[Path]:
    """Make a folder that is removed at the end or, if this process is killed, by the next that starts."""
    for other in Path(TEMPORARY).glob(f"{PREFIX}*/{LOCK}"):
        with contextlib.suppress(OSError):
            about = other.parent.lstat()
            if stat.S_ISDIR(about.st_mode) and about.st_uid == os.getuid():
                with other.open() as lock:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # refused while its owner lives
                    shutil.rmtree(other.parent, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=PREFIX, dir=TEMPORARY, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        # The user that the sandbox runs as must pass through, and see nothing else there.
        folder.chmod(0o711)
        with (folder / f".{LOCK}").open("w") as lock:
            # Locked before it can be found.
            fcntl.flock(lock, fcntl.LOCK_EX)
            os.rename(lock.name, folder / LOCK)
            yield folder


def _first_line(process: subprocess.Popen[bytes]) -> bytes | None:
    """Return the next line, an empty one if there is none any more, None if it does not come in time."""
    assert process.stdout is not None
    readable, _, _ = select.select([process.stdout], [], [], START_SECONDS)
    return process.stdout.readline() if readable else None


def _environment_without_sandbox() -> dict[str, str]:
    return {name: value for name, value in ENVIRONMENT.items() if name.isupper() and "THREADS" in name} | {
        "NBGRADER_EXECUTION": "autograde",
        "MPLBACKEND": ENVIRONMENT["MPLBACKEND"],
        "PYTHONHASHSEED": "0",
    }


def sandbox_command(command: list[str], sockets: Path, keep_out: Sequence[Path] = ()) -> list[str]:
    """Return the command line that runs `command` inside bubblewrap.

    Raises
    ------
    SandboxUnavailable
        If bubblewrap is missing, or one of `keep_out` would be visible.
    """
    bubblewrap = shutil.which("bwrap")
    if bubblewrap is None:
        raise SandboxUnavailable(
            "bubblewrap is not installed: on Debian and its relatives, `apt-get install bubblewrap`."
        )
    environment = environment_folders()
    for path in keep_out:
        for folder in [*environment, *map(Path, SYSTEM_FOLDERS)]:
            if path.resolve().is_relative_to(folder.resolve()):
                raise SandboxUnavailable(f"{path} lies in {folder}, which students' code must read: move it.")

    # As root, what the ordinary user cannot reach is shown to it at another place (see unprivileged).
    as_root = os.getuid() == 0
    staged = unprivileged.stages(sockets.parent / "stage", environment) if as_root else {}
    arguments = [bubblewrap, "--unshare-user", "--unshare-all", "--die-with-parent", "--new-session"]
    for system in SYSTEM_FOLDERS:
        if os.path.islink(system):  # /bin, /lib on systems with a merged /usr
            arguments += ["--symlink", os.readlink(system), system]
        else:
            arguments += ["--ro-bind-try", system, system]
    for file in SYSTEM_FILES:
        arguments += ["--ro-bind-try", file, file]
    arguments += ["--proc", "/proc", "--dev", "/dev", "--tmpfs", "/dev/shm", "--tmpfs", "/tmp"]
    arguments += ["--dir", forkserver.HOME, "--dir", forkserver.SOCKETS]
    for folder in environment:
        arguments += ["--ro-bind", str(staged.get(folder, folder)), str(folder)]
    arguments += ["--bind", str(sockets), forkserver.SHARED]
    arguments += ["--remount-ro", "/dev", "--remount-ro", "/", "--clearenv"]
    for name, value in ENVIRONMENT.items():
        arguments += ["--setenv", name, value]
    arguments += ["--chdir", "/", *command]
    return unprivileged.command(arguments, sockets, staged, *ordinary_user()) if as_root else arguments


def ordinary_user() -> tuple[int, int]:
    """Return user and group id under which the sandbox runs: `nobody`'s if the caller is root."""
    if os.getuid() != 0:
        return os.getuid(), os.getgid()
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        raise SandboxUnavailable("there is no user `nobody` to run as: do not grade as root") from None
    return nobody.pw_uid, nobody.pw_gid


def environment_folders() -> list[Path]:
    """Return the folders that hold Python, the installed packages and this package."""
    package = Path(unlabelled.__file__).parent
    given = [Path(sys.base_prefix), Path(sys.prefix), package]
    # A path may lead over symbolic links: both ends must exist inside.
    candidates = dict.fromkeys([*given, *(path.resolve() for path in given)])
    inside = [Path(folder) for folder in SYSTEM_FOLDERS]
    return [
        path
        for path in candidates
        if not any(path.is_relative_to(other) for other in [*inside, *(candidates.keys() - {path})])
    ]


def _lies_in_private_folder(path: Path) -> bool:
    return any(path.is_relative_to(private) for private in forkserver.PRIVATE)

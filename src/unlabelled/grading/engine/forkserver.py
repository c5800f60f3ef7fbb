"""A process that imports the libraries once and forks a kernel per submission.

Run inside the sandbox as ``python -m unlabelled.grading.engine.forkserver SETTINGS``. Who started it
writes lists of modules to its standard input, a line of JSON each, and reads a line when they are
imported. It listens on a Unix socket. A client connects, writes one line of JSON (a request) and gets
one line when the kernel listens. While the connection stands the client may write signal numbers, a
line each; when the kernel ends, one more line says how. A client that hangs up has its kernel killed.

Three kinds of process, from most to least trusted:

- the *server* imports, accepts and forks, and reads nothing that a student wrote;
- a *keeper*, one per kernel, stands just outside the kernel's process namespace: it passes signals
  on, watches memory and says how the kernel ended;
- the *kernel* has no privilege and sees nothing but the libraries and its own private folders.
"""

from __future__ import annotations

import base64
import contextlib
import gc
import importlib
import inspect
import json
import os
import random
import select
import selectors
import signal
import socket
import sys
import traceback
from pathlib import Path
from typing import Any, NoReturn

from unlabelled.grading.engine import isolation

# Where a kernel finds its things inside the sandbox.
SHARED = "/run/kernels"  # the folder of all kernels' sockets, hidden from each of them
SOCKETS = "/run/sockets"  # the kernel's own part of it
HOME = "/home/student"
PRIVATE = (HOME, "/tmp", "/dev/shm")
SERVER_SOCKET = "server"
WATCH_SECONDS = 0.1
SPARE_PROCESSES = 64


def main() -> None:
    """Import, listen, and then fork or import more as told."""
    settings = json.loads(sys.argv[1])
    sys.argv = ["ipykernel_launcher"]
    if settings["sandboxed"]:
        if refusal := _try_isolation():
            _say({"cannot_isolate": refusal})
            raise SystemExit(1)
        # What goes wrong from here on is not for want of a sandbox.
        _say({"isolated": True})
    # The collector, which kernels switch on again, must not touch, and so copy, the pages that they
    # all share. Not to collect makes importing faster, too.
    gc.disable()
    # A kernel would import the debugger; nobody debugs here.
    sys.modules["debugpy"] = None  # type: ignore[assignment]
    # Nobody outside may look into this process or anything forked from it.
    isolation.set_dumpable(False)
    address = Path(settings["folder"], SERVER_SOCKET)
    address.unlink(missing_ok=True)  # of a server before this one, which started a thread
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(str(address))
    listener.listen(64)
    import_modules(settings["modules"])
    while True:
        readable, _, _ = select.select([listener, sys.stdin], [], [])
        if sys.stdin in readable:
            wanted = sys.stdin.readline()
            if not wanted:
                return  # who started this process has ended
            import_modules(json.loads(wanted))
            continue
        connection, _ = listener.accept()
        with connection:
            if os.fork() == 0:
                listener.close()
                _keep(connection, settings)


def import_modules(names: list[str]) -> None:
    """Import what can be imported, and say when that is done or which module started a thread."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)  # some modules run programs when they are imported
    for name in names:
        # What fails here fails again, and visibly, in the cell that needs it.
        with contextlib.suppress(Exception):
            importlib.import_module(name)
        if _has_threads():
            # A fork copies only the thread that calls it: what another one holds stays locked forever.
            _say({"threads_started_by": name})
            raise SystemExit(1)
    # Once here, so that each kernel finds what these have looked up: it does the first when it starts,
    # and the second, which asks every module where it lies, when it draws a traceback.
    _seed()
    inspect.getmodule(compile("", "<nowhere>", "exec"))
    if _has_threads():
        raise RuntimeError("a thread was started by seeding")
    gc.freeze()
    # The system reaps the keepers.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    _say({"ready": True})


def _has_threads() -> bool:
    return len(os.listdir("/proc/self/task")) > 1


def _try_isolation() -> str | None:
    """Do in a child what every keeper and kernel will do; return the error, if there is one."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            isolation.leave_shared_namespaces()
            isolation.mount_private_folder("/tmp", megabytes=1)
            if os.fork() == 0:
                isolation.mount_own_proc()
                isolation.drop_privileges()
            else:
                os.wait()
        except OSError as error:
            os.write(writer, str(error).encode())
        finally:
            os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    with open(reader) as said:
        return said.read() or None


def _say(message: dict[str, Any]) -> None:
    print(json.dumps(message), flush=True)


# --- the keeper -------------------------------------------------------------------------------------


def _keep(connection: socket.socket, settings: dict[str, Any]) -> NoReturn:
    """Start a kernel and stay with it until it ends."""
    status = 1
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setsid()
        isolation.set_dumpable(True)
        request = json.loads(_read_line(connection))
        kernel, ready = _start_kernel(connection, request, settings)
        _accompany(connection, kernel, ready, request, settings)
        status = 0
    except BaseException:
        # Whatever happens here is the engine's failure: the client must not take it for a score.
        _reply(connection, {"failure": traceback.format_exc(limit=-3)[-2000:]})
    finally:
        os._exit(status)


def _start_kernel(
    connection: socket.socket, request: dict[str, Any], settings: dict[str, Any]
) -> tuple[int, int]:
    """Fork the kernel; return its process id and the pipe on which it reports that it listens."""
    sockets = Path(settings["folder"], request["name"])
    sockets.mkdir(mode=0o700)
    if settings["sandboxed"]:
        _wall_in(str(sockets), request["limits"]["scratch_megabytes"], settings["uncovered"])
        isolation.die_with_parent()
        home, seen_sockets = Path(HOME), SOCKETS
    else:
        home, seen_sockets = sockets / "home", str(sockets)
        home.mkdir()
    reader, writer = os.pipe()
    kernel = os.fork()
    if kernel == 0:
        try:
            connection.close()
            os.close(reader)
            _become_kernel(request, home, seen_sockets, writer, settings["sandboxed"])
        except BaseException:
            with contextlib.suppress(OSError):
                os.write(writer, traceback.format_exc(limit=-3).encode()[-2000:])
        finally:
            # Not sys.exit: the interpreter's own shutdown belongs to the server.
            os._exit(0)
    os.close(writer)
    return kernel, reader


def _wall_in(sockets: str, scratch_megabytes: int, uncovered: list[str]) -> None:
    """Enter new namespaces and cover all that is shared, but for the folders `uncovered`."""
    isolation.leave_shared_namespaces()
    isolation.show_folder_as(sockets, SOCKETS)
    isolation.hide_folder(SHARED)
    # An environment that lies in /tmp would vanish below the private one: keep a handle on it.
    handles = {path: os.open(path, os.O_PATH | os.O_DIRECTORY) for path in uncovered}
    for folder in PRIVATE:
        isolation.mount_private_folder(folder, scratch_megabytes)
    for path, handle in handles.items():
        os.makedirs(path)
        isolation.show_folder_as(f"/proc/self/fd/{handle}", path)
        os.close(handle)


def _accompany(
    connection: socket.socket, kernel: int, ready: int, request: dict[str, Any], settings: dict[str, Any]
) -> None:
    """Pass signals on, watch memory and processes, report how the kernel ended."""
    watch = _Watch(kernel, request["limits"], settings["sandboxed"])
    reason, said = None, b""
    with selectors.DefaultSelector() as selector, open(ready, "rb", buffering=0) as pipe:
        ended = os.pidfd_open(kernel)
        for source in (connection, pipe, ended):
            selector.register(source, selectors.EVENT_READ)
        while True:
            for key, _ in selector.select(WATCH_SECONDS):
                if key.fileobj is pipe:
                    if part := pipe.read(4096):
                        said += part
                        continue
                    selector.unregister(pipe)
                    if said == b"listening":
                        if settings["sandboxed"]:
                            # The sockets stand; a student's code shall not replace or fill them.
                            isolation.make_read_only(SOCKETS)
                        watch.start()
                        _reply(connection, {"ready": True})
                    else:
                        raise RuntimeError(f"the kernel did not start: {said.decode(errors='replace')}")
                elif key.fileobj is connection:
                    numbers = connection.recv(256).split()
                    for number in numbers or [b"9"]:
                        _signal(kernel, int(number), settings["sandboxed"])
                    if not numbers:
                        selector.unregister(connection)
                else:
                    _, status = os.waitpid(kernel, 0)
                    if not watch.started:
                        said += pipe.read(4096) or b""
                        raise RuntimeError(f"the kernel did not start: {said.decode(errors='replace')}")
                    if not settings["sandboxed"]:
                        _signal(kernel, signal.SIGKILL, sandboxed=False)  # whatever it left behind
                    _reply(
                        connection,
                        {
                            "exit": os.waitstatus_to_exitcode(status),
                            "reason": reason,
                            "peak_megabytes": watch.peak_megabytes,
                        },
                    )
                    return
            if reason is None and (reason := watch.exceeded()):
                _signal(kernel, signal.SIGKILL, settings["sandboxed"])


def _signal(kernel: int, number: int, sandboxed: bool) -> None:
    with contextlib.suppress(ProcessLookupError):
        if sandboxed or number == signal.SIGINT:
            os.kill(kernel, number)  # the namespace dies with its first process
        else:
            os.killpg(kernel, number)


class _Watch:
    """Memory and number of the processes of one kernel, from `/proc`."""

    def __init__(self, kernel: int, limits: dict[str, Any], sandboxed: bool) -> None:
        self.kernel, self.limits, self.sandboxed = kernel, limits, sandboxed
        self.peak_megabytes = 0
        self.baseline: int | None = None

    @property
    def started(self) -> bool:
        """Whether the kernel listens."""
        return self.baseline is not None

    def start(self) -> None:
        """Take what the kernel has now, which is what the server imported, as nothing."""
        self.baseline = sum(_anonymous_kilobytes(pid) for pid in self._processes())

    def exceeded(self) -> str | None:
        """Return the name of the limit that is exceeded, if one is."""
        if self.baseline is None:
            return None
        processes = self._processes()
        if len(processes) > self.limits["processes"]:
            return "processes"
        # Pages shared after a fork count for each process here: too much, but quickly read.
        used = sum(map(_anonymous_kilobytes, processes)) - self.baseline
        if used > self.limits["memory_megabytes"] << 10 and len(processes) > 1:
            shares = 0
            for pid in processes:
                # The exact share of each page takes longer to read. Meanwhile a fork bomb can grow until
                # this process hardly gets to run: count again, which is quick.
                if len(self._processes()) > self.limits["processes"]:
                    return "processes"
                shares += _proportional_kilobytes(pid)
            used = min(used, shares)
        self.peak_megabytes = max(self.peak_megabytes, used >> 10)
        if used > self.limits["memory_megabytes"] << 10:
            return "memory"
        return None

    def _processes(self) -> list[str]:
        if not self.sandboxed:  # one process: the others cannot be told from the machine's
            return [str(self.kernel)]
        # Mounted by the kernel, so it shows the kernel's namespace, whose only parent is this one.
        return [name for name in os.listdir("/proc") if name.isdigit()]


def _anonymous_kilobytes(pid: str) -> int:
    return _sum_fields(f"/proc/{pid}/status", ("RssAnon:", "RssShmem:"))


def _proportional_kilobytes(pid: str) -> int:
    path = f"/proc/{pid}/smaps_rollup"
    return _sum_fields(path, ("Pss_Anon:", "Pss_Shmem:")) or _anonymous_kilobytes(pid)


def _sum_fields(path: str, names: tuple[str, ...]) -> int:
    with contextlib.suppress(OSError), open(path) as lines:
        return sum(int(line.split()[1]) for line in lines if line.startswith(names))
    return 0  # it has ended meanwhile


def _read_line(connection: socket.socket) -> bytes:
    with connection.makefile("rb") as lines:
        return lines.readline()


def _reply(connection: socket.socket, message: dict[str, Any]) -> None:
    with contextlib.suppress(OSError):  # the client may have hung up
        connection.sendall(json.dumps(message).encode() + b"\n")


# --- the kernel -------------------------------------------------------------------------------------


def _become_kernel(request: dict[str, Any], home: Path, sockets: str, ready: int, sandboxed: bool) -> None:
    """Shed all that the process was, and run an IPython kernel."""
    gc.enable()
    limits = request["limits"]
    if sandboxed:
        isolation.mount_own_proc()
        isolation.drop_privileges()
        isolation.die_with_parent()
        isolation.limit_resources(
            # Above what the keeper allows: it must see a fork bomb grow too large, and end it. A bomb that
            # this limit alone holds back would spin until its time is up, beside everybody else's cells.
            processes=limits["processes"] + SPARE_PROCESSES,
            file_megabytes=limits["scratch_megabytes"],
            cpu_seconds=int(limits["submission_seconds"]) + 10,
        )
    os.setsid()
    _keep_only(ready)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    _write_files(request["files"], home)
    os.chdir(home)
    os.environ.update(request["environment"])
    _seed()

    # ipykernel reads its sockets' names from a file; the folder has another name in here.
    connection = home / ".kernel.json"
    connection.write_text(json.dumps(request["connection"] | {"ip": f"{sockets}/s"}))
    # The server has imported it already, after it had seen that the sandbox works.
    from unlabelled.grading.engine import kernel

    def when_listening() -> None:
        os.write(ready, b"listening")
        os.close(ready)

    kernel.run(connection, when_listening)


def _keep_only(descriptor: int) -> None:
    """Close every open file but one, and connect the standard ones to nothing."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    highest = os.sysconf("SC_OPEN_MAX")
    os.closerange(3, descriptor)
    os.closerange(descriptor + 1, min(highest, 4096))


def _write_files(files: dict[str, str], home: Path) -> None:
    """Put the assignment's and the student's files beside the notebook."""
    for name, content in files.items():
        path = home / name
        if not path.resolve().is_relative_to(home.resolve()):
            raise ValueError(f"{name} lies outside the folder of the notebook")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(content))


def _seed() -> None:
    """Start the global generators anew: the same for everyone, whoever was forked before."""
    random.seed(0)
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed(0)
    if torch := sys.modules.get("torch"):
        torch.manual_seed(0)


if __name__ == "__main__":
    main()

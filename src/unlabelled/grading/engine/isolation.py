"""The system calls that shut one kernel in, each with its reason. Linux only.

The order in which `forkserver` calls them matters: first new namespaces, then mounts inside them,
and only then, in the process that will run a student's code, the loss of every privilege.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
from pathlib import Path

_libc = ctypes.CDLL(None, use_errno=True)

# From <sched.h>: what a process can have of its own.
_NEW_MOUNTS, _NEW_HOST_NAME, _NEW_IPC = 0x00020000, 0x04000000, 0x08000000
_NEW_USER, _NEW_PROCESSES, _NEW_NETWORK = 0x10000000, 0x20000000, 0x40000000

# From <sys/mount.h>.
_READ_ONLY, _NO_SETUID, _NO_DEVICES, _REMOUNT = 1, 2, 4, 32
_BIND, _RECURSIVE, _PRIVATE = 4096, 16384, 1 << 18

# From <sys/prctl.h> and <linux/capability.h>.
_DIE_WITH_PARENT, _SET_DUMPABLE, _DROP_FROM_BOUNDING_SET, _NO_NEW_PRIVILEGES = 1, 4, 24, 38
_CAPABILITY_VERSION_3, _LAST_CONCEIVABLE_CAPABILITY = 0x20080522, 63


def leave_shared_namespaces() -> None:
    """Give the calling process, and all it starts, a world of its own.

    User: so that the mounts below are allowed at all, and a privilege in it is none outside.
    Mounts: so that private folders can hide shared ones. Processes (for children only): a
    student's code sees and signals nothing but itself, and all of it dies with its first process.
    IPC: no shared memory with others. Network: not even the loopback of the grader's machine.
    """
    uid, gid = os.getuid(), os.getgid()
    everything = _NEW_USER | _NEW_MOUNTS | _NEW_PROCESSES | _NEW_IPC | _NEW_HOST_NAME | _NEW_NETWORK
    _check(_libc.unshare(everything), "unshare")
    # The kernel wants group changes forbidden before an ordinary user may map groups.
    Path("/proc/self/setgroups").write_text("deny")
    # The same numbers inside as outside: nobody becomes root, not even in appearance.
    Path("/proc/self/uid_map").write_text(f"{uid} {uid} 1")
    Path("/proc/self/gid_map").write_text(f"{gid} {gid} 1")
    # A further user namespace would give privileges back inside it, and with them file systems in
    # memory that no limit counts.
    Path("/proc/sys/user/max_user_namespaces").write_text("0")
    # From here on, no mount is seen outside and none of outside is seen here.
    mount(None, "/", None, _RECURSIVE | _PRIVATE)


def leave_shared_mounts() -> None:
    """Give the calling process mounts of its own. Only root may, without a user namespace."""
    _check(_libc.unshare(_NEW_MOUNTS), "unshare")
    mount(None, "/", None, _RECURSIVE | _PRIVATE)


def mount_private_folder(path: str, megabytes: int) -> None:
    """Cover a folder with an empty one in memory that holds at most so many megabytes."""
    flags = _NO_SETUID | _NO_DEVICES
    # The second limit is on the number of files: empty files take memory as well.
    mount("tmpfs", path, "tmpfs", flags, f"size={megabytes}m,nr_inodes=20000,mode=0700")


def hide_folder(path: str) -> None:
    """Cover a folder with an empty one that nobody can write to."""
    mount("tmpfs", path, "tmpfs", _READ_ONLY | _NO_SETUID | _NO_DEVICES, "size=4k,mode=0555")


def show_folder_as(source: str, target: str) -> None:
    """Make a folder appear at a second place."""
    mount(source, target, None, _BIND)


def make_read_only(path: str) -> None:
    """Let nobody write any more to what was mounted at `path`."""
    mount(None, path, None, _REMOUNT | _BIND | _READ_ONLY | _NO_SETUID | _NO_DEVICES)


def mount_own_proc() -> None:
    """Show the processes of this namespace, and no others, in `/proc`."""
    mount("proc", "/proc", "proc", _NO_SETUID | _NO_DEVICES)


def mount(source: str | None, target: str, kind: str | None, flags: int, data: str | None = None) -> None:
    """Call mount(2)."""
    arguments = [None if text is None else os.fsencode(text) for text in (source, target, kind, data)]
    result = _libc.mount(*arguments[:3], ctypes.c_ulong(flags), arguments[3])
    _check(result, f"mount {target}")


def drop_privileges() -> None:
    """Give up every capability for good."""
    # What is not in the bounding set cannot come back by executing a file that has capabilities.
    for capability in range(_LAST_CONCEIVABLE_CAPABILITY + 1):
        _libc.prctl(_DROP_FROM_BOUNDING_SET, capability, 0, 0, 0)  # unknown numbers just fail

    class Header(ctypes.Structure):
        _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))

    class Data(ctypes.Structure):
        _fields_ = (
            ("effective", ctypes.c_uint32),
            ("permitted", ctypes.c_uint32),
            ("inheritable", ctypes.c_uint32),
        )

    header, none = Header(_CAPABILITY_VERSION_3, 0), (Data * 2)()
    _check(_libc.capset(ctypes.byref(header), none), "capset")
    # Programs with the set-user-id bit run without it.
    _check(_libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0), "prctl(PR_SET_NO_NEW_PRIVS)")


def die_with_parent() -> None:
    """Be killed when the parent ends, however it ends. Lost whenever privileges are gained."""
    _check(_libc.prctl(_DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0), "prctl(PR_SET_PDEATHSIG)")


def set_dumpable(dumpable: bool) -> None:
    """Let or forbid processes of the same user to read this one's memory and open files.

    A process that is not dumpable does not own its own files in `/proc` either: who has to write
    its user mapping must be dumpable while it does.
    """
    _check(_libc.prctl(_SET_DUMPABLE, int(dumpable), 0, 0, 0), "prctl(PR_SET_DUMPABLE)")


def limit_resources(*, processes: int, file_megabytes: int, cpu_seconds: int) -> None:
    """Set the limits that the kernel itself enforces, soft and hard."""
    for kind, value in (
        # Threads count as well; since Linux 5.14 the count is the user namespace's own.
        (resource.RLIMIT_NPROC, processes),
        (resource.RLIMIT_FSIZE, file_megabytes << 20),
        (resource.RLIMIT_NOFILE, 1024),
        # Per process; the time on the wall, which the grader watches, bounds them all together.
        (resource.RLIMIT_CPU, cpu_seconds),
        # A crash leaves no memory dump.
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        if hard != resource.RLIM_INFINITY:
            value = min(value, hard)
        resource.setrlimit(kind, (value, value))


def _check(result: int, call: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{call}: {os.strerror(number)}")

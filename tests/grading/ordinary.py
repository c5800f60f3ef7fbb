"""Run a command as an ordinary user, also where root runs the tests and keeps Python in its own home.

Run by root as ``python ordinary.py SETTINGS COMMAND ...`` it shows the folders that the command needs
at their own places, in a mount namespace of its own, gives up root, and becomes the command.
"""

from __future__ import annotations

import json
import os
import pwd
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from unlabelled.grading.engine import isolation

USER = "unlabelled-tests"
ROOT = Path(__file__).parents[2]
# What the commands read: the repository, the environment, and the Python that it was made of.
NEEDED = (ROOT, Path(sys.prefix), Path(sys.base_prefix))


def user() -> pwd.struct_passwd:
    """Return the user as whom the tests run: the caller, or, for root, one that is made for this."""
    if os.getuid() != 0:
        return pwd.getpwuid(os.getuid())
    try:
        return pwd.getpwnam(USER)
    except KeyError:
        make = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", USER]
        subprocess.run(make, check=True)
        return pwd.getpwnam(USER)


def give(folder: Path) -> Path:
    """Let the ordinary user own a folder and all that lies in it."""
    owner = user()
    for path in (folder, *folder.rglob("*")):
        os.chown(path, owner.pw_uid, owner.pw_gid, follow_symlinks=False)
    return folder


def command(arguments: Sequence[str], small_disk: Path | None = None) -> list[str]:
    """Return the command line that runs `arguments` as the ordinary user.

    With `small_disk`, a folder, a disk of a few megabytes is mounted there; only root can do this.
    """
    if os.getuid() != 0:
        return list(arguments)
    owner = user()
    settings = {
        "uid": owner.pw_uid,
        "gid": owner.pw_gid,
        "needed": [str(path) for path in NEEDED],
        "small_disk": str(small_disk or ""),
    }
    return [sys.executable, __file__, json.dumps(settings), *arguments]


def closed_to_others(path: Path) -> Path | None:
    """Return the topmost folder above `path` into which others may not go."""
    for folder in reversed(path.parents):
        if not folder.stat().st_mode & 0o001:
            return folder
    return None


def show_at_their_places(needed: Sequence[Path]) -> None:
    """Cover the folders that are closed with open ones that hold nothing but what is needed."""
    closed = {path: folder for path in needed if (folder := closed_to_others(path)) is not None}
    stage = Path("/mnt")
    isolation.mount("tmpfs", str(stage), "tmpfs", 0, "mode=0755")
    for number, path in enumerate(closed):
        (stage / str(number)).mkdir()
        isolation.show_folder_as(str(path), str(stage / str(number)))
    for folder in set(closed.values()):
        isolation.mount("tmpfs", str(folder), "tmpfs", 0, "mode=0755")
    for number, path in enumerate(closed):
        path.mkdir(parents=True, exist_ok=True)
        isolation.show_folder_as(str(stage / str(number)), str(path))


def main() -> None:
    """Prepare, give up root, become the command."""
    settings, arguments = json.loads(sys.argv[1]), sys.argv[2:]
    isolation.leave_shared_mounts()
    show_at_their_places([Path(path) for path in settings["needed"]])
    if settings["small_disk"]:
        options = f"size=8m,mode=0755,uid={settings['uid']},gid={settings['gid']}"
        isolation.mount("tmpfs", settings["small_disk"], "tmpfs", 0, options)
    os.setgroups([])
    os.setresgid(*[settings["gid"]] * 3)
    os.setresuid(*[settings["uid"]] * 3)
    os.environ["HOME"] = tempfile.gettempdir()
    os.execv(arguments[0], arguments)


if __name__ == "__main__":
    main()

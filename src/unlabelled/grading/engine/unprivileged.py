"""Become an ordinary user before the sandbox starts, when the caller is root.

A sandbox made by root is weaker, and Linux refuses what the inner one needs (its own `/proc`). So a
helper process, run as ``python -m unlabelled.grading.engine.unprivileged SETTINGS COMMAND ...``, gives
up root and then becomes the command. Python itself may lie in root's home, where an ordinary user
cannot go: while it still can, the helper shows those folders at a place that everybody reaches, in a
mount namespace of its own, so that nobody else sees them there.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from unlabelled.grading.engine import isolation


def stages(folder: Path, paths: Iterable[Path]) -> dict[Path, Path]:
    """Choose the place at which each of `paths` will be shown."""
    return {path: folder / str(number) for number, path in enumerate(paths)}


def command(
    arguments: list[str], sockets: Path, staged: Mapping[Path, Path], uid: int, gid: int
) -> list[str]:
    """Return the command line that runs `arguments` as an ordinary user."""
    settings = {
        "sockets": str(sockets),
        "staged": {str(path): str(place) for path, place in staged.items()},
        "uid": uid,
        "gid": gid,
    }
    return [sys.executable, "-m", __name__, json.dumps(settings), *arguments]


def main() -> None:
    """Show the folders, give up root, become the command."""
    settings, arguments = json.loads(sys.argv[1]), sys.argv[2:]
    uid, gid = settings["uid"], settings["gid"]
    try:
        isolation.leave_shared_mounts()
        for path, place in settings["staged"].items():
            os.makedirs(place, exist_ok=True)
            isolation.show_folder_as(path, place)
    except OSError as error:
        sys.exit(f"root may not mount here ({error}): run the command as an ordinary user")
    # The server makes a folder per kernel in there; root, who grades, reaches it anyway.
    os.chown(settings["sockets"], uid, gid)
    os.setgroups([])
    os.setresgid(gid, gid, gid)
    os.setresuid(uid, uid, uid)
    os.chdir("/")
    os.execv(arguments[0], arguments)


if __name__ == "__main__":
    main()

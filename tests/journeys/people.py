"""A student or a lecturer at a terminal: commands in a folder, with settings of their own."""

from __future__ import annotations

import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from notebook_server import environment


@dataclass
class Person:
    """Somebody who works in a folder.

    Attributes
    ----------
    folder : Path
        Where the commands run.
    settings : Path
        The folder of Jupyter's and nbgrader's settings.
    typed : list of (str, float)
        The commands so far, and the seconds that each took.
    """

    folder: Path
    settings: Path
    typed: list[tuple[str, float]] = field(default_factory=list)

    def types(self, command: str, *, ends_with: int = 0) -> str:
        """Run a command, which must end with that exit code; return all that it says."""
        start = time.monotonic()
        done = subprocess.run(
            command.split(),
            cwd=self.folder,
            env={**environment(self.settings), "COLUMNS": "100", "NO_COLOR": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        said = done.stdout + done.stderr
        self.typed.append((command, time.monotonic() - start))
        assert done.returncode == ends_with, f"{command} ended with {done.returncode}\n{said}"
        return said

    def uses_exchange(self, exchange: Path) -> None:
        """Write nbgrader's setting of the folder through which notebooks go out and in."""
        self.settings.mkdir(parents=True, exist_ok=True)
        config = f"c = get_config()  # noqa: F821\nc.Exchange.root = {str(exchange)!r}\n"
        (self.settings / "nbgrader_config.py").write_text(config)

    def log(self) -> str:
        """List the commands with their seconds, and the sum."""
        lines = [f"{seconds:7.1f} s  {command}" for command, seconds in self.typed]
        return "\n".join([*lines, f"{sum(seconds for _, seconds in self.typed):7.1f} s  in all"])

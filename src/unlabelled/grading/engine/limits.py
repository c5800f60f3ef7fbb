"""How much a submission may take."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Limits:
    """What one submission may use; beyond it, a cell ends with an error that says so.

    Attributes
    ----------
    cell_seconds : float
        Time of one cell. It is interrupted, and the next one runs.
    submission_seconds : float
        Time of all cells together.
    grace_seconds : float
        Time that an interrupted cell has to end before its kernel is killed.
    memory_megabytes : int
        Memory of the kernel and all processes it started, beyond what the imports took.
    scratch_megabytes : int
        Size of each of the private folders (home, `/tmp`, `/dev/shm`).
    processes : int
        Processes at a time; with one more, the kernel is killed. Threads have room for a few dozen more.
    output_kilobytes : int
        Output of one cell that is kept; at eight times as much the kernel is killed.
    notebook_megabytes : int
        Size of the submitted notebook; and, together, of the files beside it.
    restarts : int
        How often the kernel is started again for the rest of the cells after one killed it.
    """

    cell_seconds: float = 30
    submission_seconds: float = 180
    grace_seconds: float = 2
    memory_megabytes: int = 2048
    scratch_megabytes: int = 256
    processes: int = 128
    output_kilobytes: int = 256
    notebook_megabytes: int = 20
    restarts: int = 2

    def as_json(self) -> dict[str, Any]:
        """Return a dictionary of plain values."""
        return asdict(self)


DEFAULT = Limits()

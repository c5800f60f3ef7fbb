"""What happened to each submission: for people a table, for scripts JSON."""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from unlabelled.grading.engine import execute


class Status(StrEnum):
    """How the grading of one submission ended."""

    GRADED = "graded"
    UNREADABLE = "unreadable"
    TAMPERED = "tampered with"
    UNDECIDED = "needs a person"


@dataclass
class Outcome:
    """The outcome of one submission.

    Attributes
    ----------
    student : str
    status : Status
    score, max_score : float or None
        As in the gradebook; None if nothing was recorded.
    notes : list of str
        Repairs and stops, in words, also shown to the student.
    for_lecturer : list of str
        What only the lecturer should read.
    kinds : list of str
        Names of the errors with which the engine stopped cells.
    seconds : dict
        Time per phase.
    """

    student: str
    status: Status
    score: float | None = None
    max_score: float | None = None
    notes: list[str] = field(default_factory=list)
    for_lecturer: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    peak_megabytes: int = 0
    repaired: bool = False

    @property
    def needs_person(self) -> bool:
        """Whether someone must look before the score stands."""
        return self.status in (Status.UNDECIDED, Status.TAMPERED)

    def as_json(self) -> dict[str, Any]:
        """Return a dictionary of plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Outcome:
        """Rebuild an outcome from what `as_json` returned."""
        return cls(**{**values, "status": Status(values["status"])})


@dataclass
class Report:
    """The outcome of a run.

    Attributes
    ----------
    assignment : str
    outcomes : list of Outcome
        Of this run.
    earlier : list of Outcome
        Of submissions that an earlier run had graded and that have not changed since.
    failure : str
        Why the engine stopped, if it did.
    warnings : list of str
        About the assignment.
    seconds : dict
        Of the whole run, per phase.
    """

    assignment: str
    outcomes: list[Outcome] = field(default_factory=list)
    earlier: list[Outcome] = field(default_factory=list)
    failure: str = ""
    warnings: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def exit_code(self) -> int:
        """0: every submission has its scores; 1: some need a person; 3: the engine failed."""
        if self.failure:
            return 3
        return int(any(outcome.needs_person for outcome in [*self.outcomes, *self.earlier]))

    def as_json(self) -> dict[str, Any]:
        """Return a dictionary of plain values."""
        return {**asdict(self), "exit_code": self.exit_code}

    def show(self, console: Console) -> None:
        """Print what a lecturer wants to know."""
        console.print(self._table())
        for outcome in self.outcomes:
            for note in outcome.for_lecturer:
                console.print(Text(f"{outcome.student}: {note}"), soft_wrap=True)
        for warning in self.warnings:
            console.print(Text(f"Warning: {warning}"), soft_wrap=True)
        if self.failure:
            text = f"The engine failed; what it had finished is saved: {self.failure}"
            console.print(Text(text), soft_wrap=True)

    def _table(self) -> Table:
        table = Table(title=f"Assignment {self.assignment}", title_justify="left", box=box.SIMPLE_HEAD)
        table.add_column("Submissions")
        table.add_column("Number", justify="right")
        for name, number in self.counts().items():
            table.add_row(name, str(number))
        times = [outcome.seconds["all"] for outcome in self.outcomes if "all" in outcome.seconds]
        if times:
            table.add_row("median seconds", f"{statistics.median(times):.2f}")
            table.add_row("slowest seconds", f"{max(times):.2f}")
        return table

    def counts(self) -> dict[str, int]:
        """Return how many submissions of this run ended how."""
        slow = {execute.CELL_TIMEOUT, execute.SUBMISSION_TIMEOUT}
        return {
            "graded": sum(outcome.status is not Status.UNDECIDED for outcome in self.outcomes),
            "graded earlier": len(self.earlier),
            "repaired": sum(outcome.repaired for outcome in self.outcomes),
            "timed out": sum(bool(slow & set(outcome.kinds)) for outcome in self.outcomes),
            "stopped otherwise": sum(
                bool(set(outcome.kinds) - slow - {execute.TAMPERED}) for outcome in self.outcomes
            ),
            "tampered with": _count(self.outcomes, Status.TAMPERED),
            "unreadable": _count(self.outcomes, Status.UNREADABLE),
            "needs a person": sum(outcome.needs_person for outcome in self.outcomes),
        }


def _count(outcomes: Iterable[Outcome], status: Status) -> int:
    return sum(outcome.status is status for outcome in outcomes)

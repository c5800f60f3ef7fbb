"""Say in one line why the engine, or the gradebook, could not go on."""

from __future__ import annotations

import errno

from sqlalchemy.exc import DatabaseError, DataError, IntegrityError, ProgrammingError


def of_the_gradebook(error: BaseException) -> DatabaseError | None:
    """Return the database's own error behind `error`, if the database as a whole cannot be used.

    nbgrader raises its own kind of error in place of the database's, which remains as its context. An
    entry that the database refuses is another matter: it concerns one submission.
    """
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, DatabaseError):
            return None if isinstance(seen, DataError | IntegrityError | ProgrammingError) else seen
        seen = seen.__cause__ or seen.__context__
    return None


def is_conflict(error: BaseException) -> bool:
    """Tell whether another grader wrote the same entry, say a student's name, at the same moment."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, IntegrityError):
            return True
        seen = seen.__cause__ or seen.__context__
    return False


def explain(error: BaseException) -> str:
    """Return one line about an error, with what can be done about the usual ones."""
    database = of_the_gradebook(error)
    if database is not None:
        reason = _first_line(str(database.orig))
        cure = ""
        if "locked" in reason:
            cure = "; close the program that holds it, then start again"
        elif "full" in reason:
            cure = "; there is no space left on its disk: make room, then start again"
        return f"the gradebook cannot be used: {reason}{cure}"
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"there is no space left on the disk ({error.filename}): make room, then start again"
    if isinstance(error, OSError):
        return f"{type(error).__name__}: {_first_line(str(error))}"
    return _first_line(f"{type(error).__name__}: {error}")


def _first_line(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "without a reason")

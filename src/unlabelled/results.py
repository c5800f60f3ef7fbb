"""Results of studies that take longer than a page may: stored by ``make bench``, loaded by the page."""

import json
from pathlib import Path

import pandas as pd


def load(page: str) -> pd.DataFrame:
    """Load what a page's study found.

    Parameters
    ----------
    page : str
        Name of the page's file without ending, such as ``"how-many-clusters"``.

    Returns
    -------
    DataFrame
        One row per record that ``study(seed)`` of that page returned, with the column ``seed``.

    Raises
    ------
    FileNotFoundError
        If there is no ``results/PAGE.json`` in the working directory or above it.

    Examples
    --------
    >>> table = load("how-many-clusters")  # in the course's folder
    >>> table["seed"].nunique()
    100
    """
    here = Path.cwd()
    for folder in (here, *here.parents):
        path = folder / "results" / f"{page}.json"
        if path.exists():
            return pd.DataFrame(json.loads(path.read_text(encoding="utf-8"))["records"])
    raise FileNotFoundError(
        f"no results/{page}.json here or above; in the course's folder, make bench writes it."
    )

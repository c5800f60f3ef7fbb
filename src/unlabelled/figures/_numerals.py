"""Scatter plots in which each point is the numeral of its class."""

import matplotlib.pyplot as plt
import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes

from unlabelled.figures._style import COLORS


def scatter_numerals(
    X: npt.ArrayLike,
    labels: npt.ArrayLike,
    *,
    ax: Axes | None = None,
    size: float = 16,
) -> Axes:
    """Draw points in the plane, each as the numeral of its label, coloured by it as well.

    With ten classes colours run out, and the numeral still tells them apart. The points are drawn as
    pixels inside an otherwise sharp figure, because a thousand outlines would make a large file.

    Parameters
    ----------
    X : array, (n_samples, 2)
    labels : integer array, (n_samples,), values from 0
    ax : Axes or None
        Where to draw; None means the current axes.
    size : float, above 0
        Area of a numeral in square points.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If an argument has the wrong shape or is out of range; the message names it.

    Examples
    --------
    >>> ax = scatter_numerals([[0, 0], [1, 1], [2, 0]], labels=[7, 3, 7])
    >>> len(ax.collections)  # one for each numeral
    2
    """
    X, labels = np.asarray(X), np.asarray(labels)
    if X.ndim != 2 or X.shape[1] != 2:
        raise ValueError(f"X must be (n_samples, 2), got shape {X.shape}.")
    whole = np.issubdtype(labels.dtype, np.integer)
    if labels.shape != X.shape[:1] or not whole or np.any(labels < 0):
        raise ValueError(f"labels must be {len(X)} whole numbers of at least 0, one for each row of X.")
    if size <= 0:
        raise ValueError(f"size must be above 0, got {size!r}.")
    ax = plt.gca() if ax is None else ax
    for label in np.unique(labels):
        x, y = X[labels == label].T
        color = COLORS[label % len(COLORS)]
        ax.scatter(x, y, s=size, color=color, marker=f"${label}$", linewidths=0, rasterized=True)
    return ax

"""What a classifier of points in the plane answers, place by place."""

from collections.abc import Callable
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes

from unlabelled.figures._style import COLORS


def shade_decisions(
    predict: Callable[[npt.NDArray[np.float64]], npt.ArrayLike],
    *,
    ax: Axes | None = None,
    resolution: int = 160,
) -> Axes:
    """Colour each spot of the axes by the class that a classifier gives it, with lines at the borders.

    Draw the points first: the axes keep the limits that they have. The colours are those that
    :func:`scatter_clusters` gives to the same classes.

    Parameters
    ----------
    predict : function (points) -> classes
        Takes a float array (n_points, 2) and returns integers from 0 on, or booleans, (n_points,).
    ax : Axes or None
        Where to draw; None means the current axes.
    resolution : int
        Number of grid points along each axis.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If ``predict`` returns something else than one whole number from 0 on for each point.

    Examples
    --------
    >>> ax = plt.figure().add_subplot(xlim=(-1, 1), ylim=(-1, 1))
    >>> limits = ax.get_xlim()
    >>> shade_decisions(lambda points: points[:, 0] > 0, ax=ax).get_xlim() == limits
    True
    """
    ax = plt.gca() if ax is None else ax
    (left, right), (low, high) = ax.get_xlim(), ax.get_ylim()
    x, y = np.linspace(left, right, resolution), np.linspace(low, high, resolution)
    points = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
    answers: npt.NDArray[Any] = np.asarray(predict(points))
    if answers.shape != (len(points),) or answers.dtype.kind not in "biu" or answers.min() < 0:
        raise ValueError("predict must return one whole number from 0 on for each point.")
    answers = answers.astype(int).reshape(resolution, resolution)
    classes = np.unique(answers)
    for label in classes:
        # One class after the other: between classes 0 and 2 there need be no stripe of class 1.
        inside = (answers == label).astype(float)
        color = COLORS[label % len(COLORS)]
        ax.contourf(x, y, inside, levels=[0.5, 1.5], colors=[color], alpha=0.15, zorder=0)
    for label in classes[:-1]:
        inside = (answers == label).astype(float)
        ax.contour(x, y, inside, levels=[0.5], colors="0.35", linewidths=0.6, zorder=0)
    ax.set(xlim=(left, right), ylim=(low, high))
    return ax

"""Scatter plots of clustered points and the regions that centroids cut the plane into."""

import matplotlib.pyplot as plt
import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from scipy.spatial.distance import cdist

from unlabelled.figures._style import COLORS, MARKERS


def scatter_clusters(
    X: npt.ArrayLike,
    labels: npt.ArrayLike | None = None,
    centroids: npt.ArrayLike | None = None,
    *,
    ax: Axes | None = None,
    size: float = 16,
) -> Axes:
    """Draw points in the plane, each cluster in its own colour and marker, centroids as large crosses.

    Parameters
    ----------
    X : array, (n_samples, 2)
    labels : integer array, (n_samples,), or None
        Cluster of each point; −1 (noise) and None (no labels yet) are drawn as grey dots.
    centroids : array, (n_clusters, 2), or None
    ax : Axes or None
        Where to draw; None means the current axes.
    size : float
        Area of a point's marker in square points; the crosses grow with it.

    Returns
    -------
    Axes

    Examples
    --------
    >>> ax = scatter_clusters([[0, 0], [1, 1], [5, 5]], labels=[0, 0, -1])
    >>> len(ax.collections)  # one for cluster 0, one for noise
    2
    """
    X = np.asarray(X)
    labels = np.full(len(X), -1) if labels is None else np.asarray(labels)
    ax = plt.gca() if ax is None else ax
    for label in np.unique(labels):
        color = "#8a8a8a" if label < 0 else COLORS[label % len(COLORS)]
        marker = "o" if label < 0 else MARKERS[label % len(MARKERS)]
        x, y = X[labels == label].T
        ax.scatter(x, y, s=size, color=color, marker=marker, alpha=0.75, linewidths=0)
    if centroids is not None:
        # White below black: visible on every colour.
        x, y = np.asarray(centroids).T
        ax.scatter(x, y, marker="x", s=8 * size, color="white", linewidths=5, zorder=3)
        ax.scatter(x, y, marker="x", s=7 * size, color="black", linewidths=2, zorder=4)
    return ax


def shade_regions(centroids: npt.ArrayLike, *, ax: Axes | None = None, resolution: int = 160) -> Axes:
    """Colour each spot of the axes by its nearest centroid, with lines where two are equally near.

    Draw the points first: the axes keep the limits that they have.

    Parameters
    ----------
    centroids : array, (n_clusters, 2)
    ax : Axes or None
    resolution : int
        Number of grid points along each axis.

    Returns
    -------
    Axes

    Examples
    --------
    >>> ax = scatter_clusters([[0, 0], [1, 1], [5, 5]])
    >>> limits = ax.get_xlim()
    >>> shade_regions([[0, 0], [5, 5]], ax=ax).get_xlim() == limits  # the axes keep their limits
    True
    """
    centroids = np.asarray(centroids)
    ax = plt.gca() if ax is None else ax
    (left, right), (low, high) = ax.get_xlim(), ax.get_ylim()
    x, y = np.linspace(left, right, resolution), np.linspace(low, high, resolution)
    grid = np.stack(np.meshgrid(x, y), axis=-1)
    distance = cdist(grid.reshape(-1, 2), centroids).reshape(resolution, resolution, len(centroids))
    edges = np.arange(len(centroids) + 1) - 0.5
    colors = [COLORS[label % len(COLORS)] for label in range(len(centroids))]
    ax.contourf(x, y, distance.argmin(axis=2), levels=edges, colors=colors, alpha=0.12, zorder=0)
    for label in range(len(centroids) - 1):
        # The border is where this centroid and the nearest other one are equally far.
        lead = distance[..., label] - np.delete(distance, label, axis=2).min(axis=2)
        ax.contour(x, y, lead, levels=[0], colors="0.35", linewidths=0.6, zorder=0)
    ax.set(xlim=(left, right), ylim=(low, high))
    return ax

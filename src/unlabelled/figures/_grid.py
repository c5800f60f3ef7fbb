"""Small arrays drawn as squares with their numbers written in, to follow a calculation by eye."""

import matplotlib as mpl
import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle

from unlabelled.figures._style import COLORS


def draw_grid(
    ax: Axes,
    values: npt.ArrayLike,
    *,
    corner: tuple[float, float] = (0.0, 0.0),
    title: str | None = None,
    limits: tuple[float, float] | None = None,
    cmap: str = "Greys",
    frame: tuple[int, int, int, int] | None = None,
    color: str = COLORS[1],
    fontsize: float = 12,
) -> Axes:
    """Draw a small array as unit squares, each with its number, rows downwards as in the array.

    Several grids share axes: each has its own corner. The axes lose their frame and ticks, get equal
    scales and a y that grows downwards; their limits are the caller's.

    Parameters
    ----------
    ax : Axes
    values : array, (n_rows, n_columns), numbers or text
        NaN leaves a square empty, for what is not known yet.
    corner : pair of float
        x and y of the upper left corner.
    title : str or None
        Written above the grid.
    limits : pair of float, the first below the second, or None
        Values at the pale and at the dark end of the colour map; None leaves all squares white.
    cmap : str
        Name of a colour map of matplotlib.
    frame : tuple of int or None
        First row, first column, height and width of a part that gets a thick frame.
    color : colour
        Of that frame.
    fontsize : float, above 0

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If ``values`` has not two dimensions, ``limits`` are not in order or ``frame`` leaves the grid.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> ax = draw_grid(plt.figure().add_subplot(), [[1, 2], [3, np.nan]])
    >>> [text.get_text() for text in ax.texts]  # NaN leaves its square empty
    ['1', '2', '3', '']
    """
    cells = np.asarray(values)
    if cells.ndim != 2 or not cells.size:
        raise ValueError(f"values must be (n_rows, n_columns) and not empty, got shape {cells.shape}.")
    if limits is not None and not limits[0] < limits[1]:
        raise ValueError(f"limits must be two values, the first below the second, got {limits!r}.")
    x, y = corner
    ax.set_axis_off()
    ax.set_aspect("equal")
    if not ax.yaxis_inverted():
        ax.invert_yaxis()
    for (row, column), value in np.ndenumerate(cells):
        text, fill = _look(value, limits, cmap)
        place = (x + column, y + row)
        ax.add_patch(Rectangle(place, 1, 1, facecolor=fill, edgecolor="0.6", linewidth=0.8))
        red, green, blue = to_rgb(fill)
        tone = "white" if 0.3 * red + 0.59 * green + 0.11 * blue < 0.5 else "black"
        ax.text(place[0] + 0.5, place[1] + 0.5, text, ha="center", va="center", color=tone, fontsize=fontsize)
    if frame is not None:
        row, column, height, width = frame
        n_rows, n_columns = cells.shape
        if not (0 <= row <= row + height <= n_rows and 0 <= column <= column + width <= n_columns):
            raise ValueError(f"frame must lie inside the grid of shape {cells.shape}, got {frame!r}.")
        border = Rectangle((x + column, y + row), width, height, fill=False, edgecolor=color, linewidth=3)
        border.set_zorder(3)
        ax.add_patch(border)
    if title is not None:
        middle = x + cells.shape[1] / 2
        ax.text(middle, y - 0.3, title, ha="center", va="bottom", fontsize=fontsize)
    return ax


def _look(
    value: object, limits: tuple[float, float] | None, cmap: str
) -> tuple[str, str | tuple[float, float, float, float]]:
    """What is written in a square, and its colour."""
    if isinstance(value, str):
        return value, "white"
    number = float(value)  # type: ignore[arg-type]
    if np.isnan(number):
        return "", "white"
    text = f"{number:g}".replace("-", "−")
    if limits is None:
        return text, "white"
    share = min(max((number - limits[0]) / (limits[1] - limits[0]), 0.0), 1.0)
    return text, mpl.colormaps[cmap](share)

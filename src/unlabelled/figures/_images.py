"""Pictures side by side."""

from collections.abc import Sequence

import matplotlib.pyplot as plt
import numpy as np
import numpy.typing as npt
from matplotlib.figure import Figure


def show_images(
    images: Sequence[npt.NDArray[np.generic]],
    titles: Sequence[str] | None = None,
    *,
    n_columns: int = 4,
    width: float = 6.0,
    cmap: str = "gray",
) -> Figure:
    """Show pictures in a grid without axes.

    Parameters
    ----------
    images : sequence of arrays, (rows, columns) or (rows, columns, 3)
    titles : sequence of str or None
        As many as there are images.
    n_columns : int, at least 1
    width : float
        Width of the whole figure in inches.
    cmap : str
        Colour map of pictures with one channel.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        If there is no image, or titles and images differ in number.

    Examples
    --------
    >>> figure = show_images([np.eye(3), np.eye(5)], titles=["small", "large"], n_columns=2)
    >>> [ax.get_title() for ax in figure.axes]
    ['small', 'large']
    """
    if not len(images):
        raise ValueError("images is empty; there is nothing to show.")
    if titles is not None and len(titles) != len(images):
        raise ValueError(f"{len(images)} images but {len(titles)} titles; give one title per image.")
    n_columns = min(n_columns, len(images))
    n_rows = -(-len(images) // n_columns)
    side = width / n_columns
    height = side * images[0].shape[0] / images[0].shape[1] + (0.3 if titles else 0.0)
    figure, axes = plt.subplots(n_rows, n_columns, figsize=(width, n_rows * height), squeeze=False)
    for ax in axes.flat:
        ax.set_axis_off()
    for i, (ax, image) in enumerate(zip(axes.flat, images, strict=False)):
        ax.imshow(image, cmap=cmap, interpolation="nearest")
        if titles is not None:
            ax.set_title(titles[i], fontsize="small")
    return figure

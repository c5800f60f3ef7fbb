"""A photograph of coins, with strokes to learn from and hand-drawn outlines to score with."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.ndimage import binary_dilation
from skimage import data, draw

from unlabelled.datasets._validation import check_number

# From (row, column) to (row, column): four strokes on coins, then six beside them, all in the left half.
_STROKES_ON_COINS = ((48, 30, 62, 58), (125, 88, 125, 118), (183, 95, 211, 105), (245, 30, 279, 62))
_STROKES_BESIDE = (
    (10, 10, 25, 180),
    (90, 10, 90, 180),
    (160, 20, 160, 175),
    (30, 73, 220, 73),
    (228, 90, 228, 180),
    (298, 10, 298, 180),
)
# Row, column, half height and half width of an ellipse around each coin, in pixels, and whether the coin
# is one of the large ones. Drawn and named by eye, on the enlarged photograph, before any model ran.
_OUTLINES = (
    (54.0, 44.0, 20.0, 22.0, False),
    (56.0, 100.0, 18.5, 19.0, False),
    (50.5, 155.5, 22.5, 23.5, False),
    (51.0, 215.5, 21.5, 23.5, False),
    (52.0, 276.0, 19.0, 21.0, False),
    (43.5, 334.5, 28.5, 30.0, True),
    (124.5, 45.0, 20.5, 21.0, False),
    (125.5, 103.0, 19.0, 19.0, False),
    (127.0, 153.0, 18.0, 20.0, False),
    (124.0, 205.0, 20.0, 20.5, False),
    (119.0, 270.5, 24.5, 25.5, True),
    (124.5, 336.5, 19.5, 20.0, False),
    (197.0, 43.5, 19.5, 19.0, False),
    (195.5, 102.0, 21.5, 22.0, False),
    (198.0, 154.0, 19.5, 20.0, False),
    (193.5, 212.0, 24.0, 24.5, False),
    (194.0, 273.5, 23.0, 23.0, False),
    (186.0, 347.0, 31.5, 32.5, True),
    (260.5, 46.5, 28.0, 28.5, True),
    (266.0, 113.5, 21.5, 22.0, False),
    (262.0, 172.0, 26.0, 29.5, True),
    (263.5, 244.0, 24.5, 25.0, True),
    (263.5, 300.5, 25.0, 25.5, True),
    (267.5, 358.5, 21.5, 22.5, False),
)


class Coins(NamedTuple):
    """Result of :func:`load_coins`.

    Attributes
    ----------
    image : float64 array, (303, 384), values in [0, 1]
        The photograph, 0 is black.
    strokes : int64 array, (303, 384), values in 0 to 10
        The stroke that labels a pixel: 1 to 4 lie on coins, 5 to 10 on the table, 0 is unlabelled. No
        stroke reaches column 190.
    truth : int64 array, (303, 384), values in 0 to 24
        The coin at each pixel, 0 is the table.
    is_large : bool array, (24,)
        Whether coin 1, 2, … is one of the large ones.
    """

    image: npt.NDArray[np.float64]
    strokes: npt.NDArray[np.int64]
    truth: npt.NDArray[np.int64]
    is_large: npt.NDArray[np.bool_]


def load_coins(*, grow: float = 0.0) -> Coins:
    """Load scikit-image's photograph of 24 coins, with a few labels and a truth, both drawn by hand.

    The photograph of coins from Pompeii resembles a micrograph of cells: round objects on a ground whose
    brightness changes from place to place. The strokes are what an annotator paints in seconds. The truth
    is an ellipse around each coin, set by eye: no coin is an exact ellipse, so it is wrong by a pixel or
    two here and there. Nothing is downloaded; the picture lies in scikit-image's package.

    Parameters
    ----------
    grow : float, from -10 to 10
        Pixels by which every outline is moved outwards. What a score changes with it tells how exactly
        the truth can judge.

    Returns
    -------
    Coins
        Named tuple of ``image``, float64 (303, 384) in [0, 1]; ``strokes`` and ``truth``, int64 (303, 384);
        and ``is_large``, bool (24,).

    Raises
    ------
    ValueError
        If ``grow`` is out of range.

    Examples
    --------
    >>> coins = load_coins()
    >>> coins.image.shape, coins.is_large.size  # pixels, coins
    ((303, 384), 24)
    >>> bool((load_coins(grow=2).truth > 0).sum() > (coins.truth > 0).sum())
    True
    """
    grow = check_number(grow, "grow", -10, 10)
    image = data.coins() / 255.0
    strokes = np.zeros(image.shape, dtype=np.int64)
    for number, ends in enumerate(_STROKES_ON_COINS + _STROKES_BESIDE, 1):
        line = np.zeros(image.shape, dtype=bool)
        line[draw.line(*ends)] = True
        strokes[binary_dilation(line) & (strokes == 0)] = number
    truth = np.zeros(image.shape, dtype=np.int64)
    for number, (row, column, height, width, _) in enumerate(_OUTLINES, 1):
        truth[draw.ellipse(row, column, height + grow, width + grow, shape=image.shape)] = number
    return Coins(image, strokes, truth, np.array([large for *_, large in _OUTLINES]))

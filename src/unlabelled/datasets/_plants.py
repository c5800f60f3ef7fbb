"""Potted plants: soil moisture and light, how much they grow and whether they live."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.special import expit

from unlabelled.datasets._validation import RandomState, check_integer, check_random_state

MAX_MOISTURE = 100.0
MAX_LIGHT = 12.0

# Vigour is 1 at the best moisture and in endless light; it falls to exp(-1) this far from the best moisture.
_BEST_MOISTURE = 50.0
_TOLERANCE = 35.0
# Hours of light after which a plant makes 1 - exp(-1) of what it could.
_LIGHT_SCALE = 3.0
# At this vigour a plant lives with a chance of one half; the slope says how sharp the border is.
_CRITICAL_VIGOUR = 0.4
_SHARPNESS = 15.0

_FULL_GROWTH = 20.0
_GROWTH_NOISE = 1.5


class Plants(NamedTuple):
    """Result of :func:`make_plants`.

    Attributes
    ----------
    X : float64 array, (n_samples, 2)
        Moisture of the soil, 0 to 100 % of what it can hold, and light, 0 to 12 hours a day.
    alive : bool array, (n_samples,)
        Whether the plant lives.
    growth : float64 array, (n_samples,), at least 0
        Height gained, in cm.
    chance : float64 array, (n_samples,), values in (0, 1)
        Chance with which the plant was to live; no real record knows this.
    """

    X: npt.NDArray[np.float64]
    alive: npt.NDArray[np.bool_]
    growth: npt.NDArray[np.float64]
    chance: npt.NDArray[np.float64]


def chance_to_live(X: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Return the chance with which plants at given places live, as :func:`make_plants` has it.

    Parameters
    ----------
    X : array, (n_samples, 2)
        Moisture (%) and light (hours a day).

    Returns
    -------
    float64 array, (n_samples,), values in (0, 1)

    Raises
    ------
    ValueError
        If ``X`` has another shape.

    Examples
    --------
    >>> wet_enough, too_dry = chance_to_live([[50, 10], [5, 10]])
    >>> bool(wet_enough > 0.9), bool(too_dry < 0.1)
    (True, True)
    """
    chance: npt.NDArray[np.float64] = expit(_SHARPNESS * (_vigour(X) - _CRITICAL_VIGOUR))
    return chance


def make_plants(n_samples: int = 200, *, random_state: RandomState = None) -> Plants:
    """Simulate potted plants, some too dry, some too wet, some too dark.

    Each plant stands somewhere: moisture and light are uniform and independent. They set its vigour,
    the product of a bell curve in moisture, whose top is at 50 %, and of a curve in light that rises
    and levels off. Height gained is proportional to vigour, with a scatter of 1.5 cm, and never below 0.
    The plant lives by a draw whose chance rises steeply around a vigour of 0.4, so that about half of
    the plants live and nobody can predict more than about nine in ten.

    The result resembles records of a greenhouse, as far as a table of two conditions and two outcomes
    can. Left out: kinds of plants, time, seasons, temperature, pests, and that light dries the soil.

    Parameters
    ----------
    n_samples : int, at least 1
        Number of plants.
    random_state : int, Generator or None
        The same int gives the same plants.

    Returns
    -------
    Plants
        Named tuple of ``X``, float64 array (n_samples, 2) with moisture in % and light in hours a day;
        ``alive``, bool array (n_samples,); ``growth`` in cm, float64 array (n_samples,); and the truth
        behind ``alive``: ``chance``, float64 array (n_samples,).

    Raises
    ------
    ValueError
        If an argument is out of range; the message names it and its range.

    Examples
    --------
    >>> plants = make_plants(1000, random_state=0)
    >>> plants.X.shape
    (1000, 2)
    >>> bool(plants.chance[plants.alive].mean() > plants.chance[~plants.alive].mean())
    True
    """
    n_samples = check_integer(n_samples, "n_samples", 1)
    rng = check_random_state(random_state)
    X = rng.uniform([0.0, 0.0], [MAX_MOISTURE, MAX_LIGHT], size=(n_samples, 2))
    growth = _FULL_GROWTH * _vigour(X) + rng.normal(0, _GROWTH_NOISE, size=n_samples)
    chance = chance_to_live(X)
    alive = rng.random(size=n_samples) < chance
    return Plants(X, alive, growth.clip(min=0), chance)


def _vigour(X: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Return how well plants at these places do, between 0 and 1."""
    X = np.asarray(X, dtype=np.float64)
    if X.ndim != 2 or X.shape[1] != 2:
        raise ValueError(f"X must have the shape (n_samples, 2), moisture and light, got {X.shape}.")
    moisture, light = X.T
    bell = np.exp(-(((moisture - _BEST_MOISTURE) / _TOLERANCE) ** 2))
    vigour: npt.NDArray[np.float64] = bell * (1 - np.exp(-light / _LIGHT_SCALE))
    return vigour

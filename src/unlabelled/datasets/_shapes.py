"""Particles as a microscope sees them: masks of random blobs, and measurements of their shape."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from skimage.measure import regionprops_table

from unlabelled.datasets._validation import RandomState, check_integer, check_random_state

KIND_NAMES = ("small round", "large round", "elongated")

# Per kind: mean radius and its spread as fractions of the picture's side, then mean ratio of the axes
# and its spread.
_RADIUS = np.array([0.13, 0.25, 0.18])
_RADIUS_SPREAD = np.array([0.015, 0.020, 0.018])
_AXIS_RATIO = np.array([1.10, 1.10, 2.40])
_AXIS_RATIO_SPREAD = np.array([0.05, 0.05, 0.25])
_HARMONICS = np.arange(2, 6)
_ROUGHNESS = 0.02
_MAX_RADIUS = 0.48


class Shapes(NamedTuple):
    """Result of :func:`make_shapes`.

    Attributes
    ----------
    masks : bool array, (n_samples, size, size)
        True inside the particle. Each mask is one connected region that does not touch the border.
    kind : int64 array, (n_samples,), values in {0, 1, 2}
        Index into :data:`KIND_NAMES`.
    """

    masks: npt.NDArray[np.bool_]
    kind: npt.NDArray[np.int64]


def make_shapes(n_samples: int = 300, *, size: int = 64, random_state: RandomState = None) -> Shapes:
    """Simulate the outlines of particles of three kinds: small round, large round and elongated.

    A particle's outline is an ellipse whose radius is modulated by a few random harmonics, turned by a
    random angle and drawn on a grid of pixels. The kinds are equally likely. The result resembles the
    segmented cells, grains or droplets of a microscope picture. Left out: particles that touch or
    overlap, blur, uneven light, the mistakes of a segmentation.

    Parameters
    ----------
    n_samples : int, at least 1
    size : int, from 32 to 512
        Side length of each mask in pixels.
    random_state : int, Generator or None
        The same int gives the same particles.

    Returns
    -------
    Shapes
        Named tuple of ``masks``, bool array (n_samples, size, size), and ``kind``, int64 array
        (n_samples,) of indices into :data:`KIND_NAMES`.

    Raises
    ------
    ValueError
        If an argument is out of range; the message names it and its range.

    Examples
    --------
    >>> masks, kind = make_shapes(6, size=32, random_state=0)
    >>> masks.shape, masks.dtype
    ((6, 32, 32), dtype('bool'))
    >>> bool(masks.any(axis=(1, 2)).all())  # every mask holds a particle
    True
    """
    n_samples = check_integer(n_samples, "n_samples", 1)
    size = check_integer(size, "size", 32, 512)
    rng = check_random_state(random_state)

    kind = rng.integers(len(KIND_NAMES), size=n_samples)
    radius = size * rng.normal(_RADIUS[kind], _RADIUS_SPREAD[kind]).clip(0.07)
    ratio = rng.normal(_AXIS_RATIO[kind], _AXIS_RATIO_SPREAD[kind]).clip(1.0, 3.2)
    angle = rng.uniform(0, np.pi, size=n_samples)
    amplitude = rng.normal(0, _ROUGHNESS, size=(n_samples, len(_HARMONICS)))
    phase = rng.uniform(0, 2 * np.pi, size=(n_samples, len(_HARMONICS)))

    offset = np.arange(size) - (size - 1) / 2
    masks = np.empty((n_samples, size, size), dtype=bool)
    for i in range(n_samples):
        # One particle at a time: a picture at once stays in the cache, all at once would not.
        along = offset * np.cos(angle[i]) + offset[:, None] * np.sin(angle[i])
        across = offset[:, None] * np.cos(angle[i]) - offset * np.sin(angle[i])
        stretch = np.sqrt(ratio[i])
        distance = np.hypot(along / stretch, across * stretch)
        direction = np.arctan2(across, along)
        outline = np.full_like(direction, 1.0)
        for harmonic, a, p in zip(_HARMONICS, amplitude[i], phase[i], strict=True):
            outline += a * np.cos(harmonic * direction + p)
        inside = distance < radius[i] * outline
        masks[i] = inside & (np.hypot(along, across) < _MAX_RADIUS * size)
    return Shapes(masks, kind)


def measure_shapes(masks: npt.ArrayLike) -> pd.DataFrame:
    """Measure the shape of the particle in each mask with scikit-image's region properties.

    Parameters
    ----------
    masks : bool array, (n_samples, size, size)
        True inside the particle; every mask needs at least one such pixel.

    Returns
    -------
    DataFrame, n_samples rows, float64 columns
        ``area`` in square pixels; ``perimeter``, ``minor_axis_length`` and ``major_axis_length`` in
        pixels (the axes of the ellipse with the same second moments); and without unit: ``circularity``
        4π·area/perimeter² (1 for a disc, up to the error of the pixels), ``solidity`` (share of the
        convex hull that is filled, 0 to 1), ``aspect_ratio`` (major by minor axis, at least 1) and
        ``elongation`` (1 − minor/major, 0 to 1).

    Raises
    ------
    ValueError
        If ``masks`` is not a boolean array of that shape, or a mask is empty.

    Examples
    --------
    >>> square = np.zeros((1, 32, 32), dtype=bool)
    >>> square[0, 8:18, 8:18] = True
    >>> measure_shapes(square)[["area", "aspect_ratio", "solidity"]].iloc[0].tolist()
    [100.0, 1.0, 1.0]
    """
    masks = np.asarray(masks)
    if masks.ndim != 3 or masks.dtype != bool:
        raise ValueError(
            f"masks must be a boolean array (n_samples, size, size), got {masks.dtype} {masks.shape}."
        )
    empty = np.flatnonzero(~masks.any(axis=(1, 2)))
    if empty.size:
        raise ValueError(f"masks[{empty[0]}] has no pixel inside; each mask needs at least one.")

    # All masks below one another, each with its own label and an empty row and column around it, are
    # one picture of regions: that is how regionprops likes its input.
    labels = np.pad(masks, ((0, 0), (1, 1), (1, 1))) * np.arange(1, len(masks) + 1)[:, None, None]
    table = pd.DataFrame(
        regionprops_table(
            labels.reshape(-1, labels.shape[2]),
            properties=("area", "perimeter", "axis_minor_length", "axis_major_length", "solidity"),
        )
    )
    minor, major = table["axis_minor_length"], table["axis_major_length"]
    return pd.DataFrame(
        {
            "area": table["area"],
            "perimeter": table["perimeter"],
            "minor_axis_length": minor,
            "major_axis_length": major,
            "circularity": 4 * np.pi * table["area"] / table["perimeter"] ** 2,
            "solidity": table["solidity"],
            "aspect_ratio": major / minor,
            "elongation": 1 - minor / major,
        }
    )

"""One microscope picture of many blobs: what a segmentation starts from."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.ndimage import gaussian_filter

from unlabelled.datasets._validation import RandomState, check_integer, check_random_state

# Radii in pixels, the ratio of the axes above 1, and how much four harmonics modulate the outline.
_RADIUS, _RADIUS_SPREAD = 9.0, 2.0
_MIN_RADIUS, _MAX_RADIUS = 5.0, 14.0
_RATIO_SPREAD, _MAX_RATIO = 0.2, 1.6
_HARMONICS = np.arange(2, 6)
_ROUGHNESS = 0.03
# Two blobs may be pressed together until their centres are this share of both radii apart, no closer.
_CLOSEST = 0.8
# Square pixels of picture for each blob: at this density a free place is always found soon.
_ROOM = 1000

_BACKGROUND, _FOREGROUND = 0.2, 0.8
_BLUR = 1.0
_NOISE = 0.05


class ShapeImage(NamedTuple):
    """Result of :func:`make_shape_image`.

    Attributes
    ----------
    image : float32 array, (size, size), values in [0, 1]
        Grey levels, bright blobs on a dark background.
    centres : float64 array, (n_samples, 2), values from 0 to size - 1
        Row and column of the middle of each blob.
    radii : float64 array, (n_samples,)
        Radius in pixels of the disc from which a blob is made, 5 to 14.
    labels : int64 array, (size, size), values from 0 to n_samples
        0 on the background, i + 1 on blob i; where two press together, the later one.
    """

    image: npt.NDArray[np.float32]
    centres: npt.NDArray[np.float64]
    radii: npt.NDArray[np.float64]
    labels: npt.NDArray[np.int64]


def make_shape_image(
    n_samples: int = 300, *, size: int = 768, random_state: RandomState = None
) -> ShapeImage:
    """Simulate a microscope picture of blobs of one kind, some of which touch.

    A blob is an ellipse that is nearly round, modulated by a few random harmonics. Blobs lie where they
    fall; they may press against each other and cross the border of the picture, but never lie on top of
    each other. The picture is blurred a little and noisy. It resembles cells or droplets under a
    fluorescence microscope. Left out: uneven light, blobs of different brightness or out of focus, dirt,
    blobs that grow together by more than a touch.

    Parameters
    ----------
    n_samples : int, from 1 to size² / 1000
        Number of blobs.
    size : int, from 64 to 2048
        Side length of the picture in pixels.
    random_state : int, Generator or None
        The same int gives the same picture.

    Returns
    -------
    ShapeImage
        Named tuple of ``image``, float32 array (size, size), ``centres``, float64 array (n_samples, 2),
        ``radii``, float64 array (n_samples,), and ``labels``, int64 array (size, size).

    Raises
    ------
    ValueError
        If an argument is out of range; the message names it and its range.

    Examples
    --------
    >>> picture = make_shape_image(20, size=256, random_state=0)
    >>> picture.image.shape, picture.centres.shape
    ((256, 256), (20, 2))
    >>> bool(picture.labels.max() <= 20)  # blobs that touch are one region
    True
    """
    size = check_integer(size, "size", 64, 2048)
    n_samples = check_integer(n_samples, "n_samples", 1, size**2 // _ROOM)
    rng = check_random_state(random_state)

    radii = rng.normal(_RADIUS, _RADIUS_SPREAD, size=n_samples).clip(_MIN_RADIUS, _MAX_RADIUS)
    ratio = (1 + np.abs(rng.normal(0, _RATIO_SPREAD, size=n_samples))).clip(max=_MAX_RATIO)
    angle = rng.uniform(0, np.pi, size=n_samples)
    amplitude = rng.normal(0, _ROUGHNESS, size=(n_samples, len(_HARMONICS)))
    phase = rng.uniform(0, 2 * np.pi, size=(n_samples, len(_HARMONICS)))
    centres = _scatter(radii, size, rng)

    labels = np.zeros((size, size), dtype=np.int64)
    for i in range(n_samples):
        window = tuple(slice(max(int(c) - 40, 0), int(c) + 41) for c in centres[i])
        down, right = (np.arange(size)[part] - c for part, c in zip(window, centres[i], strict=True))
        along = right * np.cos(angle[i]) + down[:, None] * np.sin(angle[i])
        across = down[:, None] * np.cos(angle[i]) - right * np.sin(angle[i])
        distance = np.hypot(along / np.sqrt(ratio[i]), across * np.sqrt(ratio[i]))
        waves = np.cos(_HARMONICS * np.arctan2(across, along)[..., None] + phase[i])
        labels[window][distance < radii[i] * (1 + waves @ amplitude[i])] = i + 1

    inside = gaussian_filter((labels > 0).astype(np.float32), _BLUR)
    image = _BACKGROUND + (_FOREGROUND - _BACKGROUND) * inside
    image += rng.normal(0, _NOISE, size=image.shape)
    return ShapeImage(image.clip(0, 1).astype(np.float32), centres, radii, labels)


def _scatter(radii: npt.NDArray[np.float64], size: int, rng: np.random.Generator) -> npt.NDArray[np.float64]:
    """Return a random centre for each blob, drawn again while it is too close to an earlier one."""
    centres = np.empty((len(radii), 2))
    for i in range(len(radii)):
        while True:
            centres[i] = rng.uniform(0, size - 1, size=2)
            apart = np.hypot(*(centres[:i] - centres[i]).T)
            if np.all(apart >= _CLOSEST * (radii[:i] + radii[i])):
                break
    return centres

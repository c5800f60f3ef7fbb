"""Particles from ice cores, as a microscope in a flow cell sees them: images, masks, and their kinds."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from skimage.measure import regionprops_table

from unlabelled.datasets._validation import RandomState, check_integer, check_random_state

PARTICLE_NAMES = (
    "dust",
    "basaltic tephra",
    "felsic tephra",
    "hazel pollen",
    "oak pollen",
    "contamination",
    "diatom",
)
PARTICLE_DOMAINS = ("control", "ice core")

# Shares of the kinds: control samples are prepared, one kind a vial, and nobody prepared diatoms.
_SHARES = {
    "control": np.array([1, 1, 1, 1, 1, 1, 0]) / 6,
    "ice core": np.array([0.42, 0.08, 0.08, 0.07, 0.05, 0.24, 0.06]),
}

# Lengths are in halves of the picture's side. Mean radius of each kind and its spread (log scale).
_RADIUS = np.array([0.50, 0.57, 0.62, 0.60, 0.67, 0.60, 0.66])
_RADIUS_SPREAD = np.array([0.22, 0.18, 0.18, 0.07, 0.09, 0.22, 0.12])
# Absorption: minus the log of the light that is left behind the middle of a particle.
_ABSORPTION = np.array([0.85, 1.60, 0.22, 0.60, 0.62, 0.70, 0.30])
_ABSORPTION_SPREAD = np.array([0.40, 0.30, 0.35, 0.15, 0.15, 0.50, 0.20])

# The two instruments: lamp and its spread from picture to picture, unevenness of the light, blur in
# halves of the side (a lognormal: median and spread), photons a pixel that a white picture collects.
_LAMP = {"control": (0.80, 0.02), "ice core": (0.74, 0.04)}
_TILT = {"control": 0.02, "ice core": 0.05}
_BLUR = {"control": (0.030, 0.35), "ice core": (0.045, 0.50)}
_PHOTONS = {"control": 2500.0, "ice core": 1200.0}
# In ice, particles travelled far: they are smaller, and grains are often broken.
_SHRINKAGE = {"control": 1.0, "ice core": 0.9}
_BROKEN = {"control": 0.02, "ice core": 0.15}

_N_WAVES = 16
_N_SIDES = 9
_N_HOLES = 3
_MAX_RADIUS = 0.92
_BLOCK = 256

Float32 = npt.NDArray[np.float32]
Float64 = npt.NDArray[np.float64]


class Particles(NamedTuple):
    """Result of :func:`make_particles`.

    Attributes
    ----------
    images : float32 array, (n_samples, size, size), values in [0, 1]
        Brightness; the empty background is light.
    masks : bool array, (n_samples, size, size)
        True where the particle is, before blur and noise.
    kind : int64 array, (n_samples,), values in {0, …, 6}
        Index into :data:`PARTICLE_NAMES`.
    """

    images: Float32
    masks: npt.NDArray[np.bool_]
    kind: npt.NDArray[np.int64]


def make_particles(
    n_samples: int = 1000, *, size: int = 32, domain: str = "control", random_state: RandomState = None
) -> Particles:
    """Simulate grey-level pictures of particles that were filtered from melted ice.

    One particle a picture, seen against the light: what is thick absorbs, steep edges bend the light away
    and look dark, a little light gathers beside them, and all is blurred by as much as the particle lies
    out of focus. *Dust* is angular, rough and of all greys. *Basaltic tephra* are blocks, dark, with a few
    bubbles; *felsic tephra* are shards of clear glass, often with the hollow sides of burst bubbles.
    *Hazel pollen* are round to triangular with three pores; *oak pollen* are a little larger, with furrows,
    oval from the side but like hazel from the end. *Contamination* are fibres, air bubbles and smears.
    *Diatoms* are shells of clear silica with fine ribs, some oblong, some round.

    In the domain ``"control"`` the first six kinds are equally likely and there are no diatoms: such
    samples are prepared on purpose, one kind after another. In the domain ``"ice core"`` dust and
    contamination are most of it, 6 % are diatoms, which nobody prepared and so nobody labelled, particles
    are a tenth smaller and more often broken, the lamp is weaker and less even, the focus varies more,
    and there is more noise.

    The result resembles the images of a flow-imaging microscope, and the study of ice-core particles by
    Maffezzoli and others. Left out: colour, particles that touch or overlap or are cut by the border, the
    diffraction of light, and most of the variety of minerals, pollen and diatoms.

    Parameters
    ----------
    n_samples : int, at least 1
    size : int, from 16 to 256
        Side length of each picture in pixels. Particles do not depend on it, only their sampling does.
    domain : {"control", "ice core"}
    random_state : int, Generator or None
        The same int gives the same particles.

    Returns
    -------
    Particles
        Named tuple of ``images``, float32 array (n_samples, size, size) with values in [0, 1]; ``masks``,
        bool array of the same shape; and ``kind``, int64 array (n_samples,) of indices into
        :data:`PARTICLE_NAMES`.

    Raises
    ------
    ValueError
        If an argument is out of range; the message names it and its range.

    References
    ----------
    N. Maffezzoli and others (2023), Detection of ice core particles via deep neural networks, The
    Cryosphere 17, 539-565.

    Examples
    --------
    >>> particles = make_particles(4, size=64, random_state=0)
    >>> particles.images.shape, particles.masks.dtype
    ((4, 64, 64), dtype('bool'))
    >>> bool(PARTICLE_NAMES.index("diatom") in particles.kind)  # held back for the ice
    False
    """
    n_samples = check_integer(n_samples, "n_samples", 1)
    size = check_integer(size, "size", 16, 256)
    if domain not in PARTICLE_DOMAINS:
        raise ValueError(f"domain must be one of {PARTICLE_DOMAINS}, got {domain!r}.")
    rng = check_random_state(random_state)
    # The camera's noise needs one number a pixel: with its own generator, particles do not depend on size.
    noise_rng = np.random.default_rng(rng.integers(2**63))

    kind = rng.choice(len(PARTICLE_NAMES), size=n_samples, p=_SHARES[domain]).astype(np.int64)
    images = np.empty((n_samples, size, size), dtype=np.float32)
    masks = np.empty((n_samples, size, size), dtype=bool)
    for start in range(0, n_samples, _BLOCK):
        block = slice(start, start + _BLOCK)
        depth, shade = _draw(kind[block], size, domain, rng)
        images[block] = _look(depth, shade, domain, rng, noise_rng)
        masks[block] = depth > 0
    return Particles(images, masks, kind)


def measure_particles(images: npt.ArrayLike, masks: npt.ArrayLike) -> pd.DataFrame:
    """Measure size, shape and brightness of the particle in each picture, as a microscope's software does.

    Parameters
    ----------
    images : float array, (n_samples, size, size)
        Brightness.
    masks : bool array, (n_samples, size, size)
        True inside the particle; every mask needs at least one such pixel.

    Returns
    -------
    DataFrame, n_samples rows, float64 columns
        In pixels: ``diameter`` (of the disc with the same area), ``perimeter``, ``length`` and ``width``
        (axes of the ellipse with the same second moments). Without unit: ``circularity``
        4π·area/perimeter², ``solidity`` (filled share of the convex hull), ``aspect_ratio`` (length by
        width), ``filled`` (share of the bounding box). In units of brightness, over the particle: ``mean``,
        ``deviation`` (standard deviation), ``darkest``, ``brightest``, ``middle`` (mean of the inner half
        by distance from the centroid), ``edge`` (mean of the rest); and ``contrast`` (mean of the
        background minus ``mean``) and ``roughness`` (mean size of the gradient, per pixel).

    Raises
    ------
    ValueError
        If the arrays do not fit, or a mask is empty.

    Examples
    --------
    >>> images, masks, _ = make_particles(4, random_state=0)
    >>> table = measure_particles(images, masks)
    >>> table.shape
    (4, 16)
    >>> bool((table["length"] >= table["width"]).all())
    True
    """
    images, masks = np.asarray(images, dtype=float), np.asarray(masks)
    if masks.ndim != 3 or masks.dtype != bool or images.shape != masks.shape:
        raise ValueError(
            "images and masks must be arrays (n_samples, size, size) of one shape, masks boolean, "
            f"got {images.dtype} {images.shape} and {masks.dtype} {masks.shape}."
        )
    area = masks.sum(axis=(1, 2))
    if not area.all():
        raise ValueError(f"masks[{np.argmin(area)}] has no pixel inside; each mask needs at least one.")

    # One tall picture of all regions, each with its own label: one call measures all.
    labels = np.pad(masks, ((0, 0), (1, 1), (1, 1))) * np.arange(1, len(masks) + 1)[:, None, None]
    names = ("perimeter", "axis_major_length", "axis_minor_length", "solidity", "extent")
    shape = regionprops_table(labels.reshape(-1, labels.shape[2]), properties=names)

    rows, columns = np.indices(masks.shape[1:])
    centre = [(masks * grid).sum(axis=(1, 2)) / area for grid in (rows, columns)]
    away = np.hypot(rows - centre[0][:, None, None], columns - centre[1][:, None, None])
    middle = masks & (
        away <= np.array([np.median(a[m]) for a, m in zip(away, masks, strict=True)])[:, None, None]
    )
    slope = np.hypot(*np.gradient(images, axis=(1, 2)))

    def mean(values: Float64, where: npt.NDArray[np.bool_]) -> Float64:
        count = where.sum(axis=(1, 2))
        total: Float64 = (values * where).sum(axis=(1, 2))
        average: Float64 = np.divide(total, count, out=np.zeros_like(total), where=count > 0)
        return average

    bright = mean(images, masks)
    return pd.DataFrame(
        {
            "diameter": np.sqrt(4 * area / np.pi),
            "perimeter": shape["perimeter"],
            "length": shape["axis_major_length"],
            "width": shape["axis_minor_length"],
            "circularity": 4 * np.pi * area / np.maximum(shape["perimeter"], 1) ** 2,
            "solidity": shape["solidity"],
            "aspect_ratio": shape["axis_major_length"] / np.maximum(shape["axis_minor_length"], 1),
            "filled": shape["extent"],
            "mean": bright,
            "deviation": np.sqrt(mean((images - bright[:, None, None]) ** 2, masks)),
            "darkest": np.where(masks, images, np.inf).min(axis=(1, 2)),
            "brightest": np.where(masks, images, -np.inf).max(axis=(1, 2)),
            "middle": mean(images, middle),
            "edge": mean(images, masks & ~middle),
            "contrast": mean(images, ~masks) - bright,
            "roughness": mean(slope, masks),
        }
    )


def _draw(
    kind: npt.NDArray[np.int64], size: int, domain: str, rng: np.random.Generator
) -> tuple[Float32, Float32]:
    """Draw particles without blur.

    Returns
    -------
    depth : (n, size, size)
        How far a pixel lies inside the outline, in halves of the side; negative outside.
    shade : (n, size, size)
        Light absorbed, as the exponent of Beer and Lambert's law; 0 outside.
    """
    n = len(kind)
    radius = _RADIUS[kind] * np.exp(rng.normal(0, _RADIUS_SPREAD[kind])) * _SHRINKAGE[domain]
    radius = radius.clip(0.2, 0.8)
    absorption = _ABSORPTION[kind] * np.exp(rng.normal(0, _ABSORPTION_SPREAD[kind]))
    x, y = _turned_grid(n, size, rng)
    sides = _random_sides(n, rng)
    holes = _random_holes(n, rng)
    waves = _random_waves(n, rng)
    choice, other, ratio = rng.uniform(size=(3, n))
    broken = rng.uniform(size=n) < _BROKEN[domain]
    cut = rng.uniform(-0.3, 0.5, size=n)

    depth = np.empty(x.shape, dtype=np.float32)
    shade = np.empty(x.shape, dtype=np.float32)
    for number, draw in enumerate((_dust, _basaltic, _felsic, _hazel, _oak, _contamination, _diatom)):
        mine = kind == number
        if mine.any():
            scale = radius[mine, None, None].astype(np.float32)
            extra = _Draws(
                *(sides[0][mine], sides[1][mine], holes[0][mine], holes[1][mine], holes[2][mine]),
                _texture(x[mine], y[mine], *(wave[mine] for wave in waves)),
                *(_as_maps(choice[mine]), _as_maps(other[mine]), _as_maps(ratio[mine])),
            )
            inside, density = draw(x[mine] / scale, y[mine] / scale, extra)
            depth[mine] = scale * inside
            shade[mine] = density
    # A broken particle ends at a straight line.
    depth = np.where(_as_maps(broken) > 0, np.minimum(depth, _as_maps(cut * radius) + 0.25 - x), depth)
    depth = np.minimum(depth, _MAX_RADIUS - np.hypot(*np.meshgrid(_offsets(size), _offsets(size))))
    shade *= _as_maps(absorption)
    # Pixels on the outline are covered in part.
    cover = np.clip(depth * size / 2 + 0.5, 0, 1)
    return depth.astype(np.float32), (shade * cover).astype(np.float32)


class _Draws(NamedTuple):
    """What chance gives each of n particles; maps are (n, 1, 1)."""

    side_angle: Float32
    side_distance: Float32
    hole_x: Float32
    hole_y: Float32
    hole_radius: Float32
    texture: Float32
    choice: Float32
    other: Float32
    ratio: Float32


def _dust(x: Float32, y: Float32, extra: _Draws) -> tuple[Float32, Float32]:
    depth = _polygon(x, y * (1 + 0.5 * extra.ratio), extra, 9) + 0.09 * extra.texture
    return depth, _dome(depth, 0.5) * (1 + 0.35 * extra.texture).clip(0.2)


def _basaltic(x: Float32, y: Float32, extra: _Draws) -> tuple[Float32, Float32]:
    depth = _polygon(x, y * (1 + 0.4 * extra.ratio), extra, 6) + 0.02 * extra.texture
    shade = _dome(depth, 0.2) * (1 + 0.08 * extra.texture)
    for hole in range(2):
        away = np.hypot(x - extra.hole_x[:, hole], y - extra.hole_y[:, hole])
        shade *= 1 - 0.6 * _soft_step(0.6 * extra.hole_radius[:, hole] - away, 0.06)
    return depth, shade


def _felsic(x: Float32, y: Float32, extra: _Draws) -> tuple[Float32, Float32]:
    depth = _polygon(x, y * (1 + 1.2 * extra.ratio), extra, 6)
    # Bubbles that burst have bitten hollows into the shard.
    for hole in range(2):
        centre = 1.15 * np.exp(1j * extra.side_angle[:, hole])
        away = np.hypot(x - centre.real, y * (1 + 0.3 * extra.ratio) - centre.imag).astype(np.float32)
        bite = away - 0.65 * extra.hole_radius[:, hole] * 2.2
        depth = np.where(extra.choice > 0.25 * hole, np.minimum(depth, bite), depth)
    crease = np.abs(y + 0.3 * x - 0.2 * (extra.other - 0.5))
    ridge = 1.5 * np.exp(-((crease / 0.06) ** 2)) * (extra.other > 0.4)
    return depth, _dome(depth, 0.3) * (0.8 + ridge + 0.15 * extra.texture)


def _hazel(x: Float32, y: Float32, extra: _Draws) -> tuple[Float32, Float32]:
    away, direction = np.hypot(x, y), np.arctan2(y, x)
    outline = 1 + (0.02 + 0.05 * extra.choice) * np.cos(3 * direction) + 0.015 * extra.texture
    depth = outline - away
    pore = _soft_step(np.cos(3 * direction) - 0.93, 0.03)
    wall = np.exp(-(((depth - 0.10) / 0.08) ** 2)) * (1 - 0.8 * pore)
    bulge = 0.45 * np.exp(-(((depth - 0.2) / 0.12) ** 2)) * pore
    return depth, (_dome(depth, 0.3) * (0.75 + 0.10 * extra.texture) + 0.9 * wall + bulge).astype(np.float32)


def _oak(x: Float32, y: Float32, extra: _Draws) -> tuple[Float32, Float32]:
    # From the end it looks round to triangular, from the side oval.
    from_end = extra.choice < 0.35
    stretch = np.where(from_end, 1.0, 1.12 + 0.22 * extra.ratio)
    away, direction = np.hypot(x / stretch, y * stretch), np.arctan2(y, x)
    notch = 0.06 * _soft_step(-np.cos(3 * direction) - 0.9, 0.05)
    outline = np.where(from_end, 1 + 0.03 * np.cos(3 * direction) - notch, 1.0) + 0.03 * extra.texture
    depth = (outline - away).astype(np.float32)
    wall = np.exp(-(((depth - 0.09) / 0.07) ** 2))
    bend = 0.25 * (2 * extra.other - 1) * (1 - (x / stretch) ** 2)
    furrow = np.exp(-(((y * stretch - bend) / 0.09) ** 2)) * _soft_step(0.75 - np.abs(x / stretch), 0.08)
    second = np.exp(-(((y * stretch - bend - 0.5) / 0.07) ** 2)) * _soft_step(0.5 - np.abs(x / stretch), 0.08)
    marks = np.where(from_end, 0.0, 0.55 * furrow + 0.35 * second)
    shade = _dome(depth, 0.3) * (0.8 + 0.25 * extra.texture) + 0.7 * wall - marks
    return depth, shade.clip(0).astype(np.float32)


def _contamination(x: Float32, y: Float32, extra: _Draws) -> tuple[Float32, Float32]:
    # A fibre: a long arc of even width.
    curve = 0.9 * (extra.ratio - 0.5)
    middle = y - curve * (x**2 - 0.7)
    thickness = 0.09 + 0.10 * extra.other
    fibre = np.minimum(thickness - np.abs(middle), 1.7 - np.abs(x)).astype(np.float32)
    fibre_shade = (0.9 * _dome(fibre, 0.1) * (1 + 0.2 * extra.texture)).astype(np.float32)
    # An air bubble: nearly all of its light is bent away, but for the middle.
    bubble = (1 + 0.02 * (extra.ratio - 0.5) - np.hypot(x, y)).astype(np.float32)
    bubble_shade = 1.8 * np.exp(-(((bubble - 0.18) / (0.10 + 0.10 * extra.other)) ** 2)) * (bubble > 0)
    # A smear: faint, without an edge.
    smear = (0.95 - np.hypot(x, y * (1.2 + extra.ratio)) + 0.15 * extra.texture).astype(np.float32)
    smear_shade = 0.55 * _dome(smear, 0.9) * (1 + 0.5 * extra.texture).clip(0.1)
    is_fibre, is_bubble = extra.choice < 0.45, extra.choice > 0.75
    depth = np.where(is_fibre, fibre, np.where(is_bubble, bubble, smear))
    shade = np.where(is_fibre, fibre_shade, np.where(is_bubble, bubble_shade, smear_shade))
    return depth, shade.astype(np.float32)


def _diatom(x: Float32, y: Float32, extra: _Draws) -> tuple[Float32, Float32]:
    # Most are oblong with ribs across, the others round with ribs like spokes.
    oblong = extra.choice < 0.7
    slim = 2.2 + 1.3 * extra.ratio
    boat = 1 - (np.abs(x / 1.5) ** 2.4 + np.abs(y * slim / 1.5) ** 1.8)
    ribs = np.cos(2 * np.pi * (3.2 + 1.2 * extra.other) * x)
    spine = np.exp(-((y / 0.05) ** 2))
    disc = 1 - np.hypot(x, y)
    spokes = np.cos((14 + np.floor(6 * extra.other)) * np.arctan2(y, x)) * _soft_step(
        np.hypot(x, y) - 0.3, 0.05
    )
    rim = np.exp(-(((disc - 0.12) / 0.06) ** 2))
    depth = np.where(oblong, 0.45 * boat, disc).astype(np.float32)
    pattern = np.where(oblong, 1.4 * ribs * (1 - spine) + 1.2 * spine, 1.2 * spokes + 1.5 * rim)
    return depth, (_dome(depth, 0.15) * (1.5 + pattern).clip(0)).astype(np.float32)


def _polygon(x: Float32, y: Float32, extra: _Draws, n_sides: int) -> Float32:
    """Return the depth inside a polygon of random sides."""
    depth = np.full(x.shape, np.inf, dtype=np.float32)
    for side in range(n_sides):
        angle = extra.side_angle[:, side] * 0.35 + 2 * np.pi * side / n_sides
        away = np.cos(angle) * x + np.sin(angle) * y
        depth = np.minimum(depth, extra.side_distance[:, side] - away)
    return depth


def _dome(depth: Float32, width: float) -> Float32:
    """Return how thick a particle is: 0 at its outline, nearly 1 where it lies deeper than ``width``."""
    thickness: Float32 = np.sqrt(1 - (1 - np.clip(depth / width, 0, 1)) ** 2).astype(np.float32)
    return thickness


def _soft_step(value: Float32 | Float64, width: float) -> Float32:
    """Return 0 far below zero, 1 far above, and a smooth ramp between."""
    ramp: Float32 = (0.5 * (1 + np.tanh(value / width))).astype(np.float32)
    return ramp


def _as_maps(values: npt.ArrayLike) -> Float32:
    """Make one value a particle broadcast against its picture."""
    return np.asarray(values, dtype=np.float32)[:, None, None]


def _offsets(size: int) -> Float32:
    """Return where the middles of a row's pixels lie, in halves of the side, from -1 to 1."""
    offsets: Float32 = ((2 * np.arange(size) + 1) / size - 1).astype(np.float32)
    return offsets


def _turned_grid(n: int, size: int, rng: np.random.Generator) -> tuple[Float32, Float32]:
    """Return coordinates of the pixels, as each of n particles sees them, in halves of the side."""
    offset = _offsets(size)
    angle = _as_maps(rng.uniform(0, 2 * np.pi, size=n))
    shift = _as_maps(rng.normal(0, 0.04, size=n)), _as_maps(rng.normal(0, 0.04, size=n))
    flat_x, flat_y = offset[None, None, :] - shift[0], offset[None, :, None] - shift[1]
    cos, sin = np.cos(angle), np.sin(angle)
    return cos * flat_x + sin * flat_y, cos * flat_y - sin * flat_x


def _random_sides(n: int, rng: np.random.Generator) -> tuple[Float32, Float32]:
    """Return angles and distances of the sides of polygons, each (n, sides, 1, 1)."""
    angle = rng.uniform(-1, 1, size=(n, _N_SIDES, 1, 1))
    distance = rng.uniform(0.72, 1.05, size=(n, _N_SIDES, 1, 1))
    return angle.astype(np.float32), distance.astype(np.float32)


def _random_holes(n: int, rng: np.random.Generator) -> tuple[Float32, Float32, Float32]:
    """Return places and radii of bubbles, each (n, holes, 1, 1)."""
    place = rng.uniform(-0.5, 0.5, size=(2, n, _N_HOLES, 1, 1)).astype(np.float32)
    radius = rng.uniform(0.2, 0.5, size=(n, _N_HOLES, 1, 1)).astype(np.float32)
    return place[0], place[1], radius


def _random_waves(n: int, rng: np.random.Generator) -> tuple[Float32, Float32, Float32]:
    """Return wave numbers along both axes and phases of the waves of a texture, each (n, waves)."""
    number = 2 * np.pi * rng.uniform(0.8, 4.0, size=(n, _N_WAVES))
    angle = rng.uniform(0, 2 * np.pi, size=(n, _N_WAVES))
    phase = rng.uniform(0, 2 * np.pi, size=(n, _N_WAVES))
    return tuple(part.astype(np.float32) for part in (number * np.cos(angle), number * np.sin(angle), phase))  # type: ignore[return-value]


def _texture(x: Float32, y: Float32, along: Float32, across: Float32, phase: Float32) -> Float32:
    """Return a rough field with mean 0 and standard deviation 1: a sum of waves in all directions."""
    total = np.zeros(x.shape, dtype=np.float32)
    for wave in range(_N_WAVES):
        a, b, p = (_as_maps(part[:, wave]) for part in (along, across, phase))
        total += np.cos(a * x + b * y + p)
    return total * np.float32(np.sqrt(2 / _N_WAVES))


def _look(
    depth: Float32, shade: Float32, domain: str, rng: np.random.Generator, noise_rng: np.random.Generator
) -> Float32:
    """Return what the camera records of particles."""
    n, size, _ = depth.shape
    # Steep edges bend light out of the lens; some of it gathers just outside.
    steep = rng.uniform(0.35, 0.75, size=n)
    edge = 0.6 * np.exp(-(((depth - 0.02) / 0.05) ** 2))
    halo = 0.10 * np.exp(-(((depth + 0.09) / 0.05) ** 2))
    # A smear has no edge: the rim is as strong as the particle absorbs beside it.
    light = np.exp(-shade - _as_maps(steep) * edge * _edge_strength(depth, shade)) + _as_maps(steep) * halo
    median, spread = _BLUR[domain]
    light = _blur(light.astype(np.float32), median * np.exp(rng.normal(0, spread, size=n)))
    offset = _offsets(size)
    tilt = rng.normal(0, _TILT[domain], size=(2, n))
    lamp = rng.normal(*_LAMP[domain], size=n)
    field = _as_maps(lamp) * (1 + _as_maps(tilt[0]) * offset + _as_maps(tilt[1]) * offset[:, None])
    image = light * field
    noise = noise_rng.standard_normal(image.shape, dtype=np.float32)
    # Photons are counted: the noise grows with the root of the light.
    image += noise * np.sqrt(image.clip(0) / _PHOTONS[domain])
    recorded: Float32 = image.clip(0, 1).astype(np.float32)
    return recorded


def _edge_strength(depth: Float32, shade: Float32) -> Float32:
    """Return how sharp each particle's edge is, (n, 1, 1): faint ones bend little light."""
    inside = depth > 0
    mean = (shade * inside).sum(axis=(1, 2)) / np.maximum(inside.sum(axis=(1, 2)), 1)
    return _as_maps(np.minimum(1, 0.45 + mean))


def _blur(image: Float32, sigma: Float64) -> Float32:
    """Blur each picture with a Gaussian of its own width, in halves of the side."""
    size = image.shape[1]
    pad = size // 4
    padded = np.pad(image, ((0, 0), (pad, pad), (pad, pad)), mode="edge")
    rows = np.fft.fftfreq(padded.shape[1]).astype(np.float32)[:, None]
    columns = np.fft.rfftfreq(padded.shape[2]).astype(np.float32)
    width = (sigma * size / 2).astype(np.float32)[:, None, None]
    kernel = np.exp(-2 * (np.pi * width) ** 2 * (rows**2 + columns**2))
    blurred = np.fft.irfft2(np.fft.rfft2(padded) * kernel, s=padded.shape[1:])
    inner: Float32 = blurred[:, pad : pad + size, pad : pad + size].astype(np.float32)
    return inner

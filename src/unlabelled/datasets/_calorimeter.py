"""Electrons in a calorimeter of four layers, as simulated and as measured, alone or from decays of the Z."""

from typing import Literal, NamedTuple, get_args

import numpy as np
import numpy.typing as npt
from scipy.special import gammainc
from scipy.stats import gamma

from unlabelled.datasets._validation import RandomState, check_integer, check_random_state

Domain = Literal["simulation", "data"]

SCALAR_NAMES = ("eta", "phi", "n_vertices", "track_momentum")
"""Columns of :attr:`Calorimeter.scalars`."""

Z_MASS = 91.19
"""Mass of the Z boson in GeV."""
Z_WIDTH = 2.50
"""Width of the Z boson in GeV: full width of its Breit-Wigner curve at half maximum."""

Float64 = npt.NDArray[np.float64]

# What is drawn: transverse energies in GeV of single electrons, the pseudorapidity up to which electrons are
# seen, the masses of Z bosons that are kept, the least transverse energy of an electron of a pair.
_ENERGIES = (15.0, 120.0)
_MAX_ETA = 1.4
_MASSES = (66.0, 116.0)
_LEAST_ENERGY = 20.0
_Z_TRANSVERSE_MOMENTUM = 12.0
_Z_RAPIDITY = 0.8

# Longitudinal development of a shower (Grindhammer and Peters, 1993): critical energy in GeV and atomic
# number of a mixture of lead and liquid argon; depths in radiation lengths at eta = 0.
_CRITICAL_ENERGY = 0.010
_ATOMIC_NUMBER = 70.0
_MATERIAL = 2.5
# A support: more material around this |eta| (place, width, radiation lengths).
_SUPPORT = (0.8, 0.15, 0.8)
_THICKNESS = np.array([3.0, 17.0, 3.0])
# The presampler, layer 0, is thin: it sees the shower where it stands, as if it were this thick.
_PRESAMPLER = 0.5

# Lateral profile of each layer, in cells: radius of core and of halo, share of the halo.
_CORE = np.array([0.25, 0.30, 0.40, 0.70])
_HALO = np.array([1.2, 1.3, 1.6, 2.0])
_HALO_SHARE = np.array([0.15, 0.15, 0.20, 0.40])
_SIDE = 7

# Fluctuations: sampling terms in sqrt(GeV), electronic noise of a cell in GeV, transverse energy that a
# vertex of the pile-up adds to a cell on average, and the size of such deposits, in GeV.
_SAMPLING = np.array([0.30, 0.10, 0.10, 0.15])
_NOISE = np.array([0.020, 0.015, 0.040, 0.030])
_PILE_UP = np.array([0.00015, 0.00025, 0.00025, 0.00005])
_PILE_UP_DEPOSIT = 0.2

# Tracker: radiation lengths of it that an electron crosses before its momentum is measured, and the
# resolution, a constant and a part that grows with the momentum in GeV, added in quadrature.
_TRACKER = 0.1
_TRACK_CONSTANT = 0.015
_TRACK_SLOPE = 0.0006


class _Detector(NamedTuple):
    """In what the two domains differ."""

    n_vertices: float
    pile_up: float
    noise: float
    gain: Float64
    sag: float
    cross_talk: float
    material: float
    extra: tuple[float, float, float]


_DETECTORS = {
    "simulation": _Detector(
        n_vertices=25.0,
        pile_up=1.0,
        noise=1.0,
        gain=np.array([1.0, 1.0, 1.0, 1.0]),
        sag=0.010,
        cross_talk=0.0,
        material=1.0,
        extra=(1.1, 0.1, 0.0),
    ),
    "data": _Detector(
        n_vertices=35.0,
        pile_up=1.3,
        noise=1.2,
        gain=np.array([0.90, 0.95, 1.01, 1.0]),
        sag=0.020,
        cross_talk=0.03,
        material=1.05,
        extra=(1.1, 0.1, 0.4),
    ),
}


class Calorimeter(NamedTuple):
    """Result of :func:`make_calorimeter` and, with an axis of two electrons, of :func:`make_z_pairs`.

    All energies and momenta are transverse, in GeV: what a particle has across the beams.

    Attributes
    ----------
    cells : float32 array, (n_samples, 4, 7, 7) or (n_samples, 2, 4, 7, 7)
        Energy in each cell: layers from the inside to the outside (a thin presampler, a first, a middle,
        a last), then cells along eta, then along phi. Noise makes some negative.
    scalars : float64 array, (n_samples, 4) or (n_samples, 2, 4)
        One column for each of :data:`SCALAR_NAMES`: pseudorapidity eta, from -1.4 to 1.4; azimuth phi in
        radians, from -pi to pi; number of reconstructed vertices in the same crossing of the beams;
        momentum as estimated from the track.
    energy : float64 array, (n_samples,) or (n_samples, 2)
        The true energy. No real experiment knows it in data.
    """

    cells: npt.NDArray[np.float32]
    scalars: Float64
    energy: Float64


def make_calorimeter(
    n_samples: int = 1000, *, domain: Domain = "simulation", random_state: RandomState = None
) -> Calorimeter:
    """Simulate electrons in the barrel of a calorimeter: cells, scalars and the true energy.

    An electron of 15 to 120 GeV (all energies are transverse; uniform in the logarithm) crosses 2.5 to 5.4
    radiation lengths of material, more at a support around ``|eta|`` = 0.8, and showers in four layers. The
    shower's profile along its way is a gamma distribution whose maximum and shape fluctuate from shower to
    shower, the mean and the spread of both as parametrised by Grindhammer and Peters (1993). So some energy
    is lost in front, the more the larger ``|eta|`` is, and some behind. Sideways, each layer has a core and a
    halo, on cells of 0.025 x 0.025 in eta and phi; the impact point is uniform in the middle cell, and the
    window of 7 x 7 cells does not hold everything. The detector sags, so that its response varies with
    sin(phi). Added are sampling fluctuations (about 10 % / sqrt(E)), noise, and the deposits of pile-up,
    which grow with the number of vertices. The track's momentum has a resolution of 1.5 % and worse, and a
    tail downwards from photons that the electron radiates (Bethe and Heitler, 1934).

    The domain ``"data"`` differs from ``"simulation"`` as a real detector differs from its simulation: the
    presampler reads 10 % low, the first layer 5 % low, the middle one 1 % high; there is 5 % more
    material, and another support around ``|eta|`` = 1.1; it sags more; cells talk to their neighbours in
    eta (3 % each); there are more vertices, 35 instead of 25 on average, more pile-up for each of them, and
    more noise.

    The result resembles the central electrons of a liquid-argon calorimeter at a hadron collider. Left
    out: gaps between modules, cells of different size in different layers, the time of a cell, dead cells,
    photons that hit beside the electron they came from, energy that the electronics round off, electrons
    that are something else.

    Parameters
    ----------
    n_samples : int, at least 1
        Number of electrons.
    domain : {"simulation", "data"}
        Which detector: the one that was simulated, or the one that was built.
    random_state : int, Generator or None
        The same int gives the same electrons.

    Returns
    -------
    Calorimeter
        Named tuple of ``cells``, float32 array (n_samples, 4, 7, 7); ``scalars``, float64 array
        (n_samples, 4) with the columns :data:`SCALAR_NAMES`; and the truth: ``energy``, float64 array
        (n_samples,). Energies are transverse, in GeV.

    Raises
    ------
    ValueError
        If an argument is out of range; the message names it and its range.

    Examples
    --------
    >>> electrons = make_calorimeter(100, random_state=0)
    >>> electrons.cells.shape  # four layers of 7 by 7 cells
    (100, 4, 7, 7)
    >>> by_layer = electrons.cells.sum(axis=(2, 3)).mean(axis=0)
    >>> int(by_layer.argmax())  # most of the energy is in the third layer
    2
    """
    n_samples = check_integer(n_samples, "n_samples", 1)
    detector = _check_domain(domain)
    rng = check_random_state(random_state)
    low, high = _ENERGIES
    energy = low * np.exp(rng.uniform(0, np.log(high / low), size=n_samples))
    eta = rng.uniform(-_MAX_ETA, _MAX_ETA, size=n_samples)
    phi = rng.uniform(-np.pi, np.pi, size=n_samples)
    n_vertices = rng.poisson(detector.n_vertices, size=n_samples)
    return _measure(energy, eta, phi, n_vertices, detector, rng)


def make_z_pairs(
    n_samples: int = 1000, *, domain: Domain = "data", random_state: RandomState = None
) -> Calorimeter:
    """Simulate decays of the Z boson into two electrons, each measured as by :func:`make_calorimeter`.

    The mass of the Z follows a Breit-Wigner curve around 91.19 GeV with a width of 2.50 GeV, cut to 66 to
    116 GeV. It moves (transverse momenta of about 15 GeV, central rapidities) and decays isotropically;
    kept are decays whose electrons both have at least 20 GeV across the beams and ``|eta|`` below 1.4. The
    two electrons share the number of vertices. The true energies give back the mass exactly::

        mass² = 2 energy[0] energy[1] (cosh(eta[0] - eta[1]) - cos(phi[0] - phi[1]))

    Left out, besides what :func:`make_calorimeter` leaves out: background, photons radiated off in the
    decay, the spin of the Z, a trigger.

    Parameters
    ----------
    n_samples : int, at least 1
        Number of pairs.
    domain : {"simulation", "data"}
        Which detector: the one that was simulated, or the one that was built.
    random_state : int, Generator or None
        The same int gives the same pairs.

    Returns
    -------
    Calorimeter
        Named tuple of ``cells``, float32 array (n_samples, 2, 4, 7, 7); ``scalars``, float64 array
        (n_samples, 2, 4) with the columns :data:`SCALAR_NAMES`; and the truth: ``energy``, float64 array
        (n_samples, 2). The electrons of a pair come in random order.

    Raises
    ------
    ValueError
        If an argument is out of range; the message names it and its range.

    Examples
    --------
    >>> make_z_pairs(5, random_state=0).cells.shape  # two electrons a pair
    (5, 2, 4, 7, 7)
    """
    n_samples = check_integer(n_samples, "n_samples", 1)
    detector = _check_domain(domain)
    rng = check_random_state(random_state)
    energy, eta, phi = _decay(n_samples, rng)
    n_vertices = np.repeat(rng.poisson(detector.n_vertices, size=n_samples), 2)
    cells, scalars, _ = _measure(energy.ravel(), eta.ravel(), phi.ravel(), n_vertices, detector, rng)
    return Calorimeter(
        cells.reshape(n_samples, 2, *cells.shape[1:]), scalars.reshape(n_samples, 2, -1), energy
    )


def _check_domain(domain: Domain) -> _Detector:
    if domain not in get_args(Domain):
        raise ValueError(f'domain must be "simulation" or "data", got {domain!r}.')
    return _DETECTORS[domain]


def _decay(n_samples: int, rng: np.random.Generator) -> tuple[Float64, Float64, Float64]:
    """Return transverse energy, eta and phi of the electrons of each pair, (n_samples, 2) each."""
    kept: list[Float64] = []
    missing = n_samples
    while missing > 0:
        n = 3 * missing + 10
        # A Breit-Wigner curve between two limits, from its inverse cumulative distribution.
        low, high = np.arctan((np.array(_MASSES) - Z_MASS) / (Z_WIDTH / 2))
        mass = Z_MASS + Z_WIDTH / 2 * np.tan(rng.uniform(low, high, size=n))
        transverse = rng.gamma(1.3, _Z_TRANSVERSE_MOMENTUM, size=n)
        rapidity = rng.normal(0, _Z_RAPIDITY, size=n)
        azimuth = rng.uniform(-np.pi, np.pi, size=n)
        along = np.hypot(mass, transverse) * np.sinh(rapidity)
        momentum = np.stack([transverse * np.cos(azimuth), transverse * np.sin(azimuth), along], axis=1)

        cosine = rng.uniform(-1, 1, size=n)
        turn = rng.uniform(-np.pi, np.pi, size=n)
        sine = np.sqrt(1 - cosine**2)
        at_rest = np.stack([sine * np.cos(turn), sine * np.sin(turn), cosine], axis=1)
        electrons = [_boost(sign * at_rest * mass[:, None] / 2, momentum, mass) for sign in (1, -1)]
        p = np.stack(electrons, axis=1)
        energy = np.hypot(p[..., 0], p[..., 1])
        eta = np.arcsinh(p[..., 2] / energy)
        phi = np.arctan2(p[..., 1], p[..., 0])
        seen = ((energy > _LEAST_ENERGY) & (np.abs(eta) < _MAX_ETA)).all(axis=1)
        kept.append(np.stack([energy, eta, phi])[:, seen][:, :missing])
        missing -= kept[-1].shape[1]
    energy, eta, phi = np.concatenate(kept, axis=1)
    return energy, eta, phi


def _boost(momentum: Float64, parent: Float64, mass: Float64) -> Float64:
    """Momentum, (n, 3), of a massless particle from the frame in which its parent rests to the detector's."""
    own = np.linalg.norm(momentum, axis=1)
    total = np.sqrt(mass**2 + (parent**2).sum(axis=1))
    dot = (momentum * parent).sum(axis=1)
    boosted: Float64 = momentum + parent * ((dot / (total + mass) + own) / mass)[:, None]
    return boosted


def _measure(
    energy: Float64,
    eta: Float64,
    phi: Float64,
    n_vertices: npt.NDArray[np.int64],
    detector: _Detector,
    rng: np.random.Generator,
) -> Calorimeter:
    """Send electrons through the tracker and the calorimeter."""
    n = len(energy)
    # What an electron meets on its way is longer by cosh(eta); so is its energy against its share across.
    slant = np.cosh(eta)
    deposits = _shower(energy * slant, eta, detector, rng)
    impact = rng.uniform(-0.5, 0.5, size=(2, n))
    mean = deposits[:, :, None, None] * _lateral_profile(impact)
    mean *= 1 + detector.sag * np.sin(phi)[:, None, None, None]
    scale = (_SAMPLING**2)[:, None, None]
    cells = rng.gamma(mean / scale) * scale

    neighbours = np.zeros_like(cells)
    neighbours[:, :, 1:] += cells[:, :, :-1]
    neighbours[:, :, :-1] += cells[:, :, 1:]
    cells += detector.cross_talk * (neighbours - 2 * cells)

    cells *= detector.gain[:, None, None]
    cells += rng.normal(0, detector.noise * _NOISE[:, None, None], size=cells.shape)
    cells /= slant[:, None, None, None]
    pile_up = n_vertices[:, None] * detector.pile_up * _PILE_UP / _PILE_UP_DEPOSIT
    cells += rng.gamma(pile_up[:, :, None, None], _PILE_UP_DEPOSIT, size=cells.shape)

    # -log of the share of momentum that is left after t radiation lengths follows a gamma distribution.
    radiated = rng.gamma(_TRACKER * detector.material * slant / np.log(2))
    resolution = np.hypot(_TRACK_CONSTANT, _TRACK_SLOPE * energy)
    track = energy * np.exp(-radiated) * np.exp(rng.normal(0, resolution))
    scalars = np.stack([eta, phi, n_vertices.astype(float), track], axis=1)
    return Calorimeter(cells.astype(np.float32), scalars, energy)


def _shower(energy: Float64, eta: Float64, detector: _Detector, rng: np.random.Generator) -> Float64:
    """Energy that a shower leaves in each layer, (n, 4), before its sampling."""
    log_y = np.log(energy / _CRITICAL_ENERGY)
    maximum = np.log(log_y - 0.812)
    shape = np.log(0.81 + (0.458 + 2.26 / _ATOMIC_NUMBER) * log_y)
    correlation = 0.705 - 0.023 * log_y
    first, second = rng.normal(size=(2, len(energy)))
    second = correlation * first + np.sqrt(1 - correlation**2) * second
    maximum = np.exp(maximum + first / (-1.4 + 1.26 * log_y))
    # A profile has a maximum only if its shape parameter exceeds 1.
    shape = np.exp(shape + second / (-0.58 + 0.86 * log_y)).clip(1.5)
    rate = (shape - 1) / maximum

    place, width, more = _SUPPORT
    material = _MATERIAL + more * np.exp(-(((np.abs(eta) - place) / width) ** 2) / 2)
    place, width, more = detector.extra
    material += more * np.exp(-(((np.abs(eta) - place) / width) ** 2) / 2)
    material *= detector.material
    edges = material[:, None] + np.concatenate([[0], np.cumsum(_THICKNESS)])
    edges *= np.cosh(eta)[:, None]
    contained = gammainc(shape[:, None], rate[:, None] * edges)
    presampler = _PRESAMPLER * gamma.pdf(edges[:, 0], shape, scale=1 / rate)
    layers = np.column_stack([presampler, np.diff(contained, axis=1)])
    deposits: Float64 = energy[:, None] * layers
    return deposits


def _lateral_profile(impact: Float64) -> Float64:
    """Share of a layer's energy in each cell, (n, 4, 7, 7), for impact points, (2, n), in cells."""
    edges = np.arange(_SIDE + 1) - _SIDE / 2
    x = (edges[:, None] - impact[0]).T[:, None, :, None]
    y = (edges[:, None] - impact[1]).T[:, None, None, :]
    core, halo, share = (values[:, None, None] for values in (_CORE, _HALO, _HALO_SHARE))
    corners = (1 - share) * _cumulated(x, y, core) + share * _cumulated(x, y, halo)
    profile: Float64 = np.diff(np.diff(corners, axis=2), axis=3)
    return profile


def _cumulated(x: Float64, y: Float64, radius: Float64) -> Float64:
    """Integral from the origin to (x, y) of the density R² / (pi (r² + R²)²) of Grindhammer and Peters."""
    along, across = np.hypot(x, radius), np.hypot(y, radius)
    total: Float64 = (x / along * np.arctan(y / along) + y / across * np.arctan(x / across)) / (2 * np.pi)
    return total

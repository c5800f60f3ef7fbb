"""Neutrinos in ice: flashes on strings of light sensors, left by a track through the detector."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.special import gammaincinv

from unlabelled.datasets._validation import RandomState, check_integer, check_number, check_random_state

PULSE_FEATURES = ("x", "y", "z", "time", "charge", "quantum_efficiency")

# Detector: strings on a hexagonal grid of this many rings around the middle one, with equal sensors on each,
# as in IceCube (Aartsen et al., 2017) but with fewer strings and fewer sensors. Metres.
_RINGS = 3
_STRING_SPACING = 125.0
_SENSORS_PER_STRING = 40
_SENSOR_SPACING = 25.0
# Strings up to this distance from the middle carry sensors that see more light.
_DENSE_CORE = 130.0
_HIGH_EFFICIENCY = 1.35

# Light in m/ns; refractive index of ice at 400 nm (Price and Woschnagg, 2001).
_SPEED = 0.299792458
_REFRACTION = 1.32
_COS_CHERENKOV = 1 / _REFRACTION
_SIN_CHERENKOV = np.sqrt(1 - _COS_CHERENKOV**2)

# Delay of a photon by scattering: a gamma law whose shape is the distance over a length, with the constants
# that Ahrens et al. (2004) give for AMANDA's ice: length in m, time in ns, absorption length in m.
_PANDEL_LENGTH = 33.3
_PANDEL_TIME = 557.0
_ABSORPTION = 98.0
_RATE = 1 / _PANDEL_TIME + _SPEED / (_REFRACTION * _ABSORPTION)

# Photons that a sensor counts at 10 m from a track of median brightness; it falls with distance and
# exponentially with the diffusion length (m), and tracks differ (log scale).
_PHOTONS = 25.0
_REFERENCE_DISTANCE = 10.0
_DIFFUSION = 40.0
_BRIGHTNESS_SPREAD = 0.7
_CHARGE_SPREAD = 0.3
_MAX_PHOTONS = 1000.0

# Tracks pass within this distance of the middle (m), and an event counts if enough sensors see light.
_IMPACT = 350.0
_TRIGGER = 8
# The readout begins about this long before the particle is nearest to the middle, and takes so long; ns.
_BEFORE, _READOUT = 3000.0, 8000.0
_TRIGGER_JITTER = 300.0

# Events are made in blocks, so that memory does not grow with their number.
_BLOCK = 256

Float32 = npt.NDArray[np.float32]
Float64 = npt.NDArray[np.float64]


class Neutrinos(NamedTuple):
    """Result of :func:`make_neutrinos`.

    Attributes
    ----------
    pulses : float32 array, (n_pulses, 6)
        One row per pulse, in the order of :data:`PULSE_FEATURES`: place of the sensor in m from the middle of
        the detector (``z`` upwards), time in ns after the readout began (0 to 8000), charge in photoelectrons
        (above 0), efficiency of the sensor relative to the standard one (1 or 1.35). The pulses of an event
        stand together, sorted by time.
    event : int64 array, (n_pulses,), values from 0 to n_samples - 1
        To which event a pulse belongs; never falls.
    direction : float64 array, (n_samples, 3)
        Unit vector along which the particle flies.
    point : float64 array, (n_samples, 3)
        Where the track comes nearest to the middle of the detector, in m.
    is_noise : bool array, (n_pulses,)
        True for pulses that no particle caused. No real detector knows this.
    sensors : float64 array, (1480, 3)
        Places of all sensors in m, the same for all seeds.
    """

    pulses: Float32
    event: npt.NDArray[np.int64]
    direction: Float64
    point: Float64
    is_noise: npt.NDArray[np.bool_]
    sensors: Float64


def make_neutrinos(
    n_samples: int = 1000,
    *,
    noise_rate: float = 500.0,
    jitter: float = 5.0,
    random_state: RandomState = None,
) -> Neutrinos:
    """Simulate muons from neutrinos that cross a detector of light sensors in clear ice.

    The detector is always the same: 37 strings on a hexagonal grid, 125 m apart, each with 40 sensors 25 m
    apart; the sensors of the seven inner strings have 1.35 times the efficiency. A particle flies straight at
    the speed of light, in a direction that is uniform on the sphere, and passes the middle at 350 m or less,
    uniformly over that disc. It emits light at the Cherenkov angle of 41 degrees, so that a sensor at the
    distance d from the track sees light at the earliest when the particle is d times the tangent of that
    angle past its nearest point. Scattering in the ice delays each photon by a time from the gamma law of
    Pandel, which is the wider the farther the light has come. The number of photons is Poisson distributed;
    its mean falls with distance, grows with the efficiency of the sensor, and differs from track to track by
    a factor of about two. A sensor makes one pulse: the time of its first photon, blurred by ``jitter``, and
    a charge of about the number of photons. Besides, every sensor makes noise pulses at ``noise_rate``,
    anywhere in the readout of 8 microseconds. Light that comes before or after the readout is lost. Tracks
    whose light reaches fewer than eight sensors are drawn again.

    The result resembles through-going tracks in IceCube, a cubic kilometre of ice at the South Pole, after
    pulses have been extracted. Left out: where the muon starts and stops, showers along its way, events
    without a track, dust layers and the tilt of the ice, the direction in which a sensor looks, second and
    later pulses of a sensor, afterpulses, other muons from above at the same time.

    Parameters
    ----------
    n_samples : int, at least 1
        Number of events.
    noise_rate : float, from 0 to 10,000
        Noise pulses per sensor and second (Hz).
    jitter : float, from 0 to 1000
        Standard deviation of the error of a pulse's time in ns.
    random_state : int, Generator or None
        The same int gives the same events.

    Returns
    -------
    Neutrinos
        Named tuple of ``pulses``, float32 array (n_pulses, 6), in the order and units of
        :data:`PULSE_FEATURES`; ``event``, int64 array (n_pulses,); ``direction``, float64 array
        (n_samples, 3) of unit vectors; ``point``, float64 array (n_samples, 3) in m; ``is_noise``, bool array
        (n_pulses,); and ``sensors``, float64 array (1480, 3) in m.

    Raises
    ------
    ValueError
        If an argument is out of range; the message names it and its range.

    References
    ----------
    J. Ahrens et al. (2004), Muon track reconstruction and data selection techniques in AMANDA, Nuclear
    Instruments and Methods A 524, 169-194: geometry of the light, Pandel's law and its constants. The yield
    of photons is invented.

    Examples
    --------
    >>> events = make_neutrinos(2, random_state=0)
    >>> events.pulses.shape[1], events.direction.shape  # as many pulses as there was light
    (6, (2, 3))
    >>> bool((events.event[1:] >= events.event[:-1]).all())  # those of an event stand together
    True
    """
    n_samples = check_integer(n_samples, "n_samples", 1)
    noise_rate = check_number(noise_rate, "noise_rate", 0, 10_000)
    jitter = check_number(jitter, "jitter", 0, 1000)
    rng = check_random_state(random_state)

    sensors, efficiency = _detector()
    blocks = []
    n_made = 0
    while n_made < n_samples:
        block = _simulate_block(sensors, efficiency, noise_rate, jitter, rng)
        blocks.append(block._replace(event=block.event + n_made))
        n_made += len(block.direction)
    wanted = np.concatenate([block.event for block in blocks]) < n_samples
    return Neutrinos(
        np.concatenate([block.pulses for block in blocks])[wanted],
        np.concatenate([block.event for block in blocks])[wanted],
        np.concatenate([block.direction for block in blocks])[:n_samples],
        np.concatenate([block.point for block in blocks])[:n_samples],
        np.concatenate([block.is_noise for block in blocks])[wanted],
        sensors,
    )


def _detector() -> tuple[Float64, Float64]:
    """Return places of the sensors in m, (n_sensors, 3), and their relative efficiencies, (n_sensors,)."""
    grid = np.arange(-_RINGS, _RINGS + 1)
    a, b = (axis.ravel() for axis in np.meshgrid(grid, grid))
    inside = np.abs(a + b) <= _RINGS
    x = _STRING_SPACING * (a + b / 2)[inside]
    y = _STRING_SPACING * (np.sqrt(3) / 2 * b)[inside]
    z = _SENSOR_SPACING * (np.arange(_SENSORS_PER_STRING) - (_SENSORS_PER_STRING - 1) / 2)
    strings = np.repeat(np.column_stack([x, y]), len(z), axis=0)
    sensors = np.column_stack([strings, np.tile(z, len(x))])
    efficiency = np.where(np.hypot(*strings.T) < _DENSE_CORE, _HIGH_EFFICIENCY, 1.0)
    return sensors, efficiency


def _draw_tracks(n_tracks: int, rng: np.random.Generator) -> tuple[Float64, Float64]:
    """Return unit vectors and the points nearest to the middle in m, both (n_tracks, 3)."""
    direction = rng.normal(size=(n_tracks, 3))
    direction /= np.linalg.norm(direction, axis=1, keepdims=True)
    # Any vector that is not parallel to the track, made perpendicular to it.
    across = np.cross(direction, rng.normal(size=(n_tracks, 3)))
    across /= np.linalg.norm(across, axis=1, keepdims=True)
    point = _IMPACT * np.sqrt(rng.uniform(size=(n_tracks, 1))) * across
    return direction, point


def _light(sensors: Float64, direction: Float64, point: Float64) -> tuple[Float64, Float64]:
    """Return how far light travels to each sensor in m and when it arrives at the earliest in ns.

    Both are (n_tracks, n_sensors); time is zero when the particle is nearest to the middle.
    """
    along = direction @ sensors.T
    offset = sensors - point[:, None, :]
    squared = (offset**2).sum(axis=2) - along**2  # the point has no part along the track
    distance = np.sqrt(squared.clip(1.0))  # a sensor has a size: nothing comes nearer than a metre
    arrival = (along + distance * _SIN_CHERENKOV / _COS_CHERENKOV) / _SPEED
    return distance / _SIN_CHERENKOV, arrival


def _simulate_block(
    sensors: Float64, efficiency: Float64, noise_rate: float, jitter: float, rng: np.random.Generator
) -> Neutrinos:
    """Simulate events of _BLOCK tracks and keep those that trigger."""
    direction, point = _draw_tracks(_BLOCK, rng)
    path, arrival = _light(sensors, direction, point)
    brightness = np.exp(rng.normal(0, _BRIGHTNESS_SPREAD, size=(_BLOCK, 1)))
    expected = _PHOTONS * brightness * efficiency * _REFERENCE_DISTANCE / path * np.exp(-path / _DIFFUSION)
    n_photons = rng.poisson(expected.clip(max=_MAX_PHOTONS))
    triggered = (n_photons > 0).sum(axis=1) >= _TRIGGER
    direction, point, n_photons = direction[triggered], point[triggered], n_photons[triggered]
    path, arrival = path[triggered], arrival[triggered]
    n_events = len(direction)

    track, sensor = np.nonzero(n_photons)
    count = n_photons[track, sensor]
    # The smallest of many draws is one draw at a smaller probability.
    probability = -np.expm1(np.log(rng.uniform(size=len(count))) / count)
    delay = gammaincinv(path[track, sensor] / _PANDEL_LENGTH, probability) / _RATE
    time = arrival[track, sensor] + delay
    # The readout starts at another moment of each event.
    start = -_BEFORE + rng.normal(0, _TRIGGER_JITTER, size=n_events)
    time = time - start[track] + rng.normal(0, jitter, size=len(time))

    n_noise = rng.poisson(noise_rate * _READOUT * 1e-9, size=(n_events, len(sensors)))
    noisy_track, noisy_sensor = np.nonzero(n_noise)
    repeats = n_noise[noisy_track, noisy_sensor]
    noisy_track, noisy_sensor = np.repeat(noisy_track, repeats), np.repeat(noisy_sensor, repeats)

    event = np.concatenate([track, noisy_track])
    where = np.concatenate([sensor, noisy_sensor])
    when = np.concatenate([time, rng.uniform(0, _READOUT, size=len(noisy_track))])
    photons = np.concatenate([count, np.ones(len(noisy_track))])
    charge = photons * np.exp(rng.normal(0, _CHARGE_SPREAD, size=len(photons)) / np.sqrt(photons))
    is_noise = np.arange(len(event)) >= len(track)
    order = np.lexsort((when, event))
    order = order[(when[order] >= 0) & (when[order] <= _READOUT)]
    pulses = np.column_stack([sensors[where], when, charge, efficiency[where]])[order]
    return Neutrinos(pulses.astype(np.float32), event[order], direction, point, is_noise[order], sensors)

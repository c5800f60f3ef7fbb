"""Weather stations of an invented country: where they stand and what they measure at the same moment."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from unlabelled.datasets._validation import RandomState, check_integer, check_random_state

STATION_MEASUREMENTS = ("temperature", "humidity", "wind_speed", "wind_direction")

# The country is a square of this side in km. Stations crowd around towns (east, north; km).
_SIDE = 300.0
_TOWNS = np.array([[60, 70], [110, 210], [200, 130], [40, 260], [240, 250]])
_TOWN_RADIUS = 22.0
_IN_TOWNS = 0.55

# Terrain: a plain, a ridge from south-east to north (two points in km, half width in km, height in m), and
# hills (east, north, half width in km; height in m). Valleys cut into high ground.
_PLAIN = 30.0
_RIDGE = np.array([[255, 0], [170, 300]])
_RIDGE_WIDTH, _RIDGE_HEIGHT = 40.0, 1100.0
_HILLS = np.array([[70, 150, 30, 350], [30, 30, 20, 200], [130, 60, 25, 300]])
_VALLEYS = (27.0, 33.0)
_VALLEY_DEPTH = 0.55

# Weather. Chances of its kinds; the rest is neither. Temperatures in °C, lengths in km, heights in km.
_INVERSION_CHANCE, _FRONT_CHANCE = 0.3, 0.4
_MEAN_TEMPERATURE, _TEMPERATURE_SPREAD = 9.0, 6.0
_GRADIENT = 0.008
_REGION_LENGTH, _REGION_SPREAD = 60.0, 0.9
_N_WAVES = 32
# Change of temperature with height in °C per km: the standard atmosphere has -6.5; in an inversion it
# gets warmer up to its top, and colder above.
_LAPSE, _LAPSE_SPREAD = -6.5, 0.8
_INVERSION_LAPSE = (4.0, 12.0)
_INVERSION_TOP = (0.35, 0.7)
_FRONT_DROP = (4.0, 9.0)
_FRONT_WIDTH = 8.0
_FRONT_OFFSET = 90.0
_FRONT_TURN = (50.0, 110.0)
_SITE_SPREAD = 0.4
# Dew point: how far below the temperature at sea level, and its change with height.
_DRYNESS = (2.0, 2.0)
_DEW_LAPSE = -2.0
_INVERSION_DRYNESS = 0.3
# Wind: gamma law (shape, scale in m/s), calm in inversions, stronger with height.
_WIND = (4.0, 1.5)
_CALM = 0.25
_WIND_PER_KM = 0.5
# What the instruments add: °C, per cent, a factor (log scale), degrees.
_THERMOMETER, _HYGROMETER, _GUSTS, _VANE = 0.2, 2.0, 0.15, 12.0

Float32 = npt.NDArray[np.float32]
Float64 = npt.NDArray[np.float64]
Bool = npt.NDArray[np.bool_]


class Stations(NamedTuple):
    """Result of :func:`make_stations`.

    Attributes
    ----------
    positions : float64 array, (n_stations, 2), values in [0, 300]
        Kilometres east and north of the country's south-west corner.
    elevation : float64 array, (n_stations,), at least 0
        Metres above the sea.
    measurements : float32 array, (n_samples, n_stations, 4)
        In the order of :data:`STATION_MEASUREMENTS`: temperature in °C, relative humidity in per cent (0 to
        100), speed of the wind in m/s (at least 0), direction from which it blows in degrees (0 to below
        360; 0 is north, 90 is east).
    behind_front : bool array, (n_samples, n_stations)
        The truth about a station: True where a cold front has passed; all False without a front.
    inversion : bool array, (n_samples,)
        The truth about a moment: True if cold air lies in the valleys below warmer air.
    """

    positions: Float64
    elevation: Float64
    measurements: Float32
    behind_front: Bool
    inversion: Bool


def make_stations(
    n_samples: int = 200, *, n_stations: int = 280, random_state: RandomState = None
) -> Stations:
    """Simulate what a network of weather stations measures, at moments that are independent of each other.

    The country is always the same: a square of 300 km, a plain with hills, and a ridge of about 1,000 m with
    valleys. ``random_state`` draws the stations, more than half of them around five towns (standard
    deviation 22 km in each direction), and the weather.

    The temperature at sea level is a plane plus a smooth field with a length of 60 km. It falls by about
    6.5 °C with each kilometre of height. Three moments in ten have an *inversion*: the wind is calm, valleys
    are cold and damp, and up to a height of 350 to 700 m the temperature rises. Four in ten have a *cold
    front*: along a straight line the temperature drops by 4 to 9 °C within some 20 km, and the wind veers by
    50 to 110 degrees. Never both. Humidity follows from temperature and dew point (Magnus formula), and the
    dew point is smooth in space, so humidity and temperature together tell what each alone does not. Every
    station has an error of its site, the same at all moments (standard deviation 0.4 °C), and instruments
    have noise (0.2 °C, 2 %).

    The result resembles the synoptic network of a small country. Left out: time, so neither days nor seasons
    nor anything that moves; sea and lakes, clouds, rain and pressure; slopes that face the sun; streets that
    are warmer than fields; the wind's way around mountains; gaps and instruments that fail.

    Parameters
    ----------
    n_samples : int, at least 1
        Number of moments.
    n_stations : int, from 2 to 2000
    random_state : int, Generator or None
        The same int gives the same stations and the same weather.

    Returns
    -------
    Stations
        Named tuple of ``positions``, float64 array (n_stations, 2) in km; ``elevation``, float64 array
        (n_stations,) in m; ``measurements``, float32 array (n_samples, n_stations, 4) in the order and units
        of :data:`STATION_MEASUREMENTS`; and the truth: ``behind_front``, bool array (n_samples, n_stations),
        and ``inversion``, bool array (n_samples,).

    Raises
    ------
    ValueError
        If an argument is out of range; the message names it and its range.

    References
    ----------
    O. A. Alduchov and R. E. Eskridge (1996), Improved Magnus form approximation of saturation vapor pressure,
    Journal of Applied Meteorology 35, 601-609; the standard atmosphere is that of ISO 2533:1975. The rest is
    invented.

    Examples
    --------
    >>> stations = make_stations(10, n_stations=50, random_state=0)
    >>> stations.measurements.shape  # moments, stations, measurements
    (10, 50, 4)
    >>> bool((stations.behind_front.any(axis=1) & stations.inversion).any())  # never both
    False
    """
    n_samples = check_integer(n_samples, "n_samples", 1)
    n_stations = check_integer(n_stations, "n_stations", 2, 2000)
    rng = check_random_state(random_state)

    positions = _place_stations(n_stations, rng)
    elevation = _terrain(positions)
    height = elevation / 1000
    site = rng.normal(0, _SITE_SPREAD, size=n_stations)

    kind = rng.random(size=n_samples)
    inversion = kind < _INVERSION_CHANCE
    has_front = kind > 1 - _FRONT_CHANCE
    behind, drop, turn = _draw_fronts(positions, has_front, rng)

    base = rng.normal(_MEAN_TEMPERATURE, _TEMPERATURE_SPREAD, size=(n_samples, 1))
    slope = rng.normal(0, _GRADIENT, size=(n_samples, 2))
    sea_level = base + slope @ (positions - _SIDE / 2).T - drop + _smooth_field(positions, n_samples, rng)
    temperature = sea_level + _with_height(height, inversion, rng) + site

    dryness = rng.gamma(*_DRYNESS, size=(n_samples, 1)) * np.where(inversion, _INVERSION_DRYNESS, 1)[:, None]
    dew_point = sea_level - dryness + _DEW_LAPSE * height + _smooth_field(positions, n_samples, rng)
    # Air that cools to its dew point sheds water and stays at 100 %.
    humidity = 100 * np.exp(_magnus(dew_point) - _magnus(temperature)).clip(0, 1)

    shape = (n_samples, n_stations)
    wind = rng.gamma(*_WIND, size=(n_samples, 1)) * np.where(inversion, _CALM, 1)[:, None]
    speed = wind * (1 + _WIND_PER_KM * height) * np.exp(rng.normal(0, _GUSTS, size=shape))
    direction = rng.uniform(0, 360, size=(n_samples, 1)) + turn + rng.normal(0, _VANE, size=shape)

    temperature = temperature + rng.normal(0, _THERMOMETER, size=shape)
    humidity = (humidity + rng.normal(0, _HYGROMETER, size=shape)).clip(0, 100)
    # Rounding to float32 can turn 359.99999999 into 360.
    measurements = np.stack([temperature, humidity, speed, direction % 360], axis=2).astype(np.float32)
    measurements[..., 3] %= 360
    return Stations(positions, elevation, measurements, behind, inversion)


def _place_stations(n_stations: int, rng: np.random.Generator) -> Float64:
    """Return places in km, (n_stations, 2): some around towns, some anywhere."""
    town = _TOWNS[rng.integers(len(_TOWNS), size=n_stations)]
    near_town = (town + rng.normal(0, _TOWN_RADIUS, size=(n_stations, 2))).clip(0, _SIDE)
    anywhere = rng.uniform(0, _SIDE, size=(n_stations, 2))
    positions: Float64 = np.where(rng.random(size=(n_stations, 1)) < _IN_TOWNS, near_town, anywhere)
    return positions


def _terrain(positions: Float64) -> Float64:
    """Return the height of the ground in m at places in km."""
    along = _RIDGE[1] - _RIDGE[0]
    normal = np.array([-along[1], along[0]]) / np.hypot(*along)
    high = _RIDGE_HEIGHT * np.exp(-(((positions - _RIDGE[0]) @ normal / _RIDGE_WIDTH) ** 2))
    for east, north, width, height in _HILLS:
        squared = ((positions - [east, north]) ** 2).sum(axis=1)
        high += height * np.exp(-squared / width**2)
    waves = np.sin(2 * np.pi * positions / _VALLEYS).prod(axis=1)
    terrain: Float64 = _PLAIN + high * (1 - _VALLEY_DEPTH * (1 + waves) / 2)
    return terrain


def _draw_fronts(
    positions: Float64, has_front: Bool, rng: np.random.Generator
) -> tuple[Bool, Float64, Float64]:
    """Return who is behind a front, by how many °C it is colder, by how many degrees the wind has turned."""
    n_samples = len(has_front)
    angle = rng.uniform(0, 2 * np.pi, size=n_samples)
    offset = rng.uniform(-_FRONT_OFFSET, _FRONT_OFFSET, size=(n_samples, 1))
    normal = np.column_stack([np.cos(angle), np.sin(angle)])
    ahead = normal @ (positions - _SIDE / 2).T - offset
    passed = has_front[:, None] * (1 - np.tanh(ahead / _FRONT_WIDTH)) / 2
    drop = rng.uniform(*_FRONT_DROP, size=(n_samples, 1)) * passed
    turn = rng.uniform(*_FRONT_TURN, size=(n_samples, 1)) * passed
    return has_front[:, None] & (ahead < 0), drop, turn


def _smooth_field(positions: Float64, n_samples: int, rng: np.random.Generator) -> Float64:
    """Return random fields in °C, (n_samples, n_stations), by random waves (Rahimi and Recht, 2007)."""
    wave = rng.normal(0, 1 / _REGION_LENGTH, size=(n_samples, 2, _N_WAVES))
    phase = rng.uniform(0, 2 * np.pi, size=(n_samples, 1, _N_WAVES))
    field: Float64 = np.cos(positions @ wave + phase).sum(axis=2) * _REGION_SPREAD * np.sqrt(2 / _N_WAVES)
    return field


def _with_height(height: Float64, inversion: Bool, rng: np.random.Generator) -> Float64:
    """Return what height in km adds to the temperature in °C, (n_samples, n_stations)."""
    n_samples = len(inversion)
    lapse = rng.normal(_LAPSE, _LAPSE_SPREAD, size=(n_samples, 1))
    below = np.where(inversion[:, None], rng.uniform(*_INVERSION_LAPSE, size=(n_samples, 1)), lapse)
    top = rng.uniform(*_INVERSION_TOP, size=(n_samples, 1))
    added: Float64 = below * np.minimum(height, top) + lapse * (height - top).clip(0)
    return added


def _magnus(temperature: Float64) -> Float64:
    """Return the logarithm of the saturation vapour pressure, up to a constant; °C."""
    logarithm: Float64 = 17.625 * temperature / (243.04 + temperature)
    return logarithm

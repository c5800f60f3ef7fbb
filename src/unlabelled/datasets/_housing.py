"""A town's housing market: where its homes are, what they are like and what they cost."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.spatial import KDTree

from unlabelled.datasets._validation import RandomState, check_integer, check_random_state

Floats = npt.NDArray[np.float64]

NEIGHBOURHOOD_NAMES = (
    "old town",
    "riverside",
    "student quarter",
    "inner ring",
    "garden suburb",
    "housing estate",
    "outskirts",
)
NEIGHBOURHOOD_SHARES = (0.09, 0.10, 0.12, 0.28, 0.19, 0.15, 0.07)

YEAR_OF_SALE = 2024
"""All prices are of this year."""

# Per neighbourhood: median floor area in square metres, its spread, price level in euros per square metre.
_FLOOR_AREA = np.array([70, 92, 46, 78, 132, 66, 118])
_FLOOR_AREA_SPREAD = np.array([0.36, 0.34, 0.34, 0.30, 0.24, 0.18, 0.36])
_PRICE = np.array([5400, 4800, 4500, 4300, 4000, 3000, 3100])
# Years from which and (one beyond) to which a period of building lasts, and how likely each period is.
_PERIODS = np.array([1750, 1871, 1919, 1950, 1980, 2005, YEAR_OF_SALE])
_PERIOD_SHARES = np.array(
    [
        [0.45, 0.27, 0.03, 0.12, 0.07, 0.06],
        [0.04, 0.20, 0.05, 0.11, 0.20, 0.40],
        [0.00, 0.30, 0.10, 0.38, 0.12, 0.10],
        [0.02, 0.52, 0.16, 0.18, 0.07, 0.05],
        [0.00, 0.03, 0.24, 0.34, 0.25, 0.14],
        [0.00, 0.00, 0.00, 0.90, 0.07, 0.03],
        [0.12, 0.10, 0.10, 0.25, 0.26, 0.17],
    ]
)
# Logarithm of the price: old façades and new buildings are sought after, the years after the war are not.
_PERIOD_EFFECT = np.array([0.04, 0.10, 0.00, -0.10, 0.00, 0.14])
_SMALL_HOMES_COST_MORE = -0.13
_RIVER_PREMIUM, _RIVER_REACH = 0.16, 0.30
_CENTRE_EFFECT = -0.035
_NOISE = 0.13
_LUXURY = 0.09

_RIVER_HALF_WIDTH = 0.04
_RIVER_EAST = np.linspace(-12, 12, 6001)
_CAMPUS = (-1.9, 1.5)


class Housing(NamedTuple):
    """Result of :func:`make_housing`.

    Attributes
    ----------
    homes : DataFrame, n_samples rows
        Position, floor area, rooms, year of building and price; see :func:`make_housing`.
    neighbourhood : int64 array, (n_samples,), values from 0 to 6
        Index into :data:`NEIGHBOURHOOD_NAMES`.
    """

    homes: pd.DataFrame
    neighbourhood: npt.NDArray[np.int64]


def make_housing(n_samples: int = 1000, *, random_state: RandomState = None) -> Housing:
    """Simulate the homes that are sold in a town within a year.

    The town is always the same, the sample draws its homes. Around a market square at the origin lies
    the old town, then an inner ring of terraces, cut by a river that runs from west to east south of the
    square. A riverside band follows both banks. The student quarter bends around a campus in the
    north-west, three curved streets of a garden suburb lie in the north-east, and a housing estate stands in
    rows in the south-west, several homes to a block. The outskirts are scattered around all of it.
    Neighbourhoods touch and overlap at their edges; their shares are :data:`NEIGHBOURHOOD_SHARES`.

    The price of a square metre is skewed to the right. It depends on the neighbourhood, rises towards
    the market square and the river and for old façades and new buildings, falls with the floor area,
    and scatters by a factor of about 1.17 between equal homes. It is a market of invented prices at the level
    of a middle-sized European town.

    The result resembles the sales that a land registry publishes. Left out: the condition and the floor
    of a home, gardens, homes of one building that share its year, changes of price within the year,
    wrong and missing entries.

    Parameters
    ----------
    n_samples : int, at least 1
        Number of homes.
    random_state : int, Generator or None
        The same int gives the same homes.

    Returns
    -------
    Housing
        Named tuple of ``homes``, DataFrame of n_samples rows, and ``neighbourhood``, int64 array
        (n_samples,) of indices into :data:`NEIGHBOURHOOD_NAMES`. The columns of ``homes`` are ``east``
        and ``north``, position from the market square in km, −7 to 7; ``price_per_square_metre`` in
        euros, whole, about 1,500 to 15,000; ``floor_area`` in square metres, whole, 16 to 400;
        ``n_rooms``, int64, 1 to 12; ``year_built``, int64, 1750 to 2023; ``distance_to_centre`` and
        ``distance_to_river`` (to its middle line) in km. All others are float64.

    Raises
    ------
    ValueError
        If an argument is out of range; the message names it and its range.

    Examples
    --------
    >>> homes, neighbourhood = make_housing(500, random_state=0)
    >>> homes.shape
    (500, 8)
    >>> price = homes["price_per_square_metre"]
    >>> bool(price.mean() > price.median())  # a few homes are very dear
    True
    """
    n_samples = check_integer(n_samples, "n_samples", 1)
    rng = check_random_state(random_state)

    neighbourhood = rng.choice(len(NEIGHBOURHOOD_NAMES), size=n_samples, p=NEIGHBOURHOOD_SHARES)
    east, north = _place(neighbourhood, rng)
    to_centre = np.hypot(east, north)
    river = np.column_stack([_RIVER_EAST, _river_north(_RIVER_EAST)])
    to_river = KDTree(river).query(np.column_stack([east, north]))[0]

    spread = _FLOOR_AREA_SPREAD[neighbourhood]
    area = _FLOOR_AREA[neighbourhood] * np.exp(rng.normal(0, spread))
    area = area.clip(16, 400).round()
    rooms = (area / 27 * np.exp(rng.normal(0, 0.16, size=n_samples))).round().clip(1, 12)
    chance = rng.random(size=(n_samples, 1))
    period = (chance > _PERIOD_SHARES[neighbourhood].cumsum(axis=1)[:, :-1]).sum(axis=1)
    year = rng.integers(_PERIODS[period], _PERIODS[period + 1])

    log_price = (
        np.log(_PRICE[neighbourhood])
        + _PERIOD_EFFECT[period]
        + _SMALL_HOMES_COST_MORE * np.log(area / 80)
        + _RIVER_PREMIUM * np.exp(-to_river / _RIVER_REACH)
        + _CENTRE_EFFECT * to_centre
        # Streets that are a little better or worse than their neighbours, always the same ones.
        + 0.05 * np.sin(5.1 * east + 2.3 * north) * np.cos(1.7 * east - 4.4 * north)
        + rng.normal(0, _NOISE, size=n_samples)
        + rng.exponential(_LUXURY, size=n_samples)
    )
    homes = pd.DataFrame(
        {
            "east": east,
            "north": north,
            "price_per_square_metre": np.exp(log_price).round(),
            "floor_area": area,
            "n_rooms": rooms.astype(np.int64),
            "year_built": year,
            "distance_to_centre": to_centre,
            "distance_to_river": to_river,
        }
    )
    return Housing(homes, neighbourhood)


def _river_north(east: Floats) -> Floats:
    """Return how far north of the market square the river's middle line runs, in km."""
    north: Floats = -0.95 + 0.5 * np.sin(0.75 * east + 0.5) + 0.12 * np.sin(2.1 * east)
    return north


def _place(neighbourhood: npt.NDArray[np.int64], rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Draw where the homes stand, in km east and north of the market square."""
    east, north = np.empty((2, len(neighbourhood)))
    places = (
        _place_old_town,
        _place_riverside,
        _place_student_quarter,
        _place_inner_ring,
        _place_garden_suburb,
        _place_housing_estate,
        _place_outskirts,
    )
    for label, place in enumerate(places):
        members = np.flatnonzero(neighbourhood == label)
        east[members], north[members] = place(len(members), rng)
    # Whoever was placed in the river moves to the nearer bank.
    middle = _river_north(east)
    bank = 1.25 * _RIVER_HALF_WIDTH + rng.exponential(0.02, size=len(east))
    wet = np.abs(north - middle) < 1.25 * _RIVER_HALF_WIDTH
    north[wet] = (middle + np.where(north > middle, bank, -bank))[wet]
    return east, north


def _from_polar(radius: Floats, angle: Floats) -> tuple[Floats, Floats]:
    return radius * np.cos(angle), radius * np.sin(angle)


def _place_old_town(n: int, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Fill a disc, densest near the market square, which itself is free."""
    return _from_polar(0.10 + 0.75 * rng.beta(1.5, 1.8, size=n), rng.uniform(0, 2 * np.pi, size=n))


def _place_riverside(n: int, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Follow both banks, from above the centre to the former harbour in the east."""
    east = -1.6 + 5.4 * rng.beta(1.3, 1.2, size=n)
    side = rng.choice([-1, 1], size=n)
    return east, _river_north(east) + side * (0.06 + rng.exponential(0.10, size=n).clip(0, 0.4))


def _place_student_quarter(n: int, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Bend around the campus on the side of the town."""
    angle = np.radians(rng.normal(-45, 62, size=n).clip(-170, 80))
    east, north = _from_polar(rng.normal(0.62, 0.13, size=n).clip(0.35, 1.1), angle)
    return east + _CAMPUS[0], north + _CAMPUS[1]


def _place_inner_ring(n: int, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Fill a ring around the old town, denser along nine avenues."""
    radius = np.sqrt(rng.uniform(0.85**2, 2.5**2, size=n)) + rng.normal(0, 0.08, size=n)
    avenue = rng.integers(9, size=n) * (2 * np.pi / 9) + 0.2 + rng.normal(0, 0.10, size=n) / radius
    angle = np.where(rng.random(size=n) < 0.6, avenue, rng.uniform(0, 2 * np.pi, size=n))
    return _from_polar(radius, angle)


def _place_garden_suburb(n: int, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Follow three streets that curve around the town in the north-east."""
    street = rng.choice([2.9, 3.4, 3.9], size=n, p=[0.36, 0.36, 0.28])
    angle = np.radians(rng.uniform(4, 78, size=n))
    return _from_polar(street + 0.06 * np.sin(6 * angle) + rng.normal(0, 0.06, size=n), angle)


def _place_housing_estate(n: int, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Stand in seven rows of five blocks, turned against the compass."""
    row, block = rng.integers(7, size=n), rng.integers(5, size=n)
    along = 0.24 * row + rng.normal(0, 0.012, size=n)
    across = 0.22 * block + rng.normal(0, 0.035, size=n)
    turn = np.radians(28)
    east = -3.6 + along * np.cos(turn) - across * np.sin(turn)
    return east, -3.3 + along * np.sin(turn) + across * np.cos(turn)


def _place_outskirts(n: int, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Scatter around the town, half of the homes along three country roads."""
    radius = np.sqrt(rng.uniform(2.4**2, 6.5**2, size=n))
    road = np.radians(rng.choice([150, 268, 345], size=n)) + 0.25 * np.sin(radius)
    angle = np.where(
        rng.random(size=n) < 0.5,
        road + rng.normal(0, 0.06, size=n) / radius,
        rng.uniform(0, 2 * np.pi, size=n),
    )
    return _from_polar(radius, angle)

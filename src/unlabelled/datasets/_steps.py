"""A step-count campaign: daily counts of its participants, from the first Monday to the last day."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.signal import lfilter

from unlabelled.datasets._validation import RandomState, check_integer, check_random_state

ACTIVE_STEPS = 500
"""A day is active if its count exceeds this number of steps."""

GROUP_NAMES = ("slow starter", "hop-on hop-off user", "enthusiast", "quitter")
GROUP_SHARES = (0.17, 0.40, 0.08, 0.35)

MAX_STEPS = 60_000
SEXES = ("female", "male", "not stated")
REGIONS = ("north", "east", "south", "west")

# Per group, at the beginning and at the end of the campaign (only slow starters change): mean length of
# a streak and of a break in days, median steps of a day. People scatter around them by these factors.
_STREAK = np.array([[5, 45], [12, 12], [80, 80], [18, 18]])
_BREAK = np.array([[14, 3], [13, 13], [3, 3], [5, 5]])
_LEVEL = np.array([[4000, 7500], [7000, 7000], [10500, 10500], [6000, 6000]])
_LENGTH_SPREAD = 0.45
_LEVEL_SPREAD = 0.25
# Share of a group that walks on the first day.
_STARTS_WALKING = np.array([0.35, 0.85, 0.98, 0.97])

# Monday to Sunday. Most people walk to work and rest on Sunday, the others walk at the weekend.
_WEEKDAY_WALKER = np.array([1.00, 1.08, 1.10, 1.08, 1.05, 0.90, 0.70])
_WEEKEND_WALKER = np.array([0.92, 0.92, 0.92, 0.92, 0.98, 1.30, 1.35])
_WEEKDAY_WALKERS = 0.75
# How likely a break is to end, and a tracker to be forgotten, against the average day.
_RETURN = np.array([1.8, 1.1, 1.0, 0.9, 0.7, 0.6, 0.9])
_FORGET = np.array([0.8, 0.8, 0.8, 0.8, 0.9, 1.4, 1.5])

_SEASON = 0.08
_WEATHER = 0.06
_DAILY_NOISE = 0.30
_MEMORY = 0.3
_REST_DAYS = 0.03
_FADE_DAYS = 21
_BATTERY_DAYS = 4.0

_MEAN_AGE = np.array([45, 42, 48, 43])
_AGE_SPREAD = 12.0
_LEVEL_PER_YEAR = -0.004


class Steps(NamedTuple):
    """Result of :func:`make_steps`.

    Attributes
    ----------
    counts : float64 array, (n_samples, n_days), whole numbers from 0 to 60,000 or NaN
        Steps of each participant on each day; NaN where the tracker sent nothing. Day 0 is a Monday.
    traits : DataFrame, n_samples rows
        ``age`` in years, int64, 18 to 85; ``sex`` and ``region``, categorical.
    group : int64 array, (n_samples,), values in {0, 1, 2, 3}
        Index into :data:`GROUP_NAMES`.
    worn : bool array, (n_samples, n_days)
        True on days on which the participant wore the tracker. No real campaign knows this.
    """

    counts: npt.NDArray[np.float64]
    traits: pd.DataFrame
    group: npt.NDArray[np.int64]
    worn: npt.NDArray[np.bool_]


def make_steps(n_samples: int = 300, *, n_days: int = 300, random_state: RandomState = None) -> Steps:
    """Simulate a campaign in which people count their steps, day by day, for most of a year.

    Everyone walks in streaks and pauses in breaks; the groups of :data:`GROUP_NAMES` differ in how long
    these last. Slow starters begin with few steps and long breaks and become regular around the middle.
    Hop-on hop-off users change between streaks and breaks of about two weeks to the end. Enthusiasts
    hardly pause and walk most. Quitters are regular at first, fade for three weeks and stop for good,
    usually in the first half; a few hardly begin. The shares are :data:`GROUP_SHARES`, so enthusiasts are
    rare. People of one group differ widely, and the groups overlap: a hop-on hop-off user whose last
    break is long looks like a quitter.

    On a day when the tracker is worn, the count is at least 1. It follows the weekday (three in four
    people walk least on Sunday, the others most), a weak season and the weather that all share, and it
    has a skewed scatter of about a third; three days in a hundred are days of rest with few steps. On a day
    when the tracker is not worn, it counts nothing or a few jolts (at most 400 steps), or it sends
    nothing, which gives NaN: half of the single forgotten days, and a break from about the fourth day
    on, when the battery is flat. So NaN and 0 mean *not worn*, while a count of 1 to 400 may be a lazy
    day or a tracker in a drawer; only ``worn`` tells.

    Sex and region are unrelated to all else. Age is related weakly: the groups' mean ages differ by at
    most six years within a spread of twelve, and a year of age costs 0.4 % of the steps.

    The result resembles the export of a company's or a town's step-count campaign. Left out: public
    holidays, teams that pull each other along, people who join late, counts entered by hand, a change
    of the tracker, and days that are known only in part.

    Parameters
    ----------
    n_samples : int, at least 1
        Number of participants.
    n_days : int, from 28 to 1000
        Length of the campaign; the slow start and the quitting scale with it, streaks and breaks do not.
    random_state : int, Generator or None
        The same int gives the same campaign.

    Returns
    -------
    Steps
        Named tuple of ``counts``, float64 array (n_samples, n_days) in steps a day with NaN where the
        tracker sent nothing; ``traits``, DataFrame of n_samples rows with the columns ``age`` (years),
        ``sex`` and ``region``; and the truth: ``group``, int64 array (n_samples,) of indices into
        :data:`GROUP_NAMES`, and ``worn``, bool array (n_samples, n_days).

    Raises
    ------
    ValueError
        If an argument is out of range; the message names it and its range.

    Examples
    --------
    >>> steps = make_steps(20, n_days=60, random_state=0)
    >>> steps.counts.shape  # people, days
    (20, 60)
    >>> bool(np.isnan(steps.counts[steps.worn]).any())  # a tracker that is worn sends a count
    False
    """
    n_samples = check_integer(n_samples, "n_samples", 1)
    n_days = check_integer(n_days, "n_days", 28, 1000)
    rng = check_random_state(random_state)

    group = rng.choice(len(GROUP_NAMES), size=n_samples, p=GROUP_SHARES)
    age = rng.normal(_MEAN_AGE[group], _AGE_SPREAD).clip(18, 85).astype(np.int64)
    traits = pd.DataFrame(
        {
            "age": age,
            "sex": pd.Categorical(rng.choice(SEXES, size=n_samples, p=(0.54, 0.43, 0.03)), SEXES),
            "region": pd.Categorical(rng.choice(REGIONS, size=n_samples, p=(0.4, 0.25, 0.2, 0.15)), REGIONS),
        }
    )

    # Days first: the chain below advances day by day, all participants at once.
    day = np.arange(n_days)[:, None]
    middle = n_days * rng.normal(0.45, 0.10, size=n_samples)
    progress = 1 / (1 + np.exp((middle - day) / (0.05 * n_days)))
    last_day = np.where(group == 3, n_days * rng.beta(2, 4, size=n_samples).clip(0.05, 0.85), np.inf)

    walking, flat = _simulate_streaks(group, progress, day < last_day, rng)
    forgetfulness = rng.beta(1.2, 22, size=n_samples) * _FORGET[day % 7]
    forgotten = walking & (rng.random(size=walking.shape) < forgetfulness)
    worn = walking & ~forgotten
    silent = flat | (forgotten & (rng.random(size=walking.shape) < 0.5))

    steps = _simulate_steps(group, age, progress, rng)
    steps *= 1 - 0.4 * (1 - (last_day - day) / _FADE_DAYS).clip(0, 1)
    jolts = (rng.exponential(40, size=steps.shape) - 30).clip(0, 400)
    counts = np.where(worn, steps.clip(1, MAX_STEPS), jolts).round()
    counts[silent] = np.nan
    return Steps(np.ascontiguousarray(counts.T), traits, group, np.ascontiguousarray(worn.T))


def _simulate_streaks(
    group: npt.NDArray[np.int64],
    progress: npt.NDArray[np.float64],
    takes_part: npt.NDArray[np.bool_],
    rng: np.random.Generator,
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Return, both (n_days, n_samples), who is in a streak and whose battery is flat in a break."""
    n_days, n_samples = progress.shape
    spread = np.exp(rng.normal(0, _LENGTH_SPREAD, size=(2, n_samples)))
    stops = 1 / (_blend(_STREAK, group, progress) * spread[0])
    returns = _RETURN[np.arange(n_days) % 7, None] / (_blend(_BREAK, group, progress) * spread[1])
    chance = rng.random(size=progress.shape)
    runs_flat = rng.random(size=progress.shape) < 1 / _BATTERY_DAYS

    walking = np.empty(progress.shape, dtype=bool)
    flat = np.zeros(progress.shape, dtype=bool)
    walking[0] = rng.random(size=n_samples) < _STARTS_WALKING[group]
    for day in range(1, n_days):
        goes_on = np.where(walking[day - 1], chance[day] >= stops[day], chance[day] < returns[day])
        walking[day] = goes_on & takes_part[day]
        flat[day] = ~walking[day] & (flat[day - 1] | runs_flat[day])
    return walking, flat


def _simulate_steps(
    group: npt.NDArray[np.int64],
    age: npt.NDArray[np.int64],
    progress: npt.NDArray[np.float64],
    rng: np.random.Generator,
) -> npt.NDArray[np.float64]:
    """Return the steps that each participant takes on each day, worn or not, (n_days, n_samples)."""
    n_days, n_samples = progress.shape
    day = np.arange(n_days)[:, None]
    weekly = np.where(
        rng.random(size=n_samples) < _WEEKDAY_WALKERS, _WEEKDAY_WALKER[day % 7], _WEEKEND_WALKER[day % 7]
    )
    person = rng.normal(0, _LEVEL_SPREAD, size=n_samples) + _LEVEL_PER_YEAR * (age - 45)
    # The campaign begins in spring: most light after a quarter of a year.
    season = _SEASON * np.sin(2 * np.pi * day / 365) + rng.normal(0, _WEATHER, size=(n_days, 1))
    noise = lfilter([1], [1, -_MEMORY], rng.normal(0, _DAILY_NOISE, size=progress.shape), axis=0)
    rest = np.where(rng.random(size=progress.shape) < _REST_DAYS, rng.uniform(0.02, 0.3, progress.shape), 1)
    steps: npt.NDArray[np.float64] = (
        _blend(_LEVEL, group, progress) * weekly * rest * np.exp(person + season + noise)
    )
    return steps


def _blend(
    ends: npt.NDArray[np.int64], group: npt.NDArray[np.int64], progress: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Interpolate between each group's value at the beginning and at the end, as ratios."""
    start, end = np.log(ends[group].T)
    blended: npt.NDArray[np.float64] = np.exp(start + (end - start) * progress)
    return blended

"""The weather stations keep what their docstring says."""

import numpy as np
import pytest

from unlabelled.datasets import STATION_MEASUREMENTS, _stations, make_stations
from unlabelled.datasets._stations import _draw_fronts, _magnus, _smooth_field, _terrain, _with_height

TEMPERATURE, HUMIDITY, SPEED, DIRECTION = range(4)


@pytest.fixture(scope="module")
def stations():
    return make_stations(600, n_stations=300, random_state=0)


def slope_with_height(stations):
    """Change of the temperature with height in °C per km between the places and 300 m, for each moment."""
    low = stations.elevation < 300
    height = stations.elevation[low] / 1000
    temperature = stations.measurements[:, low, TEMPERATURE]
    centred = height - height.mean()
    return temperature @ centred / (centred**2).sum()


def test_shapes_dtypes_and_ranges(stations):
    assert stations.positions.shape == (300, 2)
    assert stations.elevation.shape == (300,)
    assert stations.measurements.shape == (600, 300, len(STATION_MEASUREMENTS))
    assert stations.measurements.dtype == np.float32
    assert stations.behind_front.shape == (600, 300)
    assert stations.inversion.shape == (600,)
    assert stations.behind_front.dtype == stations.inversion.dtype == bool
    assert stations.positions.min() >= 0
    assert stations.positions.max() <= 300
    assert stations.elevation.min() >= 0
    assert 600 < stations.elevation.max() < 1500
    low, high = stations.measurements.min(axis=(0, 1)), stations.measurements.max(axis=(0, 1))
    assert np.all(low[1:] >= 0)
    assert high[HUMIDITY] <= 100
    assert high[DIRECTION] < 360
    assert -40 < low[TEMPERATURE] < high[TEMPERATURE] < 45


def test_the_country_is_the_same_for_all_seeds(stations):
    other = make_stations(1, n_stations=50, random_state=7)
    np.testing.assert_allclose(other.elevation, _terrain(other.positions))
    np.testing.assert_allclose(stations.elevation, _terrain(stations.positions))


def test_stations_crowd_around_towns(stations):
    apart = np.linalg.norm(stations.positions[:, None] - stations.positions, axis=2)
    near = (apart < 30).sum(axis=1) - 1
    # Spread evenly, a station would have at most 9.4 others within 30 km.
    assert near.mean() > 11.5
    assert np.quantile(near, 0.15) <= 5 < 19 < np.quantile(near, 0.85)


def test_more_than_half_are_drawn_around_towns():
    places = make_stations(1, n_stations=2000, random_state=1).positions
    apart = np.linalg.norm(places[:, None] - _stations._TOWNS, axis=2).min(axis=1)
    for radius in (11, 22, 33):
        # 55 % from a normal distribution around a town, the others from anywhere; five standard errors.
        share = 0.55 * (1 - np.exp(-(radius**2) / (2 * 22**2))) + 0.45 * 5 * np.pi * radius**2 / 300**2
        assert np.mean(apart < radius) == pytest.approx(share, abs=5 * np.sqrt(0.25 / 2000))


def test_kinds_of_weather_have_their_shares_and_never_meet(stations):
    many = make_stations(8000, n_stations=2, random_state=1)
    assert abs(many.inversion.mean() - 0.3) < 0.02
    has_front = stations.behind_front.any(axis=1)
    assert 0.3 < has_front.mean() < 0.45
    assert not (has_front & stations.inversion).any()


def test_temperature_falls_with_height_but_rises_in_an_inversion(stations):
    slope = slope_with_height(stations)
    plain = ~stations.inversion & ~stations.behind_front.any(axis=1)
    assert abs(np.median(slope[plain]) + 6.5) < 1.5
    assert np.median(slope[stations.inversion]) > 4
    high = stations.elevation > 750
    assert high.sum() > 5
    # Above its top even an inversion gets colder.
    rising = stations.measurements[stations.inversion][:, high, TEMPERATURE].astype(float)
    height = stations.elevation[high] / 1000
    assert np.median([np.polyfit(height, row, 1)[0] for row in rising]) < 0


def test_behind_a_front_it_is_colder_and_the_wind_has_veered(stations):
    has_front = stations.behind_front.mean(axis=1)
    both = np.flatnonzero((has_front > 0.2) & (has_front < 0.8))
    assert len(both) > 50
    drop, turn = [], []
    for i in both:
        behind = stations.behind_front[i]
        drop.append(np.diff([stations.measurements[i, k, TEMPERATURE].mean() for k in (behind, ~behind)])[0])
        wind = np.exp(1j * np.radians(stations.measurements[i, :, DIRECTION].astype(float)))
        turn.append(np.degrees(np.angle(wind[behind].mean() / wind[~behind].mean())))
    assert 4 < np.mean(drop) < 9
    assert 50 < np.median(turn) < 110


def test_a_front_is_a_straight_line(stations):
    i = np.argmin(np.abs(stations.behind_front.mean(axis=1) - 0.5))
    behind = stations.behind_front[i]
    design = np.column_stack([stations.positions / 300, np.ones(300)])
    weight = np.linalg.lstsq(design, np.where(behind, -1.0, 1.0), rcond=None)[0]
    assert ((design @ weight < 0) == behind).mean() > 0.93


def test_inversions_are_calm(stations):
    speed = stations.measurements[..., SPEED].mean(axis=1)
    assert np.median(speed[stations.inversion]) < 0.5 * np.median(speed[~stations.inversion])


def test_near_stations_of_one_height_measure_alike(stations):
    apart = np.linalg.norm(stations.positions[:, None] - stations.positions, axis=2)
    level = np.abs(stations.elevation[:, None] - stations.elevation) < 30
    calm = stations.measurements[~stations.behind_front.any(axis=1)]
    temperature, humidity = calm[..., TEMPERATURE], calm[..., HUMIDITY]
    for values in (temperature, humidity):
        difference = np.abs(values[:, :, None] - values[:, None, :]).mean(axis=0)
        near = difference[level & (apart > 0) & (apart < 10)].mean()
        far = difference[level & (apart > 150)].mean()
        assert near < 0.7 * far


def test_four_moments_in_ten_have_a_front():
    many = make_stations(4000, n_stations=20, random_state=1)
    # Five standard errors of a binomial share.
    tolerance = 5 * np.sqrt(0.24 / 4000)
    assert many.behind_front.any(axis=1).mean() == pytest.approx(0.4, abs=tolerance)
    assert many.inversion.mean() == pytest.approx(0.3, abs=tolerance)


def test_the_field_is_smooth_over_60_km():
    places = np.array([[0, 0], [0, 10], [60, 0], [0, 200]], dtype=float)
    field = _smooth_field(places, 4000, np.random.default_rng(0))
    related = np.corrcoef(field.T)[0]
    # A bell curve of the distance; a correlation has a standard error of 0.016 at most.
    np.testing.assert_allclose(related, np.exp(-(np.array([0, 10, 60, 200]) ** 2) / (2 * 60**2)), atol=0.08)


def test_an_inversion_warms_up_to_its_top_and_cools_above():
    height = np.linspace(0, 1.5, 301)
    rng = np.random.default_rng(0)
    added = _with_height(height, np.repeat([True, False], 2000), rng)
    top = height[added[:2000].argmax(axis=1)]
    assert top.min() == pytest.approx(0.35, abs=0.01)
    assert top.max() == pytest.approx(0.70, abs=0.01)
    slope = np.diff(added, axis=1) / np.diff(height)
    assert (slope[:2000, height[:-1] < 0.34] > 0).all()
    # The standard error of the mean is 0.8 / sqrt(2000) = 0.018.
    for falls in (slope[:2000, height[1:] > 0.71], slope[2000:]):
        assert falls.mean() == pytest.approx(-6.5, abs=0.1)


def test_a_front_changes_temperature_and_wind_by_as_much_as_told_within_20_km():
    across = np.arange(-150, 150.0)
    places = np.stack(np.meshgrid(across, across), axis=-1).reshape(-1, 2)[::7] + 150
    behind, drop, turn = _draw_fronts(places, np.repeat([True, False], 200), np.random.default_rng(0))
    for values, low, high in ((drop, 4, 9), (turn, 50, 110)):
        assert not values[200:].any()
        most = values[:200].max(axis=1)
        assert low - 0.1 < most.min() < low + 0.2 * (high - low)
        assert high - 0.2 * (high - low) < most.max() <= high
        share = values[:200] / most[:, None]
        assert (share[behind[:200]] > 0.49).all()
        assert (share[~behind[:200]] < 0.51).all()
        # A strip across a square of 300 km has this share of it at most, if it is 20 km wide.
        on_the_way = ((share > 0.1) & (share < 0.9)).mean(axis=1)
        assert 0.5 * 20 / 300 < np.median(on_the_way) < 1.5 * 20 / 300


def test_valleys_are_damp_in_an_inversion(stations):
    low = stations.elevation < 100
    humidity = stations.measurements[:, low, HUMIDITY].mean(axis=1)
    assert np.median(humidity[stations.inversion]) > np.median(humidity[~stations.inversion]) + 5


def test_humidity_follows_the_magnus_formula():
    # Saturation vapour pressure over water at 0, 10, 20 and 30 °C in hPa, from tables.
    pressure = np.array([6.11, 12.27, 23.39, 42.46])
    found = np.exp(_magnus(np.array([0.0, 10, 20, 30])))
    np.testing.assert_allclose(found / found[0], pressure / pressure[0], rtol=0.005)
    # Stations at one place share the dew point, though errors of their sites change their temperatures.
    one_place = make_stations_without("_HYGROMETER", "_THERMOMETER")
    temperature, humidity = one_place.measurements[..., :2].astype(float).transpose(2, 0, 1)
    unsaturated = humidity.max(axis=1) < 100
    assert unsaturated.sum() > 20
    logarithm = np.log(humidity / 100) + _magnus(temperature)
    dew_point = (243.04 * logarithm / (17.625 - logarithm))[unsaturated]
    assert np.ptp(dew_point, axis=1).max() < 1e-3 < 1 < np.ptp(temperature, axis=1).min()


def make_stations_without(*names):
    """Moments at 400 stations that stand at one place, with some sources of errors shut off."""
    with pytest.MonkeyPatch.context() as patch:
        for name in names:
            patch.setattr(_stations, name, 0)
        patch.setattr(_stations, "_place_stations", lambda n, rng: np.full((n, 2), 150.0))
        return make_stations(100, n_stations=400, random_state=0)


def test_sites_and_instruments_err_by_as_much_as_told():
    temperature = make_stations_without().measurements[..., TEMPERATURE].astype(float)
    error = temperature - temperature.mean(axis=1, keepdims=True)
    site = error.mean(axis=0)
    # Standard errors of standard deviations: 0.4 / sqrt(800), and 0.2 / sqrt(80,000).
    assert site.std() == pytest.approx(0.4, abs=0.07)
    assert (error - site).std() == pytest.approx(0.2, abs=0.005)
    humidity = make_stations_without("_SITE_SPREAD").measurements[..., HUMIDITY].astype(float)
    unclipped = (humidity.max(axis=1) < 100) & (humidity.min(axis=1) > 0)
    assert unclipped.sum() > 20
    assert humidity[unclipped].std(axis=1).mean() == pytest.approx(2, abs=5 * 2 / np.sqrt(2 * 400 * 20))


def test_same_seed_same_weather_and_another_seed_other():
    first, again, other = (make_stations(5, n_stations=20, random_state=seed) for seed in (0, 0, 1))
    for a, b in zip(first, again, strict=True):
        np.testing.assert_array_equal(a, b)
    assert (first.positions != other.positions).any()
    assert (first.measurements != other.measurements).any()


def test_a_generator_is_used_and_moves_on():
    rng = np.random.default_rng(5)
    first, second = (make_stations(5, n_stations=9, random_state=rng) for _ in range(2))
    expected = make_stations(5, n_stations=9, random_state=5).measurements
    np.testing.assert_array_equal(first.measurements, expected)
    assert (first.measurements != second.measurements).any()


def test_global_random_state_is_left_alone():
    np.random.seed(3)
    expected = np.random.rand()
    np.random.seed(3)
    make_stations(2, n_stations=4, random_state=0)
    assert np.random.rand() == expected


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"n_samples": 0}, "n_samples must be an integer at least 1"),
        ({"n_samples": True}, "n_samples must be an integer at least 1"),
        ({"n_stations": 1}, "n_stations must be an integer from 2 to 2000"),
        ({"n_stations": 2001}, "n_stations must be an integer from 2 to 2000"),
        ({"n_stations": 10.0}, "n_stations must be an integer from 2 to 2000"),
        ({"random_state": "a"}, "random_state must be an integer at least 0"),
    ],
)
def test_bad_arguments_are_named(arguments, message):
    with pytest.raises(ValueError, match=message):
        make_stations(**({"n_samples": 2} | arguments))

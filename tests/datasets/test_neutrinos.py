"""The neutrino events keep what their docstring says."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import gamma, kstest

from unlabelled.datasets import PULSE_FEATURES, _neutrinos, make_neutrinos
from unlabelled.datasets._neutrinos import _draw_tracks, _light

X, Y, Z, TIME, CHARGE, EFFICIENCY = range(6)
TANGENT = np.sqrt(1.32**2 - 1)


@pytest.fixture(scope="module")
def events():
    return make_neutrinos(800, random_state=0)


@pytest.fixture(scope="module")
def clean():
    return make_neutrinos(800, noise_rate=0, jitter=0, random_state=1)


def residuals(events):
    """Distance to the track in m, and time in ns after the earliest light up to a constant of the event."""
    offset = events.pulses[:, :3] - events.point[events.event]
    along = (offset * events.direction[events.event]).sum(axis=1)
    distance = np.sqrt((offset**2).sum(axis=1) - along**2)
    return distance, events.pulses[:, TIME] - (along + TANGENT * distance) / 0.299792458


def test_shapes_dtypes_and_ranges(events):
    n_pulses = len(events.pulses)
    assert events.pulses.shape == (n_pulses, len(PULSE_FEATURES))
    assert events.pulses.dtype == np.float32
    assert events.event.shape == events.is_noise.shape == (n_pulses,)
    assert events.event.dtype == np.int64
    assert events.is_noise.dtype == bool
    assert events.direction.shape == events.point.shape == (800, 3)
    assert events.sensors.shape == (1480, 3)
    assert events.pulses[:, TIME].min() >= 0
    assert events.pulses[:, TIME].max() <= 8000
    assert events.pulses[:, CHARGE].min() > 0
    assert set(events.pulses[:, EFFICIENCY].tolist()) == {1.0, np.float32(1.35)}
    np.testing.assert_allclose(np.linalg.norm(events.direction, axis=1), 1)


def test_pulses_of_an_event_stand_together_sorted_by_time(events):
    np.testing.assert_array_equal(np.unique(events.event), np.arange(800))
    step = np.diff(events.event)
    assert step.min() == 0
    assert np.diff(events.pulses[:, TIME])[step == 0].min() >= 0


def test_pulses_sit_on_sensors(events):
    sensors = {tuple(place) for place in events.sensors.astype(np.float32).tolist()}
    assert {tuple(place) for place in events.pulses[:, :3].tolist()} <= sensors
    strings = np.unique(events.sensors[:, :2].round(6), axis=0)
    assert len(strings) == 37
    apart = np.linalg.norm(strings[:, None] - strings, axis=2) + 1e9 * np.eye(37)
    np.testing.assert_allclose(apart.min(axis=1), 125)
    assert np.ptp(events.sensors[:, 2]) == 39 * 25
    inner = np.hypot(*events.pulses[:, :2].T) < 130
    np.testing.assert_array_equal(events.pulses[:, EFFICIENCY] > 1, inner)


def test_directions_fill_the_sphere_and_tracks_pass_the_middle(events):
    direction, point = _draw_tracks(20_000, np.random.default_rng(0))
    np.testing.assert_allclose(direction.mean(axis=0), 0, atol=0.02)
    np.testing.assert_allclose((direction**2).mean(axis=0), 1 / 3, atol=0.01)
    np.testing.assert_allclose((direction * point).sum(axis=1), 0, atol=1e-9)
    impact = np.linalg.norm(point, axis=1)
    assert impact.max() <= 350
    assert abs((impact < 175).mean() - 0.25) < 0.02
    np.testing.assert_allclose((events.direction * events.point).sum(axis=1), 0, atol=1e-9)


def test_light_arrives_by_the_shortest_way():
    # The particle flies along x; light may leave anywhere and needs n / c for each metre of its way.
    sensor = np.array([[80.0, 60.0, 0.0]])
    path, arrival = _light(sensor, np.array([[1.0, 0.0, 0.0]]), np.zeros((1, 3)))
    leaves = np.linspace(-200, 200, 400_001)
    way = np.hypot(80 - leaves, 60)
    time = (leaves + 1.32 * way) / 0.299792458
    assert arrival[0, 0] == pytest.approx(time.min(), abs=1e-3)
    assert path[0, 0] == pytest.approx(way[time.argmin()], abs=1e-2)


def test_no_light_comes_too_early_and_far_light_comes_late(clean):
    assert not clean.is_noise.any()
    distance, late = residuals(clean)
    first = np.full(800, np.inf)
    np.minimum.at(first, clean.event, late)
    late = late - first[clean.event]  # the first pulse has hardly any delay
    assert 0 < np.median(late[distance < 20]) < np.median(late[distance > 60])
    assert np.median(late[distance < 20]) < 40
    assert np.median(late[distance > 60]) > 80


def test_jitter_is_the_standard_deviation_of_the_error_of_a_time():
    sharp, blurred = (
        pd.DataFrame(e.pulses, columns=PULSE_FEATURES).assign(event=e.event)
        for e in (make_neutrinos(200, noise_rate=0, jitter=j, random_state=2) for j in (0, 50))
    )
    both = sharp.merge(blurred, on=["event", "x", "y", "z"])
    error = both["time_y"] - both["time_x"]
    # Five standard errors of a standard deviation.
    assert error.std() == pytest.approx(50, abs=5 * 50 / np.sqrt(2 * len(error)))
    assert abs(error.mean()) < 5 * 50 / np.sqrt(len(error))


def test_a_sensor_makes_one_pulse_of_light(clean):
    place = pd.DataFrame(clean.pulses[:, :3]).assign(event=clean.event)
    assert not place.duplicated().any()


def make_without(*names):
    """Events without noise and jitter, and with some constants of the simulator set to 0."""
    with pytest.MonkeyPatch.context() as patch:
        for name in names:
            patch.setattr(_neutrinos, name, 0)
        return make_neutrinos(512, noise_rate=0, jitter=0, random_state=3)


@pytest.fixture(scope="module")
def counted():
    """Events in which the charge is the number of photons, and nothing hides the times or the tracks.

    The readout begins 3000 ns before the particle is nearest to the middle, and no track is drawn again.
    """
    return make_without("_CHARGE_SPREAD", "_TRIGGER_JITTER", "_TRIGGER")


def test_the_first_of_many_photons_has_a_delay_after_pandel(counted):
    """Constants of AMANDA: 33.3 m, 557 ns, absorption 98 m."""
    distance, time = residuals(counted)
    delay = time - 3000
    path = distance / np.sqrt(1 - 1 / 1.32**2)
    # What is near comes nearly at once, which float32 does not hold; the readout may miss what is late.
    earliest = counted.pulses[:, TIME] - delay
    usual = (path > 30) & (path < 150) & (earliest > 0) & (earliest < 5000)
    law = gamma(path[usual] / 33.3, scale=1 / (1 / 557 + 0.299792458 / (1.32 * 98)))
    n_photons = counted.pulses[usual, CHARGE].round()
    assert usual.sum() > 3000
    assert kstest(1 - law.sf(delay[usual]) ** n_photons, "uniform").pvalue > 1e-4


def test_photons_are_poisson_distributed_around_what_track_distance_and_sensor_make(counted):
    sensors = counted.sensors
    counts = np.zeros((512, 1480))
    index = {tuple(place): i for i, place in enumerate(sensors.astype(np.float32).tolist())}
    where = [index[tuple(place)] for place in counted.pulses[:, :3].tolist()]
    counts[counted.event, where] = counted.pulses[:, CHARGE]
    path, arrival = _light(sensors, counted.direction, counted.point)
    seen = (np.abs(arrival) < 2000) & (path > 30) & (path < 200)
    inner = np.hypot(*sensors[:, :2].T) < 130
    expected = np.where(seen, np.exp(-path / 40) / path * np.where(inner, 1.35, 1), 0)
    counts = np.where(seen, counts, 0)

    bright = expected.sum(axis=1) > 40 * expected.sum() / counts.sum()
    brightness = counts.sum(axis=1)[bright] / expected.sum(axis=1)[bright]
    # A factor of about two, and what is left of the Poisson noise.
    assert bright.sum() > 150
    assert 1.75 < np.exp(np.log(brightness).std()) < 2.4
    mean = brightness[:, None] * expected[bright]
    some = mean > 0.3
    spread = (counts[bright] - mean)[some] ** 2 / mean[some]
    # Tracks are fitted, which takes one degree of freedom each.
    assert spread.sum() / (some.sum() - bright.sum()) == pytest.approx(1, abs=0.1)
    # Whatever the brightness of a track is, the inner strings get a binomial share of its photons.
    total, share = counts.sum(axis=1), expected[:, inner].sum(axis=1) / expected.sum(axis=1)
    surplus = counts[:, inner].sum() - (total * share).sum()
    assert abs(surplus) < 5 * np.sqrt((total * share * (1 - share)).sum())


def test_the_charge_is_about_the_number_of_photons(counted):
    charge = make_without("_TRIGGER_JITTER", "_TRIGGER").pulses[:, CHARGE]
    n_photons = counted.pulses[:, CHARGE]
    np.testing.assert_array_equal(n_photons, n_photons.round())
    ratio = charge / n_photons
    assert np.median(ratio) == pytest.approx(1, abs=0.02)
    assert 0.1 < ratio.std() < 0.4


def test_noise_has_its_rate_and_knows_no_place_or_time(events):
    assert events.is_noise.sum() / 800 == pytest.approx(500 * 1480 * 8e-6, rel=0.05)
    noise = events.pulses[events.is_noise]
    assert abs(noise[:, TIME].mean() - 4000) < 150
    assert np.abs(noise[:, :3].mean(axis=0)).max() < 25
    assert noise[:, CHARGE].mean() == pytest.approx(1, abs=0.1)
    more = make_neutrinos(200, noise_rate=2000, random_state=0)
    assert more.is_noise.sum() / 200 == pytest.approx(2000 * 1480 * 8e-6, rel=0.05)


def test_light_is_near_the_track_bright_close_to_it_and_in_eight_sensors(events):
    distance, _ = residuals(events)
    light = ~events.is_noise
    assert np.median(distance[light]) < 70 < 150 < np.median(distance[events.is_noise])
    charge = events.pulses[:, CHARGE]
    assert charge[light & (distance < 20)].mean() > 3 * charge[light & (distance > 60)].mean()
    counts = np.bincount(events.event[light], minlength=800)
    assert (counts >= 8).mean() > 0.99  # some light comes after the readout
    assert 15 < np.median(counts) < 35


def test_number_of_events_does_not_matter_for_the_first_ones():
    few, many = make_neutrinos(3, random_state=4), make_neutrinos(600, random_state=4)
    np.testing.assert_array_equal(few.direction, many.direction[:3])
    np.testing.assert_array_equal(few.pulses, many.pulses[many.event < 3])


def test_same_seed_same_events_and_another_seed_others():
    first, again, other = (make_neutrinos(20, random_state=seed) for seed in (0, 0, 1))
    for a, b in zip(first, again, strict=True):
        np.testing.assert_array_equal(a, b)
    assert (first.direction != other.direction).all()


def test_a_generator_is_used_and_moves_on():
    rng = np.random.default_rng(5)
    first, second = make_neutrinos(5, random_state=rng), make_neutrinos(5, random_state=rng)
    np.testing.assert_array_equal(first.pulses, make_neutrinos(5, random_state=5).pulses)
    assert (first.direction != second.direction).all()


def test_global_random_state_is_left_alone():
    np.random.seed(3)
    expected = np.random.rand()
    np.random.seed(3)
    make_neutrinos(2, random_state=0)
    assert np.random.rand() == expected


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"n_samples": 0}, "n_samples must be an integer at least 1"),
        ({"n_samples": 2.5}, "n_samples must be an integer at least 1"),
        ({"noise_rate": -1}, "noise_rate must be a number from 0 to 10000"),
        ({"noise_rate": np.nan}, "noise_rate must be a number from 0 to 10000"),
        ({"jitter": 1001}, "jitter must be a number from 0 to 1000"),
        ({"random_state": -1}, "random_state must be an integer at least 0"),
    ],
)
def test_bad_arguments_are_named(arguments, message):
    with pytest.raises(ValueError, match=message):
        make_neutrinos(**({"n_samples": 2} | arguments))

"""The waveforms simulator keeps what its docstring says."""

import numpy as np
import pandas as pd
import pytest

from unlabelled.datasets import WAVEFORM_NAMES, make_waveforms
from unlabelled.datasets._waveforms import _simulate_earthquakes, _velocity_spectrum

SILENCE, TOURISTS, EARTHQUAKE = range(3)


@pytest.fixture(scope="module")
def recorded():
    return make_waveforms(600, random_state=0)


@pytest.fixture(scope="module")
def noiseless():
    return make_waveforms(900, noise=0, random_state=1)


@pytest.fixture(scope="module")
def earthquakes(noiseless):
    """Waveforms and arrivals of the earthquakes without noise, and what is true of them."""
    mine = noiseless.kind == EARTHQUAKE
    return noiseless.waveforms[mine], noiseless.p_arrival[mine], noiseless.s_arrival[mine], mine


def distances(result):
    """Distance from the hypocentre to each sensor in km, (n_samples, n_sensors)."""
    offset = result.sources[["east", "north"]].to_numpy()[:, None] - result.positions
    return np.sqrt((offset**2).sum(axis=2) + result.sources["depth"].to_numpy()[:, None] ** 2)


def earthquake(magnitude, distance, seed=0, n_samples=60, n_times=3000, sampling_rate=50.0):
    """Ground motion of many earthquakes of one magnitude at one distance, without noise."""
    size = (n_samples, 1)
    arrivals = (np.full(size, 5.0), np.full(size, 5 + distance * (1 / 3.5 - 1 / 6)))
    args = np.full(n_samples, magnitude), np.full(size, distance), arrivals, n_times, sampling_rate
    return _simulate_earthquakes(*args, np.random.default_rng(seed))[:, 0]


def centre_of_spectrum(motion, sampling_rate=50.0):
    """Mean frequency in Hz, weighted by power, over the last axis."""
    power = np.abs(np.fft.rfft(motion)) ** 2
    frequency = np.fft.rfftfreq(motion.shape[-1], 1 / sampling_rate)
    return (power * frequency).sum(axis=-1) / power.sum(axis=-1)


def duration(motion, sampling_rate=50.0):
    """Time between 5 and 95 % of the energy in s, over the last axis."""
    share = np.cumsum(motion.astype(float) ** 2, axis=-1)
    share /= share[..., -1:]
    return ((share > 0.05) & (share < 0.95)).sum(axis=-1) / sampling_rate


def test_shapes_and_dtypes(recorded):
    assert recorded.waveforms.shape == (600, 4, 1500)
    assert recorded.waveforms.dtype == np.float32
    assert recorded.waveforms.flags.c_contiguous
    assert np.isfinite(recorded.waveforms).all()
    assert recorded.kind.shape == (600,)
    assert recorded.kind.dtype == np.int64
    assert set(recorded.kind) == set(range(len(WAVEFORM_NAMES)))
    assert recorded.sampling_rate == 50.0
    assert recorded.positions.shape == (4, 2)
    for array in (recorded.noise, recorded.p_arrival, recorded.s_arrival):
        assert array.shape == (600, 4)
        assert array.dtype == np.float64
    assert list(recorded.sources) == ["magnitude", "east", "north", "depth", "sensor"]
    assert recorded.sources["sensor"].dtype == np.int64


@pytest.mark.parametrize(
    ("n_sensors", "duration", "sampling_rate", "n_times"),
    [(1, 20, 50, 1000), (30, 20.5, 100.0, 2050), (4, np.float32(120), 200, 24_000)],
)
def test_size_is_a_choice(n_sensors, duration, sampling_rate, n_times):
    result = make_waveforms(
        5, n_sensors=n_sensors, duration=duration, sampling_rate=sampling_rate, n_noisy=1, random_state=0
    )
    assert result.waveforms.shape == (5, n_sensors, n_times)
    assert result.sampling_rate == sampling_rate


def test_one_recording_of_each_kind_is_enough():
    kinds = {int(make_waveforms(1, random_state=seed).kind[0]) for seed in range(20)}
    assert kinds == {SILENCE, TOURISTS, EARTHQUAKE}


def test_same_seed_same_recordings_and_another_seed_others():
    first, again, other = (make_waveforms(20, random_state=seed) for seed in (0, 0, 1))
    for a, b in zip(first, again, strict=True):
        if isinstance(a, pd.DataFrame):
            pd.testing.assert_frame_equal(a, b)
        else:
            np.testing.assert_array_equal(a, b)
    assert (first.waveforms != other.waveforms).any()
    # The network is the same for all seeds.
    np.testing.assert_array_equal(first.positions, other.positions)


def test_a_generator_is_used_and_moves_on():
    rng = np.random.default_rng(5)
    first, second = make_waveforms(10, random_state=rng), make_waveforms(10, random_state=rng)
    np.testing.assert_array_equal(first.waveforms, make_waveforms(10, random_state=5).waveforms)
    assert (first.waveforms != second.waveforms).any()


def test_global_random_state_is_left_alone():
    np.random.seed(3)
    expected = np.random.rand()
    np.random.seed(3)
    make_waveforms(5, random_state=0)
    assert np.random.rand() == expected


def test_kinds_are_equally_likely(recorded):
    # Four standard deviations of a binomial count.
    assert np.all(np.abs(np.bincount(recorded.kind) - 200) < 4 * np.sqrt(600 * 2 / 9))


def test_the_truth_is_told_where_it_applies(recorded):
    earthquake = recorded.kind == EARTHQUAKE
    of_earthquakes = recorded.sources[["magnitude", "east", "north", "depth"]]
    assert of_earthquakes[earthquake].notna().all(axis=None)
    assert of_earthquakes[~earthquake].isna().all(axis=None)
    for arrival in (recorded.p_arrival, recorded.s_arrival):
        assert np.isfinite(arrival[earthquake]).all()
        assert np.isnan(arrival[~earthquake]).all()
    sensor = recorded.sources["sensor"]
    assert set(sensor[recorded.kind == TOURISTS]) == set(range(4))
    assert (sensor[recorded.kind != TOURISTS] == -1).all()


@pytest.mark.parametrize("n_sensors", [2, 4, 30])
def test_sensors_stand_kilometres_apart_in_the_network(n_sensors):
    positions = make_waveforms(1, n_sensors=n_sensors, random_state=0).positions
    assert np.hypot(*positions.T).max() < 10
    apart = np.linalg.norm(positions[:, None] - positions, axis=2) + 99 * np.eye(n_sensors)
    assert apart.min() > 1.5


def test_noise_has_the_level_that_is_told(recorded):
    silent = recorded.kind == SILENCE
    level = np.sqrt(np.mean(recorded.waveforms[silent] ** 2, axis=2))
    np.testing.assert_allclose(level, recorded.noise[silent], rtol=0.15)
    assert np.mean(level / recorded.noise[silent]) == pytest.approx(1, abs=0.01)


def test_noise_is_in_all_recordings(recorded):
    # Tourists jump 10 s after the beginning at most or not yet; P waves arrive after 3 s.
    before = recorded.waveforms[:, :, :100]
    level = np.sqrt(np.mean(before**2, axis=2)) / recorded.noise
    for kind in (SILENCE, EARTHQUAKE):
        assert np.median(level[recorded.kind == kind]) == pytest.approx(1, abs=0.1)


def test_the_median_level_is_a_choice_and_sensors_differ():
    result = make_waveforms(2000, n_sensors=8, duration=20, noise=3, n_noisy=2, random_state=0)
    quiet, noisy = np.median(result.noise, axis=0)[:6], np.median(result.noise, axis=0)[6:]
    assert np.exp(np.log(quiet).mean()) == pytest.approx(3, rel=0.25)
    assert 1.5 < quiet.max() / quiet.min() < 4.1
    assert noisy.min() > 3 * quiet.max() / 2
    assert np.log(result.noise).std(axis=0) == pytest.approx(np.hypot(0.3, 0.2), abs=0.03)
    # The weather is shared by all sensors of a recording.
    assert np.corrcoef(np.log(result.noise[:, :2]).T)[0, 1] > 0.5


def test_the_last_sensors_beside_a_road_are_eight_times_as_loud():
    quiet, noisy = (make_waveforms(20, n_noisy=n, random_state=0).noise for n in (0, 2))
    np.testing.assert_allclose(noisy / quiet, np.tile([1, 1, 8, 8], (20, 1)))


def test_noise_is_added_and_drowns_weak_and_far_earthquakes():
    with_noise, without = (make_waveforms(200, noise=noise, random_state=3) for noise in (1, 0))
    mine = without.kind == EARTHQUAKE
    shaken = without.waveforms[mine]
    added = with_noise.waveforms[mine] - shaken
    np.testing.assert_allclose(added.std(axis=2), with_noise.noise[mine], rtol=0.2)
    drowned = np.abs(shaken).max(axis=2) < with_noise.noise[mine]
    assert 0.02 < drowned.any(axis=1).mean() < 0.8
    magnitude, distance = without.sources["magnitude"][mine], distances(without)[mine].mean(axis=1)
    weak, far = magnitude < magnitude.median(), distance > np.median(distance)
    assert drowned[weak & far].mean() > 2 * drowned[~weak & ~far].mean()


def test_no_sensor_needs_to_be_noisy():
    levels = make_waveforms(500, n_noisy=0, random_state=0).noise
    assert np.median(levels, axis=0).max() < 2.5


def test_noise_falls_with_frequency_and_has_no_offset(recorded):
    silent = (recorded.waveforms / recorded.noise[..., None])[recorded.kind == SILENCE]
    power = (np.abs(np.fft.rfft(silent)) ** 2).mean(axis=(0, 1))
    frequency = np.fft.rfftfreq(1500, 1 / 50)

    def band(low, high):
        return power[(frequency >= low) & (frequency < high)].mean()

    assert band(2, 2.2) / band(20, 22) == pytest.approx(10, rel=0.2)
    assert power[0] < 0.05 * band(1, 2)
    # Below 1 Hz the sensor hardly moves.
    assert band(0.05, 0.5) < 0.2 * band(1, 2)


def test_no_noise_is_possible(noiseless):
    assert not noiseless.waveforms[noiseless.kind == SILENCE].any()
    assert not noiseless.noise.any()


def test_tourists_are_felt_at_one_sensor_only(noiseless):
    jumping = noiseless.kind == TOURISTS
    felt = noiseless.waveforms[jumping].any(axis=2)
    assert np.all(felt.sum(axis=1) == 1)
    np.testing.assert_array_equal(felt.argmax(axis=1), noiseless.sources["sensor"][jumping])


@pytest.fixture(scope="module")
def jumps(noiseless):
    """What the sensors measure on which tourists jump, without noise."""
    jumping = np.flatnonzero(noiseless.kind == TOURISTS)
    return noiseless.waveforms[jumping, noiseless.sources["sensor"].to_numpy()[jumping]]


def test_tourists_jump_with_a_regular_beat(jumps):
    # The energy of the landings repeats itself: the strongest line of its spectrum is the rate of jumping.
    energy = np.cumsum(jumps.astype(float) ** 2, axis=1)
    # Cut into windows of 50 ms, mean taken off.
    cut = np.diff(energy[:, ::2], axis=1)
    spectrum = np.abs(np.fft.rfft(cut - cut.mean(axis=1, keepdims=True), n=8192))
    frequency = np.fft.rfftfreq(8192, 2 / 50)
    slow = (frequency > 1) & (frequency < 5)
    beat = frequency[slow][spectrum[:, slow].argmax(axis=1)]
    assert np.mean((beat > 1.7) & (beat < 3.5)) > 0.95
    assert 2.3 < np.median(beat) < 2.9
    # Evenly over the range, so both ends occur.
    assert np.quantile(beat, 0.1) < 2.1
    assert np.quantile(beat, 0.9) > 3.1


def test_the_ground_rings_at_8_to_20_hz(jumps):
    centre = centre_of_spectrum(jumps)
    assert np.quantile(centre, 0.05) > 6
    assert np.quantile(centre, 0.95) < 21
    assert centre.std() > 2


def test_tourists_stop_after_a_while(jumps):
    loud = np.abs(jumps) > 0.05 * np.abs(jumps).max(axis=1, keepdims=True)
    first, last = loud.argmax(axis=1) / 50, (1499 - loud[:, ::-1].argmax(axis=1)) / 50
    assert np.all(last - first < 16.5)
    assert np.all(last - first > 4)
    assert np.all(first < 12.6)
    assert np.median(last - first) > 7
    # What a landing leaves is over within a fraction of a second.
    after = np.arange(1500) / 50 > last[:, None] + 0.5
    assert np.all(np.abs(jumps).max(axis=1, where=after, initial=0) < 0.02 * np.abs(jumps).max(axis=1))


def test_people_near_the_sensor_are_strong_and_far_ones_weak(jumps):
    peak = np.abs(jumps).max(axis=1)
    assert np.quantile(peak, 0.05) < 30
    assert np.quantile(peak, 0.95) > 250
    assert peak.max() < 4000


def test_waves_travel_at_their_speeds(noiseless):
    mine = noiseless.kind == EARTHQUAKE
    distance = distances(noiseless)[mine]
    p, s = noiseless.p_arrival[mine], noiseless.s_arrival[mine]
    np.testing.assert_allclose(s - p, distance * (1 / 3.5 - 1 / 6))
    np.testing.assert_allclose(p - p[:, :1], (distance - distance[:, :1]) / 6)
    first = p.min(axis=1)
    assert np.all((first >= 3) & (first <= 9))
    assert first.max() - first.min() > 5


def test_earthquakes_arrive_when_it_is_said(earthquakes):
    waveforms, p_arrival, s_arrival, _ = earthquakes
    time = np.arange(1500) / 50
    peak = np.abs(waveforms).max(axis=2)
    # Spectra are shaped without delay, so a little of a wave leaks before its arrival.
    early = np.where(time < p_arrival[..., None] - 0.3, np.abs(waveforms), 0).max(axis=2)
    assert np.quantile(early / peak, 0.99) < 0.02
    rms_p = np.sqrt(np.mean(waveforms**2, axis=2, where=np.abs(time - p_arrival[..., None] - 1) < 1))
    assert np.median(rms_p / peak) > 0.05
    # The S wave brings most of the energy.
    after = np.sum(waveforms**2, axis=2, where=time > s_arrival[..., None])
    assert np.median(after / np.sum(waveforms**2, axis=2)) > 0.8
    assert np.mean(after / np.sum(waveforms**2, axis=2) > 0.5) > 0.95


def test_magnitudes_follow_gutenberg_and_richter():
    magnitude = make_waveforms(6000, n_sensors=1, duration=20, random_state=0).sources["magnitude"].dropna()
    assert magnitude.min() >= 3
    assert magnitude.max() <= 6
    # b = 1 means ten times as many for each unit less; four standard deviations of the mean are allowed.
    assert magnitude.mean() == pytest.approx(3 + 1 / np.log(10), abs=0.04)
    assert np.mean(magnitude > 4) == pytest.approx(0.1, abs=0.03)


def test_epicentres_are_spread_evenly_over_the_ring(noiseless):
    east, north = noiseless.sources[["east", "north"]].dropna().to_numpy().T
    distance = np.hypot(east, north)
    assert distance.min() >= 10
    assert distance.max() <= 100
    # Half of the area lies beyond this distance.
    beyond = np.mean(distance > np.sqrt((10**2 + 100**2) / 2))
    assert beyond == pytest.approx(0.5, abs=0.12)
    quadrants = np.bincount(2 * (east > 0) + (north > 0))
    assert quadrants.min() > 0.5 * quadrants.max()
    assert noiseless.sources["depth"].dropna().between(5, 15).all()


def test_far_earthquakes_are_weaker_lower_and_longer():
    near, far = earthquake(4.0, 20.0), earthquake(4.0, 100.0)
    # Geometry alone gives a factor of five; the ground absorbs as well.
    assert np.median(np.abs(near).max(axis=1)) > 7 * np.median(np.abs(far).max(axis=1))
    assert np.median(centre_of_spectrum(near)) > 1.2 * np.median(centre_of_spectrum(far))
    s_wave = slice(round(50 * (5 + 100 * (1 / 3.5 - 1 / 6))), None)
    s_wave_near = slice(round(50 * (5 + 20 * (1 / 3.5 - 1 / 6))), None)
    assert np.median(duration(far[:, s_wave])) > 2 * np.median(duration(near[:, s_wave_near]))


def test_large_earthquakes_are_stronger_and_slower():
    small, large = earthquake(3.0, 50.0), earthquake(5.0, 50.0)
    ratio = np.median(np.abs(large).max(axis=1)) / np.median(np.abs(small).max(axis=1))
    # The moment grows a thousandfold, the peak velocity much less: the corner moves.
    assert 20 < ratio < 200
    assert np.median(centre_of_spectrum(small)) > 1.8 * np.median(centre_of_spectrum(large))


@pytest.mark.parametrize("sampling_rate", [50.0, 100.0])
def test_the_spectrum_is_the_one_that_was_asked_for(sampling_rate):
    # Parseval: the energy of P and S wave is the integral of their squared spectra. Means over stress
    # drops and scatter differ from the value at their median, so both are drawn narrow here.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("unlabelled.datasets._waveforms._STRESS_SPREAD", 0.0)
        patch.setattr("unlabelled.datasets._waveforms._AMPLITUDE_SPREAD", 0.0)
        motion = earthquake(
            4.0, 40.0, n_samples=400, n_times=round(60 * sampling_rate), sampling_rate=sampling_rate
        )
    energy = np.mean(np.sum(motion.astype(float) ** 2, axis=1)) / sampling_rate
    frequency = np.linspace(0, sampling_rate / 2, 20_000).astype(np.float32)
    moment = np.array([10 ** (1.5 * 4 + 9.1)])
    corner = 0.49 * 3500 * (5e6 / moment) ** (1 / 3)
    response = frequency**2 / np.sqrt(1 + frequency**4)
    expected = 0.0
    for factor, speed, radiation in [(1.5, 6.0, 0.52), (1.0, 3.5, 0.55)]:
        spectrum = _velocity_spectrum(
            frequency, moment, factor * corner, np.array([[40.0]]), speed, radiation
        )[0, 0]
        expected += 2 * np.trapezoid((spectrum * response).astype(float) ** 2, frequency)
    assert energy == pytest.approx(expected, rel=0.1)


def test_the_spectrum_has_the_values_of_the_formula():
    # Worked out by hand for M 4, 35 km, S wave, at 2 Hz: 2 pi f times the displacement of Boore's
    # equation, 0.55 * 0.71 * 2 / (4 pi * 2800 * 3500^3) * M0 / R, Brune's fall, Q and kappa.
    moment, corner = 10**15.1, 0.49 * 3500 * (5e6 / 10**15.1) ** (1 / 3)
    level = 1e6 * 0.55 * 0.71 * 2 / (4 * np.pi * 2800 * 3500.0**3) * moment / 35e3
    lost = np.exp(-np.pi * 2 * 35 / (180 * 2**0.45 * 3.5)) * np.exp(-np.pi * 0.04 * 2)
    expected = level * 2 * np.pi * 2 / (1 + (2 / corner) ** 2) * lost
    args = np.array([2.0], np.float32), np.array([moment]), np.array([corner])
    found = _velocity_spectrum_at(*args, np.array([[35.0]]), 3.5, 0.55)
    assert found == pytest.approx(expected, rel=1e-4)


def _velocity_spectrum_at(frequency, *args):
    """The spectrum at one frequency; the function takes a grid that begins with zero."""
    grid = np.concatenate([np.zeros(1, np.float32), frequency])
    return _velocity_spectrum(grid, *args)[0, 0, 1]


def test_nothing_wraps_round_from_the_end_to_the_beginning(noiseless):
    # Recordings in which the S wave is at its strongest at the end have nothing at the beginning.
    late = make_waveforms(400, duration=20, noise=0, random_state=2)
    rows, sensors = np.where(late.s_arrival > 17)
    assert len(rows) > 20
    motion = np.abs(late.waveforms[rows, sensors])
    assert np.max(motion[:, :50].max(axis=1) / motion.max(axis=1)) < 0.01


def test_blocks_do_not_repeat_one_another():
    result = make_waveforms(300, noise=0.5, random_state=0)
    silent = np.flatnonzero(result.kind == SILENCE)
    first = silent[silent < 128][0]
    for other in silent[silent >= 128][:20]:
        related = np.corrcoef(result.waveforms[first, 0], result.waveforms[other, 0])[0, 1]
        assert abs(related) < 0.3


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"n_samples": 0}, "n_samples must be an integer at least 1, got 0"),
        ({"n_samples": 2.5}, "n_samples must be an integer at least 1, got 2.5"),
        ({"n_samples": True}, "n_samples must be an integer at least 1, got True"),
        ({"n_sensors": 0}, "n_sensors must be an integer from 1 to 30, got 0"),
        ({"n_sensors": 31}, "n_sensors must be an integer from 1 to 30, got 31"),
        ({"duration": 19.9}, "duration must be a number from 20 to 120, got 19.9"),
        ({"duration": "30"}, "duration must be a number from 20 to 120, got '30'"),
        ({"duration": float("nan")}, "duration must be a number from 20 to 120, got nan"),
        ({"sampling_rate": 49}, "sampling_rate must be a number from 50 to 200, got 49"),
        ({"sampling_rate": True}, "sampling_rate must be a number from 50 to 200, got True"),
        ({"noise": -0.1}, "noise must be a number from 0 to 1000, got -0.1"),
        ({"noise": float("inf")}, "noise must be a number from 0 to 1000, got inf"),
        ({"n_noisy": 5}, "n_noisy must be an integer from 0 to 4, got 5"),
        ({"n_noisy": -1}, "n_noisy must be an integer from 0 to 4, got -1"),
        ({"random_state": -1}, "random_state must be an integer at least 0, got -1"),
        ({"random_state": "x"}, "random_state must be an integer at least 0, got 'x'"),
    ],
)
def test_bad_arguments_are_named_with_their_range(arguments, message):
    with pytest.raises(ValueError, match=f"^{message}"):
        make_waveforms(**arguments)

"""The recordings of calls keep what their docstring says."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chisquare

from unlabelled.datasets import CALL_NAMES, CALL_RATE, CALL_SHARES, make_calls

BARK, SNORT, SQUEAL, WHINNY, HUM = range(5)


@pytest.fixture(scope="module")
def calls():
    return make_calls(600, random_state=0)


@pytest.fixture(scope="module")
def quiet():
    return make_calls(300, background=0, random_state=0)


def spectrum(sounds):
    """Mean power by frequency, and the frequencies in Hz."""
    power = (np.abs(np.fft.rfft(sounds, axis=1)) ** 2).mean(axis=0)
    return power, np.fft.rfftfreq(sounds.shape[1], 1 / CALL_RATE)


def test_shapes_and_dtypes(calls):
    assert calls.sounds.shape == (600, 10_240)
    assert calls.sounds.dtype == np.float32
    assert np.isfinite(calls.sounds).all()
    assert calls.kind.shape == (600,)
    assert calls.kind.dtype == np.int64
    assert set(calls.kind) == set(range(len(CALL_NAMES)))
    assert list(calls.traits) == ["caller", "onset", "duration", "pitch", "loudness"]
    assert set(calls.traits["caller"]) == set(range(12))


def test_kinds_have_their_shares(calls):
    assert sum(CALL_SHARES) == pytest.approx(1)
    shares, counts = np.array(CALL_SHARES), np.bincount(calls.kind)
    # Four standard deviations of a binomial count.
    assert np.all(np.abs(counts - 600 * shares) < 4 * np.sqrt(600 * shares * (1 - shares)))


def test_one_recording_of_one_caller_is_enough():
    calls = make_calls(1, n_callers=1, random_state=0)
    assert calls.sounds.shape == (1, 10_240)
    assert calls.traits["caller"].tolist() == [0]


def test_same_seed_same_calls_and_another_seed_others():
    first, again, other = (make_calls(20, random_state=seed) for seed in (0, 0, 1))
    np.testing.assert_array_equal(first.sounds, again.sounds)
    np.testing.assert_array_equal(first.kind, again.kind)
    pd.testing.assert_frame_equal(first.traits, again.traits)
    assert (first.sounds != other.sounds).any()


def test_a_generator_is_used_and_moves_on():
    rng = np.random.default_rng(5)
    first, second = make_calls(5, random_state=rng), make_calls(5, random_state=rng)
    np.testing.assert_array_equal(first.sounds, make_calls(5, random_state=5).sounds)
    assert (first.sounds != second.sounds).any()


def test_without_background_all_is_silent_but_the_call(quiet):
    time = np.arange(10_240) / CALL_RATE
    onset, duration = (quiet.traits[name].to_numpy()[:, None] for name in ("onset", "duration"))
    outside = (time < onset) | (time > onset + duration)
    assert np.all(quiet.sounds[outside] == 0)
    assert (np.abs(quiet.sounds).max(axis=1) > 0.1).all()
    assert quiet.traits["onset"].between(0.03, 0.25).all()
    assert (onset + duration).max() < 1.28


def test_the_background_has_its_level_and_falls_with_the_frequency(quiet):
    noisy = make_calls(300, background=0.2, random_state=0)
    last = noisy.sounds[:, -400:]  # 1.23 s: all calls are over
    assert last.std() == pytest.approx(0.2, rel=0.05)
    power, frequency = spectrum(last)
    low, high = power[(frequency > 100) & (frequency < 400)], power[frequency > 2000]
    assert low.mean() > 4 * high.mean()


def test_snorts_have_no_pitch_and_stay_in_their_band(quiet):
    assert (quiet.traits["pitch"].isna() == (quiet.kind == SNORT)).all()
    power, frequency = spectrum(quiet.sounds[quiet.kind == SNORT])
    inside = (frequency > 400) & (frequency < 2800)
    assert power[inside].sum() > 0.98 * power.sum()


def test_hums_are_low_and_squeals_are_high(quiet):
    middle = {}
    for kind in (HUM, BARK, SQUEAL):
        power, frequency = spectrum(quiet.sounds[quiet.kind == kind])
        middle[kind] = frequency[np.searchsorted(power.cumsum(), power.sum() / 2)]
    assert middle[HUM] < middle[BARK] < middle[SQUEAL]
    pitch = quiet.traits["pitch"].groupby(quiet.kind).median()
    assert 130 < pitch[HUM] < 170
    assert 900 < pitch[SQUEAL] < 1100


def test_whinnies_are_longest(quiet):
    duration = quiet.traits["duration"].groupby(quiet.kind)
    assert duration.min()[WHINNY] >= 0.6
    assert duration.mean().idxmax() == WHINNY
    assert duration.mean().idxmin() == SNORT


def test_barks_come_in_bursts_six_a_second(quiet):
    def pulse(kind):
        """Share of the loudness that beats at about six a second."""
        loudness = np.abs(quiet.sounds[quiet.kind == kind]).reshape(-1, 256, 40).mean(axis=2)
        power, frequency = np.abs(np.fft.rfft(loudness, axis=1)) ** 2, np.fft.rfftfreq(256, 40 / CALL_RATE)
        beat = (frequency > 5) & (frequency < 7)
        return (power[:, beat].sum(axis=1) / power[:, 1:].sum(axis=1)).mean()

    assert pulse(BARK) > 3 * max(pulse(SNORT), pulse(SQUEAL), pulse(WHINNY), pulse(HUM))


def test_callers_have_a_pitch_of_their_own():
    traits = make_calls(600, n_callers=30, random_state=1)
    pitch = np.log(traits.traits["pitch"]).groupby(traits.kind).transform(lambda x: x - x.mean())
    by_caller = pitch.groupby(traits.traits["caller"])
    assert by_caller.std().mean() == pytest.approx(0.06, rel=0.2)
    assert by_caller.mean().std() == pytest.approx(0.12, rel=0.4)


def pitch_at(calls, mine, places):
    """Strongest frequency in Hz in 40 ms around places (shares of the duration), (n_calls, n_places)."""
    begin, length = (calls.traits[name].to_numpy()[mine, None] for name in ("onset", "duration"))
    first = ((begin + length * places - 0.02) * CALL_RATE).round().astype(int)
    pieces = np.take_along_axis(calls.sounds[mine, None], first[..., None] + np.arange(320), axis=2)
    return np.abs(np.fft.rfft(pieces * np.hanning(320), 4096)).argmax(axis=2) * CALL_RATE / 4096


def test_squeals_rise_and_fall_and_whinnies_fall_and_tremble(quiet):
    first, middle, last = pitch_at(quiet, quiet.kind == SQUEAL, np.array([0.15, 0.5, 0.85])).T
    assert (np.minimum(middle / first, middle / last) > 1.1).all()
    places = np.linspace(0.15, 0.85, 30)
    for kind, trembles in ((WHINNY, True), (SQUEAL, False)):
        pitch = np.log(pitch_at(quiet, quiet.kind == kind, places))
        bend = np.polynomial.Polynomial.fit(places, pitch.mean(axis=0), 2)
        if trembles:
            assert (pitch[:, :5].mean(axis=1) > pitch[:, -5:].mean(axis=1) + 0.3).all()
        # What is left beside the bend that all calls of a kind share, and each call's own pitch.
        wobble = pitch - bend(places) - (pitch - bend(places)).mean(axis=1, keepdims=True)
        assert (np.median(wobble.std(axis=1)) > 0.03) == trembles


def test_hums_are_rich_in_harmonics(quiet):
    def overtones(kind):
        """Share of the power above two and a half times the pitch."""
        power = np.abs(np.fft.rfft(quiet.sounds[quiet.kind == kind], axis=1)) ** 2
        frequency = np.fft.rfftfreq(10_240, 1 / CALL_RATE)
        high = frequency > 2.5 * quiet.traits["pitch"][quiet.kind == kind].to_numpy()[:, None]
        return np.median((power * high).sum(axis=1) / power.sum(axis=1))

    # Barks and snorts hold breath, whose power lies above the pitch, too.
    assert overtones(HUM) > 2 * max(overtones(SQUEAL), overtones(WHINNY))


def test_the_traits_are_those_of_the_sound(quiet):
    squeals = quiet.kind == SQUEAL
    # A squeal begins and ends at its pitch, and is higher by half an octave or more between.
    begin = pitch_at(quiet, squeals, np.array([0.06]))[:, 0]
    assert np.corrcoef(begin, quiet.traits["pitch"][squeals])[0, 1] > 0.95
    peak = np.abs(quiet.sounds).max(axis=1) / quiet.traits["loudness"]
    for kind in (SQUEAL, WHINNY, HUM):
        assert peak[quiet.kind == kind].std() < 0.1 * peak[quiet.kind == kind].mean()
    by_kind = peak.groupby(quiet.kind).median()
    assert by_kind.between(1, 4).all() and by_kind.idxmax() == SNORT


def test_callers_are_equally_likely_and_loudness_and_onset_vary():
    traits = make_calls(2000, n_callers=10, random_state=2).traits
    assert chisquare(np.bincount(traits["caller"], minlength=10)).pvalue > 1e-6
    # The median of 2,000 has a standard error of 1.25 * 0.4 / sqrt(2000) = 0.011.
    assert traits["loudness"].median() == pytest.approx(1, abs=0.06)
    assert traits["loudness"].quantile(0.9) > 2 * traits["loudness"].quantile(0.1)
    assert traits["onset"].min() < 0.04
    assert traits["onset"].max() > 0.24


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"n_samples": 0}, "n_samples must be an integer at least 1, got 0"),
        ({"n_callers": 0}, "n_callers must be an integer at least 1, got 0"),
        ({"background": -0.1}, "background must be a number from 0 to 1, got -0.1"),
        ({"background": "x"}, "background must be a number from 0 to 1, got 'x'"),
        ({"random_state": -1}, "random_state must be an integer at least 0, got -1"),
    ],
)
def test_bad_arguments_are_named_with_their_range(arguments, message):
    with pytest.raises(ValueError, match=f"^{message}"):
        make_calls(**arguments)

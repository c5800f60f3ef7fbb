"""Ground motion at a few sensors: silence, tourists who jump on a sensor, an earthquake on its way."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import fft
from scipy.special import gamma

from unlabelled.datasets._validation import RandomState, check_integer, check_number, check_random_state

WAVEFORM_NAMES = ("silence", "tourists", "earthquake")

# The network: sensors on a spiral that fills a disc of this radius in km evenly (Vogel, 1979).
_NETWORK_RADIUS = 10.0
_GOLDEN_ANGLE = np.pi * (3 - np.sqrt(5))

# Background: how much a site, the weather and the hour change its level (log scale), how much louder a
# sensor beside a road is. Its power falls with 1/f, as between the two models of Peterson (1993) above 1 Hz.
_SITE_RANGE = np.log(2.0)
_WEATHER_SPREAD = 0.3
_HOUR_SPREAD = 0.2
_ROAD = 8.0
# Resonance of a short-period sensor in Hz: what is slower hardly moves it.
_SENSOR_FREQUENCY = 1.0

# Tourists. Rate of rhythmical jumping in Hz (Bachmann and Ammann, 1987) and what the ground makes of a
# landing: it rings, with a peak velocity in µm/s at 1 m that falls with the distance in m (Bornitz'
# equation with r^-1/2 and absorption per m; Richart, Hall and Woods, 1970).
_JUMP_RATE = (1.8, 3.4)
_RINGING = (8.0, 20.0)
_DAMPING = (0.1, 0.3)
_PEOPLE = 4
_PEAK = 300.0
_JUMPER_DISTANCE = (1.0, 30.0)
_ABSORPTION = 0.05
_IRREGULARITY = 0.04
_BOUT = (5.0, 15.0)

# Earthquakes: Gutenberg and Richter (1944) with b = 1; places in km; speeds of P and S wave in km/s.
_MAGNITUDES = (3.0, 6.0)
_EPICENTRES = (10.0, 100.0)
_DEPTHS = (5.0, 15.0)
_SPEEDS = (6.0, 3.5)
# Spectrum, after Boore (2003) in SI units: density, mean radiation pattern of P and S, share in one
# component, free surface, stress drop and its spread, attenuation with Q = 180 f^0.45 on the way and
# with exp(-pi kappa f) below the sensor.
_DENSITY = 2800.0
_RADIATION = (0.52, 0.55)
_COMPONENT = 0.71
_FREE_SURFACE = 2.0
_STRESS_DROP = 5e6
_STRESS_SPREAD = 0.7
_Q = (180.0, 0.45)
_KAPPA = 0.04
# Corner frequency of the P wave over that of the S wave (Madariaga, 1976).
_P_CORNER = 1.5
_PATH_DURATION = 0.05
_AMPLITUDE_SPREAD = 0.4
# Exponential window with the constants of Boore (2003): it peaks at a fifth of its length
# and has fallen to a twentieth at its end, which lies at twice the duration of the ground motion.
_PEAK_AT, _LEFT_AT_END = 0.2, 0.05
_EXPONENT = -_PEAK_AT * np.log(_LEFT_AT_END) / (1 + _PEAK_AT * (np.log(_PEAK_AT) - 1))
_DECAY = _EXPONENT / _PEAK_AT
_WINDOW_ENERGY = gamma(2 * _EXPONENT + 1) / (2 * _DECAY) ** (2 * _EXPONENT + 1)

# Recordings are made in blocks, so that memory does not grow with their number.
_BLOCK = 128
# Seconds of silence behind a recording: filters run in a circle and must not bring its end to its beginning.
_PADDING = 3.0

Float32 = npt.NDArray[np.float32]
Float64 = npt.NDArray[np.float64]


class Waveforms(NamedTuple):
    """Result of :func:`make_waveforms`.

    Attributes
    ----------
    waveforms : float32 array, (n_samples, n_sensors, n_times)
        Velocity of the ground in µm/s, one component.
    kind : int64 array, (n_samples,), values in {0, 1, 2}
        Index into :data:`WAVEFORM_NAMES`.
    sampling_rate : float
        Values a second (Hz).
    positions : float64 array, (n_sensors, 2)
        Where the sensors stand: km east and north of the middle of the network.
    noise : float64 array, (n_samples, n_sensors)
        Level of the background in the recording: root mean square in µm/s.
    p_arrival, s_arrival : float64 array, (n_samples, n_sensors)
        When the P and the S wave arrive, in s after the beginning of the recording; NaN without an
        earthquake. The S wave may arrive after the end.
    sources : DataFrame, n_samples rows
        The truth. Of an earthquake: ``magnitude``; ``east`` and ``north`` of its epicentre, in km like
        ``positions``; ``depth`` in km; otherwise NaN. Of tourists: ``sensor``, int64, the one they jump
        on, otherwise -1.
    """

    waveforms: Float32
    kind: npt.NDArray[np.int64]
    sampling_rate: float
    positions: Float64
    noise: Float64
    p_arrival: Float64
    s_arrival: Float64
    sources: pd.DataFrame


def make_waveforms(
    n_samples: int = 300,
    *,
    n_sensors: int = 4,
    duration: float = 30.0,
    sampling_rate: float = 50.0,
    noise: float = 1.0,
    n_noisy: int = 1,
    random_state: RandomState = None,
) -> Waveforms:
    """Simulate what a network of seismic sensors records: silence, tourists, or an earthquake.

    The kinds are equally likely. The network is always the same: sensors within 10 km of its middle,
    kilometres apart. Each measures one component of the ground's velocity, from about 1 Hz upwards.

    *Silence* is background noise, louder at low frequencies. Its level differs from sensor to sensor by up
    to a factor of four, changes from recording to recording, and is eight times as high at the last
    ``n_noisy`` sensors, which stand beside a road. The noise is in all recordings.

    *Tourists*: one to four people jump for 5 to 15 s, 1.8 to 3.4 times a second, within 30 m of one sensor.
    Each landing makes the ground ring at 8 to 20 Hz for a fraction of a second. At the other sensors,
    kilometres away, nothing of it arrives.

    *Earthquake*: a P wave crosses the network at 6 km/s, and an S wave, mostly the stronger, follows at
    3.5 km/s. Both arrive at one sensor after another, and the S wave the later after the P wave the
    farther the earthquake is. The first P wave arrives in the second or third tenth of the recording.
    Magnitudes from 3 to 6 follow the law of Gutenberg and Richter, so most are small; epicentres are
    scattered evenly over the ring from 10 to 100 km around the middle, at depths of 5 to 15 km. Each
    wave is noise in a window, shaped to Brune's spectrum (stochastic method): large earthquakes are strong
    and slow, and with the distance amplitudes fall, high frequencies first, while the waves last longer.
    Weak and far ones drown in the noise of some sensors.

    The result resembles the triggers of a local network of short-period seismometers in an early-warning
    system. Left out: layers of the Earth and the waves that they guide (surface waves among them), mechanism
    and direction of rupture, the likeness of the wave's wiggles at neighbouring sensors, microseisms and
    passing cars, two events in one recording, aftershocks, clipping, gaps and clocks that are wrong.

    Parameters
    ----------
    n_samples : int, at least 1
        Number of recordings.
    n_sensors : int, from 1 to 30
    duration : float, from 20 to 120
        Length of a recording in s.
    sampling_rate : float, from 50 to 200
        Values a second (Hz). There are ``round(duration * sampling_rate)`` times.
    noise : float, from 0 to 1000
        Median level of the background: root mean square in µm/s at a quiet sensor.
    n_noisy : int, from 0 to n_sensors
        How many sensors, the last ones, stand beside a road.
    random_state : int, Generator or None
        The same int gives the same recordings.

    Returns
    -------
    Waveforms
        Named tuple of ``waveforms``, float32 array (n_samples, n_sensors, n_times) in µm/s; ``kind``, int64
        array (n_samples,) of indices into :data:`WAVEFORM_NAMES`; ``sampling_rate`` in Hz; ``positions``,
        float64 array (n_sensors, 2) in km; and the truth: ``noise``, float64 array (n_samples, n_sensors)
        in µm/s, ``p_arrival`` and ``s_arrival``, float64 arrays (n_samples, n_sensors) in s, and ``sources``,
        DataFrame of n_samples rows.

    Raises
    ------
    ValueError
        If an argument is out of range; the message names it and its range.

    References
    ----------
    D. M. Boore (2003), Simulation of ground motion using the stochastic method, Pure and Applied Geophysics
    160, 635-676; for the other sources see the constants of this module.

    Examples
    --------
    >>> recorded = make_waveforms(3, duration=20, random_state=0)
    >>> recorded.waveforms.shape  # recordings, sensors, times: 20 s at 50 Hz
    (3, 4, 1000)
    >>> bool(recorded.noise[:, -1].mean() > 2 * recorded.noise[:, 0].mean())  # the last is beside a road
    True
    """
    n_samples = check_integer(n_samples, "n_samples", 1)
    n_sensors = check_integer(n_sensors, "n_sensors", 1, 30)
    duration = check_number(duration, "duration", 20, 120)
    sampling_rate = check_number(sampling_rate, "sampling_rate", 50, 200)
    noise = check_number(noise, "noise", 0, 1000)
    n_noisy = check_integer(n_noisy, "n_noisy", 0, n_sensors)
    rng = check_random_state(random_state)

    n_times = round(duration * sampling_rate)
    kind = rng.integers(len(WAVEFORM_NAMES), size=n_samples)
    positions = _place_sensors(n_sensors)
    levels = noise * _noise_levels(n_samples, n_sensors, n_noisy, rng)
    sources = _draw_sources(kind, n_sensors, rng)
    distance = np.sqrt(
        (sources["east"].to_numpy()[:, None] - positions[:, 0]) ** 2
        + (sources["north"].to_numpy()[:, None] - positions[:, 1]) ** 2
        + sources["depth"].to_numpy()[:, None] ** 2
    )
    p_arrival, s_arrival = distance / _SPEEDS[0], distance / _SPEEDS[1]
    wait = duration * rng.uniform(0.1, 0.3, size=(n_samples, 1)) - p_arrival.min(axis=1, keepdims=True)
    p_arrival, s_arrival = p_arrival + wait, s_arrival + wait

    waveforms = np.empty((n_samples, n_sensors, n_times), dtype=np.float32)
    for start in range(0, n_samples, _BLOCK):
        block = slice(start, start + _BLOCK)
        waveforms[block] = _simulate_noise(levels[block], n_times, sampling_rate, rng)
        jumped_on = start + np.flatnonzero(kind[block] == 1)
        waveforms[jumped_on, sources["sensor"].to_numpy()[jumped_on]] += _simulate_jumps(
            len(jumped_on), n_times, sampling_rate, rng
        )
        shaken = start + np.flatnonzero(kind[block] == 2)
        waveforms[shaken] += _simulate_earthquakes(
            sources["magnitude"].to_numpy()[shaken],
            distance[shaken],
            (p_arrival[shaken], s_arrival[shaken]),
            n_times,
            sampling_rate,
            rng,
        )
    return Waveforms(waveforms, kind, sampling_rate, positions, levels, p_arrival, s_arrival, sources)


def _place_sensors(n_sensors: int) -> Float64:
    """Return where the sensors stand, (n_sensors, 2) in km."""
    number = np.arange(n_sensors)
    radius = _NETWORK_RADIUS * np.sqrt((number + 0.5) / n_sensors)
    angle = number * _GOLDEN_ANGLE
    positions: Float64 = radius[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])
    return positions


def _noise_levels(n_samples: int, n_sensors: int, n_noisy: int, rng: np.random.Generator) -> Float64:
    """Return the level of the noise relative to its median at a quiet sensor, (n_samples, n_sensors)."""
    # Multiples of the golden ratio, modulo one, spread evenly in an order that looks random.
    site = _SITE_RANGE * (2 * (np.arange(1, n_sensors + 1) * 0.618034 % 1) - 1)
    site[n_sensors - n_noisy :] += np.log(_ROAD)
    weather = rng.normal(0, _WEATHER_SPREAD, size=(n_samples, 1))
    hour = rng.normal(0, _HOUR_SPREAD, size=(n_samples, n_sensors))
    levels: Float64 = np.exp(site + weather + hour)
    return levels


def _draw_sources(kind: npt.NDArray[np.int64], n_sensors: int, rng: np.random.Generator) -> pd.DataFrame:
    """Return what makes the ground move: one row for each recording."""
    n_samples = len(kind)
    # Numbers of earthquakes fall tenfold with each unit of magnitude: an exponential law, cut at both ends.
    low, high = 10.0 ** -np.array(_MAGNITUDES)
    magnitude = -np.log10(rng.uniform(high, low, size=n_samples))
    radius = np.sqrt(rng.uniform(_EPICENTRES[0] ** 2, _EPICENTRES[1] ** 2, size=n_samples))
    azimuth = rng.uniform(0, 2 * np.pi, size=n_samples)
    depth = rng.uniform(*_DEPTHS, size=n_samples)
    sensor = rng.integers(n_sensors, size=n_samples)
    epicentre = radius * np.sin(azimuth), radius * np.cos(azimuth)
    earthquake = {"magnitude": magnitude, "east": epicentre[0], "north": epicentre[1], "depth": depth}
    sources = pd.DataFrame({name: np.where(kind == 2, value, np.nan) for name, value in earthquake.items()})
    sources["sensor"] = np.where(kind == 1, sensor, -1)
    return sources


def _sensor_response(frequency: Float32) -> Float32:
    """Return which share of the ground's velocity a short-period sensor measures, by frequency."""
    ratio = (frequency / np.float32(_SENSOR_FREQUENCY)) ** 2
    response: Float32 = ratio / np.sqrt(1 + ratio**2)
    return response


def _fourier_grid(n_times: int, sampling_rate: float) -> tuple[int, Float32]:
    """Return a length for Fourier transforms that leaves room for the padding, and its frequencies in Hz."""
    n_fft = fft.next_fast_len(n_times + round(_PADDING * sampling_rate), real=True)
    return n_fft, fft.rfftfreq(n_fft, 1 / sampling_rate).astype(np.float32)


def _simulate_noise(levels: Float64, n_times: int, sampling_rate: float, rng: np.random.Generator) -> Float32:
    """Return noise whose power falls with 1/f, as the sensor sees it, (n_samples, n_sensors, n_times)."""
    n_fft, frequency = _fourier_grid(n_times, sampling_rate)
    shape = np.zeros_like(frequency)
    shape[1:-1] = _sensor_response(frequency[1:-1]) / np.sqrt(frequency[1:-1])
    # By Parseval's theorem the root mean square is one.
    shape *= n_fft / (2 * np.sqrt(np.sum(shape**2, dtype=np.float64)))
    white = rng.standard_normal((*levels.shape, 2 * len(frequency)), dtype=np.float32).view(np.complex64)
    spectrum = white * (shape * levels[..., None].astype(np.float32))
    motion: Float32 = fft.irfft(spectrum, n_fft)[..., :n_times]
    return motion


def _simulate_jumps(n_samples: int, n_times: int, sampling_rate: float, rng: np.random.Generator) -> Float32:
    """Return the motion of the ground below jumping people, (n_samples, n_times)."""
    duration = n_times / sampling_rate
    n_fft, frequency = _fourier_grid(n_times, sampling_rate)
    rate = rng.uniform(*_JUMP_RATE, size=(n_samples, 1, 1))
    begin = rng.uniform(0, 0.4 * duration, size=(n_samples, 1, 1))
    length = rng.uniform(*_BOUT, size=(n_samples, 1, 1))
    n_people = rng.integers(1, _PEOPLE + 1, size=(n_samples, 1, 1))
    near, far = _JUMPER_DISTANCE
    away = near * (far / near) ** rng.uniform(size=(n_samples, 1, 1))

    # (n_samples, person, jump): all could jump as often as anybody does, and who does not take part is zero.
    size = (n_samples, _PEOPLE, int(_BOUT[1] * _JUMP_RATE[1]) + 1)
    beat = np.arange(size[2]) + rng.normal(0, 0.1, size=(n_samples, _PEOPLE, 1))
    beat += rng.normal(0, _IRREGULARITY, size=size)
    peak = _PEAK * np.exp(-_ABSORPTION * (away - 1)) / np.sqrt(away)
    strength = peak * np.exp(rng.normal(0, 0.2, size=size))
    time = begin + beat / rate
    strength *= (np.arange(_PEOPLE)[:, None] < n_people) & (beat < length * rate) & (time >= 0)

    # A landing lies between two grid points and is shared by them. Behind the end there is room for one more.
    place = np.minimum(time.clip(0) * sampling_rate, n_times)
    before = place.astype(np.int64)
    landings = np.zeros((n_samples, n_times + 2), dtype=np.float32)
    rows = np.broadcast_to(np.arange(n_samples)[:, None, None], size)
    np.add.at(landings, (rows, before), strength * (before + 1 - place))
    np.add.at(landings, (rows, before + 1), strength * (place - before))

    # The ground answers to each with the same damped oscillation, of which the first peak is one.
    omega = 2 * np.pi * rng.uniform(*_RINGING, size=(n_samples, 1))
    damping = rng.uniform(*_DAMPING, size=(n_samples, 1))
    after = np.arange(round(sampling_rate * _PADDING)) / sampling_rate
    ringing = np.exp(-damping * omega * after) * np.sin(omega * after) * np.exp(damping * np.pi / 2)
    spectrum = fft.rfft(landings[:, :n_times], n_fft) * fft.rfft(ringing.astype(np.float32), n_fft)
    motion: Float32 = fft.irfft(spectrum * _sensor_response(frequency), n_fft)[:, :n_times]
    return motion


def _simulate_earthquakes(
    magnitude: Float64,
    distance: Float64,
    arrivals: tuple[Float64, Float64],
    n_times: int,
    sampling_rate: float,
    rng: np.random.Generator,
) -> Float32:
    """Return P and S waves by the stochastic method, (n_samples, n_sensors, n_times).

    ``distance`` (to the hypocentre, km) and ``arrivals`` (s) are (n_samples, n_sensors).
    """
    n_fft, frequency = _fourier_grid(n_times, sampling_rate)
    time = (np.arange(n_times) / sampling_rate).astype(np.float32)
    moment = 10 ** (1.5 * magnitude + 9.1)
    stress = _STRESS_DROP * np.exp(rng.normal(0, _STRESS_SPREAD, size=len(magnitude)))
    s_corner = 0.49 * 1e3 * _SPEEDS[1] * (stress / moment) ** (1 / 3)
    scatter = np.exp(rng.normal(0, _AMPLITUDE_SPREAD, size=distance.shape))

    total = np.zeros((*distance.shape, len(frequency)), dtype=np.complex64)
    for arrival, speed, radiation, corner in zip(
        arrivals, _SPEEDS, _RADIATION, (_P_CORNER * s_corner, s_corner), strict=True
    ):
        length = 2 * (1 / corner[:, None] + _PATH_DURATION * distance)
        place = (time - arrival[..., None]) / length[..., None]
        window = _window(place.astype(np.float32))
        window /= np.sqrt(length * _WINDOW_ENERGY)[..., None].astype(np.float32)
        white = rng.standard_normal(window.shape, dtype=np.float32)
        spectrum = _velocity_spectrum(frequency, moment, corner, distance, speed, radiation)
        spectrum *= scatter[..., None].astype(np.float32)
        total += spectrum * fft.rfft(window * white, n_fft)
    total *= np.sqrt(np.float32(sampling_rate)) * _sensor_response(frequency)
    motion: Float32 = fft.irfft(total, n_fft)[..., :n_times]
    return motion


def _window(place: Float32) -> Float32:
    """Return the envelope of a wave; ``place`` is 0 at its beginning and 1 at its end."""
    inside = place > 0
    safe = np.where(inside, place, np.float32(1))
    exponent, decay = np.float32(_EXPONENT), np.float32(_DECAY)
    envelope: Float32 = np.where(inside, np.exp(exponent * np.log(safe) - decay * safe), np.float32(0))
    return envelope


def _velocity_spectrum(
    frequency: Float32, moment: Float64, corner: Float64, distance: Float64, speed: float, radiation: float
) -> Float32:
    """Return the amplitude spectrum of the ground's velocity in µm, (n_samples, n_sensors, n_frequencies)."""
    displacement = radiation * _COMPONENT * _FREE_SURFACE / (4 * np.pi * _DENSITY * (1e3 * speed) ** 3)
    level = 1e6 * displacement * moment[:, None] / (1e3 * distance)
    exponent = np.zeros_like(frequency)
    exponent[1:] = frequency[1:] ** np.float32(1 - _Q[1])
    on_the_way = (np.pi * distance / (_Q[0] * speed)).astype(np.float32)
    source = 2 * np.pi * frequency / (1 + (frequency / corner[:, None].astype(np.float32)) ** 2)
    lost = np.exp(-on_the_way[..., None] * exponent - np.float32(np.pi * _KAPPA) * frequency)
    spectrum: Float32 = level[..., None].astype(np.float32) * source[:, None, :].astype(np.float32) * lost
    return spectrum

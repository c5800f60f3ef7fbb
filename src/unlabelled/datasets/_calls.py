"""Calls of animals: short sound recordings of a herd, five kinds, several callers."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import fft

from unlabelled.datasets._validation import RandomState, check_integer, check_number, check_random_state

CALL_NAMES = ("bark", "snort", "squeal", "whinny", "hum")
CALL_SHARES = (0.30, 0.25, 0.20, 0.15, 0.10)
CALL_RATE = 8000
"""Sampling rate of all recordings in Hz."""

_N_TIMES = 10_240  # 1.28 s, which is 32 windows of 40 ms
_ONSETS = (0.03, 0.25)
_BACKGROUND = 0.05
_LOUDNESS_SPREAD = 0.4
_CALLER_SPREAD = 0.12
_PITCH_SPREAD = 0.06
_FADE = 0.12
_N_HARMONICS = 8
_BREATH_BAND = (400.0, 2800.0)
_BLOCK = 256

# One entry a kind, in the order of CALL_NAMES. Durations in s; pitch in Hz; how far it falls from begin to
# end and how high it arches between, as logarithms of ratios; vibrato as a share of the pitch and in Hz;
# bursts in Hz (0: none); how fast the harmonics fall; share of breath, which is noise, in the amplitude.
_DURATION = np.array([(0.35, 0.65), (0.2, 0.4), (0.25, 0.55), (0.6, 0.95), (0.3, 0.6)])
_PITCH = np.array([400.0, 400.0, 1000.0, 1000.0, 150.0])
_FALL = np.array([0.3, 0.0, 0.0, 0.8, 0.0])
_ARCH = np.array([0.0, 0.0, 0.5, 0.0, 0.1])
_VIBRATO = np.array([(0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (0.06, 9.0), (0.0, 0.0)])
_BURSTS = np.array([6.0, 0.0, 0.0, 0.0, 0.0])
_TILT = np.array([1.0, 1.0, 1.5, 1.2, 0.7])
_BREATH = np.array([0.3, 1.0, 0.05, 0.1, 0.1])

Float32 = npt.NDArray[np.float32]
Float64 = npt.NDArray[np.float64]


class Calls(NamedTuple):
    """Result of :func:`make_calls`.

    Attributes
    ----------
    sounds : float32 array, (n_samples, 10240)
        Sound pressure in arbitrary units, 1.28 s at :data:`CALL_RATE`.
    kind : int64 array, (n_samples,), values in {0, 1, 2, 3, 4}
        Index into :data:`CALL_NAMES`.
    traits : DataFrame, n_samples rows
        ``caller``, int64, from 0; ``onset`` and ``duration`` in s; ``pitch`` in Hz, NaN for snorts;
        ``loudness``, relative to the median.
    """

    sounds: Float32
    kind: npt.NDArray[np.int64]
    traits: pd.DataFrame


def make_calls(
    n_samples: int = 600,
    *,
    n_callers: int = 12,
    background: float = _BACKGROUND,
    random_state: RandomState = None,
) -> Calls:
    """Simulate recordings of single calls of a herd, cut out of a longer recording.

    A call is a tone with harmonics, or breath, which is noise between 400 and 2800 Hz, or both. Barks are
    bursts, six a second; snorts are breath alone; squeals are high tones that rise and fall; whinnies are
    long, fall and tremble; hums are low and rich in harmonics. The shares are :data:`CALL_SHARES`. Each
    caller has a pitch of its own, with a spread of 12 %; calls of one caller scatter around it by 6 %.
    Loudness varies by distance, and the call begins 0.03 to 0.25 s after the recording, since whoever cuts
    does not cut exactly. The background is noise whose power falls with the frequency.

    The result resembles calls of wild horses and zebras, as a recorder beside a water hole takes them. Left
    out: echoes, wind, birds, two callers at once, distance that damps high frequencies, and all grades
    between the kinds, which real animals have.

    Parameters
    ----------
    n_samples : int, at least 1
        Number of recordings.
    n_callers : int, at least 1
        Number of animals; each recording has one of them, equally likely.
    background : float, from 0 to 1
        Root mean square of the background; a call of median loudness usually peaks between 1 and 4, a snort
        highest.
    random_state : int, Generator or None
        The same int gives the same recordings.

    Returns
    -------
    Calls
        Named tuple of ``sounds``, float32 array (n_samples, 10240); the truth ``kind``, int64 array
        (n_samples,) of indices into :data:`CALL_NAMES`; and ``traits``, DataFrame of n_samples rows.

    Raises
    ------
    ValueError
        If an argument is out of range; the message names it and its range.

    Examples
    --------
    >>> calls = make_calls(3, random_state=0)
    >>> calls.sounds.shape  # 1.28 s at 8,000 values a second
    (3, 10240)
    >>> calls.sounds.shape[1] / CALL_RATE
    1.28
    """
    n_samples = check_integer(n_samples, "n_samples", 1)
    n_callers = check_integer(n_callers, "n_callers", 1)
    background = check_number(background, "background", 0, 1)
    rng = check_random_state(random_state)

    kind = rng.choice(len(CALL_NAMES), size=n_samples, p=CALL_SHARES)
    caller = rng.integers(n_callers, size=n_samples)
    own = rng.normal(0, _CALLER_SPREAD, size=n_callers)[caller]
    pitch = _PITCH[kind] * np.exp(own + rng.normal(0, _PITCH_SPREAD, size=n_samples))
    onset = rng.uniform(*_ONSETS, size=n_samples)
    duration = rng.uniform(*_DURATION[kind].T)
    loudness = np.exp(rng.normal(0, _LOUDNESS_SPREAD, size=n_samples))

    sounds = np.empty((n_samples, _N_TIMES), dtype=np.float32)
    for start in range(0, n_samples, _BLOCK):
        block = slice(start, start + _BLOCK)
        tone = _simulate_calls(kind[block], pitch[block], onset[block], duration[block], rng)
        noise = _coloured_noise(len(tone), 1 / np.sqrt(np.maximum(_frequencies(), 50)), rng)
        sounds[block] = loudness[block, None] * tone + background * noise
    traits = pd.DataFrame(
        {
            "caller": caller,
            "onset": onset,
            "duration": duration,
            "pitch": np.where(_BREATH[kind] < 1, pitch, np.nan),
            "loudness": loudness,
        }
    )
    return Calls(sounds, kind, traits)


def _frequencies() -> Float64:
    """Return the frequencies of a recording's Fourier transform in Hz."""
    frequencies: Float64 = fft.rfftfreq(_N_TIMES, 1 / CALL_RATE)
    return frequencies


def _coloured_noise(n_samples: int, shape: Float64, rng: np.random.Generator) -> Float32:
    """Return noise with the spectrum ``shape`` and a root mean square of one, (n_samples, n_times)."""
    white = rng.standard_normal((n_samples, 2 * len(shape)), dtype=np.float32).view(np.complex64)
    # By Parseval's theorem.
    scale = _N_TIMES / (2 * np.sqrt(np.sum(shape[1:-1] ** 2)))
    noise: Float32 = fft.irfft(white * (scale * shape).astype(np.float32), _N_TIMES)
    return noise


def _simulate_calls(
    kind: npt.NDArray[np.int64], pitch: Float64, onset: Float64, duration: Float64, rng: np.random.Generator
) -> Float64:
    """Return calls of median loudness without background, (n_samples, n_times)."""
    time = np.arange(_N_TIMES) / CALL_RATE - onset[:, None]
    place = (time / duration[:, None]).clip(0, 1)
    fade = np.minimum(place, 1 - place).clip(0, _FADE) / _FADE
    envelope = np.sin(np.pi / 2 * fade) ** 2
    bursts = 0.5 - 0.5 * np.cos(2 * np.pi * _BURSTS[kind, None] * time)
    envelope *= np.where(_BURSTS[kind, None] > 0, bursts**2, 1)

    bend = _FALL[kind, None] * (0.5 - place) + _ARCH[kind, None] * (1 - (2 * place - 1) ** 2)
    depth, rate = _VIBRATO[kind].T[..., None]
    frequency = pitch[:, None] * np.exp(bend) * (1 + depth * np.sin(2 * np.pi * rate * time))
    phase = 2 * np.pi * np.cumsum(frequency, axis=1) / CALL_RATE
    turn = np.exp(1j * phase)
    power, tone = np.ones_like(turn), np.zeros(phase.shape)
    for harmonic in range(1, _N_HARMONICS + 1):
        power *= turn
        # What lies above half the sampling rate cannot be recorded.
        recorded = harmonic * frequency < CALL_RATE / 2
        tone += recorded * harmonic ** -_TILT[kind, None] * power.imag

    frequencies = _frequencies()
    band = (frequencies > _BREATH_BAND[0]) & (frequencies < _BREATH_BAND[1])
    breath = _coloured_noise(len(kind), band.astype(np.float64), rng)
    share = _BREATH[kind, None]
    calls: Float64 = envelope * ((1 - share) * tone + share * breath)
    return calls

"""Families of related DNA sequences."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from unlabelled.datasets._validation import RandomState, check_integer, check_random_state

LETTERS = np.array(["A", "C", "G", "T"])
MUTATION_RATE = 0.2


class Sequences(NamedTuple):
    """Result of :func:`make_sequences`.

    Attributes
    ----------
    letters : array of one-letter strings, (n_samples, length), values A, C, G, T
    family : int64 array, (n_samples,), values from 0 to n_families - 1
        Which ancestor a sequence descends from; families differ in size by at most one.
    """

    letters: npt.NDArray[np.str_]
    family: npt.NDArray[np.int64]


def make_sequences(
    n_samples: int = 45, *, n_families: int = 3, length: int = 24, random_state: RandomState = None
) -> Sequences:
    """Simulate DNA sequences that descend from a few random ancestors.

    In each descendant every letter is replaced, with probability :data:`MUTATION_RATE`, by a letter
    drawn at random (which may be the same again). The result resembles short aligned reads of a few
    related strains. Left out: insertions and deletions, descent over several generations, mutation
    rates that differ between places and letters.

    Parameters
    ----------
    n_samples : int, at least 1
    n_families : int, at least 1
    length : int, at least 1
        Letters in a sequence.
    random_state : int, Generator or None
        The same int gives the same sequences.

    Returns
    -------
    Sequences
        Named tuple of ``letters``, array of strings (n_samples, length), and ``family``, int64 array
        (n_samples,).

    Raises
    ------
    ValueError
        If an argument is out of range; the message names it and its range.

    Examples
    --------
    >>> letters, family = make_sequences(6, n_families=2, length=8, random_state=0)
    >>> letters.shape
    (6, 8)
    >>> np.bincount(family)  # the families are of one size
    array([3, 3])
    """
    n_samples = check_integer(n_samples, "n_samples", 1)
    n_families = check_integer(n_families, "n_families", 1)
    length = check_integer(length, "length", 1)
    rng = check_random_state(random_state)
    ancestors = rng.choice(LETTERS, size=(n_families, length))
    family = np.arange(n_samples) % n_families
    mutated = rng.random((n_samples, length)) < MUTATION_RATE
    letters = np.where(mutated, rng.choice(LETTERS, size=(n_samples, length)), ancestors[family])
    return Sequences(letters, family)

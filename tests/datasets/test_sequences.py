"""The sequences simulator keeps what its docstring says."""

import numpy as np
import pytest

from unlabelled.datasets import make_sequences


def test_shapes_values_and_family_sizes():
    letters, family = make_sequences(46, n_families=4, length=30, random_state=0)
    assert letters.shape == (46, 30)
    assert set(letters.ravel()) == set("ACGT")
    assert family.dtype == np.int64
    assert sorted(np.bincount(family)) == [11, 11, 12, 12]


def test_same_seed_same_sequences_and_another_seed_others():
    one, two, other = (make_sequences(random_state=seed).letters for seed in (1, 1, 2))
    np.testing.assert_array_equal(one, two)
    assert (one != other).any()


def test_relatives_differ_by_the_mutation_rate_and_strangers_by_chance():
    letters, family = make_sequences(60, length=5000, random_state=0)
    differ = (letters[:, None] != letters).mean(axis=2)
    same = family[:, None] == family
    np.fill_diagonal(same, False)
    strangers = differ[family[:, None] != family]
    # Two letters agree if neither mutated (0.8 squared), otherwise by chance in one of four cases.
    assert differ[same].mean() == pytest.approx(0.75 * (1 - 0.8**2), abs=0.01)
    assert strangers.mean() == pytest.approx(0.75, abs=0.01)


@pytest.mark.parametrize("name", ["n_samples", "n_families", "length"])
def test_bad_arguments_are_named_with_their_range(name):
    with pytest.raises(ValueError, match=f"^{name} must be an integer at least 1, got 0"):
        make_sequences(**{name: 0})

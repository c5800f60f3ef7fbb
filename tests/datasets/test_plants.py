"""The plants keep what their docstring says."""

import numpy as np
import pytest

from unlabelled.datasets import chance_to_live, make_plants


@pytest.fixture(scope="module")
def plants():
    return make_plants(20_000, random_state=0)


def test_shapes_dtypes_and_ranges(plants):
    assert plants.X.shape == (20_000, 2)
    assert plants.alive.shape == plants.growth.shape == plants.chance.shape == (20_000,)
    assert plants.X.dtype == plants.growth.dtype == plants.chance.dtype == np.float64
    assert plants.alive.dtype == bool
    assert np.all(plants.X.min(axis=0) >= 0)
    assert np.all(plants.X.max(axis=0) <= [100, 12])
    assert plants.growth.min() == 0
    assert 0 < plants.chance.min() < plants.chance.max() < 1


def test_one_plant_is_enough():
    assert make_plants(1, random_state=0).X.shape == (1, 2)


def test_same_seed_same_plants_and_another_seed_others():
    first, again, other = (make_plants(30, random_state=seed) for seed in (0, 0, 1))
    for a, b in zip(first, again, strict=True):
        np.testing.assert_array_equal(a, b)
    assert (first.X != other.X).any()


def test_a_generator_is_used_and_moves_on():
    rng = np.random.default_rng(5)
    first, second = make_plants(10, random_state=rng), make_plants(10, random_state=rng)
    np.testing.assert_array_equal(first.X, make_plants(10, random_state=5).X)
    assert (first.X != second.X).any()


def test_global_random_state_is_left_alone():
    np.random.seed(3)
    expected = np.random.rand()
    np.random.seed(3)
    make_plants(5, random_state=0)
    assert np.random.rand() == expected


def test_half_live_and_the_chance_is_the_truth(plants):
    assert 0.4 < plants.alive.mean() < 0.6
    for low in np.arange(0, 1, 0.1):
        inside = (plants.chance >= low) & (plants.chance < low + 0.1)
        # Four standard deviations of a binomial share.
        tolerance = 4 * np.sqrt(0.25 / inside.sum())
        assert abs(plants.alive[inside].mean() - plants.chance[inside].mean()) < tolerance


def test_nobody_predicts_much_more_than_nine_in_ten(plants):
    best = ((plants.chance > 0.5) == plants.alive).mean()
    assert 0.87 < best < 0.94


def test_the_middle_lives_and_the_ends_do_not():
    chance = chance_to_live([[50, 10], [5, 10], [95, 10], [50, 0.5]])
    assert chance[0] > 0.95
    assert np.all(chance[1:] < 0.2)
    np.testing.assert_allclose(chance_to_live([[40, 6]]), chance_to_live([[60, 6]]))


def test_growth_follows_the_conditions_with_its_scatter(plants):
    good = (np.abs(plants.X[:, 0] - 50) < 3) & (plants.X[:, 1] > 11)
    assert abs(plants.growth[good].mean() - 20 * (1 - np.exp(-11.5 / 3))) < 0.6
    assert 1.2 < plants.growth[good].std() < 1.8
    assert plants.growth[plants.X[:, 1] < 0.2].mean() < 2


@pytest.mark.parametrize("n_samples", [0, -1, 2.5, "3", True])
def test_bad_number_is_named(n_samples):
    with pytest.raises(ValueError, match="n_samples must be an integer at least 1"):
        make_plants(n_samples)


@pytest.mark.parametrize("X", [[1, 2], [[1, 2, 3]], 4])
def test_bad_shape_is_named(X):
    with pytest.raises(ValueError, match="X must have the shape"):
        chance_to_live(X)

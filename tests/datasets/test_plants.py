"""The plants keep what their docstring says."""

import numpy as np
import pytest
from scipy.stats import chi2_contingency, kstest

from unlabelled.datasets import chance_to_live, make_plants
from unlabelled.datasets._plants import _vigour


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


def test_moisture_and_light_are_uniform_and_independent(plants):
    moisture, light = plants.X.T
    assert kstest(moisture, "uniform", (0, 100)).pvalue > 1e-6
    assert kstest(light, "uniform", (0, 12)).pvalue > 1e-6
    assert chi2_contingency(np.histogram2d(moisture, light, bins=8)[0]).pvalue > 1e-6


def test_vigour_is_a_bell_in_moisture_and_levels_off_in_light():
    along = _vigour([[moisture, 6] for moisture in range(101)])
    assert along.argmax() == 50
    assert (np.diff(along[:51]) > 0).all()
    np.testing.assert_allclose(along, along[::-1])
    # A product: moisture does the same in any light.
    np.testing.assert_allclose(
        _vigour([[20, 1], [20, 9]]) / _vigour([[50, 1], [50, 9]]), along[20] / along[50]
    )
    step = np.diff(_vigour([[50, light] for light in np.linspace(0, 12, 25)]))
    assert (step > 0).all()
    assert (np.diff(step) < 0).all()
    assert step[-1] < 0.05 * step[0]


def test_growth_is_proportional_to_vigour_and_the_chance_is_even_at_its_critical_value(plants):
    vigour = _vigour(plants.X)
    # Below, some growth would be negative, and is 0.
    enough = vigour > 0.4
    slope, offset = np.polyfit(vigour[enough], plants.growth[enough], 1)
    left = plants.growth[enough] - slope * vigour[enough] - offset
    error = 1.5 / np.sqrt(enough.sum())
    assert abs(offset) < 5 * error * vigour[enough].mean() / vigour[enough].std() * 1.1
    assert left.std() == pytest.approx(1.5, abs=5 * error / np.sqrt(2))
    assert np.abs(vigour[np.abs(plants.chance - 0.5) < 0.05] - 0.4).max() < 0.02
    assert plants.chance[vigour > 0.7].min() > 0.95
    assert plants.chance[vigour < 0.1].max() < 0.05


@pytest.mark.parametrize("n_samples", [0, -1, 2.5, "3", True])
def test_bad_number_is_named(n_samples):
    with pytest.raises(ValueError, match="n_samples must be an integer at least 1"):
        make_plants(n_samples)


@pytest.mark.parametrize("X", [[1, 2], [[1, 2, 3]], 4])
def test_bad_shape_is_named(X):
    with pytest.raises(ValueError, match="X must have the shape"):
        chance_to_live(X)

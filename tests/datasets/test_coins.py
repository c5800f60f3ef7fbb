"""The photograph of coins, its strokes and its truth fit together."""

import numpy as np
import pytest
from scipy.ndimage import find_objects
from skimage import data
from skimage.measure import label

from unlabelled.datasets import load_coins


@pytest.fixture(scope="module")
def coins():
    return load_coins()


def test_shapes_dtypes_and_ranges(coins):
    assert coins.image.shape == coins.strokes.shape == coins.truth.shape == (303, 384)
    assert coins.image.dtype == np.float64
    assert 0 <= coins.image.min() < 0.05 < 0.95 < coins.image.max() <= 1
    assert set(np.unique(coins.strokes)) == set(range(11))
    assert set(np.unique(coins.truth)) == set(range(25))
    assert coins.is_large.dtype == bool
    assert coins.is_large.shape == (24,)


def test_the_picture_is_the_one_of_scikit_image(coins):
    np.testing.assert_array_equal(np.round(coins.image * 255).astype(np.uint8), data.coins())


def test_strokes_lie_where_they_say_and_never_in_the_right_half(coins):
    on_coin = (coins.strokes >= 1) & (coins.strokes <= 4)
    assert (coins.truth[on_coin] > 0).all()
    assert (coins.truth[coins.strokes >= 5] == 0).all()
    assert not coins.strokes[:, 190:].any()


def test_each_stroke_on_a_coin_lies_on_another_coin(coins):
    touched = [set(coins.truth[coins.strokes == number]) for number in range(1, 5)]
    assert [len(of_stroke) for of_stroke in touched] == [1] * 4
    assert len(set.union(*touched)) == 4


def test_each_coin_is_one_region_and_brighter_than_the_table_around_it(coins):
    around = load_coins(grow=6).truth
    for coin in range(1, 25):
        inside = coins.truth == coin
        assert label(inside).max() == 1
        ring = (around == coin) & (coins.truth == 0)
        assert coins.image[inside].mean() > coins.image[ring].mean() + 0.1


def test_large_coins_are_larger(coins):
    area = np.bincount(coins.truth.ravel())[1:]
    assert area[coins.is_large].min() > area[~coins.is_large].max()


def test_grow_moves_every_outline(coins):
    area = np.bincount(coins.truth.ravel())
    assert (np.bincount(load_coins(grow=2).truth.ravel())[1:] > area[1:]).all()
    assert (np.bincount(load_coins(grow=-2).truth.ravel())[1:] < area[1:]).all()


@pytest.mark.parametrize("grow", [-3, 2])
def test_grow_is_the_number_of_pixels(coins, grow):
    moved = load_coins(grow=grow).truth
    for before, after in zip(find_objects(coins.truth), find_objects(moved), strict=True):
        for old, new in zip(before, after, strict=True):
            assert (old.start - new.start, new.stop - old.stop) == (grow, grow)


def test_two_calls_share_nothing(coins):
    other = load_coins()
    other.image[:] = 0
    assert coins.image.any()
    assert load_coins().image.any()


@pytest.mark.parametrize("grow", [11, -10.5, "1", None, np.nan])
def test_grow_out_of_range_is_named(grow):
    with pytest.raises(ValueError, match="grow must be a number from -10 to 10"):
        load_coins(grow=grow)

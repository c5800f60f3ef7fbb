"""The shapes simulator keeps what its docstring says."""

import numpy as np
import pytest
from scipy.stats import kstest
from skimage.measure import label

from unlabelled.datasets import KIND_NAMES, make_shapes, measure_shapes


@pytest.fixture(scope="module")
def shapes():
    return make_shapes(300, random_state=0)


def test_shapes_and_dtypes(shapes):
    assert shapes.masks.shape == (300, 64, 64)
    assert shapes.masks.dtype == bool
    assert shapes.kind.shape == (300,)
    assert shapes.kind.dtype == np.int64
    assert set(shapes.kind) == set(range(len(KIND_NAMES)))


@pytest.mark.parametrize("size", [32, 64, 129])
def test_each_mask_is_one_region_away_from_the_border(size):
    masks = make_shapes(200, size=size, random_state=1).masks
    assert [label(mask).max() for mask in masks] == [1] * 200
    assert not masks[:, [0, -1], :].any()
    assert not masks[:, :, [0, -1]].any()


def test_same_seed_same_particles_and_another_seed_others(shapes):
    again = make_shapes(300, random_state=0)
    np.testing.assert_array_equal(again.masks, shapes.masks)
    np.testing.assert_array_equal(again.kind, shapes.kind)
    assert (make_shapes(300, random_state=1).masks != shapes.masks).any()


def test_a_generator_is_used_and_moves_on():
    rng = np.random.default_rng(5)
    first, second = make_shapes(10, random_state=rng), make_shapes(10, random_state=rng)
    np.testing.assert_array_equal(first.masks, make_shapes(10, random_state=5).masks)
    assert (first.masks != second.masks).any()


def test_global_random_state_is_left_alone():
    np.random.seed(3)
    expected = np.random.default_rng(0), np.random.rand()
    np.random.seed(3)
    make_shapes(5, random_state=0)
    assert np.random.rand() == expected[1]


def test_kinds_are_equally_likely():
    counts = np.bincount(make_shapes(3000, size=32, random_state=2).kind)
    # Three standard deviations of a binomial count.
    assert np.all(np.abs(counts - 1000) < 3 * np.sqrt(3000 * 2 / 9))


def test_kinds_differ_as_their_names_say(shapes):
    table = measure_shapes(shapes.masks)
    small, large, long = (table[shapes.kind == k] for k in range(3))
    assert small["area"].quantile(0.95) < large["area"].quantile(0.05)
    assert long["elongation"].quantile(0.01) > max(small["elongation"].max(), large["elongation"].max())


def test_particles_are_turned_by_any_angle():
    shapes = make_shapes(900, size=32, random_state=3)
    row, column = np.indices((32, 32)) - 15.5
    moments = [
        (shapes.masks[shapes.kind == 2] * m).sum(axis=(1, 2)) for m in (column**2 - row**2, row * column)
    ]
    angle = np.arctan2(2 * moments[1], moments[0]) / 2
    assert kstest(angle, "uniform", (-np.pi / 2, np.pi)).pvalue > 1e-6


def test_outlines_are_not_exact_ellipses(shapes):
    large = shapes.masks[shapes.kind == 1]
    row, column = np.indices((64, 64)) - 31.5
    missed = []
    for mask in large:
        points = np.stack([row[mask], column[mask]])
        centre, covariance = points.mean(axis=1, keepdims=True), np.cov(points)
        offset = np.stack([row.ravel(), column.ravel()]) - centre
        # The ellipse with the same second moments.
        ellipse = (offset * np.linalg.solve(covariance, offset)).sum(axis=0) < 4
        missed.append((ellipse.reshape(mask.shape) != mask).sum() / mask.sum())
    assert 0.015 < np.median(missed) < 0.1


def test_sizes_scale_with_the_picture():
    small = measure_shapes(make_shapes(50, size=64, random_state=0).masks)
    large = measure_shapes(make_shapes(50, size=256, random_state=0).masks)
    ratio = large["major_axis_length"] / small["major_axis_length"]
    np.testing.assert_allclose(ratio, 4, rtol=0.05)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"n_samples": 0}, "n_samples must be an integer at least 1, got 0"),
        ({"n_samples": 2.5}, "n_samples must be an integer at least 1, got 2.5"),
        ({"n_samples": True}, "n_samples must be an integer at least 1, got True"),
        ({"size": 31}, "size must be an integer from 32 to 512, got 31"),
        ({"size": 513}, "size must be an integer from 32 to 512, got 513"),
        ({"random_state": -1}, "random_state must be an integer at least 0, got -1"),
        ({"random_state": "x"}, "random_state must be an integer at least 0, got 'x'"),
    ],
)
def test_bad_arguments_are_named_with_their_range(arguments, message):
    with pytest.raises(ValueError, match=f"^{message}"):
        make_shapes(**arguments)


def disc(radius, size=201):
    offset = np.arange(size) - size // 2
    return np.hypot(offset, offset[:, None]) <= radius


def test_measurements_of_a_disc():
    row = measure_shapes(disc(60)[None]).iloc[0]
    assert row["area"] == pytest.approx(np.pi * 60**2, rel=0.01)
    assert row["minor_axis_length"] == pytest.approx(120, rel=0.01)
    assert row["major_axis_length"] == pytest.approx(120, rel=0.01)
    assert row["aspect_ratio"] == pytest.approx(1, abs=0.01)
    assert row["elongation"] == pytest.approx(0, abs=0.01)
    assert row["circularity"] == pytest.approx(1, abs=0.1)
    assert row["solidity"] == pytest.approx(1, abs=0.02)


def test_measurements_fit_together(shapes):
    table = measure_shapes(shapes.masks)
    assert (table.dtypes == np.float64).all()
    np.testing.assert_allclose(table["circularity"], 4 * np.pi * table["area"] / table["perimeter"] ** 2)
    np.testing.assert_allclose(table["aspect_ratio"], table["major_axis_length"] / table["minor_axis_length"])
    np.testing.assert_allclose(table["elongation"], 1 - 1 / table["aspect_ratio"])
    assert table["aspect_ratio"].min() >= 1
    assert table["solidity"].between(0, 1).all()
    assert measure_shapes(disc(60)[None])["perimeter"][0] == pytest.approx(2 * np.pi * 60, rel=0.06)


def test_measurements_of_a_rectangle():
    mask = np.zeros((1, 64, 64), dtype=bool)
    mask[0, 10:50, 20:30] = True
    row = measure_shapes(mask).iloc[0]
    assert row["area"] == 400
    # The ellipse with a rectangle's second moments has axes longer by 2/sqrt(3).
    assert row["major_axis_length"] == pytest.approx(40 * 2 / np.sqrt(3), rel=0.01)
    assert row["aspect_ratio"] == pytest.approx(4, rel=0.02)
    assert row["solidity"] == 1


def test_each_mask_is_measured_by_itself(shapes):
    together = measure_shapes(shapes.masks[:20])
    alone = [measure_shapes(shapes.masks[i : i + 1]).iloc[0] for i in range(20)]
    np.testing.assert_allclose(together, alone)


@pytest.mark.parametrize(
    ("masks", "message"),
    [
        (np.zeros((2, 4, 4)), "masks must be a boolean array"),
        (np.ones((4, 4), dtype=bool), "masks must be a boolean array"),
        (np.stack([np.eye(4, dtype=bool), np.zeros((4, 4), dtype=bool)]), r"masks\[1\] has no pixel inside"),
    ],
)
def test_bad_masks_are_refused(masks, message):
    with pytest.raises(ValueError, match=message):
        measure_shapes(masks)

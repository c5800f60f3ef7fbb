"""The simulator of one picture with many blobs keeps what its docstring says."""

import numpy as np
import pytest
from scipy.ndimage import distance_transform_edt
from scipy.spatial.distance import pdist, squareform
from scipy.stats import kstest
from skimage.filters import gaussian, threshold_otsu
from skimage.measure import label, regionprops_table

from unlabelled.datasets import make_shape_image


@pytest.fixture(scope="module")
def picture():
    return make_shape_image(300, random_state=0)


def labels_of(image):
    smooth = gaussian(image, sigma=1)
    return label(smooth > threshold_otsu(smooth))


def test_shapes_dtypes_and_ranges(picture):
    assert picture.image.shape == (768, 768)
    assert picture.image.dtype == np.float32
    assert picture.image.min() >= 0
    assert picture.image.max() <= 1
    assert picture.centres.shape == (300, 2)
    assert picture.centres.min() >= 0
    assert picture.centres.max() <= 767
    assert picture.radii.shape == (300,)
    assert picture.radii.min() >= 5
    assert picture.radii.max() <= 14


def test_blobs_are_bright_where_their_centres_are(picture):
    row, column = picture.centres.round().astype(int).T
    inside = row, column
    assert picture.image[inside].min() > 0.5
    # Three of four pixels, and more, belong to no blob.
    assert np.median(picture.image) < 0.3


def test_every_blob_is_in_a_region_and_every_region_has_a_blob(picture):
    labels = labels_of(picture.image)
    row, column = picture.centres.round().astype(int).T
    found = labels[row, column]
    assert found.min() > 0
    assert set(found) == set(range(1, labels.max() + 1))


def test_labels_number_the_blobs_and_fit_the_picture(picture):
    assert picture.labels.shape == (768, 768)
    row, column = picture.centres.round().astype(int).T
    np.testing.assert_array_equal(picture.labels[row, column], np.arange(1, 301))
    np.testing.assert_array_equal(np.unique(picture.labels), np.arange(301))
    # Blurred and noisy, grey levels above one half are still where the blobs are, save at their edges.
    agree = (gaussian(picture.image, sigma=1) > 0.5) == (picture.labels > 0)
    assert agree.mean() > 0.99
    area = np.bincount(picture.labels.ravel())[1:]
    whole = np.all((picture.centres > 20) & (picture.centres < 747), axis=1)
    np.testing.assert_allclose(area[whole], np.pi * picture.radii[whole] ** 2, rtol=0.35)


def test_some_blobs_touch_and_most_do_not(picture):
    labels = labels_of(picture.image)
    row, column = picture.centres.round().astype(int).T
    blobs = np.bincount(labels[row, column])[1:]
    assert (blobs == 1).mean() > 0.6
    assert (blobs > 1).sum() > 10


def test_blobs_lie_where_they_fall_and_cross_the_border(picture):
    for part in picture.centres.T:
        assert kstest(part, "uniform", (0, 767)).pvalue > 1e-6
    border = np.concatenate([picture.labels[[0, -1]].ravel(), picture.labels[:, [0, -1]].ravel()])
    assert len(np.unique(border)) > 10


def test_the_later_blob_has_the_pixels_of_both():
    later = []
    for seed in range(3):
        picture = make_shape_image(589, random_state=seed)
        for i, j in np.argwhere(np.triu(squareform(pdist(picture.centres)) < 40, k=1)):
            apart, radii = picture.centres[j] - picture.centres[i], picture.radii[[i, j]]
            if np.hypot(*apart) < 0.87 * radii.sum():
                row, column = (picture.centres[i] + apart * radii[0] / radii.sum()).round().astype(int)
                later.append(picture.labels[row, column] == j + 1)
    # Were it the earlier one, or one by chance, few would be.
    assert len(later) > 30
    assert np.mean(later) > 0.8


def test_blobs_are_nearly_round_and_not_exactly(picture):
    whole = np.all((picture.centres > 30) & (picture.centres < 737), axis=1)
    table = regionprops_table(picture.labels, properties=("axis_major_length", "axis_minor_length"))
    ratio = (table["axis_major_length"] / table["axis_minor_length"])[whole]
    assert 1.05 < np.median(ratio) < 1.3
    assert ratio.max() < 2


def test_the_picture_is_blurred_and_noisy(picture):
    from_blobs = distance_transform_edt(picture.labels == 0)
    into_blobs = distance_transform_edt(picture.labels > 0)
    level = [
        picture.image[where].mean()
        for where in (from_blobs > 6, from_blobs == 1, into_blobs == 1, into_blobs > 4)
    ]
    # At the edge the grey levels lie between.
    assert level[0] + 0.05 < level[1] < level[2] < level[3] - 0.05
    empty = from_blobs > 6
    assert 0.02 < picture.image[empty].std() < 0.1
    beside = empty[:, 1:] & empty[:, :-1]
    related = np.corrcoef(picture.image[:, 1:][beside], picture.image[:, :-1][beside])[0, 1]
    assert abs(related) < 5 / np.sqrt(beside.sum())


def test_blobs_keep_their_distance(picture):
    apart = squareform(pdist(picture.centres)) + np.diag(np.full(300, np.inf))
    both = picture.radii[:, None] + picture.radii
    assert np.all(apart >= 0.8 * both)
    assert np.any(apart < both)


@pytest.mark.parametrize(("n_samples", "size"), [(1, 64), (4, 64), (589, 768)])
def test_smallest_and_fullest_pictures_are_made(n_samples, size):
    picture = make_shape_image(n_samples, size=size, random_state=1)
    assert picture.image.shape == (size, size)
    assert len(picture.centres) == n_samples


def test_same_seed_same_picture_and_another_seed_another(picture):
    again = make_shape_image(300, random_state=0)
    for ours, theirs in zip(picture, again, strict=True):
        np.testing.assert_array_equal(ours, theirs)
    assert (make_shape_image(300, random_state=1).image != picture.image).any()


def test_a_generator_is_used_and_moves_on():
    rng = np.random.default_rng(5)
    first, second = (make_shape_image(9, size=128, random_state=rng).image for _ in range(2))
    np.testing.assert_array_equal(first, make_shape_image(9, size=128, random_state=5).image)
    assert (first != second).any()


def test_global_random_state_is_left_alone():
    np.random.seed(3)
    expected = np.random.rand()
    np.random.seed(3)
    make_shape_image(5, size=128, random_state=0)
    assert np.random.rand() == expected


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"n_samples": 0}, "n_samples must be an integer from 1 to 589, got 0"),
        ({"n_samples": 590}, "n_samples must be an integer from 1 to 589, got 590"),
        ({"n_samples": 5, "size": 64}, "n_samples must be an integer from 1 to 4, got 5"),
        ({"n_samples": 2.5}, "n_samples must be an integer from 1 to 589, got 2.5"),
        ({"size": 63}, "size must be an integer from 64 to 2048, got 63"),
        ({"size": 2049}, "size must be an integer from 64 to 2048, got 2049"),
        ({"random_state": -1}, "random_state must be an integer at least 0, got -1"),
    ],
)
def test_bad_arguments_are_named_with_their_range(arguments, message):
    with pytest.raises(ValueError, match=f"^{message}"):
        make_shape_image(**arguments)

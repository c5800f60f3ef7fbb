"""Shaded decisions show what the classifier answers, where it answers it."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_hex

from unlabelled import figures


@pytest.fixture
def ax():
    figure, ax = plt.subplots()
    ax.set(xlim=(0, 10), ylim=(-1, 1))
    yield ax
    plt.close(figure)


def three_stripes(points):
    return np.digitize(points[:, 0], [3, 6])


def vertices(collection):
    return np.concatenate([path.vertices for path in collection.get_paths() if len(path.vertices)])


def test_each_class_has_its_colour_in_its_place(ax):
    figures.shade_decisions(three_stripes, ax=ax, resolution=200)
    areas, borders = ax.collections[:3], ax.collections[3:]
    assert [to_hex(area.get_facecolor()[0]).upper() for area in areas] == list(figures.COLORS[:3])
    # The middle stripe ends where the outer ones begin, within the width of a grid cell.
    for area, (low, high) in zip(areas, [(0, 3), (3, 6), (6, 10)], strict=True):
        x = vertices(area)[:, 0]
        assert abs(x.min() - low) < 0.06
        assert abs(x.max() - high) < 0.06
    x = np.concatenate([vertices(border)[:, 0] for border in borders])
    assert np.all(np.minimum(np.abs(x - 3), np.abs(x - 6)) < 0.06)


def test_limits_stay_and_the_axes_come_back(ax):
    assert figures.shade_decisions(lambda points: points[:, 1] > 0, ax=ax, resolution=20) is ax
    assert (ax.get_xlim(), ax.get_ylim()) == ((0, 10), (-1, 1))


def test_one_class_everywhere_has_no_border(ax):
    figures.shade_decisions(lambda points: np.zeros(len(points), dtype=int), ax=ax, resolution=20)
    assert len(ax.collections) == 1


def test_the_current_axes_are_the_default(ax):
    plt.sca(ax)
    assert figures.shade_decisions(three_stripes, resolution=20) is ax


@pytest.mark.parametrize(
    "predict",
    [
        lambda points: points[:, 0],
        lambda points: np.zeros(3, dtype=int),
        lambda points: np.full(len(points), -1),
    ],
    ids=["not whole", "too few", "negative"],
)
def test_other_answers_are_refused(ax, predict):
    with pytest.raises(ValueError, match="one whole number from 0 on for each point"):
        figures.shade_decisions(predict, ax=ax, resolution=10)

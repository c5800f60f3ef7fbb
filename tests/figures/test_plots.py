"""The shared plots draw what they are given, in colours and shapes that can be told apart."""

import io

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_hex, to_rgb
from scipy.spatial.distance import cdist

from unlabelled import figures


@pytest.fixture
def ax():
    figure, ax = plt.subplots()
    yield ax
    plt.close(figure)


@pytest.fixture
def points():
    return np.random.default_rng(0).normal(size=(60, 2))


def test_each_cluster_has_its_own_colour_and_marker(ax, points):
    figures.scatter_clusters(points, np.repeat([0, 1, 2], 20), ax=ax)
    colors = {to_hex(c.get_facecolor()[0]) for c in ax.collections}
    shapes = {c.get_paths()[0].vertices.tobytes() for c in ax.collections}
    assert len(colors) == len(shapes) == 3


def test_all_points_are_drawn_noise_in_grey(ax, points):
    figures.scatter_clusters(points, np.repeat([-1, 4], 30), ax=ax)
    drawn = np.concatenate([c.get_offsets() for c in ax.collections])
    np.testing.assert_allclose(np.sort(drawn, axis=0), np.sort(points, axis=0))
    red, green, blue = to_rgb(ax.collections[0].get_facecolor()[0])
    assert red == green == blue


def test_centroids_lie_on_top(ax, points):
    centroids = points[:3]
    figures.scatter_clusters(points, np.repeat([0, 1, 2], 20), centroids, ax=ax)
    top = max(ax.collections, key=lambda c: c.get_zorder())
    np.testing.assert_allclose(top.get_offsets(), centroids)


def test_regions_keep_the_limits_and_border_where_two_centroids_are_equally_near(ax, points):
    centroids = np.array([[-1.0, 0.0], [1.0, 0.5], [0.0, 2.0]])
    figures.scatter_clusters(points, ax=ax)
    limits = ax.get_xlim(), ax.get_ylim()
    n_points = len(ax.collections)
    figures.shade_regions(centroids, ax=ax, resolution=200)
    assert (ax.get_xlim(), ax.get_ylim()) == limits
    borders = [p.vertices for c in ax.collections[n_points + 1 :] for p in c.get_paths() if len(p.vertices)]
    distance = np.sort(cdist(np.concatenate(borders), centroids), axis=1)
    np.testing.assert_allclose(distance[:, 0], distance[:, 1], atol=0.02)


def test_pictures_are_shown_with_their_titles():
    images = [np.zeros((4, 6)), np.ones((4, 6, 3)), np.eye(4, 6)]
    figure = figures.show_images(images, ["a", "b", "c"], n_columns=2)
    shown = [ax for ax in figure.axes if ax.images]
    assert [ax.get_title() for ax in shown] == ["a", "b", "c"]
    np.testing.assert_array_equal(shown[2].images[0].get_array(), images[2])
    plt.close(figure)


def test_pictures_need_no_titles():
    figure = figures.show_images([np.zeros((4, 6)), np.eye(4, 6)])
    assert [(len(ax.images), ax.get_title()) for ax in figure.axes] == [(1, ""), (1, "")]
    plt.close(figure)


@pytest.mark.parametrize(
    ("images", "titles", "message"),
    [([], None, "images is empty"), ([np.eye(2)], ["a", "b"], "1 images but 2 titles")],
)
def test_bad_pictures_are_named(images, titles, message):
    with pytest.raises(ValueError, match=message):
        figures.show_images(images, titles)


def simulate_deuteranopia(color):
    """Colour as a reader without M cones sees it (matrix of Machado et al. 2009, severity 1)."""
    matrix = [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ]
    linear = np.array(to_rgb(color)) ** 2.2
    return (np.array(matrix) @ linear).clip(0, 1) ** (1 / 2.2)


def test_neighbouring_colours_differ_for_colour_blind_readers():
    seen = np.array([simulate_deuteranopia(color) for color in figures.COLORS])
    assert np.linalg.norm(np.diff(seen, axis=0), axis=1).min() > 0.15
    assert len(figures.COLORS) == len(figures.MARKERS) == len(set(figures.MARKERS))


def test_style_gives_the_same_svg_twice():
    def svg():
        figure, ax = plt.subplots()
        ax.plot([1, 2, 3])
        file = io.BytesIO()
        figure.savefig(file, format="svg", metadata={"Date": None})
        plt.close(figure)
        return file.getvalue()

    figures.use_style()
    assert svg() == svg()


def test_each_class_has_its_own_numeral_and_all_points_are_drawn(ax, points):
    labels = np.repeat(np.arange(10), 6)
    figures.scatter_numerals(points, labels, ax=ax)
    numerals = {c.get_paths()[0].vertices.tobytes() for c in ax.collections}
    assert len(numerals) == 10, "colours repeat after eight classes, numerals must not"
    drawn = np.concatenate([c.get_offsets() for c in ax.collections])
    np.testing.assert_allclose(drawn, points)
    assert all(c.get_rasterized() for c in ax.collections)


@pytest.mark.parametrize(
    ("X", "labels", "size", "message"),
    [
        (np.zeros((3, 3)), [0, 1, 2], 16, r"X must be \(n_samples, 2\)"),
        (np.zeros((3, 2)), [0, 1], 16, "labels must be 3 whole numbers"),
        (np.zeros((2, 2)), [0.0, 1.0], 16, "labels must be 2 whole numbers"),
        (np.zeros((2, 2)), [0, -1], 16, "labels must be 2 whole numbers"),
        (np.zeros((2, 2)), [0, 1], 0, "size must be above 0"),
    ],
)
def test_bad_numerals_are_named(ax, X, labels, size, message):
    with pytest.raises(ValueError, match=message):
        figures.scatter_numerals(X, labels, ax=ax, size=size)


def test_a_grid_shows_each_number_in_its_square_rows_downwards(ax):
    figures.draw_grid(ax, [[1, -2.5], [np.nan, 4]], corner=(3, 5), title="numbers")
    written = {text.get_text(): text.get_position() for text in ax.texts}
    assert written["1"] == (3.5, 5.5)
    assert written["−2.5"] == (4.5, 5.5)
    assert written["4"] == (4.5, 6.5)
    assert written[""] == (3.5, 6.5)
    assert "numbers" in written
    assert ax.yaxis_inverted()
    figures.draw_grid(ax, [["a"]])
    assert ax.yaxis_inverted(), "a second grid turned the axes again"


def test_a_grid_is_shaded_between_its_limits_and_its_numbers_stay_readable(ax):
    figures.draw_grid(ax, [[0, 5, 10, 99]], limits=(0, 10), cmap="Greys_r")
    fills = [to_rgb(square.get_facecolor()) for square in ax.patches]
    assert fills[0] == (0, 0, 0)
    assert fills[0] < fills[1] < fills[2] == fills[3] == (1, 1, 1)
    for fill, text in zip(fills, ax.texts, strict=True):
        assert abs(fill[0] - to_rgb(text.get_color())[0]) > 0.4


def test_a_frame_lies_where_it_is_asked_for(ax):
    figures.draw_grid(ax, np.zeros((4, 5)), corner=(10, 0), frame=(1, 2, 2, 3), color="red")
    frame = ax.patches[-1]
    assert frame.get_xy() == (12, 1)
    assert (frame.get_width(), frame.get_height()) == (3, 2)
    assert to_hex(frame.get_edgecolor()) == "#ff0000"


@pytest.mark.parametrize(
    ("values", "options", "named"),
    [
        ([1, 2], {}, "values"),
        (np.empty((0, 2)), {}, "values"),
        ([[1]], {"limits": (1, 1)}, "limits"),
        ([[1]], {"frame": (0, 0, 2, 1)}, "frame"),
        ([[1]], {"frame": (0, -1, 1, 1)}, "frame"),
    ],
)
def test_a_grid_names_what_is_wrong(ax, values, options, named):
    with pytest.raises(ValueError, match=named):
        figures.draw_grid(ax, values, **options)

"""The particles simulator keeps what its docstring says."""

import numpy as np
import pytest
from scipy.ndimage import distance_transform_edt
from scipy.stats import spearmanr
from skimage.filters import threshold_otsu

from unlabelled.datasets import PARTICLE_DOMAINS, PARTICLE_NAMES, make_particles, measure_particles
from unlabelled.datasets._particles import (
    _basaltic,
    _Draws,
    _hazel,
    _look,
    _oak,
    _random_holes,
    _random_sides,
)

DUST, BASALTIC, FELSIC, HAZEL, OAK, CONTAMINATION, DIATOM = range(7)


@pytest.fixture(scope="module")
def control():
    return make_particles(1200, random_state=0)


@pytest.fixture(scope="module")
def ice():
    return make_particles(1200, domain="ice core", random_state=1)


@pytest.fixture(scope="module")
def table(control):
    return measure_particles(control.images, control.masks)


def test_shapes_dtypes_and_ranges(control, ice):
    for result in (control, ice):
        assert result.images.shape == result.masks.shape == (1200, 32, 32)
        assert result.images.dtype == np.float32
        assert result.images.flags.c_contiguous
        assert result.images.min() >= 0
        assert result.images.max() <= 1
        assert result.masks.dtype == bool
        assert result.masks.any(axis=(1, 2)).all()
        assert result.kind.shape == (1200,)
        assert result.kind.dtype == np.int64


def test_kinds_are_balanced_in_control_samples_and_diatoms_held_back(control):
    share = np.bincount(control.kind, minlength=7) / len(control.kind)
    assert share[DIATOM] == 0
    # Standard error of a sixth among 1,200: 0.011.
    np.testing.assert_allclose(share[:6], 1 / 6, atol=0.045)


def test_ice_is_mostly_dust_and_contamination_with_some_diatoms(ice):
    share = np.bincount(ice.kind, minlength=7) / len(ice.kind)
    assert share[DUST] + share[CONTAMINATION] > 0.5
    assert 0.03 < share[DIATOM] < 0.09


def test_particles_stay_off_the_border(control, ice):
    for masks in (control.masks, ice.masks):
        border = np.ones((32, 32), dtype=bool)
        border[1:-1, 1:-1] = False
        assert not masks[:, border].any()


def test_particles_are_darker_than_the_light_around_them(table):
    assert (table["contrast"] > 0).mean() > 0.99


def test_masks_fit_the_pictures(control):
    """Where a picture has contrast, a threshold finds much the same pixels as the mask."""
    dark = np.flatnonzero(control.kind == BASALTIC)
    overlap = []
    for image, mask in zip(control.images[dark], control.masks[dark], strict=True):
        found = image < threshold_otsu(image)
        overlap.append((found & mask).sum() / (found | mask).sum())
    assert np.median(overlap) > 0.8


@pytest.mark.parametrize(
    ("feature", "high", "low"),
    [
        ("contrast", BASALTIC, FELSIC),
        ("contrast", DUST, FELSIC),
        ("circularity", HAZEL, DUST),
        ("aspect_ratio", OAK, HAZEL),
        ("aspect_ratio", CONTAMINATION, HAZEL),
        ("diameter", OAK, HAZEL),
        ("deviation", BASALTIC, FELSIC),
    ],
)
def test_kinds_look_as_described(control, table, feature, high, low):
    values = table[feature].to_numpy()
    assert np.median(values[control.kind == high]) > np.median(values[control.kind == low])


def test_pollen_overlap(control, table):
    """No single measurement tells all oak from all hazel."""
    oak, hazel = table[control.kind == OAK], table[control.kind == HAZEL]
    for feature in table:
        low, high = oak[feature].quantile([0.05, 0.95])
        assert ((hazel[feature] > low) & (hazel[feature] < high)).mean() > 0.1, feature


def test_diatoms_are_ribbed(ice):
    """Their brightness repeats: one frequency stands out more than in the clear glass they resemble."""
    large = make_particles(400, size=64, domain="ice core", random_state=2)
    spectrum = np.abs(np.fft.rfft2(large.images - large.images.mean(axis=(1, 2), keepdims=True)))
    row, column = np.fft.fftfreq(64)[:, None] * 64, np.fft.rfftfreq(64) * 64
    fine = (np.hypot(row, column) > 8) & (np.hypot(row, column) < 24)
    peak = spectrum[:, fine].max(axis=1) / spectrum[:, fine].mean(axis=1)
    assert np.median(peak[large.kind == DIATOM]) > np.median(peak[large.kind == FELSIC])


def test_edges_are_dark_and_light_gathers_beside_them():
    images, masks, kind = make_particles(300, size=128, random_state=4)
    depth = np.array([distance_transform_edt(m) - distance_transform_edt(~m) for m in masks])

    def level(images, depth, low, high):
        where = (depth >= low) & (depth <= high)
        return images.mean(axis=(1, 2), where=where)

    beside = level(images, depth, -8, -6) - level(images, depth, -30, -15)
    assert np.nanmedian(beside) > 0.01
    # Clear glass is thinnest at its rim, and yet darker there than farther inside.
    images, depth = images[kind == FELSIC], depth[kind == FELSIC]
    assert np.nanmedian(level(images, depth, 7, 10) - level(images, depth, 2, 4)) > 0.01


def test_dust_is_of_all_greys_and_rough_and_felsic_shards_are_hollow(control, table):
    spread = table["mean"].groupby(control.kind).std()
    for other in (FELSIC, HAZEL, OAK):
        assert spread[DUST] > 1.5 * spread[other]
    solidity = table["solidity"].groupby(control.kind).median()
    # Rough outlines and hollow sides leave more of the convex hull empty than angles do.
    assert max(solidity[DUST], solidity[FELSIC]) < solidity[BASALTIC] - 0.01


def drawn(draw, choice=0.9):
    """One particle without texture: coordinates, what chance gave it, depth, and shade (NaN outside)."""
    rng = np.random.default_rng(0)
    x, y = (axis[None] for axis in np.meshgrid(*2 * [np.linspace(-1.2, 1.2, 241)]))
    values = (np.full((1, 1, 1), value) for value in (choice, 0.5, 0.5))
    extra = _Draws(*_random_sides(1, rng), *_random_holes(1, rng), np.zeros_like(x), *values)
    depth, shade = draw(x, y, extra)
    return x[0], y[0], extra, depth[0], np.where(depth > 0, shade, np.nan)[0]


def test_hazel_has_three_pores():
    x, y, _, depth, shade = drawn(_hazel)
    wall = np.abs(depth - 0.1) < 0.01
    by_angle = shade[wall][np.argsort(np.arctan2(y[wall], x[wall]))]
    in_pore = by_angle < (by_angle.min() + by_angle.max()) / 2
    assert (np.diff(in_pore, append=in_pore[0]) != 0).sum() == 2 * 3


def test_oak_has_a_furrow_from_the_side_and_none_from_the_end():
    for choice, furrow in ((0.9, True), (0.1, False)):
        x, y, _, _, shade = drawn(_oak, choice)
        across = shade[np.abs(y[:, 0]) < 0.3, x[0].searchsorted(0)]
        assert (across.min() < 0.6 * across.max()) == furrow


def test_basaltic_tephra_have_bubbles():
    x, y, extra, _, shade = drawn(_basaltic)
    deep = np.hypot(x, y) < 0.4
    for hole in range(2):
        away = np.hypot(x - extra.hole_x[0, hole], y - extra.hole_y[0, hole])
        assert shade.flat[away.argmin()] < 0.6 * np.nanmax(shade[deep])


def test_some_kinds_come_in_several_forms(ice):
    """Fibres and bubbles; oak from the side and, like hazel, from the end; oblong and round shells."""
    ratio = measure_particles(ice.images, ice.masks)["aspect_ratio"]
    for kind, oblong in ((CONTAMINATION, 3), (OAK, 1.3), (DIATOM, 2)):
        mine = ratio[ice.kind == kind]
        assert (mine > oblong).mean() > 0.2
        assert (mine < 1.15).mean() > 0.1


def half_dark(domain):
    """What the camera of a domain makes of pictures whose right half is dark, (300, 128, 128)."""
    outside = np.full((300, 128, 128), -1, dtype=np.float32)
    shade = np.where(np.arange(128) < 64, 0, 9) + np.zeros_like(outside)
    return _look(outside, shade, domain, *(np.random.default_rng(seed) for seed in (0, 1))).astype(float)


def test_the_camera_at_the_ice_is_worse():
    lamp, uneven, focus, noise = [], [], [], []
    for domain in PARTICLE_DOMAINS:
        images = half_dark(domain)
        lit = images[:, :, :50]
        lamp.append(lit.mean())
        uneven.append((lit[:, :20].mean(axis=(1, 2)) / lit[:, -20:].mean(axis=(1, 2))).std())
        profile = images.mean(axis=1)
        steepest = -np.diff(profile, axis=1).min(axis=1) / profile[:, 30:50].mean(axis=1)
        focus.append(np.log(steepest).std())
        noise.append(np.diff(lit, axis=2).std() / np.sqrt(lit.mean()))
    assert lamp[1] < 0.95 * lamp[0]
    assert uneven[1] > 1.7 * uneven[0]
    # Standard errors of these spreads of 300 pictures: 4 % each.
    assert focus[1] > 1.15 * focus[0]
    assert noise[1] > 1.2 * noise[0]


def test_ice_holds_smaller_and_more_broken_particles():
    size, oblong = [], []
    for domain in PARTICLE_DOMAINS:
        images, masks, kind = make_particles(2000, domain=domain, random_state=4)
        hazel = measure_particles(images[kind == HAZEL], masks[kind == HAZEL])
        # Hazel is round unless it is broken.
        whole = hazel["aspect_ratio"] < 1.1
        size.append(hazel["diameter"][whole].mean())
        oblong.append(1 - whole.mean())
    # A spread of 7 % over 100 whole ones and more.
    assert size[1] / size[0] == pytest.approx(0.9, abs=5 * 0.07 * np.sqrt(1 / 100 + 1 / 300))
    assert oblong[1] > 0.06 > oblong[0]


def test_ice_domain_is_shifted(control, ice):
    def noise(images):
        # The corners are empty: differences of neighbours there are noise and nothing else.
        return np.std(np.diff(images[:, :3, :4], axis=2)) / np.sqrt(2)

    def darkest_kind_diameter(result):
        mine = result.kind == BASALTIC
        return measure_particles(result.images[mine], result.masks[mine])["diameter"].mean()

    assert noise(ice.images) > 1.2 * noise(control.images)
    assert np.median(ice.images) < np.median(control.images)
    assert darkest_kind_diameter(ice) < darkest_kind_diameter(control)


def test_measurements(table, control):
    assert list(table) == [
        *("diameter", "perimeter", "length", "width", "circularity", "solidity", "aspect_ratio", "filled"),
        *("mean", "deviation", "darkest", "brightest", "middle", "edge", "contrast", "roughness"),
    ]
    assert np.isfinite(table.to_numpy()).all()
    np.testing.assert_allclose(table["diameter"], np.sqrt(4 * control.masks.sum(axis=(1, 2)) / np.pi))
    first = control.images[0][control.masks[0]]
    np.testing.assert_allclose(
        table.loc[0, ["mean", "deviation", "darkest", "brightest"]].astype(float),
        [first.mean(), first.std(), first.min(), first.max()],
        rtol=1e-5,
    )


def test_disc_is_measured_right():
    row, column = np.indices((64, 64)) - 31.5
    mask = np.hypot(row, column) < 20
    image = np.where(mask, 0.25, 0.75)
    measured = measure_particles(image[None], mask[None]).iloc[0]
    assert abs(measured["diameter"] - 40) < 0.5
    assert abs(measured["circularity"] - 1) < 0.08
    assert abs(measured["aspect_ratio"] - 1) < 0.01
    assert measured["contrast"] == pytest.approx(0.5)
    assert measured["deviation"] == pytest.approx(0, abs=1e-12)


def test_one_pixel_can_be_measured():
    mask = np.zeros((1, 16, 16), dtype=bool)
    mask[0, 8, 8] = True
    assert np.isfinite(measure_particles(np.full((1, 16, 16), 0.5), mask).to_numpy()).all()


def test_size_changes_the_sampling_only():
    small, large = (make_particles(300, size=size, domain="ice core", random_state=3) for size in (32, 64))
    np.testing.assert_array_equal(small.kind, large.kind)
    area = [result.masks.mean(axis=(1, 2)) for result in (small, large)]
    assert spearmanr(*area).statistic > 0.99


def test_same_seed_same_particles_and_generators_go_on():
    first, again = (make_particles(40, random_state=5) for _ in range(2))
    np.testing.assert_array_equal(first.images, again.images)
    rng = np.random.default_rng(5)
    one, two = make_particles(40, random_state=rng), make_particles(40, random_state=rng)
    np.testing.assert_array_equal(one.images, first.images)
    assert not np.array_equal(one.images, two.images)


def test_names_belong_to_kinds():
    assert len(PARTICLE_NAMES) == 7
    assert PARTICLE_NAMES[DIATOM] == "diatom"


def test_a_rectangle_on_a_ramp_is_measured_right():
    mask = np.zeros((1, 48, 48), dtype=bool)
    mask[0, 4:44, 20:31] = True
    ramp = np.tile(0.01 * np.arange(48), (48, 1))
    table = measure_particles(ramp[None], mask)
    assert (table.dtypes == np.float64).all()
    measured = table.iloc[0]
    # The ellipse with a rectangle's second moments has axes longer by 2/sqrt(3).
    assert measured["length"] == pytest.approx(40 * 2 / np.sqrt(3), rel=0.01)
    assert measured["width"] == pytest.approx(11 * 2 / np.sqrt(3), rel=0.01)
    assert measured["aspect_ratio"] == pytest.approx(40 / 11, rel=0.01)
    assert measured["perimeter"] == pytest.approx(2 * (39 + 10), rel=0.02)
    assert measured["circularity"] == pytest.approx(4 * np.pi * 440 / measured["perimeter"] ** 2)
    assert measured["solidity"] == measured["filled"] == pytest.approx(1)
    assert measured["mean"] == pytest.approx(0.25)
    assert measured["roughness"] == pytest.approx(0.01)
    # A bright middle: the half of the pixels that are nearest to the centroid.
    bright = mask & (np.abs(np.arange(48) - 23.5) < 10)[:, None]
    measured = measure_particles(bright.astype(float), mask).iloc[0]
    assert measured["middle"] == pytest.approx(1, abs=0.06)
    assert measured["edge"] == pytest.approx(0, abs=0.06)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"n_samples": 0}, "n_samples must be an integer at least 1, got 0"),
        ({"size": 8}, "size must be an integer from 16 to 256, got 8"),
        ({"domain": "moon"}, "domain must be one of .*control.*, got 'moon'"),
        ({"random_state": -1}, "random_state must be an integer at least 0, got -1"),
    ],
)
def test_bad_arguments_are_named(arguments, message):
    with pytest.raises(ValueError, match=message):
        make_particles(**arguments)


def test_bad_masks_are_named():
    with pytest.raises(ValueError, match="masks boolean"):
        measure_particles(np.zeros((2, 8, 8)), np.zeros((2, 8, 8)))
    with pytest.raises(ValueError, match="of one shape"):
        measure_particles(np.zeros((2, 8, 8)), np.ones((3, 8, 8), dtype=bool))
    with pytest.raises(ValueError, match=r"masks\[1\] has no pixel inside"):
        masks = np.zeros((2, 8, 8), dtype=bool)
        masks[0, 4, 4] = True
        measure_particles(np.zeros((2, 8, 8)), masks)

"""The particles simulator keeps what its docstring says."""

import numpy as np
import pytest
from scipy.stats import spearmanr
from skimage.filters import threshold_otsu

from unlabelled.datasets import PARTICLE_NAMES, make_particles, measure_particles

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
    with pytest.raises(ValueError, match=r"masks\[1\] has no pixel inside"):
        masks = np.zeros((2, 8, 8), dtype=bool)
        masks[0, 4, 4] = True
        measure_particles(np.zeros((2, 8, 8)), masks)

"""The calorimeter keeps what its docstring says."""

from types import SimpleNamespace

import numpy as np
import pytest
from scipy.stats import cauchy, gamma, kstest

from unlabelled.datasets import SCALAR_NAMES, Z_MASS, Z_WIDTH, _calorimeter, make_calorimeter, make_z_pairs
from unlabelled.datasets._calorimeter import _DETECTORS, _boost, _decay, _lateral_profile, _measure, _shower

ETA, PHI, VERTICES, TRACK = range(4)


@pytest.fixture(scope="module")
def simulation():
    return make_calorimeter(8000, random_state=0)


@pytest.fixture(scope="module")
def data():
    return make_calorimeter(8000, domain="data", random_state=0)


@pytest.fixture(scope="module")
def pairs():
    return make_z_pairs(4000, random_state=0)


def mass(energy, scalars):
    eta, phi = scalars[..., ETA], scalars[..., PHI]
    angles = np.cosh(eta[:, 0] - eta[:, 1]) - np.cos(phi[:, 0] - phi[:, 1])
    return np.sqrt(2 * energy[:, 0] * energy[:, 1] * angles)


def response(electrons):
    return electrons.cells.sum(axis=(-3, -2, -1), dtype=float) / electrons.energy


def quartile_range(values):
    low, middle, high = np.quantile(values, [0.25, 0.5, 0.75])
    return (high - low) / middle


@pytest.mark.parametrize("domain", ["simulation", "data"])
def test_shapes_and_dtypes(domain):
    alone = make_calorimeter(5, domain=domain, random_state=0)
    both = make_z_pairs(5, domain=domain, random_state=0)
    for electrons, axes in ((alone, (5,)), (both, (5, 2))):
        assert electrons.cells.shape == (*axes, 4, 7, 7)
        assert electrons.cells.dtype == np.float32
        assert electrons.scalars.shape == (*axes, len(SCALAR_NAMES))
        assert electrons.energy.shape == axes
        assert electrons.scalars.dtype == electrons.energy.dtype == np.float64
        assert all(np.isfinite(values).all() for values in electrons)


@pytest.mark.parametrize("make", [make_calorimeter, make_z_pairs])
def test_one_is_enough(make):
    assert make(1, random_state=0).cells.shape[0] == 1


@pytest.mark.parametrize("make", [make_calorimeter, make_z_pairs])
def test_same_seed_same_electrons_and_another_seed_others(make):
    first, again, other = (make(20, random_state=seed) for seed in (0, 0, 1))
    for a, b in zip(first, again, strict=True):
        np.testing.assert_array_equal(a, b)
    assert (first.energy != other.energy).any()


@pytest.mark.parametrize("make", [make_calorimeter, make_z_pairs])
def test_a_generator_is_used_and_moves_on(make):
    rng = np.random.default_rng(5)
    first, second = make(10, random_state=rng), make(10, random_state=rng)
    np.testing.assert_array_equal(first.cells, make(10, random_state=5).cells)
    assert (first.energy != second.energy).any()


@pytest.mark.parametrize("make", [make_calorimeter, make_z_pairs])
def test_global_random_state_is_left_alone(make):
    np.random.seed(3)
    expected = np.random.rand()
    np.random.seed(3)
    make(5, random_state=0)
    assert np.random.rand() == expected


def test_what_is_drawn_stays_in_range(simulation, pairs):
    assert simulation.energy.min() >= 15
    assert simulation.energy.max() <= 120
    assert kstest(np.log(simulation.energy), "uniform", (np.log(15), np.log(8))).pvalue > 1e-4
    assert pairs.energy.min() >= 20
    for electrons in (simulation, pairs):
        assert np.abs(electrons.scalars[..., ETA]).max() <= 1.4
        assert np.abs(electrons.scalars[..., PHI]).max() <= np.pi
        vertices = electrons.scalars[..., VERTICES]
        np.testing.assert_array_equal(vertices, vertices.round())
        assert vertices.min() >= 0
        assert electrons.scalars[..., TRACK].min() > 0


def test_the_true_mass_follows_a_breit_wigner_curve(pairs):
    masses = mass(pairs.energy, pairs.scalars)
    assert masses.min() > 66 - 1e-6
    assert masses.max() < 116 + 1e-6
    # Electrons of heavier pairs pass the cuts a little more easily, so compare near the peak.
    near = masses[np.abs(masses - Z_MASS) < 4]
    curve = cauchy(Z_MASS, Z_WIDTH / 2)
    low, high = curve.cdf([Z_MASS - 4, Z_MASS + 4])
    assert kstest(near, lambda m: (curve.cdf(m) - low) / (high - low)).pvalue > 1e-4


def test_electrons_of_a_pair_share_their_crossing_and_come_in_random_order(pairs):
    np.testing.assert_array_equal(pairs.scalars[:, 0, VERTICES], pairs.scalars[:, 1, VERTICES])
    # Four standard deviations of a binomial count.
    assert abs((pairs.energy[:, 0] > pairs.energy[:, 1]).sum() - 2000) < 4 * np.sqrt(1000)


def test_a_boost_keeps_the_mass_and_adds_up_to_the_parent():
    rng = np.random.default_rng(0)
    parent, direction = rng.normal(0, 30, size=(50, 3)), rng.normal(size=(50, 3))
    own_mass = rng.uniform(60, 120, size=50)
    direction *= (own_mass / 2 / np.linalg.norm(direction, axis=1))[:, None]
    one, other = (_boost(sign * direction, parent, own_mass) for sign in (1, -1))
    np.testing.assert_allclose(one + other, parent, atol=1e-9)
    total = np.linalg.norm(one, axis=1) + np.linalg.norm(other, axis=1)
    np.testing.assert_allclose(np.sqrt(total**2 - (parent**2).sum(axis=1)), own_mass)


def test_the_lateral_profile_is_the_integral_of_its_density():
    impact = np.array([[0.2], [-0.3]])
    profile = _lateral_profile(impact)[0]
    n = 100
    fine = (np.arange(7 * n) + 0.5) / n - 3.5
    r2 = (fine[:, None] - impact[0]) ** 2 + (fine - impact[1]) ** 2
    core, halo, share = ([0.25, 0.3, 0.4, 0.7], [1.2, 1.3, 1.6, 2.0], [0.15, 0.15, 0.2, 0.4])
    for layer in range(4):
        density = sum(
            weight * radius**2 / (np.pi * (r2 + radius**2) ** 2)
            for weight, radius in ((1 - share[layer], core[layer]), (share[layer], halo[layer]))
        )
        expected = density.reshape(7, n, 7, n).sum(axis=(1, 3)) / n**2
        np.testing.assert_allclose(profile[layer], expected, atol=1e-4)


def test_more_material_costs_energy_in_front_and_showers_are_never_larger_than_their_electron():
    detector = _DETECTORS["simulation"]
    energy = np.full(4000, 50.0)
    central, outer = (
        _shower(energy, np.full(4000, eta), detector, np.random.default_rng(0)) for eta in (0.0, 1.4)
    )
    for layers in (central, outer):
        assert layers.min() >= 0
        assert layers[:, 1:].sum(axis=1).max() <= 50
    assert outer[:, 1:].sum(axis=1).mean() < 0.97 * central[:, 1:].sum(axis=1).mean()
    # The larger the energy, the deeper the shower.
    deep = _shower(10 * energy, np.zeros(4000), detector, np.random.default_rng(0))
    assert (deep[:, 2] / 500).mean() > (central[:, 2] / 50).mean() + 0.05


def test_the_response_depends_on_direction_energy_and_vertices(simulation):
    eta, phi, vertices, _ = simulation.scalars.T
    seen, energy = response(simulation), simulation.energy
    assert 0.9 < np.median(seen) < 1.0
    assert np.median(seen[np.abs(eta) > 1.2]) < np.median(seen[np.abs(eta) < 0.3]) - 0.02
    below, above = (np.median(seen[np.sin(phi) * sign > 0.7]) for sign in (-1, 1))
    assert 0.005 < above - below < 0.03
    extra = (seen - np.median(seen)) * energy
    slope = np.polyfit(vertices, extra, 1)[0]
    assert 0.01 < slope < 0.08
    soft = (energy < 25) & (np.abs(eta) < 0.6)
    hard = (energy > 80) & (np.abs(eta) < 0.6)
    assert quartile_range(seen[hard]) < 0.6 * quartile_range(seen[soft])


def test_the_track_is_unbiased_at_its_best_and_has_a_tail_downwards(simulation):
    ratio = simulation.scalars[:, TRACK] / simulation.energy
    assert 0.9 < np.median(ratio) < 1.0
    assert (ratio < 0.8).mean() > 5 * (ratio > 1.2).mean()
    assert quartile_range(ratio) > 2 * quartile_range(response(simulation))


def test_the_layers_of_the_data_are_miscalibrated():
    energy, zeros = np.full(2000, 60.0), np.zeros(2000)
    detector = _DETECTORS["data"]
    perfect = detector._replace(gain=np.ones(4))
    with_gain, without = (
        _measure(energy, zeros, zeros, zeros.astype(int), d, np.random.default_rng(0)).cells.sum(
            axis=(0, 2, 3), dtype=float
        )
        for d in (detector, perfect)
    )
    np.testing.assert_allclose(with_gain / without, [0.90, 0.95, 1.01, 1.0], atol=2e-3)


def test_the_domains_differ_as_told(simulation, data):
    assert data.scalars[:, VERTICES].mean() > simulation.scalars[:, VERTICES].mean() + 8
    at_support = [
        np.median(response(e)[np.abs(np.abs(e.scalars[:, ETA]) - 1.1) < 0.1]) for e in (simulation, data)
    ]
    assert at_support[1] < at_support[0] - 0.02
    # Cross talk goes along eta and not along phi.
    middle = [e.cells[:, 2].mean(axis=0, dtype=float) for e in (simulation, data)]
    along, across = (
        [(m[2, 3] + m[4, 3]) / m[3, 3] for m in middle],
        [(m[3, 2] + m[3, 4]) / m[3, 3] for m in middle],
    )
    assert along[1] > along[0] + 0.03
    assert abs(across[1] - across[0]) < 0.03
    assert quartile_range(response(data)) > 1.2 * quartile_range(response(simulation))


@pytest.mark.parametrize(("first", "second"), [(0, 0), (1, 0), (-1, 0), (0, 1)])
def test_showers_have_the_profile_of_grindhammer_and_peters(first, second):
    """Mean, spread and correlation of maximum and shape, by showers that deviate by whole sigmas."""
    log_y = np.log(50 / 0.010)
    correlation = 0.705 - 0.023 * log_y
    both = correlation * first + np.sqrt(1 - correlation**2) * second
    maximum = np.exp(np.log(log_y - 0.812) + first / (-1.4 + 1.26 * log_y))
    shape = np.exp(np.log(0.81 + (0.458 + 2.26 / 70) * log_y) + both / (-0.58 + 0.86 * log_y))
    profile = gamma(shape, scale=maximum / (shape - 1))
    draws = SimpleNamespace(normal=lambda size: np.array([[first], [second]], dtype=float))
    layers = _shower(np.array([50.0]), np.zeros(1), _DETECTORS["simulation"], draws)[0]
    # At eta = 0 the showers cross 2.5 radiation lengths, then layers of 3, 17 and 3.
    np.testing.assert_allclose(layers[1:], 50 * np.diff(profile.cdf([2.5, 5.5, 22.5, 25.5])), rtol=1e-6)
    assert layers.argmax() == 2


def test_a_support_costs_energy_and_data_have_a_second_one_and_more_material():
    def in_front(eta, domain):
        """Share of the energy that the layers do not see."""
        energy = np.full(4000, 50 * np.cosh(eta))
        layers = _shower(energy, np.full(4000, eta), _DETECTORS[domain], np.random.default_rng(0))
        return 1 - (layers[:, 1:].sum(axis=1) / energy).mean()

    simulation, data = (
        {eta: in_front(eta, domain) for eta in (0, 0.5, 0.8, -0.8, 1.1, -1.1, 1.25)}
        for domain in ("simulation", "data")
    )
    # Without a support, the larger eta, the more is lost.
    assert min(simulation[0.8], simulation[-0.8]) > simulation[1.1] > 2 * simulation[0.5]
    assert simulation[1.1] < simulation[1.25]
    assert min(data[1.1], data[-1.1]) > data[1.25]
    # 5 % more material.
    assert data[0] > 1.08 * simulation[0]


@pytest.fixture
def quiet():
    """A detector without noise, pile-up and sag."""
    return _DETECTORS["simulation"]._replace(noise=0, pile_up=0, sag=0)


def measured(detector, energy, n=4000, phi=0.0, n_vertices=0):
    zeros = np.zeros(n)
    vertices = np.full(n, n_vertices)
    return _measure(np.full(n, energy), zeros, zeros + phi, vertices, detector, np.random.default_rng(0))


@pytest.mark.parametrize("energy", [20.0, 80.0])
def test_sampling_fluctuates_by_ten_per_cent_over_the_root_of_the_energy(quiet, energy, monkeypatch):
    shares = np.array([0.005, 0.1, 0.85, 0.02])
    monkeypatch.setattr(_calorimeter, "_shower", lambda energy, *others: energy[:, None] * shares)
    seen = measured(quiet, energy).cells.sum(axis=(1, 2, 3), dtype=float)
    # The standard error of a standard deviation of 4,000 draws is 1.1 %.
    assert seen.std() / seen.mean() == pytest.approx(0.1 / np.sqrt(energy), rel=0.12)


def test_the_impact_is_uniform_in_the_middle_cell(quiet):
    # So much energy that nothing else fluctuates: the balance of the neighbours gives the place away.
    middle = measured(quiet, 1e4).cells[:, 2].astype(float)
    grid = np.linspace(-0.5, 0.5, 201)
    along = _lateral_profile(np.stack([grid, 0 * grid]))[:, 2]
    for axis in (1, 2):
        lines = middle.sum(axis=3 - axis)
        balance = (lines[:, 4] - lines[:, 2]) / (lines[:, 4] + lines[:, 2])
        expected = along.sum(axis=2)
        expected = (expected[:, 4] - expected[:, 2]) / (expected[:, 4] + expected[:, 2])
        assert kstest(np.interp(balance, expected, grid), "uniform", (-0.5, 1)).pvalue > 1e-4


@pytest.mark.parametrize("domain", ["simulation", "data"])
def test_the_sag_goes_with_the_sine_of_phi(domain):
    detector = _DETECTORS[domain]._replace(noise=0, pile_up=0)
    angles = np.linspace(-np.pi, np.pi, 9)
    seen = [measured(detector, 1e4, 500, phi).cells.sum(dtype=float) for phi in angles]
    amplitude = np.array(seen) / seen[0] - 1
    np.testing.assert_allclose(amplitude, amplitude.max() * np.sin(angles), atol=1e-3)
    assert amplitude.max() > 0.005 + 0.01 * (domain == "data")


def test_noise_and_pile_up_are_larger_in_data(monkeypatch):
    monkeypatch.setattr(_calorimeter, "_shower", lambda energy, *others: np.zeros((len(energy), 4)))
    noise = [measured(_DETECTORS[d], 1.0, 500).cells.std(axis=(0, 2, 3)) for d in ("simulation", "data")]
    assert (noise[1] > 1.1 * noise[0]).all()
    few, many, more = (
        measured(_DETECTORS[domain], 1.0, 1000, n_vertices=vertices).cells.sum(axis=(1, 2, 3)).mean()
        for domain, vertices in (("simulation", 20), ("simulation", 40), ("data", 40))
    )
    assert many == pytest.approx(2 * few, rel=0.1)
    assert more > 1.2 * many


def test_noise_makes_some_cells_negative(simulation):
    assert 0.01 < (simulation.cells < 0).mean() < 0.5


def test_vertices_have_their_means(simulation, data, pairs):
    for electrons, mean in ((simulation, 25), (data, 35), (pairs, 35)):
        vertices = electrons.scalars[..., VERTICES]
        # Pairs share theirs: 4,000 are independent.
        assert vertices.mean() == pytest.approx(mean, abs=5 * np.sqrt(mean / 4000))


@pytest.mark.parametrize("energy", [1.0, 100.0])
def test_the_track_has_its_resolution_and_the_law_of_bethe_and_heitler(quiet, energy, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(_calorimeter, "_TRACKER", 0)
        error = np.log(measured(quiet, energy).scalars[:, TRACK] / energy).std()
    assert error == pytest.approx(0.015, rel=0.06) if energy == 1 else error > 0.03
    monkeypatch.setattr(_calorimeter, "_TRACK_CONSTANT", 0)
    monkeypatch.setattr(_calorimeter, "_TRACK_SLOPE", 0)
    radiated = -np.log(measured(quiet, energy).scalars[:, TRACK] / energy)
    assert kstest(radiated, gamma(0.1 / np.log(2)).cdf).pvalue > 1e-4


def test_the_z_moves_as_told_and_decays_isotropically(pairs, monkeypatch):
    def momenta(energy, eta, phi):
        return energy[..., None] * np.stack([np.cos(phi), np.sin(phi), np.sinh(eta)], axis=-1)

    moving = momenta(pairs.energy, pairs.scalars[..., ETA], pairs.scalars[..., PHI]).sum(axis=1)
    assert np.hypot(*moving[:, :2].T).mean() == pytest.approx(15, abs=2)
    monkeypatch.setattr(_calorimeter, "_LEAST_ENERGY", 0)
    monkeypatch.setattr(_calorimeter, "_MAX_ETA", np.inf)
    energy, eta, phi = _decay(4000, np.random.default_rng(0))
    both = momenta(energy, eta, phi)
    total = both.sum(axis=1)
    at_rest = _boost(both[:, 0], -total, mass(energy, np.stack([eta, phi], axis=-1)))
    direction = at_rest / np.linalg.norm(at_rest, axis=1, keepdims=True)
    for part in direction.T:
        assert kstest(part, "uniform", (-1, 2)).pvalue > 1e-4
    rapidity = np.arctanh(total[:, 2] / np.linalg.norm(both, axis=2).sum(axis=1))
    assert abs(rapidity.mean()) < 0.1
    assert rapidity.std() < 1


@pytest.mark.parametrize("make", [make_calorimeter, make_z_pairs])
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"n_samples": 0}, "n_samples must be an integer at least 1, got 0"),
        ({"n_samples": 2.5}, "n_samples must be an integer at least 1, got 2.5"),
        ({"domain": "real"}, 'domain must be "simulation" or "data", got \'real\''),
        ({"domain": None}, 'domain must be "simulation" or "data", got None'),
        ({"random_state": -1}, "random_state must be an integer at least 0, got -1"),
    ],
)
def test_bad_arguments_are_named_with_their_range(make, arguments, message):
    with pytest.raises(ValueError, match=f"^{message}"):
        make(**arguments)

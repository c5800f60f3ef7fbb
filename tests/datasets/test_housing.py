"""The housing market keeps what its docstring says."""

import numpy as np
import pandas as pd
import pytest

from unlabelled.datasets import NEIGHBOURHOOD_NAMES, NEIGHBOURHOOD_SHARES, make_housing
from unlabelled.datasets._housing import _river_north

OLD_TOWN, RIVERSIDE, STUDENTS, RING, SUBURB, ESTATE, OUTSKIRTS = range(7)


@pytest.fixture(scope="module")
def market():
    return make_housing(6000, random_state=0)


@pytest.fixture(scope="module")
def medians(market):
    return market.homes.groupby(market.neighbourhood).median()


def test_shapes_and_dtypes(market):
    assert market.neighbourhood.shape == (6000,)
    assert market.neighbourhood.dtype == np.int64
    assert set(market.neighbourhood) == set(range(len(NEIGHBOURHOOD_NAMES)))
    assert dict(market.homes.dtypes.astype(str)) == {
        "east": "float64",
        "north": "float64",
        "price_per_square_metre": "float64",
        "floor_area": "float64",
        "n_rooms": "int64",
        "year_built": "int64",
        "distance_to_centre": "float64",
        "distance_to_river": "float64",
    }
    assert len(market.homes) == 6000
    assert not market.homes.isna().any(axis=None)


def test_values_are_in_range(market):
    homes = market.homes
    assert homes[["east", "north"]].abs().max().max() <= 7
    assert homes["price_per_square_metre"].between(1_200, 20_000).all()
    assert homes["floor_area"].between(16, 400).all()
    assert homes["n_rooms"].between(1, 12).all()
    assert homes["year_built"].between(1750, 2023).all()
    for column in ("price_per_square_metre", "floor_area"):
        np.testing.assert_array_equal(homes[column], homes[column].round())


@pytest.mark.parametrize("n_samples", [1, 2, 7])
def test_few_homes_are_enough(n_samples):
    # Some neighbourhoods are empty then.
    market = make_housing(n_samples, random_state=0)
    assert len(market.homes) == len(market.neighbourhood) == n_samples


def test_same_seed_same_homes_and_another_seed_others():
    first, again, other = (make_housing(50, random_state=seed) for seed in (0, 0, 1))
    pd.testing.assert_frame_equal(first.homes, again.homes)
    np.testing.assert_array_equal(first.neighbourhood, again.neighbourhood)
    assert (first.homes["east"] != other.homes["east"]).any()


def test_a_generator_is_used_and_moves_on():
    rng = np.random.default_rng(5)
    first, second = make_housing(10, random_state=rng), make_housing(10, random_state=rng)
    pd.testing.assert_frame_equal(first.homes, make_housing(10, random_state=5).homes)
    assert (first.homes["north"] != second.homes["north"]).any()


def test_global_random_state_is_left_alone():
    np.random.seed(3)
    expected = np.random.rand()
    np.random.seed(3)
    make_housing(5, random_state=0)
    assert np.random.rand() == expected


def test_neighbourhoods_have_their_shares(market):
    assert sum(NEIGHBOURHOOD_SHARES) == pytest.approx(1)
    shares = np.array(NEIGHBOURHOOD_SHARES)
    counts = np.bincount(market.neighbourhood)
    # Four standard deviations of a binomial count.
    assert np.all(np.abs(counts - 6000 * shares) < 4 * np.sqrt(6000 * shares * (1 - shares)))


def test_distances_belong_to_the_positions(market):
    homes = market.homes
    np.testing.assert_allclose(homes["distance_to_centre"], np.hypot(homes["east"], homes["north"]))
    # Two homes cannot differ more in their distance to the river than they are apart.
    few = homes.iloc[:400]
    apart = np.hypot(*(np.subtract.outer(few[c].to_numpy(), few[c].to_numpy()) for c in ("east", "north")))
    differ = np.abs(np.subtract.outer(*2 * [few["distance_to_river"].to_numpy()]))
    assert np.all(differ <= apart + 0.005)


def test_nobody_lives_in_the_river(market):
    assert market.homes["distance_to_river"].min() >= 0.04


def test_homes_stand_on_both_banks():
    homes = make_housing(40_000, random_state=0).homes
    near = homes[(homes["distance_to_river"] < 0.15) & homes["east"].between(0.5, 3.5)]
    # In a strip from south to north, 50 m wide, there are homes on both sides of the water.
    for begin in np.arange(0.5, 3.45, 0.05):
        north = np.sort(near.loc[near["east"].between(begin, begin + 0.05), "north"])
        assert np.ptp(north) > 0.2
        assert np.diff(north).max() > 0.06


def test_neighbourhoods_lie_where_their_names_say(market):
    homes, where = market.homes, market.neighbourhood
    assert homes.loc[where == OLD_TOWN, "distance_to_centre"].max() < 0.9
    assert homes.loc[where == RIVERSIDE, "distance_to_river"].quantile(0.95) < 0.45
    assert homes.loc[where == RIVERSIDE, "east"].pipe(np.ptp) > 4
    assert homes.loc[where == RING, "distance_to_centre"].between(0.5, 3).all()
    assert (homes.loc[where == STUDENTS, ["east", "north"]].mean() * [-1, 1] > 0.8).all()
    assert (homes.loc[where == SUBURB, ["east", "north"]] > 0).all(axis=None)
    assert (homes.loc[where == ESTATE, ["east", "north"]] < 0).all(axis=None)
    assert homes.loc[where == OUTSKIRTS, "distance_to_centre"].min() > 2.3
    north_east = (homes.loc[where == OUTSKIRTS, ["north", "east"]] > 0) @ [2, 1]
    assert north_east.value_counts(normalize=True).reindex(range(4), fill_value=0).min() > 0.04


def test_neighbourhoods_overlap_at_their_edges(market):
    homes, where = market.homes, market.neighbourhood
    ring = homes[where == RING]
    # Some homes of the ring are as near to the river as the band, or as near to the centre as the old town.
    assert (ring["distance_to_river"] < 0.15).mean() > 0.02
    assert (ring["distance_to_centre"] < 0.85).any()


def test_neighbourhoods_are_not_just_blobs(market):
    homes, where = market.homes, market.neighbourhood
    # The suburb stands along three streets: between their radii it is nearly empty.
    radius = homes.loc[where == SUBURB, "distance_to_centre"]
    on_streets = sum((radius - street).abs().lt(0.15).mean() for street in (2.9, 3.4, 3.9))
    assert on_streets > 0.9
    # The estate stands in rows: turned back, homes keep to one of seven lines.
    turn = np.radians(28)
    along = (homes["east"] + 3.6) * np.cos(turn) + (homes["north"] + 3.3) * np.sin(turn)
    off_row = along[where == ESTATE] / 0.24
    assert (off_row - off_row.round()).abs().quantile(0.99) < 0.2
    # In a row, they crowd at five blocks; evenly along it, they would be 0.25 off on average.
    across = (homes["north"] + 3.3) * np.cos(turn) - (homes["east"] + 3.6) * np.sin(turn)
    off_block = across[where == ESTATE] / 0.22
    assert (off_block - off_block.round()).abs().mean() < 0.16
    assert set(off_block.round()) >= set(range(5))
    # The students leave the campus in their middle free, and the old town leaves its square.
    campus = np.hypot(homes["east"] + 1.9, homes["north"] - 1.5)
    assert campus[where == STUDENTS].min() > 0.3
    assert homes["distance_to_centre"].min() >= 0.1


def test_prices_are_skewed(market):
    price = market.homes["price_per_square_metre"]
    assert price.skew() > 0.4
    assert price.mean() > price.median()
    for label in range(len(NEIGHBOURHOOD_NAMES)):
        assert price[market.neighbourhood == label].skew() > 0.3
    assert market.homes["floor_area"].skew() > 1
    # A few homes cost far more than their like: even the logarithm is skewed.
    log_price = np.log(price)
    assert (log_price - log_price.groupby(market.neighbourhood).transform("mean")).skew() > 0.1


def test_prices_follow_the_neighbourhood(medians):
    price = medians["price_per_square_metre"]
    assert price.idxmax() == OLD_TOWN
    assert price[RIVERSIDE] > 1.1 * price[RING]
    assert price[RING] > 1.2 * price[SUBURB]
    assert price[SUBURB] > 1.1 * price[ESTATE]


def test_prices_follow_size_period_and_river(market):
    homes, where = market.homes, market.neighbourhood
    log_price = np.log(homes["price_per_square_metre"])
    for label in (OLD_TOWN, STUDENTS, RING):
        mine = where == label
        slope = np.polyfit(np.log(homes.loc[mine, "floor_area"]), log_price[mine], 1)[0]
        assert -0.22 < slope < -0.05
    ring = homes[where == RING]
    price = ring["price_per_square_metre"]
    post_war = price[ring["year_built"].between(1950, 1979)].median()
    assert price[ring["year_built"].between(1871, 1918)].median() > 1.1 * post_war
    assert price[ring["year_built"] >= 2005].median() > 1.1 * post_war
    assert (
        price[ring["distance_to_river"] < 0.2].median() > 1.05 * price[ring["distance_to_river"] > 1].median()
    )


def test_prices_fall_with_the_distance_to_the_centre():
    homes, where = make_housing(40_000, random_state=0)
    outskirts = homes[where == OUTSKIRTS]
    log_price = np.log(outskirts["price_per_square_metre"])
    # In the outskirts a kilometre costs about 3.5 %; across the town, the neighbourhoods add to it.
    assert -0.06 < np.polyfit(outskirts["distance_to_centre"], log_price, 1)[0] < -0.02
    assert np.corrcoef(homes["distance_to_centre"], np.log(homes["price_per_square_metre"]))[0, 1] < -0.6


def test_equal_homes_scatter_by_a_factor_of_1_17(market):
    homes, where = market.homes, market.neighbourhood
    period = np.digitize(homes["year_built"], [1871, 1919, 1950, 1980, 2005])
    design = np.column_stack(
        [
            np.eye(7)[where],
            np.eye(6)[period][:, 1:],
            np.log(homes["floor_area"]),
            np.exp(-homes["distance_to_river"] / 0.3),
            homes["distance_to_centre"],
        ]
    )
    log_price = np.log(homes["price_per_square_metre"])
    left = log_price - design @ np.linalg.lstsq(design, log_price, rcond=None)[0]
    assert np.exp(left.std()) == pytest.approx(1.17, abs=0.015)


def test_the_river_is_the_same_for_all_and_distances_go_to_its_middle():
    east = np.linspace(-8, 8, 4001)
    river = np.column_stack([east, _river_north(east)])
    for seed in (0, 1):
        homes = make_housing(100, random_state=seed).homes
        to_all = np.linalg.norm(homes[["east", "north"]].to_numpy()[:, None] - river, axis=2)
        np.testing.assert_allclose(homes["distance_to_river"], to_all.min(axis=1), atol=0.002)
    # South of the market square, all the way through the town.
    assert river[np.abs(east) < 2.5, 1].max() < 0


def test_homes_are_as_their_neighbourhood(market, medians):
    assert medians["floor_area"].idxmin() == STUDENTS
    assert medians["floor_area"].idxmax() == SUBURB
    assert medians["n_rooms"].loc[STUDENTS] < medians["n_rooms"].loc[RING] < medians["n_rooms"].loc[SUBURB]
    assert medians["year_built"].idxmin() == OLD_TOWN
    estate = market.homes.loc[market.neighbourhood == ESTATE, "year_built"]
    assert estate.between(1950, 1979).mean() > 0.85
    assert estate.min() >= 1950


def test_rooms_grow_with_the_area(market):
    homes = market.homes
    assert homes["n_rooms"].corr(homes["floor_area"]) > 0.8
    area_of_a_room = homes["floor_area"] / homes["n_rooms"]
    assert area_of_a_room.quantile(0.01) > 14
    assert area_of_a_room.median() == pytest.approx(27, abs=2)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"n_samples": 0}, "n_samples must be an integer at least 1, got 0"),
        ({"n_samples": 2.5}, "n_samples must be an integer at least 1, got 2.5"),
        ({"n_samples": True}, "n_samples must be an integer at least 1, got True"),
        ({"random_state": -1}, "random_state must be an integer at least 0, got -1"),
        ({"random_state": "x"}, "random_state must be an integer at least 0, got 'x'"),
    ],
)
def test_bad_arguments_are_named_with_their_range(arguments, message):
    with pytest.raises(ValueError, match=f"^{message}"):
        make_housing(**arguments)

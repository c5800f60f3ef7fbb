"""The step-count campaign keeps what its docstring says."""

import numpy as np
import pandas as pd
import pytest

from unlabelled.datasets import ACTIVE_STEPS, GROUP_NAMES, GROUP_SHARES, make_steps

SLOW_STARTER, HOP_ON, ENTHUSIAST, QUITTER = range(4)


@pytest.fixture(scope="module")
def steps():
    return make_steps(2000, random_state=0)


@pytest.fixture(scope="module")
def active(steps):
    return steps.counts > ACTIVE_STEPS


def lengths_of_runs(days):
    """Lengths of the runs of True that neither the first nor the last day cuts, over all rows."""
    change = np.diff(days.astype(int), axis=1)
    lengths = []
    for row in change:
        begins, ends = np.flatnonzero(row == 1), np.flatnonzero(row == -1)
        if len(begins):
            ends = ends[ends > begins[0]]
        lengths.extend(ends - begins[: len(ends)])
    return np.array(lengths)


def test_shapes_and_dtypes(steps):
    assert steps.counts.shape == steps.worn.shape == (2000, 300)
    assert steps.counts.dtype == np.float64
    assert steps.counts.flags.c_contiguous
    assert steps.worn.dtype == bool
    assert steps.group.shape == (2000,)
    assert steps.group.dtype == np.int64
    assert set(steps.group) == set(range(len(GROUP_NAMES)))
    assert list(steps.traits) == ["age", "sex", "region"]
    assert len(steps.traits) == 2000
    assert steps.traits["age"].dtype == np.int64
    assert isinstance(steps.traits["sex"].dtype, pd.CategoricalDtype)
    assert isinstance(steps.traits["region"].dtype, pd.CategoricalDtype)


def test_counts_are_whole_and_in_range(steps):
    known = steps.counts[~np.isnan(steps.counts)]
    np.testing.assert_array_equal(known, known.round())
    assert known.min() == 0
    assert known.max() <= 60_000
    assert steps.traits["age"].between(18, 85).all()
    assert not steps.traits.isna().any(axis=None)


@pytest.mark.parametrize("n_days", [28, 365, 1000])
def test_the_number_of_days_is_a_choice(n_days):
    steps = make_steps(50, n_days=n_days, random_state=0)
    assert steps.counts.shape == steps.worn.shape == (50, n_days)


def test_one_participant_is_enough():
    steps = make_steps(1, random_state=0)
    assert steps.counts.shape == (1, 300)
    assert len(steps.traits) == 1


def test_same_seed_same_campaign_and_another_seed_another():
    first, again, other = (make_steps(20, random_state=seed) for seed in (0, 0, 1))
    np.testing.assert_array_equal(first.counts, again.counts)
    np.testing.assert_array_equal(first.worn, again.worn)
    np.testing.assert_array_equal(first.group, again.group)
    pd.testing.assert_frame_equal(first.traits, again.traits)
    assert (first.counts != other.counts).any()
    assert (first.traits["age"] != other.traits["age"]).any()


def test_a_generator_is_used_and_moves_on():
    rng = np.random.default_rng(5)
    first, second = make_steps(10, random_state=rng), make_steps(10, random_state=rng)
    np.testing.assert_array_equal(first.counts, make_steps(10, random_state=5).counts)
    assert (first.worn != second.worn).any()


def test_global_random_state_is_left_alone():
    np.random.seed(3)
    expected = np.random.rand()
    np.random.seed(3)
    first = make_steps(5, random_state=0)
    assert np.random.rand() == expected
    np.testing.assert_array_equal(first.counts, make_steps(5, random_state=0).counts)


def test_groups_have_their_shares(steps):
    assert sum(GROUP_SHARES) == pytest.approx(1)
    shares = np.array(GROUP_SHARES)
    counts = np.bincount(steps.group)
    # Four standard deviations of a binomial count.
    assert np.all(np.abs(counts - 2000 * shares) < 4 * np.sqrt(2000 * shares * (1 - shares)))


def test_missing_means_not_worn_and_a_worn_day_counts(steps):
    missing = np.isnan(steps.counts)
    assert not (missing & steps.worn).any()
    assert steps.counts[steps.worn].min() >= 1
    # Not worn is not the same as missing: the tracker in the drawer counts nothing or a few jolts.
    in_the_drawer = steps.counts[~steps.worn & ~missing]
    assert in_the_drawer.max() <= 400 < ACTIVE_STEPS
    assert 0.3 < np.mean(in_the_drawer == 0) < 0.8


def test_small_counts_do_not_tell_lazy_from_not_worn(steps):
    small = (steps.counts > 0) & (steps.counts <= 400)
    assert 0.02 < steps.worn[small].mean() < 0.5


def test_a_single_forgotten_day_is_missing_half_of_the_time(steps):
    regular = steps.group == ENTHUSIAST
    worn, counts = steps.worn[regular], steps.counts[regular]
    forgotten = ~worn[:, 1:-1] & worn[:, :-2] & worn[:, 2:]
    assert 0.4 < np.isnan(counts[:, 1:-1][forgotten]).mean() < 0.6


def test_the_battery_lasts_about_four_days_of_a_break(steps):
    # The share of days without a record, by the number of days since the tracker was last worn.
    missing = np.isnan(steps.counts)
    share = []
    for wait in range(1, 31):
        unworn = np.lib.stride_tricks.sliding_window_view(~steps.worn, wait, axis=1).all(axis=2)[:, 1:]
        since = unworn & steps.worn[:, : unworn.shape[1]]
        share.append(missing[:, wait:][since].mean())
    assert share[1] < 0.5 < share[4]
    assert share[29] > 0.99


def test_active_days_come_in_streaks(active):
    # Were the days of a participant independent, the day before would tell nothing.
    usual = active.mean(axis=1)
    regular = (usual > 0.2) & (usual < 0.8)
    after_active = np.mean(active[regular, 1:][active[regular, :-1]])
    after_break = np.mean(active[regular, 1:][~active[regular, :-1]])
    assert after_active > 0.8
    assert after_break < 0.2


def test_slow_starters_become_regular(steps, active):
    mine = steps.group == SLOW_STARTER
    first, last = active[mine, :75].mean(axis=1), active[mine, -75:].mean(axis=1)
    assert first.mean() < 0.4
    assert last.mean() > 0.8
    assert np.mean(last > first) > 0.95
    counts = np.where(steps.worn[mine], steps.counts[mine], np.nan)
    assert np.nanmedian(counts[:, -75:]) > 1.5 * np.nanmedian(counts[:, :75])


def test_hop_on_hop_off_users_change_to_the_end(steps, active):
    mine = steps.group == HOP_ON
    thirds = active[mine].reshape(mine.sum(), 3, 100).mean(axis=(0, 2))
    assert np.all((thirds > 0.35) & (thirds < 0.6))
    streaks, breaks = (lengths_of_runs(days) for days in (steps.worn[mine], ~steps.worn[mine]))
    # Forgotten days cut streaks and are breaks of a day: about two weeks are left without them.
    assert 7 < streaks[streaks > 1].mean() < 18
    assert 10 < breaks[breaks > 1].mean() < 20


def test_enthusiasts_hardly_pause_and_walk_most(steps, active):
    days = active.mean(axis=1)
    mine = steps.group == ENTHUSIAST
    counts = np.where(steps.worn, steps.counts, np.nan)
    assert days[mine].mean() > 0.85
    for other in (SLOW_STARTER, HOP_ON, QUITTER):
        assert days[mine].mean() > days[steps.group == other].mean() + 0.2
        assert np.nanmedian(counts[mine]) > 1.2 * np.nanmedian(counts[steps.group == other])


def test_quitters_stop_for_good_usually_in_the_first_half(steps, active):
    mine = steps.group == QUITTER
    last = 299 - active[:, ::-1].argmax(axis=1)
    last[~active.any(axis=1)] = 0
    assert last[mine].max() < 0.85 * 300
    assert np.mean(last[mine] < 150) > 0.7
    assert np.isnan(steps.counts[mine, -1]).mean() > 0.99
    # A quarter of the days after the start are breaks already; a hop-on hop-off user has half of them.
    early = np.array(
        [row[:end].mean() for row, end in zip(active[mine], last[mine], strict=True) if end > 20]
    )
    assert 0.65 < early.mean() < 0.9


def test_quitters_fade_before_they_stop(steps):
    ratios = []
    for counts, worn in zip(
        steps.counts[steps.group == QUITTER], steps.worn[steps.group == QUITTER], strict=True
    ):
        days = np.flatnonzero(worn)
        if len(days) > 60:
            ratios.append(np.median(counts[days[-7:]]) / np.median(counts[days[:-28]]))
    assert 0.55 < np.median(ratios) < 0.85


def test_people_of_one_group_differ(steps, active):
    usual = active.mean(axis=1)
    assert usual[steps.group == HOP_ON].std() > 0.13


def test_the_week_shows(steps):
    counts = np.where(steps.worn, steps.counts, np.nan)
    usual = np.nanmean(counts)
    by_weekday = np.array([np.nanmean(counts[:, day::7]) for day in range(7)])
    # Day 0 is a Monday: Sunday is the sixth, and the quietest.
    assert by_weekday.argmin() == 6
    assert by_weekday[6] < 0.92 * usual
    assert by_weekday[1:4].min() > by_weekday[6] * 1.1


def test_three_in_four_rest_on_sunday_and_the_others_walk_most(steps):
    regular = steps.worn.sum(axis=1) > 150
    counts = np.where(steps.worn, steps.counts, np.nan)[regular]
    sunday = np.nanmedian(counts[:, 6::7], axis=1)
    middle = np.nanmedian(np.concatenate([counts[:, day::7] for day in (1, 2, 3)], axis=1), axis=1)
    assert np.mean(sunday < middle) == pytest.approx(0.75, abs=0.06)


def test_breaks_end_on_mondays(steps):
    # Of those who did not wear the tracker for three days, how many return on each weekday?
    unworn = np.lib.stride_tricks.sliding_window_view(~steps.worn, 3, axis=1).all(axis=2)[:, :-1]
    weekday = np.arange(3, 300) % 7
    taking_part = steps.group != QUITTER
    returns = [steps.worn[taking_part, 3:][unworn[taking_part] & (weekday == day)].mean() for day in range(7)]
    assert np.argmax(returns) == 0
    assert returns[0] > 2 * returns[5]


def test_trackers_are_forgotten_at_weekends(steps):
    worn = steps.worn[steps.group == ENTHUSIAST]
    forgotten = ~worn[:, 1:-1] & worn[:, :-2] & worn[:, 2:]
    weekend = np.arange(1, 299) % 7 >= 5
    assert forgotten[:, weekend].mean() > 1.35 * forgotten[:, ~weekend].mean()


def test_counts_of_a_worn_day_are_skewed_and_sometimes_tiny(steps):
    worn = steps.counts[steps.worn]
    assert pd.Series(worn).skew() > 1
    assert 5000 < np.median(worn) < 9000
    # Days of rest: worn, and yet not active.
    assert 0.002 < np.mean(worn <= ACTIVE_STEPS) < 0.03


@pytest.fixture(scope="module")
def residuals(steps):
    """Logarithms of enthusiasts' counts against their own median and that of their weekday."""
    logs = np.log(np.where(steps.worn, steps.counts, np.nan)[steps.group == ENTHUSIAST])
    logs -= np.nanmedian(logs, axis=1, keepdims=True)
    for day in range(7):
        logs[:, day::7] -= np.nanmedian(logs[:, day::7], axis=1, keepdims=True)
    return logs


def test_counts_scatter_by_a_third_with_three_days_of_rest_in_a_hundred(residuals):
    low, high = np.nanquantile(residuals, [0.16, 0.84])
    assert (high - low) / 2 == pytest.approx(1 / 3, abs=0.035)
    known = residuals[~np.isnan(residuals)]
    # At rest, people take 2 to 30 % of their steps: some noise lifts a few days above a third.
    assert np.mean(known < np.log(1 / 3)) == pytest.approx(0.03, abs=0.005)


def test_the_season_is_weak_and_shared(residuals):
    by_day = np.nanmedian(residuals, axis=0)
    angle = 2 * np.pi * np.arange(300) / 365
    waves = np.column_stack([np.sin(angle), np.cos(angle), np.ones(300)])
    sine = np.linalg.lstsq(waves, by_day, rcond=None)[0][0]
    # The weather of 300 days gives it a standard error of 0.006.
    assert sine == pytest.approx(0.08, abs=0.035)


def test_a_year_of_age_costs_0_4_per_cent(steps):
    counts = np.where(steps.worn, steps.counts, np.nan)
    often = (steps.worn.sum(axis=1) > 20) & (steps.group != SLOW_STARTER)
    level, group = np.log(np.nanmedian(counts[often], axis=1)), steps.group[often]
    age = steps.traits["age"].to_numpy()[often]
    design = np.column_stack([age - 45, *(group == g for g in range(1, 4))])
    slope = np.linalg.lstsq(design, level, rcond=None)[0][0]
    # People scatter by 0.25 and a little more: the standard error is 0.0006.
    assert slope == pytest.approx(-0.004, abs=0.003)
    assert steps.traits["age"].groupby(steps.group).std().between(10, 13.5).all()


def test_quitters_fade_for_three_weeks(steps):
    before = []
    mine = steps.group == QUITTER
    for counts, worn in zip(steps.counts[mine], steps.worn[mine], strict=True):
        last = np.flatnonzero(worn)[-1:]
        if len(last) and last[0] > 63 and worn[last[0] - 62 : last[0] - 27].any():
            recent = np.where(worn, counts, np.nan)[last[0] - 62 : last[0] + 1]
            before.append(recent / np.nanmedian(recent[:35]))
    # Nine weeks of one participant in a row: the last three fade, the ones before do not.
    weeks = np.nanmedian(np.array(before).reshape(-1, 9, 7), axis=(0, 2))
    assert len(before) > 300
    np.testing.assert_allclose(weeks[:6] / weeks[:5].mean(), 1, atol=0.1)
    assert weeks[8] < weeks[7] < weeks[6] < 0.97


def test_the_slow_start_and_the_quitting_scale_with_the_campaign_and_breaks_do_not():
    half, last, breaks = [], [], []
    for n_days in (200, 600):
        steps = make_steps(1500, n_days=n_days, random_state=1)
        regular = steps.worn[steps.group == SLOW_STARTER].reshape(-1, 20, n_days // 20).mean(axis=(0, 2))
        half.append(np.argmax(regular > (regular[:4].mean() + regular[-4:].mean()) / 2) / 20)
        quitters = steps.worn[steps.group == QUITTER]
        last.append(np.median(n_days - quitters[:, ::-1].argmax(axis=1)) / n_days)
        # Only what is over within the shorter campaign, so that its end cuts both alike.
        lengths = lengths_of_runs(~steps.worn[steps.group == HOP_ON, :200])
        breaks.append(lengths[lengths > 1].mean())
    assert half == pytest.approx([0.45, 0.45], abs=0.1)
    assert last[0] == pytest.approx(last[1], abs=0.06)
    assert breaks[0] == pytest.approx(breaks[1], rel=0.1)


def test_the_weather_is_shared(steps):
    mine = steps.group == ENTHUSIAST
    logs = np.log(np.where(steps.worn, steps.counts, np.nan)[mine])
    halves = np.array([np.nanmedian(half, axis=0) for half in (logs[::2], logs[1::2])])
    # Against the same weekday of the weeks before and after, neither the week nor the season is left.
    surprise = halves[:, 7:-7] - (halves[:, :-14] + halves[:, 14:]) / 2
    assert np.corrcoef(surprise)[0, 1] > 0.25


def test_traits_are_weakly_related_at_most(steps):
    means = steps.traits.groupby(steps.group)["age"].mean()
    assert means.max() - means.min() < 9
    assert means.idxmax() == ENTHUSIAST
    for trait in ("sex", "region"):
        table = pd.crosstab(steps.group, steps.traits[trait])
        expected = np.outer(table.sum(axis=1), table.sum()) / 2000
        # Cramér's V: 0 without a relation, 1 if one decides the other.
        v = np.sqrt(((table - expected) ** 2 / expected).to_numpy().sum() / 2000 / (min(table.shape) - 1))
        assert v < 0.08


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"n_samples": 0}, "n_samples must be an integer at least 1, got 0"),
        ({"n_samples": 2.5}, "n_samples must be an integer at least 1, got 2.5"),
        ({"n_samples": True}, "n_samples must be an integer at least 1, got True"),
        ({"n_days": 27}, "n_days must be an integer from 28 to 1000, got 27"),
        ({"n_days": 1001}, "n_days must be an integer from 28 to 1000, got 1001"),
        ({"random_state": -1}, "random_state must be an integer at least 0, got -1"),
        ({"random_state": "x"}, "random_state must be an integer at least 0, got 'x'"),
    ],
)
def test_bad_arguments_are_named_with_their_range(arguments, message):
    with pytest.raises(ValueError, match=f"^{message}"):
        make_steps(**arguments)

"""What all simulators promise alike: shapes, ranges, seeds, and arguments refused by name and range.

Each is described once, by the results that its docstring promises for given arguments; the ranges of the
arguments are read off the docstrings themselves. What only one of them does is tested in its own file.
"""

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.stats import chisquare

from unlabelled import datasets

ARGUMENT = re.compile(
    r"^(?P<name>\w+) : (?P<kind>int|float), "
    r"(?:at least (?P<least>[\d,]+)|from (?P<low>-?[\d,.]+) to (?P<high>[\d,.]+))$",
    re.MULTILINE,
)
A_FEW = settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
FREE = None


@dataclass(frozen=True)
class Field:
    """What is promised of one array: its shape, by argument, number or FREE; type, and range of values."""

    shape: tuple[object, ...]
    dtype: str = "float64"
    low: float = -np.inf
    high: float = np.inf
    gaps: bool = False
    """Whether NaN may stand in it."""


@dataclass(frozen=True)
class Simulator:
    """A simulator, arguments to try, and what is promised of its results."""

    make: Callable
    fields: dict[str, Field]
    others: tuple[str, ...] = ()
    """Arguments beside n_samples whose names stand in shapes."""
    small: dict[str, object] = field(default_factory=dict)
    """Arguments that make it fast."""
    kinds: tuple[str, object] | None = None
    """The field of kinds, and their shares: a number of equally likely kinds, or a sequence."""

    @property
    def name(self):
        return self.make.__name__


def truth(n_kinds, *shape):
    return Field(shape or ("n_samples",), "int64", 0, n_kinds - 1)


N = "n_samples"
SIMULATORS = [
    Simulator(
        datasets.make_calls,
        {
            "sounds": Field((N, 10_240), "float32"),
            "kind": truth(len(datasets.CALL_NAMES)),
            "traits": Field((N, 5), FREE, 0, gaps=True),
        },
        kinds=("kind", datasets.CALL_SHARES),
    ),
    *(
        Simulator(
            make,
            {
                "cells": Field((N, *pair, 4, 7, 7), "float32"),
                "scalars": Field((N, *pair, len(datasets.SCALAR_NAMES))),
                "energy": Field((N, *pair), low=0),
            },
        )
        for make, pair in ((datasets.make_calorimeter, ()), (datasets.make_z_pairs, (2,)))
    ),
    Simulator(
        datasets.make_housing,
        {
            "homes": Field((N, 8), FREE, -7),
            "neighbourhood": truth(len(datasets.NEIGHBOURHOOD_NAMES)),
        },
        kinds=("neighbourhood", datasets.NEIGHBOURHOOD_SHARES),
    ),
    Simulator(
        datasets.make_neutrinos,
        {
            "pulses": Field((FREE, len(datasets.PULSE_FEATURES)), "float32"),
            "event": Field((FREE,), "int64", 0),
            "direction": Field((N, 3), low=-1, high=1),
            "point": Field((N, 3)),
            "is_noise": Field((FREE,), "bool"),
            "sensors": Field((1480, 3)),
        },
    ),
    Simulator(
        datasets.make_particles,
        {
            "images": Field((N, "size", "size"), "float32", 0, 1),
            "masks": Field((N, "size", "size"), "bool"),
            "kind": truth(len(datasets.PARTICLE_NAMES)),
        },
        others=("size",),
        small={"size": 16},
        kinds=("kind", 6),
    ),
    Simulator(
        datasets.make_plants,
        {
            "X": Field((N, 2), low=0, high=100),
            "alive": Field((N,), "bool"),
            "growth": Field((N,), low=0),
            "chance": Field((N,), low=0, high=1),
        },
    ),
    Simulator(datasets.make_sentences, {"sentences": Field((N,), FREE), "bits": Field((N,), low=0)}),
    Simulator(
        datasets.make_sequences,
        {"letters": Field((N, "length"), "<U1"), "family": Field((N,), "int64", 0)},
        others=("length", "n_families"),
        kinds=("family", 3),
    ),
    Simulator(
        datasets.make_shape_image,
        {
            "image": Field(("size", "size"), "float32"),
            "centres": Field((N, 2)),
            "radii": Field((N,), low=0),
            "labels": Field(("size", "size"), "int64", 0),
        },
        small={"size": 256},
    ),
    Simulator(
        datasets.make_shapes,
        {"masks": Field((N, "size", "size"), "bool"), "kind": truth(len(datasets.KIND_NAMES))},
        others=("size",),
        small={"size": 32},
        kinds=("kind", 3),
    ),
    Simulator(
        datasets.make_stations,
        {
            "positions": Field(("n_stations", 2), low=0, high=300),
            "elevation": Field(("n_stations",), low=0),
            "measurements": Field((N, "n_stations", len(datasets.STATION_MEASUREMENTS)), "float32"),
            "behind_front": Field((N, "n_stations"), "bool"),
            "inversion": Field((N,), "bool"),
        },
        others=("n_stations",),
        small={"n_stations": 40},
    ),
    Simulator(
        datasets.make_steps,
        {
            "counts": Field((N, "n_days"), low=0, gaps=True),
            "traits": Field((N, 3), FREE),
            "group": truth(len(datasets.GROUP_NAMES)),
            "worn": Field((N, "n_days"), "bool"),
        },
        others=("n_days",),
        small={"n_days": 28},
        kinds=("group", datasets.GROUP_SHARES),
    ),
    Simulator(
        datasets.make_waveforms,
        {
            "waveforms": Field((N, "n_sensors", FREE), "float32"),
            "kind": truth(len(datasets.WAVEFORM_NAMES)),
            "positions": Field(("n_sensors", 2), low=-10, high=10),
            "noise": Field((N, "n_sensors"), low=0),
            "p_arrival": Field((N, "n_sensors"), low=0, gaps=True),
            "s_arrival": Field((N, "n_sensors"), low=0, gaps=True),
            "sources": Field((N, FREE), FREE, gaps=True),
        },
        others=("n_sensors",),
        small={"duration": 20},
        kinds=("kind", 3),
    ),
]
each_simulator = pytest.mark.parametrize("simulator", SIMULATORS, ids=lambda simulator: simulator.name)


@dataclass(frozen=True)
class Argument:
    """An argument as the docstring has it."""

    simulator: Simulator
    name: str
    is_integer: bool
    low: float
    high: float

    def accepts(self, value):
        arguments = {"n_samples": 2} | self.simulator.small | {self.name: value, "random_state": 0}
        return self.simulator.make(**arguments)


def number(text):
    return float(text.replace(",", ""))


def arguments_of(simulator):
    for match in ARGUMENT.finditer(inspect.getdoc(simulator.make)):
        limits = (match["least"], "inf") if match["least"] else (match["low"], match["high"])
        yield Argument(simulator, match["name"], match["kind"] == "int", *map(number, limits))


ARGUMENTS = [argument for simulator in SIMULATORS for argument in arguments_of(simulator)]
each_argument = pytest.mark.parametrize("argument", ARGUMENTS, ids=lambda a: f"{a.simulator.name}-{a.name}")


def same(first, second):
    """Whether two results are the same to the last bit."""
    return all(
        a.equals(b)
        if isinstance(a, pd.DataFrame)
        else np.array_equal(np.asarray(a), np.asarray(b), may_be_nan(a))
        for a, b in zip(first, second, strict=True)
    )


def may_be_nan(values):
    """Whether NaN may be compared with NaN: text and whole numbers know none."""
    return np.asarray(values).dtype.kind == "f"


def test_every_simulator_is_described():
    makers = {name for name in datasets.__all__ if name.startswith("make_")}
    assert {simulator.name for simulator in SIMULATORS} == makers


@each_simulator
def test_every_result_is_described(simulator):
    fields = simulator.make(2, **simulator.small, random_state=0)._fields
    assert set(fields) - {"sampling_rate"} == set(simulator.fields)


@each_simulator
@A_FEW
@given(data=st.data())
def test_results_have_the_shapes_types_and_ranges_promised(simulator, data):
    ranges = {argument.name: argument for argument in arguments_of(simulator)}
    given_values = {"n_samples": data.draw(st.integers(1, 12), "n_samples")} | simulator.small
    for name in simulator.others:
        low, high = int(ranges[name].low), int(min(ranges[name].high, ranges[name].low + 40))
        given_values[name] = data.draw(st.integers(low, high), name)
    if "n_sensors" in given_values:
        given_values["n_noisy"] = data.draw(st.integers(0, given_values["n_sensors"]), "n_noisy")
    result = simulator.make(**given_values, random_state=data.draw(st.integers(0, 2**32), "seed"))
    for name, promised in simulator.fields.items():
        value = getattr(result, name)
        array = np.asarray(value)
        wanted = [given_values.get(part, part) for part in promised.shape]
        assert len(array.shape) == len(wanted), name
        assert [n for n, w in zip(array.shape, wanted, strict=True) if w is not FREE] == [
            w for w in wanted if w is not FREE
        ], name
        assert promised.dtype is FREE or array.dtype == promised.dtype, name
        table = value.select_dtypes("number").to_numpy() if isinstance(value, pd.DataFrame) else array
        if table.dtype.kind not in "US":
            assert promised.gaps or np.isfinite(table).all(), name
            inside = np.isnan(table) | ((table >= promised.low) & (table <= promised.high))
            assert inside.all(), name


@each_simulator
@A_FEW
@given(seed=st.integers(0, 2**63))
def test_a_seed_or_a_generator_decides_everything(simulator, seed):
    def make(random_state):
        return simulator.make(8, **simulator.small, random_state=random_state)

    global_state = np.random.get_state()[1].copy()
    result = make(seed)
    assert same(result, make(seed))
    assert not same(result, make(seed + 1))
    generator = np.random.default_rng(seed)
    assert same(result, make(generator))
    assert not same(result, make(generator)), "the generator did not move on"
    np.testing.assert_array_equal(np.random.get_state()[1], global_state)


@each_simulator
def test_without_a_seed_two_calls_differ(simulator):
    first, second = (simulator.make(8, **simulator.small) for _ in range(2))
    assert not same(first, second)


@each_simulator
def test_two_results_share_no_memory(simulator):
    first, second, untouched = (simulator.make(4, **simulator.small, random_state=1) for _ in range(3))
    for values in first:
        if isinstance(values, np.ndarray):
            values[...] = values.dtype.type()
    assert same(second, untouched)


@pytest.mark.parametrize(
    "simulator", [s for s in SIMULATORS if s.kinds], ids=lambda simulator: simulator.name
)
@settings(max_examples=3, deadline=None, derandomize=True)
@given(seed=st.integers(0, 2**32))
def test_kinds_have_the_shares_promised(simulator, seed):
    name, shares = simulator.kinds
    shares = np.full(shares, 1 / shares) if isinstance(shares, int) else np.asarray(shares)
    kinds = getattr(simulator.make(200, **simulator.small, random_state=seed), name)
    # A right simulator fails here once in a million draws; the draws are the same in every run.
    assert chisquare(np.bincount(kinds, minlength=len(shares))[: len(shares)], 200 * shares).pvalue > 1e-6
    assert kinds.max() < len(shares)


@each_simulator
def test_docstring_names_every_argument_what_it_resembles_and_what_it_leaves_out(simulator):
    text = " ".join(inspect.getdoc(simulator.make).split())
    for name in inspect.signature(simulator.make).parameters:
        assert f"{name} : " in text, f"{name} is not described"
    # Or it says that it measures as another simulator does, whose docstring says both.
    assert ("resembles" in text and re.search(r"[Ll]eft out", text)) or ":func:`make_" in text


@each_simulator
def test_only_the_number_of_samples_is_positional(simulator):
    first, *others = inspect.signature(simulator.make).parameters.values()
    assert first.name == "n_samples"
    assert {parameter.kind for parameter in others} == {inspect.Parameter.KEYWORD_ONLY}


@each_argument
def test_the_limits_of_an_argument_are_accepted(argument):
    kind = int if argument.is_integer else float
    for limit in (argument.low, argument.high):
        if np.isfinite(limit):
            argument.accepts(kind(limit))
            argument.accepts(np.int64(limit) if argument.is_integer else np.float64(limit))


@each_argument
@settings(max_examples=25, deadline=None, derandomize=True)
@given(data=st.data())
def test_what_is_out_of_range_is_refused_in_one_line(argument, data):
    below, above = argument.low, argument.high
    if argument.is_integer:
        numbers = st.integers(max_value=int(below) - 1)
        if np.isfinite(above):
            numbers |= st.integers(min_value=int(above) + 1)
        numbers |= st.floats()
    else:
        numbers = st.floats(max_value=below, exclude_max=True) | st.just(np.nan)
        if np.isfinite(above):
            numbers |= st.floats(min_value=above, exclude_min=True)
    wrong = numbers | st.booleans() | st.text(max_size=5) | st.none() | st.just([1]) | st.just(1j)
    value = data.draw(wrong, argument.name)
    with pytest.raises(ValueError) as caught:
        argument.accepts(value)
    message = str(caught.value)
    assert message.startswith(f"{argument.name} must be ")
    assert repr(value) in message
    assert len(message.splitlines()) == 1


@each_simulator
@pytest.mark.parametrize(
    "seed",
    [-1, 1.5, "0", True, [0], np.random.RandomState(0)],
    ids=["negative", "fraction", "text", "truth", "list", "RandomState"],
)
def test_bad_seeds_are_refused_in_one_line(simulator, seed):
    with pytest.raises(ValueError, match=r"^random_state must be an integer at least 0, got ") as caught:
        simulator.make(2, **simulator.small, random_state=seed)
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize(
    "simulator", [s for s in SIMULATORS if "domain" in inspect.signature(s.make).parameters]
)
@pytest.mark.parametrize("domain", ["", "Simulation", None, 1, ["data"]])
def test_bad_domains_are_refused_in_one_line(simulator, domain):
    with pytest.raises(ValueError, match=r"^domain must be ") as caught:
        simulator.make(2, domain=domain)
    assert len(str(caught.value).splitlines()) == 1

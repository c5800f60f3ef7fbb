"""A failed check says what was called, what came back, what was expected, and a hint."""

import re
import sys
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from traitlets.config import Config

from unlabelled.grading import NotAnswered, expect, expect_frequencies, expect_raises

HINT = "Think."


def message(check, *args, **kwargs):
    """Return what a check says, which must fail."""
    with pytest.raises(AssertionError) as caught:
        check(*args, hint=HINT, **kwargs)
    return str(caught.value)


def double(x):
    return x * 2


def give(value):
    """Make a function that returns a value whatever it is given."""

    def answer(x):
        return value

    return answer


# What passes


@pytest.mark.parametrize(
    ("value", "returns"),
    [
        (np.array([1, 2]), [1, 2]),
        (np.array([1, 2], dtype=np.uint8), [1, 2]),
        (np.array([1, 2], dtype=np.int32), np.array([1, 2])),
        (np.array([0.1], dtype=np.float32), [0.1]),
        (np.array([1.0, np.nan, np.inf]), [1.0, np.nan, np.inf]),
        (np.array([True, False]), [True, False]),
        (np.zeros((0, 2)), np.zeros((0, 2))),
        (np.array(["a", "b"]), ["a", "b"]),
        (np.array(["a", "b"], dtype="<U9"), ["a", "b"]),
        (np.array(["a", "b"], dtype=object), np.array(["a", "b"])),
        (np.array(["a", "b"], dtype=np.dtypes.StringDType()), ["a", "b"]),
        (3, 3),
        (np.int64(3), 3),
        (3, 3.0),
        (np.float32(0.1), 0.1),
        (np.array(0.5), 0.5),
        (float("nan"), float("nan")),
        (np.True_, True),
        ("yes", "yes"),
        (None, None),
        ((np.array([1]), 2.0), ([1], 2.0)),
    ],
)
def test_an_equal_value_passes(value, returns):
    assert expect(give(value), 0, returns=returns, hint=HINT) is None


def test_a_small_error_passes_and_the_tolerance_can_be_changed():
    expect(give(1.000001), 0, returns=1.0, hint=HINT)
    assert "expected 1.0" in message(expect, give(1.000001), 0, returns=1.0, rtol=1e-9)
    expect(give(0.01), 0, returns=0.0, atol=0.1, hint=HINT)


def test_a_function_may_judge_the_result():
    def judge(result):
        return None if result % 2 == 0 else f"{result}; expected an even number"

    expect(double, 3, returns=judge, hint=HINT)
    assert message(expect, give(3), 1, returns=judge) == (
        "answer(x=1) returned 3; expected an even number.\nHint: Think."
    )


def test_a_result_that_cannot_be_judged_is_a_failure_that_says_why():
    assert message(expect, give([4]), 1, returns=lambda result: result.shape) == (
        "answer(x=1) returned [4], which cannot be checked: "
        "AttributeError: 'list' object has no attribute 'shape'.\nHint: Think."
    )


def test_what_a_result_warns_of_while_it_is_judged_is_dropped(capsys):
    def warn():
        warnings.warn("beware", stacklevel=1)

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        expect(give(warn), 1, returns=lambda result: result(), hint=HINT)
    assert capsys.readouterr().err == ""


def test_keyword_arguments_are_handed_over():
    def power(base, *, exponent=2):
        return base**exponent

    expect(power, 2, exponent=3, returns=8, hint=HINT)
    assert message(expect, power, 2, exponent=3, returns=9).startswith(
        "power(base=2, exponent=3) returned 8;"
    )


def test_what_the_function_warns_of_and_writes_to_stderr_is_dropped(capsys):
    def noisy(x):
        warnings.warn("careful", stacklevel=1)
        print("to stderr", file=sys.stderr)
        print("to stdout")
        return x

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        expect(noisy, 1, returns=1, hint=HINT)
    printed = capsys.readouterr()
    assert printed.err == ""
    assert printed.out == "to stdout\n"


# What comes back


@pytest.mark.parametrize(
    ("value", "returns", "said"),
    [
        (np.array([1, 3]), [1, 2], "[1, 3]; expected [1, 2]"),
        (np.array([1.5, 2.0]), [1.5, 2.25], "[1.5, 2.0]; expected [1.5, 2.25]"),
        (np.array([np.nan, 1.0]), [0.0, 1.0], "[nan, 1.0]; expected [0.0, 1.0]"),
        (np.arange(20), np.zeros(20, int), "1 at [1]; expected 0 (19 of 20 values differ)"),
        (np.eye(4), np.zeros((4, 4)), "1.0 at [0, 0]; expected 0.0 (4 of 16 values differ)"),
        (np.zeros((2, 3)), np.zeros((3, 2)), "an array of shape (2, 3); expected shape (3, 2)"),
        (np.array([1.0]), [1], "an array of floats (float64); expected integers"),
        (np.array([1]), [1.0], "an array of integers (int64); expected floats"),
        (np.array([1]), [True], "an array of integers (int64); expected booleans"),
        (np.array(["a", "c"]), ["a", "b"], "['a', 'c']; expected ['a', 'b']"),
        (np.array(["1"]), [1], "an array of strings (<U1); expected integers"),
        (np.array([1]), ["1"], "an array of integers (int64); expected strings"),
        (np.array([1, "a"], dtype=object), ["1", "a"], "an array of object (object); expected strings"),
        ([1, 2], [1, 2], "a list: [1, 2]; expected a NumPy array of integers, shape (2,)"),
        (None, [1.0], "None; expected a NumPy array of floats, shape (1,)"),
        (3, [1, 2], "an int: 3; expected a NumPy array of integers, shape (2,)"),
        (2, 3, "2; expected 3"),
        (3.5, 3, "3.5 (a float); expected 3"),
        (True, 1, "True (a bool); expected 1"),
        (None, 3.0, "None (a NoneType); expected 3.0"),
        (np.array([3.0]), 3.0, "[3.0] (a NumPy array); expected 3.0"),
        ("no", "yes", "'no'; expected 'yes'"),
        (np.array([1]), ([1], 2), "a NumPy array; expected a tuple of 2"),
        ((1, 2, 3), (1, 2), "a tuple of 3; expected a tuple of 2"),
        ((1, 2), (1, 3), "a tuple whose item 1 is 2; expected 3"),
    ],
)
def test_another_value_is_described_in_one_sentence(value, returns, said):
    assert message(expect, give(value), 0, returns=returns) == f"answer(x=0) returned {said}.\nHint: Think."


def test_an_exception_is_a_failure_that_shows_it_and_keeps_its_traceback():
    def broken(x):
        return x / 0

    with pytest.raises(AssertionError) as caught:
        expect(broken, 1, returns=1.0, hint=HINT)
    assert str(caught.value) == (
        "broken(x=1) raised ZeroDivisionError: division by zero; expected 1.0.\nHint: Think."
    )
    assert isinstance(caught.value.__cause__, ZeroDivisionError)


def test_leaving_python_is_a_failure_and_not_an_end():
    assert "raised SystemExit" in message(expect, lambda x: sys.exit(), 1, returns=1)


def test_wrong_parameters_are_told_by_what_python_says():
    said = message(expect, lambda: 1, 5, returns=1)
    assert said.startswith("<lambda>(argument 1=5) raised TypeError:")
    assert "takes 0 positional arguments but 1 was given" in said


def test_something_that_is_no_function_is_named():
    assert (
        message(expect, 3, 1, returns=1)
        == "The test calls a function, but found 3 under its name.\nHint: Think."
    )


def test_jupyter_shows_the_message_and_the_students_own_lines_only():
    shell = InteractiveShell(config=Config({"HistoryManager": {"enabled": False}}))
    cell = "def invert(x):\n    return 1 / x\n\nexpect(invert, 0, returns=1.0, hint='Think.')"
    shell.push({"expect": expect})
    with capture_output() as captured:
        shell.run_cell(cell)
    shown = re.sub(r"\x1b\[[0-9;]*m", "", captured.stdout)
    assert "return 1 / x" in shown
    assert shown.endswith(
        "WrongAnswer: invert(x=0) raised ZeroDivisionError: division by zero; expected 1.0.\nHint: Think.\n"
    )
    assert "expectations.py" not in shown
    with capture_output() as captured:
        shell.run_cell("expect(abs, -1, returns=2, hint='Think.')")
    shown = re.sub(r"\x1b\[[0-9;]*m", "", captured.stdout)
    assert shown == "WrongAnswer: abs(x=-1) returned 1; expected 2.\nHint: Think.\n"


# What was called


def test_a_long_call_is_named_by_its_parameters_and_its_values_follow():
    def centre(X, weights):
        return X

    X = np.arange(40.0).reshape(20, 2)
    assert message(expect, centre, X, [1, 2], returns=X + 1).splitlines() == [
        "centre(X, weights) returned 0.0 at [0, 0]; expected 1.0 (40 of 40 values differ).",
        "  X = float64 array of shape (20, 2): [[0.0, 1.0], [2.0, 3.0], ..., [36.0, 37.0], [38.0, 39.0]]",
        "  weights = [1, 2]",
        "Hint: Think.",
    ]


@given(
    arrays.arrays(arrays.scalar_dtypes(), arrays.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=9))
)
def test_a_message_is_short_whatever_the_array(array):
    lines = message(expect, give(array), array, returns="something else").splitlines()
    assert len(lines) <= 3
    assert all(len(line) < 300 for line in lines)


@given(
    arrays.arrays(
        st.sampled_from([np.int64, np.float32, np.float64, bool, np.uint8]),
        arrays.array_shapes(min_dims=1, max_dims=3, max_side=4),
    )
)
def test_every_array_equals_itself_and_a_list_of_itself(array):
    expect(give(array), 0, returns=array, hint=HINT)
    expect(give(array), 0, returns=array.tolist(), hint=HINT)


# What happened to the arguments


def test_a_changed_array_is_a_failure_that_says_where():
    def shift(X):
        X[1, 0] += 1
        return X

    X = np.array([[1.0], [2.0]])
    said = message(expect, shift, X, returns=[[1.0], [3.0]])
    assert said == (
        "shift(X=[[1.0], [2.0]]) changed its input: "
        "X[1, 0] was 2.0 before the call and 3.0 after it.\nHint: Think."
    )
    assert X.tolist() == [[1.0], [2.0]], "the function gets a copy"


@pytest.mark.parametrize(
    ("change", "argument", "said"),
    [
        (lambda a: a.append(3), [1, 2], "the length of a was 2 before the call and 3 after it"),
        (lambda a: a[0].sort(), [[2, 1]], "a[0][0] was 2 before the call and 1 after it"),
        (lambda a: a.update(k=2), {"k": 1}, "a['k'] was 1 before the call and 2 after it"),
        (lambda a: a.pop("k"), {"k": 1}, "the length of a was 1 before the call and 0 after it"),
        (lambda a: a.__setitem__(0, "x"), [None], "a[0] was None before the call and 'x' after it"),
        (lambda a: a.update(j=a.pop("k")), {"k": 1}, "a lost its key 'k'"),
        (lambda a: a[1].fill(0), (0, np.ones(2)), "a[1][0] was 1.0 before the call and 0.0 after it"),
        (
            lambda a: a.resize(3, refcheck=False),
            np.ones(2),
            "the shape of a was (2,) before the call and (3,) after it",
        ),
    ],
)
def test_changes_inside_lists_and_dictionaries_are_found(change, argument, said):
    def function(a):
        change(a)

    assert f"changed its input: {said}." in message(expect, function, argument, returns=None)


def test_a_changed_tensor_is_found_and_one_that_gradients_are_asked_of_is_not():
    import torch

    tensor = torch.tensor([[1.0, 2.0]], requires_grad=True)
    assert "changed its input: a[0][0, 1] was 2.0 before the call and 0.0 after it." in message(
        expect, lambda a: a[0].detach()[:, 1].zero_(), [tensor], returns=None
    )
    expect(lambda a: a.detach() + 1, tensor, returns=lambda result: result.grad, hint=HINT)
    expect(lambda a: a.requires_grad_().sum().backward(), torch.ones(2), returns=None, hint=HINT)


def test_an_array_of_nan_does_not_count_as_changed():
    expect(double, np.array([np.nan, 1.0]), returns=[np.nan, 2.0], hint=HINT)
    expect(give(1), [float("nan")], returns=1, hint=HINT)


def test_a_generator_of_random_numbers_may_change_but_starts_the_same_each_time():
    def draw(rng):
        return int(rng.integers(1_000_000))

    rng = np.random.default_rng(3)
    first = int(np.random.default_rng(3).integers(1_000_000))
    expect(draw, rng, returns=first, hint=HINT)
    expect(draw, rng, returns=first, hint=HINT)


# Errors that must come


def refuse(x):
    raise ValueError("x must be positive")


def test_the_right_exception_passes_and_so_does_a_kind_of_it():
    expect_raises(refuse, -1, raises=ValueError, hint=HINT)
    expect_raises(refuse, -1, raises=Exception, hint=HINT)


def test_a_result_in_place_of_an_exception_is_a_failure():
    assert message(expect_raises, double, 2, raises=ValueError) == (
        "double(x=2) returned 4; expected ValueError.\nHint: Think."
    )


def test_another_exception_is_a_failure():
    assert message(expect_raises, refuse, 2, raises=KeyError) == (
        "refuse(x=2) raised ValueError: x must be positive; expected KeyError.\nHint: Think."
    )


def test_changing_an_argument_before_raising_is_a_failure():
    def spoil(x):
        x.clear()
        raise ValueError

    assert "changed its input" in message(expect_raises, spoil, [1], raises=ValueError)


# Drawing at random

FACES = dict.fromkeys(range(1, 7), 1 / 6)


def throw(rng):
    return int(rng.integers(1, 7))


@pytest.mark.parametrize("seed", range(20))
def test_a_fair_die_passes(seed):
    expect_frequencies(throw, seed=seed, outcome=int, frequencies=FACES, hint=HINT)


def test_a_loaded_die_is_found_and_its_worst_count_is_told():
    def loaded(rng):
        return int(rng.choice([1, 2, 3, 4, 5, 6, 6]))

    said = message(expect_frequencies, loaded, outcome=int, frequencies=FACES)
    assert re.search(r" gave 6 in 4\d\d of 1500 calls; expected about 250\.\nHint: Think\.$", said)


@pytest.mark.parametrize("value", [7, None, "six"])
def test_what_must_never_come_back_is_refused_at_once(value):
    calls = []

    def odd(rng):
        calls.append(1)
        return value

    said = message(expect_frequencies, odd, outcome=int, frequencies=FACES | {7: 0.0})
    assert f"returned {value!r}, which must never come back." in said
    assert len(calls) == 1


def test_the_generator_goes_on_from_call_to_call_and_is_that_of_the_seed():
    drawn = []

    def record(rng):
        drawn.append(throw(rng))
        return drawn[-1]

    for _ in range(2):
        expect_frequencies(record, seed=5, outcome=int, frequencies=FACES, n_calls=100, hint=HINT)
    rng = np.random.default_rng(5)
    assert drawn[:100] == drawn[100:] == [throw(rng) for _ in range(100)]


def test_errors_and_changed_arguments_count_in_every_call():
    def late(values, rng):
        values.append(0) if len(values) > 1 else None
        return 1

    assert "changed its input" in message(expect_frequencies, late, [1, 2], outcome=int, frequencies={1: 1.0})
    assert "raised ZeroDivisionError" in message(
        expect_frequencies, lambda rng: 1 / 0, outcome=int, frequencies={1: 1.0}
    )


# Not answered yet


@pytest.mark.parametrize(
    ("check", "kwargs"),
    [
        (expect, {"returns": 1}),
        (expect_raises, {"raises": Exception}),
        (expect_frequencies, {"outcome": int, "frequencies": {1: 1.0}}),
    ],
)
def test_a_stub_is_not_answered_which_is_not_the_same_as_wrong(check, kwargs):
    def stub(x, rng=None):
        raise NotImplementedError("not answered yet")

    with pytest.raises(NotAnswered) as caught:
        check(stub, 1, hint=HINT, **kwargs)
    assert str(caught.value) == (
        "stub is not answered yet: it raises NotImplementedError.\n"
        "Hint: write your answer in place of the line that raises it."
    )

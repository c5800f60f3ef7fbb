"""Call a function of the student and say precisely in what its behaviour differs.

Every failure is a kind of :class:`AssertionError` whose first line says what was called, what came back
and what was expected; its last line is a hint. Nothing is printed. What the function itself writes
to stderr is dropped: nbgrader takes any text there for a failed test, and a warning about a
division is not a wrong answer.
"""

from __future__ import annotations

import contextlib
import copy
import inspect
import io
import traceback
import warnings
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import Any

import numpy as np

from unlabelled.grading._differences import as_expected, describe, difference
from unlabelled.grading._inputs import first_change
from unlabelled.grading._show import cut, show

# A call that is longer is named by its parameters, and their values follow on lines of their own.
LONGEST_CALL = 66
# How likely `expect_frequencies` is, at most, to refuse a function that draws as it should.
FALSE_ALARM = 1e-7


class Failure(AssertionError):
    """A check that failed; Jupyter shows its message without the frames of this package."""

    def _render_traceback_(self) -> list[str]:
        """Return what IPython shows: first where the student's own code stopped, if it did."""
        lines: list[str] = []
        if self.__cause__ is not None and self.__cause__.__traceback__ is not None:
            # The first frame is the one here that made the call.
            frames = self.__cause__.__traceback__.tb_next
            lines += traceback.format_exception(type(self.__cause__), self.__cause__, frames)
        return [*"".join(lines).splitlines(), f"{type(self).__name__}: {self}"]


class WrongAnswer(Failure):
    """The function does something else than the question asks for."""


class NotAnswered(Failure):
    """The function still raises the NotImplementedError of the question's stub."""


def expect(
    function: Callable[..., Any],
    /,
    *args: Any,
    returns: Any,
    hint: str,
    rtol: float = 1e-5,
    atol: float = 1e-8,
    **kwargs: Any,
) -> None:
    """Check that a call returns what it should and leaves its arguments alone.

    Parameters
    ----------
    function : callable
        What the student wrote.
    *args, **kwargs
        What it is called with. It gets copies; a copy that it changes is a failure.
    returns : object or callable
        What should come back. A list stands for an array of the same contents, and the result must
        be an array then, of the same kind of number (any width of it) and shape. A tuple stands for
        a tuple. A function is given the result and returns None if all is well, otherwise the
        end of a sentence that begins with "returned". If it raises, the result is not of the form
        that it looks at, which is a failure.
    hint : str
        What to think about if it fails, without giving the answer away.
    rtol, atol : float
        Largest relative and absolute error of a float. The default lets float32 pass.

    Raises
    ------
    NotAnswered
        If the function still raises NotImplementedError.
    WrongAnswer
        If it raises anything else, changes an argument or returns something else.

    Examples
    --------
    >>> expect(sum, [2, 1], returns=3, hint="Has each number been added?")  # right: nothing happens
    >>> expect(max, [2, 1], returns=1, hint="Which is the smaller one?")
    Traceback (most recent call last):
    unlabelled.grading.expectations.WrongAnswer: max(argument 1=[2, 1]) returned 2; expected 1.
    Hint: Which is the smaller one?
    """
    call = _Call(function, args, kwargs, hint)
    expected = as_expected(returns)
    result, error = call.run()
    if error is not None:
        wanted = "a result" if callable(expected) else describe(expected)
        raise call.failure(f"raised {_name(error)}; expected {wanted}") from error
    if callable(expected):
        try:
            # A result such as a network warns when it is used, not when it is made.
            with _quiet():
                problem = expected(result)
        except Exception as broken:  # the result is not even of the form that can be looked at
            problem = f"{show(result)}, which cannot be checked: {_name(broken)}"
    else:
        problem = difference(result, expected, rtol=rtol, atol=atol)
    if problem:
        raise call.failure(f"returned {problem}")


def expect_raises(
    function: Callable[..., Any],
    /,
    *args: Any,
    raises: type[Exception],
    hint: str,
    **kwargs: Any,
) -> None:
    """Check that a call refuses its arguments with the right exception, and does not change them.

    Parameters
    ----------
    function : callable
        What the student wrote.
    *args, **kwargs
        What it is called with, as for :func:`expect`.
    raises : type
        The exception that the question promises; a subclass of it will do.
    hint : str
        What to think about if it fails, without giving the answer away.

    Raises
    ------
    NotAnswered
        If the function still raises NotImplementedError.
    WrongAnswer
        If it returns, raises something else or changes an argument.

    Examples
    --------
    >>> expect_raises(int, "one", raises=ValueError, hint="Is it a number?")
    >>> expect_raises(int, "1", raises=ValueError, hint="Is it a number?")
    Traceback (most recent call last):
    unlabelled.grading.expectations.WrongAnswer: int(argument 1='1') returned 1; expected ValueError.
    Hint: Is it a number?
    """
    call = _Call(function, args, kwargs, hint)
    result, error = call.run()
    if error is None:
        raise call.failure(f"returned {show(result)}; expected {raises.__name__}")
    if not isinstance(error, raises):
        raise call.failure(f"raised {_name(error)}; expected {raises.__name__}") from error


def expect_frequencies(
    function: Callable[..., Any],
    /,
    *args: Any,
    outcome: Callable[[Any], Hashable],
    frequencies: Mapping[Any, float],
    hint: str,
    seed: int = 0,
    n_calls: int = 1500,
    **kwargs: Any,
) -> None:
    """Check that a function that draws at random returns each outcome as often as it should.

    A right function is refused at most once in ten million times, and with the same seed always or
    never. A wrong one is noticed if it is wrong by about six standard
    deviations of a count: by 0.08 at a frequency of one half and 1500 calls.

    Parameters
    ----------
    function : callable
        What the student wrote.
    *args, **kwargs
        What it is called with, as for :func:`expect`, beside `rng`.
    outcome : callable
        Turns a result into the outcome that is counted, such as a tuple or a string.
    frequencies : mapping
        The probability of every outcome that can come back; they add up to 1.
    hint : str
        What to think about if it fails, without giving the answer away.
    seed : int
        Of the generator of random numbers that is handed over as `rng`, and goes on from call to call.
    n_calls : int
        How often to call it.

    Raises
    ------
    NotAnswered
        If the function still raises NotImplementedError.
    WrongAnswer
        If it raises anything else, changes an argument, returns what must not come back, or returns
        an outcome much too often or too rarely.

    Examples
    --------
    >>> def throw(rng):
    ...     return rng.integers(1, 7)
    >>> expect_frequencies(
    ...     throw, outcome=int, frequencies=dict.fromkeys(range(1, 7), 1 / 6), hint="How many faces?"
    ... )
    """
    call = _Call(function, args, kwargs | {"rng": np.random.default_rng(seed)}, hint)
    counts: Counter[Hashable] = Counter()
    for result, error in call.run_often(n_calls):
        if error is not None:
            raise call.failure(f"raised {_name(error)}; expected a result") from error
        try:
            drawn = outcome(result)
        except Exception:  # the result is not even of the form that can be looked at
            drawn = None
        if not frequencies.get(drawn):
            raise call.failure(f"returned {show(result)}, which must never come back")
        counts[drawn] += 1
    for expected, frequency in frequencies.items():
        if _is_surprising(counts[expected], n_calls, frequency, FALSE_ALARM / len(frequencies)):
            raise call.failure(
                f"gave {expected} in {counts[expected]} of {n_calls} calls; "
                f"expected about {n_calls * frequency:.0f}"
            )


def _is_surprising(count: int, n_calls: int, frequency: float, alpha: float) -> bool:
    from scipy.special import bdtr, bdtrc  # scipy.stats would do, but takes seconds to import

    as_few, as_many = bdtr(count, n_calls, frequency), bdtrc(count - 1, n_calls, frequency)
    return bool(min(as_few, as_many) < alpha / 2)


class _Call:
    """One call of the student's function, and how to speak about it."""

    def __init__(
        self, function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any], hint: str
    ) -> None:
        if not callable(function):
            raise WrongAnswer(
                f"The test calls a function, but found {show(function)} under its name.\nHint: {hint}"
            )
        self.function = function
        self.args = args
        self.kwargs = kwargs
        self.hint = hint
        self.name = getattr(function, "__name__", type(function).__name__)
        self.arguments = _bind(function, args, kwargs)

    def run(self) -> tuple[Any, BaseException | None]:
        """Call the function on copies of its arguments, which it must leave as they are.

        Returns
        -------
        result : object
        error : exception that the function raised, or None
        """
        return next(self.run_often(1))

    def run_often(self, times: int) -> Iterator[tuple[Any, BaseException | None]]:
        """Call the function again and again on one copy of its arguments; yield as `run` returns."""
        args, kwargs = copy.deepcopy((self.args, self.kwargs))
        handed_over = _bind(self.function, args, kwargs)
        for _ in range(times):
            result: Any = None
            error: BaseException | None = None
            with _quiet():
                try:
                    result = self.function(*args, **kwargs)
                except (Exception, SystemExit) as raised:
                    error = raised
            if isinstance(error, NotImplementedError):
                raise NotAnswered(
                    f"{self.name} is not answered yet: it raises NotImplementedError.\n"
                    "Hint: write your answer in place of the line that raises it."
                )
            self._check_unchanged(handed_over)
            yield result, error

    def _check_unchanged(self, handed_over: dict[str, Any]) -> None:
        for name, value in self.arguments.items():
            change = first_change(value, handed_over[name], name)
            if change:
                raise self.failure(f"changed its input: {change}")

    def failure(self, what: str) -> WrongAnswer:
        """Return the error that says `what` happened in this call."""
        values = {name: show(value) for name, value in self.arguments.items()}
        inline = f"{self.name}({', '.join(f'{name}={text}' for name, text in values.items())})"
        if len(inline) <= LONGEST_CALL:
            return WrongAnswer(f"{inline} {what}.\nHint: {self.hint}")
        lines = [f"{self.name}({', '.join(values)}) {what}."]
        lines += [f"  {name} = {text}" for name, text in values.items()]
        return WrongAnswer("\n".join([*lines, f"Hint: {self.hint}"]))


def _bind(function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, Any]:
    """Return the arguments under the names of the function's parameters."""
    try:
        return dict(inspect.signature(function).bind(*args, **kwargs).arguments)
    except (TypeError, ValueError):
        # The function takes other arguments: calling it will say so. Some have no signature at all.
        return {f"argument {position}": value for position, value in enumerate(args, 1)} | kwargs


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Drop warnings and stderr, which nbgrader would count as a failed test."""
    with warnings.catch_warnings(), contextlib.redirect_stderr(io.StringIO()):
        warnings.simplefilter("ignore")
        yield


def _name(error: BaseException) -> str:
    text = cut(" ".join(str(error).split()), most=160)
    return f"{type(error).__name__}: {text}" if text else type(error).__name__

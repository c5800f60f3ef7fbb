"""What is wrong with a value that came back: its type, shape, kind of number or contents."""

from __future__ import annotations

from typing import Any

import numpy as np

from unlabelled.grading._show import show

# NumPy's letter for a kind of dtype, and the word for it; both kinds of integer count as one.
KINDS = {"b": "booleans", "i": "integers", "u": "integers", "f": "floats"}


def as_expected(returns: Any) -> Any:
    """Return what a test cell wrote as the value that it stands for: lists become arrays."""
    if isinstance(returns, tuple):
        return tuple(as_expected(item) for item in returns)
    return np.asarray(returns) if isinstance(returns, list) else returns


def describe(expected: Any) -> str:
    """Return a few words for what should come back: its type, kind and shape, not its contents."""
    if isinstance(expected, tuple):
        return f"a tuple of {len(expected)}"
    if _is_array(expected):
        return f"a NumPy array of {_kind(expected)}, shape {expected.shape}"
    return show(expected)


def difference(got: Any, expected: Any, *, rtol: float, atol: float) -> str | None:
    """Compare a returned value with the expected one.

    Parameters
    ----------
    got : object
    expected : array, number, string, None or tuple of these
        A tuple stands for several values that come back together.
    rtol, atol : float
        Largest relative and absolute error of a float, as in :func:`numpy.isclose`.

    Returns
    -------
    str or None
        None if they agree, otherwise the end of a sentence that begins with "returned".
    """
    if isinstance(expected, tuple):
        return _tuple_difference(got, expected, rtol=rtol, atol=atol)
    if _is_array(expected):
        return _array_difference(got, expected, rtol=rtol, atol=atol)
    return _scalar_difference(got, expected, rtol=rtol, atol=atol)


def _tuple_difference(got: Any, expected: tuple[Any, ...], *, rtol: float, atol: float) -> str | None:
    if not isinstance(got, tuple) or len(got) != len(expected):
        size = f" of {len(got)}" if isinstance(got, tuple) else ""
        return f"{_type_name(got)}{size}; expected {describe(expected)}"
    for position, (one, wanted) in enumerate(zip(got, expected, strict=True)):
        problem = difference(one, wanted, rtol=rtol, atol=atol)
        if problem:
            return f"a tuple whose item {position} is {problem}"
    return None


def _array_difference(got: Any, expected: np.ndarray, *, rtol: float, atol: float) -> str | None:
    if not _is_array(got):
        if got is None:
            return f"None; expected {describe(expected)}"
        return f"{_type_name(got)}: {show(got)}; expected {describe(expected)}"
    if got.shape != expected.shape:
        return f"an array of shape {got.shape}; expected shape {expected.shape}"
    if _kind(got) != _kind(expected):
        return f"an array of {_kind(got)} ({got.dtype}); expected {_kind(expected)}"
    wrong = ~_agree(got, expected, rtol=rtol, atol=atol)
    return _first_difference(got, expected, wrong) if wrong.any() else None


def _first_difference(got: np.ndarray, expected: np.ndarray, wrong: np.ndarray) -> str:
    whole = show(got), show(expected)
    # Both arrays in full tell more than one of their elements, as long as they fit on the line.
    if max(len(text) for text in whole) <= 40:
        return f"{whole[0]}; expected {whole[1]}"
    where = tuple(int(index) for index in np.argwhere(wrong)[0])
    count = f"{wrong.sum()} of {wrong.size} values differ"
    return f"{show(got[where])} at {list(where)}; expected {show(expected[where])} ({count})"


def _scalar_difference(got: Any, expected: Any, *, rtol: float, atol: float) -> str | None:
    wanted, found = _number_kind(expected), _number_kind(got)
    if wanted is None:
        same = type(got) is type(expected) and got == expected
        return None if same else f"{show(got)}; expected {show(expected)}"
    # An integer is a fine float (a sum that happens to be 3), a float is not a fine integer.
    if found is None or (found != wanted and (found, wanted) != ("integers", "floats")):
        return f"{show(got)} ({_type_name(got)}); expected {show(expected)}"
    if not _agree(np.asarray(got), np.asarray(expected), rtol=rtol, atol=atol):
        return f"{show(got)}; expected {show(expected)}"
    return None


def _agree(got: np.ndarray, expected: np.ndarray, *, rtol: float, atol: float) -> np.ndarray:
    if expected.dtype.kind == "f":
        # In float64, where an infinite or huge float32 difference cannot overflow on its own.
        with np.errstate(invalid="ignore", over="ignore"):
            near = np.isclose(got.astype(np.float64), expected, rtol=rtol, atol=atol, equal_nan=True)
        return np.asarray(near)
    return np.asarray(got == expected)


def _is_array(value: Any) -> bool:
    return isinstance(value, np.ndarray) and value.ndim > 0


def _kind(array: np.ndarray) -> str:
    # Strings count as one kind however long they may become, also as the Python objects that pandas keeps.
    if array.dtype.kind in "UTO" and all(isinstance(item, str) for item in array.flat):
        return "strings"
    return KINDS.get(array.dtype.kind, str(array.dtype))


def _number_kind(value: Any) -> str | None:
    """Return the kind of a number, also of a zero-dimensional array; None for anything else."""
    if isinstance(value, bool | int | float | np.generic) or (
        isinstance(value, np.ndarray) and value.ndim == 0
    ):
        return KINDS.get(np.asarray(value).dtype.kind)
    return None


def _type_name(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return "a NumPy array"
    name = type(value).__name__
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"

"""Values as short text, for one line of a message."""

from __future__ import annotations

from typing import Any

import numpy as np

# A value with more elements, or a text with more characters, is cut in the middle or at its end.
MOST_ELEMENTS = 12
MOST_CHARACTERS = 90


def show(value: Any) -> str:
    """Return `value` as one short line: arrays like nested lists, long values cut.

    Parameters
    ----------
    value : object

    Returns
    -------
    str
        ``[[0.0, 1.5], [2.0, 3.0]]`` for a small array, its shape, dtype and corners for a large one.
    """
    if isinstance(value, np.ndarray) and value.ndim > 0:
        return _show_array(value)
    if isinstance(value, float | np.floating):
        return _show_float(float(value))
    if isinstance(value, np.ndarray | np.generic):
        return str(value)
    if isinstance(value, np.random.Generator):
        return "a generator"
    return cut(" ".join(repr(value).split()))


def cut(text: str, most: int = MOST_CHARACTERS) -> str:
    """Return `text`, or its beginning and an ellipsis if it is longer than `most` characters."""
    return text if len(text) <= most else text[: most - 1] + "…"


def _show_array(array: np.ndarray) -> str:
    small = array.size <= MOST_ELEMENTS
    text = np.array2string(
        array,
        separator=", ",
        threshold=MOST_ELEMENTS,
        edgeitems=2,
        max_line_width=10_000,
        formatter={"float_kind": lambda number: _show_float(float(number), digits=9 if small else 4)},
    )
    line = cut(" ".join(text.split()).replace("[ ", "["))
    return line if small else f"{array.dtype} array of shape {array.shape}: {line}"


def _show_float(number: float, digits: int = 9) -> str:
    """Return a point even if no digit needs it: 2.0 is not the integer 2."""
    text = f"{number:.{digits}g}"
    return f"{text}.0" if text.lstrip("-").isdigit() else text

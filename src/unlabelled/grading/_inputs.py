"""What a call did to the values that it was given."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

from unlabelled.grading._show import show


def first_change(before: Any, after: Any, name: str) -> str | None:
    """Find the first place where an argument is no longer what it was.

    Arrays, tensors, lists, tuples and dictionaries are followed; other objects (a generator of random
    numbers, a model) may change, because that is what some of them are for.

    Parameters
    ----------
    before, after : object
        The argument as it was handed over, and the same object after the call.
    name : str
        What to call it, such as ``X`` or ``X[0]``.

    Returns
    -------
    str or None
        For example ``X[0, 2] was 9.0 before the call and 1.0 after it``; None if nothing changed.
    """
    # Where torch has not been imported, nothing is a tensor.
    if "torch" in sys.modules and isinstance(before, sys.modules["torch"].Tensor):
        before, after = (tensor.detach().numpy() for tensor in (before, after))
    if isinstance(before, np.ndarray):
        return _array_change(before, after, name)
    if isinstance(before, list | tuple):
        return _items_change(dict(enumerate(before)), dict(enumerate(after)), name)
    if isinstance(before, dict):
        return _items_change(before, after, name)
    if isinstance(before, bool | int | float | str | None):
        same = before == after or (before != before and after != after)
        return None if same else _changed(name, show(before), show(after))
    return None


def _array_change(before: np.ndarray, after: np.ndarray, name: str) -> str | None:
    for property_name in ("shape", "dtype"):
        old, new = getattr(before, property_name), getattr(after, property_name)
        if old != new:
            return _changed(f"the {property_name} of {name}", str(old), str(new))
    # NaN counts as equal to itself, in the kinds of numbers that have it.
    changed = ~((before == after) | ((before != before) & (after != after)))
    if not np.any(changed):
        return None
    where = tuple(int(index) for index in np.argwhere(changed)[0])
    place = f"{name}{list(where)}" if where else name
    return _changed(place, show(before[where]), show(after[where]))


def _items_change(before: dict[Any, Any], after: dict[Any, Any], name: str) -> str | None:
    if len(before) != len(after):
        return _changed(f"the length of {name}", str(len(before)), str(len(after)))
    for key, value in before.items():
        if key not in after:
            return f"{name} lost its key {key!r}"
        change = first_change(value, after[key], f"{name}[{key!r}]")
        if change:
            return change
    return None


def _changed(place: str, before: str, after: str) -> str:
    return f"{place} was {before} before the call and {after} after it"

"""Checks of arguments that the simulators share."""

from numbers import Integral, Real

import numpy as np

RandomState = int | np.random.Generator | None


def check_integer(value: object, name: str, minimum: int, maximum: int | None = None) -> int:
    """Return ``value`` as an int, or raise a ValueError that names the argument and its range."""
    limits = f"at least {minimum}" if maximum is None else f"from {minimum} to {maximum}"
    valid = isinstance(value, Integral) and not isinstance(value, bool)
    if not valid or value < minimum or (maximum is not None and value > maximum):  # type: ignore[operator]
        raise ValueError(f"{name} must be an integer {limits}, got {value!r}.")
    return int(value)  # type: ignore[call-overload, no-any-return]


def check_number(value: object, name: str, minimum: float, maximum: float) -> float:
    """Return ``value`` as a float, or raise a ValueError that names the argument and its range."""
    valid = isinstance(value, Real) and not isinstance(value, bool)
    if not valid or not minimum <= value <= maximum:  # type: ignore[operator]
        raise ValueError(f"{name} must be a number from {minimum:g} to {maximum:g}, got {value!r}.")
    return float(value)  # type: ignore[arg-type]


def check_random_state(random_state: RandomState) -> np.random.Generator:
    """Return a Generator: a given one as it is, otherwise a new one from the seed (None: a random seed)."""
    if random_state is None or isinstance(random_state, np.random.Generator):
        return np.random.default_rng(random_state)
    return np.random.default_rng(check_integer(random_state, "random_state", 0))

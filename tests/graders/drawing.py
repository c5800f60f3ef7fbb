"""Random inputs that several assignments draw, to compare mutants with their solutions."""

import numpy as np
import numpy.typing as npt


def spoiled(rng: np.random.Generator, n: int, *, kept: float = 0.9, least: int = 1) -> int:
    """Return a number near n, mostly n itself."""
    return n if rng.random() < kept else max(n + int(rng.integers(-1, 2)), least)


def numbers(rng: np.random.Generator, *size: int) -> npt.NDArray[np.generic]:
    """Draw numbers on a grid or between, as floats or integers, small or large."""
    if rng.random() < 0.6:
        values = rng.integers(-4, 5, size=size)
        return values if rng.random() < 0.5 else values / 2
    return rng.normal(scale=rng.choice([1.0, 30.0]), size=size).round(2)

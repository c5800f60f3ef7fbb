"""Simulated data sets, in scikit-learn's conventions: ``make_*(n_samples, *, random_state)``."""

from unlabelled.datasets._shapes import KIND_NAMES, Shapes, make_shapes, measure_shapes

__all__ = ["KIND_NAMES", "Shapes", "make_shapes", "measure_shapes"]

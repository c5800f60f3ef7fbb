"""Simulators, figures and grading of the course Mostly Unlabelled.

Three independent parts: :mod:`unlabelled.datasets` makes data, :mod:`unlabelled.figures` draws,
:mod:`unlabelled.grading` checks answers. The algorithms that the course teaches are not here: they
stand on its pages.
"""

__version__ = "0.1.0"

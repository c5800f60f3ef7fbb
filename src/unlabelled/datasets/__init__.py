"""Simulated data sets, ``make_*(n_samples, *, random_state)`` as in scikit-learn, and a photograph."""

from unlabelled.datasets._coins import Coins, load_coins
from unlabelled.datasets._housing import NEIGHBOURHOOD_NAMES, NEIGHBOURHOOD_SHARES, Housing, make_housing
from unlabelled.datasets._particles import (
    PARTICLE_DOMAINS,
    PARTICLE_NAMES,
    Particles,
    make_particles,
    measure_particles,
)
from unlabelled.datasets._plants import Plants, chance_to_live, make_plants
from unlabelled.datasets._sequences import Sequences, make_sequences
from unlabelled.datasets._shape_image import ShapeImage, make_shape_image
from unlabelled.datasets._shapes import KIND_NAMES, Shapes, make_shapes, measure_shapes
from unlabelled.datasets._steps import ACTIVE_STEPS, GROUP_NAMES, GROUP_SHARES, Steps, make_steps
from unlabelled.datasets._waveforms import WAVEFORM_NAMES, Waveforms, make_waveforms

__all__ = [
    "ACTIVE_STEPS",
    "GROUP_NAMES",
    "GROUP_SHARES",
    "KIND_NAMES",
    "NEIGHBOURHOOD_NAMES",
    "NEIGHBOURHOOD_SHARES",
    "PARTICLE_DOMAINS",
    "PARTICLE_NAMES",
    "WAVEFORM_NAMES",
    "Coins",
    "Housing",
    "Particles",
    "Plants",
    "Sequences",
    "ShapeImage",
    "Shapes",
    "Steps",
    "Waveforms",
    "chance_to_live",
    "load_coins",
    "make_housing",
    "make_particles",
    "make_plants",
    "make_sequences",
    "make_shape_image",
    "make_shapes",
    "make_steps",
    "make_waveforms",
    "measure_particles",
    "measure_shapes",
]

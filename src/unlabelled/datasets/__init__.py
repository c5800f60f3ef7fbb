"""Simulated data sets, ``make_*(n_samples, *, random_state)`` as in scikit-learn, and a photograph."""

from unlabelled.datasets._calls import CALL_NAMES, CALL_RATE, CALL_SHARES, Calls, make_calls
from unlabelled.datasets._calorimeter import (
    SCALAR_NAMES,
    Z_MASS,
    Z_WIDTH,
    Calorimeter,
    make_calorimeter,
    make_z_pairs,
)
from unlabelled.datasets._coins import Coins, load_coins
from unlabelled.datasets._housing import NEIGHBOURHOOD_NAMES, NEIGHBOURHOOD_SHARES, Housing, make_housing
from unlabelled.datasets._neutrinos import PULSE_FEATURES, Neutrinos, make_neutrinos
from unlabelled.datasets._particles import (
    PARTICLE_DOMAINS,
    PARTICLE_NAMES,
    Particles,
    make_particles,
    measure_particles,
)
from unlabelled.datasets._plants import Plants, chance_to_live, make_plants
from unlabelled.datasets._sentences import SUBJECT_NAMES, Sentences, make_sentences, sentence_bits
from unlabelled.datasets._sequences import Sequences, make_sequences
from unlabelled.datasets._shape_image import ShapeImage, make_shape_image
from unlabelled.datasets._shapes import KIND_NAMES, Shapes, make_shapes, measure_shapes
from unlabelled.datasets._stations import STATION_MEASUREMENTS, Stations, make_stations
from unlabelled.datasets._steps import ACTIVE_STEPS, GROUP_NAMES, GROUP_SHARES, Steps, make_steps
from unlabelled.datasets._waveforms import WAVEFORM_NAMES, Waveforms, make_waveforms

__all__ = [
    "ACTIVE_STEPS",
    "CALL_NAMES",
    "CALL_RATE",
    "CALL_SHARES",
    "GROUP_NAMES",
    "GROUP_SHARES",
    "KIND_NAMES",
    "NEIGHBOURHOOD_NAMES",
    "NEIGHBOURHOOD_SHARES",
    "PARTICLE_DOMAINS",
    "PARTICLE_NAMES",
    "PULSE_FEATURES",
    "SCALAR_NAMES",
    "STATION_MEASUREMENTS",
    "SUBJECT_NAMES",
    "WAVEFORM_NAMES",
    "Z_MASS",
    "Z_WIDTH",
    "Calls",
    "Calorimeter",
    "Coins",
    "Housing",
    "Neutrinos",
    "Particles",
    "Plants",
    "Sentences",
    "Sequences",
    "ShapeImage",
    "Shapes",
    "Stations",
    "Steps",
    "Waveforms",
    "chance_to_live",
    "load_coins",
    "make_calls",
    "make_calorimeter",
    "make_housing",
    "make_neutrinos",
    "make_particles",
    "make_plants",
    "make_sentences",
    "make_sequences",
    "make_shape_image",
    "make_shapes",
    "make_stations",
    "make_steps",
    "make_waveforms",
    "make_z_pairs",
    "measure_particles",
    "measure_shapes",
    "sentence_bits",
]

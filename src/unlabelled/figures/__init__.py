"""Figures of the course: one style, a few kinds of plot that pages share, and step-throughs."""

from unlabelled.figures._clusters import scatter_clusters, shade_regions
from unlabelled.figures._decisions import shade_decisions
from unlabelled.figures._grid import draw_grid
from unlabelled.figures._images import show_images
from unlabelled.figures._numerals import scatter_numerals
from unlabelled.figures._step_through import StepThrough, step_through
from unlabelled.figures._style import COLORS, MARKERS, use_style

__all__ = [
    "COLORS",
    "MARKERS",
    "StepThrough",
    "draw_grid",
    "scatter_clusters",
    "scatter_numerals",
    "shade_decisions",
    "shade_regions",
    "show_images",
    "step_through",
    "use_style",
]

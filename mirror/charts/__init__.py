"""The pictures: a table in, an Altair chart out. One name for each, as its page has it."""

from mirror.charts.against import openness, timing
from mirror.charts.dumbbell import agreement, relationships
from mirror.charts.heatmap import behaviours, cell, cell_text, families, two_times
from mirror.charts.helping import approach
from mirror.charts.matrix import blocks_and_behaviours
from mirror.charts.one_timeline import Called, together
from mirror.charts.paper import Look, Picture
from mirror.charts.readiness import CONFIDENCE, EFFECTS, ENOUGH, LEVELS, block, infrastructure
from mirror.charts.released import (
    banded_text,
    released_behaviours,
    released_dots,
    released_infrastructure,
    released_pace,
)
from mirror.charts.route import entry
from mirror.charts.scoring import scoring
from mirror.charts.timeline import Signal, cell_history, pace

__all__ = [
    "CONFIDENCE", "EFFECTS", "ENOUGH", "LEVELS", "Called", "Look", "Picture", "Signal",
    "agreement", "approach", "banded_text", "behaviours", "block", "blocks_and_behaviours",
    "cell", "cell_history", "cell_text", "entry", "families", "infrastructure", "openness",
    "pace", "relationships", "released_behaviours", "released_dots", "released_infrastructure",
    "released_pace", "scoring", "timing", "together", "two_times",
]  # fmt: skip

"""The pictures: a table in, an Altair chart out. One name for each, as its page has it."""

from mirror.charts.against import openness, timing
from mirror.charts.heatmap import behaviours, cell, cell_text, families, two_times
from mirror.charts.matrix import blocks_and_behaviours
from mirror.charts.paper import Look, Picture
from mirror.charts.readiness import CONFIDENCE, EFFECTS, ENOUGH, LEVELS, block, infrastructure
from mirror.charts.route import entry
from mirror.charts.timeline import Signal, pace

__all__ = [
    "CONFIDENCE", "EFFECTS", "ENOUGH", "LEVELS", "Look", "Picture", "Signal", "behaviours",
    "block", "blocks_and_behaviours", "cell", "cell_text", "entry", "families", "infrastructure",
    "openness", "pace", "timing", "two_times",
]  # fmt: skip

"""Behaviours: where people notice the nine behaviours, part by part."""

from mirror import heatmaps, honesty, opened, reflecting, view
from mirror.ask import ask

lens = view.lens("behaviours")
look = view.look(lens)
with view.waiting():
    families = ask("families", lens)
    table = honesty.judged(ask("behaviours", lens))
shown = heatmaps.choose(lens, families)

if shown.is_folded:
    heatmaps.folded(families, lens, look)
elif shown.split:
    heatmaps.two_times(lens, shown, look)
else:
    heatmaps.one_time(table, lens, shown, look)
opened.cues(lens)
opened.cell(table, lens, look)
reflecting.open_question("behaviours", lens)

"""Behaviours: where people notice the nine behaviours, part by part."""

from mirror import heatmaps, opened, reflecting, then, view

lens = view.lens("behaviours")
look = view.look(lens)
shown = heatmaps.choose(lens)

voices = view.voices(lens, "observation")
then.beside_now("behaviours", lens, lambda: heatmaps.draw(lens, shown, look), voices)
heatmaps.worth_asking(lens, shown)
opened.cues(lens)
opened.cell(lens, look)
reflecting.open_question("behaviours", lens)

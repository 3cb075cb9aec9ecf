"""Behaviours: where people notice the nine behaviours, part by part."""

from mirror import heatmaps, opened, panels, presenting, reflecting, then, view

lens = view.lens("behaviours")
look = view.look(lens)
shown = heatmaps.choose(lens)

if not opened.stands_alone():
    then.beside_now(
        "behaviours", lens,
        draw=lambda: heatmaps.draw(lens, shown, look),
        whose=lambda through: panels.voices(through, "observation"),
    )  # fmt: skip
heatmaps.worth_asking(lens, shown)
opened.cues(lens)
opened.cell(lens, look)
presenting.ends_here(lens)
reflecting.open_question("behaviours", lens)

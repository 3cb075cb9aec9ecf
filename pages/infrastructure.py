"""Infrastructure: how far along the building blocks are, and what they do to the behaviours."""

from mirror import blocks, honesty, panels, presenting, reflecting, screen, then, view
from mirror.ask import ask

lens = view.lens("infrastructure")
look = view.look(lens)
labels = panels.block_labels(lens)


def draw() -> None:
    """How far along each block is; then what each does to each behaviour, and what pulls apart."""
    with screen.waiting():
        table = ask("infrastructure", lens)
        pairs = ask("blocks_and_behaviours", lens)
        cells = honesty.judged(ask("behaviours", lens))
    blocks.readiness(table, labels, lens, look)
    blocks.opened(table, labels, lens, look)
    blocks.effects(pairs, labels, lens, look)
    blocks.pulling_apart(cells, pairs, labels, lens)


then.beside_now(
    "infrastructure", lens, draw, whose=lambda through: panels.voices(through, "block_view")
)
presenting.ends_here(lens)
blocks.next_steps(ask("infrastructure", lens))
reflecting.open_question("infrastructure", lens)

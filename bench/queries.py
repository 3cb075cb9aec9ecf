"""Each question of the pages beside the cheapest scan of its columns.

`python -m bench.queries [ROWS ...]`, by default 10,000, 1,000,000 and 10,000,000.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from statistics import median

from bench import world
from mirror import store
from mirror.lens import Lens

QUESTIONS = (
    "behaviours", "cell", "notes", "pace", "pace_dots", "events", "relationships",
    "infrastructure", "blocks_and_behaviours", "block", "together", "together_blocks", "period",
)  # fmt: skip
SIZES = (10_000, 1_000_000, 10_000_000)
SCANS = Path(__file__).parent / "scans"
#: Each pair is asked for this many seconds, but this often at least and at most.
SECONDS, FEWEST, MOST = 3.0, 7, 40

#: Two of the three years, in one of the two places.
LENS = Lens(
    "north", world.FIRST_DAY + timedelta(days=200), world.FIRST_DAY + timedelta(days=930), "room"
)
MORE = {"behaviour": "PAR1", "part": "frontline", "block": "funding", "of": "trust"}


def timed(asked: Callable[[], object]) -> float:
    """How many milliseconds it took."""
    start = time.perf_counter()
    asked()
    return (time.perf_counter() - start) * 1000


def pairs(ours: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """The medians of both in milliseconds, asked in turns so that both meet the same noise."""
    for asked in (ours, other):
        asked()
    taken: list[tuple[float, float]] = []
    end = time.perf_counter() + SECONDS
    while len(taken) < FEWEST or (time.perf_counter() < end and len(taken) < MOST):
        if len(taken) % 2:
            second, first = timed(other), timed(ours)
            taken.append((first, second))
        else:
            taken.append((timed(ours), timed(other)))
    return median(first for first, _ in taken), median(second for _, second in taken)


def asking(held: store.Store, text: str) -> Callable[[], object]:
    """The question, ready to be asked of the file itself and never of a cache."""
    offered = LENS.terms() | MORE
    terms = {name: offered[name] for name in store.parameters(text)}
    return lambda: held.ask(text, terms)


def measure(rows: int) -> None:
    """Print a line for each question, asked of a new file of so many observations."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.duckdb"
        world.fill(path, rows)
        held = store.open_store(path)
        try:
            for question in QUESTIONS:
                scan = (SCANS / f"{question}.sql").read_text(encoding="utf-8")
                ours, least = pairs(asking(held, store.sql(question)), asking(held, scan))
                print(
                    f"{question:<24}{rows:>12,}{ours:>11.1f}{least:>11.1f}{ours / least:>9.1f}",
                    flush=True,
                )
        finally:
            held.close()


def main() -> None:
    sizes = [int(size.replace("_", "").replace(",", "")) for size in sys.argv[1:]] or SIZES
    print(f"{'question':<24}{'rows':>12}{'ms':>11}{'scan ms':>11}{'ratio':>9}")
    for rows in sizes:
        measure(rows)


if __name__ == "__main__":
    main()

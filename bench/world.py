"""A file of so many made-up observations: `python -m bench.world FILE ROWS`."""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import duckdb

from mirror import intake, store, vocabulary

PLACES = {"north": "North Side", "south": "South Side"}
FIRST_DAY = date(2023, 10, 1)
DAYS = 3 * 365


def fill(path: Path, rows: int) -> None:
    """Make the file at `path` and put so many observations in, and what belongs to them."""
    held = store.open_store(path)
    try:
        vocabulary.bring_up_to_date(held)
        held.write(lambda cursor: _work(cursor, rows))
    finally:
        held.close()


def observers(rows: int) -> int:
    """So many people speak: 60 for each 10,000 observations, 2,000 at most."""
    return max(10, min(2_000, rows * 60 // 10_000))


def _work(cursor: store.Cursor, rows: int) -> None:
    for code, title in PLACES.items():
        place = {"code": code, "title": title, "invented": False}
        cursor.execute(store.sql("keep/place"), place)
    batch, moment = uuid4(), store.now()
    kept = {"id": batch, "kind": "import", "source": "bench", "recorded_at": moment}
    cursor.execute(store.sql("keep/batch"), kept)
    offered: dict[str, Any] = {
        "rows": rows, "observers": observers(rows), "first_day": FIRST_DAY, "days": DAYS,
        "batch": batch, "recorded_at": moment,
    }  # fmt: skip
    text = Path(__file__).with_name("world.sql").read_text(encoding="utf-8")
    for statement in duckdb.extract_statements(text):
        named = statement.named_parameters
        cursor.execute(statement, {name: offered[name] for name in named})
    intake.record_change(cursor, "import", "bench", rows)


def main() -> None:
    path, rows = Path(sys.argv[1]).absolute(), int(sys.argv[2].replace("_", ""))
    if path.exists():
        sys.exit(f"{path.name} is there already.")
    start = time.perf_counter()
    fill(path, rows)
    taken, size = time.perf_counter() - start, path.stat().st_size / 1e6
    print(f"{rows:,} observations in {taken:.1f} s, {size:.1f} MB")


if __name__ == "__main__":
    main()

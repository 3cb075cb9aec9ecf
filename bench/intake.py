"""A file of observations brought in, beside DuckDB's own read_csv and insert of the same file.

`python -m bench.intake [ROWS ...]`, by default 100,000 and 1,000,000.
"""

from __future__ import annotations

import csv
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from statistics import median

import duckdb

from bench import world
from mirror import bringing, intake, mapping, store, vocabulary
from mirror.mapping import Mapping
from mirror.scales import Scale

SIZES = (100_000, 1_000_000)
#: So many pairs of a file of a hundred thousand rows, fewer of a longer one.
MOST, FEWEST = 11, 3
PLAIN = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")

PARTS = ("frontline", "commissioning", "culture", "relationships", "governance", "community", "")
SECTORS = ("council", "voluntary", "nhs", "residents", "intermediary")
LADDER = ("Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree", "")
SAID = (
    "they asked again and nobody left the room until it was plain what each of them could do "
    "about it, and who else ought to be there next time"
)
QUESTIONS = {
    "We see the whole": "PER1",
    "We share a purpose": "PER3",
    "Decisions sit close to people": "POW2",
    "We answer to each other": "POW3",
    "We learn together and adapt": "PAR3",
}
FORM = Mapping(
    columns={"observed_on": "Completion time", "part": "Part", "note": "What did you notice?"},
    fixed={"place": "north"},
    behaviours=QUESTIONS,
    scale=Scale(0, 4, words={word.casefold(): n for n, word in enumerate(LADDER[:5])}),
    days="month first",
    anonymous=True,
)
MEASURED = """
import resource, sys
from mirror.__main__ import main
code = main(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
sys.exit(code)
"""


def note(chance: random.Random) -> str:
    """Up to twenty words, some of them with a comma."""
    return " ".join(chance.choices(SAID.split(), k=chance.randrange(21)))


def interchange(rows: int, chance: random.Random) -> Iterator[tuple[object, ...]]:
    """The lines of an interchange file: twelve columns, every cell in its own words."""
    yield intake.COLUMNS
    for _ in range(rows):
        who = chance.randrange(world.observers(rows))
        yield (
            world.FIRST_DAY + timedelta(days=chance.randrange(world.DAYS)), "north",
            chance.choice(PARTS), chance.choice([*QUESTIONS.values()]), f"H-{who:04}",
            SECTORS[who % 5], f"Organisation {who % 40}", chance.choice(["", *range(11)]),
            chance.choice(["", "strengthening", "holding", "slipping"]),
            chance.choice(["", 1, 2, 3, 4]), note(chance), chance.choice(["", 1, 2, 3, 4]),
        )  # fmt: skip


def form(rows: int, chance: random.Random) -> Iterator[tuple[object, ...]]:
    """The lines of Microsoft Forms' answers: twelve columns, five of them a behaviour each."""
    yield (
        "ID", "Start time", "Completion time", "Email", "Name", "Part", *QUESTIONS,
        "What did you notice?",
    )  # fmt: skip
    for nth in range(rows):
        day = world.FIRST_DAY + timedelta(days=chance.randrange(world.DAYS))
        moment = f"{day.month}/{day.day}/{day:%y} 9:{nth % 60:02}:11"
        marks = chance.choices(LADDER, k=len(QUESTIONS))
        yield nth, moment, moment, "anonymous", "", chance.choice(PARTS), *marks, note(chance)


KINDS = {"interchange": (interchange, None), "form, mapped": (form, FORM)}


def ours(file: Path, path: Path, used: Mapping | None) -> float:
    """How many milliseconds it takes to bring the file into a new house."""
    held = store.open_store(path)
    try:
        vocabulary.bring_up_to_date(held)
        place = {"code": "north", "title": "North Side", "invented": False}
        held.write(lambda cursor: cursor.execute(store.sql("keep/place"), place))
        start = time.perf_counter()
        report = bringing.bring_in(held, file, used)
        taken = time.perf_counter() - start
        assert report.added == report.rows > 0, report.refused[:3]
        return taken * 1000
    finally:
        held.close()


def theirs(file: Path, path: Path) -> float:
    """How many milliseconds DuckDB takes to read the file and insert it into a table."""
    create, insert = duckdb.extract_statements(PLAIN)
    with duckdb.connect(str(path)) as plain:
        plain.execute(create, {"file": str(file)})
        start = time.perf_counter()
        plain.execute(insert, {"file": str(file)})
        return (time.perf_counter() - start) * 1000


def memory(file: Path, folder: Path, used: Mapping | None) -> int:
    """How many megabytes the command holds at most, from its start to its end."""
    arguments = ["import", str(file), "--add", "place"]
    if used is not None:
        mapping.save(used, folder / "used.toml")
        arguments += ["--map", str(folder / "used.toml")]
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *arguments],
        check=True, capture_output=True, encoding="utf-8",
        env=os.environ | {"MIRROR_DATA": str(folder / "memory.duckdb")},
    )  # fmt: skip
    return int(done.stdout.splitlines()[-1])


def measure(kind: str, rows: int) -> None:
    """Print a line for a file of this kind and so many rows."""
    lines, used = KINDS[kind]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "bench.csv"
        with file.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows(lines(rows, random.Random(1)))
        taken: list[tuple[float, float]] = []
        for turn in range(max(FEWEST, min(MOST, MOST * 100_000 // rows)) + 1):
            both = [lambda p: ours(file, p, used), lambda p: theirs(file, p)]
            times = {n: both[n](folder / f"{turn} {n}.duckdb") for n in (turn % 2, 1 - turn % 2)}
            taken.append((times[0], times[1]))
            for old in folder.glob(f"{turn} *"):
                old.unlink()
        # The first pair finds everything cold.
        mine, plain = (median(times) for times in zip(*taken[1:], strict=True))
        peak = memory(file, folder, used)
    print(f"{kind:<14}{rows:>12,}{mine:>11,.0f}{plain:>11,.0f}{mine / plain:>9.1f}{peak:>9,}")


def main() -> None:
    sizes = [int(size.replace("_", "").replace(",", "")) for size in sys.argv[1:]] or SIZES
    print(f"{'file':<14}{'rows':>12}{'ms':>11}{'DuckDB ms':>11}{'ratio':>9}{'peak MB':>9}")
    for rows in sizes:
        for kind in KINDS:
            measure(kind, rows)


if __name__ == "__main__":
    main()

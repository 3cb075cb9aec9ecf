"""Files damaged at random: what `python -m mirror check` says of each, and what it saves.

`python -m bench.damage [FILES]` makes a house with a log beside it, as a kill leaves it, damages
copies of it, and lets the command look at each and save what it can.
"""

from __future__ import annotations

import hashlib
import os
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from bench import world
from mirror import store

#: How many files are damaged, how many observations each holds, and how long a look may take.
FILES, ROWS, PATIENCE = 120, 8_000, 300
PAGE = 4096
#: How many things are said after the last checkpoint, so that they stand in the log alone.
SAID_LAST = 40
#: The tables into which saving itself writes: an entry, and places called by their code.
WRITTEN = {"change": 1, "place": len(world.PLACES)}


def flip(data: bytearray, dice: random.Random) -> None:
    """Turn one bit over."""
    data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)


def wipe(data: bytearray, dice: random.Random) -> None:
    """Let a page of the disk come back as zeros."""
    start = dice.randrange(max(1, len(data) // PAGE)) * PAGE
    data[start : start + PAGE] = bytes(len(data[start : start + PAGE]))


def cut(data: bytearray, dice: random.Random) -> None:
    """Lose the end."""
    del data[dice.randrange(len(data)) :]


def wipe_many(data: bytearray, dice: random.Random) -> None:
    """Let several pages come back as zeros."""
    for _ in range(8):
        wipe(data, dice)


#: Ways of damage: what is damaged, and how.
WAYS: dict[str, tuple[str, Callable[[bytearray, random.Random], None]]] = {
    "a bit of the file": ("", flip),
    "4 KB of the file": ("", wipe),
    "8 times 4 KB": ("", wipe_many),
    "the file cut short": ("", cut),
    "a bit of the log": (".wal", flip),
}


@dataclass
class Tally:
    """What became of the files of one way of damage."""

    files: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    rows: int = 0
    of: int = 0


def prepare(path: Path, rows: int = ROWS) -> None:
    """Make a house that was killed: of so many observations, and with a log beside it."""
    world.fill(path, rows)
    subprocess.run(
        [sys.executable, "-m", "bench.damage", "say", str(path)], cwd=store.ROOT, check=False
    )
    assert store.log_of(path).exists()


def say(path: Path) -> None:
    """Say some things more, one at a time, and die before they come into the file itself."""
    held = store.open_store(path)
    text = "INSERT INTO event (id, place, kind, started_on, title, consent, recorded_at) "
    for number in range(SAID_LAST):
        terms = {"title": f"Said last, {number}", "now": store.now()}
        held.write(
            lambda cursor, terms=terms: cursor.execute(  # type: ignore[misc]
                text + "VALUES (uuid(), 'north', 'slip', '2026-01-01', $title, 1, $now)", terms
            )
        )
    os._exit(0)


def damaged(house: Path, folder: Path, way: str, dice: random.Random) -> Path:
    """A copy of the house in this folder, damaged in this way."""
    ending, damage = WAYS[way]
    for end in ("", ".wal"):
        data = bytearray(house.with_name(house.name + end).read_bytes())
        if end == ending:
            damage(data, dice)
        (folder / f"mirror.duckdb{end}").write_bytes(data)
    return folder / "mirror.duckdb"


#: Looks at a file as the command does and saves what can be read; gives its code and all it says.
Check = Callable[[Path, Path], tuple[int, str]]


def by_command(path: Path, saved: Path) -> tuple[int, str]:
    """The command as people type it."""
    done = subprocess.run(
        [sys.executable, "-m", "mirror", "check", str(path), "--save", str(saved)],
        cwd=store.ROOT, env=os.environ | {"MIRROR_DATA": str(path.with_name("none.duckdb"))},
        capture_output=True, encoding="utf-8", check=False, timeout=PATIENCE,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def look(house: Path, path: Path, check: Check) -> tuple[str, int]:
    """What came of looking at a damaged copy, and how many rows are held or saved."""
    saved, before = path.with_name("saved.duckdb"), _fingerprint(path)
    try:
        code, said = check(path, saved)
    except subprocess.TimeoutExpired:
        return "NEVER: hung", 0
    if code not in (0, 1) or "Traceback" in said or "Something went wrong" in said:
        return "NEVER: fell over", 0
    if _fingerprint(path) != before:
        return "NEVER: changed", 0
    if (whole := re.search(r"The file is whole.* ([\d,]+) rows in all", said)) is not None:
        rows = int(whole[1].replace(",", ""))
        if "breaks off" in said:
            return "whole, log breaks off", rows
        return ("whole" if rows == held(house) else "whole, the last missing"), rows
    if not saved.exists():
        return "nothing to save", 0
    rows, strange = compared(house, saved)
    return ("NEVER: strange rows" if strange else "saved"), rows


def _fingerprint(path: Path) -> list[tuple[str, str]]:
    return [
        (file.name, hashlib.sha256(file.read_bytes()).hexdigest())
        for file in sorted(path.parent.glob("mirror.duckdb*"))
    ]


def held(path: Path) -> int:
    """How many rows a whole file holds."""
    file = store.open_apart(path)
    try:
        return sum(rows for rows, _ in file.sums().values())
    finally:
        file.close()


def compared(house: Path, saved: Path) -> tuple[int, int]:
    """How many rows of the house a saved file holds, and how many the house never held."""
    with duckdb.connect() as both:
        both.execute(f"ATTACH '{house}' AS house (READ_ONLY)")
        both.execute(f"ATTACH '{saved}' AS saved (READ_ONLY)")
        found = "SELECT table_name FROM duckdb_tables() WHERE database_name = 'house'"
        rows = strange = 0
        for (table,) in both.execute(found).fetchall():
            many, missing = (
                both.execute(f"SELECT count(*) FROM ({text})").fetchall()[0][0]  # noqa: S608
                for text in (
                    f"FROM saved.{table}", f"FROM saved.{table} EXCEPT ALL FROM house.{table}",
                )
            )  # fmt: skip
            if table == "migration":
                # When each was applied is of the saved file itself.
                rows += many
                continue
            rows += many - missing
            strange += max(0, missing - WRITTEN.get(table, 0))
        return rows, strange


def run(
    files: int, rows: int = ROWS, seed: int = 1, check: Check = by_command
) -> dict[str, Tally]:  # fmt: skip
    """What became of so many damaged files."""
    dice, tallies = random.Random(seed), {way: Tally() for way in WAYS}
    with tempfile.TemporaryDirectory() as folder:
        house = Path(folder) / "house.duckdb"
        prepare(house, rows)
        # The bench itself only reads it: with its log, as the command finds it.
        full = held(house)
        for number in range(files):
            way = list(WAYS)[number % len(WAYS)]
            place = Path(folder) / str(number)
            place.mkdir()
            outcome, found = look(house, damaged(house, place, way, dice), check)
            tally = tallies[way]
            tally.files += 1
            tally.outcomes[outcome] += 1
            if outcome != "whole":
                tally.rows, tally.of = tally.rows + found, tally.of + full
            if not outcome.startswith("NEVER"):
                for file in place.iterdir():
                    file.unlink()
    return tallies


def main(files: int) -> None:
    tallies = run(files)
    columns = [
        "whole", "whole, log breaks off", "whole, the last missing", "saved", "nothing to save",
    ]  # fmt: skip
    never = sorted({each for tally in tallies.values() for each in tally.outcomes} - {*columns})
    print(f"{'damaged':20}{'files':>6}", *(f"{name:>24}" for name in [*columns, *never]), "rows")
    for way, tally in tallies.items():
        told = (f"{tally.outcomes[name]:>24}" for name in [*columns, *never])
        share = f"{tally.rows / tally.of:.1%}" if tally.of else "–"
        print(f"{way:20}{tally.files:>6}", *told, share)
    if never:
        sys.exit(1)


if __name__ == "__main__":
    if sys.argv[1:2] == ["say"]:
        say(Path(sys.argv[2]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else FILES)

"""Many at once: readers look, writers save, lines are lost; what is slow, lost or doubled?

`python -m bench.crowd [READERS] [WRITERS] [MINUTES]`, by default 50, 10 and 10, of which the
memory is read; before them all see everything, and go on for a while as they will.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count, product
from pathlib import Path
from random import Random
from statistics import median, quantiles

from bench import world
from mirror import sample, store, vocabulary
from tests import served
from tests.tab import Tab, Unheard

PAGES = (
    "home", "behaviours", "pace", "entry", "timing", "approach", "infrastructure", "learning",
    "together",
)  # fmt: skip
#: The places that are looked at, and in which words: each view more makes the way there longer.
PLACES = {"gateshead": "plain", "north": "framework"}
View = tuple[str, str]
#: Whatever a reader looks at: Streamlit's own memory of a tab grows until it has seen all.
VIEWS: Sequence[View] = [
    (page, f"place={place}&words={words}")
    for page, (place, words) in product(PAGES, PLACES.items())
]
ROWS = 5_000
ANOTHER, NOTE = "Ask another question", "What did you notice, in words? Please leave out names."
#: One in so many answers loses its line on the way, and after how many things drawn at most.
READS, SAVES, DRAWN = 20, 5, 40
#: For how many seconds at most a line is lost, and how often somebody clicks before giving up.
AWAY, CLICKS = 2.0, 5
#: For how many minutes all go on before the memory must stay where it is. Each tab must have stood
#: somewhere of its own, all that is kept must be taken; and DuckDB remembers the temporary blocks
#: of so many questions: 20,000 joins, asked in a process of their own, take 20 MB, and more of them
#: take no more.
SETTLES = 8
#: How often its memory is read, in minutes.
SAMPLED = 0.5
#: What the server may grow by while all go on as before: so many bytes, or such a part of it.
GROWN, PART = 20e6, 0.05

GoesOn = Callable[[int], bool]


@dataclass
class Heard:
    """What came of it: how long answers took, what was told to be kept, what went wrong."""

    reads: list[float] = field(default_factory=list)
    saves: list[float] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    drops: int = 0


async def lose_and_return(tab: Tab, heard: Heard, chance: Random, pressed: str = "") -> None:
    """Lose the line in mid-answer, come back after a while, and ask again as a browser does."""
    session = tab.session
    await tab.answer(pressed, lose_after=chance.randrange(DRAWN))
    if tab.is_connected:
        tab.drop()
    heard.drops += 1
    await asyncio.sleep(chance.uniform(0, AWAY))
    await tab.connect()
    await tab.answer()
    if tab.session != session:
        heard.wrong.append("a tab that came back was taken for a new one")


async def see_all(tab: Tab, views: Sequence[View]) -> None:
    """Look at every view once, and draw another question on each page, which the house keeps."""
    await tab.connect()
    drawn = set[str]()
    for page, query in views:
        await tab.go(page, query)
        if page not in drawn:
            await tab.press(ANOTHER)
            drawn.add(page)


async def read(
    tab: Tab, views: Sequence[View], heard: Heard, chance: Random, goes_on: GoesOn
) -> None:
    """Look at one view after another; after a lost line stand where one stood."""
    for done in count():
        if not goes_on(done):
            return
        try:
            start = time.perf_counter()
            await tab.go(*chance.choice(views))
            heard.reads.append(time.perf_counter() - start)
            if chance.randrange(READS) == 0:
                place = tab.place()
                await lose_and_return(tab, heard, chance)
                if tab.place() != place:
                    heard.wrong.append(f"not where they were: {place}, {tab.place()}")
        except Unheard as fault:
            heard.wrong.append(str(fault))
            tab.drop()
            await tab.connect()


async def begin_to_write(tab: Tab, who: str) -> None:
    """Open the form, and say who speaks and of what."""
    await tab.connect()
    await tab.answer()
    tab.choose("Who noticed it?", who)
    await tab.answer()
    tab.choose("Which behaviour?", "We share a purpose")
    await tab.answer()


async def write(tab: Tab, who: str, heard: Heard, chance: Random, goes_on: GoesOn) -> None:
    """Write one note after another, and click on Save until it is told to be kept."""
    for done in count():
        if not goes_on(done):
            return
        note = f"{who} saw it, time {done}."
        try:
            tab.write(NOTE, note)
            for click in range(CLICKS):
                if click == 0 and chance.randrange(SAVES) == 0:
                    await lose_and_return(tab, heard, chance, tab.labelled("button", "Save").id)
                else:
                    start = time.perf_counter()
                    await tab.press("Save")
                    heard.saves.append(time.perf_counter() - start)
                if tab.told():
                    heard.told.append(note)
                    break
            else:
                heard.wrong.append(f"{note} It was never told to be kept.")
        except Unheard as fault:
            heard.wrong.append(str(fault))
            tab.drop()
            await tab.connect()


async def crowd(
    address: str, readers: int, writers: int, begun: Callable[[], GoesOn],
    views: Sequence[View] = VIEWS,
) -> Heard:  # fmt: skip
    """What so many hear who read and write at once.

    `begun` is asked once all have seen everything, and says from then on who goes on.
    """
    heard = Heard()
    reading = [Tab(address, *views[0]) for _ in range(readers)]
    writing = {
        f"W-{number:02}": Tab(address, "record", "place=gateshead")
        for number in range(1, 1 + writers)
    }
    await asyncio.gather(
        *(see_all(tab, views) for tab in reading),
        *(begin_to_write(tab, who) for who, tab in writing.items()),
    )
    goes_on = begun()
    await asyncio.gather(
        *(read(tab, views, heard, Random(seed), goes_on) for seed, tab in enumerate(reading)),
        *(write(tab, who, heard, Random(who), goes_on) for who, tab in writing.items()),
    )
    for tab in (*reading, *writing.values()):
        await tab.close()
    return heard


def kept(path: Path) -> Counter[str]:
    """How often the file holds each note that a writer wrote."""
    with closing(store.open_store(path)) as held:
        notes = held.ask("SELECT note FROM observation WHERE observer LIKE 'W-%'").note
    return Counter(notes.tolist())


def prepare(path: Path) -> None:
    """A file with the sample in it, and a larger place that is made up."""
    with closing(store.open_store(path)) as held:
        vocabulary.bring_up_to_date(held)
        sample.fill(held)
    world.fill(path, ROWS)


def main(readers: int, writers: int, minutes: float) -> None:
    memory = list[int]()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "crowd.duckdb"
        prepare(path)
        with served.house(path) as address:

            def begun() -> GoesOn:
                print(f"all have seen everything, and go on for {SETTLES} minutes", flush=True)
                start = time.monotonic()

                def goes_on(_done: int) -> bool:
                    gone = time.monotonic() - start
                    if gone >= len(memory) * SAMPLED * 60:
                        memory.append(served.memory(address))
                    return gone < 60 * (SETTLES + minutes)

                return goes_on

            heard = asyncio.run(crowd(address, readers, writers, begun))
            memory.append(served.memory(address))
        in_file = kept(path)
    report(readers, writers, minutes, heard, in_file, memory)


def report(
    readers: int, writers: int, minutes: float, heard: Heard, in_file: Counter[str],
    memory: Sequence[int],
) -> None:  # fmt: skip
    """Print what was promised, and exit with 1 where a promise is broken."""
    lost = [note for note in heard.told if not in_file[note]]
    doubled = [note for note, times in in_file.items() if times > 1]
    settling, settled = memory[: int(SETTLES / SAMPLED)], memory[int(SETTLES / SAMPLED) :]
    # It goes up and down from one moment to the next, so halves are compared.
    half = len(settled) // 2
    first, second = median(settled[:half]), median(settled[half:])
    for name, value in (
        ("sessions that read", f"{readers}"),
        ("sessions that write", f"{writers}"),
        ("minutes", f"{minutes:g}"),
        ("pages read", f"{len(heard.reads):,}"),
        ("  p50, s", _share(heard.reads, 50)),
        ("  p95, s", _share(heard.reads, 95)),
        ("saves clicked", f"{len(heard.saves):,}"),
        ("  p50, s", _share(heard.saves, 50)),
        ("  p95, s", _share(heard.saves, 95)),
        ("told to be kept", f"{len(heard.told):,}"),
        ("  lost", f"{len(lost):,}"),
        ("  doubled", f"{len(doubled):,}"),
        ("lines lost and found again", f"{heard.drops:,}"),
        ("errors", f"{len(heard.wrong):,}"),
        ("memory, first half of them, MB", f"{first / 1e6:,.0f}"),
        ("  second half", f"{second / 1e6:,.0f}"),
    ):
        print(f"{name:<34}{value:>8}")
    for name, taken in (("while it settled", settling), ("from then on", settled)):
        print(f"each half minute {name}, MB:", *(f"{one / 1e6:,.0f}" for one in taken))
    for each in (*heard.wrong[:5], *lost[:5], *doubled[:5]):
        print(each)
    if heard.wrong or lost or doubled or second - first > max(GROWN, PART * first):
        sys.exit(1)


def _share(taken: Sequence[float], percent: int) -> str:
    """Within how many seconds so many of a hundred were answered."""
    if len(taken) < 2:
        return "–"
    return f"{quantiles(taken, n=100, method='inclusive')[percent - 1]:.2f}"


if __name__ == "__main__":
    asked = sys.argv[1:]
    main(
        int(asked[0]) if asked else 50,
        int(asked[1]) if len(asked) > 1 else 10,
        float(asked[2]) if len(asked) > 2 else 10,
    )

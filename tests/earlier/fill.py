"""Fill a new house with its sample and with rows of its own, by the code of any age beside it.

`make.py` runs it in a checkout of that age. It writes what that code then counts in its file.
"""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

PLACE, ANOTHER = "aytown", "gateshead"
DAY = date(2026, 3, 31)
HEADER = (
    "observed_on", "place", "part", "behaviour", "observer", "sector", "organisation", "strength",
    "direction", "overtness", "note", "consent",
)  # fmt: skip


def of(name: str) -> Any:
    """A module of the house of that age, whatever it holds."""
    return import_module(f"mirror.{name}")


def fresh() -> Any:
    """An id as the record makes it."""
    return of("record").new_id()


def run(*arguments: object) -> None:
    """A command of that age, with the file closed before and after."""
    with redirect_stdout(sys.stderr):
        assert of("__main__").main([str(argument) for argument in arguments]) == 0, arguments


def bring_in(folder: Path) -> None:
    """Eight people of a place of one's own, each with three scores and a note."""
    sectors = ("council", "residents", "nhs", "voluntary")
    file = folder / "own.csv"
    with file.open("w", encoding="utf-8", newline="") as opened:
        lines = csv.writer(opened)
        lines.writerow(HEADER)
        for person in range(8):
            for day, behaviour in enumerate(("PAR1", "POW2", "PER3"), 1):
                lines.writerow([
                    f"2026-02-{day:02d}", "Aytown", "frontline", behaviour, f"A{person}",
                    sectors[person % 4], f"Org {person}", (person + day) % 11, "holding", 2,
                    f"What A{person} noticed, “quoted”, in Küste {day}", person % 5,
                ])  # fmt: skip
    run("import", file, "--add", "place")


def type_in(held: Any) -> None:
    """One of each thing that the forms keep."""
    record, told = of("record"), {"place": PLACE, "observed_on": DAY}
    who = {"observer": "A1"}
    for strength in (2, 4):
        record.observation(
            held, fresh(), behaviour="PER1", strength=strength, note=f"Typed, {strength}.",
            consent=2, **told, **who,
        )  # fmt: skip
    record.relationship(
        held, fresh(), party="Council", other_party="Residents", trust=3, level=2,
        said_for="Council", note="Better than a year ago.", **told, **who,
    )  # fmt: skip
    record.event(
        held, fresh(), place=PLACE, kind="slip", title="A meeting fell out", started_on=DAY
    )
    record.entry_step(held, fresh(), title="Tea with the tenants", altitude=2, **told)
    record.help_given(
        held, fresh(), given_by="Library", given_to="Council", title="Lent a room", **told
    )
    block = held.ask("SELECT min(code) AS code FROM block").code[0]
    record.block_view(held, fresh(), block=block, level=2, evidence="Seen twice.", **told, **who)
    person = record.Person("A", None, {"PER1": "3", "POW1": "7"})
    titles = {code: code for code in ("PER1", "POW1")}
    record.room(held, fresh(), place=PLACE, held_on=DAY, people=9, headings=titles, rows=[person])


def take_back(held: Any) -> None:
    """One observation amended, one note generalised, one withdrawn."""
    takeback = of("takeback")
    rows = held.ask(
        "SELECT id FROM observation_now WHERE place = 'aytown' AND consent = 1 ORDER BY note"
    )
    amended, generalised, withdrawn = rows.id[:3]
    takeback.amend_observation(held, amended, strength=9)
    takeback.generalise_note(held, generalised, "Said in general.")
    takeback.withdraw_observation(held, withdrawn)


def reflect(held: Any) -> None:
    """What people made of a view, and a question of their own words."""
    of("record").reflection(
        held, fresh(), place=PLACE, page="pace", lens="place=aytown", question="What moved?",
        observed_on=DAY, noticed="Trust moved first.", could_be_wrong="Few spoke.",
    )  # fmt: skip


def turn(held: Any) -> None:
    """An assumption, taken one turn further."""
    record, first = of("record"), fresh()
    record.loop(
        held, first, place=PLACE, question="Who is missing?", assumption_before="Nobody",
        tried="Asked at the door", opened_on=DAY,
    )  # fmt: skip
    record.take_further(held, fresh(), place=PLACE, supersedes=first, happened="Two were named.")


def keep_a_view(held: Any) -> None:
    """A view as it is seen now."""
    ask, lens = of("ask"), of("lens")
    with ask.overheard() as heard:
        ask.ask("behaviours", lens.Lens(PLACE, date(2026, 1, 1), DAY))
    of("snapshot").keep(
        held, fresh(), place=PLACE, page="behaviours", lens="place=aytown", taken_on=DAY,
        voices="Eight people.", heard=heard,
    )  # fmt: skip


def meet(held: Any) -> Any:
    """A gathering that is prepared, said something at, and open."""
    workshop, gathering = of("workshop"), fresh()
    item = workshop.Item("behaviours", "place=aytown", "What do we see?")
    workshop.prepare(
        held, gathering, place=PLACE, held_on=date.today(), purpose="To look", agenda=[item],
        people={"": 6},
    )  # fmt: skip
    for kind in ("note", "parked", "step"):
        of("record").remark(
            held, fresh(), place=PLACE, kind=kind, said=f"A {kind}.", gathering=gathering
        )
    return gathering


def score(held: Any) -> None:
    """A round of scores that is closed, in which one changed their mind, and one that is open."""
    rounds, gathering = of("rounds"), meet(held)
    for turn_of_it in (1, 2):
        code = rounds.open_round(
            held, fresh(), gathering=gathering, place=PLACE, about="behaviour", turn=turn_of_it
        )
        for person in range(5):
            scored, key = rounds.join(held, gathering, code, None)
            for vote in range(1 + (person == 0)):
                rounds.cast(held, fresh(), scored, key, {"PER1": person + vote, "POW3": 5})
        if turn_of_it == 1:
            rounds.close(held, scored)


def close_one(held: Any) -> None:
    """A gathering that was closed."""
    of("workshop").close(held, meet(held))


def choose_grain(held: Any) -> None:
    """How finely a place is released, and a note that is passed for its partners."""
    grain, passing = of("grain"), of("passing")
    grain.choose(held, ANOTHER, grain.Grain(half_years=True))
    waiting = passing.waiting(held, ANOTHER)
    passing.let_pass(held, ANOTHER, waiting.id[0], "As it may be shown.")


def link(held: Any) -> None:
    """Two links, one of them taken back."""
    links = of("links")
    links.make(held, PLACE, "For the library", 90)
    links.revoke(held, links.make(held, PLACE, "For nobody", 90)[0])


def add_as_a_partner(held: Any) -> None:
    """What somebody adds who may only look."""
    partner = of("access").Visitor("bo@example.org", frozenset({("look", PLACE)}))
    of("own").add(
        held, partner, fresh(), place=PLACE, behaviour="PER2", observed_on=DAY, note="From outside."
    )


#: What each house can do that has this module and this name in it, in the order of its history.
STEPS: dict[str, Callable[[Any], object]] = {
    "record.observation": type_in,
    "takeback.withdraw_observation": take_back,
    "record.reflection": reflect,
    "record.loop": turn,
    "snapshot.keep": keep_a_view,
    "workshop.close": close_one,
    "rounds.cast": score,
    "grain.choose": choose_grain,
    "links.make": link,
    "own.add": add_as_a_partner,
}


def can(step: str) -> bool:
    """Whether the house of that age has this module, with this name in it."""
    module, name = step.split(".")
    return bool(find_spec(f"mirror.{module}")) and hasattr(of(module), name)


def counted(held: Any) -> dict[str, Any]:
    """How many rows each table and view holds, and what the observations that stand add up to."""
    names = held.ask(
        "SELECT table_name FROM information_schema.tables WHERE table_name <> 'spelling' ORDER BY 1"
    ).table_name
    rows = {name: int(held.ask(f"SELECT count(*) AS n FROM {name}").n[0]) for name in names}
    [sums] = held.ask(
        "SELECT sum(strength) AS strength, count(DISTINCT (place, observer)) AS people,"
        " count(note) AS notes, sum(length(note)) AS characters, min(observed_on) AS first,"
        " max(observed_on) AS last FROM observation_now"
    ).to_dict("records")
    days = {name: sums[name].date().isoformat() for name in ("first", "last")}
    figures = {name: float(value) for name, value in sums.items() if name not in days}
    return {"rows": rows, "standing": {**figures, **days}}


def main(file: Path) -> None:
    """Fill the file and write what is counted in it."""
    os.environ["MIRROR_DATA"] = str(file)
    store = of("store")
    held = store.open_store(file)
    of("vocabulary").bring_up_to_date(held)
    of("sample").fill(held)
    held.close()
    bring_in(file.parent)
    held = store.open_store(file)
    done = [step for step in STEPS if can(step)]
    for step in done:
        STEPS[step](held)
    held.close()
    if can("release.publish"):
        run("release", "--place", PLACE, "--out", file.parent / "partners.duckdb")
    held = store.open_store(file)
    sys.stdout.write(json.dumps({"done": done, **counted(held)}))
    held.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))

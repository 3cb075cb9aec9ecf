"""What a pack holds: a leaf for each view with its question, and what people made of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

import pandas as pd

from mirror import panels, reading, scored, snapshot, store, tables, vocabulary, words
from mirror.ask import NotKept, answered_by, ask
from mirror.charts import Look
from mirror.lens import CONSENT_NEEDED, Audience, Lens, Words
from mirror.panels import Drawing, Panel, Rows
from mirror.store import Refused
from mirror.workshop import SCORING

#: Told how far the making is, from 0 to 1, and what is made now.
Told = Callable[[float, str], None]
#: As many of what people made of a view before as a pack of the place tells.
SHOWN = 3

#: What this is, and what it is not, said at the front of every pack.
WHAT_IT_IS = (
    "What it is: what people notice about how this place works together, and who is not heard. It "
    "is a mirror: every view ends in an open question."
)
WHAT_IT_IS_NOT = f"What it is not: a judgement of anybody. {words.PURPOSE}"
#: Who may read it.
KEPT_BACK = "Texts that their authors do not share in the room are left out."


def untold(share: float, what: str) -> None:
    """Nobody is told how far it is."""


@dataclass(frozen=True)
class Made:
    """What was made of a view on one day: what it answers, and each thing said under its name."""

    said_on: date
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Leaf:
    """A view with the question that is asked of it, and what people made of it.

    `seen` says of which day it is, where that is not the day of the pack.
    """

    panel: Panel
    question: str = ""
    made: tuple[Made, ...] = ()
    seen: str = ""


@dataclass(frozen=True)
class Pack:
    """What people leave with: the leaves of one place, as it stood on one day."""

    title: str
    place: str
    day: date
    purpose: str
    invented: bool
    leaves: tuple[Leaf, ...]

    @property
    def footer(self) -> str:
        """Who, when and what for, as it stands on every leaf."""
        invented = f"{words.INVENTED} " if self.invented else ""
        return f"{invented}{self.title} · {words.day(self.day)} · {words.PURPOSE}"

    @property
    def about(self) -> list[str]:
        """What stands before the pictures and the rows that are taken out."""
        purpose = f": {self.purpose}" if self.purpose else ""
        return [
            f"{self.title}, {words.day(self.day)}{purpose}",
            *([words.INVENTED] if self.invented else []),
            words.PURPOSE,
            KEPT_BACK,
        ]


def of_place(
    held: store.Store, place: str, audience: Audience = "room", told: Told = untold
) -> Pack:
    """The pack of a place as it stands: every view in the order of the menu."""
    places = held.ask(store.sql("places"))
    found = places[places.code == place]
    if found.empty:
        raise Refused(f"The place “{place}” is not held here.")
    title, invented = str(found.title.iloc[0]), bool(found.invented.iloc[0])
    today = date.today()
    cover = Panel("about", title, _lines(f"As it stands on {words.day(today)}.", invented))
    leaves = [Leaf(cover)]
    for turn, page in enumerate(panels.PAGES):
        told(turn / len(panels.PAGES), page)
        panel = panels.of(page, urlencode({"place": place}), audience)
        lens = Lens(place, date.min, date.max, audience)
        given = ask("reflections", lens, page=page).head(SHOWN)
        leaves.append(Leaf(panel, vocabulary.questions(page)[0], _made(given)))
    return Pack(title, place, today, "", invented, tuple(leaves))


def of_gathering(held: store.Store, gathering: UUID, told: Told = untold) -> Pack:
    """The pack of a gathering: what it looked at, as it was seen, and what was said in the room."""
    terms = {"gathering": str(gathering)}
    met = held.ask(store.sql("pack/gathering"), terms)
    if met.empty:
        raise Refused(f"The gathering “{gathering}” is not held here.")
    [row] = met.itertuples()
    day, purpose = row.held_on.date(), row.purpose if isinstance(row.purpose, str) else ""
    spoken = cast(Words, row.words)
    room = terms | {"consent": CONSENT_NEEDED["room"]}
    agenda = list(held.ask(store.sql("pack/agenda"), terms).itertuples())
    kept = list(held.ask(store.sql("pack/snapshots"), terms).itertuples())
    given = held.ask(store.sql("pack/reflections"), room)
    places = _places_on(agenda, given)
    leaves = [_cover(held, row, day, purpose, spoken, terms)]
    for turn, item in enumerate(agenda):
        told(turn / len(agenda), item.page)
        made = _made(given[[place == turn for place in places]])
        leaves.append(_seen(held, row.place, gathering, item, kept, made))
    elsewhere = _made(given[[place is None for place in places]])
    leaves.append(_said(held, spoken, room, elsewhere))
    return Pack(str(row.title), row.place, day, purpose, bool(row.invented), tuple(leaves))


def pictures(pack: Pack) -> list[Drawing]:
    """Every picture of a pack, in order."""
    return [drawing for leaf in pack.leaves for drawing in leaf.panel.drawings]


# --- the leaves of a gathering -------------------------------------------------------------------


def _lines(first: str, invented: bool) -> str:
    told = [words.INVENTED] if invented else []
    return "\n".join([*told, first, WHAT_IT_IS, WHAT_IT_IS_NOT, KEPT_BACK])


def _cover(
    held: store.Store, met: Any, day: date, purpose: str, spoken: Words, terms: Mapping[str, str]
) -> Leaf:
    """Where, when and what for people met, and how many of them."""
    room = held.ask(store.sql("pack/room"), {**terms, "words": spoken})
    count = int(room.people.sum())
    said = f"We met on {words.day(day)}"
    if count:
        said += f", {words.people(count)}"
    said += f": “{purpose}”." if purpose else "."
    table = room.rename(columns={"sector": "Sector", "people": "People"})
    rows = (Rows("Who was there", table, ("Sector", "People")),) if count else ()
    return Leaf(Panel("about", str(met.title), _lines(said, bool(met.invented)), rows=rows))


def _seen(
    held: store.Store, place: str, gathering: UUID, item: Any, kept: Sequence[Any],
    made: tuple[Made, ...],
) -> Leaf:  # fmt: skip
    """One view of the agenda, by the figures that were kept of it where some were."""
    # A gathering looks at its own place, whatever an address says.
    address = urlencode({**dict(parse_qsl(item.lens)), "place": place})
    if item.page == SCORING:
        return Leaf(_scored(held, place, gathering, item), item.question, made)
    if item.page not in panels.PAGES:
        return Leaf(Panel(item.page, item.question, ""), item.question, made)
    found = next((row for row in kept if row.page == item.page and _same(row, item)), None)
    then = snapshot.opened(held, found.id) if found else None
    today = words.day(date.today())
    if then is not None and then.is_whole:
        with suppress(NotKept), answered_by(then.answers, snapshot.FIGURES) as told:
            panel = panels.of(item.page, address, is_fixed=True)
            if told.by_them:
                panel = replace(panel, voices=words.plain(then.voices))
                seen = f"As we saw it on {words.day(then.taken_on)}."
                if told.by_the_file - set(snapshot.CALLED):
                    seen += f" Names, texts and single people’s views are as they stand on {today}."
                return Leaf(panel, item.question, made, seen)
    panel = panels.of(item.page, address)
    return Leaf(panel, item.question, made, f"As it stands on {today}.")


def _scored(held: store.Store, place: str, gathering: UUID, item: Any) -> Panel:
    """What the room scored, before and after talking, once it was shown."""
    asked = scored.asked(dict(parse_qsl(item.lens)))
    closed = [one for one in scored.rounds_of(held, gathering, asked) if one.closed_at]
    lens = panels.whole(place)
    title = vocabulary.phrases(lens.words)[SCORING]
    if not closed:
        return Panel(SCORING, title, "It was not scored.")
    day = max(one.opened_at for one in closed).date()
    look = Look(footer=panels.footer(replace(lens, since=day, until=day)))
    shown = list(scored.shown(held, closed, lens.words))
    what = scored.of_what(asked, lens)
    return Panel(
        SCORING, title, "\n".join(filter(None, (what, words.plain(shown[0].said)))),
        tuple(Drawing(one.name, one.drawn(look), reading.SCORING) for one in shown),
        tuple(
            Rows(one.name, one.rows, ("What", "When", "People", "Heard"), True) for one in shown
        ),
    )  # fmt: skip


def _same(one: Any, other: Any) -> bool:
    """Whether two rows speak of one address, however it is written."""
    return dict(parse_qsl(one.lens)) == dict(parse_qsl(other.lens))


def _places_on(agenda: Sequence[Any], given: pd.DataFrame) -> list[int | None]:
    """For each reflection its place on the agenda: its very view, else the first of its page."""
    found: list[int | None] = []
    for row in given.itertuples():
        of_page = [turn for turn, item in enumerate(agenda) if item.page == row.page]
        exact = [turn for turn in of_page if _same(agenda[turn], row)]
        found.append(next(iter(exact or of_page), None))
    return found


def _made(given: pd.DataFrame) -> tuple[Made, ...]:
    return tuple(
        Made(
            row.observed_on.date(),
            tuple(
                (told, str(getattr(row, field)))
                for field, told in words.REFLECTED.items()
                if isinstance(getattr(row, field), str)
            ),
        )
        for row in given.itertuples()
    )


def _said(
    held: store.Store, spoken: Words, room: Mapping[str, Any], elsewhere: tuple[Made, ...]
) -> Leaf:
    """What was said in the room beside the views: next steps, parked questions, notes, slips."""
    remarks = held.ask(store.sql("pack/remarks"), room)
    kinds = {kind: remarks[remarks.kind == kind] for kind in ("step", "parked", "note")}
    steps = pd.DataFrame(
        {
            "What": kinds["step"].said,
            "Who": kinds["step"].who.fillna(""),
            "By when": ["" if pd.isna(day) else words.day(day) for day in kinds["step"].by_when],
        }
    )
    lens = Lens("", date.min, date.max, words=spoken)
    named = held.ask(store.sql("pack/slips"), room)
    slips = tables.slips(named, panels.labels(lens, event=""))
    rows = (
        Rows("Next steps", steps, ("What", "Who", "By when")),
        Rows("Questions parked for later", _column("Question", kinds["parked"]), ("Question",)),
        Rows("Notes", _column("Note", kinds["note"]), ("Note",)),
        Rows("Slips, and ways back", slips, ("What", "When", "Title", "Note")),
    )
    counts = {
        "next step": len(steps), "parked question": len(kinds["parked"]),
        "note": len(kinds["note"]), "slip": int((named.kind == "slip").sum()),
        "recovery": int((named.kind == "recovery").sum()),
    }  # fmt: skip
    counted = [words.counted(count, thing) for thing, count in counts.items() if count]
    said = (
        f"People wrote down {words.listed(counted)}."
        if counted
        else "Nobody has written down anything beside the views."
    )
    panel = Panel(
        "said",
        "What was said in the room?",
        said,
        rows=tuple(row for row in rows if len(row.table)),
    )
    return Leaf(panel, "", elsewhere)


def _column(heading: str, remarks: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({heading: remarks.said})

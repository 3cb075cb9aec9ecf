"""A house in whose every text somebody typed what a browser might run, fetch or take for markup."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from mirror import links, passing, record, release, rounds, sample, store, vocabulary, workshop
from mirror.workshop import Item

PLACE = "gateshead"
#: Nobody is there: whoever asks for anything of it was made to by a text.
ELSEWHERE = "evil.invalid"
RAN = "window.__ran=1"
#: All in one: what runs, what fetches, what leads elsewhere, what only looks like markup.
PAYLOAD = (
    f'<img src=x onerror="{RAN}"><script>{RAN}</script><svg onload="{RAN}"></svg>'
    f'<iframe src="http://{ELSEWHERE}/f"></iframe><style>@import url(http://{ELSEWHERE}/c.css);'
    f"</style>![x](http://{ELSEWHERE}/x.png)[y](javascript:{RAN})[z](http://{ELSEWHERE}/z)"
    f"<http://{ELSEWHERE}/a> http://{ELSEWHERE}/u www.{ELSEWHERE} a@{ELSEWHERE} "
    f"$\\href{{http://{ELSEWHERE}}}{{k}}$ $$\\frac12$$ :material/home: :red[r] :smile: :streamlit: "
    f"`c` **b** ~~s~~ <- -> -- datum.x'];{RAN};//"
)
#: The views that hang on its wall.
VIEWS = ("home", "approach", "learning", "scoring")
#: The texts that people type, by the table that keeps them.
TYPED = {
    "agenda": ("question",),
    "batch": ("source",),
    "block_view": ("evidence", "next_step"),
    "entry_step": ("title", "opened_by", "note"),
    "event": ("title", "note"),
    "gathering": ("purpose",),
    "help": ("given_by", "given_to", "title", "pressure_met", "note"),
    "link": ("label",),
    "loop": ("question", "assumption_before", "tried", "happened", "assumption_now"),
    "observation": ("note",),
    "observer": ("organisation",),
    "passed_note": ("said",),
    "place": ("title",),
    "reflection": (
        "noticed", "so_what", "now_what", "could_be_wrong", "seen_otherwise", "question",
    ),
    "relationship": ("party", "other_party", "said_for", "note"),
    "remark": ("said", "who"),
    "scoring_round": ("party", "other_party"),
}  # fmt: skip


class Hostile(NamedTuple):
    """What such a house holds: a gathering, the addresses of its views, a link's token."""

    gathering: UUID
    steps: int
    token: str


def fill(held: store.Store, before: str = "", views: Sequence[str] = VIEWS) -> Hostile:
    """The sample, with a gathering of these views, words of the house's own, and then the payload.

    In every text, `before` stands first.
    """
    vocabulary.bring_up_to_date(held)
    sample.fill(held)
    gathering = record.new_id()
    agenda = [Item(page, urlencode({"place": PLACE}), "What now?") for page in views]
    workshop.prepare(
        held, gathering, place=PLACE, held_on=date.today(), purpose="Meet", agenda=agenda
    )
    for kind in record.REMARKS:
        record.remark(
            held, record.new_id(), place=PLACE, kind=kind, said="Said", who="Who",
            gathering=gathering, by_when=date.today() + timedelta(days=9),
        )  # fmt: skip
    record.loop(
        held, record.new_id(), place=PLACE, question="Why?", assumption_before="So",
        tried="That", opened_on=date(2026, 1, 1), revisit_on=date(2026, 2, 1),
    )  # fmt: skip
    _, token = links.make(held, PLACE, "Somebody", 30)
    _words_of_its_own(held)
    for table, columns in TYPED.items():
        for column in columns:
            text = f"UPDATE {table} SET {column} = $before || {column} || ' ' || $typed"
            terms = {"before": before, "typed": PAYLOAD}
            held.write(partial(_put, text=text, terms=terms))
    for row in passing.waiting(held, PLACE).itertuples():
        passing.let_pass(held, PLACE, row.id, PAYLOAD)
    release.publish(held, release.draft(held, [PLACE]), release.file_of(PLACE))
    return Hostile(gathering, len(views), token)


def _put(cursor: store.Cursor, text: str, terms: dict[str, str]) -> None:
    cursor.execute(text, terms)


def ask_of_a_relationship(held: store.Store, gathering: UUID) -> str:
    """The code of a round about two parties of such names."""
    return rounds.open_round(
        held, record.new_id(), gathering=gathering, place=PLACE, about="relationship",
        party=PAYLOAD[:190], other_party=PAYLOAD[-190:],
    )  # fmt: skip


def _words_of_its_own(held: store.Store) -> None:
    """A part, a behaviour and a sector that a file brought, of which much is said."""

    def work(cursor: store.Cursor) -> None:
        for kind, was in (("part", "culture"), ("behaviour", "PAR2"), ("sector", "resident")):
            terms = {"code": "ours", "title": f"Ours {PAYLOAD}"}
            cursor.execute(store.sql(f"keep/house_{kind}"), terms)
            table = "observer" if kind == "sector" else "observation"
            cursor.execute(f"UPDATE {table} SET {kind} = 'ours' WHERE {kind} = '{was}'")

    held.write(work)

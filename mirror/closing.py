"""Close a gathering: what was made of each view, the views as they were, the pack to take away."""

from __future__ import annotations

from datetime import date
from functools import partial
from uuid import UUID, uuid5

import streamlit as st

from mirror import (
    backup,
    door,
    pack,
    panels,
    record,
    rounds,
    screen,
    snapshot,
    vocabulary,
    witness,
    words,
    workshop,
)
from mirror.ask import overheard
from mirror.guard import current
from mirror.lens import Lens
from mirror.preparing import titled
from mirror.store import Refused
from mirror.workshop import SCORING, Item, Workshop

#: What the room is asked of each view before it leaves.
ASKED = {
    "so_what": "What did we make of it?",
    "could_be_wrong": "We could be wrong, because …",
    "seen_otherwise": "Someone sees it otherwise:",
}


def close(gathering: Workshop, lens: Lens) -> None:
    """Room to say what was made of each view, and the button that closes the gathering."""
    if not gathering.is_open:
        st.markdown("This gathering is closed. What was shown is kept as it was seen.")
        return
    st.header("Close it together", anchor=False)
    phrases = vocabulary.phrases(lens.words)
    with st.expander("What did we make of each view?"):
        st.write("A line is enough. What stays empty is left out.")
        for place, item in enumerate(gathering.agenda):
            st.markdown(
                f"**{place + 1}. {titled(item, phrases)}**  \n{words.literal(item.question)}"
            )
            with st.grid(len(ASKED), min_column_width=260):
                for field, label in ASKED.items():
                    st.text_area(label, height=96, key=_key(gathering, place, field))
        st.markdown(
            "Closing keeps each view as it is now, shuts the door for phones, and lets nothing "
            "more be put on the agenda. What was captured can still be taken back."
        )
        st.button("Close the gathering", on_click=_close, args=(gathering,))


def _key(gathering: Workshop, place: int, field: str) -> str:
    return f"closing {gathering.id} {place} {field}"


def _close(gathering: Workshop) -> None:
    with screen.refusals_in_sight():
        if rounds.current(current(), gathering.id) is not None:
            raise Refused("A round of scores is still open. Close it and show it first.")
        agenda = [Item(one.page, _fixed(one), one.question) for one in gathering.agenda]
        for place, item in enumerate(agenda):
            _keep_what_was_made_of_it(gathering, place, item)
        workshop.plan(current(), gathering.id, agenda)
        for place, item in enumerate(agenda):
            _keep_view(gathering, place, item)
        workshop.close(current(), gathering.id)
        if (here := door.of(gathering.id)) is not None:
            here.close()
        backup.try_to_make(current())
        screen.say_in_sight("The gathering is closed. The pack is below.")


def _fixed(item: Item) -> str:
    """The item's address with its period: what is shown anyway changes as more is noticed."""
    return item.lens if item.page == SCORING else panels.fixed(item.page, item.lens)


def _keep_what_was_made_of_it(gathering: Workshop, place: int, item: Item) -> None:
    said = {field: st.session_state.get(_key(gathering, place, field)) for field in ASKED}
    if any((text or "").strip() for text in said.values()):
        record.reflection(
            current(), _identity(gathering, place, "reflection"), place=gathering.place,
            page=item.page, lens=item.lens, question=item.question, observed_on=date.today(),
            consent=2, gathering=gathering.id, **said,
        )  # fmt: skip


def _keep_view(gathering: Workshop, place: int, item: Item) -> None:
    if item.page == SCORING:
        return
    with overheard() as heard:
        panel = panels.of(item.page, item.lens)
    snapshot.keep(
        current(), _identity(gathering, place, "view"), place=gathering.place, page=item.page,
        lens=item.lens, taken_on=date.today(), voices=panel.voices, heard=heard,
        gathering=gathering.id,
    )  # fmt: skip


def _identity(gathering: Workshop, place: int, what: str) -> UUID:
    """The same for the same view however often it is tried: a second click keeps nothing more."""
    return uuid5(gathering.id, f"{what} {place}")


def take_away(gathering: Workshop) -> None:
    """The pack, in every form, once somebody asks for it."""
    st.header("Leave with it", anchor=False)
    made: dict[str, tuple[str, bytes]]
    made = st.session_state.setdefault(f"pack {gathering.id}", {})
    st.markdown(
        "Slides that can be edited, a PDF, a page to print, the rows as a workbook, the pictures. "
        "Everything in it may be read by the room."
    )
    if st.button("Make the pack", key="make"):
        made.update(_made(gathering))
    with st.container(horizontal=True):
        for form, (name, content) in made.items():
            kept = pack.FORMATS[form]
            taking = witness.taking(partial(bytes, content), gathering.place, kept.title)
            st.download_button(
                kept.title, taking, name, kept.mime, on_click="ignore", key=f"take {form}"
            )


def _made(gathering: Workshop) -> dict[str, tuple[str, bytes]]:
    """Every form of the pack with the name of its file; a bar says how far it is."""
    bar, forms = st.progress(0.0, "Reading what was said"), list(pack.FORMATS)
    steps = len(forms) + 1

    def told_at(done: int) -> pack.Told:
        def told(share: float, what: str) -> None:
            bar.progress(min((done + share) / steps, 1.0), what)

        return told

    content = pack.of_gathering(current(), gathering.id, told_at(0))
    made = {
        form: (pack.file_name(content, form), pack.FORMATS[form].make(content, told_at(done)))
        for done, form in enumerate(forms, start=1)
    }
    bar.empty()
    return made

"""Close a gathering: what was made of each view, the views as they were, the pack to take away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

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
    store,
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
        for place, (item, key) in enumerate(_keyed(gathering)):
            st.markdown(
                f"**{place + 1}. {titled(item, phrases)}**  \n{words.literal(item.question)}"
            )
            with st.grid(len(ASKED), min_column_width=260):
                for field, label in ASKED.items():
                    st.text_area(label, height=96, key=f"{key} {field}", persist_state="session")
        st.markdown(
            "Closing keeps each view as it is now, shuts the door for phones, and lets nothing "
            "more be put on the agenda. What was captured can still be taken back."
        )
        st.button("Close the gathering", on_click=_close, args=(gathering,))


def _keyed(gathering: Workshop) -> list[tuple[Item, str]]:
    """Each view of the agenda with the key of its fields, which stays when the order is changed."""
    met, keyed = Counter[tuple[str, str]](), list[tuple[Item, str]]()
    for item in gathering.agenda:
        view = item.page, item.lens
        met[view] += 1
        keyed.append((item, f"closing {gathering.id} {item.page} {item.lens} {met[view]}"))
    return keyed


def _close(gathering: Workshop) -> None:
    with screen.refusals_in_sight():
        if rounds.current(current(), gathering.id) is not None:
            raise Refused("A round of scores is still open. Close it and show it first.")
        agenda = [Item(one.page, _fixed(one), one.question) for one in gathering.agenda]
        seen = [_seen(gathering, item) for item in agenda if item.page != SCORING]
        said = [
            {field: st.session_state.get(f"{key} {field}") for field in ASKED}
            for _, key in _keyed(gathering)
        ]

        def keep(held: store.Store) -> None:
            workshop.plan(held, gathering.id, agenda)
            for item, texts in zip(agenda, said, strict=True):
                _keep_what_was_made_of_it(held, gathering, item, texts)
            for view in seen:
                view(held)
            workshop.close(held, gathering.id)

        record.together(current(), keep)
        if (here := door.of(gathering.id)) is not None:
            here.close()
        backup.try_to_make(current())
        screen.say_in_sight("The gathering is closed. The pack is below.")


def _fixed(item: Item) -> str:
    """The item's address with its period: what is shown anyway changes as more is noticed."""
    return item.lens if item.page == SCORING else panels.fixed(item.page, item.lens)


def _keep_what_was_made_of_it(
    held: store.Store, gathering: Workshop, item: Item, said: Mapping[str, str | None]
) -> None:
    if any((text or "").strip() for text in said.values()):
        record.reflection(
            held, record.new_id(), place=gathering.place, page=item.page, lens=item.lens,
            question=item.question, observed_on=date.today(), consent=2, gathering=gathering.id,
            **said,
        )  # fmt: skip


def _seen(gathering: Workshop, item: Item) -> Callable[[store.Store], bool]:
    """What keeps a view as it is now."""
    with overheard() as heard:
        panel = panels.of(item.page, item.lens)
    return partial(
        snapshot.keep, identity=record.new_id(), place=gathering.place, page=item.page,
        lens=item.lens, taken_on=date.today(), voices=panel.voices, heard=heard,
        gathering=gathering.id,
    )  # fmt: skip


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

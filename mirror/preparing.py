"""Prepare a gathering: what for, who comes, and which views it looks at, each with its question."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

import streamlit as st

from mirror import address, panels, presenting, screen, vocabulary, words, workshop
from mirror.ask import ask
from mirror.fields import Form, labels
from mirror.guard import current
from mirror.lens import Lens
from mirror.workshop import ABOUT, SCORING, Item, Workshop

NEW = "new"
#: The views that a room may score itself, each with what it scores.
SCORED = {"behaviours": "behaviour", "infrastructure": "block"}
#: What a new agenda begins with: what there is, the room's own view of it, what follows.
BEGINS_WITH = ("home", "behaviours", "scoring behaviour", "learning")


def choose(lens: Lens) -> Workshop | None:
    """The gathering that the address and its choice ask for; None for a new one."""
    held = workshop.prepared(lens.place)
    called = {NEW: "A new one"} | {str(one.id): _called(one) for one in held}
    coming = workshop.next_one(lens.place)
    first = str(coming.id) if coming else NEW
    chosen = address.choice("Which gathering?", "gathering", called, default=first, width=420)
    return next((one for one in held if str(one.id) == chosen), None)


def _called(one: Workshop) -> str:
    closed = "" if one.is_open else ", closed"
    return f"{words.day(one.held_on)} · {one.purpose or 'No purpose written down'}{closed}"


def begin(lens: Lens) -> None:
    """Room to prepare a gathering: what for, when, who comes, and what is looked at."""
    form = Form("prepare", lens)
    offered = _offered(lens)
    st.markdown("A purpose, who comes, and a few views, which can be changed until you close.")
    with st.form("prepare", border=False):
        form.line("What do you meet for?", "purpose")
        left, right = st.columns(2)
        with left:
            form.day("When do you meet?")
        with right:
            form.time("When does it end, if you like to see the time left?", "ends_at")
        heads = form.heads("How many people come, if you know?")
        form.several(
            "What will you look at? The order can be changed.", "views", offered, BEGINS_WITH
        )

        def keep(filled: Form, identity: UUID) -> str:
            workshop.prepare(
                current(), identity, place=lens.place, held_on=filled.said("when"),
                purpose=filled.said("purpose"), ends_at=filled.said("ends_at"),
                people=filled.counted(heads),
                agenda=[_item(code, lens) for code in filled.said("views")],
            )  # fmt: skip
            address.choose("gathering", str(identity))
            return "the gathering is prepared"

        form.save_button(keep, ["purpose", *heads])


def _offered(lens: Lens) -> dict[str, str]:
    """What may be put on an agenda, by code: each view, and behind it the room's own scores."""
    phrases = vocabulary.phrases(lens.words)
    offered = {}
    for page in panels.PAGES:
        offered[page] = phrases[page]
        if page in SCORED:
            about = SCORED[page]
            offered[f"{SCORING} {about}"] = ABOUT[about]
    return offered


def _item(code: str, lens: Lens) -> Item:
    """A view as it is put on an agenda: of all that is held, with the first of its questions."""
    page, _, about = code.partition(" ")
    said = {"place": lens.place} | ({"about": about} if about else {})
    return Item(page, urlencode(said), vocabulary.questions(page)[0])


def who_and_when(gathering: Workshop, lens: Lens) -> None:
    """Say what the gathering is for, when it is, and who comes."""
    known = labels(ask("sector_words", lens)) | {"": "sector not said"}
    st.header(words.literal(gathering.purpose or "A gathering"), anchor=False)
    said = words.day(gathering.held_on)
    if gathering.ends_at is not None:
        said += f", until {gathering.ends_at:%H:%M}"
    if gathering.people:
        counts = [f"{known.get(code, code)} ({count})" for code, count in gathering.people.items()]
        said += f". {words.people(gathering.in_the_room)}: {words.listed(counts)}"
    st.text(f"{said}.")


def agenda(gathering: Workshop, lens: Lens) -> None:
    """The views in their order, each with its question, to be changed until it is closed."""
    st.header("What you look at", anchor=False)
    phrases, last = vocabulary.phrases(lens.words), len(gathering.agenda) - 1
    for place, item in enumerate(gathering.agenda):
        with st.container(horizontal=True, vertical_alignment="bottom", key=f"item {place}"):
            called = f"{place + 1}. {titled(item, phrases)}"
            if not gathering.is_open:
                st.markdown(f"**{called}**  \n{words.literal(item.question)}")
                continue
            name = f"question {gathering.id} {place} {item.page} {item.question}"
            st.text_input(
                called, item.question, key=name, on_change=_ask_instead,
                args=(gathering, place, name),
            )  # fmt: skip
            st.button(
                "Up", key=f"up {place}", disabled=place == 0,
                on_click=_swap, args=(gathering, place, place - 1),
            )  # fmt: skip
            st.button(
                "Down", key=f"down {place}", disabled=place == last,
                on_click=_swap, args=(gathering, place, place + 1),
            )  # fmt: skip
            st.button(
                "Take off", key=f"off {place}", disabled=last == 0,
                on_click=_take_off, args=(gathering, place),
            )  # fmt: skip
    if gathering.is_open:
        _add(gathering, lens, phrases)


def titled(item: Item, phrases: dict[str, str]) -> str:
    """What a view of an agenda is called."""
    about = dict(parse_qsl(item.lens)).get("about")
    return words.literal(ABOUT[about] if about in ABOUT else phrases[item.page])


def _add(gathering: Workshop, lens: Lens, phrases: dict[str, str]) -> None:
    with st.expander("Add a view"):
        offered = _offered(lens) | {f"{SCORING} relationship": ABOUT["relationship"]}
        code = st.selectbox("Which?", list(offered), format_func=offered.__getitem__, key="add")
        about: dict[str, str | None] = {}
        if code == f"{SCORING} relationship":
            parties = ask("parties", lens).party.tolist()
            left, right = st.columns(2)
            about["party"] = left.selectbox("One side", parties, None, accept_new_options=True)
            about["other_party"] = right.selectbox(
                "The other side", parties, None, accept_new_options=True
            )
        if code == f"{SCORING} behaviour":
            parts = {"": "The whole place"} | labels(ask("part_words", lens))
            about["part"] = st.selectbox(
                "In which part?", list(parts), format_func=parts.__getitem__
            )
        page = code.partition(" ")[0]
        question = st.selectbox(
            "With which question? Choose one or write your own.",
            vocabulary.questions(page), accept_new_options=True, key=f"with {page}",
        )  # fmt: skip
        item = _item(code, lens)
        said = {key: value for key, value in about.items() if value}
        more = f"&{urlencode(said)}" if said else ""
        complete = code != f"{SCORING} relationship" or len(set(said.values())) == 2
        if not complete:
            st.write("Choose the two sides first.")
        st.button(
            "Add it", disabled=not complete, on_click=_plan,
            args=(gathering, [*gathering.agenda, Item(item.page, item.lens + more, question)]),
        )  # fmt: skip


def put_on(page: str, asked: str, lens: Lens) -> None:
    """Offer to put the view that is seen now on the agenda of the next gathering of its place."""
    coming = workshop.next_one(lens.place)
    if coming is not None:
        item = Item(page, address.of(lens), asked)
        st.button(
            f"Put this view on the agenda of {words.day(coming.held_on)}",
            key="put on the agenda", on_click=_plan,
            args=(coming, [*coming.agenda, item], "It is on the agenda, as its last view."),
        )  # fmt: skip


def _ask_instead(gathering: Workshop, place: int, name: str) -> None:
    agenda = list(gathering.agenda)
    agenda[place] = Item(agenda[place].page, agenda[place].lens, st.session_state[name])
    _plan(gathering, agenda)


def _swap(gathering: Workshop, one: int, other: int) -> None:
    agenda = list(gathering.agenda)
    agenda[one], agenda[other] = agenda[other], agenda[one]
    _plan(gathering, agenda)


def _take_off(gathering: Workshop, place: int) -> None:
    _plan(gathering, [item for here, item in enumerate(gathering.agenda) if here != place])


def _plan(gathering: Workshop, agenda: Sequence[Item], done: str = "") -> None:
    with screen.refusals_in_sight():
        workshop.plan(current(), gathering.id, agenda)
        if done:
            screen.say_in_sight(done)


def show_it(gathering: Workshop) -> None:
    """The way to the wall, and what the keys do there."""
    if not gathering.is_open:
        return
    st.header("Show it to the room", anchor=False)
    st.markdown(
        "It opens in a window of its own, large, without menus, filters and names. Notes that "
        "people keep to the facilitator stay out. Arrows, Page Up and Page Down or a remote move "
        "it. **N** takes a note, **S** a slip, **W** a way back, **M** what you make of it, **P** "
        "parks a question, **T** takes a next step. **L** shows the time left, **H** hides the "
        "strip below."
    )
    with st.container(horizontal=True):
        st.link_button("Present it", presenting.link(gathering))
        st.button("Take this gathering away", on_click=_remove, args=(gathering,))


def _remove(gathering: Workshop) -> None:
    with screen.refusals_in_sight():
        workshop.remove(current(), gathering.id)
        address.choose("gathering", NEW)

"""The forms of the record page, one for each kind of thing.

What decides the rest of a form (who speaks, of what) is chosen above it and answered at once;
what is said of it goes in one piece when the form is saved.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import streamlit as st

from mirror import address, panels, record, view, words, workshop
from mirror.ask import ask
from mirror.fields import Form, labels
from mirror.guard import current
from mirror.lens import Lens
from mirror.workshop import Workshop

#: What can be recorded, as the address has it and as it is called.
KINDS = {
    "observation": "Something noticed",
    "relationship": "A relationship",
    "event": "What was going on",
    "entry": "A way in",
    "help": "Help given",
    "block": "A building block",
    "room": "A whole room",
}

NO_NAMES = "in words? Please leave out names."
#: What is said of a whole block, and never of what it does to one behaviour.
OF_THE_BLOCK = ("level", "good_enough", "next_step", "by")


def beside_invented(lens: Lens) -> None:
    """Say so where what is recorded will stand beside invented rows."""
    if panels.is_invented(lens.place):
        place = words.literal(view.title_of(lens.place))
        st.markdown(f"{place} is the sample: what you record will stand beside invented rows.")


def kind() -> str:
    """What is to be recorded, as the address and its choice say."""
    return address.switch("What do you want to record?", "kind", KINDS, default="observation")


def observation(lens: Lens) -> None:
    """The form for one behaviour that somebody noticed."""
    form = Form("observation", lens)
    behaviours = labels(ask("behaviour_words", lens))
    left, right = st.columns([2, 3])
    with left:
        _who("Who noticed it?", lens)
        behaviour = form.choose("Which behaviour?", "behaviour", behaviours)
    with right:
        _cues(behaviour)
    with st.form("observation", border=False):
        left, right = st.columns(2)
        with left:
            form.perhaps("In which part?", "part", labels(ask("part_words", lens)))
            form.number("How strongly, from 0 to 10?", "strength", 0.5, "Not sure")
        with right:
            form.steps("Is there more or less of it than before?", "direction", "direction")
            form.steps("How openly was it named?", "overtness", "overtness")
        form.note(f"What did you notice, {NO_NAMES}")
        _consent_and_day(form)
        _who_they_speak_for(lens)
        form.save_button(_keep_observation, ["strength", "note"])


def relationship(lens: Lens) -> None:
    """The form for how two parties work together, as one side sees it."""
    form = Form("relationship", lens)
    _who("Who says so?", lens)
    left, right = st.columns(2)
    with left:
        one = form.named("One side", "party", _parties(lens), required=True)
    with right:
        other = form.named("The other side", "other_party", _parties(lens), required=True)
    with st.form("relationship", border=False):
        if one and other:
            form.few("Whose view is it?", "said_for", {one: one, other: other})
        form.steps("How do they work together?", "level", "collaboration")
        form.steps("How far does trust go?", "trust", "trust")
        form.note(f"What shows it, {NO_NAMES}")
        _consent_and_day(form)
        _who_they_speak_for(lens)
        form.save_button(_keep_relationship, ["said_for", "level", "trust", "note"])


def event(lens: Lens) -> None:
    """The form for something that was going on."""
    form = Form("event", lens)
    with st.form("event", border=False):
        form.steps("What kind of thing was it?", "kind", "event")
        form.line("What was it, in a few words?", "title")
        left, right = st.columns(2)
        with left:
            form.day("From when?")
        with right:
            form.day("Until when, if it is over?", "until", None)
        form.note(f"What more is there to say, {NO_NAMES}")
        form.consent("Who may read it?")
        form.save_button(_keep_event, ["title", "until", "note"])


def entry_step(lens: Lens) -> None:
    """The form for a step on the way in."""
    form = Form("entry", lens)
    with st.form("entry", border=False):
        form.line("Which step did you take on the way in?", "title")
        form.steps("How wide was it?", "altitude", "altitude")
        form.named("Who opened the door?", "opened_by", _parties(lens))
        form.note(f"What more is there to say, {NO_NAMES}")
        _consent_and_day(form, "Who may read it?")
        form.save_button(_keep_entry_step, ["title", "note"])


def help_given(lens: Lens) -> None:
    """The form for help that somebody gave."""
    form = Form("help", lens)
    with st.form("help", border=False):
        left, right = st.columns(2)
        with left:
            form.named("Who helped?", "given_by", _parties(lens))
            form.line("What did they do, in a few words?", "title")
        with right:
            form.named("Who was helped?", "given_to", _parties(lens))
            form.line("What pressure did it meet?", "pressure_met")
        form.few("Did it go beyond our own objectives?", "beyond", {"yes": "Yes", "no": "No"})
        form.note(f"What more is there to say, {NO_NAMES}")
        _consent_and_day(form, "Who may read it?")
        form.save_button(_keep_help, ["title", "pressure_met", "beyond", "note"])


def block_view(lens: Lens) -> None:
    """The form for somebody's view of a building block."""
    form = Form("block", lens)
    blocks = ask("block_words", lens)
    left, right = st.columns(2)
    with left:
        _who("Whose view is it?", lens)
    with right:
        block = form.choose("Which building block?", "block", labels(blocks))
    for row in blocks[blocks.code == block].itertuples():
        st.text(f"{row.meaning or ''} {row.question}".strip())
    behaviours = labels(ask("behaviour_words", lens))
    one = form.perhaps(
        "Is it about one behaviour?", "behaviour", behaviours, "No, about the whole block"
    )
    with st.form("block", border=False):
        if not one:
            form.steps("How far along is it?", "level", "readiness")
        done_to = "this behaviour" if one else "the behaviours"
        form.steps(f"What does it do to {done_to}?", "effect", "effect")
        form.steps("How sure are you?", "confidence", "confidence")
        form.note(f"What shows it, {NO_NAMES}", "evidence")
        if not one:
            form.steps("How far would be good enough?", "good_enough", "readiness")
            left, right = st.columns(2)
            with left:
                form.line("What is one next step?", "next_step")
            with right:
                form.day("By when?", "by", None)
        _consent_and_day(form)
        _who_they_speak_for(lens)
        form.save_button(_keep_block_view, [*OF_THE_BLOCK, "effect", "confidence", "evidence"])


def room(lens: Lens) -> None:
    """The form for a whole room: a row a person, a column a behaviour, saved together."""
    form = Form("room", lens)
    left, right = st.columns(2)
    with left:
        letters = _letters(lens, form.day("When did you meet?"))
    with right:
        form.perhaps("About which part?", "part", labels(ask("part_words", lens)))
    with st.form("room", border=False):
        left, right = st.columns(2)
        met = _going_on(lens)
        with left:
            if met is None:
                form.line("What did you meet for?", "purpose")
            else:
                st.markdown(f"It is kept with the gathering of today: {words.literal(met.purpose)}")
        with right:
            form.number("How many people were in the room?", "people", 1)
        st.markdown(
            "A row a person, each behaviour from 0 to 10. Type, or paste from a spreadsheet. "
            "An empty cell is not said."
        )
        sectors = list(labels(ask("sector_words", lens)).values())
        form.grid(letters, labels(ask("behaviour_words", lens)), sectors)
        form.save_button(_keep_room, ["purpose", "people"])


# --- what forms share ---------------------------------------------------------------------------


def _who(label: str, lens: Lens) -> None:
    """Who speaks, on every form the same until changed."""
    hint = "A pseudonym: choose or type, then Enter"
    Form("who", lens).named(label, "observer", ask("observers", lens).code, hint, required=True)


def _who_they_speak_for(lens: Lens) -> None:
    """Of somebody new, who they speak for.

    Asked last: what comes and goes above a field takes it from under the hands of a fast typist.
    """
    who, held = Form("who", lens).name("observer"), ask("observers", lens)
    if who is None or who in set(held[held.sector_said].code):
        return
    new = Form(f"who {who}", lens)
    left, right = st.columns(2)
    with left:
        new.perhaps("Who do they speak for?", "sector", labels(ask("sector_words", lens)))
    with right:
        new.named("Their organisation or team", "organisation", _parties(lens))


def _speaker(lens: Lens) -> dict[str, Any]:
    who = Form("who", lens).name("observer")
    new = Form(f"who {who}", lens)
    return {
        "place": lens.place, "observer": who, "sector": new.said("sector"),
        "organisation": new.name("organisation"),
    }  # fmt: skip


def _cues(behaviour: str | None) -> None:
    """What the behaviour looks like, when it is there and when it is not."""
    if behaviour is None:
        st.markdown("Choose a behaviour to see what it looks like.")
        return
    [row] = ask("behaviour", behaviour=behaviour).itertuples()
    sides = zip(
        st.columns(2), ("When it is there", "When it is not"), (row.present, row.absent),
        strict=True,
    )  # fmt: skip
    for side, heading, cues in sides:
        with side:
            if cues:
                listed = "".join(f"\n- {words.literal(cue)}" for cue in cues.split(" | "))
                st.markdown(f"**{heading}**\n{listed}")


def _parties(lens: Lens) -> list[str]:
    """The teams and organisations that anybody named in this place."""
    named: list[str] = ask("parties", lens).party.tolist()
    return named


def _consent_and_day(form: Form, label: str = "Who may read the note?") -> None:
    left, right = st.columns(2)
    with left:
        form.consent(label)
    with right:
        form.day("When was it?")


def _going_on(lens: Lens) -> Workshop | None:
    """The gathering to which a grid of today belongs."""
    if Form("room", lens).said("when") not in (None, date.today()):
        return None
    return workshop.going_on(lens.place)


def _letters(lens: Lens, day: date | None) -> list[str]:
    """The letters for the people of a gathering, free in this place on that day."""
    return record.letters(day or date.today(), set(ask("observers", lens).code))


# --- what is kept, and what is said of it -------------------------------------------------------


def _keep_observation(form: Form, identity: UUID) -> str:
    record.observation(
        current(), identity, **_speaker(form.lens), behaviour=form.said("behaviour"),
        part=form.said("part"), strength=form.said("strength"), direction=form.said("direction"),
        overtness=form.step("overtness"), note=form.said("note"), consent=form.step("consent"),
        observed_on=form.said("when"),
    )  # fmt: skip
    behaviour = labels(ask("behaviour_words", form.lens))[form.said("behaviour")]
    part = labels(ask("part_words", form.lens)).get(form.said("part"))
    return f"{behaviour} · {part}" if part else behaviour


def _keep_relationship(form: Form, identity: UUID) -> str:
    record.relationship(
        current(), identity, **_speaker(form.lens), party=form.name("party"),
        other_party=form.name("other_party"), said_for=form.said("said_for"),
        level=form.step("level"), trust=form.step("trust"), note=form.said("note"),
        consent=form.step("consent"), observed_on=form.said("when"),
    )  # fmt: skip
    return f"{form.name('party')} and {form.name('other_party')}"


def _keep_event(form: Form, identity: UUID) -> str:
    record.event(
        current(), identity, place=form.lens.place, kind=form.said("kind"),
        title=form.said("title"), started_on=form.said("when"), ended_on=form.said("until"),
        note=form.said("note"), consent=form.step("consent"),
    )  # fmt: skip
    return str(form.said("title"))


def _keep_entry_step(form: Form, identity: UUID) -> str:
    record.entry_step(
        current(), identity, place=form.lens.place, title=form.said("title"),
        altitude=form.step("altitude"), opened_by=form.name("opened_by"), note=form.said("note"),
        consent=form.step("consent"), observed_on=form.said("when"),
    )  # fmt: skip
    return str(form.said("title"))


def _keep_help(form: Form, identity: UUID) -> str:
    beyond = form.said("beyond")
    record.help_given(
        current(), identity, place=form.lens.place, given_by=form.name("given_by"),
        given_to=form.name("given_to"), title=form.said("title"),
        pressure_met=form.said("pressure_met"),
        beyond_objectives=None if beyond is None else beyond == "yes",
        note=form.said("note"), consent=form.step("consent"), observed_on=form.said("when"),
    )  # fmt: skip
    return str(form.said("title"))


def _keep_block_view(form: Form, identity: UUID) -> str:
    one = form.said("behaviour")
    # What was said of the whole block before one behaviour was chosen is no longer on the form.
    whole = {} if one else {
        "level": form.step("level"), "good_enough": form.step("good_enough"),
        "next_step": form.said("next_step"), "next_step_by": form.said("by"),
    }  # fmt: skip
    record.block_view(
        current(), identity, **_speaker(form.lens), block=form.said("block"), behaviour=one,
        effect=form.said("effect"), confidence=form.step("confidence"),
        evidence=form.said("evidence"), consent=form.step("consent"),
        observed_on=form.said("when"), **whole,
    )  # fmt: skip
    block = labels(ask("block_words", form.lens))[form.said("block")]
    behaviour = labels(ask("behaviour_words", form.lens)).get(one)
    return f"{block} · {behaviour}" if behaviour else block


def _keep_room(form: Form, identity: UUID) -> str:
    sectors = {label: code for code, label in labels(ask("sector_words", form.lens)).items()}
    letters = _letters(form.lens, form.said("when"))
    rows = [
        record.Person(letters[row], sectors.get(cells.pop("sector", None) or ""), cells)
        for row, cells in sorted((row, dict(cells)) for row, cells in form.cells().items())
    ]
    record.room(
        current(), identity, place=form.lens.place, held_on=form.said("when"),
        people=form.step("people"), headings=labels(ask("behaviour_words", form.lens)), rows=rows,
        purpose=form.said("purpose"), part=form.said("part"),
        gathering=met.id if (met := _going_on(form.lens)) else None,
    )  # fmt: skip
    return words.people(form.step("people") or 0)

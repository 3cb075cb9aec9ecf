"""The form in which a partner says what they noticed: one thing, in a minute, on a phone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast
from uuid import UUID

import pandas as pd
import streamlit as st

from mirror import access, own, partner, spoken_here, store
from mirror.fields import Form, labels
from mirror.lens import Lens, Words
from mirror.spoken_here import Offered
from mirror.store import Refused

#: Who came by a link is called so; whoever has the link is the same to us.
BY_LINK = "link "


@dataclass(frozen=True)
class PartnersForm(Form):
    """A form whose words are those that partners may read."""

    offered: Offered

    def scale(self, scale: str) -> pd.DataFrame:
        """The steps of a scale."""
        levels = self.offered.levels
        return levels[levels.scale == scale]


def stand(page: str) -> tuple[str, Words]:
    """The place that somebody speaks in, and their words; whoever is nobody is told so."""
    spoken: Words = "framework" if st.query_params.get("words") == "framework" else "plain"
    st.title(partner.phrase(page, spoken))
    place, _ = partner.choose_place()
    if not partner.may_add(place):
        st.write("Whoever adds something must sign in first, so that they can take it back.")
        raise partner.Ends
    return place, spoken


def what_becomes_of_it() -> None:
    """Say under what it is kept, what becomes of it, and who else can read it."""
    st.write(
        "It is kept under a code made by chance, and not under your name. Partners see figures "
        "only where 5 people or more spoke."
    )
    who_sees_it()


def who_sees_it() -> None:
    """Say to those who came by a link that whoever has it is the same to us."""
    if access.here().who.startswith(BY_LINK):
        st.write("You came by a link. Whoever else has it can read here what you add, too.")


def form(place: str, spoken: Words) -> None:
    """The form for one thing that somebody noticed."""
    offered = spoken_here.words_of(place, spoken)
    said = PartnersForm("noticed", Lens(place, date.min, date.max, words=spoken), offered)
    behaviours = labels(offered.behaviours)
    chosen = said.choose("Which behaviour?", "behaviour", behaviours)
    for row in offered.behaviours[offered.behaviours.code == chosen].itertuples():
        st.text(row.meaning or row.label)
    with st.form("noticed", border=False):
        said.perhaps("In which part?", "part", labels(offered.parts))
        points = {str(point): str(point) for point in range(11)}
        said.few("How strongly, from 0, not at all, to 10?", "strength", points)
        said.note("What did you notice, in words? Please leave out names.")
        said.steps("How openly was it named?", "overtness", "overtness")
        said.day("When was it?")
        said.consent("Who may read it?")
        if not own.has_spoken(store.current(), access.here(), place):
            st.write("Asked once, if you like to say:")
            said.perhaps("Who do you speak for?", "sector", labels(offered.sectors))
            said.line("Your organisation or team", "organisation")
        said.save_button(_keep, ["strength", "overtness", "note"])


def _keep(said: Form, identity: UUID) -> str:
    offered = cast(PartnersForm, said).offered
    behaviour, part = said.said("behaviour"), said.said("part") or None
    behaviours, parts = labels(offered.behaviours), labels(offered.parts)
    is_known = behaviour in behaviours or behaviour is None, part in parts or part is None
    if not all(is_known):
        raise Refused("The words on this page have changed. Open it again and choose anew.")
    own.add(
        store.current(), access.here(), identity, place=said.lens.place, behaviour=behaviour,
        part=part, strength=said.step("strength"), overtness=said.step("overtness"),
        note=said.said("note"), consent=said.step("consent"), observed_on=said.said("when"),
        sector=said.said("sector") or None, organisation=said.said("organisation"),
    )  # fmt: skip
    return f"{behaviours[behaviour]} · {parts[part]}" if part else behaviours[behaviour]

"""Home: what people noticed since they last met, and one question for today."""

import streamlit as st

from mirror import (
    headlines,
    panels,
    presenting,
    reflecting,
    screen,
    since,
    tables,
    view,
    vocabulary,
)

lens, met = view.since_we_met("home")
with screen.waiting():
    found = panels.home(lens, met)

st.markdown(headlines.home(found["noticed"], lens, met))
since.what_this_is(lens)
with st.container(horizontal=True, vertical_alignment="center"):
    asked = screen.question("home")
since.blocks(found, lens)
presenting.ends_here(lens)
since.we_meet(lens)
shown = ["About", "What", "People"]
view.rows(tables.home(found, vocabulary.phrases(lens.words)), lens, "Since we last met", shown)
st.subheader(asked, anchor=False)
reflecting.answers("home", asked, lens, **({"met": met.held_on.isoformat()} if met else {}))

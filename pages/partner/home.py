"""Home for partners: what was released of their place, and what they can add to it."""

import streamlit as st

from mirror import banded, partner

here = partner.stand("home")

st.markdown(banded.home(here.title, here.released_on, here.ask("bands"), here.fewest))
for page, said in partner.leads(here).items():
    with st.container(border=True):
        partner.way_to(page, partner.PAGES[page], here.place)
        st.markdown(said)
partner.yours(here)
st.text("\n".join(here.footer))
partner.question("home", here)

"""Bring in: a file that people hold already, read, mapped, checked, and kept all or none."""

import streamlit as st

from mirror import guard, mapping_form, uploaded, view, words
from mirror.store import Refused

held = guard.current()
st.title("What do people hold already?")
st.write(
    "Bring a CSV file or an Excel workbook: answers to a form, a spreadsheet, an export. "
    "Nothing is kept until you have seen what would be."
)

try:
    file = uploaded.choose()
    offer = uploaded.sheet_of(held, file)
    uploaded.look(offer)
    used = None
    if offer.suggestion is not None:
        kept = uploaded.saved_mapping(held, offer)
        used = mapping_form.ask(held, offer, view.places(), kept)
        uploaded.keep_mapping(held, used)
    uploaded.check_then_keep(held, file, offer, used)
except Refused as refusal:
    st.error(words.literal(str(refusal)))

"""What the page of timing says in words: the hypothesis, what speaks against it, whose words."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from mirror import address, headlines, hypothesis, vocabulary, words
from mirror.guard import current
from mirror.lens import Lens


def caption(times: pd.DataFrame) -> None:
    """State the article's hypothesis as one, and name what here speaks against it."""
    for said in headlines.openly_named(times):
        st.markdown(said)


def words_of_the_place(times: pd.DataFrame, lens: Lens) -> None:
    """Say whose words the place seems ready for, and let it choose them."""
    st.header("Whose words do we speak?", anchor=False)
    suggested, openly, people = hypothesis.suggested_words(times)
    of = f"{openly} of {words.people(people)}"
    match suggested:
        case None:
            st.write("Too few people have said how openly the behaviours are named to suggest any.")
        case "framework":
            st.write(
                f"Most lately, {of} talk about the behaviours openly. The framework's own words "
                "may serve you now."
            )
        case _:
            st.write(
                f"Most lately, {of} talk about the behaviours openly. Plain words open more "
                "doors for now."
            )
    st.write(
        f"This place speaks {'plain' if lens.words == 'plain' else 'framework'} words. The switch "
        "“Words” above changes it on every page, and is remembered for the place."
    )
    if suggested and suggested != lens.words:
        st.button(
            f"Speak {'the framework’s' if suggested == 'framework' else 'plain'} words here",
            on_click=_speak, args=(lens.place, suggested),
        )  # fmt: skip


def _speak(place: str, chosen: str) -> None:
    vocabulary.choose_words(current(), place, chosen)
    address.choose("words", chosen)

"""What the page of timing says in words: the hypothesis, what speaks against it, whose words."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from mirror import address, hypothesis, vocabulary, words
from mirror.lens import Lens
from mirror.store import current


def caption(times: pd.DataFrame) -> None:
    """State the article's hypothesis as one, and name what here speaks against it."""
    st.markdown(
        "**A hypothesis, and only that:** talk about the behaviours can become more open as the "
        "work and the relationships mature. It would put later dots further right and higher up."
    )
    found = [*_steps_against(times), *_voices_against(times)]
    if found:
        st.markdown("What speaks against it here:" + "".join(f"\n- {said}" for said in found))
    elif times.placed.sum() > 1:
        st.markdown("Nothing that was heard here speaks against it. That does not make it true.")


def _steps_against(times: pd.DataFrame) -> list[str]:
    return [
        f"From {_when(one.before, times)} to {_when(one.after, times)} trust "
        + ("grew, and the behaviours were named less openly." if one.trust_grew
           else "fell, and the behaviours were named more openly.")
        for one in hypothesis.against(times)
    ]  # fmt: skip


def _voices_against(times: pd.DataFrame) -> list[str]:
    early, quiet = hypothesis.early_voices(times), hypothesis.quiet_voices(times)
    said = []
    if len(early):
        said.append(
            f"While trust was low, some already named the behaviours openly: "
            f"{_each(early.step_3 + early.step_4)}, in {_whens(early)}."
        )
    if len(quiet):
        said.append(
            f"While trust was high, some did not name them at all: {_each(quiet.step_1)}, in "
            f"{_whens(quiet)}."
        )
    return said


def _each(counts: pd.Series[int]) -> str:
    """How many people each time: “2 people” or “1 to 3 people each time”."""
    least, most = int(counts.min()), int(counts.max())
    if len(counts) == 1:
        return words.people(most)
    return f"{words.people(most) if least == most else f'{least} to {most} people'} each time"


def _whens(times: pd.DataFrame) -> str:
    if len(times) > 4:
        return f"{len(times)} of the times shown"
    return words.listed([words.stretch(row.stretch, row.months) for row in times.itertuples()])


def _when(stretch: pd.Timestamp, times: pd.DataFrame) -> str:
    return words.stretch(stretch, int(times.months.iloc[0]))


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

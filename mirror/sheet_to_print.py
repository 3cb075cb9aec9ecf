"""The questions of a round on a sheet of paper, for a room whose phones cannot reach the laptop."""

from __future__ import annotations

import json
from functools import partial
from urllib.parse import parse_qsl

import streamlit as st
import typst

from mirror import rounds, scored, store, view, witness, words
from mirror.ask import ask
from mirror.fields import labels
from mirror.guard import current
from mirror.lens import Lens
from mirror.rounds import Subject
from mirror.scored import Asked
from mirror.workshop import ABOUT, SCORING, Workshop


def offer(gathering: Workshop, lens: Lens) -> None:
    """The questions of each round on a sheet to print, for a room without phones."""
    scoring = [item for item in gathering.agenda if item.page == SCORING]
    if not (gathering.is_open and scoring):
        return
    st.markdown(
        "Phones that cannot reach this laptop are no loss: print the same questions, and type the "
        "answers in on the page Record."
    )
    place = view.title_of(gathering.place)
    for turn, item in enumerate(scoring):
        asked = scored.asked(dict(parse_qsl(item.lens)))
        st.download_button(
            f"A sheet to print: {ABOUT[asked['about']]}",
            witness.taking(partial(made, asked, lens, place), gathering.place, "a sheet to print"),
            f"sheet-{gathering.place}-{asked['about']}.pdf", "application/pdf",
            on_click="ignore", key=f"sheet {turn}",
        )  # fmt: skip


def made(asked: Asked, lens: Lens, place: str) -> bytes:
    """The sheet as a PDF, with the same questions and steps as the phones have them."""
    subjects = rounds.subjects(current(), asked["about"], lens.words)
    said = {
        "title": ABOUT[asked["about"]].partition(",")[0],
        "where": " · ".join(filter(None, (place, scored.of_what(asked, lens)))),
        "subjects": [_subject(one) for one in subjects],
        "ends": _ends(subjects[0]),
        "sides": [side for side in (asked["party"], asked["other_party"]) if side],
        "sectors": list(labels(ask("sector_words", lens)).values()),
        "purpose": words.PURPOSE,
    }
    content = typst.compile(store.TEMPLATES / "sheet.typ", sys_inputs={"sheet": json.dumps(said)})
    assert isinstance(content, bytes)
    return content


def _subject(one: Subject) -> dict[str, object]:
    """A question with its steps: in words below each other's numbers, or numbers alone."""
    steps = range(one.low, one.top + 1)
    ladder = len(one.anchors) == len(steps)
    called = [f"{step} {one.anchors[step]}" if ladder else str(step) for step in steps]
    return {"label": one.label, "ladder": ladder, "steps": called}


def _ends(one: Subject) -> str:
    """What the ends of a scale mean whose steps are numbers."""
    if len(one.anchors) != 2:
        return ""
    return f"{one.low} is {one.anchors[one.low]}, {one.top} is {one.anchors[one.top]}."

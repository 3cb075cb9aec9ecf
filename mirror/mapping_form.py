"""The questions that a table raises, as a form: columns, days, scale, words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from mirror import address, bringing, dates, scales, store, uploaded, words
from mirror.bringing import Offer
from mirror.intake import COLUMNS
from mirror.mapping import Mapping, Suggestion
from mirror.scales import Scale

#: What each field is called on screen.
FIELDS = {
    "observed_on": "When it was noticed",
    "place": "Place",
    "part": "Part of the system",
    "behaviour": "Behaviour",
    "observer": "Who noticed",
    "sector": "Sector",
    "organisation": "Organisation",
    "strength": "How strongly",
    "direction": "Which way it goes",
    "overtness": "How openly",
    "note": "What was noticed",
    "consent": "Who may read the note",
}
NEW = "Another place"
NOT_SAID = "– not in this file –"
ORDER_WORDS: dict[dates.Order, str] = {
    "day first": "Day first: 03/04 is 3 April",
    "month first": "Month first: 03/04 is 4 March",
    "year first": "Year first: 2026-04-03",
    "Excel serial": "Excel's day numbers: 46115",
    "milliseconds": "Milliseconds: 1775174400000",
}


def ask(
    held: store.Store, offer: Offer, places: pd.DataFrame, kept: Mapping | None = None
) -> Mapping:
    """The mapping as the reader has answered it so far: the suggestion at first, or one kept.

    What is asked follows from the columns that the reader has chosen.
    """
    st.session_state.asked_of = f"{st.session_state.uploaded} {offer.sheet.name} {offer.header}"
    if kept is not None:
        return replace(kept, fixed=kept.fixed | _of_every_row(kept.columns, places))
    assert offer.suggestion is not None
    known = bringing.spellings(held)
    suggested = offer.suggestion.mapping
    columns = _columns(suggested, offer.names)
    fixed = _of_every_row(columns, places)
    behaviours = _behaviours(suggested, offer.names, known["behaviour"], columns)
    found = uploaded.as_chosen(held, offer, columns, behaviours)
    used = replace(found.mapping, fixed=fixed)
    about = {question.about: question.asked for question in found.questions}
    if "days" in about:
        used = replace(used, days=_days(about["days"], columns["observed_on"]))
    if "scale" in about and used.scale is not None:
        used = replace(used, scale=_scale(used.scale, about["scale"], used.scored))
    if "missing" in about:
        used = replace(used, missing=_missing(used, about["missing"]))
    if "anonymous" in about:
        used = replace(used, anonymous=st.checkbox(about["anonymous"], value=used.anonymous))
    return replace(used, values=_values(found, used, known))


def _of(asked: str) -> str:
    """The key of an answer: another file, sheet, header line or column is asked afresh."""
    return f"{asked} of {st.session_state.asked_of}"


def _columns(used: Mapping, names: Sequence[str]) -> dict[str, str]:
    chosen = {}
    with st.expander("Which column is what", expanded=True):
        left, right = st.columns(2)
        for place, field in enumerate(COLUMNS):
            suggested = used.columns.get(field)
            name = (left if place % 2 == 0 else right).selectbox(
                FIELDS[field], [NOT_SAID, *names],
                index=names.index(suggested) + 1 if suggested in names else 0,
                key=_of(f"column {field}"),
            )  # fmt: skip
            if name != NOT_SAID:
                chosen[field] = name
    return chosen


def _behaviours(
    used: Mapping, names: Sequence[str], known: dict[str, str], columns: dict[str, str]
) -> dict[str, str]:
    """The behaviour that each column stands for, where a column is a behaviour."""
    if "behaviour" in columns:
        return {}
    codes = list(dict.fromkeys(known.values()))
    chosen = {}
    with st.expander("Which column is which behaviour", expanded=not used.behaviours):
        for name in names:
            if name in columns.values():
                continue
            suggested = used.behaviours.get(name)
            code = st.selectbox(
                words.literal(name), [NOT_SAID, *codes],
                index=codes.index(suggested) + 1 if suggested in codes else 0,
                key=_of(f"behaviour {name}"),
            )  # fmt: skip
            if code != NOT_SAID:
                chosen[name] = code
    return chosen


def _of_every_row(columns: dict[str, str], places: pd.DataFrame) -> dict[str, str]:
    """The place and the day of all of the file, each asked where no column says it."""
    fixed = {} if "place" in columns else {"place": _place(places)}
    return fixed if "observed_on" in columns else fixed | _one_day()


def _place(places: pd.DataFrame) -> str:
    """The place that the whole file speaks of."""
    titles = dict(zip(places.code, places.title, strict=True)) | {NEW: NEW}
    chosen = address.choice("Of which place is this?", "place", titles, default=next(iter(titles)))
    if chosen != NEW:
        return chosen
    return st.text_input("What is the place called?", max_chars=80) or NEW


def _one_day() -> dict[str, str]:
    """The day on which all of the file was noticed, as far as it was said."""
    day = st.date_input(
        "When was all of it noticed?", value=None, min_value=date(1900, 1, 1), max_value="today",
        format="DD/MM/YYYY", key=_of("one day"),
    )  # fmt: skip
    return {"observed_on": day.isoformat()} if day else {}


def _days(asked: str, column: str) -> dates.Order | None:
    choice: dates.Order | None = st.radio(
        words.literal(asked), ("day first", "month first", "Excel serial"), index=None,
        format_func=ORDER_WORDS.__getitem__, key=_of(f"days in {column}"),
    )  # fmt: skip
    return choice


def _scale(suggested: Scale, asked: str, columns: Sequence[str]) -> Scale | None:
    st.markdown(words.literal(asked))
    low, high, turned = st.columns(3)
    which = "\0".join(columns)
    lowest = low.number_input(
        "Lowest", value=float(suggested.low), key=_of(f"scale low of {which}")
    )
    highest = high.number_input(
        "Highest", value=float(suggested.high), key=_of(f"scale high of {which}")
    )
    reverse = turned.checkbox(
        "A low score means a lot", value=suggested.reversed, key=_of(f"reversed of {which}")
    )
    if lowest >= highest:
        st.warning("The lowest score must be below the highest.")
        return None
    return scales.Scale(lowest, highest, reverse, suggested.words)


def _missing(used: Mapping, asked: str) -> tuple[str, ...]:
    return tuple(
        st.multiselect(
            words.literal(asked), used.missing, default=used.missing, key=_of(f"missing {asked}")
        )
    )


def _values(
    suggestion: Suggestion, used: Mapping, known: dict[str, dict[str, str]]
) -> dict[str, dict[str, str]]:
    """What each unknown word means: a word that is known, or what it says itself."""
    asked = suggestion.unknown
    if not any(asked.values()):
        return used.values
    values: dict[str, dict[str, str]] = {}
    with st.expander("What the words mean", expanded=True):
        st.write("Leave a word as it is to add it, if you say so below.")
        for field, unknown in asked.items():
            codes = list(dict.fromkeys(known[field].values()))
            for word in unknown:
                suggested = used.values.get(field, {}).get(word)
                code = st.selectbox(
                    f"{FIELDS[field]}: {words.literal(word)}", [word, *codes],
                    index=codes.index(suggested) + 1 if suggested in codes else 0,
                    key=_of(f"value {field} {word}"),
                )  # fmt: skip
                if code != word:
                    values.setdefault(field, {})[word] = code
    return values

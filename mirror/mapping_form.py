"""The questions that a table raises, as a form: columns, days, scale, words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from mirror import dates, scales, words
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
NOT_SAID = "– not in this file –"
ORDER_WORDS: dict[dates.Order, str] = {
    "day first": "Day first: 03/04 is 3 April",
    "month first": "Month first: 03/04 is 4 March",
    "year first": "Year first: 2026-04-03",
    "Excel serial": "Excel's day numbers: 46115",
    "milliseconds": "Milliseconds: 1775174400000",
}


def ask(
    offer: Offer, suggestion: Suggestion, known: dict[str, dict[str, str]], place: str
) -> Mapping:
    """The mapping as the reader has answered it so far, the suggestion at first."""
    st.session_state.asked_of = f"{st.session_state.uploaded} {offer.sheet.name} {offer.header}"
    used = suggestion.mapping
    about = {question.about: question.asked for question in suggestion.questions}
    columns = _columns(used, offer.names)
    fixed = {} if "place" in columns else {"place": place}
    if "observed_on" not in columns:
        fixed |= _one_day()
    behaviours = _behaviours(used, offer.names, known["behaviour"], columns)
    used = replace(used, columns=columns, fixed=fixed, behaviours=behaviours)
    if "days" in about:
        used = replace(used, days=_days(about["days"]))
    if "scale" in about:
        used = replace(used, scale=_scale(used.scale, about["scale"]))
    if "missing" in about:
        used = replace(used, missing=_missing(used, about["missing"]))
    if "anonymous" in about:
        used = replace(used, anonymous=st.checkbox(about["anonymous"], value=used.anonymous))
    return replace(used, values=_values(suggestion, used, known))


def _of(asked: str) -> str:
    """The key of an answer: another file, sheet or header line is asked afresh."""
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


def _one_day() -> dict[str, str]:
    """The day on which all of the file was noticed, where no column says it."""
    day = st.date_input(
        "When was all of it noticed?", value=None, min_value=date(1900, 1, 1), max_value="today",
        format="DD/MM/YYYY", key=_of("one day"),
    )  # fmt: skip
    return {"observed_on": day.isoformat()} if day else {}


def _days(asked: str) -> dates.Order | None:
    choice: dates.Order | None = st.radio(
        words.literal(asked), ("day first", "month first", "Excel serial"), index=None,
        format_func=ORDER_WORDS.__getitem__, key=_of("days"),
    )  # fmt: skip
    return choice


def _scale(suggested: Scale, asked: str) -> Scale:
    st.markdown(words.literal(asked))
    low, high, turned = st.columns(3)
    lowest = low.number_input("Lowest", value=float(suggested.low), key=_of("scale low"))
    highest = high.number_input("Highest", value=float(suggested.high), key=_of("scale high"))
    reverse = turned.checkbox(
        "A low score means a lot", value=suggested.reversed, key=_of("reversed")
    )
    if lowest >= highest:
        st.warning("The lowest score must be below the highest.")
        return suggested
    return scales.Scale(lowest, highest, reverse, suggested.words)


def _missing(used: Mapping, asked: str) -> tuple[str, ...]:
    return tuple(
        st.multiselect(words.literal(asked), used.missing, default=used.missing, key=_of("missing"))
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

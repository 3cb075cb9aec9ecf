"""Pace: how relationships and one behaviour move, and what was going on."""

import pandas as pd
import streamlit as st

from mirror import charts, headlines, honesty, reflecting, tables, view, vocabulary
from mirror.ask import ask

lens = view.lens("pace")
look = view.look(lens)
behaviour = view.one_behaviour(lens)
signals = [
    charts.Signal("trust", vocabulary.phrases(lens.words)["pace.trust"], top=5),
    charts.Signal("behaviour", behaviour.label, top=10),
]
with view.waiting():
    answer = ask("pace", lens, behaviour=behaviour.code)
    dots = ask("pace_dots", lens, behaviour=behaviour.code)
table = pd.concat(
    [honesty.judged(answer[answer.signal == signal.name], signal.top) for signal in signals]
)
events = ask("events", lens)

st.markdown(headlines.pace(table, events, signals))
view.picture(charts.pace(table, dots, events, signals, look), "Pace timeline", "pace")
view.key(
    "A dot: people, larger for more. A broad line: the range in which a typical person plausibly "
    "stands, with a tick at the middle, from 5 people on. The number below: people heard. A dashed "
    "line joins two times only where 5 or more of the same people spoke. Grey: a pressure."
)
shown = ["When", "Signal", "Heard", "Two people differ by"]
view.rows(tables.pace(table, signals), lens, "Pace timeline", shown)
view.rows(tables.events(events), lens, "What was going on", ["When", "What", "Title"])
reflecting.open_question("pace", lens)

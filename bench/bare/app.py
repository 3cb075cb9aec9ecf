"""A bare page: one static chart, and a filter that draws it from the other of two frames."""

import altair as alt
import pandas as pd
import streamlit as st

BEHAVIOURS = [f"Behaviour {number}" for number in range(1, 10)]
PARTS = [f"Part {number}" for number in range(1, 7)]
FRAMES = {
    place: pd.DataFrame(
        [
            {
                "behaviour": behaviour,
                "part": part,
                "value": (row * 7 + column * 3 + shift) % 11,
            }
            for row, behaviour in enumerate(BEHAVIOURS)
            for column, part in enumerate(PARTS)
        ]
    )
    for shift, place in enumerate(("North Side", "South Side"))
}


def drawn(table: pd.DataFrame) -> alt.LayerChart:
    """A heatmap with a number in each cell."""
    base = alt.Chart(table).encode(
        x=alt.X("part:N", sort=PARTS), y=alt.Y("behaviour:N", sort=BEHAVIOURS)
    )
    fill = base.mark_rect().encode(color=alt.Color("value:Q", legend=None))
    chart: alt.LayerChart = alt.LayerChart(
        layer=[fill, base.mark_text().encode(text="value:Q")]
    ).properties(height=alt.Step(42))
    return chart


def first() -> None:
    """The chart, below its filter."""
    place = st.selectbox("Place", list(FRAMES))
    st.altair_chart(drawn(FRAMES[place]), alt="First heatmap", key="first")


def second() -> None:
    """The chart alone, from the other frame."""
    st.altair_chart(drawn(FRAMES["South Side"]), alt="Second heatmap", key="second")


pages = [st.Page(first, title="First", default=True), st.Page(second, title="Second")]
st.navigation(pages, position="top").run()

"""What the address of a view says, and the filters that write into it.

Streamlit's own binding puts a choice's label into the address. Ours are codes, short and lasting,
so the address is read and written here: it alone holds what was chosen. On the wall no filter is
drawn, and what the address says holds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal
from urllib.parse import urlencode

import streamlit as st

from mirror import wall
from mirror.lens import Lens

#: What a view may say in its address, and what stays the same from page to page.
EVERYWHERE = ("place", "since", "until", "words", "as", "release")


def carry_over(page: str) -> None:
    """Take what was chosen along to another page, whose address Streamlit has emptied."""
    state = st.session_state
    if state.get("page", page) != page:
        kept = {key: state.said[key] for key in EVERYWHERE if key in state.said}
        # In one piece: each writing is an entry of its own in the browser's history.
        st.query_params.from_dict(kept | st.query_params.to_dict())
    state.page = page
    state.said = st.query_params.to_dict()


def choice(
    label: str,
    key: str,
    options: Mapping[str, str],
    default: str,
    width: int | Literal["stretch"] = "stretch",
) -> str:
    """The code chosen among `options`, which gives each code its label."""
    chosen = _code_said(key, options, default)
    if wall.is_up():
        return chosen
    st.selectbox(
        label, list(options), format_func=lambda code: options.get(code, code), width=width,
        key=_shows(key, chosen), on_change=_write, args=(key, default),
    )  # fmt: skip
    return chosen


def switch(
    label: str,
    key: str,
    options: Mapping[str, str],
    default: str,
    remember: Callable[[str], None] | None = None,
) -> str:
    """The code chosen among a few `options` that stand side by side.

    With `remember`, a choice is told to it, and stays in the address even where it is the default.
    """
    chosen = _code_said(key, options, default)
    if wall.is_up():
        return chosen
    st.segmented_control(
        label, list(options), format_func=lambda code: options[code], required=True,
        key=_shows(key, chosen), on_change=_write_and_remember if remember else _write,
        args=(key, remember or default),
    )  # fmt: skip
    return chosen


def day(label: str, key: str, default: date, first: date, last: date) -> date:
    """The day chosen between the first and the last that may be."""
    try:
        said = date.fromisoformat(st.query_params.get(key, ""))
    except ValueError:
        said = default
    chosen = min(max(said, first), last)
    if wall.is_up():
        return chosen
    # What is shown anyway moves on as more is noticed: the day that a browser still shows from
    # before is nobody's choice, so it belongs to a field of its own.
    name = _name(f"{key} {default}")
    st.session_state[name] = chosen
    st.date_input(
        label, min_value=first, max_value=last, format="DD/MM/YYYY", width=160,
        key=name, on_change=_write, args=(key, default, name),
    )  # fmt: skip
    return chosen


def of(lens: Lens, **filters: str) -> str:
    """The address of what is looked at now, from the place on, to be opened again later.

    The place, the period and these filters stand in it even where they are the ones that would be
    shown anyway: what is shown anyway changes as more is noticed. The words are the reader's own,
    and a kept view that stands beside is not part of it.
    """
    lasting = {
        "place": lens.place, "since": lens.since.isoformat(), "until": lens.until.isoformat(),
    }  # fmt: skip
    return urlencode({**_said_here(), **filters, **lasting})


def here() -> str:
    """The address of whatever page this is, as far as it says what is looked at."""
    return urlencode(_said_here())


def _said_here() -> dict[str, str]:
    passing = ("words", "then", *wall.KEYS)
    return {key: value for key, value in st.query_params.items() if key not in passing}


def choose(key: str, value: str) -> None:
    """Write a choice made elsewhere, by a click on a picture say, into the address."""
    st.query_params[key] = value


def _code_said(key: str, options: Mapping[str, str], default: str) -> str:
    said = st.query_params.get(key)
    return said if said is not None and said in options else default


def _shows(key: str, chosen: object) -> str:
    """The name of a filter, which from now on shows what the address says."""
    st.session_state[_name(key)] = chosen
    return _name(key)


def _write(key: str, default: object, name: str | None = None) -> None:
    chosen = st.session_state[name or _name(key)]
    if chosen is None or chosen == default:
        st.query_params.pop(key, None)
    else:
        st.query_params[key] = str(chosen)


def _write_and_remember(key: str, remember: Callable[[str], None]) -> None:
    chosen = st.session_state[_name(key)]
    st.query_params[key] = chosen
    remember(chosen)


def _name(key: str) -> str:
    return f"filter-{key}"

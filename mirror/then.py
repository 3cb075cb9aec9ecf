"""As we saw it then: a view kept on the page, found again, and opened beside now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qsl
from uuid import UUID

import pandas as pd
import streamlit as st

from mirror import address, honesty, record, screen, snapshot, wall, words
from mirror.ask import NotKept, answered_by, ask, overheard
from mirror.guard import current
from mirror.lens import Lens
from mirror.snapshot import Snapshot


def beside_now(
    page: str, lens: Lens, draw: Callable[[], None], whose: Callable[[Lens], str]
) -> None:
    """Draw the view as it is now; above it, if the address names one, as people saw it then.

    `draw` draws the picture and what belongs to it. `whose` says whose voices it holds now, to whom
    looks through a lens: it is asked last, so that nobody waits for it to see the picture.
    """
    chosen = _chosen(page, lens)
    if chosen is not None:
        _as_then(chosen, draw)
        st.header("As it is now", anchor=False)
    with overheard() as heard:
        draw()
    if voices := whose(lens):
        st.markdown(voices)
    if not wall.is_up():
        # For whom somebody spoke may be taken back: it is kept as a room sees it, without.
        _kept_views(page, lens, heard, whose(replace(lens, audience="room")))


def reaching(first: date, last: date) -> tuple[date, date]:
    """The days between which a period may be chosen, as far as the kept view reaches that is open.

    What was on its first or its last day may have been taken back since.
    """
    identity = st.query_params.get("then", "")
    found = snapshot.opened(current(), identity) if identity else None
    if found is None or not found.is_whole:
        return first, last
    lens = dict(parse_qsl(found.lens))
    days = [date.fromisoformat(lens[end]) for end in ("since", "until") if end in lens]
    return min([first, *days]), max([last, *days])


def _chosen(page: str, lens: Lens) -> Snapshot | None:
    """The kept view that the address names, if it is of this page, place and period."""
    identity = st.query_params.get("then", "")
    found = snapshot.opened(current(), identity) if identity else None
    if found is None or found.page != page:
        return None
    return found if dict(parse_qsl(address.of(lens))) == dict(parse_qsl(found.lens)) else None


def _as_then(kept: Snapshot, draw: Callable[[], None]) -> None:
    if not kept.is_whole:
        st.error(
            "This kept view was changed after it was kept, so it is not shown. Keep the view anew."
        )
        return
    place = st.empty()
    try:
        with answered_by(kept.answers, snapshot.FIGURES), screen.drawn_before(), place.container():
            st.header(f"As we saw it on {words.day(kept.taken_on)}", anchor=False)
            st.markdown(
                "Its figures are as they were then. Texts are not kept: they may be withdrawn."
            )
            if kept.rules != honesty.RULES:
                st.markdown("It was reckoned by earlier rules, and may be drawn otherwise now.")
            draw()
            st.markdown(kept.voices)
    except NotKept:
        place.error(
            "This kept view does not hold all that is drawn here, so it is not shown. On a screen "
            "of another width it may be."
        )


def _kept_views(page: str, lens: Lens, heard: dict[str, pd.DataFrame], voices: str) -> None:
    held = list(ask("snapshots", lens, page=page).itertuples())
    with st.expander(f"As we saw it then ({len(held)})"):
        if not held:
            st.write("Keep this view, and it can be opened later exactly as it is now.")
        for row in held:
            left, right = st.columns([4, 1], vertical_alignment="center")
            with left:
                st.page_link(
                    f"../pages/{page}.py", label=f"As we saw it on {words.day(row.taken_on)}",
                    query_params={**dict(parse_qsl(row.lens)), "then": row.id},
                )  # fmt: skip
            right.button(
                "Take away", key=f"remove {row.id}", on_click=snapshot.remove,
                args=(current(), row.id),
            )  # fmt: skip
        st.button(
            "Keep this view as it is now", key=f"keep {page}", on_click=_keep,
            args=(record.new_id(), page, lens.place, address.of(lens), voices, heard),
        )  # fmt: skip


def _keep(
    identity: UUID, page: str, place: str, lens: str, voices: str, heard: dict[str, pd.DataFrame]
) -> None:
    snapshot.keep(
        current(), identity, place=place, page=page, lens=lens, taken_on=date.today(),
        voices=voices, heard=heard,
    )  # fmt: skip

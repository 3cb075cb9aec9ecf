"""The wall: what hangs on it, and what does not."""

from __future__ import annotations

from datetime import date, time
from typing import Any
from urllib.parse import parse_qsl

import pytest
import streamlit as st

from mirror import capture, presenting, record, store, workshop
from mirror.workshop import Item
from tests.test_pages import PAGES, PICTURES, opened, pictures, said

TODAY = date.today()
ASKED = "What is worth an hour?"


def meet(held: store.Store, place: str, *pages: str) -> str:
    """A gathering that looks at these pages, by its id."""
    identity = record.new_id()
    workshop.prepare(
        held, identity, place=place, held_on=TODAY, purpose="Who carries it on?",
        ends_at=time(23, 59), agenda=[Item(page, f"place={place}", ASKED) for page in pages],
    )  # fmt: skip
    return str(identity)


def wall(page: str, held: store.Store, place: str = "aytown", **address: str) -> Any:
    """A page on the wall, as the first step of an agenda."""
    gathering = meet(held, place, page, "home")
    return opened(page, **{"place": place, "gathering": gathering, "step": "1"} | address)


@pytest.mark.parametrize("page", PAGES)
def test_the_wall_shows_the_view_and_its_question_without_filters_tables_and_forms(
    page: str, sampled: store.Store
) -> None:
    app = wall(page, sampled, "gateshead")
    assert not app.exception
    assert [head.value for head in app.header if head.value == ASKED] == [ASKED]
    assert pictures(app)[:1] == ([PICTURES[page]] if page in PICTURES else [])
    for widgets in (app.selectbox, app.date_input, app.button_group, app.table, app.text_area):
        assert len(widgets) == 0 or page == "learning"
    assert app.get("download_button") == []


@pytest.mark.parametrize("page", PAGES)
def test_the_wall_says_that_the_sample_is_invented(page: str, sampled: store.Store) -> None:
    assert "Invented for illustration." in said(wall(page, sampled, "gateshead"))


def test_the_room_reads_what_it_may_and_a_cell_fills_the_wall(tiny: store.Store) -> None:
    app = wall("behaviours", tiny, cell="PAR1.frontline", since="2025-01-01")
    told = said(app)
    assert "the room" in told
    assert "the facilitator" not in told and "only me" not in told
    assert pictures(app)[0] == "Everybody in this cell", "the heatmap stands aside"
    back = [button for button in app.button if button.label == "Back to all of them"]
    back[0].click().run()
    assert pictures(app) == ["Behaviours heatmap"]
    assert app.query_params["step"] == "1"


@pytest.mark.parametrize(
    ("page", "opens"),
    [("behaviours", {"cell": "PER1.community"}), ("infrastructure", {"block": "governance"})],
)
def test_the_wall_shows_where_nobody_stands_who_could_be_known_by_it(
    page: str, opens: dict[str, str], tiny: store.Store
) -> None:
    at = opens | {"since": "2025-01-01"}
    app, mine = wall(page, tiny, **at), opened(page, place="aytown", **at)
    assert "Heard from" in said(mine) and "Too few to show" not in said(mine)
    assert "people.** Too few to show." in said(app) and "Heard from" not in said(app)
    assert [name for name in pictures(mine) if name.startswith(("Everybody", "This cell"))]
    assert not [name for name in pictures(app) if name.startswith(("Everybody", "This cell"))]


def test_the_wall_speaks_the_words_of_the_address(tiny: store.Store) -> None:
    assert wall("behaviours", tiny, words="framework").title[0].value == (
        "Where are the system behaviours present?"
    )


@pytest.mark.parametrize("step", ["9", "0", "-1", "x", "١"])
def test_a_step_that_is_not_on_the_agenda_shows_one_that_is(step: str, tiny: store.Store) -> None:
    app = wall("behaviours", tiny, step=step)
    assert not app.exception
    assert [head.value for head in app.header][-1] == ASKED


@pytest.mark.parametrize(
    "gathering", ["", "nonsense", "' OR 1=1 --", "0198c000-0000-7000-8000-000000000000"]
)
def test_a_gathering_that_is_not_held_hangs_nothing_on_the_wall(
    gathering: str, tiny: store.Store
) -> None:
    app = opened("behaviours", place="aytown", gathering=gathering, step="1")
    assert not app.exception
    assert app.selectbox[0].value == "aytown", "the page is as ever, with its filters"


def test_the_time_left_is_told_where_it_is_asked_for(tiny: store.Store) -> None:
    assert "minute" not in said(wall("behaviours", tiny))
    told = said(wall("behaviours", tiny, clock="on"))
    assert "minutes left" in told or "minute left" in told or "It was to end at 23:59" in told


def test_the_strip_is_hidden_where_that_is_asked_for(tiny: store.Store) -> None:
    def buttons(app: Any) -> set[str]:
        return {button.label for button in app.button}

    assert {"Before", "Next"} <= buttons(wall("behaviours", tiny))
    assert not {"Before", "Next"} & buttons(wall("behaviours", tiny, bar="off"))


def test_every_way_to_the_wall_is_bare_light_and_leads_to_its_step(tiny: store.Store) -> None:
    found = workshop.found(meet(tiny, "aytown", "home", "pace"))
    assert found is not None
    page, _, query = presenting.link(found, 1).partition("?")
    assert page == "pace"
    assert dict(parse_qsl(query)) == {
        "place": "aytown", "gathering": str(found.id), "step": "2", "embed": "true",
        "embed_options": "light_theme",
    }  # fmt: skip


def test_while_a_gathering_is_going_on_every_view_can_capture(tiny: store.Store) -> None:
    before = {button.label for button in opened("behaviours", place="aytown").button}
    meet(tiny, "aytown", "home")
    app = opened("behaviours", place="aytown")
    assert not any("(N)" in label for label in before)
    assert {"Note (N)", "Next step (T)"} <= {button.label for button in app.button}
    assert "Note (N)" not in {
        button.label for button in opened("behaviours", place="beeville").button
    }


@pytest.mark.parametrize("key", capture.KEYS)
def test_what_is_captured_is_kept_once_and_as_it_was_changed_before_it_was_told(
    key: str, tiny: store.Store
) -> None:
    found = workshop.found(meet(tiny, "aytown", "home"))
    assert found is not None
    moment = capture.Moment(found, "home", "place=aytown", ASKED)
    st.session_state.capture_id = record.new_id()
    for typed in ("First.", "First.", "Changed.", "Changed."):
        capture._keep(key, moment, typed, None, None)
    assert sorted(workshop.captured(found.id).said) == ["Changed.", "First."]
    st.session_state.capture_id = record.new_id()
    capture._keep(key, moment, "First.", None, None)
    assert sorted(workshop.captured(found.id).said) == ["Changed.", "First.", "First."]


@pytest.mark.parametrize("page", PAGES)
def test_a_view_is_put_on_the_agenda_with_its_address_and_its_question(
    page: str, tiny: store.Store
) -> None:
    gathering = meet(tiny, "aytown", "home")
    app = opened(page, place="aytown")
    [button] = [one for one in app.button if one.label.startswith("Put this view on the agenda")]
    button.click().run()
    assert not app.exception
    found = workshop.found(gathering)
    assert found is not None
    last = found.agenda[-1]
    assert last.page == page and len(found.agenda) == 2
    assert dict(parse_qsl(last.lens))["place"] == "aytown"
    assert last.question.endswith("?")

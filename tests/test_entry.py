"""The route in: whose steps are shown to whom, in which order, and that their words can be read."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import combinations
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pandas as pd
import pytest
from playwright.sync_api import Browser

from mirror import charts, record, store
from mirror.ask import ask
from mirror.charts import Look, route
from mirror.lens import Lens
from tests import served
from tests.served import settle
from tests.test_browser import OUTSIDE, OVERLAPPING, SIDEWAYS
from tests.test_charts import rows
from tests.test_pages import opened, pictures, said

YEAR = Lens("beeville", date(2025, 1, 1), date(2025, 12, 31))
BOTH = Lens("beeville", date(2025, 1, 1), date(2025, 12, 31), beside="aytown")
ALTITUDES = ["A small trial", "A team", "An organisation", "Several", "The whole place"]
PHRASES = {"entry.energy": "Where the energy was"}
TITLES = {"aytown": "Aytown", "beeville": "Beeville"}


def step(held: store.Store, place: str, title: str, **more: Any) -> None:
    terms: dict[str, Any] = {
        "altitude": 1,
        "observed_on": date(2025, 3, 1),
        "opened_by": "Org 1",
        "consent": 3,
    }
    record.entry_step(held, record.new_id(), place=place, title=title, **(terms | more))


def energy(held: store.Store, title: str, start: date, end: date | None) -> None:
    record.event(
        held, record.new_id(), place="beeville", kind="energy", title=title, started_on=start,
        ended_on=end, consent=3,
    )  # fmt: skip


def drawn(lens: Lens, look: Look) -> Any:
    titles = {place: TITLES[place] for place in TITLES if place in (lens.place, lens.beside)}
    picture = charts.entry(
        ask("entry", lens), ask("entry_energy", lens), lens, titles, PHRASES, ALTITUDES, look
    )
    return picture.to_dict(validate=True)


def spoken(spec: Any) -> list[str]:
    """Every text of the picture, in the order in which it is drawn, line breaks undone."""
    return [str(row["text"]).replace("\n", " ") for row in rows(spec) if "text" in row]


# --- whose steps, in which order ----------------------------------------------------------------


def test_the_steps_stand_in_the_order_of_time_and_within_the_period(tiny: store.Store) -> None:
    step(tiny, "beeville", "Later", observed_on=date(2025, 12, 31), altitude=5)
    step(tiny, "beeville", "Sooner", observed_on=date(2025, 1, 1))
    step(tiny, "beeville", "Before", observed_on=date(2024, 12, 31))
    step(tiny, "aytown", "Elsewhere")
    table = ask("entry", YEAR)
    assert table.title.tolist() == ["Sooner", "Later"]
    assert table.altitude_label.tolist() == ["A small trial", "The whole place"]


def test_a_step_that_its_author_keeps_is_not_shown(tiny: store.Store) -> None:
    for consent in range(5):
        step(tiny, "beeville", f"Consent {consent}", consent=consent)
    assert set(ask("entry", YEAR).title) == {f"Consent {level}" for level in (1, 2, 3, 4)}
    room = Lens("beeville", YEAR.since, YEAR.until, audience="room")
    assert set(ask("entry", room).title) == {f"Consent {level}" for level in (2, 3, 4)}


def test_beside_another_place_stands_only_what_partners_may_read(tiny: store.Store) -> None:
    for place in ("aytown", "beeville"):
        for consent in range(5):
            step(tiny, place, f"{place} {consent}", consent=consent)
    shown = [f"{place} {level}" for place in ("aytown", "beeville") for level in (3, 4)]
    assert ask("entry", BOTH).title.tolist() == shown
    assert ask("entry_kept_back", BOTH).steps[0] == 4, "those for their author alone are not told"


def test_the_order_of_two_places_is_that_of_their_names_whichever_comes_first(
    tiny: store.Store,
) -> None:
    step(tiny, "beeville", "Theirs")
    step(tiny, "aytown", "Ours", altitude=5)
    other = Lens("aytown", YEAR.since, YEAR.until, beside="beeville")
    one, two = drawn(BOTH, Look()), drawn(other, Look())
    assert spoken(one) == spoken(two)
    assert spoken(one).index("Aytown") < spoken(one).index("Beeville")


def test_energy_without_a_last_day_is_not_over(tiny: store.Store) -> None:
    energy(tiny, "Still here", date(2024, 6, 1), None)
    energy(tiny, "Over before", date(2024, 6, 1), date(2024, 12, 31))
    energy(tiny, "Spring", date(2025, 4, 1), date(2025, 7, 1))
    assert ask("entry_energy", YEAR).title.tolist() == ["Still here", "Spring"]
    bands = {row["title"]: row for row in rows(drawn(YEAR, Look())) if "leftwards" in row}
    assert bands["Still here"]["at"] == 0 and bands["Still here"]["to"] > 3.9
    assert bands["Spring"]["at"] == 1 and bands["Spring"]["to"] == 2


# --- what can be read ---------------------------------------------------------------------------


@pytest.mark.parametrize("look", [Look(), Look(dark=True), Look(narrow=True)])
@pytest.mark.parametrize("lens", [YEAR, BOTH])
def test_a_place_without_a_step_says_so(lens: Lens, look: Look, tiny: store.Store) -> None:
    assert spoken(drawn(lens, look)).count(route.NO_STEP) == (2 if lens.beside else 1)


@pytest.mark.parametrize("look", [Look(), Look(narrow=True)])
@pytest.mark.parametrize("count", [1, 5, 50])
def test_every_step_is_named_however_many_there_are(
    count: int, look: Look, tiny: store.Store
) -> None:
    for number in range(count):
        step(
            tiny, "beeville", f"Step {number} on the way in", altitude=1 + number % 5,
            observed_on=date(2025, 1, 1) + timedelta(days=7 * number),
        )  # fmt: skip
    named = " / ".join(spoken(drawn(YEAR, look)))
    assert all(f"Step {number} on the way in" in named for number in range(count))


def test_very_many_steps_are_a_list_on_any_screen(tiny: store.Store) -> None:
    def has_time_across() -> bool:
        return any("axis" in row["encoding"]["x"] and row["encoding"]["x"]["axis"]
                   for row in drawn(YEAR, Look())["layer"])  # fmt: skip

    step(tiny, "beeville", "First")
    assert has_time_across()
    for number in range(50):
        step(tiny, "beeville", f"{number}", observed_on=date(2025, 2, 1) + timedelta(days=number))
    assert not has_time_across()


@pytest.mark.parametrize("seed", range(40))
def test_words_lie_neither_on_words_nor_on_marks(seed: int) -> None:
    """Of routes made by chance; and on no line, where the search found room for that."""
    chance = random.Random(seed)
    days = sorted(chance.sample(range(900), chance.randint(1, 9)))
    steps = pd.DataFrame(
        {
            "pixel": [day / 900 * route.WIDTH for day in days],
            "altitude": [chance.randint(1, 5) for _ in days],
            "text": ["\n".join(["a word " * 3] * chance.randint(1, 4)) for _ in days],
        }
    )
    laid = route._laid(steps)
    if laid is None:
        return
    assert len(laid.labels) == len(steps)
    assert not any(one.meets(other) for one, other in combinations(laid.labels, 2))
    marks = [(row.pixel, route._down(int(row.altitude), laid.lane)) for row in steps.itertuples()]
    for label in laid.labels:
        assert label.box.left >= 0 and label.box.right <= route.WIDTH
        assert -laid.head <= label.box.top and label.box.bottom <= 4 * laid.lane + laid.foot
        for x, y in marks:
            assert not label.box.meets(route.Box(x - 6, y - 6, x + 6, y + 6))


def test_few_steps_always_have_room() -> None:
    """The test above would hold of a search that never finds anything."""
    found = 0
    for seed in range(40):
        chance = random.Random(seed)
        days = sorted(chance.sample(range(900), 5))
        steps = pd.DataFrame(
            {
                "pixel": [day / 900 * route.WIDTH for day in days],
                "altitude": [chance.randint(1, 5) for _ in days],
                "text": ["Three words here\nopened by somebody" for _ in days],
            }
        )
        found += route._laid(steps) is not None
    assert found == 40


def test_a_line_through_a_box_is_told_from_one_beside_it() -> None:
    box = route.Box(10, 10, 20, 20)
    for line in ((0, 15, 30, 15), (15, 0, 15, 30), (0, 0, 30, 30), (12, 12, 14, 14)):
        assert box.is_crossed_by(route.Segment(*line)), line
    for line in ((0, 5, 30, 5), (25, 0, 25, 30), (0, 0, 9, 30), (0, 25, 25, 45), (0, 10, 30, 10)):
        assert not box.is_crossed_by(route.Segment(*line)), line


# --- on the page --------------------------------------------------------------------------------


def test_another_place_is_put_beside_by_the_address_and_by_the_choice(tiny: store.Store) -> None:
    step(tiny, "aytown", "Ours", altitude=5)
    step(tiny, "beeville", "Theirs", consent=2)
    app = opened("entry", place="aytown")
    assert "learn from" not in said(app)
    [beside] = [box for box in app.selectbox if box.label == "Put another place beside it"]
    assert beside.options == ["No other place", "Beeville"], "a place is never beside itself"
    beside.select("beeville").run()
    assert app.query_params["beside"] == "beeville"
    for shown in (app, opened("entry", place="aytown", beside="beeville")):
        assert not shown.exception
        assert "Two routes to learn from, not to compare. 1 step is for people" in said(shown)
        assert "Ours" in said(shown) and "Theirs" not in said(shown)


@pytest.mark.parametrize("beside", ["aytown", "nowhere", "' OR 1=1 --"])
def test_what_cannot_stand_beside_is_left_out(beside: str, tiny: store.Store) -> None:
    app = opened("entry", place="aytown", beside=beside)
    assert not app.exception
    assert "learn from" not in said(app)
    assert pictures(app) == ["Routes in"]


def test_a_period_of_two_places_spans_both(tiny: store.Store) -> None:
    step(tiny, "beeville", "Long before", observed_on=date(2019, 5, 1))
    alone, both = (
        opened("entry", place="aytown"),
        opened("entry", place="aytown", beside="beeville"),
    )
    assert alone.date_input[0].value > both.date_input[0].value == date(2019, 5, 1)
    assert "Long before" in said(both)


def test_a_note_and_who_opened_the_door_stand_below_as_they_were_typed(tiny: store.Store) -> None:
    step(tiny, "aytown", "*First*", note="**loud**", opened_by="Org <1>")
    app = opened("entry", place="aytown")
    assert "**loud**" in [text.value for text in app.text]
    assert "Org \\<1\\> opened the door" in said(app) and "\\*First\\*" in said(app)


def test_where_nothing_is_written_down_the_page_leads_to_the_form(tiny: store.Store) -> None:
    app = opened("entry", place="aytown")
    links = [link.proto for link in app.get("page_link")]
    [form] = [link for link in links if link.label == "Record a step on the way in"]
    assert dict(parse_qsl(urlsplit("?" + form.query_string).query)) == {"kind": "entry"}


@pytest.mark.skipif(not served.CHROMIUM, reason="no Chromium on this machine")
def test_two_routes_beside_each_other_are_whole_on_every_screen(
    chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with served.house(tmp_path_factory.mktemp("house") / "mirror.duckdb") as address:
        for width, height in ((1280, 720), (1920, 1080), (390, 844)):
            context = chromium.new_context(viewport={"width": width, "height": height})
            tab = context.new_page()
            tab.goto(f"{address}/entry?place=gateshead&beside=barking-and-dagenham")
            settle(tab, "Routes in")
            tab.wait_for_timeout(500)
            assert tab.evaluate(SIDEWAYS) == 0
            assert tab.evaluate(OUTSIDE) == []
            assert tab.evaluate(OVERLAPPING) == []
            context.close()

"""Each page, through its frame, as a reader gets it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from mirror import sample, store, vocabulary, words

FRAME = store.ROOT / "mirror" / "frame.py"
#: The pages that draw a picture, each with its name.
PICTURES = {
    "behaviours": "Behaviours heatmap",
    "pace": "Pace timeline",
    "timing": "Openness and trust",
    "entry": "Routes in",
    "approach": "Help given and received",
    "infrastructure": "Infrastructure readiness",
    "together": "One timeline",
}
#: The pages that show something and end in an open question; some in words alone.
PAGES = sorted({*PICTURES, "home", "learning"})
#: The pages on which something is done.
DOING = sorted({path.stem for path in (store.ROOT / "pages").glob("*.py")} - set(PAGES))


def opened(page: str, /, **address: str) -> Any:
    """The page that an address opens."""
    app = AppTest.from_file(str(FRAME), default_timeout=60)
    for key, value in address.items():
        app.query_params[key] = value
    app.run()
    app.switch_page(f"../pages/{page}.py")
    for key, value in address.items():
        app.query_params[key] = value
    return app.run()


def pictures(app: Any) -> list[str]:
    return [drawn.proto.alt for drawn in app.get("vega_lite_chart")]


def drawn(page: str) -> list[str]:
    """The picture that the page begins with, if it is not one in words alone."""
    return [PICTURES[page]] if page in PICTURES else []


def said(app: Any) -> str:
    """All the words on the page."""
    parts = [*app.title, *app.header, *app.markdown, *app.text, *app.caption, *app.error]
    return "\n".join(str(part.value) for part in parts)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_its_headline_picture_table_download_and_question(
    page: str, sampled: store.Store
) -> None:
    app = opened(page)
    assert not app.exception
    assert app.title[0].value.endswith("?")
    assert pictures(app)[:1] == drawn(page)
    assert app.table[0].proto.alt.endswith(", as a table")
    assert page not in PICTURES or app.table[0].proto.alt.startswith(PICTURES[page])
    assert app.get("download_button")[0].label == "Download these rows"
    bank = vocabulary.read("questions")
    asked = set(bank[bank.page == page].question)
    assert [head.value for head in app.header if head.value in asked]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_that_the_sample_is_invented(page: str, sampled: store.Store) -> None:
    app = opened(page)
    assert words.INVENTED in said(app)
    assert all(words.INVENTED in picture.proto.spec for picture in app.get("vega_lite_chart"))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_real_observations_does_not_say_so(page: str, tiny: store.Store) -> None:
    app = opened(page)
    assert not app.exception
    assert words.INVENTED not in said(app)
    assert not any(words.INVENTED in picture.proto.spec for picture in app.get("vega_lite_chart"))


@pytest.mark.parametrize("page", PAGES)
def test_a_house_with_nothing_in_it_says_what_to_do_next(page: str, empty: store.Store) -> None:
    sample.start_empty(empty)
    app = opened(page)
    assert not app.exception
    assert "Nothing is held yet" in said(app)


def test_an_empty_house_begins_with_a_place(empty: store.Store) -> None:
    sample.start_empty(empty)
    app = opened("behaviours")
    app.text_input[0].input("Aytown")
    app.button[0].click().run()
    assert not app.exception
    assert pictures(app) == ["Behaviours heatmap"]
    assert store.current().ask(store.sql("places")).code.tolist() == ["aytown"]


@pytest.mark.parametrize("page", DOING)
@pytest.mark.parametrize("house", ["empty", "tiny", "sampled"])
def test_a_page_to_do_something_opens_with_a_question(
    page: str, house: str, request: pytest.FixtureRequest
) -> None:
    held: store.Store = request.getfixturevalue(house)
    if house == "empty":
        sample.start_empty(held)
    app = opened(page)
    assert not app.exception
    assert app.title[0].value.endswith("?")


@pytest.mark.parametrize("page", PAGES)
def test_a_place_of_which_nothing_is_held_has_a_page(page: str, empty: store.Store) -> None:
    def add(cursor: store.Cursor) -> None:
        terms = {"code": "nowhere", "title": "Nowhere", "invented": False}
        cursor.execute(store.sql("keep/place"), terms)

    sample.start_empty(empty)
    empty.write(add)
    app = opened(page)
    assert not app.exception
    assert pictures(app)[:1] == drawn(page)


@pytest.mark.parametrize("page", sorted(PICTURES))
def test_the_address_chooses_the_place_and_the_period(page: str, tiny: store.Store) -> None:
    app = opened(page, place="beeville", since="2025-01-10", until="2025-01-10")
    assert app.selectbox[0].value == "beeville"
    assert [chosen.value for chosen in app.date_input[:2]] == [date(2025, 1, 10)] * 2
    assert "Beeville" in app.get("vega_lite_chart")[0].proto.spec


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "address",
    [
        {"place": "nowhere"},
        {"since": "yesterday"},
        {"since": "2099-01-01", "until": "1999-01-01"},
        {"place": "' OR 1=1 --"},
        {"words": "<script>"},
        {"cell": "PAR1"},
        {"behaviour": "NONE"},
    ],
)
def test_an_address_that_makes_no_sense_opens_what_can_be_opened(
    page: str, address: dict[str, str], tiny: store.Store
) -> None:
    app = opened(page, **address)
    assert not app.exception
    assert app.selectbox[0].value == "aytown"


def test_a_choice_goes_into_the_address_as_a_code(tiny: store.Store) -> None:
    app = opened("behaviours")
    app.selectbox[0].select("beeville").run()
    assert app.query_params["place"] == "beeville"
    app.selectbox[0].select("aytown").run()
    assert "place" not in app.query_params, "what was there at first is left out"


def test_what_was_chosen_is_taken_along_to_the_next_page(tiny: store.Store) -> None:
    app = opened("behaviours")
    app.selectbox[0].select("beeville").run()
    app.switch_page("../pages/pace.py")
    app.query_params.clear()
    app.run()
    assert app.selectbox[0].value == "beeville"


def test_a_cell_opens_by_its_address(tiny: store.Store) -> None:
    app = opened("behaviours", cell="PAR1.frontline", since="2025-01-01")
    assert pictures(app) == ["Behaviours heatmap", "Everybody in this cell"]
    shown = said(app)
    assert "the facilitator" in shown and "the room" in shown
    assert "only me" not in shown, "its author kept it to themselves"


def test_a_cell_seen_two_ways_has_no_middle(tiny: store.Store) -> None:
    app = opened("behaviours", cell="POW2.commissioning")
    assert "People see two different things here" in said(app)


def test_the_frameworks_words_are_one_switch_away(tiny: store.Store) -> None:
    app = opened("behaviours")
    assert "We see the whole" in app.table[0].proto.SerializeToString().decode("utf-8", "ignore")
    app.button_group[0].set_value("framework").run()
    assert app.query_params["words"] == "framework"
    table = app.table[0].proto.SerializeToString().decode("utf-8", "ignore")
    assert "interconnected whole" in table and "We see the whole" not in table


def test_one_click_starts_empty(sampled: store.Store) -> None:
    app = opened("behaviours")
    [button] = [button for button in app.button if button.label == "Start empty"]
    button.click().run()
    assert not app.exception
    assert "Nothing is held yet" in said(app)
    assert store.current().ask(store.sql("places")).empty


@pytest.mark.parametrize("page", PAGES)
def test_a_file_that_cannot_be_opened_is_told_in_one_sentence(page: str, data: Any) -> None:
    data.write_bytes(b"not ours")
    try:
        app = AppTest.from_file(str(FRAME), default_timeout=60).run()
        assert [words.plain(fault.value) for fault in app.error] == [
            "mirror.duckdb is not a Place Mirror file. It was left as it is."
        ]
    finally:
        data.unlink()


def test_what_people_typed_is_text_and_nothing_else(tiny: store.Store) -> None:
    typed = "![x](http://example.org/x.png) <script>alert(1)</script> :material/home: **b**"
    tiny.write(
        lambda cursor: cursor.execute(
            "UPDATE observation SET note = $typed WHERE note = 'the room'", {"typed": typed}
        )
    )
    tiny.write(lambda cursor: cursor.execute("UPDATE part SET plain = $typed", {"typed": typed}))
    app = opened("behaviours", cell="PAR1.frontline", since="2025-01-01")
    assert any(typed in text.value for text in app.text)
    read = "\n".join(
        [part.value for part in app.markdown]
        + [part.value for part in app.header]
        + [app.table[0].proto.SerializeToString().decode("utf-8", "ignore")]
    )
    assert "](http" not in read and not re.search(r"(?<!\\)<script", read)
    assert not any(part.proto.allow_html for part in app.markdown)

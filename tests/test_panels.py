"""What a view says without the screen is what its page says, as a room may read it."""

from __future__ import annotations

from datetime import date

import pytest

from mirror import panels, record, store, vocabulary, words
from mirror.ask import answered_by, ask, overheard
from mirror.lens import Lens
from mirror.panels import PAGES
from mirror.store import Refused, Store
from mirror.workshop import SCORING
from tests.test_pages import PICTURES, opened, said

YEAR = "place=aytown&since=2025-01-01&until=2025-12-31"
CELL = f"{YEAR}&cell=PAR1.frontline"


def names(panel: panels.Panel) -> list[str]:
    return [drawing.name for drawing in panel.drawings]


def shown(panel: panels.Panel) -> str:
    """All that a panel says in words and in rows, the columns that are not read too."""
    tables = [rows.table.to_csv() for rows in panel.rows]
    return "\n".join([panel.title, panel.said, panel.voices, *tables])


@pytest.mark.parametrize("place", ["gateshead", "barking-and-dagenham", "aytown"])
def test_every_view_says_something_whatever_is_held(place: str, sampled: Store) -> None:
    vocabulary.add_place(sampled, "Aytown")
    for page in PAGES:
        panel = panels.of(page, f"place={place}")
        assert panel.title.endswith("?") and panel.said
        assert names(panel)[:1] == ([PICTURES[page]] if page in PICTURES else [])
        assert panel.rows
        for rows in panel.rows:
            assert set(rows.columns) <= set(rows.table)
        assert "**" not in panel.said + panel.voices and "\\" not in panel.said + panel.voices
        for drawing in panel.drawings:
            assert drawing.read.endswith(".")


@pytest.mark.parametrize("page", PAGES)
def test_a_view_says_on_paper_what_its_page_says(page: str, sampled: Store) -> None:
    app, panel = opened(page, place="gateshead"), panels.of(page, "place=gateshead", "facilitator")
    assert panel.title == app.title[0].value
    on_screen = words.plain(said(app))
    for line in [*panel.said.splitlines(), *panel.voices.splitlines()]:
        assert line in on_screen, line
    tables = {table.proto.alt for table in app.table}
    named = {f"{rows.name}, as a table" for rows in panel.rows if rows.is_drawn}
    assert named <= tables


def test_an_address_of_nothing_that_is_held_is_as_the_page_first_shows_it(tiny: Store) -> None:
    nonsense = "place=zzz&since=never&until=&cell=x&split=1&family=%FF&behaviour=&block=&of=9&&=&"
    for page in PAGES:
        assert shown(panels.of(page, nonsense)) == shown(panels.of(page, ""))
    with pytest.raises(Refused, match="no view called “nowhere”"):
        panels.of("nowhere", YEAR)


def test_no_place_is_told_in_a_sentence(empty: Store) -> None:
    with pytest.raises(Refused, match="No place is held here yet"):
        panels.of("behaviours", "")


def test_the_period_of_an_address_is_that_of_its_panel(tiny: Store) -> None:
    everything, year = panels.of("behaviours", "place=aytown"), panels.of("behaviours", YEAR)
    assert shown(everything) != shown(year)
    turned = panels.of("behaviours", "place=aytown&since=2025-12-31&until=2025-01-01")
    assert shown(turned) == shown(year)


def test_behaviours_fold_part_into_two_times_and_weigh_as_the_address_asks(sampled: Store) -> None:
    def columns(more: str) -> tuple[str, ...]:
        return panels.of("behaviours", f"place=gateshead&{more}").rows[0].columns

    assert columns("family=folded")[0] == "Family"
    assert columns("split=2025-10-22") == ("Where", "Before", "Since")
    both = panels.of("behaviours", "place=gateshead&split=2025-10-22&people=same")
    assert "Only those who spoke of a cell both times" in both.said
    one, alike = (panels.of("behaviours", f"place=gateshead&weight={w}") for w in ("", "equal"))
    assert shown(one) != shown(alike)
    family = ask("family_words", Lens("gateshead", date.min, date.max)).code[0]
    few = panels.of("behaviours", f"place=gateshead&family={family}")
    assert 0 < len(few.rows[0].table) < len(one.rows[0].table)


def test_an_opened_cell_has_its_dots_and_only_notes_that_a_room_may_read(tiny: Store) -> None:
    panel = panels.of("behaviours", CELL)
    assert len(panel.drawings) == 2 and names(panel)[1].startswith("Everybody in ")
    assert panel.rows[1].table.Note.tolist() == ["the room"]
    told = panels.of("behaviours", CELL, "facilitator")
    assert set(told.rows[1].table.Note) == {"the facilitator", "the room"}


def test_a_room_sees_no_dots_of_people_who_could_be_known_by_them(tiny: Store) -> None:
    cell = f"{YEAR}&cell=PER1.community"
    assert len(panels.of("behaviours", cell, "facilitator").drawings) == 2
    room = panels.of("behaviours", cell)
    assert len(room.drawings) == 1 and "2 people. Too few to show." in room.said


def test_a_room_does_not_see_who_put_a_block_where_while_they_are_few(tiny: Store) -> None:
    block = f"{YEAR}&block=governance"
    told, room = (panels.of("infrastructure", block, who) for who in ("facilitator", "room"))
    assert "Heard from" in told.said and names(told)[-1].startswith("Everybody's view")
    assert "people. Too few to show." in room.said and "Heard from" not in room.said
    assert names(room) == names(told)[:-1]


def test_a_room_does_not_see_who_works_where(tiny: Store) -> None:
    assert "Org 1 as a whole" in panels.of("behaviours", YEAR, "facilitator").voices
    assert "Org" not in panels.of("behaviours", YEAR).voices


def test_the_words_are_those_of_the_place_unless_others_are_asked_for(tiny: Store) -> None:
    plain = panels.of("behaviours", YEAR).title
    vocabulary.choose_words(tiny, "aytown", "framework")
    framework = panels.of("behaviours", YEAR).title
    assert framework != plain
    assert panels.of("behaviours", YEAR, words="plain").title == plain


def test_pace_is_of_the_behaviour_and_of_what_the_address_names(sampled: Store) -> None:
    label = ask("behaviour_words", Lens("gateshead", date.min, date.max)).set_index("code").label
    panel = panels.of("pace", "place=gateshead&behaviour=POW2&of=level")
    assert label["POW2"] in set(panel.rows[0].table.Signal)
    assert names(panel) == ["Pace timeline", "Who with whom"]
    assert shown(panel) != shown(panels.of("pace", "place=gateshead&behaviour=POW2"))


def test_another_place_stands_beside_the_route_with_what_it_is_for(sampled: Store) -> None:
    panel = panels.of("entry", "place=gateshead&beside=barking-and-dagenham")
    assert "to learn from, not to compare" in panel.said
    assert set(panel.rows[0].table.Place) == {"Gateshead", "Barking & Dagenham"}
    assert panel.rows[0].columns[0] == "Place"


def test_the_hypothesis_is_never_shown_without_being_called_one(sampled: Store) -> None:
    assert "A hypothesis, and only that" in panels.of("timing", "place=gateshead").said


def test_home_looks_back_to_the_gathering_that_the_address_names(sampled: Store) -> None:
    assert "You met on 8 July 2026" in panels.of("home", "place=gateshead").said
    earlier = panels.of("home", "place=gateshead&met=2025-10-22").said
    assert "You met on 22 October 2025" in earlier


def test_figures_that_were_kept_stand_in_the_place_of_those_of_now(tiny: Store) -> None:
    with overheard() as heard:
        before = panels.of("behaviours", YEAR)
    record.observation(
        tiny, record.new_id(), place="aytown", observer="New", behaviour="PAR1", part="frontline",
        strength=10, observed_on=date(2025, 3, 3),
    )  # fmt: skip
    assert shown(panels.of("behaviours", YEAR)) != shown(before)
    with answered_by(heard):
        assert shown(panels.of("behaviours", YEAR)) == shown(before)


def test_a_picture_says_who_when_and_what_for(sampled: Store) -> None:
    invented, ours = (panels.of("behaviours", f"place={place}") for place in ("gateshead", ""))
    told = " ".join(invented.drawings[0].chart.to_dict()["title"]["text"])
    assert words.INVENTED in told and words.PURPOSE in told and "Gateshead, 8 April 2024" in told
    vocabulary.add_place(sampled, "Aytown")
    ours = panels.of("behaviours", "place=aytown")
    assert words.INVENTED not in " ".join(ours.drawings[0].chart.to_dict()["title"]["text"])


def test_every_page_that_ends_in_a_question_has_a_panel_in_the_order_of_the_menu() -> None:
    frame = (store.ROOT / "mirror" / "frame.py").read_text(encoding="utf-8")
    places = [frame.index(f"pages/{page}.py") for page in PAGES]
    assert places == sorted(places)
    # What a room scored has its leaf from its rounds, and a question like every view; a release is
    # asked about where it is made, and is no view.
    assert {*PAGES, SCORING, "release"} == set(vocabulary.read("questions").page)

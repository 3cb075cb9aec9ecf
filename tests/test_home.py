"""Since we last met: what is told of it, of whom, and from which day on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qsl

import pandas as pd
import pytest

from mirror import honesty, record, redaction, store, vocabulary
from mirror.ask import ask
from mirror.lens import Lens
from tests.test_pages import opened, pictures, said
from tests.test_queries import one
from tests.test_reflecting import answer, button, kept

SINCE = Lens("aytown", date(2025, 3, 1), date(2025, 12, 31))
TODAY = date.today()


def met(held: store.Store, day: date, place: str = "aytown", **more: Any) -> None:
    record.gathering(held, record.new_id(), place=place, held_on=day, **more)


def noticed(held: store.Store, behaviour: str, strengths: list[float], day: date) -> None:
    """So many people put a behaviour of the frontline here and there."""
    for person, strength in enumerate(strengths):
        record.observation(
            held, record.new_id(), place="aytown", observer=f"P{person}", behaviour=behaviour,
            part="frontline", strength=strength, observed_on=day,
        )  # fmt: skip


def going_on(held: store.Store, kind: str, start: date, end: date | None, **more: Any) -> None:
    title = more.pop("title", f"{kind} of {start}")
    record.event(
        held, record.new_id(), place="aytown", kind=kind, title=title, started_on=start,
        ended_on=end, **more,
    )  # fmt: skip


def loop(held: store.Store, question: str, revisit_on: date, **more: Any) -> None:
    """A loop, which is kept by another page."""
    terms = {"closed_on": None, "consent": 1} | more
    held.write(
        lambda cursor: cursor.execute(
            "INSERT INTO loop (id, place, question, assumption_before, opened_on, revisit_on,"
            " closed_on, consent, recorded_at) VALUES (uuid(), 'aytown', $question, 'We *knew*',"
            " DATE '2025-01-01', $revisit_on, $closed_on, $consent, TIMESTAMP '2026-01-01')",
            {"question": question, "revisit_on": revisit_on, **terms},
        )
    )


# --- the questions ------------------------------------------------------------------------------


def test_who_was_heard_is_counted_in_people_by_kind_sector_and_part(tiny: store.Store) -> None:
    heard = ask("home", SINCE)
    assert not heard.duplicated(["about", "code"]).any()
    assert one(heard, about="all").people == 6
    kinds = heard[heard.about == "kind"].set_index("code")
    assert kinds.things.to_dict() == {"note": 11, "relationship": 1, "block": 1}
    assert kinds.people.to_dict() == {"note": 6, "relationship": 5, "block": 3}
    sectors = heard[heard.about == "sector"].set_index("code").people.to_dict()
    assert sectors == {
        "council": 2, "voluntary": 0, "nhs": 0, "residents": 1, "intermediary": 0, "": 3,
    }  # fmt: skip
    parts = heard[heard.about == "part"].set_index("code").people.to_dict()
    assert parts == {
        "frontline": 1, "commissioning": 6, "culture": 1, "relationships": 0, "governance": 0,
        "community": 2, "": 1,
    }  # fmt: skip


def test_quiet_is_what_was_heard_of_in_as_long_a_stretch_before_and_not_since(
    tiny: store.Store,
) -> None:
    long = ask("home_quiet", Lens("aytown", date(2025, 4, 1), date(2025, 6, 30)))
    assert one(long, kind="cell").label == "We trust each other enough to be honest · Frontline"
    assert one(long, kind="cell").people == 7, "the one of the last day of 2024 too"
    short = ask("home_quiet", Lens("aytown", date(2025, 4, 2), date(2025, 6, 30)))
    assert short[short.kind == "cell"].people.tolist() == [6, 6]
    assert "relationship" not in set(short.kind), "somebody spoke of it on the last day"


@pytest.mark.parametrize(
    ("until", "silent"), [(date(2025, 12, 30), True), (date(2025, 12, 31), False)]
)
def test_a_relationship_is_two_parties_in_either_order(
    until: date, silent: bool, tiny: store.Store
) -> None:
    tiny.write(
        lambda cursor: cursor.execute(
            "UPDATE relationship SET party = 'Org 2', other_party = 'Org 1'"
            " WHERE observed_on = DATE '2025-12-31'"
        )
    )
    quiet = ask("home_quiet", Lens("aytown", date(2025, 7, 1), until))
    assert (quiet.kind == "relationship").any() == silent
    if silent:
        pair = one(quiet, kind="relationship")
        assert (pair.label, pair.people) == ("Org 1 · Org 2", 5)
        assert one(quiet, kind="block").label == "How we decide"


def test_the_widest_gaps_are_chosen_and_stand_in_the_fixed_order(tiny: store.Store) -> None:
    noticed(tiny, "PER1", [5, 5, 5, 5, 6], date(2025, 8, 1))
    noticed(tiny, "PAR3", [0, 0, 10, 10, 10], date(2025, 8, 1))
    noticed(tiny, "PER2", [0, 0, 10, 10], date(2025, 8, 1))
    year = Lens("aytown", date(2025, 1, 1), date(2025, 12, 31))
    apart = ask("home_apart", year, enough=honesty.ENOUGH_PEOPLE)
    assert apart.behaviour.tolist() == ["POW2", "PAR1", "PAR3"]
    assert apart.gap.tolist() == [6, 4, honesty.gap([0, 0, 10, 10, 10])]
    assert apart.people.tolist() == [6, 5, 5]
    cells = ask("behaviours", year)
    for row in apart.itertuples():
        assert row.gap == one(cells, behaviour=row.behaviour, part=row.part).gap


def test_slips_and_recoveries_are_those_that_went_on_since(tiny: store.Store) -> None:
    going_on(tiny, "slip", date(2025, 2, 1), date(2025, 3, 1), note="Late", consent=2)
    slips = ask("home_slips", SINCE)
    assert slips.title.tolist() == ["A recovery", "A slip", "slip of 2025-02-01"]
    assert slips.note.tolist()[2] == "Late" and pd.isna(slips.note[0])
    going_on(tiny, "slip", date(2025, 4, 1), None, consent=0)
    assert len(ask("home_slips", SINCE)) == 3, "its author kept it to themselves"
    later = Lens("aytown", date(2025, 3, 2), date(2025, 12, 31))
    assert ask("home_slips", later).title.tolist() == ["A recovery"]


def test_a_pressure_is_on_now_until_its_last_day_or_without_one(tiny: store.Store) -> None:
    going_on(tiny, "pressure", date(2024, 1, 1), None, title="Without an end")
    going_on(tiny, "pressure", date(2025, 4, 1), date(2025, 12, 31), title="To the last day")
    going_on(tiny, "pressure", date(2025, 4, 1), date(2025, 12, 30), title="Over")
    going_on(tiny, "pressure", date(2026, 1, 1), None, title="Not yet")
    going_on(tiny, "energy", date(2025, 1, 1), date(2025, 3, 1), title="Still there at first")
    going_on(tiny, "energy", date(2025, 1, 1), date(2025, 2, 28), title="Gone before")
    now = ask("home_now", SINCE)
    assert now.title.tolist() == ["To the last day", "Without an end", "Still there at first"]
    assert set(now.kind_label) == {"Pressure", "Energy"}


def test_a_loop_is_due_from_its_day_on_until_it_is_closed(tiny: store.Store) -> None:
    loop(tiny, "Due?", date(2025, 12, 31))
    loop(tiny, "Later?", date(2026, 1, 1))
    loop(tiny, "Closed?", date(2025, 6, 1), closed_on=date(2025, 6, 2))
    loop(tiny, "Mine?", date(2025, 6, 1), consent=0)
    assert ask("home_loops", SINCE).question.tolist() == ["Due?"]


def test_two_gatherings_on_one_day_are_one(tiny: store.Store) -> None:
    met(tiny, date(2025, 3, 1), purpose="Morning", people={"council": 3, "": 2})
    met(tiny, date(2025, 3, 1), purpose="Afternoon")
    met(tiny, date(2025, 6, 1))
    met(tiny, date(2025, 5, 1), place="beeville")
    held = ask("gatherings", None, place="aytown")
    assert [row.held_on.date() for row in held.itertuples()] == [date(2025, 6, 1), date(2025, 3, 1)]
    assert held.purpose.tolist() == ["", "Afternoon; Morning"] and held.people.tolist() == [0, 5]


# --- the page -----------------------------------------------------------------------------------


def chosen(app: Any) -> str:
    """The gathering that the filter shows."""
    return str(app.selectbox(key="filter-met").value)


def links(app: Any) -> dict[str, dict[str, str]]:
    """Where the page's links lead, by what they are called."""
    return {
        link.proto.label: {"": link.proto.page, **dict(parse_qsl(link.proto.query_string))}
        for link in app.get("page_link")
    }


def test_the_latest_gathering_is_looked_back_to_unless_the_address_names_another(
    tiny: store.Store,
) -> None:
    met(tiny, date(2025, 3, 1), purpose="The *first*")
    met(tiny, date(2025, 6, 30), people={"council": 3})
    app = opened("home", place="aytown")
    assert chosen(app) == "2025-06-30"
    assert "You met on **30 June 2025**, 3 people." in said(app)
    assert "**1 person** has been heard" in said(app)
    for nonsense in ("2025-06-29", "<b>"):
        assert chosen(opened("home", place="aytown", met=nonsense)) == "2025-06-30"
    app = opened("home", place="aytown", met="2025-03-01")
    assert chosen(app) == "2025-03-01"
    assert "“The \\*first\\*”" in said(app) and "**6 people** have been heard" in said(app)
    app.selectbox(key="filter-met").select("2025-06-30").run()
    assert "met" not in app.query_params, "the latest is what is shown anyway"


def test_the_gathering_of_today_is_looked_back_to_from_tomorrow_on(tiny: store.Store) -> None:
    met(tiny, date(2025, 3, 1))
    met(tiny, TODAY)
    assert chosen(opened("home", place="aytown")) == "2025-03-01"


def test_where_nobody_met_a_day_is_chosen_at_first_90_days_back(tiny: store.Store) -> None:
    app = opened("home", place="aytown")
    assert "Nobody has written down yet when you met" in said(app)
    assert app.date_input[0].value == TODAY - timedelta(days=90)
    app.date_input[0].set_value(date(2025, 3, 1)).run()
    assert app.query_params["since"] == "2025-03-01"
    assert "**11 notes** by 6 people" in said(app)


def test_in_the_sample_now_is_the_last_day_of_its_story(sampled: store.Store) -> None:
    last = ask("period", None, place="gateshead").last_day[0].date()
    assert f" {last.day} {last:%B %Y}, **" in said(opened("home", place="gateshead"))


def test_each_block_says_how_many_and_never_a_score(tiny: store.Store) -> None:
    met(tiny, date(2025, 2, 28))
    app = opened("home", place="aytown")
    told = said(app)
    assert "**11 notes** by 6 people" in told and "**1 relationship** by 5 people" in told
    assert "heard from Council (2), Residents (1) and Sector not said (3)" in told
    assert "Nobody from Voluntary sector, NHS and public services or Learning partner" in told
    assert "Nobody spoke about Between us or Leadership" in told
    assert "6 people. Two people here differ by about 6 points." in told
    assert "**Slipping back:** A slip" in told
    assert not app.metric and not pictures(app)


def test_a_cell_where_views_differ_opens_on_the_people_who_were_counted(tiny: store.Store) -> None:
    met(tiny, date(2025, 2, 28))
    into = links(opened("home", place="aytown"))["Look inside"]
    assert into.pop("") == "behaviours"
    assert into["cell"] == "POW2.commissioning" and into["since"] == "2025-03-01"
    assert "People see two different things here" in said(opened("behaviours", **into))


def test_too_few_people_are_too_few_to_tell(tiny: store.Store) -> None:
    met(tiny, date(2025, 4, 30))
    assert "too few to tell" in said(opened("home", place="aytown"))
    noticed(tiny, "PER3", [4, 4, 4, 4, 4], date(2025, 9, 1))
    assert "they said much the same" in said(opened("home", place="aytown"))


def test_silence_says_what_to_do_next(tiny: store.Store) -> None:
    met(tiny, TODAY - timedelta(days=1))
    app = opened("home", place="aytown")
    assert "Nobody has written anything down since" in said(app)
    kinds = {label: link["kind"] for label, link in links(app).items() if "kind" in link}
    assert kinds == {
        "Write down what you noticed": "observation",
        "Name a slip or a recovery": "event",
        "Name a pressure or energy": "event",
    }


def test_of_what_is_long_a_few_are_named_and_all_stand_in_the_table(tiny: store.Store) -> None:
    for day in range(1, 8):
        going_on(tiny, "slip", date(2025, 8, day), None, title=f"Slip {day}")
        loop(tiny, f"Loop {day}?", date(2025, 8, day))
        going_on(tiny, "pressure", date(2025, 8, day), None, note="At length. " * 100)
    going_on(tiny, "energy", date(2025, 8, 1), None, title="Behind the pressures")
    for behaviour in vocabulary.read("behaviours").code:
        noticed(tiny, behaviour, [1] * (8 if behaviour == "PAR3" else 1), date(2025, 7, 1))
    met(tiny, date(2025, 7, 31))
    app = opened("home", place="aytown")
    assert "Slip 7" in said(app) and "Slip 1" not in said(app)
    assert said(app).count("4 more in the table below") == 3
    assert "Behind the pressures" in said(app)
    assert max(len(text.value) for text in app.text) < 300
    assert "We learn together and adapt · Frontline (8)" in said(app), "what most people spoke of"
    table = app.table[0].proto.SerializeToString().decode("utf-8", "ignore")
    assert all(f"Slip {day}" in table and f"Loop {day}?" in table for day in range(1, 8))


def test_what_people_typed_stays_what_they_typed(tiny: store.Store) -> None:
    typed = "**b** <script>alert(1)</script> ![x](http://example.org/x.png)"
    met(tiny, date(2025, 2, 28), purpose=typed)
    going_on(tiny, "pressure", date(2025, 5, 1), None, title=typed, note=typed)
    loop(tiny, typed, date(2025, 8, 1))
    app = opened("home", place="aytown")
    assert not app.exception
    read = "\n".join(part.value for part in [*app.markdown, *app.header])
    assert "](http" not in read and "<script" not in read.replace("\\<script", "")
    # A link in a note is taken out before it is kept; all else stays to the letter.
    assert any(redaction.redacted(typed) in text.value for text in app.text)
    assert any("We assumed: We *knew*" in text.value for text in app.text)


@pytest.mark.parametrize(("words", "heading"), [("plain", "What went quiet"), ("framework", "Not")])
def test_the_blocks_are_headed_in_the_words_that_were_chosen(
    words: str, heading: str, tiny: store.Store
) -> None:
    app = opened("home", place="aytown", words=words)
    assert any(head.value.startswith(heading) for head in app.subheader)


def test_three_lines_say_what_this_is_to_whoever_has_nothing_of_their_own(
    tiny: store.Store,
) -> None:
    assert "It is a mirror" not in said(opened("home", place="aytown"))
    vocabulary.add_place(tiny, "Nowhere")
    assert "It is a mirror" in said(opened("home", place="nowhere"))


def test_three_lines_say_what_this_is_on_first_launch(sampled: store.Store) -> None:
    lines = [part.value for part in opened("home").markdown]
    first = [line.split(":**")[0] for line in lines if line.startswith("**") and ":** " in line]
    assert first[:3] == ["**What it shows", "**It is a mirror", "**What to do next"]


def test_that_you_meet_is_written_down_with_who_is_there(tiny: store.Store) -> None:
    app = opened("home", place="aytown")
    app.text_input(key="gathering purpose").input("A morning")
    app.number_input(key="gathering people council").set_value(4)
    app.number_input(key="gathering people ").set_value(2)
    button(app, "Save", "gathering").click().run()
    assert not app.exception and "the gathering of" in app.success[0].value
    [row] = tiny.ask("SELECT held_on, purpose FROM gathering").itertuples()
    assert (row.held_on.date(), row.purpose) == (TODAY, "A morning")
    rows = tiny.ask("SELECT sector, people FROM gathering_room ORDER BY sector DESC")
    assert dict(zip(rows.sector, rows.people, strict=True)) == {"council": 4, "": 2}


def test_the_way_back_to_what_was_looked_at_names_the_gathering(tiny: store.Store) -> None:
    met(tiny, date(2025, 3, 1))
    met(tiny, date(2025, 2, 1))
    answer(opened("home", place="aytown"), "home", noticed="It is quiet")
    assert dict(parse_qsl(kept(tiny).lens[0]))["met"] == "2025-03-01"

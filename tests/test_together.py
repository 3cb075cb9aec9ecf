"""The one timeline: counted quarter by quarter, bands behind everything, quiet drawn as quiet."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from mirror import charts, headlines, honesty, record, store, tables, words
from mirror.ask import ask
from mirror.charts import Called, Look, one_timeline, timeline
from mirror.lens import Lens
from tests.test_charts import rows, together
from tests.test_pages import opened, said

YEAR = Lens("aytown", date(2025, 1, 1), date(2025, 12, 31))
CALLED = Called("Trust", "Behaviours", "Blocks", {name: name for name in charts.EFFECTS})
GATESHEAD = Lens("gateshead", date(2024, 4, 8), date(2026, 9, 25))


def cell(table: pd.DataFrame, quarter: int, **where: str) -> Any:
    for column, value in where.items():
        table = table[table[column] == value]
    [row] = table[table.stretch == pd.Timestamp(2025, 3 * quarter - 2, 1)].itertuples()
    return row


def answers(lens: Lens) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Trust, the behaviours, the blocks and the events, as the page asks for them."""
    answer = ask("pace", lens, behaviour="")
    return (
        honesty.judged(answer[answer.signal == "trust"], top=5),
        honesty.judged(ask("together", lens)),
        ask("together_blocks", lens),
        ask("events", lens),
    )


def event(held: store.Store, kind: str, title: str, start: str, end: str | None = None) -> None:
    record.event(
        held, record.new_id(), place="aytown", kind=kind, title=title,
        started_on=date.fromisoformat(start),
        ended_on=date.fromisoformat(end) if end else None,
    )  # fmt: skip


def view(held: store.Store, on: str, effect: str | None, behaviour: str | None = None) -> None:
    """A8 sees money, on this day, in this way; of all behaviours or of one."""
    terms = {"on": date.fromisoformat(on), "effect": effect, "behaviour": behaviour}
    held.write(
        lambda cursor: cursor.execute(
            "INSERT INTO block_view (id, place, block, behaviour, observer, observed_on, effect,"
            " consent, recorded_at) VALUES (uuid(), 'aytown', 'funding', $behaviour, 'A8', $on,"
            " $effect, 1, TIMESTAMP '2026-01-01')",
            terms,
        )
    )


def tile(spec: Any, told: str) -> dict[str, Any]:
    [row] = [row for row in rows(spec) if "to_down" in row and row["told"].startswith(told)]
    return row


def test_one_person_has_one_vote_in_the_whole_place_and_quarter(tiny: store.Store) -> None:
    before = cell(ask("together", YEAR), 1, behaviour="PAR1")
    assert (before.people, before.voters, before.notes, before.mean) == (6, 5, 8, 6)
    record.observation(
        tiny, record.new_id(), place="aytown", observer="A1", part="culture", behaviour="PAR1",
        observed_on=date(2025, 2, 1), strength=10,
    )  # fmt: skip
    after = cell(ask("together", YEAR), 1, behaviour="PAR1")
    assert (after.people, after.voters, after.notes) == (6, 5, 9)
    assert after.mean == 6.8, "A1 says 2 on the frontline and 10 in the culture: 6"


def test_every_behaviour_and_every_block_meets_every_quarter(tiny: store.Store) -> None:
    behaviours, blocks = ask("together", YEAR), ask("together_blocks", YEAR)
    assert len(behaviours) == len(blocks) == 9 * 4
    assert cell(behaviours, 3, behaviour="PAR1").people == 0
    assert list(dict.fromkeys(behaviours.behaviour))[::3] == ["PER1", "POW1", "PAR1"]


def test_a_persons_latest_view_of_a_block_counts_once_in_each_quarter(tiny: store.Store) -> None:
    table = ask("together_blocks", YEAR)
    first, second = (cell(table, quarter, block="governance") for quarter in (1, 2))
    assert (first.people, first.undermines, first.mixed, first.supports) == (2, 1, 0, 1)
    assert (second.people, second.undermines, second.mixed, second.supports) == (3, 0, 1, 1)
    view(tiny, "2025-07-01", "supports")
    view(tiny, "2025-08-01", "undermines")
    view(tiny, "2025-09-01", "supports", behaviour="PAR1")
    third = cell(ask("together_blocks", YEAR), 3, block="funding")
    assert (third.people, third.undermines, third.supports) == (1, 1, 0)


def test_a_tile_says_its_range_and_people_and_only_a_range_has_a_shade(tiny: store.Store) -> None:
    spec = together(Look())
    texts = {row["told"]: row["text"] for row in rows(spec) if "align" in row}
    honest = "We trust each other enough to be honest, Jan to Mar 2025: 3–9 · 5 people"
    whole = "We see the whole, Apr to Jun 2025: 2 people"
    two = "Decisions sit close to people, Apr to Jun 2025: seen two ways, 6 people"
    assert (texts[honest], texts[whole], texts[two]) == ("3–9 · 5", "2", "apart · 6")
    fills = {told: tile(spec, told)["fill"] for told in (honest, whole, two)}
    assert fills[honest] in [fill for fill, _ in Look().shades(3)]
    assert fills[whole] == fills[two] == "#ffffff"


def test_a_quiet_quarter_is_a_dot_and_never_a_pale_tile(tiny: store.Store) -> None:
    spec = together(Look())
    silent = "We trust each other enough to be honest, Jul to Sep 2025: not heard yet"
    assert [row["at"] for row in rows(spec) if row.get("told") == silent] == [2.5]
    assert not [row for row in rows(spec) if "to_down" in row and row.get("told") == silent]


def test_what_undermines_hangs_below_the_line_on_which_stands_what_supports(
    tiny: store.Store,
) -> None:
    spec = together(Look())
    called = "How we decide, "
    undermines = tile(spec, called + "Jan to Mar 2025: undermines")
    supports = tile(spec, called + "Jan to Mar 2025: supports")
    mixed = tile(spec, called + "Apr to Jun 2025: mixed")
    line = undermines["down"]
    assert supports["to_down"] == line, "it stands where the other begins"
    assert (mixed["down"] + mixed["to_down"]) / 2 == line
    assert not mixed["dash"]
    assert line in [row["down"] for row in rows(spec) if row.get("to") == 4 and len(row) == 3]


def test_a_view_without_an_effect_has_a_dashed_edge_and_no_side(tiny: store.Store) -> None:
    view(tiny, "2025-07-01", None)
    unsaid = tile(together(Look()), "How money moves, Jul to Sep 2025: what it does was not said")
    assert unsaid["dash"] and unsaid["fill"] == "#ffffff"


def test_a_pressure_hangs_down_behind_everything(tiny: store.Store) -> None:
    spec = together(Look())
    band = spec["layer"][0]
    assert band["mark"] == {"type": "rect", "fill": Look().faint}, "the first drawn, so behind"
    [row] = spec["datasets"][band["data"]["name"]]
    assert (row["at"], row["to"]) == (0, pytest.approx(1 / 3))
    assert row["top"] == row["line"] < 50 and band["encoding"]["y2"]["value"] == spec["height"]
    lowest = max(row["down"] for row in rows(spec) if "down" in row)
    assert lowest < spec["height"]


def test_a_pressure_without_a_last_day_goes_on(tiny: store.Store) -> None:
    event(tiny, "pressure", "Savings", "2024-06-01")
    event(tiny, "energy", "A moment", "2024-06-01")
    events = ask("events", YEAR)
    assert "Savings" in events.title.tolist() and "A moment" not in events.title.tolist()
    [band] = [
        row
        for row in rows(together(Look()))
        if row.get("kind") == "pressure" and "Savings" in row["told"] and "top" in row
    ]
    assert (band["at"], band["to"]) == (0, 4) and band["told"].endswith("since 1 June 2024")


def test_what_finds_no_room_for_its_words_keeps_its_mark_and_is_counted(tiny: store.Store) -> None:
    for number in range(20):
        event(tiny, "milestone", f"Number {number} of very many on one day", "2025-06-01")
    table = rows(together(Look()))
    marks = [row for row in table if row.get("kind") == "milestone" and "leftwards" in row]
    wordless = [row for row in marks if not row["text"]]
    assert len(marks) >= 20 and len(wordless) == 20 - one_timeline.LEVELS
    assert [row for row in table if row.get("text") == f"{len(wordless)} more"]


def test_the_sentence_names_slip_pressures_way_back_and_silence(tiny: store.Store) -> None:
    event(tiny, "pressure", "A cut", "2025-02-15", "2025-04-01")
    said = headlines.together(*answers(YEAR))
    assert "**1 slip**: “A slip” (March 2025), at the same time as A cut." in said
    assert "**1 recovery**: “A recovery” (July 2025)." in said
    assert "**2 pressures** in all." in said
    assert "In Jul to Sep 2025 nobody spoke of a relationship." in said
    rest = "In Jul to Sep 2025 and Oct to Dec 2025 nobody spoke of a behaviour or a building block."
    assert rest in said


def test_the_sentence_of_the_sample_tells_its_story(sampled: store.Store) -> None:
    said = headlines.together(*answers(GATESHEAD))
    assert "“Back to asking permission” (January to June 2025)" in said and "Budget gap" in said
    assert "In Jul to Sep 2025 nobody spoke of a relationship or a building block." in said


def test_the_sample_pales_under_its_pressure_and_a_block_moves_back(sampled: store.Store) -> None:
    """In Barking and Dagenham's restructure; and Gateshead's room, which was given up."""
    there = Lens("barking-and-dagenham", GATESHEAD.since, GATESHEAD.until)
    table = honesty.judged(ask("together", there)).query("state == 'range'")
    pale = table[[honesty.shade(mean, 3) == 0 for mean in table["mean"]]]
    told = {(row.behaviour, f"{row.stretch:%Y-%m}") for row in pale.itertuples()}
    assert {(code, when) for code in ("PAR1", "POW1") for when in ("2025-10", "2026-01")} <= told
    room = ask("together_blocks", GATESHEAD).query("block == 'platforms' and people > 0")
    assert room.supports.tolist()[0] == 1 and room.undermines.tolist()[1] == 1


def test_the_table_has_a_row_for_all_that_is_drawn(tiny: store.Store) -> None:
    trust, behaviours, blocks, _ = answers(YEAR)
    table = tables.together(trust, behaviours, blocks, CALLED)
    assert len(table) == 4 * (1 + 9 + 9)
    assert list(dict.fromkeys(table.What)) == ["Trust", "Behaviours", "Blocks"]
    decide = table[(table["Of what"] == "How we decide") & (table.People > 0)]
    assert decide.Heard.tolist() == ["undermines 1, supports 1", "mixed 1, supports 1"]
    assert table.Heard[2] == "quiet"


def test_a_phone_gets_years_where_quarters_would_hold_no_number() -> None:
    assert GATESHEAD.months_if_tight == 3
    long = Lens("aytown", date(2022, 1, 1), date(2025, 12, 31))
    assert (long.months, long.months_if_tight) == (3, 12)


def test_years_are_called_every_few_where_there_are_many() -> None:
    years = timeline.Times(tuple(date(year, 1, 1) for year in range(2000, 2027)), months=12)
    called = years.labels(Look())
    assert called[:3] == ["2000", "", "2002"] and len(called) == 27


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("2025-01-27", "2025-06-20", "January to June 2025"),
        ("2025-10-08", "2026-01-30", "October 2025 to January 2026"),
        ("2025-03-01", "2025-03-31", "March 2025"),
        ("2025-03-01", None, "March 2025"),
    ],
)
def test_months_are_said_as_people_say_them(start: str, end: str | None, told: str) -> None:
    last = date.fromisoformat(end) if end else None
    assert words.months(date.fromisoformat(start), last) == told


def test_a_place_of_which_nothing_is_held_leads_to_the_form(tiny: store.Store) -> None:
    terms = {"code": "nowhere", "title": "Nowhere", "invented": False}
    tiny.write(lambda cursor: cursor.execute(store.sql("keep/place"), terms))
    app = opened("together", place="nowhere")
    assert "Nobody has been heard in this period." in said(app)
    assert "kind=observation" in [link.proto.query_string for link in app.get("page_link")]

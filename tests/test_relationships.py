"""Who with whom: each side's latest view, the difference between two sides, and silence."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from mirror import charts, headlines, record, store, tables, words
from mirror.ask import ask
from mirror.charts import Look
from mirror.lens import Lens
from tests.test_charts import rows
from tests.test_pages import opened, pictures, said

YEAR = Lens("aytown", date(2025, 1, 1), date(2025, 12, 31))
STEPS = {f"{step}": f"step {step}" for step in range(6)}


def looked_at(
    held: store.Store,
    on: str,
    side: str | None,
    trust: int | None = None,
    level: int | None = None,
) -> None:
    """Somebody sees the baker and the mill in this way, for one of the two or for neither."""
    record.relationship(
        held, record.new_id(), place="aytown", observer="A9", party="The mill",
        other_party="A baker", said_for=side, observed_on=date.fromisoformat(on), trust=trust,
        level=level,
    )  # fmt: skip


def pair(of: str = "trust", lens: Lens = YEAR) -> Any:
    table = ask("relationships", lens, of=of)
    [row] = table[table.party == "A baker"].itertuples()
    return row


def drawn(look: Look | None = None, lens: Lens = YEAR) -> list[dict[str, Any]]:
    table = ask("relationships", lens, of="trust")
    spec = charts.relationships(table, STEPS, lens.until, look or Look()).to_dict(validate=True)
    return rows(spec)


def test_each_sides_latest_view_in_the_period_counts(tiny: store.Store) -> None:
    looked_at(tiny, "2025-02-01", "A baker", trust=1, level=5)
    looked_at(tiny, "2025-05-01", "A baker", trust=2)
    looked_at(tiny, "2025-03-01", "The mill", trust=4, level=3)
    looked_at(tiny, "2026-01-01", "The mill", trust=0, level=0)
    assert (pair().one_says, pair().other_says) == (2, 4)
    assert (pair("level").one_says, pair("level").other_says) == (5, 3)
    assert pair().last_day.date() == date(2025, 5, 1), "what comes after the period is not yet"
    assert charts.agreement(pair()) == "The two sides see it differently: 2 and 4"


def test_five_people_of_one_side_are_one_view_and_the_other_side_is_not_heard(
    tiny: store.Store,
) -> None:
    [row] = ask("relationships", YEAR, of="trust").itertuples()
    assert (row.party, row.other_party, row.one_says, row.people) == ("Org 1", "Org 2", 4, 5)
    assert charts.agreement(row) == "One side says 4, the other side is not heard yet"


def test_somebody_who_looks_on_speaks_for_neither_side(tiny: store.Store) -> None:
    looked_at(tiny, "2025-02-01", None, trust=3)
    assert pd.isna(pair().one_says) and pd.isna(pair().other_says)
    assert pair().onlooker_says == 3
    assert charts.agreement(pair()) == "Neither side is heard yet"
    assert [row["told"] for row in drawn() if row.get("voice") == "onlooker"] == [
        "Somebody who looks on: 3, step 3"
    ]


def test_a_pair_looked_at_only_before_is_a_quiet_row_without_a_mark(tiny: store.Store) -> None:
    looked_at(tiny, "2024-03-31", "A baker", trust=5)
    row = pair()
    assert row.people == 0 and pd.isna(row.one_says)
    assert charts.agreement(row) == "Nobody looked at it in this period"
    texts = [row["text"] for row in drawn() if row.get("side") == "said"]
    assert "Nobody looked at it in this period\nQuiet since March 2024" in texts
    assert "Quiet for half a year or more: A baker with The mill." in headlines.relationships(
        ask("relationships", YEAR, of="trust"), YEAR.until
    )


def test_two_sides_are_joined_and_more_broadly_where_they_differ(tiny: store.Store) -> None:
    looked_at(tiny, "2025-02-01", "A baker", trust=2)
    looked_at(tiny, "2025-02-01", "The mill", trust=2)
    [alike] = [row for row in drawn() if "to_down" in row]
    assert (alike["at"], alike["to"]) == (2, 2) and alike["down"] < alike["to_down"]
    looked_at(tiny, "2025-03-01", "The mill", trust=4)
    [apart] = [row for row in drawn() if "to_down" in row]
    assert (apart["at"], apart["to"]) == (2, 4) and apart["width"] > alike["width"]
    said = headlines.relationships(ask("relationships", YEAR, of="trust"), YEAR.until)
    assert "**1 of 1** see it differently" in said and "**2 relationships**" in said


@pytest.mark.parametrize("look", [Look(), Look(narrow=True)])
def test_the_two_sides_are_told_apart_without_colour(look: Look, tiny: store.Store) -> None:
    looked_at(tiny, "2025-02-01", "A baker", trust=2)
    looked_at(tiny, "2025-02-01", "The mill", trust=2)
    sides = {
        row["voice"]: row["down"]
        for row in drawn(look)
        if row.get("told", "").endswith("2, step 2")
    }
    assert sides["one"] != sides["other"], "each has a line of its own"
    shapes = charts.dumbbell.SHAPES
    assert len(set(shapes.values())) == len(shapes) == 3


def test_pairs_stand_in_the_order_of_the_alphabet_whatever_the_figures(tiny: store.Store) -> None:
    looked_at(tiny, "2025-02-01", "A baker", trust=0)
    assert ask("relationships", YEAR, of="trust").party.tolist() == ["A baker", "Org 1"]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2025-12-31", "Last looked at within a month of the end"),
        ("2025-12-01", "Last looked at within a month of the end"),
        ("2025-11-30", "Last looked at 1 month before the end"),
        ("2025-07-01", "Last looked at 5 months before the end"),
        ("2025-06-30", "Quiet since June 2025"),
        ("2020-01-01", "Quiet since January 2020"),
    ],
)
def test_the_time_since_the_last_look_is_counted_to_the_end_of_the_period(
    day: str, told: str
) -> None:
    assert words.last_looked_at(date.fromisoformat(day), date(2025, 12, 31)) == told


def test_the_table_says_each_view_in_words(tiny: store.Store) -> None:
    looked_at(tiny, "2025-02-01", "A baker", trust=2)
    table = tables.relationships(ask("relationships", YEAR, of="trust"), STEPS, YEAR.until)
    row = table[table["One side"] == "A baker"].iloc[0]
    assert (row["One says"], row["The other says"]) == ("2, step 2", "")
    assert row["Last looked at"] == "Quiet since February 2025"


def test_trust_or_working_together_is_chosen_by_the_address(tiny: store.Store) -> None:
    looked_at(tiny, "2025-02-01", "A baker", trust=2, level=3)
    app = opened("pace", place="aytown", of="level")
    assert not app.exception and pictures(app) == ["Pace timeline", "Who with whom"]
    told = str(app.table[2].proto.SerializeToString())
    assert "One side says 3" in told, "of the baker"
    assert "One side says 4" not in told, "that is the trust of Org 1"


def test_a_place_without_relationships_leads_to_the_form(tiny: store.Store) -> None:
    app = opened("pace", place="beeville")
    assert pictures(app) == ["Pace timeline"]
    assert "Nobody has looked at a relationship yet." in said(app)
    links = [link.proto for link in app.get("page_link")]
    assert {link.query_string for link in links} >= {"kind=relationship", "kind=event"}


def test_slips_and_ways_back_are_named_as_far_as_people_agreed(tiny: store.Store) -> None:
    for title, consent in (("Said to us", 1), ("Kept back", 0)):
        record.event(
            tiny, record.new_id(), place="aytown", kind="slip", title=title,
            started_on=date(2025, 5, 1), note=f"{title}, in *more* words", consent=consent,
        )  # fmt: skip
    shown = said(opened("pace", place="aytown"))
    assert "**Said to us** · Slipping back, 1 May 2025" in shown
    assert "Said to us, in *more* words" in shown and "Kept back" not in shown
    assert shown.index("**A slip**") < shown.index("**Said to us**") < shown.index("**A recovery**")

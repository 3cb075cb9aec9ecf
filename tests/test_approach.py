"""Help given and received is told and never ranked; pressures are told in people's words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from mirror import charts, headlines, record, store
from mirror.ask import ask
from mirror.charts import Look
from mirror.lens import Lens
from tests.test_pages import opened, said

YEAR = Lens("aytown", date(2025, 1, 1), date(2025, 12, 31))
SIDES = {"approach.gave": "gave", "approach.received": "received"}


def helped(held: store.Store, giver: str, receiver: str, **other: Any) -> None:
    told: dict[str, Any] = {"title": "Took the notes", "observed_on": date(2025, 3, 1)}
    assert record.help_given(
        held, record.new_id(), place="aytown", given_by=giver, given_to=receiver, **(told | other)
    )


def rows(spec: Any) -> list[dict[str, Any]]:
    return [row for table in spec["datasets"].values() for row in table]


def test_acts_come_in_the_order_of_time_as_far_as_people_agreed(tiny: store.Store) -> None:
    helped(tiny, "Us", "Them", title="Later", observed_on=date(2025, 6, 1))
    helped(tiny, "Us", "Them", title="Earlier")
    helped(tiny, "Us", "Them", title="Between us", consent=0)
    helped(tiny, "Us", "Them", title="Long ago", observed_on=date(2020, 1, 1))
    assert ask("approach", YEAR).title.tolist() == ["Earlier", "Later"]


def test_parties_stand_in_the_order_of_the_alphabet_whatever_they_gave(tiny: store.Store) -> None:
    for _ in range(3):
        helped(tiny, "Zoo", "Alms")
    helped(tiny, "midst", "Zoo")
    spec = charts.approach(ask("approach", YEAR), SIDES, Look()).to_dict(validate=True)
    [domain] = {tuple(layer["encoding"]["y"]["scale"]["domain"]) for layer in spec["layer"]
                if "scale" in layer["encoding"].get("y", {})}  # fmt: skip
    assert domain[2:] == ("Alms", "midst", "Zoo")


def test_each_act_stands_beside_who_gave_it_and_beside_who_received_it(tiny: store.Store) -> None:
    helped(tiny, "Us", "Them", beyond_objectives=True)
    helped(tiny, "Us", "Them", beyond_objectives=False)
    helped(tiny, "Us", "Them")
    spec = charts.approach(ask("approach", YEAR), SIDES, Look()).to_dict(validate=True)
    dots = [row for row in rows(spec) if "looks" in row]
    assert sorted((row["party"], row["at"]) for row in dots) == [
        ("Them", 1), ("Them", 2), ("Them", 3), ("Us", -3), ("Us", -2), ("Us", -1),
    ]  # fmt: skip
    assert {row["looks"] for row in dots} == {"beyond", "within", "unsaid"}


def test_very_many_acts_are_a_number(tiny: store.Store) -> None:
    acts = pd.DataFrame(
        {
            "id": range(300), "observed_on": pd.Timestamp(2025, 1, 1), "given_by": "Us",
            "given_to": [f"Party {number % 60}" for number in range(300)], "title": "Helped",
            "pressure_met": None, "beyond_objectives": True, "note": None,
        }
    )  # fmt: skip
    spec = charts.approach(acts, SIDES, Look()).to_dict(validate=True)
    assert "300 acts" in {row.get("said") for row in rows(spec)}
    assert sum("looks" in row and "said" not in row for row in rows(spec)) < 2_000


def test_each_row_has_a_name_of_two_lines_at_most_and_the_whole_stays_drawable() -> None:
    names = [f"{'A name that is rather long ' * 4}{number}" for number in range(60)]
    acts = pd.DataFrame(
        {
            "id": range(1200), "observed_on": pd.Timestamp(2025, 1, 1),
            "given_by": [names[number % 60] for number in range(1200)],
            "given_to": [names[(number + 1 + number // 60) % 60] for number in range(1200)],
            "title": "Helped", "pressure_met": None, "beyond_objectives": True, "note": None,
        }
    )  # fmt: skip
    for look in (Look(), Look(narrow=True)):
        spec = charts.approach(acts, SIDES, look).to_dict(validate=True)
        assert len(rows(spec)) < 2_000
        assert {row["row"] for row in rows(spec) if row.get("row") in names} == set(names)
    assert all(row["side"].count("\n") <= 1 for row in rows(spec))


def test_what_was_met_again_is_among_what_was_met_lately(tiny: store.Store) -> None:
    for month, met in enumerate(("Winter", "Cuts", "A bus", "Rent", "Winter"), start=1):
        helped(tiny, "Us", "Them", pressure_met=met, observed_on=date(2025, month, 1))
    told = headlines.approach(ask("approach", YEAR))
    assert "lately: “A bus”, “Rent” and “Winter”." in told


def test_the_headline_counts_acts_and_says_what_they_met(tiny: store.Store) -> None:
    assert headlines.approach(ask("approach", YEAR)).startswith("Nobody has written down")
    helped(tiny, "Us", "Them", beyond_objectives=True, pressure_met="A *late* bus")
    told = headlines.approach(ask("approach", YEAR))
    assert "**1 act of help**. **1** was not about our own objectives" in told
    assert "“A \\*late\\* bus”" in told


def test_pressures_are_told_and_what_is_still_on_is_marked(sampled: store.Store) -> None:
    told = said(opened("approach", place="gateshead"))
    assert "**Next year's savings are asked for**" in told.replace("\\", "")
    assert told.count("**Still on.**") == 1
    assert "Every service owes a list by the end of October" in told
    assert "It was not about our own objectives." in told


def test_a_place_where_nobody_helped_or_named_a_pressure_says_what_to_do(
    tiny: store.Store,
) -> None:
    app = opened("approach", place="beeville")
    assert not app.exception
    assert "Nobody has written down any help in this period. Small things count" in said(app)
    links = [link.proto.label for link in app.get("page_link")]
    assert "Record help that somebody gave" in links and "Record what is going on" in links


def test_what_people_typed_is_text_and_nothing_else(tiny: store.Store) -> None:
    typed = "**b** <script>alert(1)</script> ![x](y)"
    helped(tiny, typed, "Them", title=typed, pressure_met=typed)
    app = opened("approach", place="aytown", since="2025-01-01")
    read = "\n".join(str(part.value) for part in app.markdown)
    assert "](y)" not in read.replace("\\]\\(", "") and "<script" not in read.replace("\\<", "")

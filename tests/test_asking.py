"""What is worth asking about: only what the same people moved, and what somebody named."""

from __future__ import annotations

from datetime import date

import pytest

from mirror import store
from mirror.ask import ask
from mirror.lens import Lens
from tests.test_pages import opened, said

YEAR = Lens("aytown", date(2025, 1, 1), date(2025, 12, 31))
MET = "2025-06-15"


def gather(held: store.Store, *days: str) -> None:
    held.write(
        lambda cursor: cursor.execute(
            "INSERT INTO gathering (id, place, held_on, purpose)"
            " SELECT uuid(), 'aytown', CAST(unnest($days) AS DATE), NULL",
            {"days": list(days)},
        )
    )


def vote(held: store.Store, day: str, strength: float, people: int, first: int = 1) -> None:
    """So many people, D1 and on, give this strength to POW3 in the community on a day."""
    held.write(
        lambda cursor: cursor.execute(
            "INSERT INTO observation (id, place, part, behaviour, observer, observed_on, strength,"
            " consent, recorded_at) SELECT uuid(), 'aytown', 'community', 'POW3',"
            " 'D' || (n + $first), CAST($day AS DATE), $strength, 1, now()"
            " FROM range($people) AS people (n)",
            {"first": first, "day": day, "strength": strength, "people": people},
        )
    )


def page(split: str = MET) -> str:
    address = {"place": "aytown", "since": "2025-01-01", "until": "2025-12-31", "split": split}
    app = opened("behaviours", **address)
    assert not app.exception
    return said(app)


def test_only_those_who_spoke_both_times_are_compared(tiny: store.Store) -> None:
    vote(tiny, "2025-02-01", 8, people=6)
    vote(tiny, "2025-09-01", 2, people=4)
    vote(tiny, "2025-09-01", 0, people=5, first=20)
    table = ask(
        "changes", YEAR, split=date(2025, 6, 15), now_since=date(2025, 6, 15),
        now_until=date(2025, 12, 31),
    )  # fmt: skip
    [row] = table[table.behaviour == "POW3"].itertuples()
    assert (row.people, row.mean, row.spread) == (4, -6, 0)


def test_a_clear_fall_of_the_same_people_raises_a_question(tiny: store.Store) -> None:
    gather(tiny, MET)
    vote(tiny, "2025-02-01", 9, people=8)
    vote(tiny, "2025-09-01", 3, people=8)
    told = page()
    assert (
        "**8 people** who spoke both times put “We answer to each other” in Community lower" in told
    )
    assert "What pulled us back?" in told


def test_a_rise_is_asked_about_in_the_same_way(tiny: store.Store) -> None:
    gather(tiny, MET)
    vote(tiny, "2025-02-01", 3, people=8)
    vote(tiny, "2025-09-01", 9, people=8)
    assert "in Community higher. What happened? What helped?" in page()


def test_other_people_who_speak_are_no_change(tiny: store.Store) -> None:
    gather(tiny, MET)
    vote(tiny, "2025-02-01", 9, people=8)
    vote(tiny, "2025-09-01", 1, people=8, first=20)
    told = page()
    assert "Different people spoke before and since" in told
    assert "lower. What" not in told


def test_what_cannot_be_told_is_not_called_no_change(tiny: store.Store) -> None:
    gather(tiny, MET)
    vote(tiny, "2025-02-01", 5, people=6)
    vote(tiny, "2025-09-01", 5, people=6)
    told = page()
    assert "In 1 cell 5 or more people spoke both times" in told
    assert "not the same as no change" in told


def test_now_is_since_the_latest_gathering_and_the_reference_stays(tiny: store.Store) -> None:
    gather(tiny, MET, "2025-10-01")
    vote(tiny, "2025-02-01", 9, people=8)
    vote(tiny, "2025-09-01", 1, people=8)
    vote(tiny, "2025-11-01", 9, people=8)
    assert "lower. What" not in page(), "they are back where they were"


def test_a_slip_that_somebody_named_is_said_first_and_no_test_overrules_it(
    tiny: store.Store,
) -> None:
    gather(tiny, "2025-01-02")
    told = page("2025-01-02")
    assert "as people named it:** A slip" in told


def test_a_day_that_is_no_gathering_gives_no_reference(tiny: store.Store) -> None:
    vote(tiny, "2025-02-01", 9, people=8)
    vote(tiny, "2025-09-01", 3, people=8)
    assert "Choose a gathering above" in page("2025-07-01")


def test_what_moved_is_parted_into_seen_differently_and_other_people(tiny: store.Store) -> None:
    gather(tiny, MET)
    vote(tiny, "2025-02-01", 9, people=8)
    vote(tiny, "2025-09-01", 3, people=8)
    app = opened("behaviours", place="aytown", since="2025-01-01", until="2025-12-31", split=MET)
    tables = [part.proto for part in app.table if "Seen differently" in part.proto.alt]
    assert len(tables) == 1
    assert "6 lower" in tables[0].SerializeToString().decode("utf-8", "ignore")


@pytest.mark.parametrize("split", [MET, "2025-04-01"])
def test_nothing_heard_is_no_fault(split: str, tiny: store.Store) -> None:
    gather(tiny, MET)
    app = opened("behaviours", place="beeville", split=split)
    assert not app.exception

"""Below a picture it is said whose voices it holds, how evenly, and who is not heard yet."""

from __future__ import annotations

import pandas as pd

from mirror import headlines, store
from tests.test_pages import opened, said

SECTORS = {"council": "Council", "voluntary": "Voluntary sector", "residents": "Residents"}


def people(*rows: tuple[str | None, str | None, int]) -> pd.DataFrame:
    """People by their sector, organisation and number of notes."""
    table = pd.DataFrame(list(rows), columns=["sector", "organisation", "notes"])
    return table.assign(observer=range(len(table)), sector_label=table.sector.map(SECTORS))


def test_a_strip_counts_people_beside_notes_and_names_who_is_not_heard() -> None:
    told = headlines.voices(
        people(("council", "One", 6), ("council", "One", 1), ("voluntary", "Two", 1)), SECTORS
    )
    assert "3 people, 8 notes, as evenly spread as those of 2 people" in told
    assert "Council 2, Voluntary sector 1" in told
    assert "left 75% of the notes, One as a whole 88%" in told
    assert told.endswith("Not heard yet: Residents.")


def test_equal_voices_are_not_called_uneven_and_nobody_is_nothing() -> None:
    told = headlines.voices(people(("council", None, 2), (None, None, 2)), SECTORS)
    assert "evenly spread" not in told and "sector not said 1" in told
    assert "as a whole" not in told
    assert headlines.voices(people(), SECTORS) == ""


def test_a_sector_that_was_retired_still_has_its_voices() -> None:
    table = people(("council", None, 1)).assign(sector="health", sector_label="Health")
    assert "Health 1" in headlines.voices(table, SECTORS)


def test_the_strip_stands_below_the_picture(sampled: store.Store) -> None:
    told = said(opened("behaviours", place="gateshead"))
    assert "**Voices:** 26 people, 692 notes, as evenly spread as those of" in told

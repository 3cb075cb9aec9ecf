"""Below a picture it is said whose voices it holds, how evenly, and who is not heard yet."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from mirror import headlines, honesty, store
from mirror.ask import ask
from mirror.lens import Lens
from tests.test_pages import opened, said

YEAR = Lens("aytown", date(2025, 1, 1), date(2025, 12, 31))
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


def loud_council(held: store.Store) -> None:
    """Six of the council put POW3 in the community at 9, one resident at 1."""
    held.write(
        lambda cursor: cursor.execute(
            "INSERT INTO observer SELECT 'aytown', 'L' || n, CASE WHEN n < 6 THEN 'council' ELSE"
            " 'residents' END, NULL FROM range(7) AS people (n);"
            " INSERT INTO observation (id, place, part, behaviour, observer, observed_on, strength,"
            " consent, recorded_at) SELECT uuid(), 'aytown', 'community', 'POW3', 'L' || n,"
            " '2025-03-01', CASE WHEN n < 6 THEN 9 ELSE 1 END, 1, now() FROM range(7) AS people (n)"
        )
    )


def test_where_weight_moves_a_figure_by_a_point_it_is_said_and_never_silent(
    tiny: store.Store,
) -> None:
    assert "depends on who is counted" not in said(opened("behaviours", place="aytown"))
    loud_council(tiny)
    for weight in ("heard", "equal"):
        told = said(opened("behaviours", place="aytown", since="2025-01-01", weight=weight))
        assert "We answer to each other in Community (about 8 as heard, 5 with each" in told


def test_each_sector_may_have_the_same_weight(tiny: store.Store) -> None:
    loud_council(tiny)
    heard, equal = (
        honesty.judged(ask("behaviours", YEAR)),
        honesty.weighed(honesty.judged(ask("behaviours", YEAR)), ask("behaviours_by_sector", YEAR)),
    )
    [one] = heard[(heard.behaviour == "POW3") & (heard.part == "community")].itertuples()
    [two] = equal[(equal.behaviour == "POW3") & (equal.part == "community")].itertuples()
    reckoned = honesty.equal_parts([[9.0] * 6, [1.0]])
    assert one.mean == pytest.approx(55 / 7)
    assert (two.mean, two.low, two.high) == pytest.approx(
        (reckoned.mean, reckoned.low, reckoned.high), abs=1e-9
    )
    [alone] = equal[(equal.behaviour == "PAR1") & (equal.part == "frontline")].itertuples()
    three = honesty.equal_parts([[2, 4], [6], [8, 10]])
    assert (alone.low, alone.high) == pytest.approx((three.low, three.high), abs=1e-9)


def test_a_cell_that_one_sector_filled_stays_as_it_was(tiny: store.Store) -> None:
    tiny.write(lambda cursor: cursor.execute("UPDATE observer SET sector = 'council'"))
    tiny.write(
        lambda cursor: cursor.execute(
            "INSERT INTO observer SELECT 'aytown', unnest(['A5', 'A6']), 'council', NULL"
        )
    )
    heard = honesty.judged(ask("behaviours", YEAR))
    equal = honesty.weighed(heard, ask("behaviours_by_sector", YEAR))
    assert equal.low.equals(heard.low) and equal.high.equals(heard.high)

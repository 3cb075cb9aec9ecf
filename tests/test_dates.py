"""A column of days is told as it is; what can be read two ways is asked, and never guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mirror import dates
from mirror.dates import Order

DAY = date(2025, 3, 4)


@pytest.mark.parametrize(
    ("value", "order"),
    [
        ("2025-03-04", "year first"),
        ("2025/3/4 9:02:11 AM GMT+1", "year first"),
        ("2025-03-04T23:59:59.999-05:00", "year first"),
        ("2025-03-04T00:00:00Z", "month first"),
        ("4 March 2025", "day first"),
        ("4th Mar 2025 09:02", "month first"),
        ("Tue, 4 March 2025", "year first"),
        ("March 4, 2025 9:02 AM", "year first"),
        ("March 4th, 2025", "year first"),
        ("4-Mar-25", "year first"),
        ("04-Sept-2025", "year first"),
        ("04/03/2025", "day first"),
        ("4.3.25 10:00", "day first"),
        ("3/4/25 9:02:11", "month first"),
        ("03-04-2025", "month first"),
        ("45720", "Excel serial"),
        ("45720.75", "Excel serial"),
        ("1741046400000", "milliseconds"),
    ],
)
def test_a_day_is_read_as_people_write_it(value: str, order: Order) -> None:
    month = 9 if "Sept" in value else 3
    assert dates.read(value, order) == DAY.replace(month=month)


@pytest.mark.parametrize(
    "value",
    ["31/02/2025", "2025-02-30", "30 February 2025", "0/1/2025", "13/13/2025", "March", "20250304",
     "4 Marsh 2025", "2025", "", "today", "99/99/99", "1/2/3", "2025-3", "٣"],
)  # fmt: skip
def test_what_is_no_day_is_read_as_none(value: str) -> None:
    for order in dates.ORDERS:
        assert dates.read(value, order) is None


@pytest.mark.parametrize(
    ("value", "order"),
    [("04/03/2025", "year first"), ("45720", "day first"), ("1741046400000", "Excel serial")],
)
def test_a_day_is_not_read_in_an_order_that_nobody_chose(value: str, order: Order) -> None:
    assert dates.read(value, order) is None


@pytest.mark.parametrize(
    ("values", "settled"),
    [
        (["2025-03-04", "2025/03/05 10:00", "4 March 2025"], "year first"),
        (["14/03/2025", "04/03/2025"], "day first"),
        (["3/14/25", "3/4/25"], "month first"),
        (["1741046400000"], "milliseconds"),
        (["14/03/2025", "soon"], "day first"),
    ],
)
def test_a_column_that_allows_one_order_only_is_settled(values: list[str], settled: Order) -> None:
    column = dates.look(values)
    assert column.settled == settled
    assert settled in column.possible


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (["01/02/2025", "03/04/2025"], "2 either way"),
        (["14/03/2025", "3/14/2025", "1/2/2025"], "1 day first, 1 month first, 1 either way"),
        (["2025-03-04", "14/03/2025"], "1 year first, 1 day first"),
        (["2025-03-04", "3/14/2025"], "1 year first, 1 month first"),
        (["45720", "45721"], "2 Excel serial"),
        (["45720", "14/03/2025"], "1 Excel serial, 1 day first"),
        (["1741046400000", "2025-03-04"], "1 milliseconds, 1 year first"),
        (["soon", "later"], "2 unreadable"),
        (["01/02/2025"] * 1000 + [""], "1,000 either way"),
    ],
)
def test_any_other_column_is_told_with_counts_and_left_to_a_person(
    values: list[str], said: str
) -> None:
    column = dates.look(values)
    assert column.settled is None
    assert column.said() == said
    assert column.possible


@given(days=st.lists(st.dates(date(2000, 1, 1), date(2068, 12, 31)), min_size=1, max_size=20))
@settings(max_examples=50, deadline=None)
def test_a_column_is_settled_only_on_the_order_in_which_it_was_written(days: list[date]) -> None:
    for written, order in (("%d/%m/%Y", "day first"), ("%m/%d/%y", "month first")):
        column = [day.strftime(written) for day in days]
        assert dates.look(column).settled in (order, None)
        assert [dates.read(value, order) for value in column] == days  # type: ignore[arg-type]


@given(value=st.text(max_size=30), order=st.sampled_from(dates.ORDERS))
@settings(max_examples=200, deadline=None)
def test_anything_at_all_is_a_day_or_none(value: str, order: Order) -> None:
    dates.look([value])
    assert isinstance(dates.read(value, order), date | None)

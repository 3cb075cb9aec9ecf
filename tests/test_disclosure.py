"""Each rule of what may be shown, on lattices small enough to reckon by hand."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations, count

import numpy as np
import pytest

from mirror import disclosure
from mirror.disclosure import Cell, Key, Row, Voice

#: Who works where, by the last letter of their name: a lattice of two organisations and more.
OF = {**dict.fromkeys("ACEGIKMO", "Town hall"), **dict.fromkeys("BDFHJLNP", "Advice centre")}


def spoken(people: str, *at: str, of: dict[str, str] | None = None) -> list[Voice]:
    """One figure of each of these people in one place of the lattice."""
    where = OF if of is None else of
    return [Voice(person, where.get(person), at, at, ord(person) % 7) for person in people.split()]


def cell(people: str, *at: str, of: dict[str, str] | None = None) -> Cell:
    return Cell(tuple(spoken(people, *(at or ("here",)), of=of)))


def shown(voices: Iterable[Voice], fewest: int = 5, audit: bool = True) -> set[Key]:
    cells = disclosure.lattice(voices)
    return set(cells) - set(disclosure.protect(cells, fewest, audit=audit))


# --- a cell by itself -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("people", "fewest", "reason"),
    [
        ("A B C D", 5, "few"),
        ("A B C D E", 5, None),
        ("A B C D", 1, "few"),
        ("A B C D E F G", 8, "few"),
        ("A B C D E F G H", 8, None),
    ],
)
def test_a_cell_of_too_few_people_is_hidden_and_never_fewer_than_five(
    people: str, fewest: int, reason: str | None
) -> None:
    assert disclosure.unfit(cell(people), fewest) == reason


def test_a_person_who_speaks_often_is_one_person() -> None:
    assert disclosure.unfit(Cell(cell("A B C D").voices * 3), 5) == "few"


@pytest.mark.parametrize(
    ("of", "reason"),
    [
        ("XXXXX", "organisation"),
        ("XXXXY", None),
        ("XXXXXY", "organisation"),
        # Whoever did not say may be of the largest.
        ("XXXX-Y", "organisation"),
        ("XXX-YY", None),
        ("X-----", "organisation"),
        ("------", "organisation"),
    ],
)
def test_a_cell_that_is_as_good_as_one_organisation_is_hidden(of: str, reason: str | None) -> None:
    voices = tuple(
        Voice(f"{number}", None if one == "-" else one, ("here",), "here", 5.0)
        for number, one in enumerate(of)
    )
    assert disclosure.unfit(Cell(voices), 5) == reason


# --- what is hidden under a total -----------------------------------------------------------------


def test_a_single_hidden_cell_takes_the_smallest_shown_one_with_it() -> None:
    voices = [*spoken("A B", "1"), *spoken("C D E F G", "2"), *spoken("H I J K L M", "3")]
    assert shown(voices, audit=False) == {(None,), ("3",)}


def test_cells_of_few_people_between_them_take_another_with_them() -> None:
    voices = [*spoken("A B", "1"), *spoken("C D", "2"), *spoken("E F G H I", "3")]
    assert shown(voices, audit=False) == {(None,)}
    voices += spoken("J", "2")
    assert shown(voices, audit=False) == {(None,), ("3",)}


def test_where_no_cell_is_left_to_hide_the_total_goes() -> None:
    one = spoken("A C E G I K", "1")
    cells: dict[Key, Cell] = {
        ("1",): Cell(tuple(one)),
        (None,): Cell((*one, *spoken("B D F", "2"))),
    }
    hidden = disclosure.protect(cells, 5, audit=False)
    assert hidden == {("1",): "organisation", (None,): "total"}


def test_a_total_is_looked_at_along_each_of_its_axes() -> None:
    """One small cell hides its neighbour in the row, that in the column, and the one across."""
    voices = [
        *spoken("A B C D E", "x", "1"), *spoken("F G H I J", "x", "2"),
        *spoken("K L M N O", "y", "1"), *spoken("P", "y", "2"),
    ]  # fmt: skip
    totals = {("x", None), ("y", None), (None, "1"), (None, "2"), (None, None)}
    assert shown(voices, audit=False) == totals
    assert len(shown([*voices, *spoken("A B C D", "y", "2")], audit=False)) == 9


# --- what several cells add up to -----------------------------------------------------------------

#: Four people spoke in both quarters. Half of each quarter taken from all time leaves half of what
#: E and F said: two people, though each cell has five and none is hidden.
TWICE = [*spoken("A B C D E", "1"), *spoken("A B C D F", "2")]
#: The same with five people of one organisation.
STRANGERS = dict.fromkeys("VWXYZ", "Housing")
ONE_OF_THEM = [
    *spoken("A B C D E", "1"), *spoken("V W X Y Z", "1", of=STRANGERS), *spoken("A B C D E", "2")
]  # fmt: skip


def test_cells_that_add_up_to_a_few_people_are_not_all_shown() -> None:
    assert shown(TWICE, audit=False) == {(None,), ("1",), ("2",)}
    assert len(shown(TWICE)) < 3
    rows = [cell.row for cell in disclosure.lattice(TWICE).values()]
    weights = disclosure.exposing(rows, 5)
    assert weights is not None and (np.abs(weights) > 1e-9).all()
    assert disclosure.exposing(rows, 2) is None


def test_cells_that_add_up_to_one_organisation_are_not_all_shown() -> None:
    rows = [cell.row for cell in disclosure.lattice(ONE_OF_THEM).values()]
    assert disclosure.exposing(rows, 5) is None
    assert disclosure.exposing(rows, 5, [set("VWXYZ")]) is not None
    assert shown(ONE_OF_THEM, audit=False) == {(None,), ("1",), ("2",)}
    assert len(shown(ONE_OF_THEM)) < 3


def test_only_a_cell_that_takes_part_is_hidden() -> None:
    elsewhere = spoken("G H I J K L M", "3")
    assert ("3",) in shown([*TWICE, *elsewhere])


def test_what_was_shown_before_is_reckoned_with() -> None:
    now: dict[Key, Cell] = {("here",): cell("A B C D E")}
    assert disclosure.protect(now, 5) == {}
    assert disclosure.protect(now, 5, seen=[cell("A B C D E F")]) == {("here",): "audit"}
    assert disclosure.protect(now, 5, seen=[cell("A B C D E")]) == {}


def test_a_place_that_is_sensitive_now_can_be_shown_although_it_was_not_before() -> None:
    now: dict[Key, Cell] = {("here",): cell("A B C D E F G H I J K L M")}
    assert disclosure.protect(now, 8, seen=[cell("A B C D E")]) == {}


def test_what_is_barred_is_hidden_and_counts_as_hidden_under_its_total() -> None:
    cells = disclosure.lattice([*spoken("A B C D E", "1"), *spoken("F G H I J", "2")])
    hidden = disclosure.protect(cells, 5, barred={("1",): "since"})
    assert hidden == {("1",): "since", ("2",): "total"}


def test_where_the_search_is_given_up_nothing_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    voices = [*spoken("A B C D E", "1"), *spoken("F G H I J", "2")]
    assert len(shown(voices)) == 3
    monkeypatch.setattr(disclosure, "_PATIENCE", 0)
    assert not shown(voices)


@pytest.mark.parametrize("seed", range(40))
def test_the_search_finds_what_trying_every_group_finds(seed: int) -> None:
    chance = random.Random(seed)
    fewest = chance.choice([2, 3, 4])
    people = chance.randint(fewest, 9)
    unknowns = [(f"{person}", n) for person in range(people) for n in range(chance.randint(1, 2))]
    rows: list[Row] = [
        {one: chance.choice([0.5, 1.0]) for one in unknowns if chance.random() < 0.6}
        for _ in range(chance.randint(1, 5))
    ]
    rows = [row for row in rows if row]
    table = np.array([[row.get(one, 0.0) for one in unknowns] for row in rows])
    whole = np.linalg.matrix_rank(table) if rows else 0
    is_exposed = any(
        np.linalg.matrix_rank(table[:, [int(who) not in group for who, _ in unknowns]]) < whole
        for group in combinations(range(people), fewest - 1)
    )
    weights = disclosure.exposing(rows, fewest)
    assert (weights is not None) == is_exposed
    if weights is not None:
        left = weights @ table
        rest_on = {who for (who, _), one in zip(unknowns, left, strict=True) if abs(one) > 1e-6}
        assert 0 < len(rest_on) < fewest


def test_both_outcomes_are_among_those_that_were_tried() -> None:
    rows = [cell(people).row for people in ("A B C D E", "A B C D E F")]
    assert disclosure.exposing(rows[:1], 5) is None and disclosure.exposing(rows, 5) is not None


# --- shown again ----------------------------------------------------------------------------------

THEN = cell("A B C D E F")


@pytest.mark.parametrize(
    ("now", "does_stand", "follows"),
    [
        ("A B C D E F", True, "now"),
        ("A B C D E F", False, "now"),
        ("A B C D E F G", True, "then"),
        ("A B C D E F G", False, "since"),
        ("A B C D E F G H I J", True, "then"),
        ("A B C D E F G H I J K", True, "now"),
        ("A B C D E", True, "then"),
        ("", True, "then"),
        ("", False, "since"),
    ],
)
def test_a_cell_is_reckoned_anew_only_with_so_many_new_people(
    now: str, does_stand: bool, follows: str
) -> None:
    cell_now = cell(now) if now else None
    found = disclosure.republished(cell_now, THEN, 5, does_stand)
    expected = {"now": (cell_now, False), "then": (THEN, True)}.get(follows, follows)
    assert found == expected


@pytest.mark.parametrize(
    ("now", "follows"),
    [("B C D E F", "withdrawn"), ("B C D E F G H I J", "now"), ("", "withdrawn")],
)
def test_what_somebody_took_back_never_stands(now: str, follows: str) -> None:
    (first, *others) = THEN.voices
    then = Cell((replace(first, is_taken_back=True), *others))
    cell_now = cell(now) if now else None
    found = disclosure.republished(cell_now, then, 5, does_stand=True)
    assert found == ((cell_now, False) if follows == "now" else follows)


# --- how coarsely ---------------------------------------------------------------------------------


def given(*values: float) -> Cell:
    numbers = count()
    return Cell(
        tuple(Voice(f"{next(numbers)}", None, ("here",), "here", value) for value in values)
    )


@pytest.mark.parametrize(
    ("people", "band"), [(5, "5–9"), (9, "5–9"), (10, "10–19"), (19, "10–19"), (20, "20+")]
)
def test_people_are_told_as_a_band(people: int, band: str) -> None:
    assert disclosure.band(people) == band


def test_fewer_people_than_are_ever_shown_have_no_band() -> None:
    with pytest.raises(ValueError, match="not shown"):
        disclosure.band(4)


def test_below_ten_people_views_in_one_band_are_only_said_to_be_alike() -> None:
    alike = disclosure.figures(given(7, 8, 9, 7, 8), 10, may_have_dots=True)
    assert alike == disclosure.Figures("5–9", "alike")
    apart = disclosure.figures(given(3, 8, 9, 7, 8), 10, may_have_dots=True)
    assert apart.state == "range" and apart.low is not None
    many = disclosure.figures(given(*[7, 8] * 5), 10, may_have_dots=True)
    assert many.state == "range"


def test_gaps_and_dots_are_shown_from_ten_people_on() -> None:
    nine = disclosure.figures(given(*range(9)), 10, may_have_dots=True)
    assert nine.gap is None and nine.dots is None
    ten = disclosure.figures(given(*range(10)), 10, may_have_dots=True)
    assert ten.gap == 3.5 and ten.dots == [float(one) for one in range(10)]
    assert disclosure.figures(given(*range(10)), 10, may_have_dots=False).dots is None


def test_that_people_see_two_things_is_said_from_ten_people_on() -> None:
    assert disclosure.figures(given(0, 10, 0, 10, 0, 10), 10, False).state == "range"
    many = disclosure.figures(given(*[0, 10] * 5), 10, False)
    assert (many.state, many.low, many.high) == ("split", None, None)


def test_every_figure_is_told_to_the_half_point() -> None:
    figures = disclosure.figures(given(*[one / 3 for one in range(12)]), 10, True)
    assert figures.dots and figures.low and figures.high and figures.gap
    for one in (figures.low, figures.high, figures.gap, *figures.dots):
        assert one * 2 == round(one * 2)


def test_a_merge_counts_the_cells_of_now_that_could_be_read() -> None:
    voices = [*spoken("A B", "1"), *spoken("C D E F G", "2"), *spoken("H I J K L M", "3")]
    assert disclosure.covered(voices, lambda key: key, 5) == 2
    assert disclosure.covered(voices, lambda key: ("1",) if key == ("2",) else key, 5) == 4

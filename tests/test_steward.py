"""The steward's page: what partners will see is seen first, and a person passes each note."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import Literal
from uuid import UUID

import pandas as pd
import pytest
from playwright.sync_api import Browser, expect

from mirror import access, grain, passing, release, store, takeback
from mirror.grain import Grain, Span
from mirror.store import Refused, Store
from tests import served
from tests.test_access import opened as at_an_address
from tests.test_browser import SIDEWAYS
from tests.test_data_page import press
from tests.test_pages import opened, said
from tests.test_release import open_house, put
from tests.test_release import said as observed
from tests.test_takeback import left_in_the_file, secret

SPRING, SUMMER = date(2025, 2, 1), date(2025, 8, 1)


@pytest.fixture
def aytown(data: Path) -> Store:
    """Six people of three organisations, each of whom noticed something and lets partners read."""
    held = open_house(data, ["aytown"])
    put(
        held, "observer",
        [{"place": "aytown", "code": f"P{n}", "organisation": f"O{n % 3}"} for n in range(6)],
    )  # fmt: skip
    write(held, *(f"P{n}" for n in range(6)))
    return held


def write(held: Store, *people: str, day: date = SPRING, behaviour: str = "PAR1") -> None:
    """A note of each of these people, and a figure beside it."""
    put(
        held, "observation",
        [
            observed("aytown", person, behaviour, "culture", day, 4, datetime(2025, 1, 1))
            | {"note": f"{person} saw this in {day:%B}.", "consent": 3}
            for person in people
        ],
    )  # fmt: skip


def pass_all(held: Store) -> None:
    for row in passing.waiting(held, "aytown").itertuples():
        passing.let_pass(held, "aytown", row.id, row.note)


def released(held: Store) -> pd.DataFrame:
    """The notes that the next release shows."""
    return release.draft(held, ["aytown"]).notes


def one_of(held: Store, person: str) -> UUID:
    [identity] = held.ask(
        "SELECT id FROM observation_now WHERE observer = $person", {"person": person}
    ).id
    assert isinstance(identity, UUID)
    return identity


# --- the grain ------------------------------------------------------------------------------------


def test_a_grain_puts_together_and_takes_apart() -> None:
    plain = Grain()
    halves = plain.put_together(grain.HALF_YEARS).put_together(("b", "a")).put_together(("c", "a"))
    assert halves.together == (("a", "b", "c"),) and halves.merges == [(), ("a", "b", "c")]
    assert halves.at(("part", "period"), ("c", date(2025, 4, 1))) == (
        "a+b+c", Span(date(2025, 1, 1), 6),
    )  # fmt: skip
    assert halves.at(("part", "period"), (None, None)) == (None, None)
    assert plain.at(("part", "period"), ("c", date(2025, 4, 1))) == ("c", Span(date(2025, 4, 1), 3))
    apart = halves.taken_apart(("a", "b", "c")).taken_apart(grain.HALF_YEARS)
    assert apart == plain
    assert Grain(together=(("", "a"),)).part("a") == "+a"


@pytest.mark.parametrize(
    ("part", "months", "may_stand"),
    [
        ("d", 6, True), ("a+b", 6, True), (None, None, True), ("a", 6, False), ("a+d", 6, False),
        ("d", 3, False),
    ],
)  # fmt: skip
def test_a_cell_of_another_grain_does_not_stand(
    part: str | None, months: int | None, may_stand: bool
) -> None:
    coarse = Grain(half_years=True, together=(("a", "b"),))
    period = Span(date(2025, 1, 1), months) if months else None
    assert coarse.has(("part", "period"), (part, period)) == may_stand


def test_what_was_chosen_for_a_place_lasts_and_is_its_own(aytown: Store) -> None:
    assert grain.kept(aytown, "aytown") == Grain()
    chosen = Grain(is_sensitive=True, half_years=True, together=(("", "culture"),))
    grain.choose(aytown, "aytown", chosen)
    assert grain.kept(aytown, "aytown") == chosen
    grain.choose(aytown, "aytown", Grain())
    assert grain.kept(aytown, "aytown") == Grain()
    assert grain.kept(aytown, "beetown") == Grain()


# --- notes ----------------------------------------------------------------------------------------


def test_no_note_goes_out_that_no_person_passed(aytown: Store) -> None:
    assert released(aytown).empty
    pass_all(aytown)
    assert sorted(released(aytown).said) == [f"P{n} saw this in February." for n in range(6)]


def test_a_note_goes_out_as_it_was_passed_and_less_what_a_pattern_knows(aytown: Store) -> None:
    pass_all(aytown)
    passing.let_pass(aytown, "aytown", one_of(aytown, "P3"), " Ask jo@example.org about it. ")
    assert "Ask [email] about it." in set(released(aytown).said)
    assert "P3 saw this in February." not in set(released(aytown).said)
    with pytest.raises(Refused):
        passing.let_pass(aytown, "aytown", one_of(aytown, "P3"), "  ")


def test_a_note_is_shown_only_where_enough_authors_of_passed_notes_stand(aytown: Store) -> None:
    pass_all(aytown)
    assert set(released(aytown).period) == {date(2025, 1, 1)}
    for person in ("P0", "P1"):
        passing.keep_back(aytown, "aytown", one_of(aytown, person))
    assert released(aytown).empty, "four authors are too few, whoever else wrote"
    # Their notes of another time count for the behaviour over all time.
    write(aytown, "P0", day=SUMMER)
    pass_all(aytown)
    assert released(aytown).period.isna().all() and len(released(aytown)) == 5
    write(aytown, "P0", "P0", "P0", behaviour="PER1")
    pass_all(aytown)
    assert set(released(aytown).subject) == {"PAR1"}, "three notes of one author are one voice"


def test_a_sensitive_place_needs_more_authors(aytown: Store) -> None:
    pass_all(aytown)
    grain.choose(aytown, "aytown", Grain(is_sensitive=True))
    assert released(aytown).empty


@pytest.mark.parametrize("how", ["note", "observation", "consent", "observer", "amend"])
def test_a_note_that_may_be_read_no_longer_is_gone_from_what_was_passed(
    how: str, aytown: Store, data: Path
) -> None:
    text = f"{secret(40)} was seen."
    write(aytown, "P6")
    gone = one_of(aytown, "P6")
    pass_all(aytown)
    passing.let_pass(aytown, "aytown", gone, text)
    assert text in set(released(aytown).said)
    match how:
        case "note":
            takeback.withdraw_note(aytown, gone)
        case "observation":
            takeback.withdraw_observation(aytown, gone)
        case "consent":
            takeback.change_consent(aytown, gone, 2)
        case "observer":
            takeback.withdraw_observer(aytown, "aytown", "P6")
        case "amend":
            takeback.amend_observation(aytown, gone, note="It was otherwise.")
    assert text not in set(released(aytown).said) and len(released(aytown)) == 6
    assert len(passing.waiting(aytown, "aytown")) == (how == "amend"), "a changed note waits again"
    if how in ("note", "observation", "observer"):
        aytown.close()
        assert left_in_the_file(data, text) == []


def test_a_note_of_another_place_or_below_its_consent_cannot_be_passed(aytown: Store) -> None:
    put(aytown, "place", [{"code": "beetown", "title": "Beetown"}])
    takeback.change_consent(aytown, one_of(aytown, "P1"), 2)
    assert len(passing.waiting(aytown, "aytown")) == 5
    for place, person in (("beetown", "P0"), ("aytown", "P1")):
        with pytest.raises(Refused):
            passing.let_pass(aytown, place, one_of(aytown, person), "Nothing.")
        with pytest.raises(Refused):
            passing.keep_back(aytown, place, one_of(aytown, person))


# --- the page -------------------------------------------------------------------------------------


def test_what_partners_will_see_is_shown_before_it_is_let_out(aytown: Store) -> None:
    app = opened("release", place="aytown")
    assert not app.exception
    assert "Nothing is released." in said(app) and not release.file_of("aytown").exists()
    assert "4 of 4 figures" in said(app), "one part, one quarter, and their totals"
    app = next(button for button in app.button if button.label == "Let it pass").click().run()
    assert len(passing.waiting(aytown, "aytown")) == 5
    app = press(app, "Release this to partners")
    assert release.file_of("aytown").exists()
    app = app.run()
    assert "Partners read the release of" in said(app) and "4 figures" in said(app)
    app = press(app, "Yes, withdraw it")
    assert not release.file_of("aytown").exists() and "Nothing is released." in said(app)


def test_a_release_that_cannot_be_read_is_told_and_can_be_released_anew(aytown: Store) -> None:
    press(opened("release", place="aytown"), "Release this to partners")
    out = release.file_of("aytown")
    out.write_bytes(out.read_bytes()[:9000])
    app = opened("release", place="aytown")
    assert "What was released cannot be read." in app.warning[0].value
    app = press(app, "Release this to partners").run()
    assert not app.warning and "Partners read the release of" in said(app)


def test_a_draft_can_be_looked_at_and_is_no_release(aytown: Store) -> None:
    app = press(opened("release", place="aytown"), "Look at it as partners will")
    assert release.draft_of("aytown").exists() and not release.file_of("aytown").exists()
    assert aytown.ask("SELECT count(*) AS n FROM release").n[0] == 0
    press(app, "Release this to partners")
    assert not release.draft_of("aytown").exists() and release.file_of("aytown").exists()


def test_hidden_figures_are_told_with_their_reason(aytown: Store) -> None:
    write(aytown, "P0", "P1", day=SUMMER)
    app = opened("release", place="aytown")
    table = app.dataframe[0].value
    hidden = table[table["What partners see"].str.startswith("Hidden")]
    assert "Hidden: too few people gave a figure" in set(hidden["What partners see"])
    assert "Jul to Sep 2025" in set(hidden["When"])
    assert (table["What partners see"] == "4 to 4 · 5–9 people").sum() == 0, "all alike"
    assert "Views were alike · 5–9 people" in set(table["What partners see"])


def test_a_click_puts_together_and_another_takes_apart(aytown: Store) -> None:
    write(aytown, "P0", "P1", day=date(2025, 5, 1))
    app = press(opened("release", place="aytown"), "Half years in the place of quarters")
    assert grain.kept(aytown, "aytown").half_years
    press(app, "Take apart")
    assert grain.kept(aytown, "aytown") == Grain()


def test_the_page_says_that_somebody_took_something_back_since(aytown: Store) -> None:
    release.publish(aytown, release.draft(aytown, ["aytown"]), release.file_of("aytown"))
    assert not opened("release", place="aytown").warning
    takeback.withdraw_note(aytown, one_of(aytown, "P2"))
    [warning] = opened("release", place="aytown").warning
    assert "Release again" in warning.value


def test_whoever_may_not_release_is_told_so_and_sees_nothing_of_it(
    aytown: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    facilitator = access.Visitor("amina", frozenset({("facilitate", access.EVERY_PLACE)}))
    monkeypatch.setattr(access, "here", lambda: facilitator)
    app = at_an_address("release", place="aytown")
    assert app.title[0].value == "Place Mirror"
    assert not app.button and not app.text_area and "saw this in" not in said(app)


def test_a_withdrawn_release_leaves_the_file_of_a_later_one(aytown: Store) -> None:
    out = release.file_of("aytown")
    first = release.publish(aytown, release.draft(aytown, ["aytown"]), out)
    release.publish(aytown, release.draft(aytown, ["aytown"]), out)
    release.withdraw(aytown, str(first))
    assert out.exists()
    assert store.data_path().parent == out.parent.parent


# --- in a browser ---------------------------------------------------------------------------------


@pytest.mark.skipif(not served.CHROMIUM, reason="needs a Chromium on the path")
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_a_release_is_made_in_a_browser_and_axe_finds_nothing(
    scheme: Literal["light", "dark"], width: int, chromium: Browser, tmp_path: Path
) -> None:
    with served.house(tmp_path / "mirror.duckdb") as address:
        context = chromium.new_context(
            viewport={"width": width, "height": 844}, color_scheme=scheme
        )
        tab = context.new_page()
        tab.goto(f"{address}/release?place=gateshead")
        expect(tab.get_by_text("Nothing is released.")).to_be_visible()
        served.settle(tab)
        tab.get_by_role("button", name="Put together", exact=True).first.click()
        expect(tab.get_by_text("Half years in the place of quarters.")).to_be_visible()
        served.settle(tab)
        tab.get_by_text(re.compile("^Behaviours: .* shown$")).click()
        tab.get_by_text("Put more together").click()
        found = served.by_axe(tab, scheme=scheme)
        assert found.violations_count == 0, found.generate_report()
        assert tab.evaluate(SIDEWAYS) == 0, "the page scrolls sideways"
        tab.get_by_role("button", name="Release this to partners").click()
        expect(tab.get_by_text("It is released. Partners see this from now on.")).to_be_visible()
        expect(tab.get_by_text("Partners read the release of")).to_be_visible()
        context.close()
    assert (tmp_path / "releases" / "release-gateshead.duckdb").exists()

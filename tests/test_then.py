"""A view kept as people saw it opens later exactly so, beside now, and tells if it was changed."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import parse_qsl

import pandas as pd
import pytest

from mirror import honesty, record, sample, screen, snapshot, store, takeback
from mirror.ask import answered_by, ask, overheard
from mirror.lens import Lens
from tests.test_pages import PAGES, PICTURES, opened, pictures, said

YEAR = Lens("aytown", date(2025, 1, 1), date(2025, 12, 31))
ADDRESS = {"place": "aytown", "since": "2025-01-01", "until": "2025-12-31"}
#: The pages that keep a view.
KEPT = [page for page in PAGES if "beside_now" in (store.ROOT / "pages" / f"{page}.py").read_text()]


def button(app: Any, label: str) -> Any:
    [found] = [one for one in app.button if one.label == label]
    return found


def kept(page: str, **more: str) -> dict[str, str]:
    """The address of a view that was just kept on its page."""
    app = opened(page, **ADDRESS, **more)
    button(app, "Keep this view as it is now").click().run()
    assert not app.exception
    [row] = store.current().ask("SELECT CAST(id AS VARCHAR) AS id, lens FROM snapshot").itertuples()
    return {**dict(parse_qsl(row.lens)), "then": row.id}


def add_a_vote(held: store.Store) -> None:
    record.observation(
        held, record.new_id(), place="aytown", observer="New", behaviour="PAR1", part="frontline",
        strength=10, observed_on=date(2025, 3, 3), overtness=4,
    )  # fmt: skip


@pytest.mark.parametrize("page", KEPT)
def test_a_kept_view_opens_as_it_was_beside_now(page: str, tiny: store.Store) -> None:
    before = opened(page, **ADDRESS).get("vega_lite_chart")[0].proto
    address = kept(page)
    add_a_vote(tiny)
    app = opened(page, **address)
    assert not app.exception
    assert pictures(app)[0] == f"{PICTURES[page]}, as we saw it then"
    assert PICTURES[page] in pictures(app)
    then = app.get("vega_lite_chart")[0].proto
    assert then.spec == before.spec
    assert [data.data for data in then.datasets] == [data.data for data in before.datasets]
    assert f"As we saw it on {date.today().day}" in said(app)
    assert "As it is now" in said(app)


def test_its_voices_are_those_of_then(tiny: store.Store) -> None:
    address = kept("behaviours")
    add_a_vote(tiny)
    told = said(opened("behaviours", **address))
    assert "**Voices:** 6 people" in told and "**Voices:** 7 people" in told


@pytest.mark.parametrize("page", KEPT)
def test_its_voices_are_kept_as_a_room_may_read_them(page: str, tiny: store.Store) -> None:
    assert "Org" in said(opened("behaviours", **ADDRESS)), "a facilitator sees who works where"
    kept(page)
    assert "Org" not in tiny.ask("SELECT voices FROM snapshot").voices[0]


def test_two_times_side_by_side_are_kept_too(tiny: store.Store) -> None:
    address = kept("behaviours", split="2025-04-01")
    add_a_vote(tiny)
    app = opened("behaviours", **address)
    assert not app.exception
    assert "Before 1 April 2025, **6 people** left **8 notes**" in said(app)
    assert "Before 1 April 2025, **7 people** left **9 notes**" in said(app)


@pytest.mark.parametrize("page", KEPT)
def test_it_stays_as_it_was_where_its_first_and_last_day_were_taken_back(
    page: str, tiny: store.Store
) -> None:
    edges = record.new_id(), record.new_id()
    for identity, day in zip(edges, (date(2024, 5, 1), date(2026, 5, 1)), strict=True):
        record.observation(
            tiny, identity, place="aytown", observer="Edge", behaviour="PAR1", part="frontline",
            strength=1, observed_on=day, overtness=2,
        )  # fmt: skip
    app = opened(page, place="aytown")
    button(app, "Keep this view as it is now").click().run()
    before = app.get("vega_lite_chart")[0].proto.spec
    [row] = tiny.ask("SELECT CAST(id AS VARCHAR) AS id, lens FROM snapshot").itertuples()
    for identity in edges:
        takeback.withdraw_observation(tiny, identity)
    app = opened(page, **dict(parse_qsl(row.lens)), then=row.id)
    assert pictures(app)[0] == f"{PICTURES[page]}, as we saw it then"
    assert app.get("vega_lite_chart")[0].proto.spec == before


def test_a_view_of_which_not_all_was_kept_is_not_passed_off_as_that(
    tiny: store.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a phone a long time is drawn in other steps than those that a laptop kept."""
    record.observation(
        tiny, record.new_id(), place="aytown", observer="Early", behaviour="PAR1",
        strength=1, observed_on=date(2022, 5, 1),
    )  # fmt: skip
    app = opened("together", place="aytown")
    button(app, "Keep this view as it is now").click().run()
    [row] = tiny.ask("SELECT CAST(id AS VARCHAR) AS id, lens FROM snapshot").itertuples()
    address = {**dict(parse_qsl(row.lens)), "then": row.id}
    assert pictures(opened("together", **address))[0] == "One timeline, as we saw it then"
    monkeypatch.setattr(screen, "_is", lambda room: room == "narrow")
    app = opened("together", **address)
    assert not app.exception and pictures(app) == ["One timeline"]
    assert "does not hold all that is drawn here" in said(app)


@pytest.mark.parametrize("column", ["answers", "voices", "taken_on", "rules"])
def test_one_that_was_changed_is_not_shown_and_says_so(column: str, tiny: store.Store) -> None:
    address = kept("behaviours")
    changed = {
        "answers": "replace(answers, '6', '9')", "voices": "'everybody'",
        "taken_on": "DATE '2020-01-01'", "rules": "'0'",
    }[column]  # fmt: skip
    tiny.write(lambda cursor: cursor.execute(f"UPDATE snapshot SET {column} = {changed}"))
    app = opened("behaviours", **address)
    assert "was changed after it was kept" in said(app)
    assert "Behaviours heatmap, as we saw it then" not in pictures(app)


def test_with_another_filter_a_kept_view_is_not_passed_off_as_that(tiny: store.Store) -> None:
    address = kept("behaviours")
    app = opened("behaviours", **(address | {"since": "2025-02-01"}))
    assert pictures(app)[0] == "Behaviours heatmap"
    assert "As we saw it on" not in said(app)


@pytest.mark.parametrize("identity", ["", "nonsense", "00000000-0000-0000-0000-000000000000"])
def test_an_address_of_no_kept_view_shows_now(identity: str, tiny: store.Store) -> None:
    app = opened("behaviours", **ADDRESS, then=identity)
    assert not app.exception and pictures(app)[0] == "Behaviours heatmap"


def test_one_kept_on_another_page_is_not_shown_here(tiny: store.Store) -> None:
    address = kept("behaviours")
    assert pictures(opened("timing", **address))[0] == "Openness and trust"


def test_a_kept_view_can_be_taken_away(tiny: store.Store) -> None:
    kept("behaviours")
    app = opened("behaviours", **ADDRESS)
    button(app, "Take away").click().run()
    assert tiny.ask("SELECT * FROM snapshot").empty


def test_no_text_and_no_pseudonym_is_kept(tiny: store.Store) -> None:
    for page in KEPT:
        app = opened(
            page, **ADDRESS, **({"cell": "PAR1.frontline"} if page == "behaviours" else {})
        )
        button(app, "Keep this view as it is now").click().run()
    held = "\n".join(tiny.ask("SELECT answers FROM snapshot").answers)
    assert len(held) > 1000
    for text in ("the room", "the facilitator", "New step", '"A1"', "Org 1"):
        assert text not in held, text


@pytest.mark.parametrize("question", snapshot.FIGURES)
def test_figures_come_back_to_the_last_bit(question: str, sampled: store.Store) -> None:
    lens = Lens("gateshead", date(2024, 4, 8), date(2026, 9, 25))
    more: dict[str, str | int] = {"behaviour": "PAR1"} if question.startswith("pace") else {}
    more |= {"enough": honesty.ENOUGH_PEOPLE} if question == "home_apart" else {}
    with overheard() as heard:
        answer = ask(question, lens, **more)
    identity = record.new_id()
    assert snapshot.keep(
        sampled, identity, place="gateshead", page="behaviours", lens="", taken_on=date.today(),
        voices="", heard=heard,
    )  # fmt: skip
    found = snapshot.opened(sampled, str(identity))
    assert found is not None and found.is_whole and found.rules == honesty.RULES
    with answered_by(found.answers):
        again = ask(question, lens, **more)
    texts = [name for name in snapshot.TEXTS if name in answer]
    pd.testing.assert_frame_equal(again.drop(columns=texts), answer.drop(columns=texts))


def test_a_second_click_keeps_one(tiny: store.Store) -> None:
    identity = record.new_id()
    told = {"place": "aytown", "page": "pace", "lens": "", "taken_on": date(2025, 1, 1),
            "voices": "", "heard": {}}  # fmt: skip
    assert snapshot.keep(tiny, identity, **told)  # type: ignore[arg-type]
    assert not snapshot.keep(tiny, identity, **told)  # type: ignore[arg-type]


def test_starting_empty_takes_the_samples_kept_views_along(sampled: store.Store) -> None:

    app = opened("behaviours", place="gateshead")
    button(app, "Keep this view as it is now").click().run()
    sample.start_empty(sampled)
    assert sampled.ask("SELECT * FROM snapshot").empty

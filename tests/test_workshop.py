"""A gathering from preparing it to closing it, and what is captured in between."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

import pytest

from mirror import chain, record, rounds, takeback, workshop
from mirror.ask import ask
from mirror.lens import Lens
from mirror.store import Refused, Store
from mirror.workshop import Item
from tests.test_pages import opened, said
from tests.test_takeback import state

TODAY = date.today()
VIEWS = [
    Item("home", "place=aytown", "What is worth an hour?"),
    Item("behaviours", "place=aytown&split=2025-02-01", "Who is missing?"),
]


def meet(held: Store, when: date = TODAY, agenda: list[Item] | None = None) -> UUID:
    """A gathering that is prepared."""
    identity = record.new_id()
    assert workshop.prepare(
        held, identity, place="aytown", held_on=when, purpose=" Who carries it on? ",
        ends_at=time(16, 30), people={"council": 5, "residents": 3, "": None},
        agenda=VIEWS if agenda is None else agenda,
    )  # fmt: skip
    return identity


def test_a_gathering_keeps_what_for_when_who_and_what_is_looked_at(tiny: Store) -> None:
    found = workshop.found(str(meet(tiny)))
    assert found is not None
    assert (found.place, found.held_on, found.purpose) == ("aytown", TODAY, "Who carries it on?")
    assert found.ends_at == time(16, 30)
    assert found.people == {"council": 5, "residents": 3} and found.in_the_room == 8
    assert list(found.agenda) == VIEWS
    assert found.is_open


def test_prepared_twice_under_one_id_it_is_one(tiny: Store) -> None:
    identity = meet(tiny)
    again = workshop.prepare(
        tiny, identity, place="aytown", held_on=TODAY, purpose="Other", agenda=VIEWS[:1]
    )
    assert not again
    assert len(workshop.prepared("aytown")) == 1
    assert len(workshop.prepared("aytown")[0].agenda) == 2


@pytest.mark.parametrize(
    ("what", "wrong", "said"),
    [
        ("agenda", [], "The agenda: nothing is on it yet"),
        ("agenda", [Item("home", "place=aytown", "  ")], "The question: every view ends in one"),
        ("held_on", None, "When you meet: this is still empty"),
        ("held_on", date(1999, 1, 1), "before 2000"),
        ("held_on", TODAY + timedelta(days=500), "more than a year ahead"),
        ("place", "nowhere", "“nowhere” is not in the list"),
        ("people", {"council": -1}, "from 0 to 1,000"),
        ("people", {"circus": 1}, "“circus” is not in the list"),
        ("purpose", "x" * 300, "shorten it to 200"),
    ],
)
def test_what_cannot_be_prepared_is_told_and_keeps_nothing(
    what: str, wrong: object, said: str, tiny: Store
) -> None:
    good: Any = {"place": "aytown", "held_on": TODAY, "purpose": "P", "agenda": VIEWS}
    with pytest.raises(Refused, match=said):
        workshop.prepare(tiny, record.new_id(), **good | {what: wrong})
    assert workshop.prepared("aytown") == []
    assert tiny.ask("SELECT count(*) AS rows FROM agenda").rows[0] == 0


def test_an_agenda_is_changed_until_the_gathering_is_closed(tiny: Store) -> None:
    identity = meet(tiny)
    workshop.plan(tiny, identity, VIEWS[::-1])
    assert [item.page for item in workshop.prepared("aytown")[0].agenda] == ["behaviours", "home"]
    with pytest.raises(Refused, match="at least one"):
        workshop.plan(tiny, identity, [])
    with pytest.raises(Refused, match="20 views at most"):
        workshop.plan(tiny, identity, VIEWS * 11)
    workshop.close(tiny, identity)
    for change in (workshop.close, lambda held, one: workshop.plan(held, one, VIEWS)):
        with pytest.raises(Refused, match="closed"):
            change(tiny, identity)
    assert not workshop.prepared("aytown")[0].is_open


def test_a_gathering_is_going_on_on_its_day_until_it_is_closed(tiny: Store) -> None:
    assert workshop.going_on("aytown") is None
    meet(tiny, TODAY + timedelta(days=1))
    assert workshop.going_on("aytown") is None
    identity = meet(tiny)
    found = workshop.going_on("aytown")
    assert found is not None and found.id == identity
    assert workshop.going_on("beeville") is None
    workshop.close(tiny, identity)
    assert workshop.going_on("aytown") is None


def test_the_next_one_is_the_soonest_that_comes_or_the_latest_that_nobody_closed(
    tiny: Store,
) -> None:
    assert workshop.next_one("aytown") is None
    old = meet(tiny, TODAY - timedelta(days=90))
    late = meet(tiny, TODAY - timedelta(days=9))
    assert workshop.next_one("aytown").id == late  # type: ignore[union-attr]
    meet(tiny, TODAY + timedelta(days=30))
    soon = meet(tiny, TODAY + timedelta(days=3))
    assert workshop.next_one("aytown").id == soon  # type: ignore[union-attr]
    for one in workshop.prepared("aytown"):
        if one.id != old:
            workshop.close(tiny, one.id)
    assert workshop.next_one("aytown").id == old  # type: ignore[union-attr]


def test_only_a_gathering_at_which_nothing_was_said_can_be_taken_away(tiny: Store) -> None:
    silent, spoken = meet(tiny), meet(tiny)
    record.remark(
        tiny, record.new_id(), place="aytown", kind="note", said="A note", gathering=spoken
    )
    workshop.remove(tiny, silent)
    with pytest.raises(Refused, match="Something was said"):
        workshop.remove(tiny, spoken)
    assert [one.id for one in workshop.prepared("aytown")] == [spoken]
    assert tiny.ask("SELECT DISTINCT gathering FROM agenda").gathering.tolist() == [spoken]
    assert tiny.ask("SELECT DISTINCT gathering FROM gathering_room").gathering.nunique() == 1


def test_what_is_captured_stands_latest_first_and_is_gone_once_undone(tiny: Store) -> None:
    identity = meet(tiny)
    said: Any = {"place": "aytown", "gathering": identity}
    record.remark(tiny, record.new_id(), **said, kind="note", said="First")
    record.event(
        tiny, record.new_id(), **said, kind="slip", title="Second", started_on=TODAY, consent=2,
    )  # fmt: skip
    record.reflection(
        tiny, record.new_id(), **said, page="home", lens="place=aytown", question="Q",
        observed_on=TODAY, noticed="Third", consent=2,
    )  # fmt: skip
    step = record.new_id()
    record.remark(
        tiny, step, **said, kind="step", said="Fourth", who="Housing",
        by_when=TODAY + timedelta(days=9),
    )  # fmt: skip
    told = workshop.captured(identity)
    assert told.said.tolist() == ["Fourth", "Third", "Second", "First"]
    assert told.what.tolist() == ["step", "reflection", "slip", "note"]
    takeback.withdraw(tiny, "remark", step)
    assert workshop.captured(identity).said.tolist() == ["Third", "Second", "First"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"said": " "}, "Note: this is still empty"),
        ({"kind": "gossip"}, "“gossip” is not in the list"),
        ({"said": "x" * 5001}, "shorten it to 5,000"),
        ({"kind": "step", "by_when": date(1990, 1, 1)}, "By when: choose a day"),
    ],
)
def test_a_remark_that_says_nothing_sensible_is_told_and_not_kept(
    wrong: dict[str, Any], told: str, tiny: Store
) -> None:
    good: Any = {"place": "aytown", "kind": "note", "said": "Good", "gathering": meet(tiny)}
    with pytest.raises(Refused, match=told):
        record.remark(tiny, record.new_id(), **good | wrong)
    assert tiny.ask("SELECT count(*) AS rows FROM remark").rows[0] == 0


def test_what_looks_like_somebodys_address_is_taken_out_of_a_remark(tiny: Store) -> None:
    record.remark(
        tiny, record.new_id(), place="aytown", kind="note", gathering=meet(tiny),
        said="Write to ann.example@council.example about it",
    )  # fmt: skip
    assert "ann.example" not in tiny.ask("SELECT said FROM remark").said[0]


def test_a_grid_typed_at_a_gathering_belongs_to_it_and_counts_nobody_twice(tiny: Store) -> None:
    identity, grid = meet(tiny), record.new_id()
    typed: Any = {
        "place": "aytown", "held_on": TODAY, "people": 8, "gathering": identity,
        "headings": {"PER1": "We see the whole"},
        "rows": [
            record.Person("A", "council", {"PER1": "7"}),
            record.Person("B", None, {"PER1": "4"}),
        ],
    }  # fmt: skip
    assert record.room(tiny, grid, **typed)
    assert not record.room(tiny, grid, **typed), "the same grid again"
    kept = tiny.ask(f"SELECT strength FROM observation_now WHERE gathering = '{identity}'")
    assert sorted(kept.strength) == [4, 7]
    assert tiny.ask("SELECT count(*) AS rows FROM gathering WHERE ends_at IS NOT NULL").rows[0] == 1
    assert tiny.ask("SELECT sum(people) AS people FROM gathering_room").people[0] == 8


def test_home_tells_next_time_what_was_promised_and_parked(tiny: Store) -> None:
    identity = meet(tiny)
    for kind, text, consent in (
        ("step", "Ask the residents", 2), ("parked", "Who is not here?", 2), ("note", "A note", 2),
        ("step", "Only the facilitator's", 1),
    ):  # fmt: skip
        record.remark(
            tiny, record.new_id(), place="aytown", kind=kind, said=text, gathering=identity,
            consent=consent,
        )  # fmt: skip
    lens = Lens("aytown", TODAY, TODAY)
    assert ask("home_left", lens, met=TODAY).said.tolist() == [
        "Ask the residents", "Only the facilitator's", "Who is not here?",
    ]  # fmt: skip
    room = Lens("aytown", TODAY, TODAY, "room")
    assert ask("home_left", room, met=TODAY).said.tolist() == [
        "Ask the residents", "Who is not here?",
    ]  # fmt: skip
    assert ask("home_left", lens, met=None).empty


def test_no_round_is_opened_at_a_gathering_that_is_closed(tiny: Store) -> None:
    identity = meet(tiny)
    workshop.close(tiny, identity)
    with pytest.raises(Refused, match="closed"):
        rounds.open_round(
            tiny, record.new_id(), gathering=identity, place="aytown", about="behaviour"
        )


def test_the_page_home_begins_with_what_was_left_with_last_time(tiny: Store) -> None:
    yesterday = TODAY - timedelta(days=1)
    identity = meet(tiny, yesterday)
    assert "What you said you would do" not in said(opened("home", place="aytown"))
    record.remark(
        tiny, record.new_id(), place="aytown", kind="step", said="Ask the residents first",
        who="Housing team", gathering=identity, observed_on=yesterday,
    )  # fmt: skip
    app = opened("home", place="aytown")
    assert not app.exception
    assert "What you said you would do, and kept for later" in [
        head.value for head in app.subheader
    ]
    told = said(app)
    assert "Ask the residents first" in told and "Housing team" in told
    assert "Who carries it on?" in told, "it names the gathering it looks back to"


# --- it is closed -------------------------------------------------------------------------------


def closing_of(held: Store) -> Any:
    """The page of a gathering that looks at two views, with its id."""
    identity = meet(held)
    return opened("gathering", place="aytown", gathering=str(identity)), identity


def made(app: Any) -> list[Any]:
    """The fields for what was made of each view, from the first on."""
    return [area for area in app.text_area if area.label == "What did we make of it?"]


def click(app: Any, label: str, key: str = "") -> Any:
    [button] = [one for one in app.button if one.label == label and key in (one.key or "")]
    return button.click().run()


def lines(app: Any) -> str:
    """All that the page says of a click."""
    return " ".join(str(one.value) for one in (*app.success, *app.error)).replace("\\", "")


def test_what_was_made_of_each_view_is_kept_as_it_was_when_the_gathering_was_closed(
    tiny: Store,
) -> None:
    app, identity = closing_of(tiny)
    made(app)[0].set_value("A first text.")
    made(app)[1].set_value("x" * 5_001)
    before = len(tiny.ask("SELECT * FROM change"))
    assert "shorten it to 5,000" in lines(click(app, "Close the gathering"))
    assert tiny.ask("SELECT * FROM reflection").empty, "nothing is kept of what is refused"
    assert len(tiny.ask("SELECT * FROM change")) == before
    assert [area.value for area in made(app)] == ["A first text.", "x" * 5_001]
    made(app)[0].set_value("A better text.")
    made(app)[1].set_value("Shorter.")
    assert "The gathering is closed." in lines(click(app, "Close the gathering"))
    kept = tiny.ask("SELECT page, so_what, gathering FROM reflection ORDER BY page DESC")
    assert kept.values.tolist() == [
        ["home", "A better text.", identity], ["behaviours", "Shorter.", identity],
    ]  # fmt: skip
    seen = tiny.ask("SELECT page FROM snapshot ORDER BY page").page
    assert seen.tolist() == ["behaviours", "home"]
    assert not workshop.prepared("aytown")[0].is_open
    assert chain.checked(tiny).wrong is None


@pytest.mark.parametrize("step", ["record.reflection", "snapshot.keep", "workshop.close"])
def test_a_gathering_is_closed_whole_or_stays_as_it_was(
    step: str, tiny: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise OSError("the disk is gone")

    app, identity = closing_of(tiny)
    before, agenda = state(tiny), workshop.prepared("aytown")[0].agenda
    made(app)[0].set_value("A first text.")
    with monkeypatch.context() as patched:
        patched.setattr(f"mirror.{step}", fails)
        click(app, "Close the gathering")
    assert state(tiny) == before
    assert workshop.prepared("aytown")[0].agenda == agenda
    app = opened("gathering", place="aytown", gathering=str(identity))
    made(app)[0].set_value("A first text.")
    assert "The gathering is closed." in lines(click(app, "Close the gathering"))
    assert len(tiny.ask("SELECT * FROM reflection")) == 1
    assert len(tiny.ask("SELECT * FROM snapshot")) == 2


def test_what_was_typed_of_a_view_stays_with_it_when_the_order_is_changed(tiny: Store) -> None:
    app, _ = closing_of(tiny)
    made(app)[0].set_value("Of home.")
    click(app, "Down", "down 0")
    assert [area.value for area in made(app)] == ["", "Of home."]
    click(app, "Close the gathering")
    kept = tiny.ask("SELECT page, so_what FROM reflection")
    assert kept.values.tolist() == [["home", "Of home."]]


def test_a_view_that_is_twice_on_the_agenda_has_room_for_a_text_each_time(tiny: Store) -> None:
    identity = meet(tiny, agenda=[VIEWS[0], VIEWS[1], VIEWS[0]])
    app = opened("gathering", place="aytown", gathering=str(identity))
    assert not app.exception
    made(app)[0].set_value("Before.")
    made(app)[2].set_value("After.")
    click(app, "Close the gathering")
    assert sorted(tiny.ask("SELECT so_what FROM reflection").so_what) == ["After.", "Before."]


def test_what_was_typed_of_a_view_is_there_again_after_a_look_at_another_page(tiny: Store) -> None:
    app, _ = closing_of(tiny)
    made(app)[0].set_value("Of home.").run()
    app.switch_page("../pages/pace.py").run()
    app.switch_page("../pages/gathering.py").run()
    assert made(app)[0].value == "Of home."

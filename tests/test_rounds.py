"""Rounds of scores: each answers alone, nothing shows before the close, nobody counts twice."""

from __future__ import annotations

import random
import threading
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from mirror import record, rounds, sample, store, takeback
from mirror.rounds import Closed, Count, NotIn, Round, WrongCode
from mirror.store import Refused, Store
from tests.test_house import imports
from tests.test_takeback import state

NINE = ["PER1", "PER2", "PER3", "POW1", "POW2", "POW3", "PAR1", "PAR2", "PAR3"]


def meet(held: Store, place: str = "aytown") -> UUID:
    """A gathering of today."""
    identity = record.new_id()
    record.gathering(held, identity, place=place, held_on=date.today())
    return identity


def begin(held: Store, gathering: UUID, about: rounds.About = "behaviour", **more: Any) -> Round:
    """A round that was just opened."""
    terms = {"place": "aytown"} | more
    rounds.open_round(held, record.new_id(), gathering=gathering, about=about, **terms)
    opened = rounds.current(held, gathering)
    assert opened is not None
    return opened


def phones(held: Store, scored: Round, count: int) -> list[str]:
    """The keys of so many phones that have just joined."""
    assert scored.code
    return [rounds.join(held, scored.gathering, scored.code, None)[1] for _ in range(count)]


def say(held: Store, scored: Round, key: str, answers: Mapping[str, float], **more: Any) -> bool:
    return rounds.cast(held, record.new_id(), scored, key, answers, **more)


def scores(held: Store, scored: Round) -> list[tuple[str, float]]:
    rows = rounds.revealed(held, scored)
    return sorted(zip(rows.subject, rows.score, strict=True))


# --- opening ------------------------------------------------------------------------------------


def test_a_round_opens_by_a_short_code_that_nobody_misreads(tiny: Store) -> None:
    opened = begin(tiny, meet(tiny), part="frontline")
    assert opened.code and len(opened.code) == 6 and not set(opened.code) & set("01258BILOSUZ")
    assert (opened.part, opened.turn, opened.closed_at) == ("frontline", 1, None)
    typed = f" {opened.code[:3].lower()} - {opened.code[3:]} "
    found, _ = rounds.join(tiny, opened.gathering, typed, None)
    assert found == opened


def test_the_same_id_opens_one_round_with_one_code(tiny: Store) -> None:
    identity, gathering = record.new_id(), meet(tiny)
    first, second = (
        rounds.open_round(tiny, identity, gathering=gathering, place="aytown", about="block")
        for _ in range(2)
    )
    assert first == second and len(rounds.of(tiny, gathering)) == 1


#: What cannot be opened, and a word of the sentence that says so.
WRONG: list[tuple[dict[str, Any], str]] = [
    ({"place": "nowhere"}, "not held"),
    ({"place": "beeville"}, "not held in this place"),
    ({"gathering": UUID(int=1)}, "not held"),
    ({"about": "weather"}, "What to score"),
    ({"part": "nowhere"}, "Which part"),
    ({"about": "block", "part": "frontline"}, "Which part"),
    ({"about": "relationship"}, "still empty"),
    ({"about": "relationship", "party": "A", "other_party": " "}, "still empty"),
    ({"about": "relationship", "party": "Town", "other_party": "town "}, "the same"),
    ({"about": "relationship", "party": "A" * 201, "other_party": "B"}, "shorten"),
    ({"party": "A"}, "leave them out"),
    ({"turn": 3}, "Which turn"),
    ({"turn": 2}, "no first round"),
]


@pytest.mark.parametrize(("wrong", "said"), WRONG)
def test_what_cannot_be_scored_is_refused_and_changes_nothing(
    wrong: dict[str, Any], said: str, tiny: Store
) -> None:
    terms: dict[str, Any] = {"gathering": meet(tiny), "place": "aytown", "about": "behaviour"}
    before = state(tiny, without=())
    with pytest.raises(Refused, match=said):
        rounds.open_round(tiny, record.new_id(), **(terms | wrong))
    assert state(tiny, without=()) == before


def test_one_round_is_open_at_a_time_and_none_in_a_closed_gathering(tiny: Store) -> None:
    gathering = meet(tiny)
    opened = begin(tiny, gathering)
    with pytest.raises(Refused, match="open already"):
        begin(tiny, gathering, about="block")
    begin(tiny, meet(tiny))
    rounds.close(tiny, opened)
    over = "UPDATE gathering SET closed_at = now()"
    tiny.write(lambda cursor: cursor.execute(over))
    with pytest.raises(Refused, match="gathering is closed"):
        begin(tiny, gathering)


def test_a_thing_is_scored_once_before_talking_and_once_after_whichever_window_asks(
    tiny: Store,
) -> None:
    gathering = meet(tiny)
    for turn in (1, 2):
        rounds.close(tiny, begin(tiny, gathering, part="frontline", turn=turn))
        before = state(tiny, without=())
        for again in range(1, turn + 1):
            with pytest.raises(Refused, match="scored already"):
                begin(tiny, gathering, part="frontline", turn=again)
        assert state(tiny, without=()) == before
    rounds.close(tiny, begin(tiny, gathering))
    rounds.close(tiny, begin(tiny, meet(tiny), part="frontline"))


def test_what_is_asked_comes_in_the_places_words_with_its_steps(tiny: Store) -> None:
    gathering = meet(tiny)
    asked = begin(tiny, gathering)
    plain = rounds.subjects(tiny, asked.about, "plain")
    assert [subject.code for subject in plain] == NINE
    assert (plain[0].label, plain[0].low, plain[0].top) == ("We see the whole", 0, 10)
    assert rounds.subjects(tiny, asked.about, "framework")[0].label.startswith(
        "People view themselves"
    )
    rounds.close(tiny, asked)
    block = rounds.subjects(tiny, "block", "framework")[0]
    assert (block.low, block.top, block.anchors[1], len(block.anchors)) == (1, 4, "Undermining", 4)
    between = begin(tiny, meet(tiny), about="relationship", party="Org 2", other_party="Org 1")
    trust, level = rounds.subjects(tiny, between.about, "plain")
    assert (trust.code, trust.low, trust.top, trust.anchors[5]) == ("trust", 0, 5, "We share risk")
    assert (level.code, level.top, level.anchors[5]) == ("level", 5, "We work as one")


# --- joining ------------------------------------------------------------------------------------


def test_a_key_is_the_same_phone_in_every_round_and_is_kept_as_a_hash_only(tiny: Store) -> None:
    gathering = meet(tiny)
    first = begin(tiny, gathering)
    [key] = phones(tiny, first, 1)
    assert rounds.join(tiny, gathering, first.code or "", key) == (first, key)
    rounds.close(tiny, first)
    second = begin(tiny, gathering, about="block")
    assert rounds.join(tiny, gathering, second.code or "", key) == (second, key)
    assert rounds.count(tiny, second) == Count(1, 0)
    [kept] = tiny.ask("SELECT key_hash FROM phone").key_hash
    assert key not in kept and len(kept) == 64


def test_a_key_of_another_gathering_stands_for_nobody(tiny: Store) -> None:
    here, there = begin(tiny, meet(tiny)), begin(tiny, meet(tiny))
    [key] = phones(tiny, there, 1)
    assert not rounds.is_in(tiny, here.gathering, key)
    with pytest.raises(NotIn):
        say(tiny, here, key, {"PAR1": 5})
    with pytest.raises(WrongCode):
        rounds.join(tiny, here.gathering, there.code or "", None)
    assert rounds.join(tiny, here.gathering, here.code or "", key)[1] != key


def test_no_more_phones_join_than_a_room_holds(tiny: Store) -> None:
    opened = begin(tiny, meet(tiny))
    keys = phones(tiny, opened, record.ROOM)
    with pytest.raises(Refused, match="no room"):
        phones(tiny, opened, 1)
    assert rounds.join(tiny, opened.gathering, opened.code or "", keys[0])[1] == keys[0]


def test_the_code_dies_with_its_round(tiny: Store) -> None:
    opened = begin(tiny, meet(tiny))
    rounds.close(tiny, opened)
    with pytest.raises(WrongCode):
        rounds.join(tiny, opened.gathering, opened.code or "", None)
    with pytest.raises(WrongCode):
        rounds.join(tiny, opened.gathering, "", None)
    assert tiny.ask("SELECT code FROM scoring_round").code.isna().all()


# --- answering ----------------------------------------------------------------------------------


def test_the_latest_of_a_phone_counts_and_those_before_are_kept(tiny: Store) -> None:
    opened = begin(tiny, meet(tiny))
    key, silent = phones(tiny, opened, 2)
    for value in (3, 9, 4.5):
        assert say(tiny, opened, key, {"PAR1": value}, sector="council")
    assert rounds.count(tiny, opened) == Count(2, 1)
    found = rounds.sent(tiny, opened, key)
    assert found is not None and found.answers == {"PAR1": 4.5}
    assert rounds.sent(tiny, opened, silent) is None
    rounds.close(tiny, opened)
    assert scores(tiny, opened) == [("PAR1", 4.5)]
    assert len(tiny.ask("SELECT id FROM ballot")) == 3


def test_the_latest_counts_also_where_the_clock_was_put_back(
    tiny: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = begin(tiny, meet(tiny))
    [key] = phones(tiny, opened, 1)
    say(tiny, opened, key, {"PAR1": 3})
    monkeypatch.setattr(store, "now", lambda: opened.opened_at.replace(year=2020))
    say(tiny, opened, key, {"PAR1": 8})
    found = rounds.sent(tiny, opened, key)
    assert found is not None and found.answers == {"PAR1": 8}


def test_the_same_answer_sent_twice_is_kept_once(tiny: Store) -> None:
    opened, identity = begin(tiny, meet(tiny)), record.new_id()
    [key] = phones(tiny, opened, 1)
    assert rounds.cast(tiny, identity, opened, key, {"PAR1": 3})
    assert not rounds.cast(tiny, identity, opened, key, {"PAR1": 3})
    assert len(tiny.ask("SELECT * FROM score")) == 1


@pytest.mark.parametrize(
    ("about", "answers"),
    [
        ("behaviour", {"PAR1": 11}), ("behaviour", {"PAR1": -0.5}), ("behaviour", {"PAR1": 3.3}),
        ("behaviour", {"PAR1": float("nan")}), ("behaviour", {"PAR1": float("inf")}),
        ("behaviour", {"funding": 3}), ("behaviour", {"trust": 3}),
        ("behaviour", {"PAR1": 3, "X": 1}),
        ("block", {"funding": 0}), ("block", {"funding": 5}), ("block", {"funding": 1.5}),
        ("block", {"PAR1": 1}), ("relationship", {"trust": 6}), ("relationship", {"trust": 0.5}),
        ("relationship", {"level": -1}), ("relationship", {"PAR1": 1}), ("behaviour", {}),
    ],
)  # fmt: skip
def test_an_answer_that_is_none_is_refused_and_changes_nothing(
    about: rounds.About, answers: dict[str, float], tiny: Store
) -> None:
    sides = {"party": "A", "other_party": "B"} if about == "relationship" else {}
    opened = begin(tiny, meet(tiny), about=about, **sides)
    [key] = phones(tiny, opened, 1)
    before = state(tiny, without=())
    with pytest.raises(Refused):
        say(tiny, opened, key, answers)
    assert state(tiny, without=()) == before


def test_what_else_is_chosen_must_be_there_to_choose(tiny: Store) -> None:
    opened = begin(tiny, meet(tiny), about="relationship", party="A", other_party="B")
    [key] = phones(tiny, opened, 1)
    for wrong in ({"sector": "nobody"}, {"said_for": "C"}):
        with pytest.raises(Refused, match="choose"):
            say(tiny, opened, key, {"trust": 1}, **wrong)
    assert say(tiny, opened, key, {"trust": 1}, sector="nhs", said_for="B")
    assert rounds.sector_of(tiny, opened.gathering, key) == "nhs"


def test_who_takes_everything_back_has_said_nothing(tiny: Store) -> None:
    opened = begin(tiny, meet(tiny))
    key, other = phones(tiny, opened, 2)
    say(tiny, opened, key, {"PAR1": 3})
    assert say(tiny, opened, key, {})
    say(tiny, opened, other, {"PAR1": 4})
    assert rounds.count(tiny, opened) == Count(2, 1)
    rounds.close(tiny, opened)
    assert scores(tiny, opened) == [("PAR1", 4)]


def test_nothing_shows_before_the_close(tiny: Store) -> None:
    opened = begin(tiny, meet(tiny))
    before = state(tiny, without=("phone", "ballot", "score"))
    for key in phones(tiny, opened, 6):
        say(tiny, opened, key, {"PAR1": 7})
    assert rounds.count(tiny, opened) == Count(6, 6)
    assert state(tiny, without=("phone", "ballot", "score")) == before
    with pytest.raises(Refused, match="still open"):
        rounds.revealed(tiny, opened)


# --- closing ------------------------------------------------------------------------------------


def test_what_was_said_of_behaviours_becomes_observations_of_today(tiny: Store) -> None:
    opened = begin(tiny, meet(tiny), part="culture")
    one, other = phones(tiny, opened, 2)
    say(tiny, opened, one, {"PAR1": 7, "POW2": 0}, sector="residents")
    say(tiny, opened, other, {"PAR1": 2.5})
    rounds.close(tiny, opened)
    rows = tiny.ask(
        "SELECT behaviour, strength, part, consent, note, observed_on::VARCHAR AS day, sector"
        " FROM observation_now AS fact JOIN observer ON observer.code = fact.observer"
        " WHERE gathering = $gathering ORDER BY ALL", {"gathering": opened.gathering},
    ).astype(object)  # fmt: skip
    day = date.today().isoformat()
    assert rows.where(rows.notna(), None).to_numpy().tolist() == [
        ["PAR1", 2.5, "culture", 1, None, day, None],
        ["PAR1", 7.0, "culture", 1, None, day, "residents"],
        ["POW2", 0.0, "culture", 1, None, day, "residents"],
    ]
    assert set(tiny.ask("SELECT observer FROM phone").observer) == {f"{day} A", f"{day} B"}


def test_what_was_said_of_blocks_becomes_views_of_them(tiny: Store) -> None:
    opened = begin(tiny, meet(tiny), about="block")
    [key] = phones(tiny, opened, 1)
    say(tiny, opened, key, {"funding": 1, "governance": 4})
    rounds.close(tiny, opened)
    kept = "SELECT block, level FROM block_view_now WHERE gathering = $gathering ORDER BY ALL"
    rows = tiny.ask(kept, {"gathering": opened.gathering})
    assert rows.to_numpy().tolist() == [["funding", 1], ["governance", 4]]


def test_what_was_said_of_a_relationship_is_one_view_of_one_pair(tiny: Store) -> None:
    gathering = meet(tiny)
    sides = {"party": "org Z", "other_party": "Org A"}
    opened = begin(tiny, gathering, "relationship", **sides)
    [key] = phones(tiny, opened, 1)
    say(tiny, opened, key, {"trust": 0, "level": 2}, said_for="org Z")
    rounds.close(tiny, opened)
    kept = (
        "SELECT party, other_party, said_for, trust, level FROM relationship_now"
        " WHERE gathering = $gathering"
    )
    terms = {"gathering": gathering}
    assert tiny.ask(kept, terms).to_numpy().tolist() == [["Org A", "org Z", "org Z", 0, 2]]
    again = begin(tiny, gathering, "relationship", turn=2, **sides)
    say(tiny, again, key, {"trust": 3})
    rounds.close(tiny, again)
    assert tiny.ask(kept, terms).to_numpy().tolist() == [["Org A", "org Z", "org Z", 3, 2]]
    assert scores(tiny, again) == [("trust", 3)]
    assert scores(tiny, opened) == [("level", 2), ("trust", 0)]


def test_closing_twice_adds_nothing(tiny: Store) -> None:
    opened = begin(tiny, meet(tiny))
    for key in phones(tiny, opened, 3):
        say(tiny, opened, key, {"PAR1": 3})
    rounds.close(tiny, opened)
    before = state(tiny, without=())
    rounds.close(tiny, opened)
    assert state(tiny, without=()) == before


def test_a_close_that_is_cut_short_anywhere_leaves_the_round_open_and_whole(
    tiny: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = begin(tiny, meet(tiny))
    for key in phones(tiny, opened, 3):
        say(tiny, opened, key, {"PAR1": 3})
    before = state(tiny, without=())
    with monkeypatch.context() as cut:
        cut.setattr("mirror.intake.record_change", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            rounds.close(tiny, opened)
    assert state(tiny, without=()) == before
    rounds.close(tiny, opened)
    assert len(scores(tiny, opened)) == 3


def test_nothing_is_taken_in_after_the_close(tiny: Store) -> None:
    opened = begin(tiny, meet(tiny))
    [key] = phones(tiny, opened, 1)
    rounds.close(tiny, opened)
    with pytest.raises(Closed):
        say(tiny, opened, key, {"PAR1": 3})
    assert tiny.ask("SELECT id FROM ballot").empty


def test_pseudonyms_tell_nothing_of_the_order_in_which_people_joined(tiny: Store) -> None:
    orders = set()
    for _ in range(4):
        opened = begin(tiny, meet(tiny))
        for key in phones(tiny, opened, 12):
            say(tiny, opened, key, {"PAR1": 3})
        rounds.close(tiny, opened)
        joined = "SELECT observer FROM phone WHERE gathering = $gathering ORDER BY joined_at"
        names = tiny.ask(joined, {"gathering": opened.gathering}).observer.tolist()
        assert len(set(names)) == 12
        orders.add(tuple(sorted(range(12), key=lambda who: (len(names[who]), names[who]))))
    assert len(orders) > 1, "four times the same order of twelve does not come by chance"


def test_a_second_round_supersedes_what_the_same_person_said_first(tiny: Store) -> None:
    gathering = meet(tiny)
    first = begin(tiny, gathering, part="frontline")
    one, other = phones(tiny, first, 2)
    say(tiny, first, one, {"PAR1": 2, "PAR2": 5})
    say(tiny, first, other, {"PAR1": 9})
    rounds.close(tiny, first)
    second = begin(tiny, gathering, part="frontline", turn=2)
    assert rounds.before(tiny, second, one) == {"PAR1": 2, "PAR2": 5}
    [late] = phones(tiny, second, 1)
    say(tiny, second, one, {"PAR1": 6})
    say(tiny, second, late, {"PAR1": 1})
    rounds.close(tiny, second)
    kept = (
        "SELECT behaviour, strength FROM observation_now WHERE gathering = $gathering ORDER BY ALL"
    )
    now = tiny.ask(kept, {"gathering": gathering}).to_numpy().tolist()
    assert now == [["PAR1", 1], ["PAR1", 6], ["PAR1", 9], ["PAR2", 5]]
    assert scores(tiny, first) == [("PAR1", 2), ("PAR1", 9), ("PAR2", 5)]
    assert scores(tiny, second) == [("PAR1", 1), ("PAR1", 6)]
    who = {
        (row.turn, row.score): row.person
        for scored in (first, second)
        for row in rounds.revealed(tiny, scored).itertuples()
    }
    assert who[1, 2] == who[1, 5] == who[2, 6] and who[2, 1] == 3 and who[1, 9] in (1, 2)


def test_a_second_round_is_the_last_and_can_be_closed_where_the_clock_was_put_back(
    tiny: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    gathering = meet(tiny)
    first = begin(tiny, gathering, part="frontline")
    [key] = phones(tiny, first, 1)
    say(tiny, first, key, {"PAR1": 2})
    rounds.close(tiny, first)
    monkeypatch.setattr(store, "now", lambda: first.opened_at - timedelta(minutes=10))
    second = begin(tiny, gathering, part="frontline", turn=2)
    assert rounds.of(tiny, gathering)[-1] == second, "the page closes the last"
    assert rounds.before(tiny, second, key) == {"PAR1": 2}
    say(tiny, second, key, {"PAR1": 6})
    rounds.close(tiny, second)
    assert [one.turn for one in rounds.of(tiny, gathering)] == [1, 2]
    now = "SELECT strength FROM observation_now WHERE gathering = $gathering"
    assert tiny.ask(now, {"gathering": gathering}).strength.tolist() == [6]


def test_what_was_amended_by_hand_since_is_not_superseded(tiny: Store) -> None:
    gathering = meet(tiny)
    first = begin(tiny, gathering)
    [key] = phones(tiny, first, 1)
    say(tiny, first, key, {"PAR1": 2, "PAR2": 2})
    rounds.close(tiny, first)
    ids = dict(
        tiny.ask(
            "SELECT behaviour, id FROM observation WHERE gathering = $gathering",
            {"gathering": gathering},
        ).itertuples(index=False, name=None)
    )
    takeback.amend_observation(tiny, ids["PAR1"], note="What we meant")
    takeback.withdraw_observation(tiny, ids["PAR2"])
    assert scores(tiny, first) == [("PAR1", 2)], "what is withdrawn is gone from the wall too"
    second = begin(tiny, gathering, turn=2)
    say(tiny, second, key, {"PAR1": 8, "PAR2": 8})
    rounds.close(tiny, second)
    kept = (
        "SELECT behaviour, strength, note FROM observation_now WHERE gathering = $gathering"
        " ORDER BY behaviour, strength"
    )
    rows = tiny.ask(kept, {"gathering": gathering}).astype(object)
    assert rows.where(rows.notna(), None).to_numpy().tolist() == [
        ["PAR1", 2, "What we meant"], ["PAR1", 8, None], ["PAR2", 8, None],
    ]  # fmt: skip


def test_two_gatherings_do_not_mix(tiny: Store) -> None:
    here, there = begin(tiny, meet(tiny)), begin(tiny, meet(tiny))
    for scored, value in ((here, 1), (there, 9)):
        for key in phones(tiny, scored, 3):
            say(tiny, scored, key, {"PAR1": value})
    assert rounds.count(tiny, here) == rounds.count(tiny, there) == Count(3, 3)
    rounds.close(tiny, here)
    assert rounds.current(tiny, there.gathering) == there
    rounds.close(tiny, there)
    assert scores(tiny, here) == [("PAR1", 1)] * 3
    assert scores(tiny, there) == [("PAR1", 9)] * 3
    assert tiny.ask("SELECT DISTINCT observer FROM phone").size == 6


def test_whoever_is_told_it_is_in_is_in_the_facts_while_the_round_closes(tiny: Store) -> None:
    opened = begin(tiny, meet(tiny))
    keys = phones(tiny, opened, 12)
    told: dict[str, float] = {}
    late: list[str] = []
    half = threading.Barrier(len(keys) + 1)

    def stream(key: str) -> None:
        for turn in range(40):
            if turn == 2:
                half.wait()
            value = random.randrange(11)
            try:
                say(tiny, opened, key, {"PAR1": value})
            except Closed:
                late.append(key)
                return
            told[key] = value

    voters = [threading.Thread(target=stream, args=(key,)) for key in keys]
    for voter in voters:
        voter.start()
    half.wait()
    rounds.close(tiny, opened)
    for voter in voters:
        voter.join()
    assert sorted(late) == sorted(keys), "else the close came last and this proves nothing"
    assert scores(tiny, opened) == sorted(("PAR1", value) for value in told.values())
    facts = "SELECT strength FROM observation_now WHERE gathering = $gathering"
    kept = tiny.ask(facts, {"gathering": opened.gathering}).strength
    assert sorted(kept) == sorted(told.values())


# --- taking back --------------------------------------------------------------------------------


def test_who_withdraws_is_gone_from_the_rounds_too_and_nobody_else_is(tiny: Store) -> None:
    gathering = meet(tiny)
    first = begin(tiny, gathering)
    keys = phones(tiny, first, 3)
    for key, value in zip(keys, (2, 5, 8), strict=True):
        say(tiny, first, key, {"PAR1": value})
    rounds.close(tiny, first)
    other = begin(tiny, meet(tiny))
    [elsewhere] = phones(tiny, other, 1)
    say(tiny, other, elsewhere, {"PAR1": 5})
    second = begin(tiny, gathering, turn=2)
    say(tiny, second, keys[1], {"PAR1": 6})
    said = "SELECT observer FROM observation_now WHERE gathering = $gathering AND strength = 5"
    [observer] = tiny.ask(said, {"gathering": gathering}).observer
    assert takeback.withdraw_observer(tiny, "aytown", observer) == 1
    assert scores(tiny, first) == [("PAR1", 2), ("PAR1", 8)]
    assert rounds.count(tiny, second) == Count(2, 0) and rounds.count(tiny, other) == Count(1, 1)
    assert not rounds.is_in(tiny, gathering, keys[1]) and rounds.is_in(tiny, gathering, keys[0])
    assert len(tiny.ask("SELECT * FROM ballot")) == len(tiny.ask("SELECT * FROM score")) == 3
    rounds.close(tiny, second)
    [fresh] = phones(tiny, begin(tiny, gathering, about="block"), 1)
    opened = rounds.current(tiny, gathering)
    assert opened is not None
    say(tiny, opened, fresh, {"funding": 2})
    rounds.close(tiny, opened)
    assert observer not in tiny.ask("SELECT observer FROM phone").observer.tolist()


def test_starting_empty_leaves_no_round_of_a_gathering_that_is_gone(sampled: Store) -> None:
    [gone, *_] = sampled.ask("SELECT id FROM gathering WHERE place = 'gateshead'").id
    kept = begin(sampled, meet(sampled, "gateshead"), place="gateshead")
    [key] = phones(sampled, kept, 1)
    say(sampled, kept, key, {"PAR1": 3})
    stray = "INSERT INTO phone (gathering, key_hash, joined_at) VALUES ($id, 'x', now())"
    sampled.write(lambda cursor: cursor.execute(stray, {"id": gone}))
    sample.start_empty(sampled)
    assert sampled.ask("SELECT gathering FROM phone").gathering.tolist() == [kept.gathering]
    rounds.close(sampled, kept)
    assert scores(sampled, kept) == [("PAR1", 3)]


def test_rounds_know_neither_the_screen_nor_the_engine() -> None:
    assert not imports(store.ROOT / "mirror" / "rounds.py") & {"streamlit", "duckdb"}
